# What broke on a text's way here, as pages that were copied have it: printed twice, a
# heading with nothing under it, a label without its value, a contact that is cut off;
# in an edition, an entry's text and its data; by build and check; and near misses.
. "$ROOT/tests/golden/commands/press.subr"
put content/pledge/publication.yaml <<-'END'
	languages: {en: en-GB, pl: pl, ar: ar, zh-Hans: zh-Hans}
	title: Pledge
	subtitle:
	publisher: Press
	issued: 2026-03-01
	collections:
	  notes: {schema: notes.yaml, page: note, languages: [en]}
	editions:
	  - {id: text, title: Text, source: text.md, formats: [text]}
END
put content/pledge/notes.yaml <<-'END'
	fields:
	  title: {type: text, required: true}
	  sector: {type: text}
	  area: {type: text}
	  aims: {type: markdown, list: true}
	  see: {type: reference, of: notes, list: true}
END
put content/pledge/templates/editions/note.md <<-'END'
	# {{title}}

	{{#aims}}
	- {{.}}
	{{/aims}}

	{{>*text}}
END
put content/pledge/en/notes/one.md <<-'END'
	---
	title: Noted
	sector:
	area: ~
	aims:
	  - We will answer each letter.We will answer each letter.
	  - "Contact:"
	see: []
	---

	## Institutions

	## Found

	Write to info@ or to info@example.org.
END
put content/pledge/en/notes/two.md <<-'END'
	---
	title: Near
	aims:
	  - We will answer each letter. We will answer each call.
	  - Aims, the
	---

	<!-- everyread allow W007: the minister fills it in -->

	## Institutions

	## Found

	It is.
END
put content/pledge/en/text.md <<-'END'
	# Overview

	## At a glance

	Action plan: 2021 to 2025
	Primary policy area:
	Primary sector:
	Start: May 2026
	Institutions:

	- The health board
	- The health board
	- Sector: care
	- Value:

	## Values

	## Description

	| What | It says |
	|---|---|
	| Participation | People will be asked each year.People will be asked each year. |
	| Openness | |
	| Honesty | |

	People who use services are not always asked before a service changes.

	It was encouraging to hear some of these messages coming through:

	So it has begun well.

	People who use services are not always asked before a service changes.

	To hear more about this work please contact

	## You may also like

	See also:

	# Near misses

	## Overview

	### At a glance

	Yes. Yes. Yes.

	Row, row. Row, row.

	We asked three things:

	1. who it is for
	2. who you live with

	| To fill in | |
	|---|---|
	| Name | |
	| Street | |

	They said:

	> Nobody asked us: not once, not ever, in all of the nine years.

	Nobody asked us: not once, not ever, in all of the nine years, of which we speak.

	It was paid for by

	- a fund

	The reports of this year can be read at

	<https://example.org/reports>

	There are two kinds of help, as follows:

	#### At home

	Somebody comes.

	#### By telephone

	Somebody calls.

	Dear Anna,

	we met at 10:30. Who was it for?

	<!-- everyread allow W015: the refrain of the song -->

	People who use services are not always asked before a service changes.
END
put content/pledge/pl/text.md <<-'END'
	# Przegląd

	Sektor:

	## Cel

	Po więcej informacji prosimy o kontakt
END
put content/pledge/ar/text.md <<-'END'
	# نظرة عامة

	القطاع:

	## الهدف

	للمزيد من المعلومات يرجى التواصل مع
END
put content/pledge/zh-Hans/text.md <<-'END'
	# 概览

	行业：

	## 目标

	我们会答复每一封来信。我们会答复每一封来信。

	如需了解更多信息，请联系
END
everyread build
echo "== check tells the same, and notes"
everyread check 2>&1 | grep -e W0 >told
grep -c . told
grep note told
echo "== strictly, nothing is written"
rm -r dist
everyread build --strict >/dev/null 2>&1
echo $?
find dist -type f 2>/dev/null
