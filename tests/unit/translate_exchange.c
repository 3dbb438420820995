/* translate/: XLIFF and PO, out and in. */
#include "unit/translate_fixture.h"

#include <string.h>

#include "base/buffer.h"
#include "translate/exchange.h"

/* What is hard to write: marks of both formats, lines, other scripts. */
static const char *const texts[] = {
	"Plain.",
	"*a* [b](c \"d\") {{e}} `f` & <g> ]]> \"h\" \\\"i\\\" 'j' # %s",
	"One\\\ntwo **three\\\nfour**",
	"\xD8\xA7\xD9\x84\xD9\x86\xD8\xA7\xD8\xB3 \xE4\xBA\xBA "
	"\xF0\x9F\x98\x80",
	"\\*not\\* \\\\ \\n",
};

enum { TEXT_COUNT = sizeof texts / sizeof *texts };

static void fill(struct arena *arena, struct exchange *exchange)
{
	*exchange = (struct exchange){ .publication = "a-b",
				       .source = "en-GB",
				       .target = "zh-Hans",
				       .date = "2026-03-01" };
	for (size_t i = 0; i < TEXT_COUNT; i++) {
		exchange_add_part(exchange, i ? "report" : "other");
		*exchange_add_unit(exchange) = (struct exchange_unit){
			.identifier = exchange_identifier(arena, i + 1, i + 2),
			.kind = "paragraph",
			.place = "a b.md:1",
			.source = texts[i],
			.target = i == 1 ? NULL : texts[TEXT_COUNT - 1 - i],
			.was = i == 3 ? texts[1] : NULL,
			.held = i == 1 ? "" : "0123",
			.state = i == 1 ? EXCHANGE_MISSING :
				 i == 3 ? EXCHANGE_STALE :
				 i == 2 ? EXCHANGE_HELD :
					  EXCHANGE_TRANSLATED,
		};
	}
}

/* What is read is what was written; twice written is the same bytes. */
static void test_round_trip(void **state)
{
	(void)state;
	for (int format = 0; format <= EXCHANGE_PO; format++) {
		struct arena arena = ARENA_INITIALISER;
		struct exchange made, read;
		struct diagnostics list = DIAGNOSTICS_INITIALISER;
		struct buffer out = BUFFER_INITIALISER,
			      again = BUFFER_INITIALISER;
		size_t at = 0;
		fill(&arena, &made);
		exchange_write(&made, (enum exchange_format)format, &out);
		exchange_write(&made, (enum exchange_format)format, &again);
		assert_string_equal(out.bytes, again.bytes);
		assert_true(exchange_read(&arena, buffer_str(&out), "x", &read,
					  &list));
		assert_int_equal(list.count, 0);
		assert_string_equal(read.publication, "a-b");
		assert_string_equal(read.target, "zh-Hans");
		assert_string_equal(read.source, "en-GB");
		for (size_t i = 0; i < read.parts.count; i++)
			for (size_t j = 0; j < read.parts.items[i].units.count;
			     j++, at++) {
				const struct exchange_unit *unit =
					&read.parts.items[i].units.items[j];
				assert_string_equal(unit->source, texts[at]);
				assert_string_equal(
					unit->identifier,
					exchange_identifier(&arena, at + 1,
							    at + 2));
				assert_string_equal(unit->held,
						    at == 1 ? "" : "0123");
				if (at == 1)
					assert_null(unit->target);
				else
					assert_string_equal(
						unit->target,
						texts[TEXT_COUNT - 1 - at]);
				assert_true(unit->line > 1);
				assert_int_equal(
					unit->state,
					at == 1 ? EXCHANGE_MISSING :
					at == 3 ? EXCHANGE_STALE :
					at == 2 && format != EXCHANGE_PO ?
						  EXCHANGE_HELD :
						  EXCHANGE_TRANSLATED);
			}
		assert_int_equal(at, TEXT_COUNT);
		exchange_release(&made);
		exchange_release(&read);
		buffer_release(&out);
		buffer_release(&again);
		diagnostics_release(&list);
		arena_release(&arena);
	}
}

/* ---- As other tools write it ------------------------------------------- */

static void expect_target(const char *file, const char *target,
			  enum exchange_state unit_state)
{
	struct arena arena = ARENA_INITIALISER;
	struct exchange read;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	assert_true(exchange_read(&arena, str_from(file), "x", &read, &list));
	const struct exchange_unit *unit =
		&read.parts.items[read.parts.count - 1].units.items[0];
	if (target)
		assert_string_equal(unit->target, target);
	else
		assert_null(unit->target);
	assert_int_equal(unit->state, unit_state);
	exchange_release(&read);
	diagnostics_release(&list);
	arena_release(&arena);
}

#define XLIFF_2(inside) \
	"<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' " \
	"srcLang='en' trgLang='pl'><file id='f' original='p/q'><unit " \
	"id='u1'>" inside "</unit></file></xliff>"

#define XLIFF_1(inside) \
	"\xEF\xBB\xBF<xliff version='1.2'><file original='p/q' " \
	"source-language='en' target-language='pl' datatype='x'><body><group>" \
	"<trans-unit id='u1'" inside "</trans-unit></group></body></file>" \
	"</xliff>"

static void test_other_tools(void **state)
{
	(void)state;
	/* cut into segments, laid out, with marks and comments */
	expect_target(
		XLIFF_2("<originalData><data id='d'>**</data></originalData>"
			"<segment state='final'><source>A</source><target>\n"
			"  Jeden <mrk id='m' type='term'>dwa</mrk>"
			"<!-- no --></target></segment><ignorable><source> "
			"</source></ignorable><segment state='translated'>"
			"<source>B</source><target><sc id='1' dataRef='d'/>x"
			"<ec startRef='1' dataRef='d'/></target></segment>"),
		"Jeden dwa **x**", EXCHANGE_TRANSLATED);
	expect_target(XLIFF_2("<segment><source>A</source><target/></segment>"),
		      NULL, EXCHANGE_MISSING);
	expect_target(XLIFF_2("<segment><source>A</source><target>B</target>"
			      "</segment>"),
		      "B", EXCHANGE_STALE);
	expect_target(XLIFF_1("><source>A</source><target>B &lt;</target>"),
		      "B <", EXCHANGE_TRANSLATED);
	expect_target(XLIFF_1(" approved='yes'><source>A</source><target "
			      "state='needs-l10n'><![CDATA[B]]></target>"),
		      "B", EXCHANGE_STALE);
	expect_target(XLIFF_1(" approved='yes'><source>A</source>"
			      "<target>B</target><alt-trans><target>C</target>"
			      "</alt-trans>"),
		      "B", EXCHANGE_HELD);
	expect_target("# x\nmsgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\n"
		      "#~ msgid \"old\"\n#~ msgstr \"stary\"\n\n"
		      "#, c-format, fuzzy\nmsgctxt \"u1\"\nmsgid \"A\"\n"
		      "msgstr \"\"\n\"B \"\r\n  \"C\\tD\"\n",
		      "B C D", EXCHANGE_STALE);
	/* without a context its words say which it is */
	expect_target("msgid \"\"\nmsgstr \"\"\n\nmsgid \"A\"\nmsgstr \"B\"",
		      "B", EXCHANGE_TRANSLATED);
	/* without blank lines between, as some write it */
	expect_target("msgid \"\"\nmsgstr \"\"\nmsgctxt \"u1\"\nmsgid \"A\"\n"
		      "msgstr \"B\"\nmsgctxt \"u2\"\nmsgid \"C\"\nmsgstr \"\"",
		      "B", EXCHANGE_TRANSLATED);
}

static void expect_refused(const char *file)
{
	struct arena arena = ARENA_INITIALISER;
	struct exchange read;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	if (exchange_read(&arena, str_from(file), "x", &read, &list) ||
	    !list.error_count)
		fail_msg("taken: %s", file);
	exchange_release(&read);
	diagnostics_release(&list);
	arena_release(&arena);
}

static void test_refused(void **state)
{
	(void)state;
	expect_refused("");
	expect_refused("<a/>");
	expect_refused("<xliff version='2.0'>");
	expect_refused("<xliff version='9'/>");
	expect_refused("<!DOCTYPE x [<!ENTITY a 'b'>]><xliff version='2.0'/>");
	expect_refused(XLIFF_2("<segment><source>A</source><target>&e;</target>"
			       "</segment>"));
	expect_refused(XLIFF_2("<segment><source>A</source><target><ph id='1'/>"
			       "</target></segment>"));
	expect_refused(XLIFF_1("><source>A</source><target><g id='1'>B</g>"
			       "</target>"));
	expect_refused("msgid \"\"\nmsgstr \"\"\n\nmsgctxt \"u\"\nmsgid \"A\"");
	expect_refused("msgid \"\"\nmsgstr \"\\x41\"");
	expect_refused("msgid \"\"\nmsgstr \"\"\nmsgstr \"\"");
	expect_refused("msgid \"\"\nmsgstr \"a\"b\"");
	expect_refused("msgid \"\"\nmsgstr \"\"\nhello");
	expect_refused("=======\n<<<<<<< ours\nmsgid \"\"\nmsgstr \"\"\n");
	expect_refused("msgid \"\"\nmsgstr \"\xFF\"\n");
}

/* ---- Codes ------------------------------------------------------------- */

static void expect_fit(const char *source, const char *current,
		       const char *target, size_t told)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	bool is_right =
		exchange_check_target(&arena, source, current, target, false,
				      (struct place){ 0 }, &list);
	if (list.count != told || is_right != !told)
		fail_msg("'%s' → '%s': %zu", source, target, list.count);
	diagnostics_release(&list);
	arena_release(&arena);
}

static void test_check(void **state)
{
	(void)state;
	expect_fit("a *b* {{c}}", NULL, "{{c}} *x* y", 0);
	expect_fit("a *b* {{c}}", NULL, "*x* y", 1);
	expect_fit("a {{c}}", NULL, "{{c}} {{c}}", 1);
	expect_fit("a {{c}} {{c}}", NULL, "{{c}}", 1);
	expect_fit("a {{c}}", NULL, "{{d}}", 2);
	expect_fit("a", NULL, "*b*", 1);
	expect_fit("a", NULL, "5 * 3", 0);
	expect_fit("a {{b}}", NULL, "{{b}} {{c", 1);
	expect_fit("a {{", NULL, "b {{", 0);
	expect_fit("a", NULL, "b\ac", 1);
	expect_fit("a", NULL, "b \xE2\x80\xAE c", 1);
	expect_fit("a", NULL, "b \xC2\x85", 1);
	expect_fit("a\a", NULL, "b\a", 0);
	expect_fit("a", "x\a", "b\a", 0);
	/* marks and isolates, a joiner, a break of ours */
	expect_fit("a\\\nb", NULL,
		   "\xE2\x80\x8F\xD8\xA7\xE2\x81\xA6x\xE2\x81\xA9\xE2\x80\x8D\\"
		   "\nb",
		   0);
	/* crossed */
	expect_fit("*a* **b**", NULL, "*a **b* c**", 1);
	/* a link's address is its own */
	expect_fit("[a](b)", NULL, "[x](c)", 2);
	expect_fit("[a](b)", NULL, "[x](b)", 0);
	/* names may be marked; what is there already may stay, or go */
	expect_fit("a Panel", NULL, "[Panel]{lang=en} b", 0);
	expect_fit("a", NULL, "[b]{.x}", 1);
	expect_fit("a *b*", "x", "y", 0);
	expect_fit("a *b*", "x", "*y*", 0);
	expect_fit("a", "*x*", "*y*", 0);
	expect_fit("a", "*x*", "*y* *z*", 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_round_trip),
	cmocka_unit_test(test_other_tools),
	cmocka_unit_test(test_refused),
	cmocka_unit_test(test_check),
};
UNIT_FILE(tests, NULL, NULL)
