/* markdown/: what nobody closes is told where it begins, and what follows is
 * there. */
#include "unit/markdown_fixture.h"

#include "unit/unit.h"

/* Both ways: an error in a build, a warning where a file is rendered, and the
 * same words after it; "@" is the severity. */
static void expect(const char *text, const char *told, const char *kept)
{
	static const enum markdown_mode modes[] = { MARKDOWN_BUILD,
						    MARKDOWN_RENDER };
	for (int i = 0; i < 2; i++) {
		struct parsed_text parsed;
		fixture_parse_string(&parsed, text, modes[i]);
		struct buffer wanted = BUFFER_INITIALISER;
		for (const char *at = told; *at; at++)
			if (*at == '@')
				buffer_append_string(&wanted,
						     i ? "warning" : "error");
			else
				buffer_append_byte(&wanted, *at);
		assert_string_equal(fixture_mistakes(&parsed),
				    buffer_str(&wanted).bytes);
		buffer_release(&wanted);
		if (kept)
			expect_in_dump(&parsed, kept);
		fixture_release(&parsed);
	}
}

static void expect_nothing(const char *text)
{
	expect(text, "", NULL);
}

#define NEVER " that begins here is never closed: "

static void test_comments(void **state)
{
	(void)state;
	expect("# T\n\n<!-- a ->\n\nKept.\n",
	       "3:1 @ M020 the comment" NEVER
	       "'-->' is missing; '->' on line 3 may be meant for it\n",
	       "Kept.");
	expect("# T\n\n  <!-- a\nb —>\n*Kept*.\n",
	       "3:3 @ M020 the comment" NEVER
	       "'-->' is missing; '—>' on line 4 may be meant for it\n",
	       "Kept");
	expect("# T\n\n> - <!-- a\n\nقبل ## ليس\n\n## Kept\n",
	       "3:5 @ M020 the comment" NEVER "'-->' is missing\n", "heading");
	/* One that ends another is not its end. */
	expect("# T\n\n<!-- a\n\nKept.\n\n<!-- b -->\n",
	       "3:1 @ M020 the comment" NEVER
	       "'-->' is missing before the next one, on line 7\n",
	       "Kept.");
	/* Mistakes behind it are told in the same run, those in it are not. */
	expect("# T\n\n::: {.callout}\n<!-- a\n:::\n\n<div>\n\nKept.\n",
	       "4:1 @ M020 the comment" NEVER "'-->' is missing\n"
	       "7:1 @ M020 <div> is never closed: </div> is missing\n",
	       "Kept.");
}

static void test_other_html(void **state)
{
	(void)state;
	static const struct {
		const char *start, *what, *end;
	} cases[] = {
		{ "<![CDATA[ x", "CDATA section", "]]>" },
		{ "<?php x", "instruction", "?>" },
		{ "<!DOCTYPE html", "declaration", ">" },
		{ "<script>", "script", "</script>" },
		{ "<STYLE type=x>", "style sheet", "</style>" },
		{ "<pre>x", "preformatted text", "</pre>" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[200], told[200];
		snprintf(text, sizeof text, "# T\n\n%s\n\n保留。\n",
			 cases[i].start);
		snprintf(told, sizeof told,
			 "3:1 @ M020 the %s" NEVER "'%s' is missing\n",
			 cases[i].what, cases[i].end);
		expect(text, told, "保留。");
	}
}

static void test_tags(void **state)
{
	(void)state;
	expect("# T\n\nA <span lang=\"ar\">b.\n\n- <b>c\n- d\n",
	       "3:3 @ M020 <span> is never closed: </span> is missing\n"
	       "5:3 @ M020 <b> is never closed: </b> is missing\n",
	       "d");
	expect("<section>\n\n# T\n\nx\n",
	       "1:1 @ M020 <section> is never closed: </section> is missing\n"
	       "",
	       "x");
	expect("# T\n\n<div>\n<i>a</div>\n\nx\n",
	       "4:1 @ M020 <i> is never closed: </i> is missing\n", "x");
	/* Ends that may be left out, tags that have none, ends that come late. */
	expect_nothing("# T\n\n<p>a\n\n<ul><li>a<li>b</ul>\n\nc<br>d<wbr/>e\n");
	expect_nothing(
		"# T\n\n<a id=\"x\"/>\n\n<details>\n\na\n\n</details>\n");
	expect_nothing("# T\n\n<a href=\"#t\"><h2>T</h2></a>\n\n"
		       "<table><tr><th>a<td>b</table>\n");
}

static void test_code(void **state)
{
	(void)state;
	expect("# T\n\n```python\nx\n\n## y\n",
	       "3:1 @ M020 the code" NEVER "a line with ``` is missing\n",
	       "## y");
	expect("# T\n\n~~~~\nx\n~~~\n```\n",
	       "3:1 @ M020 the code" NEVER "a line with ~~~~ is missing\n",
	       "~~~");
	expect("# T\n\n> ```\n> x\n\nKept.\n",
	       "3:3 @ M020 the code" NEVER "a line with ``` is missing\n",
	       "Kept.");
	expect("# T\n\n- ```\n  x\n- Kept.\n",
	       "3:3 @ M020 the code" NEVER "a line with ``` is missing\n",
	       "Kept.");
	/* The end of a list is no end, though it begins with a fence. */
	expect("# T\n\n- ```\n  x\n```\ny\n```\n",
	       "3:3 @ M020 the code" NEVER "a line with ``` is missing\n", "y");
	expect("# T\n\n```",
	       "3:1 @ M020 the code" NEVER "a line with ``` is missing\n",
	       NULL);
	expect_nothing("# T\n\n```\nx\n```\n\n> ~~~\n> x\n> ~~~\n\n"
		       "- ```\n  x\n  ```\n\n````\n```\n````  \n\n    x\n");
	expect_nothing("# T\n\n```\n<!-- a\n```\n\n`<!-- b` <!-- c --> d\n\n"
		       "<!-- e\n\n<p> -->\n");
}

/* Each of many is told, and they cost no more than so many readings. */
static void test_many(void **state)
{
	(void)state;
	struct buffer text = BUFFER_INITIALISER;
	struct parsed_text parsed;
	struct markdown_options options = { .file = "a.md" };
	for (int i = 0; i < 20000; i++)
		buffer_append_string(&text, "<!-- a\n\n");
	fixture_parse(&parsed, buffer_str(&text), &options);
	assert_true(parsed.list.count >= 20);
	fixture_release(&parsed);
	buffer_release(&text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_comments), cmocka_unit_test(test_other_html),
	cmocka_unit_test(test_tags),     cmocka_unit_test(test_code),
	cmocka_unit_test(test_many),
};
UNIT_FILE(tests, NULL, NULL)
