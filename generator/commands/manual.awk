# Puts the list of diagnostics into the manual page, from the one table that
# the program is compiled from:
#   awk -f manual.awk diagnostic_codes.def everyread.1
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
FNR == 1 { file++ }
file == 1 && /^DIAGNOSTIC\(/ {
	split($0, quoted, "\"")
	split(quoted[3], middle, /[ ,]+/)
	code[++count] = quoted[2]
	severity[count] = tolower(middle[2])
	help[count] = roff(quoted[4])
}
file == 2 && /^\.\\" @DIAGNOSTICS@/ {
	print ".Bl -tag -width \"P001\""
	for (i = 1; i <= count; i++) {
		print ".It Li " code[i] " Pq " severity[i]
		print_wrapped(help[i])
	}
	print ".El"
	next
}
file == 2 { print }
