/* What findings.yaml has replaced in quotations: a mapping from texts to the
 * words that stand in brackets instead, a list of such mappings, or of texts
 * alone. */
#include "read/settings_reader.h"

#define NOTHING "[\xE2\x80\xA6]"

static bool has_word(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		if (byte >= 0x80 || (byte >= '0' && byte <= '9') ||
		    ((byte | 32) >= 'a' && (byte | 32) <= 'z'))
			return true;
	}
	return false;
}

static bool is_text_free(const struct settings_reader *reader, struct str text,
			 struct place place)
{
	const struct settings *settings = reader->settings;
	for (uint32_t i = 0; i < settings->replacement_count; i++)
		if (str_equals(settings->replacements[i].text, text)) {
			diagnostics_add(
				reader->diagnostics, DIAGNOSTIC_SETTINGS_DOUBLE,
				place, "this is replaced on line %u already",
				(unsigned)settings->replacements[i].place.line);
			return false;
		}
	return true;
}

/* In brackets once, however the words are given; NULL after a mistake. */
static const char *bracket(const struct settings_reader *reader,
			   const struct yaml_node *node)
{
	struct str words;
	if (!node || yaml_is_null(node))
		return NOTHING;
	if (!settings_read_text(reader, node, "replacements", &words))
		return NULL;
	if (words.length >= 2 && words.bytes[0] == '[' &&
	    words.bytes[words.length - 1] == ']')
		words = str_trim(
			(struct str){ words.bytes + 1, words.length - 2 });
	if (!words.length)
		return NOTHING;
	if (str_find_byte(words, '[') < 0 && str_find_byte(words, ']') < 0 &&
	    str_find_byte(words, '\n') < 0)
		return arena_format(reader->arena, "[%s]",
				    settings_keep(reader, words));
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"what is put instead must be one line without "
			"brackets");
	return NULL;
}

static void read_one(const struct settings_reader *reader, struct str text,
		     struct place place, const struct yaml_node *instead)
{
	struct settings *settings = reader->settings;
	text = str_trim(text);
	if (!has_word(text)) {
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				place, "what is replaced must have a word");
		return;
	}
	const char *words = bracket(reader, instead);
	if (!words || !is_text_free(reader, text, place))
		return;
	settings->replacements[settings->replacement_count++] =
		(struct settings_replacement){
			.text = str_from(settings_keep(reader, text)),
			.words = str_from(words),
			.place = place,
		};
}

static void read_pairs(const struct settings_reader *reader,
		       const struct yaml_node *mapping)
{
	for (size_t i = 0; i < mapping->count; i++)
		read_one(reader, mapping->pairs[i].key,
			 mapping->pairs[i].key_place, mapping->pairs[i].value);
}

static size_t count_all(const struct yaml_node *node)
{
	size_t count = node->count;
	for (size_t i = 0; node->kind == YAML_SEQUENCE && i < node->count; i++)
		count += node->items[i]->kind == YAML_MAPPING ?
				 node->items[i]->count :
				 0;
	return count;
}

void settings_read_replacements(const struct settings_reader *reader,
				const struct yaml_node *node)
{
	struct settings *settings = reader->settings;
	if (yaml_is_null(node))
		return;
	if (node->kind != YAML_SEQUENCE &&
	    !yaml_expect(node, YAML_MAPPING, "replacements",
			 reader->diagnostics))
		return;
	settings->replacements = ARENA_NEW_ARRAY(reader->arena, count_all(node),
						 struct settings_replacement);
	if (node->kind == YAML_MAPPING) {
		read_pairs(reader, node);
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *one = node->items[i];
		struct str text;
		if (one->kind == YAML_MAPPING)
			read_pairs(reader, one);
		else if (settings_read_text(reader, one, "replacements", &text))
			read_one(reader, text, one->place, NULL);
	}
}
