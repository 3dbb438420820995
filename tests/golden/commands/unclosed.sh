# What is opened and never closed in a chapter ends with it: told where it is
# opened, and never in a template or another chapter, whose own mistakes are
# told, too.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# Snow\n\n```\nx\n```\n\n[y](#nowhere)\n' | put content/rain/en/report/02-snow.md
printf '# Śnieg\n\n<!-- z -->\n' | put content/rain/pl/report/02-snieg.md
printf '# 1\n\n' >start
while IFS= read -r opening; do
	echo "== $opening"
	for language in en pl; do
		for file in content/rain/$language/report/01-*.md; do
			{ cat start && printf 'Before.\n\n%b\n\nAfter *all*.\n' "$opening"; } >"$file"
		done
	done
	everyread build --edition report
done <<'END'
<!-- check with Ann ->
```
~~~~ {.x}
<div>
<section>
<span>x
::: {.callout}
- ::: {.callout}
{{#notice}}
{{title
<script>
<pre>
<![CDATA[
<?php
<!DOCTYPE
> <!-- a
- ```
<details>
<table>
{{! a
<!-- a\n\n::: {.callout}
END
find . -path './dist*' -type f
