# Languages as systems write them are read; by their names they are not, and it
# is told what to write. A key that stands twice stops nobody.
printf '# T\n\n[x]{lang=pl_PL} [y]{lang=polski}\n' >one.md
for tag in ar_EG zh_Hans_CN.UTF-8 pl polish polski 中文 العربية arab; do
	everyread render one.md --lang "$tag" -o one.html
	echo "$tag: status $?"
	grep -o '<html lang="[^"]*" dir="[^"]*"\|<span lang="[^"]*"' one.html
	rm -f one.html
done
printf -- '---\ntitle: T\nnobody: 1\nnobody: 2\nlang: polish\n---\n\nx\n' >two.md
everyread render two.md -o - | grep -o '<html lang="[^"]*"\|<title>[^<]*'
