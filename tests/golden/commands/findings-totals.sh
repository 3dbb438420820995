# No total of the demonstration is hidden: its texts print them all. What is
# published by what is chosen so in findings.yaml.
. "$ROOT/tests/golden/commands/press.subr"
everyread findings "$ROOT/content/people-at-the-centre" --format=csv >totals.csv
echo "$(grep -c ',yes$' totals.csv) of $(grep -c ',no$' totals.csv) are hidden"
