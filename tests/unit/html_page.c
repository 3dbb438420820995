/* html/: the page shells in templates/html/, with all that they can be given
 * and with nothing but a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "document/localise.h"
#include "html/html.h"
#include "template/template.h"
#include "unit/html_tree.h"
#include "unit/unit.h"

struct fixture {
	struct tree tree;
	struct html_parts parts;
	struct html_options options;
	struct diagnostics diagnostics;
	struct value *context;
	struct buffer page;
};

static const struct template *load(void *data, struct str name,
				   struct place tag)
{
	(void)tag;
	struct fixture *fixture = data;
	struct arena *arena = &fixture->tree.arena;
	struct str text;
	struct error error;
	bool has_ending = str_find_byte(name, '.') >= 0;
	const char *path =
		arena_format(arena, "templates/html/%.*s%s", (int)name.length,
			     name.bytes, has_ending ? "" : ".html");
	if (!file_read(arena, path, &text, &error))
		return NULL;
	return template_parse(arena, path, text, 1, &fixture->diagnostics);
}

/* A message gives its own name. */
static const struct value *find_message(void *data, struct str key,
					struct value_scope *scope)
{
	(void)data;
	return value_new_text(value_scope_arena(scope), key);
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct tree *tree = &fixture->tree;
	tree_start(tree, "A <title>");
	add_paragraph(tree, tree->document.root, "The text.");
	fixture->context = value_new_map(&tree->arena);
	struct value_dynamic messages = { find_message, NULL, NULL };
	value_map_set(&tree->arena, fixture->context, "t",
		      value_new_dynamic(&tree->arena, &messages));
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	buffer_release(&fixture->page);
	html_parts_release(&fixture->parts);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->tree.arena);
	free(fixture);
	return 0;
}

static void set(struct fixture *fixture, struct value *map, const char *key,
		const char *text)
{
	struct arena *arena = &fixture->tree.arena;
	value_map_set(arena, map, key,
		      text ? value_new_text(arena, str_from(text)) :
			     value_new_null(arena));
}

static struct value *set_list(struct fixture *fixture, const char *key)
{
	struct arena *arena = &fixture->tree.arena;
	struct value *list = value_new_list(arena);
	struct value *item = value_new_map(arena);
	value_list_add(arena, list, item);
	value_map_set(arena, fixture->context, key, list);
	return item;
}

/* What a build knows. */
static void fill(struct fixture *fixture)
{
	struct arena *arena = &fixture->tree.arena;
	struct value *item = set_list(fixture, "downloads");
	set(fixture, item, "title", "Report");
	set(fixture, item, "title-lang", "pl");
	set(fixture, item, "own-name", "polski");
	set(fixture, item, "lang", "pl");
	set(fixture, item, "format", "PDF");
	set(fixture, item, "media-type", "application/pdf");
	set(fixture, item, "size", "1 MB");
	set(fixture, item, "href", "../pl/report.pdf");
	value_map_set(arena, item, "is-paged", value_new_boolean(arena, true));
	value_map_set(arena, item, "is-current",
		      value_new_boolean(arena, false));
	struct value *card = set_list(fixture, "cards");
	struct value *formats = value_new_list(arena);
	value_list_add(arena, formats, item);
	value_map_set(arena, card, "main-formats", formats);
	set(fixture, card, "title", "Report");
	set(fixture, card, "title-lang", "pl");
	set(fixture, card, "own-name", "polski");
	set(fixture, card, "lang", "pl");
	value_map_set(arena, fixture->context, "has-other-cards",
		      value_new_boolean(arena, false));
	item = set_list(fixture, "alternates");
	set(fixture, item, "lang", "ar");
	set(fixture, item, "own-name", "العربية");
	set(fixture, item, "href", "../ar/report.html");
	set(fixture, fixture->context, "landing", "index.html");
	set(fixture, fixture->context, "publisher", "Us & co");
	fixture->tree.document.notice = "Not the real thing.";
	fixture->tree.document.author = "A. Cloud";
	fixture->tree.document.date = "2020-12-15";
	fixture->tree.document.subject = "About \"it\"";
}

static void render(struct fixture *fixture, const char *shell)
{
	document_join_lines(&fixture->tree.document);
	document_set_directions(&fixture->tree.document);
	document_add_words(&fixture->tree.document);
	html_render(&fixture->tree.document, &fixture->options,
		    &fixture->parts);
	html_page_context(&fixture->tree.arena, &fixture->tree.document,
			  &fixture->options, &fixture->parts, fixture->context);
	set(fixture, fixture->context, "theme-css", ":root { --page: #fff; }");
	set(fixture, fixture->context, "theme-art", "<svg></svg>");
	struct template_options options = { .mode = TEMPLATE_HTML,
					    .context = fixture->context,
					    .loader = { load, NULL, fixture },
					    .diagnostics =
						    &fixture->diagnostics };
	bool is_rendered = template_render(
		load(fixture, str_from(shell), (struct place){ 0 }), &options,
		&fixture->page);
	diagnostics_print(&fixture->diagnostics, stderr);
	assert_true(is_rendered);
	assert_int_equal(fixture->diagnostics.count, 0);
}

static void expect(struct fixture *fixture, const char *text)
{
	if (!strstr(fixture->page.bytes, text))
		fail_msg("not in the page: %s", text);
}

static void expect_no(struct fixture *fixture, const char *text)
{
	if (strstr(fixture->page.bytes, text))
		fail_msg("in the page: %s", text);
}

static void test_document_alone(void **state)
{
	struct fixture *fixture = *state;
	render(fixture, "page");
	expect(fixture, "<!DOCTYPE html>\n<html lang=\"en-GB\" dir=\"ltr\">");
	expect(fixture, "<title>A &lt;title&gt;</title>");
	expect(fixture, "<body class=\"standard\">");
	expect(fixture, "<h1>A &lt;title&gt;</h1>");
	expect(fixture, "<p>The text.</p>");
	expect(fixture, ":root { --page: #fff; }");
	expect_no(fixture, "_formats");
	expect_no(fixture, "<p class=\"notice\"");
	expect_no(fixture, "publisher");
}

static void test_page_of_a_publication(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	render(fixture, "page");
	expect(fixture, "<p class=\"notice\">Not the real thing.</p>");
	expect(fixture, "content=\"About &quot;it&quot;\"");
	expect(fixture, "hreflang=\"ar\" href=\"../ar/report.html\">");
	expect(fixture, "<a href=\"index.html\">about-programme</a>");
	expect(fixture, "<nav class=\"formats\"");
	expect(fixture, "<a href=\"../pl/report.pdf\" hreflang=\"pl\" "
			"type=\"application/pdf\">");
	expect(fixture, "<bdi lang=\"pl\">Report</bdi>");
	expect(fixture, "<span class=\"details\">pdf-details</span>");
	expect(fixture, "<p>Us &amp; co</p>");
}

static void test_landing_page(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	render(fixture, "landing");
	expect(fixture, "<a href=\"../ar/report.html\" lang=\"ar\" "
			"hreflang=\"ar\"><bdi>العربية</bdi></a>");
	expect(fixture, "<h2 id=\"_publications\">publications</h2>");
	expect_no(fixture, "about-programme");
}

static void test_words_of_another_language(void **state)
{
	struct fixture *fixture = *state;
	fixture->tree.document.language = "fr";
	fixture->tree.document.words.language = "en-GB";
	render(fixture, "page");
	expect(fixture, "<html lang=\"fr\" dir=\"ltr\">");
	expect(fixture, "<a class=\"skip-link\" href=\"#_text\" "
			"lang=\"en-GB\">skip-to-content</a>");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_document_alone),
	TEST(test_page_of_a_publication),
	TEST(test_landing_page),
	TEST(test_words_of_another_language),
};
UNIT_FILE(tests, NULL, NULL)
