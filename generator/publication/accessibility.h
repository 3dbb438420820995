/* What people have said of a publication's accessibility: `accessibility:` of
 * publication.yaml. No program can know it, and none claims it for them.
 *
 * Directive (EU) 2016/2102 with Implementing Decision (EU) 2018/1523, and the UK
 * Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
 * Regulations 2018 say what a statement has to tell. */
#ifndef EVERYREAD_PUBLICATION_ACCESSIBILITY_H
#define EVERYREAD_PUBLICATION_ACCESSIBILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/yaml_table.h"
#include "publication/localised.h"

/* Whether it keeps to WCAG 2.2, level AA. */
enum accessibility_status {
	ACCESSIBILITY_NOT_ASSESSED, /* nobody has said */
	ACCESSIBILITY_FULL,
	ACCESSIBILITY_PARTIAL,
	ACCESSIBILITY_NONE,
	ACCESSIBILITY_STATUS_COUNT
};

/* Why something is not accessible, as the model statements divide it. */
enum accessibility_reason {
	ACCESSIBILITY_NON_COMPLIANCE,
	ACCESSIBILITY_BURDEN,
	ACCESSIBILITY_OUT_OF_SCOPE,
	ACCESSIBILITY_REASON_COUNT
};

/* Something that is known not to be accessible. */
struct accessibility_known {
	struct localised what;
	struct localised instead; /* what readers can use; or not given */
	enum accessibility_reason reason;
};

/* A test that people made. */
struct accessibility_test {
	struct localised by, method, result;
	const char *date; /* ISO 8601 */
};

struct publication_contact {
	struct localised name, address;
	const char *email, *phone; /* or NULL */
};

struct accessibility {
	bool is_given;
	struct place place;
	enum accessibility_status status;
	struct publication_contact contact; /* without a name: not given */
	struct accessibility_test *tests;
	size_t test_count;
	struct accessibility_known *known;
	size_t known_count;
	struct localised enforcement; /* whom to turn to; or not given */
	const char *enforcement_url;  /* or NULL */
	/* ISO 8601 dates; or NULL. */
	const char *prepared, *reviewed, *next_review;
};

/* Reads `accessibility:` into struct accessibility. */
extern const struct yaml_type field_accessibility;

/* Its texts, one after the other, and what each is called in messages; NULL behind
 * the last. */
const struct localised *
accessibility_text(const struct accessibility *accessibility, size_t index,
		   const char **what);

#endif
