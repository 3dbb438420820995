/* Cutting a text into words and codes. */
#include "translate/codes.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/vector.h"

/* A run of emphasis marks, or a bracket, that may begin something. */
struct opener {
	size_t index; /* among the codes: still words */
	char mark;    /* '*', '_', '~', '^', '[', '!' for "![" */
	size_t length;
};

struct cutting {
	struct arena *arena;
	struct str text;
	size_t at;
	VECTOR(struct code) codes;
	VECTOR(struct opener) openers;
};

static char byte_at(const struct cutting *cutting, size_t at)
{
	return at < cutting->text.length ? cutting->text.bytes[at] : '\0';
}

static bool begins(const struct cutting *cutting, const char *with)
{
	struct str rest = { cutting->text.bytes + cutting->at,
			    cutting->text.length - cutting->at };
	return str_starts_with(rest, str_from(with));
}

/* Adds the next `length` bytes; words join those before them. */
static size_t add(struct cutting *cutting, enum code_kind kind, size_t length,
		  const char *meaning)
{
	struct str text = { cutting->text.bytes + cutting->at, length };
	struct code *last =
		cutting->codes.count ? VECTOR_LAST(&cutting->codes) : NULL;
	cutting->at += length;
	if (kind == CODE_WORDS && !meaning && last &&
	    last->kind == CODE_WORDS && !last->meaning) {
		last->text.length += length;
		return cutting->codes.count - 1;
	}
	*VECTOR_ADD(&cutting->codes) =
		(struct code){ .kind = kind, .text = text, .meaning = meaning };
	return cutting->codes.count - 1;
}

/* ---- What stands alone ------------------------------------------------- */

static bool cut_tag(struct cutting *cutting)
{
	struct str rest = { cutting->text.bytes + cutting->at,
			    cutting->text.length - cutting->at };
	const char *end = begins(cutting, "{{{") ? "}}}" : "}}";
	ptrdiff_t length = str_find(rest, str_from(end));
	if (!begins(cutting, "{{") || length < 0)
		return false;
	size_t whole = (size_t)length + strlen(end);
	struct str name = str_trim((struct str){
		rest.bytes + strlen(end), (size_t)length - strlen(end) });
	add(cutting, CODE_ALONE, whole,
	    arena_format(cutting->arena, "value of %.*s", (int)name.length,
			 name.bytes));
	return true;
}

/* 6.1: as many backticks end it. */
static bool cut_code(struct cutting *cutting)
{
	size_t marks = 0, at, run = 0;
	while (byte_at(cutting, cutting->at + marks) == '`')
		marks++;
	for (at = cutting->at + marks; marks && at < cutting->text.length;
	     at++) {
		run = byte_at(cutting, at) == '`' ? run + 1 : 0;
		if (run == marks && byte_at(cutting, at + 1) != '`') {
			add(cutting, CODE_ALONE, at + 1 - cutting->at, "code");
			return true;
		}
	}
	if (marks)
		add(cutting, CODE_WORDS, marks, NULL);
	return marks > 0;
}

/* 6.5 and 6.6: <https://…>, <b>, <!-- … -->. */
static bool cut_angle(struct cutting *cutting)
{
	struct str rest = { cutting->text.bytes + cutting->at,
			    cutting->text.length - cutting->at };
	bool is_comment = begins(cutting, "<!--");
	char next = byte_at(cutting, cutting->at + 1);
	ptrdiff_t end = is_comment ? str_find(rest, STR("-->")) :
				     str_find_byte(rest, '>');
	if (rest.bytes[0] != '<' || end < 0 ||
	    !(is_comment || next == '/' || (next >= 'a' && next <= 'z') ||
	      (next >= 'A' && next <= 'Z')))
		return false;
	add(cutting, CODE_ALONE, (size_t)end + (is_comment ? 3 : 1),
	    is_comment ? "comment" :
	    memchr(rest.bytes, ':', (size_t)end) ||
			    memchr(rest.bytes, '@', (size_t)end) ?
			 "address" :
			 "tag");
	return true;
}

/* 6.2: &nbsp; &#160; */
static bool cut_reference(struct cutting *cutting)
{
	size_t at = cutting->at + 1;
	if (byte_at(cutting, cutting->at) != '&')
		return false;
	at += byte_at(cutting, at) == '#';
	while (byte_at(cutting, at) && strchr("0123456789abcdefghijklmnopqrstuv"
					      "wxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
					      byte_at(cutting, at)))
		at++;
	if (byte_at(cutting, at) != ';' || at - cutting->at < 3)
		return false;
	add(cutting, CODE_ALONE, at + 1 - cutting->at, "character");
	return true;
}

static bool cut_note(struct cutting *cutting)
{
	struct str rest = { cutting->text.bytes + cutting->at,
			    cutting->text.length - cutting->at };
	ptrdiff_t end = str_find_byte(rest, ']');
	if (!begins(cutting, "[^") || end < 3 ||
	    memchr(rest.bytes, ' ', (size_t)end))
		return false;
	add(cutting, CODE_ALONE, (size_t)end + 1, "note");
	return true;
}

static bool cut_escape(struct cutting *cutting)
{
	char next = byte_at(cutting, cutting->at + 1);
	if (byte_at(cutting, cutting->at) != '\\')
		return false;
	if (next == '\n')
		add(cutting, CODE_ALONE, 2, "line break");
	else
		add(cutting, CODE_WORDS, next ? 2 : 1, NULL);
	return true;
}

/* ---- Brackets ---------------------------------------------------------- */

/* The length of "(address "title")" at `at`, or 0. */
static size_t address_length(const struct cutting *cutting, size_t at)
{
	size_t start = at, depth = 0;
	char quote = '\0';
	for (; at < cutting->text.length; at++) {
		char byte = byte_at(cutting, at);
		if (byte == '\\') {
			at++;
		} else if (quote) {
			quote = byte == quote ? '\0' : quote;
		} else if ((byte == '"' || byte == '\'') &&
			   byte_at(cutting, at - 1) == ' ') {
			quote = byte;
		} else if (byte == '(') {
			depth++;
		} else if (byte == ')' && --depth == 0) {
			return at + 1 - start;
		}
	}
	return 0;
}

static size_t braces_length(const struct cutting *cutting, size_t at)
{
	size_t start = at;
	char quote = '\0';
	if (byte_at(cutting, at) != '{' || byte_at(cutting, at + 1) == '{')
		return 0;
	for (; at < cutting->text.length; at++) {
		char byte = byte_at(cutting, at);
		if (byte == '\\')
			at++;
		else if (quote)
			quote = byte == quote ? '\0' : quote;
		else if (byte == '"')
			quote = byte;
		else if (byte == '}')
			return at + 1 - start;
	}
	return 0;
}

/* "{#how .wide}" behind a heading's words. */
static bool cut_attributes(struct cutting *cutting)
{
	char next = byte_at(cutting, cutting->at + 1);
	size_t length = braces_length(cutting, cutting->at);
	if (!length || (next != '#' && next != '.') ||
	    cutting->at + length != cutting->text.length || !cutting->at ||
	    byte_at(cutting, cutting->at - 1) != ' ')
		return false;
	add(cutting, CODE_ALONE, length,
	    next == '#' ? "name that links lead to" : "attributes");
	return true;
}

static const char *meaning_of(struct cutting *cutting, char mark, size_t from,
			      size_t address, size_t label)
{
	const char *text = cutting->text.bytes + from;
	if (address)
		return arena_format(cutting->arena, "%s %.*s",
				    mark == '!' ? "picture" : "link to",
				    (int)address - 2, text + 1);
	if (label)
		return arena_format(cutting->arena, "link %.*s", (int)label,
				    text);
	return arena_format(cutting->arena, "words with %s", "attributes");
}

/* What opened before `opener` and was not closed is words; so is what opened
 * after it. */
static void pair_codes(struct cutting *cutting, size_t open, size_t close,
		       const char *meaning)
{
	struct code *begin = &cutting->codes.items[open];
	struct code *end = &cutting->codes.items[close];
	begin->kind = CODE_OPEN;
	end->kind = CODE_CLOSE;
	begin->partner = close;
	end->partner = open;
	begin->meaning = end->meaning = meaning;
}

/* "]" and what follows it. */
static void close_bracket(struct cutting *cutting)
{
	size_t i = cutting->openers.count, after = cutting->at + 1;
	while (i && cutting->openers.items[i - 1].mark != '[' &&
	       cutting->openers.items[i - 1].mark != '!')
		i--;
	size_t address = byte_at(cutting, after) == '(' ?
				 address_length(cutting, after) :
				 0;
	struct str rest = { cutting->text.bytes + after,
			    cutting->text.length - after };
	ptrdiff_t label =
		byte_at(cutting, after) == '[' ? str_find_byte(rest, ']') : -1;
	size_t named = label > 0 ? (size_t)label + 1 : 0;
	size_t tail = address ? address : named;
	size_t braces = braces_length(cutting, after + tail);
	if (!i || !(tail + braces)) {
		add(cutting, CODE_WORDS, 1, NULL);
		cutting->openers.count = i ? i - 1 : 0;
		return;
	}
	const struct opener opener = cutting->openers.items[i - 1];
	const char *meaning =
		meaning_of(cutting, opener.mark, after, address, named);
	size_t close = add(cutting, CODE_CLOSE, 1 + tail + braces, meaning);
	pair_codes(cutting, opener.index, close, meaning);
	cutting->openers.count = i - 1;
}

/* ---- Emphasis ---------------------------------------------------------- */

static bool is_space(uint32_t character)
{
	return !character || u_isUWhiteSpace((UChar32)character);
}

static bool is_mark(uint32_t character)
{
	return u_ispunct((UChar32)character) ||
	       (U_GET_GC_MASK((UChar32)character) & U_GC_S_MASK);
}

static uint32_t before(const struct cutting *cutting, size_t at)
{
	size_t start = at;
	if (!at)
		return 0;
	do
		start--;
	while (start && (cutting->text.bytes[start] & 0xC0) == 0x80);
	return str_decode(cutting->text, &start);
}

static uint32_t behind(const struct cutting *cutting, size_t at)
{
	return at < cutting->text.length ? str_decode(cutting->text, &at) : 0;
}

static const char *emphasis_meaning(char mark, size_t length)
{
	if (mark == '~')
		return length == 1 ? "lowered" : "struck out";
	if (mark == '^')
		return "raised";
	return length == 1 ? "emphasis" :
	       length == 2 ? "strong emphasis" :
			     "strong and other emphasis";
}

/* 6.4: runs of marks; here those of one length pair, the inner ones first. */
static bool cut_emphasis(struct cutting *cutting)
{
	char mark = byte_at(cutting, cutting->at);
	size_t length = 0;
	if (!mark || !strchr("*_~^", mark))
		return false;
	while (byte_at(cutting, cutting->at + length) == mark)
		length++;
	uint32_t left = before(cutting, cutting->at);
	uint32_t right = behind(cutting, cutting->at + length);
	bool is_script = mark == '^' || (mark == '~' && length == 1);
	bool opens = !is_space(right) &&
		     (!is_mark(right) || is_space(left) || is_mark(left));
	bool closes = !is_space(left) &&
		      (!is_mark(left) || is_space(right) || is_mark(right));
	if (is_script) { /* 1^st^, H~2~O: between letters, too */
		opens = !is_space(right);
		closes = !is_space(left);
	}
	if (mark == '_' && opens && closes) {
		closes = is_mark(right);
		opens = is_mark(left);
	}
	for (size_t i = cutting->openers.count; closes && i-- > 0;) {
		const struct opener opener = cutting->openers.items[i];
		if (opener.mark == '[' || opener.mark == '!')
			break;
		if (opener.mark != mark || opener.length != length)
			continue;
		const char *meaning = emphasis_meaning(mark, length);
		size_t close = add(cutting, CODE_CLOSE, length, meaning);
		pair_codes(cutting, opener.index, close, meaning);
		cutting->openers.count = i;
		return true;
	}
	size_t index = add(cutting, CODE_WORDS, length, opens ? "" : NULL);
	if (opens)
		*VECTOR_ADD(&cutting->openers) = (struct opener){
			.index = index, .mark = mark, .length = length
		};
	return true;
}

static bool cut_bracket(struct cutting *cutting)
{
	char mark = byte_at(cutting, cutting->at);
	bool is_picture =
		mark == '!' && byte_at(cutting, cutting->at + 1) == '[';
	if (mark == ']') {
		close_bracket(cutting);
		return true;
	}
	if (mark != '[' && !is_picture)
		return false;
	size_t index = add(cutting, CODE_WORDS, is_picture ? 2 : 1, "");
	*VECTOR_ADD(&cutting->openers) =
		(struct opener){ .index = index, .mark = mark };
	return true;
}

/* ---- The whole --------------------------------------------------------- */

/* Marks that opened nothing are words, and join those beside them. */
static struct codes joined(struct cutting *cutting)
{
	struct codes codes = {
		.items = ARENA_NEW_ARRAY(cutting->arena,
					 cutting->codes.count + 1, struct code),
	};
	size_t *moved = ARENA_NEW_ARRAY(cutting->arena,
					cutting->codes.count + 1, size_t);
	for (size_t i = 0; i < cutting->codes.count; i++) {
		struct code code = cutting->codes.items[i];
		struct code *last =
			codes.count ? &codes.items[codes.count - 1] : NULL;
		moved[i] = codes.count;
		if (code.kind == CODE_WORDS)
			code.meaning = NULL;
		if (code.kind == CODE_WORDS && last && last->kind == CODE_WORDS)
			last->text.length += code.text.length;
		else
			codes.items[codes.count++] = code;
	}
	for (size_t i = 0; i < codes.count; i++)
		if (codes.items[i].kind == CODE_OPEN ||
		    codes.items[i].kind == CODE_CLOSE)
			codes.items[i].partner = moved[codes.items[i].partner];
	return codes;
}

struct codes codes_read(struct arena *arena, struct str text)
{
	struct cutting cutting = { .arena = arena, .text = text };
	while (cutting.at < text.length) {
		if (cut_escape(&cutting) || cut_tag(&cutting) ||
		    cut_code(&cutting) || cut_attributes(&cutting) ||
		    cut_angle(&cutting) || cut_reference(&cutting) ||
		    cut_note(&cutting) || cut_bracket(&cutting) ||
		    cut_emphasis(&cutting))
			continue;
		add(&cutting, CODE_WORDS, 1, NULL);
	}
	struct codes codes = joined(&cutting);
	VECTOR_RELEASE(&cutting.codes);
	VECTOR_RELEASE(&cutting.openers);
	return codes;
}

/* ---- Messages ---------------------------------------------------------- */

/* One past the brace that closes the one at `at`; 0: none does. */
static size_t closing_brace(struct str text, size_t at)
{
	size_t depth = 0;
	for (; at < text.length; at++) {
		depth += text.bytes[at] == '{';
		if (text.bytes[at] == '}' && --depth == 0)
			return at + 1;
	}
	return 0;
}

/* "'{'" is no argument. */
static size_t quoted_length(struct str text, size_t at)
{
	bool begins = text.bytes[at] == '\'' && at + 1 < text.length &&
		      strchr("{}", text.bytes[at + 1]);
	ptrdiff_t end =
		begins ? str_find_byte((struct str){ text.bytes + at + 1,
						     text.length - at - 1 },
				       '\'') :
			 -1;
	return end < 0 ? 0 : (size_t)end + 2;
}

static void cut_argument(struct cutting *cutting)
{
	struct str text = cutting->text;
	size_t end = closing_brace(text, cutting->at);
	size_t length = end ? end - cutting->at : 1;
	struct str inside = { text.bytes + cutting->at + 1,
			      length > 1 ? length - 2 : 0 };
	bool is_plain = end && !memchr(inside.bytes, '{', inside.length);
	add(cutting, is_plain ? CODE_ALONE : CODE_WORDS, length,
	    is_plain ? arena_format(cutting->arena, "value of %.*s",
				    (int)inside.length, inside.bytes) :
		       NULL);
}

struct codes codes_read_message(struct arena *arena, struct str text)
{
	struct cutting cutting = { .arena = arena, .text = text };
	while (cutting.at < text.length) {
		size_t quoted = quoted_length(text, cutting.at);
		if (quoted)
			add(&cutting, CODE_WORDS, quoted, NULL);
		else if (text.bytes[cutting.at] == '{')
			cut_argument(&cutting);
		else
			add(&cutting, CODE_WORDS, 1, NULL);
	}
	struct codes codes = joined(&cutting);
	VECTOR_RELEASE(&cutting.codes);
	return codes;
}

const char *codes_words(struct arena *arena, const char *text)
{
	struct codes codes = codes_read(arena, str_from(text));
	char *copy = arena_copy_string(arena, text), *out = copy;
	for (size_t i = 0; i < codes.count; i++)
		if (codes.items[i].kind == CODE_WORDS) {
			memcpy(out, codes.items[i].text.bytes,
			       codes.items[i].text.length);
			out += codes.items[i].text.length;
		} else {
			*out++ = ' ';
		}
	*out = '\0';
	return copy;
}
