# Names of others in what is quoted: told with their place, never printed; and
# replaced wherever findings.yaml says so.
. "$ROOT/tests/golden/commands/press.subr"
mkdir -p press/findings
settings() {
	cat >press/findings/findings.yaml
	cat >>press/findings/findings.yaml <<'EOF'
project: coded.csv
area: Area
consent: {variable: Consent, yes: ["Yes"]}
themes:
  - {id: access, code: Access}
EOF
}
{
	echo 'id,case,code,Area,Consent,Nickname,text'
	echo '1,Rose Smith,Access,Fife,Yes,Rosie,"Rose, that is me, put rosemary by a rose. ANNA NOWAK came."'
	echo '2,Anna Nowak,Access,Fife,Yes,,"Rosie’s key; Byłam u Rose Smith, dla Anny."'
	echo '3,王小明,Access,Fife,Yes,,"我和Anna去看医生。"'
	echo '4,فاطمة,Access,Fife,Yes,,"王小明很好。"'
	echo '5,Роман Зайцев,Access,Fife,Yes,,"ذهبت مع وفاطمة ولفاطمه."'
	echo '6,Case 6,Access,Fife,Yes,,"Мы с Романом и зайцем, романы; Case 61 and case 6."'
	echo '7,Case 7,Access,Fife,Yes,,"Зайцева ждала. Case 6, too."'
	echo '8,Mark Fife,Access,Fife,No,,"SECRET words."'
	echo '9,Case 9,Access,Fife,Yes,,"In Fife a mark was put, Mark my words."'
} >press/findings/coded.csv
settings </dev/null
everyread findings press --quotations
settings <<'EOF'
replacements:
  Rose Smith: a friend
  Anna Nowak: my neighbour
  Anna: "[my neighbour]"
  Rosie:
  فاطمة: صديقة
  王小明: 朋友
  Романом Зайцевым: a man
  Роман: друг
EOF
everyread findings press --quotations --format=json
settings <<'EOF'
replacements:
  - Rosie: Mark's friend
  - Mark
  - Mark
  - Anna: a [b] c
  - "..."
EOF
everyread findings press --quotations --format=csv
