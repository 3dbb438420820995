# What a PDF and a page say of themselves: licence, people, and the day, which
# must be the day given in every year.
. "$ROOT/tests/golden/commands/press.subr"
publication
sed -i '/^publisher:/a authors: ["A. Rain & B. Snow", C. Hail]\ndescription: {en: Weather, pl: Pogoda}\nlicence: {name: {en: CC BY 4.0, pl: CC BY 4.0}, url: "https://example.org/by/4.0"}' content/rain/publication.yaml
everyread build rain --edition=summary
pdf=$(find dist -name '*summary*.pdf' | head -n 1)
pdfinfo -meta "$pdf" | grep -E '<(dc|xmp|xmpRights|pdf):|rdf:li'
grep -ohE '<(meta name|link rel="license)[^>]*>|<a rel="license"[^>]*>' $(find dist -name '*summary*.html') | grep -v viewport
for day in 1969-12-31 1970-01-01 1999-12-31 2000-02-29 2000-03-01 2023-02-28 2024-02-29 2024-12-31 2100-02-28 2100-03-01; do
	sed -i "s/^issued: .*/issued: $day/" content/rain/publication.yaml
	everyread build rain --edition=summary --format=pdf
	echo "$day: $(TZ=UTC pdfinfo -isodates "$pdf" | grep CreationDate)"
done
