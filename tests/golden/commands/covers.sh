# Covers hold real titles: 120 characters, with a subtitle, a notice and a logo, on
# one page in every language, profile and print. The drawing gives way, then the
# letters step down: told is what the cover's letters are, largest first, how much
# of the page stays without words above the title, and that the date, which stands
# last, is on the first page. Words wider than the page in any size are torn.
. "$ROOT/tests/golden/commands/press.subr"

titles() {
	put content/covers/publication.yaml <<-'END'
		languages: {en: en-GB, ar: ar, pl: pl, zh-Hans: zh-Hans, de: de, fi: fi}
		title:
		  en: What people in the islands and the highlands told us about waiting for care, travelling to it, and going without it, 2026
		  ar: ما قاله لنا الناس في الجزر والمرتفعات عن انتظار الرعاية الصحية والسفر إليها والاستغناء عنها في السنوات الأخيرة من عمر الجائحة
		  pl: Co mieszkańcy wysp i pogórza powiedzieli nam o czekaniu na opiekę zdrowotną, o dojazdach do niej i o życiu bez niej w 2026 r.
		  zh-Hans: 海岛与高地居民讲述等待就医、长途求医以及得不到医疗照护的经历：二〇二六年度全国健康与社会照护倾听项目综合报告，涵盖三十二个地方政府辖区的居民、照护者、志愿者与一线工作人员的意见和建议，以及我们对今后五年工作的展望与承诺，供各界参考使用并欢迎提出宝贵意见
		  de: Lebensversicherungsgesellschaften, Gesundheitsdienstleistungen und das Rindfleischetikettierungsgesetz im Hochland, ein Bericht
		  fi: Kansanterveydenhuollonkehittämissuunnitelma, terveydenhuoltojärjestelmä ja odotusajat saarilla ja ylämaalla vuonna 2026
		subtitle:
		  en: A report of the listening programme with findings from thirty-two council areas and four thousand conversations
		  ar: تقرير برنامج الاستماع مع نتائج من اثنتين وثلاثين منطقة وأربعة آلاف محادثة مع السكان
		  pl: Raport programu słuchania z wynikami z trzydziestu dwóch okręgów i czterech tysięcy rozmów z mieszkańcami
		  zh-Hans: 倾听项目报告：来自三十二个地区四千次谈话的结果与分析，并附各地区详细数据
		  de: Ein Bericht mit Ergebnissen aus zweiunddreißig Verwaltungsbezirken und viertausend Gesprächen
		  fi: Kuunteluohjelman raportti, jossa on tuloksia kolmestakymmenestäkahdesta kunnasta
		notice:
		  en: Draft for consultation. This is not the programme’s final report. All findings, quotations and case studies may still change before it is published in the autumn.
		  ar: مسودة للتشاور. ليست هي التقرير النهائي للبرنامج. وقد تتغير جميع النتائج والاقتباسات ودراسات الحالة قبل نشرها في الخريف.
		  pl: Projekt do konsultacji. To nie jest końcowy raport programu. Wszystkie wyniki, wypowiedzi i studia przypadków mogą się jeszcze zmienić przed jesienną publikacją.
		  zh-Hans: 征求意见稿。本文并非该项目的最终报告。所有调查结果、引语和案例在秋季发布之前仍可能更改。
		  de: Entwurf zur Anhörung. Dies ist nicht der Abschlussbericht. Alle Ergebnisse, Zitate und Fallstudien können sich bis zur Veröffentlichung im Herbst noch ändern.
		  fi: Luonnos lausuntoja varten. Tämä ei ole ohjelman loppuraportti. Kaikki tulokset, lainaukset ja tapaustutkimukset voivat vielä muuttua ennen julkaisua.
		publisher: {en: The Islands and Highlands Health Alliance, ar: تحالف صحة الجزر والمرتفعات, pl: Sojusz Zdrowia Wysp i Pogórza, zh-Hans: 海岛与高地健康联盟, de: Gesundheitsbündnis Inseln und Hochland, fi: Saarten ja ylämaan terveysliitto}
		issued: 2026-11-20
		logo: logo.svg
		editions:
		  - id: report
		    title: {en: Full report, ar: التقرير الكامل, pl: Pełny raport, zh-Hans: 完整报告, de: Vollständiger Bericht, fi: Koko raportti}
		    source: report.md
		    contents: true
		    formats: [html, pdf, pdf-large]
		  - id: easy
		    profile: easy-read
		    title: {en: Easy Read, ar: قراءة سهلة, pl: Łatwe do czytania, zh-Hans: 易读版, de: Leichte Sprache, fi: Selkokieli}
		    source: easy.md
		    formats: [html, pdf, pdf-large]
	END
	put content/covers/logo.svg <<-'END'
		<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40"><rect width="120" height="40" rx="6" fill="#0b5563"/><circle cx="20" cy="20" r="12" fill="#f2884b"/></svg>
	END
	for lang in de fi; do # whose words are not what is tried here
		put templates/locales/$lang.yaml <"$ROOT/templates/locales/en-GB.yaml"
	done
	for lang in en ar pl zh-Hans de fi; do
		printf '# One\n\nText.\n' | put content/covers/$lang/report.md
		cp content/covers/$lang/report.md content/covers/$lang/easy.md
	done
}

covers() {
	for file in dist/covers/*/*.pdf; do
		sizes=$(qpdf --qdf --object-streams=disable "$file" --pages "$file" 1 -- - |
			grep -ao '[0-9.]* Tf$' | cut -d ' ' -f 1 | sort -nru | tr '\n' ' ')
		top=$(pdftotext -f 1 -l 1 -bbox "$file" - | sed -n 's/.*yMin="\([0-9]*\)\..*/\1/p' | sort -n | head -n 1)
		echo "$(basename "$file" .pdf): ${sizes}| $top pt | $(pdftotext -f 1 -l 1 "$file" - | grep -q '20.*2026\|2026.*20' && echo whole || echo CUT)"
	done
}

titles
everyread build 2>&1 | grep -v K007
covers
echo '== a picture in the place of the drawing; what it says'
cat >>content/covers/publication.yaml <<-'END'
	cover-picture:
	  file: ferry.svg
	  alt: {en: A ferry at the pier, ar: عبّارة عند الرصيف, pl: Prom przy nabrzeżu, zh-Hans: 码头边的渡轮, de: Eine Fähre am Anleger, fi: Lautta laiturissa}
END
sed 's/120/400/g; s/40"/240"/g; s/ 40/ 240/g' content/covers/logo.svg >content/covers/ferry.svg
everyread build 2>&1 | grep -v K007
covers | sed -n '/-\(ar\|en\)/p'
grep -o 'alt="[^"]*"' dist/covers/pl/covers-report-pl.html
sed -n 1,12p dist/covers/pl/covers-report-pl.txt 2>/dev/null
pdfinfo -struct-text dist/covers/en/covers-report-en.pdf | grep -A 1 Figure | head -n 4
echo '== mistakes'
sed -i -e '/^logo/,$d' content/covers/publication.yaml
cat >>content/covers/publication.yaml <<-'END'
	logo: {file: ../logo.svg, alt: The alliance}
	cover-picture: ferry.svg
	editions: [{id: report, title: {en: R}, source: report.md, languages: [en]}]
END
everyread build --lang en 2>&1 | grep -v K007
sed -i -e 's/^logo.*/logo: nowhere.svg/; s/^cover-picture.*/cover-picture: {file: ferry.svg, alt: {pl: Prom}}/' content/covers/publication.yaml
everyread build --lang en 2>&1 | grep -v K007
sed -i -e 's/^logo.*/logo: logo.svg/; s/^cover-picture.*/cover-picture: {file: ferry.svg, alt: ""}/' content/covers/publication.yaml
sed -i 's/^  en: What people/  en: What people in many, many places, and in many more places than anybody had thought of, and in others that nobody had, and so on for a long, long time, people/' content/covers/publication.yaml
sed -i "s/^  en: Draft/  en: $(printf 'This is a draft. %.0s' $(seq 120))/" content/covers/publication.yaml
everyread build --lang en 2>&1 | grep -v K007
