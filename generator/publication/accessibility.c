/* `accessibility:` of publication.yaml. */
#include "publication/accessibility.h"

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

void accessibility_read_contact(const struct fields *fields,
				const struct yaml_node *node,
				struct publication_contact *contact)
{
	static const char *const keys[] = { "name", "email", "phone",
					    "address" };
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "contact", fields->diagnostics))
		return;
	yaml_check_keys(node, keys, COUNT(keys), fields->diagnostics);
	fields_localised(fields, fields_find(fields, node, "name", true),
			 "contact name", &contact->name);
	fields_localised(fields, fields_find(fields, node, "address", false),
			 "contact address", &contact->address);
	contact->email = fields_text(
		fields, fields_find(fields, node, "email", false), "email");
	contact->phone = fields_text(
		fields, fields_find(fields, node, "phone", false), "phone");
}

static void read_test(const struct fields *fields, const struct yaml_node *node,
		      struct accessibility *accessibility)
{
	static const char *const keys[] = { "by", "date", "method", "result" };
	struct accessibility_test *test =
		&accessibility->tests[accessibility->test_count];
	if (!yaml_expect(node, YAML_MAPPING, "a test", fields->diagnostics))
		return;
	yaml_check_keys(node, keys, COUNT(keys), fields->diagnostics);
	fields_localised(fields, fields_find(fields, node, "by", true),
			 "tested by", &test->by);
	fields_localised(fields, fields_find(fields, node, "method", true),
			 "tested method", &test->method);
	fields_localised(fields, fields_find(fields, node, "result", true),
			 "tested result", &test->result);
	test->date = fields_date(
		fields, fields_find(fields, node, "date", true), "tested date");
	accessibility->test_count += test->date != NULL;
}

static void read_tests(const struct fields *fields,
		       const struct yaml_node *node,
		       struct accessibility *accessibility)
{
	if (!node ||
	    !yaml_expect(node, YAML_SEQUENCE, "tested", fields->diagnostics))
		return;
	accessibility->tests = ARENA_NEW_ARRAY(fields->arena, node->count,
					       struct accessibility_test);
	for (size_t i = 0; i < node->count; i++)
		read_test(fields, node->items[i], accessibility);
}

/* A text, in all languages or each; or a mapping that says why, too. */
static void read_known_one(const struct fields *fields,
			   const struct yaml_node *node,
			   struct accessibility_known *known)
{
	static const char *const keys[] = { "what", "reason", "instead" };
	static const char *const reasons[ACCESSIBILITY_REASON_COUNT] = {
		"non-compliance", "disproportionate-burden", "out-of-scope"
	};
	if (node->kind != YAML_MAPPING || !yaml_lookup(node, "what")) {
		fields_localised(fields, node, "known", &known->what);
		return;
	}
	yaml_check_keys(node, keys, COUNT(keys), fields->diagnostics);
	fields_localised(fields, fields_find(fields, node, "what", true),
			 "known what", &known->what);
	fields_localised(fields, fields_find(fields, node, "instead", false),
			 "known instead", &known->instead);
	const struct yaml_node *reason =
		fields_find(fields, node, "reason", false);
	int index = reason ? fields_choice(fields, reason, "reason", reasons,
					   COUNT(reasons)) :
			     -1;
	if (index >= 0)
		known->reason = (enum accessibility_reason)index;
}

static void read_known(const struct fields *fields,
		       const struct yaml_node *node,
		       struct accessibility *accessibility)
{
	if (!node ||
	    !yaml_expect(node, YAML_SEQUENCE, "known", fields->diagnostics))
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

static enum accessibility_status read_status(const struct fields *fields,
					     const struct yaml_node *node)
{
	static const char *const words[ACCESSIBILITY_STATUS_COUNT] = {
		"not-assessed", "full", "partial", "none"
	};
	int index = node ? fields_choice(fields, node, "status", words,
					 COUNT(words)) :
			   -1;
	return index < 0 ? ACCESSIBILITY_NOT_ASSESSED :
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
	static const char *const keys[] = { "status",         "contact",
					    "tested",         "known",
					    "prepared",       "reviewed",
					    "next-review",    "enforcement",
					    "enforcement-url" };
	if (!node || !yaml_expect(node, YAML_MAPPING, "accessibility",
				  fields->diagnostics))
		return;
	yaml_check_keys(node, keys, COUNT(keys), fields->diagnostics);
	const struct yaml_node *status =
		fields_find(fields, node, "status", false);
	accessibility->is_given = true;
	accessibility->place = node->place;
	accessibility->status = read_status(fields, status);
	accessibility_read_contact(fields,
				   fields_find(fields, node, "contact", false),
				   &accessibility->contact);
	read_tests(fields, fields_find(fields, node, "tested", false),
		   accessibility);
	read_known(fields, fields_find(fields, node, "known", false),
		   accessibility);
	fields_localised(fields,
			 fields_find(fields, node, "enforcement", false),
			 "enforcement", &accessibility->enforcement);
	accessibility->enforcement_url = fields_url(
		fields, fields_find(fields, node, "enforcement-url", false),
		"enforcement-url");
	accessibility->prepared = fields_date(
		fields, fields_find(fields, node, "prepared", false),
		"prepared");
	accessibility->reviewed = fields_date(
		fields, fields_find(fields, node, "reviewed", false),
		"reviewed");
	accessibility->next_review = fields_date(
		fields, fields_find(fields, node, "next-review", false),
		"next-review");
	check_status(fields, status, accessibility);
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
