/* Recordings → values of templates, and JSON. */
#include "commands/recordings.h"

#include <string.h>

#include "commands/context.h"
#include "commands/manifest.h"

static const char *const kind_messages[RECORDING_KIND_COUNT] = {
	"recording-sign-language", "recording-video", "recording-audio"
};

static bool is_of(const struct recording *recording,
		  const struct edition *edition)
{
	return !edition || !recording->edition ||
	       strcmp(recording->edition, edition->identifier) == 0;
}

static struct value *value_of(struct arena *arena,
			      const struct recording *recording,
			      size_t language, struct locale *locale)
{
	const struct {
		const char *key, *text;
	} texts[] = {
		{ "kind", locale_word(locale, kind_messages[recording->kind]) },
		{ "title",
		  publication_localised_text(&recording->title, language) },
		{ "lang", recording->language },
		{ "href", recording->url },
		{ "duration",
		  locale_duration(locale, arena, recording->seconds) },
		{ "captions", recording->captions },
		{ "transcript", recording->transcript },
	};
	struct value *item = value_new_map(arena);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		value_map_set(arena, item, texts[i].key,
			      context_text(arena, texts[i].text));
	value_map_set(arena, item, "is-captioned",
		      value_new_boolean(arena, recording->has_captions));
	return item;
}

void recordings_add(struct arena *arena, struct value *context,
		    const struct publication *publication, size_t language,
		    const struct edition *edition, struct locale *locale)
{
	const struct recordings *recordings = &publication->recordings;
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < recordings->count; i++)
		if (is_of(&recordings->items[i], edition))
			value_list_add(arena, list,
				       value_of(arena, &recordings->items[i],
						language, locale));
	value_map_set(arena, context, "recordings", list);
	value_map_set(arena, context, "has-recordings",
		      value_new_boolean(arena, list->list.count > 0));
}

static void print_one(struct buffer *json, const struct recording *recording)
{
	const struct {
		const char *key, *text;
	} texts[] = {
		{ "{\"kind\": ", recording_kind_words[recording->kind] },
		{ ", \"title\": ",
		  publication_localised_text(&recording->title, 0) },
		{ ", \"language\": ", recording->language },
		{ ", \"edition\": ", recording->edition },
		{ ", \"url\": ", recording->url },
		{ ", \"captions\": ", recording->captions },
		{ ", \"transcript\": ", recording->transcript },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!texts[i].text)
			continue;
		buffer_append_string(json, texts[i].key);
		manifest_print_text(json, texts[i].text);
	}
	buffer_append_format(json, ", \"seconds\": %u, \"captioned\": %s}",
			     recording->seconds,
			     recording->has_captions ? "true" : "false");
}

void recordings_print(struct buffer *json,
		      const struct publication *publication)
{
	const struct recordings *recordings = &publication->recordings;
	if (recordings->count)
		buffer_append_string(json, ",\n  \"recordings\": [");
	for (size_t i = 0; i < recordings->count; i++) {
		buffer_append_string(json, i ? ",\n    " : "\n    ");
		print_one(json, &recordings->items[i]);
	}
	if (recordings->count)
		buffer_append_string(json, "\n  ]");
}
