/* What a language has in the place of straight marks. */
#include "markdown/punctuation.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

#include "base/buffer.h"
#include "base/script.h"
#include "base/vector.h"
#include "markdown/marks.h"

/* ---- Languages ----------------------------------------------------------- */

enum { LONGEST_MARK = 16 }; /* [bytes] */

struct delimiters {
	const char *language; /* that they are of, or NULL */
	char open[LONGEST_MARK], close[LONGEST_MARK];
	char inner_open[LONGEST_MARK], inner_close[LONGEST_MARK];
	const char *dash, *long_dash, *ellipsis;
};

/* Where Unicode's data (CLDR) are not what the language's printers do. */
static const struct {
	const char *language;
	const char *open, *close, *inner_open, *inner_close;
} others[] = {
	{ "ar", "«", "»", "“", "”" },
	{ "fr", "«\u202f", "\u202f»", "“", "”" },
};

static bool is_language(const char *tag, const char *language)
{
	size_t length = strlen(language);
	return strncmp(tag, language, length) == 0 &&
	       (tag[length] == '\0' || tag[length] == '-');
}

static void look_up(ULocaleData *data, ULocaleDataDelimiterType type,
		    const char *fallback, char mark[static LONGEST_MARK])
{
	UErrorCode status = U_ZERO_ERROR;
	UChar units[LONGEST_MARK / 4];
	int32_t length =
		data ? ulocdata_getDelimiter(data, type, units,
					     LONGEST_MARK / 4, &status) :
		       0;
	if (length)
		u_strToUTF8(mark, LONGEST_MARK, NULL, units, length, &status);
	if (!length || U_FAILURE(status))
		strcpy(mark, fallback);
}

static void find_delimiters(struct delimiters *marks, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	bool is_chinese = is_language(language, "zh") ||
			  is_language(language, "yue") ||
			  is_language(language, "ja");
	marks->language = language;
	marks->dash = is_chinese ? "——" : "–";
	marks->long_dash = is_chinese ? "——" : "—";
	marks->ellipsis = is_chinese ? "……" : "…";
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (!is_language(language, others[i].language))
			continue;
		strcpy(marks->open, others[i].open);
		strcpy(marks->close, others[i].close);
		strcpy(marks->inner_open, others[i].inner_open);
		strcpy(marks->inner_close, others[i].inner_close);
		return;
	}
	ULocaleData *data = ulocdata_open(language, &status);
	if (U_FAILURE(status))
		data = NULL;
	look_up(data, ULOCDATA_QUOTATION_START, "“", marks->open);
	look_up(data, ULOCDATA_QUOTATION_END, "”", marks->close);
	look_up(data, ULOCDATA_ALT_QUOTATION_START, "‘", marks->inner_open);
	look_up(data, ULOCDATA_ALT_QUOTATION_END, "’", marks->inner_close);
	ulocdata_close(data);
}

/* ---- A block ------------------------------------------------------------- */

enum becomes {
	BECOMES_NOTHING,
	BECOMES_OPEN,
	BECOMES_CLOSE,
	BECOMES_INNER_OPEN,
	BECOMES_INNER_CLOSE,
	BECOMES_APOSTROPHE,
	BECOMES_DASH,
	BECOMES_LONG_DASH,
	BECOMES_ELLIPSIS
};

/* A character of the block; node NULL: of what may not be changed. */
struct sign {
	uint32_t c;
	struct node *node;
	size_t offset; /* in its text */
	enum becomes becomes;
	uint8_t length; /* characters that it takes the place of */
};

struct pass {
	struct reading *reading;
	struct delimiters delimiters;
	VECTOR(struct sign) signs;
};

static void add_sign(struct pass *pass, uint32_t c, struct node *node,
		     size_t offset)
{
	*VECTOR_ADD(&pass->signs) =
		(struct sign){ .c = c, .node = node, .offset = offset };
}

static bool is_bare_link(const struct node *node)
{
	const struct node *words = node->first_child;
	return node->kind == NODE_LINK && words && !words->next &&
	       words->kind == NODE_TEXT &&
	       str_find(str_from(node->link.destination), words->text.text) >=
		       0;
}

static void gather(struct pass *pass, struct node *block)
{
	pass->signs.count = 0;
	struct node *node = node_next(block, block);
	while (node) {
		bool is_whole = is_bare_link(node);
		struct str text = node->kind == NODE_TEXT ? node->text.text :
							    (struct str){ 0 };
		for (size_t at = 0; at < text.length;) {
			size_t offset = at;
			add_sign(pass, str_decode(text, &at), node, offset);
		}
		if (node->kind == NODE_SOFT_BREAK ||
		    node->kind == NODE_LINE_BREAK)
			add_sign(pass, ' ', NULL, 0);
		else if (is_whole || node->kind == NODE_CODE ||
			 node->kind == NODE_IMAGE)
			add_sign(pass, 'x', NULL, 0);
		node = is_whole ? node_next_after(block, node) :
				  node_next(block, node);
	}
}

/* 0 before the first and after the last. */
static uint32_t at(const struct pass *pass, size_t index)
{
	return index < pass->signs.count ? pass->signs.items[index].c : 0;
}

static bool is_meant(struct pass *pass, size_t index)
{
	const struct sign *sign = &pass->signs.items[index];
	return !sign->node ||
	       marks_is_meant(pass->reading,
			      sign->node->text.text.bytes + sign->offset);
}

static bool is_space(uint32_t c)
{
	return c == 0 || u_isUWhiteSpace((UChar32)c);
}

static bool is_letter(uint32_t c)
{
	return u_isalpha((UChar32)c) && !script_is_han_or_kana(c);
}

/* A letter of a script that writes an apostrophe: not Hebrew, say. */
static bool takes_apostrophe(uint32_t c)
{
	return is_letter(c) && u_charDirection((UChar32)c) == U_LEFT_TO_RIGHT;
}

static bool is_opening(uint32_t c)
{
	int8_t type = u_charType((UChar32)c);
	return is_space(c) || type == U_START_PUNCTUATION ||
	       type == U_INITIAL_PUNCTUATION || type == U_DASH_PUNCTUATION ||
	       c == '"' || c == '\'' || c == '/';
}

/* ---- Quotation marks ----------------------------------------------------- */

/* How a straight mark reads: BECOMES_OPEN, BECOMES_CLOSE or, where letters on
 * both sides do not tell, what `is_open` asks for. */
static enum becomes side_of(const struct pass *pass, size_t index, bool is_open)
{
	uint32_t before = at(pass, index - 1), after = at(pass, index + 1);
	if (is_space(before) && is_space(after))
		return BECOMES_NOTHING;
	if (is_letter(before) && is_letter(after))
		return BECOMES_NOTHING; /* Hebrew's abbreviations */
	if (u_isdigit((UChar32)before) && !is_open)
		return BECOMES_NOTHING; /* inches */
	if (is_opening(before) && !is_space(after))
		return BECOMES_OPEN;
	if (is_space(after))
		return BECOMES_CLOSE;
	return is_open ? BECOMES_CLOSE : BECOMES_OPEN;
}

static void forget(struct pass *pass, enum becomes open, enum becomes close)
{
	for (size_t i = 0; i < pass->signs.count; i++) {
		struct sign *sign = &pass->signs.items[i];
		if (sign->becomes == open || sign->becomes == close)
			sign->becomes = BECOMES_NOTHING;
	}
}

/* All of a block, or none: an odd one would turn the others round. */
static void pair_double(struct pass *pass)
{
	bool is_open = false, is_odd = false;
	for (size_t i = 0; i < pass->signs.count; i++) {
		struct sign *sign = &pass->signs.items[i];
		if (sign->c != '"' || is_meant(pass, i))
			continue;
		enum becomes side = side_of(pass, i, is_open);
		if (side == BECOMES_NOTHING)
			continue;
		is_odd |= (side == BECOMES_OPEN) == is_open;
		is_open = side == BECOMES_OPEN;
		sign->becomes = side;
		sign->length = 1;
	}
	if (is_open || is_odd)
		forget(pass, BECOMES_OPEN, BECOMES_CLOSE);
}

/* "'90s" */
static bool is_decade(const struct pass *pass, size_t index)
{
	return is_opening(at(pass, index - 1)) &&
	       u_isdigit((UChar32)at(pass, index + 1)) &&
	       u_isdigit((UChar32)at(pass, index + 2)) &&
	       at(pass, index + 3) == 's';
}

static void take_single(struct pass *pass, size_t index, size_t *open)
{
	struct sign *sign = &pass->signs.items[index];
	uint32_t before = at(pass, index - 1), after = at(pass, index + 1);
	sign->length = 1;
	if ((takes_apostrophe(before) && is_letter(after)) ||
	    is_decade(pass, index)) {
		sign->becomes = BECOMES_APOSTROPHE;
	} else if (!is_space(after) &&
		   (is_opening(before) ||
		    (*open == SIZE_MAX && (script_is_han_or_kana(before) ||
					   script_is_wide_mark(before))))) {
		/* "'tis", "summer of '26": unless it is closed */
		if (u_islower((UChar32)after) || u_isdigit((UChar32)after))
			sign->becomes = BECOMES_APOSTROPHE;
		*open = index;
	} else if (!is_space(before) && *open != SIZE_MAX) {
		pass->signs.items[*open].becomes = BECOMES_INNER_OPEN;
		sign->becomes = BECOMES_INNER_CLOSE;
		*open = SIZE_MAX;
	} else if (takes_apostrophe(before)) {
		sign->becomes = BECOMES_APOSTROPHE; /* "students'" */
	}
}

static void pair_single(struct pass *pass)
{
	size_t open = SIZE_MAX;
	for (size_t i = 0; i < pass->signs.count; i++)
		if (at(pass, i) == '\'' && !is_meant(pass, i))
			take_single(pass, i, &open);
}

/* ---- Dashes and ellipses ------------------------------------------------- */

static size_t run_length(const struct pass *pass, size_t index)
{
	size_t length = 1;
	while (at(pass, index + length) == at(pass, index))
		length++;
	return length;
}

/* Between words or numbers, or between spaces; not "--option". */
static bool stands_between(const struct pass *pass, size_t start, size_t end)
{
	uint32_t before = at(pass, start - 1), after = at(pass, end);
	if (is_space(before) || is_space(after))
		return is_space(before) && is_space(after) && before && after;
	return !strchr("<!-", before < 0x80 ? (int)before : 'x') &&
	       !strchr(">-|", after < 0x80 ? (int)after : 'x');
}

static void take_run(struct pass *pass, size_t start, size_t length)
{
	struct sign *sign = &pass->signs.items[start];
	bool is_dots = sign->c == '.';
	if (is_dots ? length != 3 || at(pass, start + 3) == '/' :
		      length < 2 || length > 3 ||
			      !stands_between(pass, start, start + length))
		return;
	for (size_t i = 0; i < length; i++)
		if (pass->signs.items[start + i].node != sign->node ||
		    is_meant(pass, start + i))
			return;
	sign->becomes = is_dots     ? BECOMES_ELLIPSIS :
			length == 2 ? BECOMES_DASH :
				      BECOMES_LONG_DASH;
	sign->length = (uint8_t)length;
}

static void find_runs(struct pass *pass)
{
	for (size_t i = 0; i < pass->signs.count;) {
		size_t length = 1;
		if (at(pass, i) == '-' || at(pass, i) == '.') {
			length = run_length(pass, i);
			take_run(pass, i, length);
		}
		i += length;
	}
}

/* ---- Writing ------------------------------------------------------------- */

static const char *text_of(struct pass *pass, const struct sign *sign)
{
	const char *language =
		node_language(pass->reading->document, sign->node);
	struct delimiters *marks = &pass->delimiters;
	if (marks->language != language)
		find_delimiters(marks, language);
	switch (sign->becomes) {
	case BECOMES_OPEN:
		return marks->open;
	case BECOMES_CLOSE:
		return marks->close;
	case BECOMES_INNER_OPEN:
		return marks->inner_open;
	case BECOMES_INNER_CLOSE:
		return marks->inner_close;
	case BECOMES_APOSTROPHE:
		return "’";
	case BECOMES_DASH:
		return marks->dash;
	case BECOMES_LONG_DASH:
		return marks->long_dash;
	case BECOMES_ELLIPSIS:
		return marks->ellipsis;
	case BECOMES_NOTHING:
		break;
	}
	return "";
}

/* Writes the text of the node whose signs begin at `index`; returns where the
 * next node's begin. */
static size_t write_text(struct pass *pass, size_t index)
{
	struct node *node = pass->signs.items[index].node;
	struct str text = node->text.text;
	struct buffer out = BUFFER_INITIALISER;
	size_t done = 0;
	for (; index < pass->signs.count; index++) {
		const struct sign *sign = &pass->signs.items[index];
		if (sign->node != node)
			break;
		if (sign->becomes == BECOMES_NOTHING)
			continue;
		buffer_append(&out, text.bytes + done, sign->offset - done);
		buffer_append_string(&out, text_of(pass, sign));
		done = sign->offset + sign->length;
	}
	if (done) {
		buffer_append(&out, text.bytes + done, text.length - done);
		node->text.text =
			arena_copy_str(pass->reading->arena, buffer_str(&out));
	}
	buffer_release(&out);
	return index;
}

/* Most texts have nothing to change. */
static bool may_change(const struct node *block)
{
	for (const struct node *node = block; node;
	     node = node_next(block, node)) {
		if (node->kind != NODE_TEXT)
			continue;
		struct str text = node->text.text;
		if (str_find_byte(text, '"') >= 0 ||
		    str_find_byte(text, '\'') >= 0 ||
		    str_find(text, STR("--")) >= 0 ||
		    str_find(text, STR("...")) >= 0)
			return true;
	}
	return false;
}

static void write_block(struct pass *pass, struct node *block)
{
	if (!may_change(block))
		return;
	gather(pass, block);
	pair_double(pass);
	pair_single(pass);
	find_runs(pass);
	for (size_t i = 0; i < pass->signs.count;)
		i = pass->signs.items[i].node ? write_text(pass, i) : i + 1;
}

/* A title that an attribute gives, as if it stood in a paragraph of the box. */
static void write_title(struct pass *pass, struct node *box, const char **title)
{
	if (!*title)
		return;
	struct node paragraph = { .kind = NODE_PARAGRAPH,
				  .parent = box,
				  .place = box->place };
	struct node text = { .kind = NODE_TEXT,
			     .parent = &paragraph,
			     .place = box->place };
	text.text.text = str_from(*title);
	paragraph.first_child = paragraph.last_child = &text;
	write_block(pass, &paragraph);
	*title = arena_copy(pass->reading->arena, text.text.text.bytes,
			    text.text.text.length);
}

static void write_below(struct pass *pass, struct node *root)
{
	for (struct node *node = root; node; node = node_next(root, node)) {
		if (node->kind == NODE_CALLOUT)
			write_title(pass, node, &node->callout.title);
		else if (node->kind == NODE_CASE_STUDY)
			write_title(pass, node, &node->case_study.title);
		else if (node_is_block(node) &&
			 node_kind_holds_inlines(node->kind))
			write_block(pass, node);
	}
}

void punctuation_write(struct reading *reading)
{
	struct pass pass = { .reading = reading };
	write_below(&pass, reading->document->root);
	for (uint32_t i = 0; i < reading->document->footnote_count; i++)
		write_below(&pass, reading->document->footnotes[i]);
	VECTOR_RELEASE(&pass.signs);
}
