# Mistakes for machines: JSON, SARIF 2.1.0 and workflow commands, on standard output;
# what is told to people beside it goes to standard error. Every one has a place.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '\n::: {.qoute}\nx\n:::\n' >>content/rain/en/summary.md
printf '# 100%%, a: b\n\n{{nobody}} ![](no.png)\n' >"content/rain/en/report/03 a,b%.md"
for format in json sarif github text; do
	echo "== $format"
	command everyread build --lang en --diagnostics=$format >"told.$format" 2>told
	echo "status $?"
	cat "told.$format"
	sed "s/^/stderr: /" told
done
echo '== what SARIF 2.1.0 asks of each part that is written'
python3 - <<'END'
import json, re
log = json.load(open("told.sarif"))
assert set(log) == {"$schema", "version", "runs"} and log["version"] == "2.1.0"
for run in log["runs"]:
    driver = run["tool"]["driver"]
    assert driver["name"] and re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) and all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert all(isinstance(each["executionSuccessful"], bool) for each in run["invocations"])
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"] and result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        place, = result["locations"]
        place = place["physicalLocation"]
        assert re.fullmatch(r"(file:///)?[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
        assert place["region"]["startLine"] >= 1 and place["region"].get("startColumn", 1) >= 1
print(len(log["runs"][0]["results"]), "results hold")
END
echo '== a failure of the system, a file alone, and mistakes'
everyread build --diagnostics=json -o /proc/nowhere 2>/dev/null | grep -e failure -e exit
printf '![x](no.png)\n' >a.md
everyread render a.md -o a.html --diagnostics=github
everyread render a.md -o - --diagnostics=json
everyread build --diagnostics=jason
