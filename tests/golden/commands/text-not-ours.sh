# What other tools left in a text: front matter, a merge that was not finished.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf -- '---\ntitle: Rain\nauthor: Ann\n---\n\n# In brief\n\nWet.\n' | put content/rain/en/summary.md
everyread build --edition summary
# near misses: a thematic break, and two of them
printf -- '---\n\n# In brief\n\nWet: yes.\n\n---\n' | put content/rain/en/summary.md
everyread build --edition summary
conflict='# In brief\n\n<<<<<<< HEAD\nold\n=======\nnew\n>>>>>>> branch\n'
printf -- "$conflict" | put content/rain/en/summary.md
everyread build --edition summary
printf -- "$conflict" >one.md
everyread render one.md -o one.html
# in code it is none; what somebody left of one is
printf -- '# T\n\n```\n<<<<<<< HEAD\n=======\n>>>>>>> b\n```\n\n<<<<<<< alone\n' >one.md
everyread render one.md -o one.html
printf -- '# T\n\nold\n=======\nnew\n>>>>>>> topic/x\n' >two.md
everyread render two.md -o two.html
# near misses: quoted seven times, a heading
printf -- '# T\n\n>>>>>>> deep\n\nTitle\n=======\n\nx\n' >three.md
everyread render three.md -o three.html
