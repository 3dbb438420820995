# Numbers of a translation are those of its source, in whatever digits and signs
# the languages write them.
. "$ROOT/tests/golden/commands/press.subr"
put content/count/publication.yaml <<-'END'
	languages: {en: en-GB, pl: pl, ar-EG: ar-EG, fa: fa, hi: hi, zh-Hans: zh-Hans, ro: ro}
	title: Count
	publisher: Press
	issued: 2026-03-01
	editions:
	  - {id: report, title: Report, source: report.md, formats: [text]}
END
put content/count/en/report.md <<-'END'
	# One

	On 15 December 2020, 1,234,567.5 of 1.5 million people, 62% and 12,345; three
	dogs, A4, COVID-19, [0131 555 0131](tel:01315550131).

	## Two

	It was 702 of 798.[^1]

	[^1]: In 2019.
END
same() { # LANGUAGE: standard input is the first section; the second is right
	{ cat; printf '\n## 2\n\n702, 798.[^1]\n\n[^1]: 2019.\n'; } | put content/count/$1/report.md
}
same pl <<'END'
# 1

15 grudnia 2020, 1 234 567,5 z 1,5 mln, 62% i 12 345; 3 psy, A4, COVID-19, 0131 555 0131.
END
same ar-EG <<'END'
# ١

١٥ ديسمبر ٢٠٢٠، ١٬٢٣٤٬٥٦٧٫٥ من ١٫٥ مليون، ٦٢٪، ١٢٬٣٤٥، A4، COVID-19، ٠١٣١ ٥٥٥ ٠١٣١.
END
same fa <<'END'
# ۱

۱۵ دسامبر ۲۰۲۰، ۱٬۲۳۴٬۵۶۷٫۵ از ۱٫۵ میلیون، ۶۲٪، ۱۲٬۳۴۵، COVID-19، ۰۱۳۱ ۵۵۵ ۰۱۳۱.
END
same hi <<'END'
# 1

15 दिसंबर 2020, 12,34,567.5, 15 लाख नहीं 1.5 मिलियन, 62%, 12,345, COVID-19, 0131 555 0131।
END
same zh-Hans <<'END'
# 1

2020年12月15日，150万人中的1234567.5，62%，1.2345万，COVID-19，0131 555 0131。
END
same ro <<'END'
# 1

15 decembrie 2020, 1.234.567,5 din 1,5 milioane, 62%, 12.345, COVID-19, 0131 555 0131.
END
echo "== the same numbers"
everyread check count
echo "== one is wrong, one is missing, one is too many"
sed -i 's/702, 798/796, 798/' content/count/pl/report.md
sed -i 's/702, 798/702/' content/count/ar-EG/report.md
sed -i 's/702, 798/702, 798, 55%/' content/count/zh-Hans/report.md
sed -i 's/2019/2018/; s/1.5 मिलियन/1.6/' content/count/hi/report.md
sed -i 's/^## 2$/2/' content/count/ro/report.md
everyread check count --strict
