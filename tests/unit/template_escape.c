/* template/: text through `{{x}}` comes out of Markdown as that text. The
 * judge is cmark-gfm with all extensions that the program uses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

#include "template/escape.h"
#include "template/template.h"
#include "unit/unit.h"

/* Renders `{{x}}` within `before` and `after` for a value. */
static char *render(const char *before, const char *after, struct str value,
		    enum template_mode mode)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct buffer output = BUFFER_INITIALISER;
	char *source = arena_format(&arena, "%s{{x}}%s", before, after);
	struct value *context = value_new_map(&arena);
	value_map_set(&arena, context, "x", value_new_text(&arena, value));
	struct template_options options = { .mode = mode,
					    .context = context,
					    .diagnostics = &list };
	assert_true(template_render(
		template_parse(&arena, "t", str_from(source), 1, &list),
		&options, &output));
	buffer_append_byte(&output, '\0');
	diagnostics_release(&list);
	arena_release(&arena);
	return output.bytes;
}

static cmark_node *parse_markdown(const char *markdown)
{
	static const char *const names[] = { "table", "strikethrough",
					     "autolink", "tasklist" };
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser =
		cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SMART);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cmark_parser_attach_syntax_extension(
			parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, markdown, strlen(markdown));
	cmark_node *root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

/* What a node may be in a document of plain text: a link is one that was
 * made of a mail address, which keeps its text. */
static bool is_allowed(cmark_node *node, const char *const *allowed)
{
	const char *type = cmark_node_get_type_string(node);
	for (; *allowed; allowed++) {
		if (strcmp(type, *allowed) == 0)
			return true;
	}
	return strcmp(type, "link") == 0 &&
	       strncmp(cmark_node_get_url(node), "mailto:", 7) == 0;
}

/* The text of a document in which nothing but `allowed` nodes stand. */
static struct buffer text_of(cmark_node *root, const char *const *allowed,
			     const char *markdown)
{
	struct buffer text = BUFFER_INITIALISER;
	cmark_iter *iterator = cmark_iter_new(root);
	cmark_event_type event;
	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iterator);
		if (event != CMARK_EVENT_ENTER)
			continue;
		if (!is_allowed(node, allowed))
			fail_msg("a %s came of: %s",
				 cmark_node_get_type_string(node), markdown);
		if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
			buffer_append_string(&text,
					     cmark_node_get_literal(node));
	}
	cmark_iter_free(iterator);
	return text;
}

/* A place in Markdown where a value may stand: what is around it, the text
 * that this adds, and the nodes that the place itself makes. */
static const struct where {
	const char *before, *after;
	const char *text_before, *text_after;
	const char *const *nodes;
} places[] = {
#define NODES(...) \
	(const char *const[]) \
	{ \
		__VA_ARGS__, NULL \
	}
	{ "", "\n", "", "", NODES("document", "paragraph", "text") },
	{ "one\n\n", "", "one", "", NODES("document", "paragraph", "text") },
	{ "one\n", "\ntwo\n", "one", "two",
	  NODES("document", "paragraph", "text", "softbreak") },
	{ "a", "b\n", "a", "b", NODES("document", "paragraph", "text") },
	{ "# ", "\n", "", "", NODES("document", "heading", "text") },
	{ "x\n\n- ", "\n", "x", "",
	  NODES("document", "paragraph", "list", "item", "text") },
	{ "> ", "\n", "", "",
	  NODES("document", "block_quote", "paragraph", "text") },
	{ "| a |\n|---|\n| ", " |\n", "a", "",
	  NODES("document", "table", "table_header", "table_row", "table_cell",
		"text") },
	{ "| ", " |\n|---|\n| a |\n", "", "a",
	  NODES("document", "table", "table_header", "table_row", "table_cell",
		"text") },
	{ "3", " five\n", "3", " five",
	  NODES("document", "paragraph", "text") },
	{ "well! ", "[b]\n", "well! ", "[b]",
	  NODES("document", "paragraph", "text") },
	{ "[", "]\n\n[b]: u\n", "[", "]",
	  NODES("document", "paragraph", "text") },
};

static void check_markdown(struct str value, const struct where *where)
{
	char *markdown =
		render(where->before, where->after, value, TEMPLATE_MARKDOWN);
	cmark_node *root = parse_markdown(markdown);
	struct buffer text = text_of(root, where->nodes, markdown);
	struct buffer expected = BUFFER_INITIALISER;
	buffer_append_string(&expected, where->text_before);
	buffer_append_str(&expected, value);
	buffer_append_string(&expected, where->text_after);
	if (!str_equals(buffer_str(&text), buffer_str(&expected)))
		fail_msg("'%s' came out of '%s', not '%s'",
			 buffer_str(&text).bytes, markdown, expected.bytes);
	buffer_release(&text);
	buffer_release(&expected);
	cmark_node_free(root);
	free(markdown);
}

/* What escape.h says cannot be escaped: a "^" right after a bracket. */
static bool is_beyond_escapes(struct str value, const struct where *where)
{
	return value.bytes[0] == '^' &&
	       str_ends_with(str_from(where->before), STR("["));
}

static void check_everywhere(struct str value)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (!is_beyond_escapes(value, &places[i]))
			check_markdown(value, &places[i]);
	}
}

static void test_markdown_constructs(void **state)
{
	(void)state;
	static const char *const values[] = { "1. one",
					      "1986. A great year",
					      "1) one",
					      "123456789. x",
					      "1.",
					      "-",
					      "- item",
					      "--- ",
					      "---",
					      "+ item",
					      "* item",
					      "***",
					      "___",
					      "# heading",
					      "#",
					      "C #",
					      "## a ##",
					      "> quote",
					      "| a | b |",
					      "|---|",
					      ":--",
					      "::: {.quote}",
					      ":::",
					      "===",
					      "[link](http://example.org)",
					      "[^1]",
					      "[^1]: note",
					      "^1",
					      "![picture](a.png)",
					      "Stop!",
					      "[ ] open",
					      "[x] done",
					      "~~gone~~",
					      "~~~",
					      "```",
					      "`code`",
					      "**bold** _em_",
					      "snake_case_name",
					      "<b>",
					      "<!-- x -->",
					      "</div>",
					      "<http://a.b>",
					      "&amp;",
					      "&copy",
					      "&#65;",
					      "AT&T",
					      "$x$",
					      "\\",
					      "a\\",
					      "\\*",
					      "\\|",
					      "a\\\\|b",
					      "a | b",
					      "http://example.org/a?b=c&d",
					      "https://example.org",
					      "www.example.org",
					      "WWW.example.org",
					      "ftp://example.org",
					      "see http://example.org.",
					      "me@example.org",
					      "{.class}",
					      "[word]{lang=pl}",
					      "\"quoted\" 'single'",
					      "it's \"so\"",
					      "{{x}}",
					      "    code",
					      "\tcode",
					      "two  ",
					      "a\nb",
					      "a\n\nb",
					      "a\r\nb",
					      "\n# x",
					      "a\n- b",
					      "a\n===",
					      "słowo",
					      "مرحبا",
					      "中文",
					      "10:30 – 12:00",
					      "O'Brien",
					      "a  b",
					      "- ",
					      "1. ",
					      "=",
					      "+",
					      ".",
					      ". x",
					      ") x",
					      "-5",
					      "1.21",
					      "5 %",
					      "(c)",
					      "a--b",
					      "...",
					      "x...",
					      "\xC2\xA0x" };
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		check_everywhere(str_from(values[i]));
}

/* Deterministic pseudo-random numbers (xorshift). */
static uint32_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 32);
}

static void test_markdown_random(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"\\", "`",    "*",  "_",   "{",  "}",    "[",  "]",   "(",
		")",  "<",    ">",  "#",   "+",  "-",    ".",  "!",   "|",
		"~",  "&",    "$",  ":",   "=",  "^",    "\"", "'",   "1",
		"23", " ",    "  ", "\t",  "\n", "\r\n", "a",  "www", "http",
		"//", "amp;", ";",  "x y", "ż",  "中",   "/",  "%"
	};
	uint64_t seed = 20260101;
	for (int round = 0; round < 20000; round++) {
		struct buffer value = BUFFER_INITIALISER;
		uint32_t count = 1 + next_random(&seed) % 8;
		for (uint32_t i = 0; i < count; i++)
			buffer_append_string(
				&value,
				pieces[next_random(&seed) %
				       (sizeof pieces / sizeof *pieces)]);
		const struct where *where =
			&places[round % (sizeof places / sizeof *places)];
		if (!is_beyond_escapes(buffer_str(&value), where))
			check_markdown(buffer_str(&value), where);
		buffer_release(&value);
	}
}

/* The destination, title and attributes of constructs keep the value too. */
static void test_link_parts(void **state)
{
	(void)state;
	static const char address[] = "https://a.b/x_(y)*z?q=\"1\"&r='2'#s";
	char *markdown =
		render("[t](", ")\n", str_from(address), TEMPLATE_MARKDOWN);
	cmark_node *root = parse_markdown(markdown);
	cmark_node *link = cmark_node_first_child(cmark_node_first_child(root));
	assert_string_equal(cmark_node_get_url(link), address);
	cmark_node_free(root);
	free(markdown);
	markdown = render("[t](u \"", "\")\n", STR("a \"b\" & 'c' <d>\\"),
			  TEMPLATE_MARKDOWN);
	root = parse_markdown(markdown);
	link = cmark_node_first_child(cmark_node_first_child(root));
	assert_string_equal(cmark_node_get_title(link), "a \"b\" & 'c' <d>\\");
	cmark_node_free(root);
	free(markdown);
}

static void test_html(void **state)
{
	(void)state;
	char *html = render("<p title='", "'>", STR("a<b> & \"c\" 'd'\n*e*"),
			    TEMPLATE_HTML);
	assert_string_equal(html, "<p title='a&lt;b&gt; &amp; &quot;c&quot; "
				  "&#39;d&#39;\n*e*'>");
	free(html);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_markdown_constructs),
	cmocka_unit_test(test_markdown_random),
	cmocka_unit_test(test_link_parts),
	cmocka_unit_test(test_html),
};
UNIT_FILE(tests, NULL, NULL)
