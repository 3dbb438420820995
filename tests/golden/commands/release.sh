# A release: all or nothing, the same bytes anywhere, with sums, an archive and a
# list of parts; what is other than in an earlier one is told. verify sees what
# was changed, taken away or added.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build --release
find dist -type f | LC_ALL=C sort
(cd dist/rain && sha256sum --quiet -c SHA256SUMS rain.zip.sha256) && echo sums are right
TZ=Asia/Kathmandu LC_ALL=C HOME=/ everyread build --release --content "$PWD/content" -o other >/dev/null
diff -r dist other && echo the same
python3 -c '
import json, zipfile
manifest = json.load(open("dist/rain/manifest.json"))
print(*sorted(manifest), *sorted(manifest["release"]))
print(*[name for name in manifest["release"]["inputs"] if name.startswith("content/")])
print(*[(file["format"], file["words"], file.get("standard")) for file in manifest["files"][:2]])
for one in manifest["readability"]:
    print(one["publication"], one["edition"], one["language"], one["words"], one["words-per-sentence"],
          *[(chapter["file"], chapter["words"], chapter["sentences"], chapter["passive-share"]) for chapter in one["chapters"]])
parts = json.load(open("dist/rain/sbom.cdx.json"))
print(parts["bomFormat"], {part["type"] for part in parts["components"]} == {"application", "library", "data"},
      all(part["licenses"] for part in parts["components"]))
archive = zipfile.ZipFile("dist/rain/rain.zip")
print(archive.testzip(), archive.namelist() == sorted(archive.namelist()), {one.date_time for one in archive.infolist()})
print(all(archive.read(name) == open("dist/" + name, "rb").read() for name in archive.namelist()))
'
everyread verify dist
echo '--- what is other'
cp dist/rain/manifest.json first.json
printf '# In brief\n\nVery wet, all day.\n' | put content/rain/en/summary.md
everyread build --release
sed -i '/id: summary/,$d' content/rain/publication.yaml
rm content/rain/en/summary.md
everyread build --release --since first.json
echo '--- not what was built'
everyread verify dist/rain/
echo >>dist/rain/en/rain-report-en.txt
rm dist/rain/pl/rain-report-pl.pdf
echo >dist/rain/pl/.hidden
everyread verify dist/rain
rm dist/rain/pl/.hidden
echo '--- a warning keeps all of it back'
printf '# Rain\n\n[here](https://example.org)\n' | put content/rain/en/report/01-rain.md
everyread build --release
everyread build --release --lang en
SOURCE_DATE_EPOCH=yesterday everyread build --release
everyread build --release --since nowhere.json
everyread build --since first.json 2>&1 | head -n 1
echo '--- no release any more'
everyread build
everyread verify dist
find dist -type f | grep -c 'SUMS\|zip\|sbom'
everyread verify content
