/* Warnings, counted by what readers would trip over. */
#include "commands/remarks.h"

static const struct {
	const char *name, *message;
	enum diagnostic_code codes[4]; /* up to the first 0, a code of fonts */
} kinds[REMARK_COUNT] = {
	[REMARK_ALTERNATIVES] = { "alternatives",
				  "checked-alternatives",
				  { DIAGNOSTIC_IMAGE_ALTERNATIVE,
				    DIAGNOSTIC_CHECK_ALTERNATIVE,
				    DIAGNOSTIC_SVG_LOST } },
	[REMARK_HEADINGS] = { "headings",
			      "checked-headings",
			      { DIAGNOSTIC_HEADING_EMPTY,
				DIAGNOSTIC_HEADING_JUMP,
				DIAGNOSTIC_CHECK_EMPHASIS,
				DIAGNOSTIC_CHECK_EMPTY_SECTION } },
	[REMARK_TABLES] = { "tables",
			    "checked-tables",
			    { DIAGNOSTIC_TABLE_HEADER,
			      DIAGNOSTIC_TABLE_HEADERS } },
	[REMARK_LINKS] = { "links",
			   "checked-links",
			   { DIAGNOSTIC_LINK_EMPTY, DIAGNOSTIC_LINK_VAGUE,
			     DIAGNOSTIC_LINK_TARGET } },
	[REMARK_CONTRAST] = { "contrast",
			      "checked-contrast",
			      { DIAGNOSTIC_THEME_CONTRAST } },
	[REMARK_CHARACTERS] = { "characters",
				"checked-characters",
				{ DIAGNOSTIC_CHARACTER_WITHOUT_FONT,
				  DIAGNOSTIC_CHARACTER_NOT_SHOWN } },
};

_Static_assert(DIAGNOSTIC_FONT_MISSING == 0, "which is of no kind");

const char *remark_name(enum remark remark)
{
	return kinds[remark].name;
}

const char *remark_message(enum remark remark)
{
	return kinds[remark].message;
}

static void count_one(enum diagnostic_code code, struct remarks *remarks)
{
	for (int i = 0; i < REMARK_COUNT; i++)
		for (size_t j = 0;
		     j < sizeof kinds[i].codes / sizeof *kinds[i].codes &&
		     kinds[i].codes[j];
		     j++)
			remarks->counts[i] += kinds[i].codes[j] == code;
}

void remarks_count(const struct diagnostics *diagnostics,
		   struct remarks *remarks)
{
	for (size_t i = 0; i < diagnostics->count; i++)
		if (diagnostics->items[i].severity >= DIAGNOSTIC_WARNING)
			count_one(diagnostics->items[i].code, remarks);
}
