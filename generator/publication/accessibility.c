/* `accessibility:` of publication.yaml. */
#include "publication/accessibility.h"

#include <stddef.h>

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define AT(field) offsetof(struct publication_contact, field)
static const struct yaml_field contact_fields[] = {
	{ "name", true, &field_localised, AT(name), "contact name" },
	{ "email", false, &field_text, AT(email), NULL },
	{ "phone", false, &field_text, AT(phone), NULL },
	{ "address", false, &field_localised, AT(address), "contact address" },
};
#undef AT

static const struct yaml_table contact_table =
	YAML_TABLE("contact", contact_fields);

const struct yaml_type field_contact = { .name = "whom to turn to",
					 .read = fields_read_inside,
					 .inside = &contact_table };

/* ---- Tests ----------------------------------------------------------------- */

#define AT(field) offsetof(struct accessibility_test, field)
static const struct yaml_field test_fields[] = {
	{ "by", true, &field_localised, AT(by), "tested by" },
	{ "date", true, &field_date, AT(date), "tested date" },
	{ "method", true, &field_localised, AT(method), "tested method" },
	{ "result", true, &field_localised, AT(result), "tested result" },
};
#undef AT

static const struct yaml_table test_table = YAML_TABLE("a test", test_fields);

static void read_tests(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct accessibility *accessibility = to;
	accessibility->tests =
		fields_items(fields, node, field, sizeof *accessibility->tests);
	for (size_t i = 0; accessibility->tests && i < node->count; i++) {
		struct accessibility_test *test =
			&accessibility->tests[accessibility->test_count];
		fields_mapping(fields, node->items[i], &test_table, test);
		accessibility->test_count += test->date != NULL;
	}
}

static const struct yaml_type tests_type = { .name = "list of tests by people",
					     .read = read_tests,
					     .inside = &test_table,
					     .shape = YAML_LIST_OF };

/* ---- What is known --------------------------------------------------------- */

static const char *const reason_words[ACCESSIBILITY_REASON_COUNT] = {
	"non-compliance", "disproportionate-burden", "out-of-scope"
};

static const struct yaml_type reason_type = { .name = "reason",
					      .read = fields_read_choice,
					      .words = reason_words,
					      .word_count =
						      COUNT(reason_words) };

#define AT(field) offsetof(struct accessibility_known, field)
static const struct yaml_field known_fields[] = {
	{ "what", true, &field_localised, AT(what), "known what" },
	{ "reason", false, &reason_type, AT(reason), NULL },
	{ "instead", false, &field_localised, AT(instead), "known instead" },
};
#undef AT

static const struct yaml_table known_table = YAML_TABLE("known", known_fields);

/* A mapping from languages to texts: it has one that there is. */
static bool is_in_languages(const struct fields *fields,
			    const struct yaml_node *mapping)
{
	for (size_t i = 0; i < fields->language_count; i++)
		if (yaml_lookup(mapping, fields->languages[i]))
			return true;
	return false;
}

/* A text, in all languages or each; or a mapping that says why, too. */
static void read_known_one(const struct fields *fields,
			   const struct yaml_node *node,
			   struct accessibility_known *known)
{
	if (node->kind != YAML_MAPPING || is_in_languages(fields, node))
		fields_localised(fields, node, "known", &known->what);
	else
		fields_mapping(fields, node, &known_table, known);
}

static void read_known(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct accessibility *accessibility = to;
	accessibility->known =
		fields_items(fields, node, field, sizeof *accessibility->known);
	for (size_t i = 0; accessibility->known && i < node->count; i++) {
		struct accessibility_known *known =
			&accessibility->known[accessibility->known_count];
		read_known_one(fields, node->items[i], known);
		accessibility->known_count += known->what.is_given;
	}
}

static const struct yaml_type known_type = {
	.name = "list of what is not accessible",
	.read = read_known,
	.inside = &known_table,
	.shape = YAML_LIST_OF
};

/* ---- The whole ------------------------------------------------------------- */

static const char *const status_words[ACCESSIBILITY_STATUS_COUNT] = {
	"not-assessed", "full", "partial", "none"
};

static const struct yaml_type status_type = { .name = "status",
					      .read = fields_read_choice,
					      .words = status_words,
					      .word_count =
						      COUNT(status_words) };

#define AT(field) offsetof(struct accessibility, field)
static const struct yaml_field accessibility_fields[] = {
	{ "status", false, &status_type, AT(status), NULL },
	{ "contact", false, &field_contact, AT(contact), NULL },
	{ "tested", false, &tests_type, 0, NULL },
	{ "known", false, &known_type, 0, NULL },
	{ "prepared", false, &field_date, AT(prepared), NULL },
	{ "reviewed", false, &field_date, AT(reviewed), NULL },
	{ "next-review", false, &field_date, AT(next_review), NULL },
	{ "enforcement", false, &field_localised, AT(enforcement), NULL },
	{ "enforcement-url", false, &field_url, AT(enforcement_url), NULL },
};
#undef AT

static const struct yaml_table accessibility_table =
	YAML_TABLE("accessibility", accessibility_fields);

/* What contradicts itself would be told to readers, who may rely on it. */
static void check_status(const struct fields *fields,
			 const struct yaml_node *status,
			 const struct accessibility *accessibility)
{
	const char *lacks = NULL;
	switch (accessibility->status) {
	case ACCESSIBILITY_FULL:
		if (accessibility->known_count)
			lacks = "'full' cannot stand beside what is listed as "
				"known";
		else if (!accessibility->test_count)
			lacks = "'full' needs a test by people under 'tested'";
		break;
	case ACCESSIBILITY_PARTIAL:
	case ACCESSIBILITY_NONE:
		if (!accessibility->known_count)
			lacks = "say under 'known' what is not accessible";
		break;
	case ACCESSIBILITY_NOT_ASSESSED:
	case ACCESSIBILITY_STATUS_COUNT:
		break;
	}
	if (lacks)
		diagnostics_add(fields->diagnostics,
				DIAGNOSTIC_PUBLICATION_STATUS, status->place,
				"%s", lacks);
}

static void read_accessibility(const void *reader, const struct yaml_node *node,
			       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct accessibility *accessibility = to;
	if (!fields_mapping(fields, node, field->type->inside, accessibility))
		return;
	accessibility->is_given = true;
	accessibility->place = node->place;
	check_status(fields, yaml_lookup(node, "status"), accessibility);
}

const struct yaml_type field_accessibility = {
	.name = "what people say of its accessibility",
	.read = read_accessibility,
	.inside = &accessibility_table
};

const struct localised *
accessibility_text(const struct accessibility *accessibility, size_t index,
		   const char **what)
{
	static const char *const names[] = { "accessibility contact name",
					     "accessibility contact address",
					     "enforcement",
					     "tested by",
					     "tested method",
					     "tested result",
					     "known what",
					     "known instead" };
	const struct localised *const single[] = {
		&accessibility->contact.name, &accessibility->contact.address,
		&accessibility->enforcement
	};
	size_t tests = 3 * accessibility->test_count;
	*what = NULL;
	if (index < COUNT(single)) {
		*what = names[index];
		return single[index];
	}
	index -= COUNT(single);
	if (index < tests) {
		const struct accessibility_test *test =
			&accessibility->tests[index / 3];
		const struct localised *const texts[] = { &test->by,
							  &test->method,
							  &test->result };
		*what = names[3 + index % 3];
		return texts[index % 3];
	}
	index -= tests;
	if (index >= 2 * accessibility->known_count)
		return NULL;
	const struct accessibility_known *known =
		&accessibility->known[index / 2];
	*what = names[6 + index % 2];
	return index % 2 ? &known->instead : &known->what;
}
