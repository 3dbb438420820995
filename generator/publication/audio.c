/* audio: {command: [espeak-ng, …], encode: [opusenc, …], type: opus}. */
#include <stddef.h>
#include <string.h>

#include "publication/fields.h"

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

static void read_command(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	const char *what = yaml_field_what(field);
	struct audio_command *command = to;
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

static void read_voice(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	fields_localised_freely(reader, node, yaml_field_what(field), to);
}

static const char *const kind_words[AUDIO_KIND_COUNT] = { AUDIO_KIND_WORDS };
static const char *const text_words[] = { "plain", "ssml" };

static const struct yaml_type command_type = { .name = "command, as a text or "
						       "a list of its words",
					       .read = read_command },
			      kind_type = { .name = "kind of audio file",
					    .read = fields_read_choice,
					    .words = kind_words,
					    .word_count = AUDIO_KIND_COUNT },
			      text_type = { .name = "what the command reads",
					    .read = fields_read_second,
					    .words = text_words,
					    .word_count = 2 },
			      voice_type = { .name = "voice, or one for each "
						     "language",
					     .read = read_voice },
			      seconds_type = { .name = "seconds",
					       .read = fields_read_number,
					       .least = 1,
					       .most = AUDIO_MOST_SECONDS };

#define AT(field) offsetof(struct publication_audio, field)
static const struct yaml_field audio_fields[] = {
	{ "command", true, &command_type, AT(settings.speak), NULL },
	{ "encode", true, &command_type, AT(settings.encode), NULL },
	{ "type", true, &kind_type, AT(settings.kind), NULL },
	{ "text", false, &text_type, AT(settings.takes_ssml), NULL },
	{ "voice", false, &voice_type, AT(voice), NULL },
	{ "seconds", false, &seconds_type, AT(settings.seconds), NULL },
};
#undef AT

static const struct yaml_table audio_table = YAML_TABLE("audio", audio_fields);

static void read_audio(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	struct publication_audio *audio = to;
	audio->settings.kind = AUDIO_OPUS;
	audio->settings.seconds = AUDIO_SECONDS;
	fields_mapping(reader, node, field->type->inside, audio);
	audio->is_given =
		audio->settings.speak.count && audio->settings.encode.count;
}

const struct yaml_type field_audio = { .name = "how texts are read aloud",
				       .read = read_audio,
				       .inside = &audio_table };
