# Puts the lists of diagnostics, of blocks, of outputs and of a theme's tokens into the manual page,
# from the tables that the program is compiled from:
#   awk -f manual.awk diagnostic_codes.def kinds.def outputs.def tokens.def everyread.1
function roff(text) {
	gsub(/\\/, "\\e", text)
	gsub(/'/, "\\(aq", text)
	return text
}
# One sentence is one paragraph; source lines stay under 80 bytes.
function print_wrapped(text,    words, line, count, i) {
	count = split(text, words, " ")
	line = words[1]
	for (i = 2; i <= count; i++) {
		if (length(line) + length(words[i]) > 76) {
			print line
			line = words[i]
		} else {
			line = line " " words[i]
		}
	}
	print line
}
# The text of the n-th string of a row; a \" in it is a quote.
function string(row, n,    parts) {
	gsub(/\\"/, "\001", row)
	split(row, parts, "\"")
	gsub(/\001/, "\"", parts[2 * n])
	return parts[2 * n]
}
# The n-th column of a row that has no comma in its strings before it.
function column(row, n,    parts) {
	sub(/^[A-Z]+\(/, "", row)
	split(row, parts, /, */)
	return parts[n]
}
# What an attribute takes, "key, note or warning", and what it is.
function describe(row, kind,    type, values, help) {
	type = types[kind, string(row, 1)]
	values = type == "FLAG" ? "true or false" : choices[type]
	help = string(row, 2)
	return values (values && help ? ": " : "") help
}
function print_attributes(rows, count, kind,    i) {
	print ".Bl -tag -width \"header-column\" -compact"
	for (i = 1; i <= count; i++) {
		print ".It Li " string(rows[i], 1)
		print_wrapped(roff(describe(rows[i], kind)) ".")
	}
	print ".El"
}
# Attributes that are told about elsewhere are only named.
function print_block(row, body,    kind, lines, rows, count, i, named) {
	kind = column(row, 2)
	split(body, lines, "\n")
	for (i = 1; lines[i]; i++)
		if (describe(lines[i], kind))
			rows[++count] = lines[i]
		else
			named = named (named ? ", " : " It takes ") string(lines[i], 1)
	print ".It Ql ::: {." string(row, 1) "}"
	print_wrapped(roff(string(row, 2)))
	if (named)
		print_wrapped(roff(substr(named, 2)) ".")
	if (count)
		print_attributes(rows, count, kind)
}
FNR == 1 { file++ }
file == 1 && /^DIAGNOSTIC\(/ {
	split($0, quoted, "\"")
	split(quoted[3], middle, /[ ,]+/)
	code[++count] = quoted[2]
	severity[count] = tolower(middle[2])
	help[count] = roff(quoted[4])
}
file == 2 && /^FIELD\(/ {
	type = column($0, 3)
	if (type ~ /^ONE_OF/)
		gsub(/^ONE_OF\(|\)$/, "", type)
	types[column($0, 1), string($0, 1)] = type
}
file == 2 && /^CHOICE\(/ {
	set = column($0, 1)
	if (last[set])
		choices[set] = (choices[set] ? choices[set] ", " : "") last[set]
	last[set] = string($0, 1)
}
file == 2 && /^#define QUERY/ { is_query = 1 }
file == 2 && /^\t(ATTRIBUTE|WHEN)\(/ {
	if (is_query)
		query = query $0 "\n"
	else
		attributes[blocks] = attributes[blocks] $0 "\n"
}
file == 2 && /^\tQUERY/ { attributes[blocks] = attributes[blocks] query }
file == 2 && !/\\$/ { is_query = 0 }
file == 2 && /^DIRECTIVE\(/ { block[++blocks] = $0 }
file == 2 && /^GENERAL\(/ { general[++generals] = $0 }
file == 2 && /^CLASS\(/ { class[++classes] = $0 }
# A row of several lines ends in ")". NULL is no string, but counts here.
file == 3 && /^OUTPUT\(/ { row = "" }
file == 3 { row = row $0 }
file == 3 && /\)$/ && row ~ /^OUTPUT\(/ {
	gsub(/NULL/, "\"\"", row)
	output[++outputs] = string(row, 1)
	ending[outputs] = string(row, 3) (string(row, 4) ? " , ." string(row, 4) : "")
	what[outputs] = roff(string(row, 7))
	is_large[outputs] = row ~ / LARGE,/
}
# COLOUR(PAGE, "page"), with what it is for behind it or not.
file == 4 && /^(COLOUR|ROLE|PAGE_LENGTH|SPACE)\(/ {
	macro = $0
	sub(/\(.*/, "", macro)
	about = $0
	if (!sub(/.*\/\* */, "", about))
		about = ""
	sub(/ *\*\/.*/, "", about)
	token[macro, ++tokens[macro]] = string($0, 1)
	purpose[macro, tokens[macro]] = roff(about)
}
file == 5 && /^\.\\" @TOKENS [A-Z_]+@/ {
	macro = $3
	sub(/@$/, "", macro)
	print ".Bl -tag -width \"quotation-indent\" -compact"
	for (i = 1; i <= tokens[macro]; i++) {
		print ".It Li " token[macro, i]
		if (purpose[macro, i])
			print_wrapped(purpose[macro, i] ".")
	}
	print ".El"
	next
}
file == 5 && /^\.\\" @FORMATS@/ {
	print ".Bl -tag -width \"pdf-large\" -compact"
	for (i = 1; i <= outputs; i++) {
		print ".It Cm " output[i]
		print_wrapped(what[i])
	}
	print ".El"
	next
}
file == 5 && /^\.\\" @ENDINGS@/ {
	print ".Bl -tag -width \".html, .htm\" -compact"
	for (i = 1; i <= outputs; i++)
		if (!is_large[i]) {
			print ".It Pa ." ending[i]
			print_wrapped(what[i])
		}
	print ".El"
	next
}
file == 5 && FNR == 1 {
	for (set in last)
		choices[set] = choices[set] " or " last[set]
}
file == 5 && /^\.\\" @BLOCKS@/ {
	print ".Bl -tag -width Ds"
	for (i = 1; i <= blocks; i++)
		print_block(block[i], attributes[i])
	print ".It any block , any span"
	print_attributes(general, generals)
	print ".El"
	next
}
file == 5 && /^\.\\" @CLASSES@/ {
	print ".Bl -tag -width \"unnumbered\""
	for (i = 1; i <= classes; i++) {
		print ".It Li ." string(class[i], 1)
		print_wrapped(roff(string(class[i], 2)))
	}
	print ".El"
	next
}
file == 5 && /^\.\\" @DIAGNOSTICS@/ {
	print ".Bl -tag -width \"P001\""
	for (i = 1; i <= count; i++) {
		print ".It Li " code[i] " Pq " severity[i]
		print_wrapped(help[i])
	}
	print ".El"
	next
}
file == 5 { print }
