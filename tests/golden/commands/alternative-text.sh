# A picture without alternative text, however it is written: an error where an
# output says of itself that everybody can read it, unless the author says that
# there is nothing to describe.
. "$ROOT/tests/golden/commands/press.subr"
publication
put content/rain/house.png <"$ROOT/tests/golden/html/booklet.png"
put house.png <"$ROOT/tests/golden/html/booklet.png"
put one.md <<'END'
# Pictures

Told: ![](house.png) and ![ ](house.png), [![](house.png)](https://example.org).

![](house.png "A title is none")

![&nbsp;​](house.png){width=50%}

![][house]

<img src="house.png"> <img src="house.png" title="House">

<picture><img src="house.png"></picture>

| Picture        |
|----------------|
| ![](house.png) |

- ![](house.png)

Text.[^1]

[^1]: ![](house.png)

::: {.figure}
![](house.png)

A caption is none.
:::

Right: ![A house](house.png), ![](house.png){decorative=true}, <img src="house.png" alt="">,
<img src="house.png" alt="A house">, ![房子](house.png), ![بيت][house].

Not there: ![](gone.png), ![](https://example.org/x.png)

[house]: house.png
END
for output in html txt pdf; do
	echo "== $output"
	everyread render one.md -o one.$output
done
everyread render one.md --large-print -o large.pdf 2>&1 | grep -c 'error: D003'
everyread render one.md --pdf-standard=ua-2 -o one.pdf 2>&1 | grep -c 'error: D003'
echo "== right"
sed '/^Told/,/^Right/ { /^Right/!d }' one.md >right.md
everyread render right.md -o right.pdf
ls
echo '== build'
{ printf '# Deszcz\n\n'; sed 1d one.md; } | put content/rain/pl/report/01-deszcz.md
printf '# In brief\n\n![](../house.png)\n' | put content/rain/en/summary.md
printf '# Rain\n\n![](../house.png)\n' | put content/rain/en/landing.md
sed -i 's/(house/(..\/..\/house/; s/"house.png/"..\/..\/house.png/g; s/: house/: ..\/..\/house/' content/rain/pl/report/01-deszcz.md
for format in html pdf pdf-large text; do
	everyread build --format $format -o $format 2>&1 | grep -c 'error: D003'
done
everyread build --lang en
find . -path './dist*' -name '*summary*' -o -path './dist*' -name 'index*'
