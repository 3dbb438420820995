/* publication/: collections, their schemas and entries, with every kind of
 * mistake, each at its line. */
#define _XOPEN_SOURCE 700
#include "unit/publication_fixture.h"
#include "unit/unit.h"

#define HEAD \
	"title: Tales\n" \
	"publisher: Us\n" \
	"issued: 2026-02-28\n" \
	"editions: [{id: book, title: Book, source: book.md}]\n"

#define SCHEMA \
	"fields:\n" \
	"  title: {type: text, required: true, longest: 20}\n" \
	"  note: {type: markdown}\n" \
	"  state: {type: choice, values: {open: Open, done: Done}}\n" \
	"  begun: {type: date, from: 2020-01-01, to: 2026-12-31}\n" \
	"  people: {type: number, from: 0, to: 100}\n" \
	"  public: {type: flag}\n" \
	"  site: {type: address}\n" \
	"  next: {type: reference, of: tales, list: true}\n" \
	"  steps:\n" \
	"    type: record\n" \
	"    list: true\n" \
	"    fields:\n" \
	"      what: {type: text, required: true}\n" \
	"      when: {type: date}\n" \
	"      tale: {type: reference, of: tales}\n"

static void put_publication(struct fixture *fixture, const char *languages,
			    const char *collections)
{
	put(fixture, "publication.yaml",
	    arena_format(&fixture->arena, HEAD "languages: %s\n%s", languages,
			 collections));
	put(fixture, "tales.yaml", SCHEMA);
	put(fixture, "en/book.md", "# Book\n");
}

static void test_whole(void **state)
{
	struct fixture *fixture = *state;
	put_publication(fixture, "{en: en-GB, pl: }",
			"collections: {tales: {schema: tales.yaml}}\n");
	put(fixture, "pl/book.md", "# Book\n");
	put(fixture, "en/tales/ann.md",
	    "---\ntitle: Ann\nstate: done\nbegun: 2026-03\npeople: 12\n"
	    "public: true\nsite: https://example.org/\nnext: [zoe, ann]\n"
	    "steps: [{what: Asked, tale: zoe}, {what: Did, when: 2026}]\n"
	    "---\n\nAnn's words.\n");
	put(fixture, "en/tales/zoe.md", "---\ntitle: Zoe\nnote: '*So*'\n---\n");
	put(fixture, "en/tales/README.md", "For authors.");
	put(fixture, "en/tales/_later.md", "Not yet.");
	put(fixture, "pl/tales/ann.md",
	    "---\ntitle: Ania\nstate: open\nsteps: [{what: Pyta}]\n---\n");
	put(fixture, "pl/tales/zoe.md",
	    "---\ntitle: Zosia\nnote: Tak\n---\nX\n");
	const struct publication *publication = load(fixture);
	expect_diagnostics(fixture, "");
	const struct collection *tales = collection_find(publication, "tales");
	assert_int_equal(tales->texts[0].count, 2);
	const struct entry *ann = collection_find_entry(tales, 0, "ann");
	const struct entry *zoe = collection_find_entry(tales, 0, "zoe");
	assert_ptr_equal(ann->data[7].items[0].entry, zoe);
	assert_ptr_equal(ann->data[7].items[1].entry, ann);
	assert_ptr_equal(ann->data[8].items[0].record[2].items[0].entry, zoe);
	assert_int_equal(ann->data[2].items[0].choice, 1);
	assert_int_equal(ann->file->first_line, 11);
	assert_true(str_equals_string(ann->file->text, "\nAnn's words.\n"));
	/* What a translation does not say holds no words: the source's counts. */
	const struct entry *ania = collection_find_entry(tales, 1, "ann");
	assert_int_equal(ania->data[2].items[0].choice, 0);
	assert_int_equal((int)ania->data[4].items[0].number, 12);
	assert_ptr_equal(ania->data[7].items[0].entry,
			 collection_find_entry(tales, 1, "zoe"));
	assert_int_equal(ania->data[8].count, 1);
	assert_null(collection_find_entry(tales, 0, "README"));
	assert_null(collection_find_entry(tales, 0, "ann.md"));
}

static void test_wrong_data(void **state)
{
	struct fixture *fixture = *state;
	put_publication(fixture, "[]",
			"collections: {tales: {schema: tales.yaml}}\n");
	put_publication(fixture, "{en: en-GB}",
			"collections: {tales: {schema: tales.yaml}}\n");
	put(fixture, "en/tales/bare.md", "Words alone.\n");
	put(fixture, "en/tales/broken.md", "---\ntitle: [\n---\n");
	put(fixture, "en/tales/empty.md", "---\n---\n");
	put(fixture, "en/tales/list.md", "---\n- title\n---\n");
	put(fixture, "en/tales/wrong.md",
	    "---\ntitel: X\nstate: opne\nbegun: 2019-12-31\npeople: many\n"
	    "public: yes\nsite: example.org\nnext: zoe\n"
	    "steps: [{when: 31.12.2020, tale: zoo}, What]\n---\n");
	put(fixture, "en/tales/worse.md",
	    "---\ntitle: A title of more than twenty signs\n"
	    "begun: 2027\npeople: 101\nnext: [wrnog, worse]\ntitle: X\n"
	    "state: [open]\nnote: ''\n---\n");
	put(fixture, "en/tales/Bad Name.md", "---\ntitle: X\n---\n");
	(void)load(fixture);
	expect_diagnostics(
		fixture,
		"0:0 Y005 the entry's name 'Bad Name' goes into file names: "
		"use only the letters a to z, digits and hyphens between them\n"
		"1:1 P016 an entry of 'tales' begins with its data, between "
		"two lines of ---\n"
		"3:1 Y001 did not find expected node content while parsing a "
		"flow node\n"
		"2:1 Y004 'title' is missing\n"
		"2:1 Y002 'an entry's data' must be a mapping, not a list\n"
		"6:1 Y006 the key 'title' stands here a second time\n"
		"2:8 Y005 'title' has 33 characters, and may have 20\n"
		"8:7 Y005 'note' is empty\n"
		"7:8 Y002 'state' must be text, not a list\n"
		"3:8 Y005 '2027' is after 2026-12-31, the last date that "
		"'begun' takes\n"
		"4:9 Y005 101 is more than 100, the most that 'people' takes\n"
		"2:1 Y003 unknown key 'titel', did you mean 'title'? (allowed: "
		"title, note, state, begun, people, public, site, next, "
		"steps)\n"
		"3:8 Y005 unknown state 'opne', did you mean 'open'? (allowed: "
		"open, done)\n"
		"4:8 Y005 '2019-12-31' is before 2020-01-01, the first date "
		"that 'begun' takes\n"
		"5:9 Y005 'many' is not a number\n"
		"6:9 Y005 expected true or false\n"
		"7:7 Y005 'site' must be an address that starts with https://, "
		"http:// or mailto:, not 'example.org'\n"
		"8:7 Y002 'next' must be a list, not text\n"
		"9:9 Y004 'what' is missing\n"
		"9:16 Y005 '31.12.2020' is not a date; write year-month-day, "
		"such as 2026-11-30, or year-month, or a year\n"
		"9:40 Y002 'steps' must be a mapping, not text\n"
		"5:8 P017 no entry of 'tales' is called 'wrnog'; did you mean "
		"'wrong'?\n"
		"9:34 P017 no entry of 'tales' is called 'zoo'\n");
}

static void test_wrong_schema(void **state)
{
	struct fixture *fixture = *state;
	put_publication(
		fixture, "{en: en-GB}",
		"collections:\n"
		"  Tales: {schema: tales.yaml}\n"
		"  none: {schema: none.yaml}\n"
		"  out: {schema: ../out.yaml}\n"
		"  tales:\n"
		"    schema: tales.yaml\n"
		"    sort: [ttle, steps, -id]\n"
		"    page: ../page\n"
		"    lists:\n"
		"      all: {}\n"
		"      a: {group: people, sort: -title, first: 0}\n"
		"      b: {where: {state: opn, title: {from: 1}, x: 1}}\n"
		"      c: [title]\n");
	put(fixture, "tales.yaml",
	    "field: {}\n"
	    "fields:\n"
	    "  title: {type: texts}\n"
	    "  text: {type: text}\n"
	    "  theme: {type: text}\n"
	    "  state: {type: choice, values: {open: Open, 'No!': x}, of: y}\n"
	    "  next: {type: reference}\n"
	    "  last: {type: reference, of: tails}\n"
	    "  people: {type: number, longest: 3}\n"
	    "  steps: {type: record, fields: {text: {type: text}}}\n"
	    "  more: text\n");
	put(fixture, "en/tales/a.md", "---\n---\n");
	(void)load(fixture);
	expect_diagnostics(
		fixture,
		"7:3 Y005 the collection 'Tales' goes into file names: use "
		"only the letters a to z, digits and hyphens between them\n"
		"8:18 P002 there is no schema 'none.yaml'\n"
		"9:17 P005 '../out.yaml' is outside the publication's folder\n"
		"1:1 Y003 unknown key 'field', did you mean 'fields'? "
		"(allowed: fields)\n"
		"3:17 Y005 unknown type 'texts', did you mean 'text'? "
		"(allowed: text, markdown, number, flag, date, choice, "
		"address, reference, finding, record)\n"
		"4:3 Y005 a field cannot be called 'text': templates know "
		"something else by that name\n"
		"5:3 Y005 a field cannot be called 'theme': templates know "
		"something else by that name\n"
		"6:57 Y003 unknown key 'of' (allowed: type, required, list, "
		"label, values)\n"
		"6:46 Y005 the value 'No!' goes into file names: use only the "
		"letters a to z, digits and hyphens between them\n"
		"7:9 Y004 'of' is missing\n"
		"9:26 Y003 unknown key 'longest' (allowed: type, required, "
		"list, label, from, to)\n"
		"11:9 Y002 'more' must be a mapping, not text\n"
		"12:12 Y005 'ttle' is no field of 'tales.yaml'; did you mean "
		"'title'?\n"
		"12:18 Y005 'steps' is a record, which has no order\n"
		"13:11 P005 '../page' is outside the publication's folder\n"
		"15:7 Y005 a list cannot be called 'all': every collection has "
		"something else of that name\n"
		"16:47 Y005 expected a number from 1 to 1e+09\n"
		"17:49 Y005 'x' is no field of 'tales.yaml'\n"
		"18:10 Y002 'a list' must be a mapping, not a list\n"
		"8:31 P017 there is no collection 'tails'\n");
}

/* An entry has what refers to nobody knows what: that is told of the schema. */
static void test_references_to_nothing(void **state)
{
	static const char *const wrong[] = { "reference, of: ",
					     "finding, of: [x]",
					     "reference, of: {}", "finding" };
	static const char *const told[] = {
		"3:31 Y004 'of' is missing\n",
		"3:29 Y002 'of' must be text, not a list\n",
		"3:31 Y004 'of' is empty\n", "3:9 Y004 'of' is missing\n"
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct fixture *fixture = *state;
		put_publication(fixture, "{en: en-GB}",
				"collections:\n  tales:\n    schema: "
				"tales.yaml\n");
		put(fixture, "tales.yaml",
		    arena_format(&fixture->arena,
				 "fields:\n  title: {type: text}\n"
				 "  next: {type: %s}\n",
				 wrong[i]));
		put(fixture, "en/tales/ann.md",
		    "---\ntitle: Ann\nnext: zoe\n---\n");
		(void)load(fixture);
		expect_diagnostics(fixture, told[i]);
		diagnostics_release(&fixture->diagnostics);
		fixture->diagnostics = (struct diagnostics){ 0 };
	}
}

static void test_translations(void **state)
{
	struct fixture *fixture = *state;
	put_publication(fixture, "{en: en-GB, pl: , ar: }",
			"collections:\n  tales:\n    schema: tales.yaml\n"
			"    languages: [en, pl]\n");
	put(fixture, "pl/book.md", "# Book\n");
	put(fixture, "ar/book.md", "# Book\n");
	put(fixture, "en/tales/ann.md",
	    "---\ntitle: Ann\nnote: So\nnext: [zoe]\n---\n");
	put(fixture, "en/tales/zoe.md", "---\ntitle: Zoe\n---\n");
	put(fixture, "pl/tales/ann.md", "---\nstate: open\n---\n");
	put(fixture, "pl/tales/ola.md", "---\ntitle: Ola\n---\n");
	const struct publication *publication = load(fixture);
	expect_diagnostics(
		fixture,
		"2:1 Y004 'title' is missing\n"
		"2:1 P007 'pl/tales/ann.md' has no 'note', which "
		"'en/tales/ann.md' has\n"
		"7:3 P012 1 of the 2 entries of 'tales' are missing in "
		"'pl/tales': zoe.md\n"
		"0:0 P013 no entry of 'tales' in 'en' has this name\n");
	/* What is not translated yet is not named. */
	const struct collection *tales = collection_find(publication, "tales");
	assert_int_equal(collection_find_entry(tales, 1, "ann")->data[7].count,
			 0);
	assert_int_equal(tales->texts[2].count, 0);
}

static void test_no_folder(void **state)
{
	struct fixture *fixture = *state;
	put_publication(fixture, "{en: en-GB}",
			"collections: {tales: {schema: tales.yaml}}\n");
	(void)load(fixture);
	expect_diagnostics(fixture,
			   "6:15 P002 there are no entries of 'tales' in 'en': "
			   "add the folder 'en/tales'\n");
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_whole),        TEST(test_wrong_data),
	TEST(test_wrong_schema), TEST(test_references_to_nothing),
	TEST(test_translations), TEST(test_no_folder),
};
UNIT_FILE(tests, NULL, NULL)
