# A picture that is not there, or is no picture: an error in a build, a warning
# and its alternative text in render.
. "$ROOT/tests/golden/commands/press.subr"
publication
echo 'GIF89a and more' >content/rain/en/cloud.gif
echo 'not a picture' >content/rain/en/cloud.png
ln -s /etc/hostname content/rain/en/away.png
cat >content/rain/en/summary.md <<-'END'
	# In brief

	![a](none.png)

	![b](cloud.gif)

	![c](cloud.png)

	![d](../../../outside.png)

	![e](https://example.org/cloud.png)

	![f](away.png)
END
touch outside.png
everyread build --edition summary
everyread render content/rain/en/summary.md -o summary.html
everyread render content/rain/en/summary.md -o summary.pdf
grep -o '<img[^>]*>' summary.html
echo pdf: $(head -c 5 summary.pdf)
