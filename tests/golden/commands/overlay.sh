# A project holds only what differs: what a publication has lies over what the
# project has, and that over what is installed; templates file by file, theme and
# locales key by key, fonts family by family. Installed and run from elsewhere, it
# is the same.
. "$ROOT/tests/golden/commands/press.subr"
publication
cp -r content/rain content/hail
words() { # FOLDER: the footers' words, and the page's headings
	for name in rain hail; do
		for lang in en pl; do
			echo "$name $lang:" $(grep -o -e 'class="back-to-top"><a href="#">[^<]*' -e '<p class="own">[^<]*' \
				"$1/$name/$lang/$name-report-$lang.html" | sed 's/.*>//')
		done
	done
}

echo '== of the project: words, a template with a word of its own'
put templates/locales/en-GB.yaml <<-'END'
	messages:
	  back-to-top: Up again
	  our-motto: Wet but happy
END
put templates/locales/pl.yaml <<-'END'
	messages:
	  our-motto: Mokro i wesoło
END
put templates/html/page.html <<-'END'
	{{<shell}}
	{{$links}}
	<p class="own">{{t.our-motto}}</p>
	{{/links}}
	{{/shell}}
END
everyread build -o project
words project
echo '== of a publication, over it'
put content/rain/templates/locales/pl.yaml <<-'END'
	messages:
	  back-to-top: Hop do góry
	  our-motto: Deszczowo
END
put content/rain/templates/editions/summary/edition.md <<-'END'
	{{<base}}
	{{$back-page}}
	The end of {{title}}.
	{{/back-page}}
	{{/base}}
END
everyread build -o both
words both
tail -n 2 both/rain/en/rain-summary-en.txt
echo '== explained'
put theme.yaml <<-'END'
	colours: {light: {heading: '#3a2f7d', accent: '#8a2be2'}}
END
put content/rain/theme.yaml <<-'END'
	colours: {light: {accent: '#a03010'}}
END
for file in theme.yaml templates/locales/pl.yaml html/page.html content/rain/templates/editions/summary/edition.md; do
	everyread explain --publication rain "$file" | sed -e 's/: [0-9]\{2,\} values$/: all others/'
done
everyread explain content/hail/en/summary.md | grep -A 3 -e '^html/page.html' -e '^theme' | sed -e 's/: [0-9]\{2,\} values$/: all others/'
everyread explain nothing.yaml
everyread explain
echo '== fonts: another family under the same name, and a file alone'
put content/rain/fonts/fonts.yaml <<-'END'
	families:
	  - name: Noto Sans
	    licence: SIL Open Font License 1.1
	    scripts: [Latn]
	    regular: Own.ttf
END
everyread build rain --format pdf -o fonts
cp -L "$ROOT/fonts/NotoSansMono-Regular.ttf" content/rain/fonts/Own.ttf
everyread build rain --format pdf -o fonts
pdffonts fonts/rain/en/rain-summary-en.pdf | tail -n +3 | cut -d ' ' -f 1 | cut -d + -f 2 | sort -u
rm content/rain/fonts/*
cp -L "$ROOT/fonts/NotoSansMono-Regular.ttf" content/rain/fonts/NotoSans-Regular.ttf
everyread build rain --format pdf -o fonts
pdffonts fonts/rain/en/rain-summary-en.pdf | tail -n +3 | cut -d ' ' -f 1 | cut -d + -f 2 | sort -u
rm -r content/rain/fonts
echo '== a language of its own: what is missing is told, whole it is silent'
sed -i 's/pl: pl}$/pl: pl, sc: sc}/; s/Raport}/Raport, sc: Relatzione}/; s/pl: Deszcz}/pl: Deszcz, sc: Abba}/' content/rain/publication.yaml
mkdir -p content/rain/sc/report
printf '# Abba\n\nProet.\n' | tee content/rain/sc/landing.md content/rain/sc/report/01.md >content/rain/sc/report/02.md
put templates/locales/sc.yaml <<-'END'
	name: sardu
	messages:
	  back-to-top: A susu
END
everyread build rain --lang sc -o language 2>&1 | sed 4q
{ echo 'name: sardu'; sed 1,/^name/d "$ROOT/templates/locales/en-GB.yaml"; echo "  our-motto: Isciustu"; } | put templates/locales/sc.yaml
everyread build rain --lang sc --strict -o language
echo '== mistakes, each in its own file'
put templates/locales/en-GB.yaml <<-'END'
	messages:
	  back-to-topp: Up again
	  our-motto: Wet but happy
END
printf 'messages: [\n' | put content/hail/templates/locales/pl.yaml
printf '{{<base}}\n{{$boody}}\n{{/boody}}\n{{/base}}\n' | put content/hail/templates/editions/report/edition.md
everyread build -o wrong 2>&1 | grep -v '^content/hail.*warning'
echo '== installed, and run from elsewhere'
rm -r templates/html/page.html content/hail/templates
sed -i /our-motto/d templates/locales/* content/rain/templates/locales/*
rm templates/locales/pl.yaml
printf 'messages:\n  back-to-top: Up again\n' | put templates/locales/en-GB.yaml
mkdir -p prefix/bin prefix/share/everyread/fonts elsewhere
cp "${PATH%%:*}/everyread" prefix/bin/
cp -r "$ROOT/templates" prefix/share/everyread/
ln -s "$ROOT/fonts/"* prefix/share/everyread/fonts/
command everyread build --lang en,pl -o here
(cd elsewhere && ../prefix/bin/everyread build --content ../content --lang en,pl -o ../there) | grep .
diff -r here there && echo the same
(cd elsewhere && ../prefix/bin/everyread build ../content/rain --content nowhere --lang en,pl -o ../by-path)
diff -r here/rain by-path/rain && echo the same
(cd elsewhere && ../prefix/bin/everyread explain ../content/rain/theme.yaml | sed -e 's/: [0-9]\{2,\} values$/: all others/')
