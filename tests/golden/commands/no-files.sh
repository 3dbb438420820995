# Files and folders that are not there or cannot be written.
. "$ROOT/tests/golden/commands/press.subr"
everyread build
everyread render none.md -o none.pdf
everyread render . -o none.pdf
echo text >file.md
mkdir taken.html
everyread render file.md -o taken.html
everyread render file.md -o file.md/x.html
everyread render file.md -o file.html --templates nowhere
everyread render file.md -o file.pdf --fonts nowhere
ls
