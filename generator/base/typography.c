/* The rules, and who they hold for. */
#include "base/typography.h"

#include <string.h>

/* Han characters as Taiwan, Hong Kong and Japan set them. */
#define TRADITIONAL(LANGUAGE) \
	{ \
		.language = LANGUAGE, .bound_letters = "", \
		.joins_shared_marks = true, .has_own_breaks = true, \
		.breaks_strictly = true \
	}

/* The first that fits holds. */
static const struct typography rules[] = {
	{ .language = "pl",
	  .bound_letters = "aiouwzAIOUWZ",
	  .leading_words = " a albo bez by czy dla do gdy i jak jeśli lub na o "
			   "od po pod przed przez przy są to u w we z za ze że "
			   "żeby " },
	{ .language = "en",
	  .bound_letters = "",
	  .leading_words = " a an and as at because but by for from if in is "
			   "into of on or our so that the their to when who "
			   "with your " },
	TRADITIONAL("zh-Hant"),
	TRADITIONAL("zh-TW"),
	TRADITIONAL("zh-HK"),
	TRADITIONAL("zh-MO"),
	{ .language = "zh",
	  .bound_letters = "",
	  .joins_shared_marks = true,
	  .has_own_breaks = true,
	  .breaks_strictly = true,
	  .has_narrow_dot = true },
	TRADITIONAL("ja"),
	{ .language = "ko", .bound_letters = "", .has_own_breaks = true },
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
