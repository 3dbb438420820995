/* `accessibility:` of publication.yaml. */
#include "publication/accessibility.h"

#include <stddef.h>

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

void accessibility_read_contact(const struct fields *fields,
				const struct yaml_node *node,
				struct publication_contact *contact)
{
#define AT(field) offsetof(struct publication_contact, field)
	static const struct field table[] = {
		{ "name", true, field_localised, AT(name), "contact name" },
		{ "email", false, field_text, AT(email), NULL },
		{ "phone", false, field_text, AT(phone), NULL },
		{ "address", false, field_localised, AT(address),
		  "contact address" },
	};
#undef AT
	fields_mapping(fields, node, "contact", table, COUNT(table), contact);
}

static void read_contact(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 void *to)
{
	(void)what;
	accessibility_read_contact(fields, node, to);
}

static void read_tests(const struct fields *fields,
		       const struct yaml_node *node, const char *what, void *to)
{
#define AT(field) offsetof(struct accessibility_test, field)
	static const struct field table[] = {
		{ "by", true, field_localised, AT(by), "tested by" },
		{ "date", true, field_date, AT(date), "tested date" },
		{ "method", true, field_localised, AT(method),
		  "tested method" },
		{ "result", true, field_localised, AT(result),
		  "tested result" },
	};
#undef AT
	struct accessibility *accessibility = to;
	if (!yaml_expect(node, YAML_SEQUENCE, what, fields->diagnostics))
		return;
	accessibility->tests = ARENA_NEW_ARRAY(fields->arena, node->count,
					       struct accessibility_test);
	for (size_t i = 0; i < node->count; i++) {
		struct accessibility_test *test =
			&accessibility->tests[accessibility->test_count];
		fields_mapping(fields, node->items[i], "a test", table,
			       COUNT(table), test);
		accessibility->test_count += test->date != NULL;
	}
}

static void read_reason(const struct fields *fields,
			const struct yaml_node *node, const char *what,
			void *to)
{
	static const char *const words[ACCESSIBILITY_REASON_COUNT] = {
		"non-compliance", "disproportionate-burden", "out-of-scope"
	};
	int index = fields_choice(fields, node, what, words, COUNT(words));
	if (index >= 0)
		*(enum accessibility_reason *)to =
			(enum accessibility_reason)index;
}

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
#define AT(field) offsetof(struct accessibility_known, field)
	static const struct field table[] = {
		{ "what", true, field_localised, AT(what), "known what" },
		{ "reason", false, read_reason, AT(reason), NULL },
		{ "instead", false, field_localised, AT(instead),
		  "known instead" },
	};
#undef AT
	if (node->kind != YAML_MAPPING || is_in_languages(fields, node))
		fields_localised(fields, node, "known", &known->what);
	else
		fields_mapping(fields, node, "known", table, COUNT(table),
			       known);
}

static void read_known(const struct fields *fields,
		       const struct yaml_node *node, const char *what, void *to)
{
	struct accessibility *accessibility = to;
	if (!yaml_expect(node, YAML_SEQUENCE, what, fields->diagnostics))
		return;
	accessibility->known = ARENA_NEW_ARRAY(fields->arena, node->count,
					       struct accessibility_known);
	for (size_t i = 0; i < node->count; i++) {
		struct accessibility_known *known =
			&accessibility->known[accessibility->known_count];
		read_known_one(fields, node->items[i], known);
		accessibility->known_count += known->what.is_given;
	}
}

static void read_status(const struct fields *fields,
			const struct yaml_node *node, const char *what,
			void *to)
{
	static const char *const words[ACCESSIBILITY_STATUS_COUNT] = {
		"not-assessed", "full", "partial", "none"
	};
	int index = fields_choice(fields, node, what, words, COUNT(words));
	if (index >= 0)
		*(enum accessibility_status *)to =
			(enum accessibility_status)index;
}

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

void accessibility_read(const struct fields *fields,
			const struct yaml_node *node,
			struct accessibility *accessibility)
{
#define AT(field) offsetof(struct accessibility, field)
	static const struct field table[] = {
		{ "status", false, read_status, AT(status), NULL },
		{ "contact", false, read_contact, AT(contact), NULL },
		{ "tested", false, read_tests, 0, NULL },
		{ "known", false, read_known, 0, NULL },
		{ "prepared", false, field_date, AT(prepared), NULL },
		{ "reviewed", false, field_date, AT(reviewed), NULL },
		{ "next-review", false, field_date, AT(next_review), NULL },
		{ "enforcement", false, field_localised, AT(enforcement),
		  NULL },
		{ "enforcement-url", false, field_url, AT(enforcement_url),
		  NULL },
	};
#undef AT
	if (!fields_mapping(fields, node, "accessibility", table, COUNT(table),
			    accessibility))
		return;
	accessibility->is_given = true;
	accessibility->place = node->place;
	check_status(fields, yaml_lookup(node, "status"), accessibility);
}

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
