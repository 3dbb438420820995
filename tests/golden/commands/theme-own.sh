# A theme.yaml in the publication's folder, and one in the project's templates/,
# hold what differs from the installed one. Each is told at its own lines, and a
# publication beside it keeps its looks.
. "$ROOT/tests/golden/commands/press.subr"
publication
cp -r content/rain content/hail
mkdir -p installed/share/everyread
cp -r "$ROOT/templates" installed/share/everyread/
everyread_here() {
	everyread build --templates installed/share/everyread/templates --fonts "$ROOT/fonts" "$@"
}
looks() { # FOLDER
	everyread_here -o "$1"
	for name in rain hail; do
		grep -o -e '--heading: #[0-9a-f]*' -e '--ink: #[0-9a-f]*' \
			-e '--body-size: [0-9.]*rem' "$1/$name/en/$name-report-en.html" |
			head -n 3 | tr '\n' ' '
		qpdf --stream-data=uncompress "$1/$name/en/$name-report-en.pdf" - |
			grep -ao '^[0-9. ]* rg' | sort -u | md5sum | cut -c -8
	done
}

echo '== none'
looks none
echo '== of a publication'
put content/rain/theme.yaml <<-'END'
	colours:
	  light: {heading: '#3a2f7d'}
	text:
	  body: {size: 15pt}
END
looks own
echo '== of the project'
put templates/theme.yaml <<-'END'
	colours: {light: {ink: '#222233', heading: '#222233'}}
END
looks both
echo '== refused'
put content/rain/theme.yaml <<-'END'
	colours:
	  light: {ink: '#cccccc'}
	  drak: {ink: '#ffffff'}
	code-fonts: Courier
END
everyread_here -o wrong
echo '== a ground that takes the contrast of what stands on it, and no more'
put content/rain/theme.yaml <<-'END'
	colours: {light: {callout: '#222222'}}
END
everyread_here -o ground rain
echo '== empty, none, and not a theme'
: >content/rain/theme.yaml
everyread_here -o empty rain
echo '- a' >content/rain/theme.yaml
everyread_here -o empty rain
echo 'colours: [' >content/rain/theme.yaml
everyread_here -o empty rain
ln -sf /etc/hostname content/rain/theme.yaml
everyread_here -o empty rain
find wrong/rain ground -type f 2>/dev/null | LC_ALL=C sort
