/* audio: {command: [espeak-ng, …], encode: [opusenc, …], type: opus}. */
#include <string.h>

#include "publication/fields.h"

static const char *const kinds[AUDIO_KIND_COUNT] = { AUDIO_KIND_WORDS };

/* A text is cut at its spaces; what has spaces in it needs a list. */
static void split_words(const struct fields *fields, struct str text,
			struct audio_command *command)
{
	command->words =
		ARENA_NEW_ARRAY(fields->arena, text.length + 1, const char *);
	size_t start = 0;
	for (size_t i = 0; i <= text.length; i++) {
		if (i < text.length && (unsigned char)text.bytes[i] > ' ')
			continue;
		if (i > start)
			command->words[command->count++] = arena_copy(
				fields->arena, text.bytes + start, i - start);
		start = i + 1;
	}
}

static void take_items(const struct fields *fields,
		       const struct yaml_node *node, const char *what,
		       struct audio_command *command)
{
	command->words =
		ARENA_NEW_ARRAY(fields->arena, node->count + 1, const char *);
	for (size_t i = 0; i < node->count; i++) {
		const char *word = fields_text(fields, node->items[i], what);
		if (word)
			command->words[command->count++] = word;
	}
}

static bool has_gap(const struct audio_command *command, const char *gap)
{
	for (size_t i = 0; i < command->count; i++)
		if (strstr(command->words[i], gap))
			return true;
	return false;
}

static void read_command(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 struct audio_command *command)
{
	if (!node)
		return;
	command->place = node->place;
	size_t errors = fields->diagnostics->error_count;
	if (node->kind == YAML_SCALAR)
		split_words(fields, node->text, command);
	else if (yaml_expect(node, YAML_SEQUENCE, what, fields->diagnostics))
		take_items(fields, node, what, command);
	bool lacks_input = !has_gap(command, "{input}");
	bool lacks_output = !has_gap(command, "{output}");
	if (!command->count || fields->diagnostics->error_count > errors ||
	    (!lacks_input && !lacks_output))
		return;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			lacks_input && lacks_output ?
				"%s has neither {input} nor {output}, where "
				"the names of the files go that it reads and "
				"writes" :
			lacks_input ? "%s has no {input}, where the name of "
				      "the file goes that it reads" :
				      "%s has no {output}, where the name of "
				      "the file goes that it writes",
			what);
}

void fields_audio(const struct fields *fields, const struct yaml_node *node,
		  struct publication_audio *audio)
{
	static const char *const keys[] = { "command", "encode", "type",
					    "text",    "voice",  "seconds" };
	static const char *const texts[] = { "plain", "ssml" };
	struct audio_settings *settings = &audio->settings;
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "audio", fields->diagnostics))
		return;
	yaml_check_keys(node, keys, sizeof keys / sizeof *keys,
			fields->diagnostics);
	read_command(fields, fields_find(fields, node, "command", true),
		     "command", &settings->speak);
	read_command(fields, fields_find(fields, node, "encode", true),
		     "encode", &settings->encode);
	const struct yaml_node *type = fields_find(fields, node, "type", true);
	int kind = type ? fields_choice(fields, type, "type", kinds,
					AUDIO_KIND_COUNT) :
			  -1;
	settings->kind = kind < 0 ? AUDIO_OPUS : (enum audio_kind)kind;
	const struct yaml_node *text = fields_find(fields, node, "text", false);
	settings->takes_ssml =
		text && fields_choice(fields, text, "text", texts, 2) == 1;
	fields_localised_freely(fields,
				fields_find(fields, node, "voice", false),
				"voice", &audio->voice);
	settings->seconds = (unsigned)yaml_number(
		fields_find(fields, node, "seconds", false), AUDIO_SECONDS, 1,
		AUDIO_MOST_SECONDS, fields->diagnostics);
	audio->is_given = settings->speak.count && settings->encode.count;
}
