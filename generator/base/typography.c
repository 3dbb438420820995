/* The rules, and who they hold for. */
#include "base/typography.h"

#include <string.h>

static const struct typography rules[] = {
	{ .language = "pl", .bound_letters = "aiouwzAIOUWZ" },
	{ .language = "zh", .bound_letters = "", .joins_shared_marks = true },
	{ .language = "ja", .bound_letters = "", .joins_shared_marks = true },
};

static const struct typography no_rules = { .language = "und",
					    .bound_letters = "" };

const struct typography *typography_of(const char *language)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		size_t length = strlen(rules[i].language);
		if (strncmp(language, rules[i].language, length) == 0 &&
		    (language[length] == '\0' || language[length] == '-'))
			return &rules[i];
	}
	return &no_rules;
}
