/* What themes, groups and their values are called, and whether readers get it in
 * their language. */
#include "base/language.h"
#include "base/pseudo.h"
#include "evidence/evidence_private.h"
#include "quote/quotation.h"

const char *evidence_theme_label(const struct evidence *evidence,
				 uint32_t theme, const char *language)
{
	return settings_label_text(&evidence->settings->themes[theme].label,
				   language);
}

const char *evidence_value_label(const struct evidence *evidence,
				 struct locale *locale, uint32_t dimension,
				 uint32_t value)
{
	const char *label = NULL;
	if (value != CELL_MISSING)
		label = analysis_value_label(evidence->analysis, dimension,
					     value, locale_tag(locale));
	return label ? label : locale_word(locale, "not-stated");
}

const char *evidence_dimension_label(const struct evidence *evidence,
				     struct locale *locale, uint32_t dimension)
{
	return settings_label_text(
		&evidence->settings->dimensions[dimension].label,
		locale_tag(locale));
}

/* What stands in a tile that has no label of its own is the area's name. */
const struct settings_label *
evidence_tile_label(const struct evidence *evidence, uint32_t area)
{
	const struct settings *settings = evidence->settings;
	const struct settings_label *own = &settings->tiles[area].label;
	uint32_t dimension = settings_find_dimension(settings, STR("area"));
	return own->is_of_data && dimension != PROJECT_NONE ?
		       &settings->dimensions[dimension].values[area] :
		       own;
}

bool evidence_is_same_language(const char *a, const char *b)
{
	/* whose words are those of the language that it is made from */
	return pseudo_of(a) || pseudo_of(b) || language_is_same(a, b);
}

/* ---- Words of another language ------------------------------------------- */

static bool is_foreign(const struct evidence *evidence,
		       const struct settings_label *label, const char *language)
{
	return !settings_label_is_in(label, language, evidence->language);
}

void evidence_check_heading(const struct evidence *evidence,
			    const char *language, uint32_t dimension,
			    struct diagnostics *diagnostics)
{
	const struct settings_dimension *one =
		&evidence->settings->dimensions[dimension];
	if (is_foreign(evidence, &one->label, language))
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_HEADING,
				one->place,
				"'%s' has no label in %s; its heading there is "
				"'%s'",
				one->id, language,
				settings_label_text(&one->label, language));
}

void evidence_check_theme(const struct evidence *evidence, const char *language,
			  uint32_t theme, struct diagnostics *diagnostics)
{
	const struct settings_theme *one = &evidence->settings->themes[theme];
	if (is_foreign(evidence, &one->label, language))
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_LABEL,
				one->place,
				"theme '%s' has no label in %s; readers there "
				"get '%s'",
				one->id, language,
				settings_label_text(&one->label, language));
}

/* How many there are is told, not which: values are people's. */
static void report_values(const struct evidence *evidence, const char *language,
			  uint32_t dimension, uint32_t count, const char *where,
			  struct diagnostics *diagnostics)
{
	const struct settings_dimension *one =
		&evidence->settings->dimensions[dimension];
	if (count)
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_LABEL,
				one->place,
				"%u of the values of '%s' %s no label in %s%s; "
				"readers there get the words of the data, or "
				"of another language",
				(unsigned)count, one->id,
				count == 1 ? "has" : "have", language, where);
}

void evidence_check_values(const struct evidence *evidence,
			   const char *language, uint32_t dimension,
			   const uint32_t *values, uint32_t count,
			   struct diagnostics *diagnostics)
{
	const struct settings_dimension *one =
		&evidence->settings->dimensions[dimension];
	uint32_t foreign = 0;
	for (uint32_t i = 0; i < count; i++)
		foreign +=
			is_foreign(evidence, &one->values[values[i]], language);
	report_values(evidence, language, dimension, foreign, "", diagnostics);
}

void evidence_check_value(const struct evidence *evidence, const char *language,
			  uint32_t dimension, uint32_t value,
			  struct place place, struct diagnostics *diagnostics)
{
	const struct settings_dimension *one =
		&evidence->settings->dimensions[dimension];
	const struct settings_label *label = &one->values[value];
	if (is_foreign(evidence, label, language))
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_LABEL, place,
				"this value of '%s' has no label in %s; "
				"readers there get '%s'",
				one->id, language,
				settings_label_text(label, language));
}

void evidence_check_tiles(const struct evidence *evidence, const char *language,
			  struct diagnostics *diagnostics)
{
	const struct settings *settings = evidence->settings;
	uint32_t area = settings_find_dimension(settings, STR("area"));
	uint32_t foreign = 0;
	if (area == PROJECT_NONE)
		return;
	const struct project_variable *variable =
		&evidence->project->variables[settings->area];
	for (uint32_t i = 0; i < variable->value_count; i++)
		/* The names of areas are those of the rows. */
		foreign += !settings->tiles[i].label.is_of_data &&
			   is_foreign(evidence, &settings->tiles[i].label,
				      language);
	report_values(evidence, language, area, foreign, " for the map",
		      diagnostics);
}

void evidence_check_attribution(const struct expansion *expansion,
				const struct quotation *quotation,
				struct place place)
{
	const struct evidence *evidence = expansion->evidence;
	const struct settings *settings = evidence->settings;
	uint32_t area = settings_find_dimension(settings, STR("area"));
	const struct settings_label *labels[] = {
		quotation->role == PROJECT_NONE ?
			NULL :
			&settings->role_values[quotation->role],
		quotation->area == PROJECT_NONE || area == PROJECT_NONE ?
			NULL :
			&settings->dimensions[area].values[quotation->area],
	};
	static const char *const names[] = { "role", "area" };
	for (int i = 0; i < 2; i++)
		if (labels[i] &&
		    is_foreign(evidence, labels[i], expansion->language))
			diagnostics_add(
				expansion->diagnostics,
				DIAGNOSTIC_EVIDENCE_LABEL, place,
				"the %s of who speaks has no label in %s; "
				"readers there get '%s'",
				names[i], expansion->language,
				settings_label_text(labels[i],
						    expansion->language));
}
