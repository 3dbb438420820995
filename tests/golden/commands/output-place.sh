# What is read is never written over: outputs among sources, in the place of a
# folder that is read, at the root, over the text itself; by links, too.
. "$ROOT/tests/golden/commands/press.subr"
publication
mkdir -p templates there
ln -s content/rain/en link
ln -s rain.md same.md
printf '# Rain\n' >rain.md
for output in content ./content/. content/rain content/rain/en/new link/new; do
	everyread build -o "$output" 2>&1 | head -1
done
everyread build --content content -o content/../content
mv content/rain content/templates
everyread build -o .
mv content/templates content/content
everyread build -o . --quiet
mv content/content content/rain
find . -name '*.html' -o -name manifest.json
for output in rain.md ./rain.md there/../rain.md; do
	everyread render rain.md -o "$output"
done
everyread render same.md -o rain.md
cat rain.md
everyread build -o there --quiet && everyread build -o . --quiet && everyread build -o there/../out --quiet
ls
