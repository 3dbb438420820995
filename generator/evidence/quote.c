/* ::: {.quote id=…} and ::: {.quote theme=…}: people's words, from the data. */
#include <unicode/uloc.h>

#include "base/vector.h"
#include "evidence/evidence_private.h"
#include "quote/quotation.h"

/* Passages that are looked at for one block, so that a large file in other
 * languages costs no more than a moment. */
enum { MOST_TRIED = 1000 };

/* ---- Languages --------------------------------------------------------- */

/* "pl", or what a language is called in English: "Polish". */
static const char *find_tag(struct arena *arena, struct str name)
{
	const char *text = arena_copy(arena, name.bytes, name.length);
	const char *const *all = uloc_getISOLanguages();
	size_t length = strcspn(text, "-");
	for (size_t i = 0; all[i]; i++) {
		struct locale_name {
			UChar display[100];
		} buffer;
		UErrorCode status = U_ZERO_ERROR;
		if (strlen(all[i]) == length &&
		    strncmp(all[i], text, length) == 0)
			return text;
		int32_t count = uloc_getDisplayLanguage(
			all[i], "en", buffer.display, 100, &status);
		bool is_it = U_SUCCESS(status) && (size_t)count == name.length;
		for (int32_t j = 0; is_it && j < count; j++)
			is_it = buffer.display[j] == (unsigned char)text[j];
		if (is_it)
			return all[i];
	}
	return NULL;
}

/* Of the words: what their source says, as far as it is a language. What a
 * person speaks at home says nothing about a transcript. */
static const char *language_of(const struct expansion *expansion,
			       const struct quotation *quotation)
{
	const struct evidence *evidence = expansion->evidence;
	const struct project *project = evidence->project;
	const char *tag = NULL;
	if (!evidence->has_languages)
		return evidence->language;
	const struct project_source *source =
		&project->sources[quotation->source];
	uint32_t variable = evidence->settings->language;
	uint32_t value =
		variable == PROJECT_NONE ?
			PROJECT_NONE :
			project_lookup_value(source->values,
					     source->value_count, variable);
	if (value != PROJECT_NONE)
		tag = find_tag(expansion->arena,
			       project->variables[variable].values[value]);
	return tag ? tag : evidence->language;
}

/* ---- What was quoted --------------------------------------------------- */

static void remember(struct expansion *expansion, uint32_t passage)
{
	*VECTOR_ADD(&expansion->quoted) = passage;
}

void evidence_quotation_reserve(struct request *request)
{
	struct expansion *expansion = request->expansion;
	const char *id = request_value(request, "id");
	if (!expansion->quotations)
		expansion->quotations = quotations_share(
			expansion->arena, expansion->evidence->quotations);
	if (id)
		remember(expansion, quotation_passage(expansion->quotations,
						      str_from(id)));
}

/* ---- The node ---------------------------------------------------------- */

/* "Unpaid carer, Fife": what may be told of who spoke. */
static const char *attribution(const struct expansion *expansion,
			       const struct quotation *quotation,
			       bool is_translated)
{
	const struct quotations *quotations = expansion->quotations;
	struct locale *locale = expansion->locale;
	const char *language = expansion->language;
	const char *role = quotation_role(quotations, quotation, language);
	const char *area = quotation_area(quotations, quotation, language);
	const char *source = quotation->pseudonym;
	if (!source && role && area)
		source = locale_message(locale, expansion->arena, "attribution",
					LOCALE_TEXT("role", role),
					LOCALE_TEXT("area", area));
	if (!source)
		source = role ? role : area;
	if (!source)
		source = locale_word(locale, "attribution-none");
	return is_translated ?
		       locale_message(locale, expansion->arena, "translated",
				      LOCALE_TEXT("source", source)) :
		       source;
}

static struct node *make_node(struct request *request,
			      const struct quotation *quotation,
			      bool is_translated)
{
	struct expansion *expansion = request->expansion;
	if (expansion->use)
		*VECTOR_ADD(&expansion->use->passages) = quotation->words;
	quotation_report_names(expansion->quotations, quotation,
			       expansion->diagnostics);
	evidence_check_attribution(expansion, quotation, request->node->place);
	struct node *node = node_new(expansion->arena, NODE_QUOTATION,
				     request->node->place);
	node->quotation.source =
		attribution(expansion, quotation, is_translated);
	node->quotation.is_invented =
		expansion->evidence->settings->is_invented;
	if (!is_translated)
		node_append(node,
			    evidence_node_with_text(expansion, NODE_PARAGRAPH,
						    quotation->text,
						    request->node->place));
	return node;
}

/* ---- By its id --------------------------------------------------------- */

static bool check_words(struct request *request, const char *language)
{
	const struct expansion *expansion = request->expansion;
	bool has_words = request->node->first_child != NULL;
	bool is_same = evidence_is_same_language(language, expansion->language);
	if (is_same && has_words)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_TRANSLATION, "id",
				"the words come from the data; take those "
				"inside the block out");
	else if (!is_same && !has_words)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_TRANSLATION, "id",
				"the words are in another language (%s); put "
				"their translation inside the block",
				language);
	return is_same != has_words;
}

/* Names and replacements hold for the words in every language. */
static void clean_translation(struct expansion *expansion,
			      const struct quotation *quotation,
			      struct node *root)
{
	for (struct node *node = node_next(root, root); node;
	     node = node_next(root, node))
		if (node->kind == NODE_TEXT)
			node->text.text = str_from(quotation_translated_text(
				expansion->quotations, quotation,
				arena_copy(expansion->arena,
					   node->text.text.bytes,
					   node->text.text.length),
				node->place, expansion->diagnostics));
}

static bool quote_by_id(struct request *request)
{
	static const char *const others[] = { "theme", "count", "area",
					      "shortest", "longest" };
	struct expansion *expansion = request->expansion;
	struct quotation quotation;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (request_value(request, others[i]))
			request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY,
					others[i],
					"a quotation that has an id takes no "
					"%s",
					others[i]);
	if (!quotation_find(expansion->quotations,
			    str_from(request_value(request, "id")),
			    request_place(request, "id"),
			    expansion->diagnostics, &quotation) ||
	    !check_words(request, language_of(expansion, &quotation)))
		return false;
	bool is_translated = request->node->first_child != NULL;
	clean_translation(expansion, &quotation, request->node);
	struct node *node = make_node(request, &quotation, is_translated);
	while (request->node->first_child) {
		struct node *child = request->node->first_child;
		node_unlink(child);
		node_append(node, child);
	}
	node_insert_before(request->node, node);
	return true;
}

/* ---- By its theme ------------------------------------------------------ */

static void read_wish(struct request *request, struct quotation_wish *wish)
{
	const struct evidence *evidence = request->expansion->evidence;
	const char *area = request_value(request, "area");
	wish->least_length = request_number(request, "shortest", 1, 100000, 0);
	wish->most_length = request_number(request, "longest", 1, 100000, 0);
	if (!area)
		return;
	uint32_t dimension =
		settings_find_dimension(evidence->settings, STR("area"));
	if (dimension == PROJECT_NONE) {
		request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, "area",
				"findings.yaml names no area:");
		return;
	}
	uint32_t value =
		request_slug(request, "area", dimension, str_from(area));
	if (value == CELL_MISSING)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, "area",
				"name an area");
	else
		wish->area = value + 1;
}

/* Those in the edition's language; the others are passed over. What is chosen
 * among more begins with what is chosen among fewer. */
static size_t choose(struct request *request, uint32_t theme,
		     const struct quotation_wish *wish, size_t count,
		     struct quotation *chosen)
{
	struct expansion *expansion = request->expansion;
	size_t tried = count, found, kept;
	do {
		struct quotation *batch = ARENA_NEW_ARRAY(
			expansion->arena, tried, struct quotation);
		found = quotation_select(expansion->quotations, theme, wish,
					 tried, batch);
		kept = 0;
		for (size_t i = 0; i < found && kept < count; i++)
			if (evidence_is_same_language(
				    language_of(expansion, &batch[i]),
				    expansion->language))
				chosen[kept++] = batch[i];
		if (found < tried || tried == MOST_TRIED)
			break;
		tried = tried * 8 < MOST_TRIED ? tried * 8 : MOST_TRIED;
	} while (kept < count);
	return kept;
}

static void report_few(struct request *request, uint32_t theme, size_t found,
		       size_t wanted)
{
	const char *name = request->expansion->evidence->theme_names[theme];
	diagnostics_add(request->expansion->diagnostics,
			DIAGNOSTIC_EVIDENCE_FEW,
			request_place(request, "theme"),
			"%zu of %zu quotations of theme '%s' could be found in "
			"the language of this edition",
			found, wanted, name);
}

static bool quote_by_theme(struct request *request)
{
	struct expansion *expansion = request->expansion;
	struct quotation_wish wish = { 0 };
	uint32_t theme = request_theme(
		request, "theme", str_from(request_value(request, "theme")));
	uint32_t count = request_number(request, "count", 1, 100, 1);
	struct quotation *chosen =
		ARENA_NEW_ARRAY(expansion->arena, count, struct quotation);
	read_wish(request, &wish);
	if (request->node->first_child)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_TRANSLATION,
				"theme",
				"the words come from the data; take those "
				"inside the block out, or name the quotation "
				"by its id and translate it");
	if (request->is_wrong)
		return false;
	wish.used = expansion->quoted.items;
	wish.used_count = expansion->quoted.count;
	size_t found = 0;
	if (expansion->evidence->has_languages ||
	    evidence_is_same_language(expansion->evidence->language,
				      expansion->language))
		found = choose(request, theme, &wish, count, chosen);
	if (found < count)
		report_few(request, theme, found, count);
	for (size_t i = 0; i < found; i++) {
		remember(expansion, chosen[i].passage);
		node_insert_before(request->node,
				   make_node(request, &chosen[i], false));
	}
	return found > 0;
}

bool evidence_quotation_make(struct request *request)
{
	return request_value(request, "id") ? quote_by_id(request) :
					      quote_by_theme(request);
}
