# Mistakes in what a text asks the findings: each at its attribute or tag, all
# in one run, with the nearest name that is known and no word of the data.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en zh-Hans
put content/rain/en/report.md <<'END'
# Rain

{{theme.acces.people}} {{theme.access.area.nort-shore.people}} {{theme.rare.people}}
{{theme.waiting.carer.yes.people}} {{theme.waiting.of.access.people}} {{theme.cost.of-ten}} {{theme.rare.of-ten}}
{{group.aera.x.people}} {{theme.access.carer.yes.age.65-or-over.people}} {{findings.poeple}}

::: {.chart themes="care acces"}
Caption
:::

::: {.chart themes="care" kind=pie columns=carrer}
Caption
:::

::: {.chart under=care}
:::

::: {.chart rows=carer theme=waiting}
Caption
:::

::: {.chart kind=stacked under=care}
Caption
:::

::: {.chart kind=stacked themes="care digital" columns=parts}
Caption
:::

::: {.chart theme=access where="carer=yse"}
Caption

Another

Three
:::

::: {.findings-table themes="rare" where="carer=yes" value=half}
Caption
:::

::: {.chart rows=area columns=age theme=access}
Caption
:::

::: {.chart themes=access compare="a b"}
Caption
:::

::: {.chart theme=access of=waiting sort=up most=0}
Caption
:::

::: {.quote id=access-10}
:::

::: {.quote id=access-2 theme=access}
:::

::: {.quote id=access-2}
More words.
:::

::: {.quote id=access-200}
:::

::: {.quote theme=rare count=5}
:::

::: {.quote theme=access area=north-sore longest=x}
:::

::: {.map theme=cost colour=red}
Caption
:::
END
put content/rain/zh-Hans/report.md <<'END'
# 雨

::: {.quote id=access-2}
:::

::: {.quote theme=access}
:::
END
everyread build
everyread dump content/rain --lang en 2>/dev/null | body | head -20

echo == no map, no areas
sed -i '/^map:/,/^  South: {col/d' content/rain/findings/findings.yaml
printf '# Rain\n\n::: {.map theme=access}\nMap\n:::\n' >content/rain/en/report.md
printf '# 雨\n' >content/rain/zh-Hans/report.md
everyread build

echo == findings that cannot be read: one mistake
printf '# Rain\n\n{{theme.access.people}} {{#theme.x}}{{t.n-people}}{{/theme.x}}\n\n::: {.chart under=x}\nBars\n:::\n' >content/rain/en/report.md
mv content/rain/findings/coded.csv content/rain/findings/other.csv
everyread build
everyread dump content/rain >dump.txt
echo 'themes: [' >content/rain/findings/findings.yaml
everyread build

echo == no findings at all
rm -r content/rain/findings
everyread build
everyread render content/rain/en/report.md -o - | sed -n '/<main/,$p'
