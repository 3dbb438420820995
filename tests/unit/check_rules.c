/* check/: what each rule finds, near misses that it must not, measures and
 * silence. Trees are made by hand; tests/golden/commands/check goes from
 * Markdown on. */
#include "unit/unit.h"

#include <string.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "check/check.h"

struct tree {
	struct arena arena;
	struct document document;
	struct check_chapters chapters;
	struct diagnostics list;
};

static void begin(struct tree *tree, enum profile profile)
{
	*tree = (struct tree){ 0 };
	tree->document = (struct document){
		.arena = &tree->arena,
		.language = "en-GB",
		.profile = profile,
		.root = node_new(&tree->arena, NODE_DOCUMENT,
				 (struct place){ "a.md", 1, 1 }),
	};
}

static void end(struct tree *tree)
{
	VECTOR_RELEASE(&tree->chapters);
	diagnostics_release(&tree->list);
	arena_release(&tree->arena);
}

static struct node *add(struct tree *tree, struct node *parent,
			enum node_kind kind, const char *text)
{
	struct node *node =
		node_new(&tree->arena, kind, (struct place){ "a.md", 1, 1 });
	node_append(parent ? parent : tree->document.root, node);
	if (text) {
		struct node *words = node_new(&tree->arena, NODE_TEXT,
					      (struct place){ "a.md", 1, 1 });
		words->text.text = str_from(text);
		node_append(node, words);
	}
	return node;
}

static void check(struct tree *tree, bool tells_style)
{
	struct check_options options = { .tells_style = tells_style };
	check_document(&tree->document, &options, &tree->chapters, &tree->list);
}

/* The codes of a paragraph, in a row. */
static void expect(enum profile profile, const char *language, const char *text,
		   const char *wanted)
{
	struct tree tree;
	struct buffer told = BUFFER_INITIALISER;
	begin(&tree, profile);
	add(&tree, NULL, NODE_PARAGRAPH, text)->language = language;
	check(&tree, true);
	for (size_t i = 0; i < tree.list.count; i++)
		buffer_append_format(
			&told, "%s%s", i ? " " : "",
			diagnostic_code_label(tree.list.items[i].code));
	if (strcmp(buffer_str(&told).bytes, wanted) != 0)
		fail_msg("'%s': '%s', not '%s'", text, buffer_str(&told).bytes,
			 wanted);
	buffer_release(&told);
	end(&tree);
}

static void expect_standard(const char *text, const char *wanted)
{
	expect(PROFILE_STANDARD, "en-GB", text, wanted);
}

static void expect_easy(const char *text, const char *wanted)
{
	expect(PROFILE_EASY_READ, "en-GB", text, wanted);
}

#define TEN "one two three four five six seven eight nine ten "

static void test_sentences(void **state)
{
	(void)state;
	expect_standard(TEN TEN "a b c d e.", "");
	expect_standard(TEN TEN "a b c d e f.", "W001");
	expect_standard(TEN "a. " TEN "b.", "");
	expect_easy("A b c d e f g h i j k l m n o.", "");
	expect_easy("A b c d e f g h i j k l m n o p.", "W001");
	/* A number with a point ends nothing; what no language breaks at. */
	expect(PROFILE_EASY_READ, "zh-Hans",
	       "\xE5\xA4\xA9\xE4\xB8\x8B\xE9\x9B\xA8\xE3\x80\x82"
	       "\xE5\xA4\xA9\xE4\xB8\x8B\xE9\x9B\xA8\xE3\x80\x82",
	       "");
}

static void test_passive(void **state)
{
	(void)state;
	expect_easy("It was built.", "W002");
	expect_easy("It was often built.", "W002");
	expect_easy("It was quickly and built.", "");
	expect_easy("We were tired.", "");
	expect_easy("We are red.", "");
	expect_easy("It was, they said, built.", "");
	expect_standard("It was built.", "");
	expect(PROFILE_EASY_READ, "pl", "It was built.", "");
}

/* Outside Easy Read it is told where it is a habit. */
static void test_passive_share(void **state)
{
	(void)state;
	for (int passives = 2; passives <= 3; passives++) {
		struct tree tree;
		begin(&tree, PROFILE_STANDARD);
		for (int i = 0; i < 10; i++)
			add(&tree, NULL, NODE_PARAGRAPH,
			    i < passives ? "It was built." : "They built it.");
		check(&tree, true);
		assert_int_equal(tree.list.count, passives == 3);
		assert_int_equal(tree.chapters.items[0].measures.passives,
				 passives);
		end(&tree);
	}
}

static void test_words(void **state)
{
	(void)state;
	expect_standard("We utilise it.", "W003");
	expect_standard("We use it.", "");
	expect(PROFILE_STANDARD, "de", "We utilise it.", "");
	expect_easy("There are three.", "W011");
	expect_easy("There are 3.", "");
	expect_easy("It is 5%.", "W011");
	expect_standard("It is 5%, and three.", "");
}

static void test_acronyms(void **state)
{
	(void)state;
	expect_standard("The CQC came. The CQC left.", "W004");
	expect_standard("The Care Board (CB) came. The CB left.", "");
	expect_standard("RM (Royal Mail) came.", "");
	expect_standard("The NHS, GPs and the UK.", "");
	expect_standard("I saw A and GBSC0002.", "");
}

static void test_letters(void **state)
{
	(void)state;
	expect_standard("THIS TEXT SHOUTS LOUDLY", "W005");
	/* (though each may be an acronym) */
	expect_standard("THIS TEXT does NOT SHOUT", "W004 W004 W004 W004");
	/* Three letters, of a script that the language has not. */
	expect_standard("\xD0\x9B\xD1\x8E\xD0\xB4", "W010");
	expect_standard("\xD0\x9B\xD1\x8E", "");
	expect_standard("\xCE\xB1\xCE\xB2\xCE\xB3", "");
	expect(PROFILE_STANDARD, "uk", "\xD0\x9B\xD1\x8E\xD0\xB4 NHS", "");
	expect(PROFILE_STANDARD, "ja",
	       "\xE6\xBC\xA2\xE5\xAD\x97\xE3\x81\xAE\xE3\x82\xAB\xE3\x82\xBF",
	       "");
}

/* One language after the other, and back. */
static void test_languages_in_turn(void **state)
{
	static const char russian[] = "\xD0\x9B\xD1\x8E\xD0\xB4";
	struct tree tree;
	(void)state;
	begin(&tree, PROFILE_STANDARD);
	add(&tree, NULL, NODE_PARAGRAPH, russian)->language = "uk";
	add(&tree, NULL, NODE_PARAGRAPH, russian)->language = "pl";
	add(&tree, NULL, NODE_PARAGRAPH, russian)->language = "bg";
	check(&tree, true);
	assert_int_equal(tree.list.count, 1);
	end(&tree);
}

static void test_colours(void **state)
{
	(void)state;
	expect_standard("The red bars grow.", "W009");
	expect_standard("The red tape, a tired bars, blue.", "");
	expect(PROFILE_STANDARD, "cy", "The red bars grow.", "");
}

static void test_alternatives(void **state)
{
	static const struct {
		const char *text;
		size_t told;
	} cases[] = { { "A dog on a hill", 0 },
		      { "Picture of a dog", 1 },
		      { "image", 1 },
		      { "images", 0 },
		      { "dog.png", 1 },
		      { "The file dog.png", 0 },
		      { "", 0 },
		      { "Photograph", 0 } };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree tree;
		begin(&tree, PROFILE_STANDARD);
		struct node *block = add(&tree, NULL, NODE_PARAGRAPH, NULL);
		add(&tree, block, NODE_IMAGE, NULL)->image.alternative =
			cases[i].text;
		check(&tree, true);
		if (tree.list.count != cases[i].told)
			fail_msg("'%s'", cases[i].text);
		end(&tree);
	}
}

/* 300 characters, not bytes, are well. */
static void test_long_alternative(void **state)
{
	(void)state;
	for (int count = 300; count <= 301; count++) {
		struct tree tree;
		struct buffer text = BUFFER_INITIALISER;
		begin(&tree, PROFILE_STANDARD);
		for (int i = 0; i < count; i++)
			buffer_append_string(&text, "\xC4\x85");
		struct node *block = add(&tree, NULL, NODE_PARAGRAPH, NULL);
		add(&tree, block, NODE_IMAGE, NULL)->image.alternative =
			buffer_str(&text).bytes;
		check(&tree, true);
		assert_int_equal(tree.list.count, count == 301);
		buffer_release(&text);
		end(&tree);
	}
}

static struct node *add_heading(struct tree *tree, uint8_t level)
{
	struct node *heading = add(tree, NULL, NODE_HEADING, "Words");
	heading->heading.level = level;
	heading->heading.in_contents = true;
	return heading;
}

static void test_sections(void **state)
{
	struct tree tree;
	(void)state;
	begin(&tree, PROFILE_STANDARD);
	add_heading(&tree, 2);
	add_heading(&tree, 3); /* stands under it */
	add_heading(&tree, 3)->place.line = 7;
	add(&tree, NULL, NODE_PARAGRAPH, "Text.");
	add_heading(&tree, 2)->place.line = 9;
	check(&tree, true);
	assert_int_equal(tree.list.count, 2);
	assert_string_equal(diagnostic_code_label(tree.list.items[0].code),
			    "W007");
	end(&tree);
}

static void test_emphasis(void **state)
{
	static const struct {
		const char *words, *after;
		size_t told;
	} cases[] = { { "What we found", NULL, 1 },
		      { "What we found.", NULL, 0 },
		      { "What we found", " and lost", 0 } };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree tree;
		begin(&tree, PROFILE_STANDARD);
		struct node *block = add(&tree, NULL, NODE_PARAGRAPH, NULL);
		add(&tree, block, NODE_STRONG, cases[i].words);
		if (cases[i].after)
			add(&tree, block, NODE_SPAN, cases[i].after);
		add(&tree, NULL, NODE_PARAGRAPH, "Text.");
		check(&tree, true);
		assert_int_equal(tree.list.count, cases[i].told);
		end(&tree);
	}
}

static void test_terms(void **state)
{
	static const struct {
		const char *words;
		size_t told;
	} cases[] = { { "A carer helps people.", 0 }, { "We help.", 1 } };
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct tree tree;
		begin(&tree, PROFILE_EASY_READ);
		struct node *block =
			add(&tree, NULL, NODE_PARAGRAPH, "I am a ");
		add(&tree, block, NODE_SPAN, "carer")->classes = "term";
		add(&tree, NULL, NODE_PARAGRAPH, cases[i].words);
		check(&tree, false);
		assert_int_equal(tree.list.count, cases[i].told);
		end(&tree);
	}
}

/* Where two hard words are listed, all are to be; forms of a word are that word. */
static void test_list_of_words(void **state)
{
	static const struct {
		const char *term, *headings[2];
		size_t told;
	} cases[] = {
		{ "carers", { "Carer", "Home" }, 0 },
		{ "opiekuna", { "Opiekun", "Home" }, 0 },
		{ "الخدمات", { "خدمات", "Home" }, 0 },
		{ "face to\u00a0face", { "Face to face", "Home" }, 0 },
		{ "grant", { "Carer", "Home" }, 1 },
		/* one heading alone is no list */
		{ "grant", { "Another", "Home" }, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree tree;
		begin(&tree, PROFILE_EASY_READ);
		struct node *block =
			add(&tree, NULL, NODE_PARAGRAPH, "They help ");
		/* the third is a hard word where it is listed */
		const char *const terms[] = { cases[i].term, "home", "carer" };
		size_t count =
			strcmp(cases[i].headings[0], "Carer") == 0 ? 3 : 2;
		for (size_t j = 0; j < count; j++)
			add(&tree, block, NODE_SPAN, terms[j])->classes =
				"term";
		for (size_t j = 0; j < count; j++)
			add(&tree, NULL, NODE_PARAGRAPH, terms[j]);
		for (size_t j = 0; j < 2; j++) {
			add(&tree, NULL, NODE_HEADING, cases[i].headings[j])
				->heading.level = 2;
			add(&tree, NULL, NODE_PARAGRAPH, "It is a word.");
		}
		check(&tree, false);
		size_t told = 0;
		for (size_t j = 0; j < tree.list.count; j++)
			told += strcmp(diagnostic_code_label(
					       tree.list.items[j].code),
				       "W012") == 0;
		if (told != cases[i].told)
			fail_msg("'%s': %zu", cases[i].term, told);
		end(&tree);
	}
}

/* One picture for one meaning, in letters of any case and with a full stop or
 * without one; decoration has no meaning. */
static void test_pictures(void **state)
{
	static const struct {
		const char *files[2], *words[2];
		bool is_decorative;
		size_t told;
	} cases[] = {
		{ { "a.svg", "a.svg" }, { "A person", "a person." }, false, 0 },
		{ { "a.svg", "./a.svg" }, { "A house", "A person" }, false, 1 },
		{ { "a.svg", "b.svg" }, { "A person", "A Person" }, false, 1 },
		{ { "a.svg", "b.svg" }, { "人", "人。" }, false, 1 },
		{ { "a.svg", "b.svg" }, { "A person", "A house" }, false, 0 },
		{ { "a.svg", "a.svg" }, { "A person", "" }, true, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree tree;
		begin(&tree, PROFILE_EASY_READ);
		for (size_t j = 0; j < 2; j++) {
			struct node *image = add(
				&tree, add(&tree, NULL, NODE_PARAGRAPH, NULL),
				NODE_IMAGE, NULL);
			image->image.source = cases[i].files[j];
			image->image.alternative = cases[i].words[j];
			image->image.is_decorative =
				j && cases[i].is_decorative;
		}
		check(&tree, false);
		if (tree.list.count != cases[i].told)
			fail_msg("case %zu: %zu told", i, tree.list.count);
		end(&tree);
	}
}

/* Whose words are others', and what templates put there, is not measured. */
static void test_measures(void **state)
{
	struct tree tree;
	(void)state;
	begin(&tree, PROFILE_STANDARD);
	add(&tree, add(&tree, NULL, NODE_QUOTATION, NULL), NODE_PARAGRAPH,
	    "We utilise it.");
	add(&tree, add(&tree, NULL, NODE_COVER, NULL), NODE_PARAGRAPH,
	    "We utilise it.");
	add(&tree, NULL, NODE_PARAGRAPH, "Two words. Then three more.");
	add(&tree, NULL, NODE_PARAGRAPH, "Other.")->place.file = "b.md";
	add(&tree, NULL, NODE_PARAGRAPH, "Back again.");
	check(&tree, true);
	assert_int_equal(tree.list.count, 0);
	assert_int_equal(tree.chapters.count, 2);
	assert_int_equal(tree.chapters.items[0].measures.words, 7);
	assert_int_equal(tree.chapters.items[0].measures.sentences, 3);
	assert_int_equal(tree.chapters.items[0].measures.longest, 3);
	assert_int_equal(tree.chapters.items[1].measures.words, 1);
	struct check_measures sum = check_sum(&tree.chapters);
	assert_int_equal(sum.words, 8);
	assert_int_equal(sum.letters, 3 + 5 + 4 + 5 + 4 + 4 + 5 + 5);
	assert_int_equal(sum.longest, 3);
	end(&tree);
}

static bool silences_words(void *context, struct place place,
			   enum diagnostic_code code)
{
	(void)place;
	++*(int *)context;
	return code == DIAGNOSTIC_CHECK_WORD;
}

static void test_silence(void **state)
{
	struct tree tree;
	int asked = 0;
	struct check_options options = { .tells_style = true,
					 .is_silenced = silences_words,
					 .context = &asked };
	(void)state;
	begin(&tree, PROFILE_STANDARD);
	add(&tree, NULL, NODE_PARAGRAPH, "The CQC utilise it.");
	check_document(&tree.document, &options, &tree.chapters, &tree.list);
	assert_int_equal(asked, 2);
	assert_int_equal(tree.list.count, 1);
	end(&tree);
}

/* A build tells of Easy Read alone. */
static void test_standard_is_quiet(void **state)
{
	struct tree tree;
	(void)state;
	begin(&tree, PROFILE_STANDARD);
	add(&tree, NULL, NODE_PARAGRAPH, "THIS TEXT SHOUTS: the CQC utilise.");
	check(&tree, false);
	assert_int_equal(tree.list.count, 0);
	end(&tree);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_sentences),
	cmocka_unit_test(test_passive),
	cmocka_unit_test(test_passive_share),
	cmocka_unit_test(test_words),
	cmocka_unit_test(test_acronyms),
	cmocka_unit_test(test_letters),
	cmocka_unit_test(test_languages_in_turn),
	cmocka_unit_test(test_colours),
	cmocka_unit_test(test_alternatives),
	cmocka_unit_test(test_long_alternative),
	cmocka_unit_test(test_sections),
	cmocka_unit_test(test_emphasis),
	cmocka_unit_test(test_terms),
	cmocka_unit_test(test_list_of_words),
	cmocka_unit_test(test_pictures),
	cmocka_unit_test(test_measures),
	cmocka_unit_test(test_silence),
	cmocka_unit_test(test_standard_is_quiet),
};
UNIT_FILE(tests, NULL, NULL)
