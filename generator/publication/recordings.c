/* `recordings:` of publication.yaml. */
#include "publication/recordings.h"

#include <stddef.h>

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const recording_kind_words[RECORDING_KIND_COUNT] = {
	"sign-language", "video", "audio"
};

static void read_tag(const void *reader, const struct yaml_node *node,
		     const struct yaml_field *field, void *to)
{
	const char *text = fields_text(reader, node, yaml_field_what(field));
	if (text)
		*(const char **)to =
			fields_tag(reader, str_from(text), node->place);
}

/* ---- Length ---------------------------------------------------------------- */

/* [seconds] "2:05" or "1:02:05"; 0 where it is neither. */
static unsigned parse_length(struct str text)
{
	enum { MOST_PARTS = 3, MOST_HOURS = 99 };
	unsigned seconds = 0, part = 0, parts = 0;
	size_t digits = 0;
	for (size_t i = 0; i <= text.length; i++) {
		char byte = i < text.length ? text.bytes[i] : ':';
		if (byte >= '0' && byte <= '9' && digits < 2) {
			part = part * 10 + (unsigned)(byte - '0');
			digits++;
			continue;
		}
		bool is_first = parts == 0;
		if (byte != ':' || digits == 0 || (!is_first && digits != 2) ||
		    part > (is_first ? MOST_HOURS : 59) || ++parts > MOST_PARTS)
			return 0;
		seconds = seconds * 60 + part;
		part = 0;
		digits = 0;
	}
	return parts < 2 ? 0 : seconds;
}

static void read_length(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	const char *what = yaml_field_what(field);
	const char *text = fields_text(fields, node, what);
	unsigned seconds = text ? parse_length(str_from(text)) : 0;
	*(unsigned *)to = seconds;
	if (text && seconds == 0)
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"%s is '%s', which is no length; write minutes "
				"and seconds, as 4:30, or 1:04:30 with hours",
				what, text);
}

/* ---- Captions -------------------------------------------------------------- */

/* "yes" where the video shows them, or their address. */
static void read_captions(const void *reader, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	struct recording *recording = to;
	if (node->kind == YAML_SCALAR && str_equals(node->text, STR("true"))) {
		recording->has_captions = true;
		return;
	}
	if (node->kind == YAML_SCALAR && str_equals(node->text, STR("false")))
		return;
	recording->captions = fields_url(reader, node, yaml_field_what(field));
	recording->has_captions = recording->captions != NULL;
}

/* ---- One ------------------------------------------------------------------- */

static const struct yaml_type
	kind_type = { .name = "kind of recording",
		      .read = fields_read_choice,
		      .words = recording_kind_words,
		      .word_count = RECORDING_KIND_COUNT },
	tag_type = { .name = "language tag", .read = read_tag },
	length_type = { .name = "length, as 4:30 or 1:04:30",
			.read = read_length },
	captions_type = { .name = "true, false or the captions' address",
			  .read = read_captions };

#define AT(field) offsetof(struct recording, field)
static const struct yaml_field recording_fields[] = {
	{ "kind", true, &kind_type, AT(kind), "recording kind" },
	{ "title", true, &field_localised, AT(title), "recording title" },
	{ "language", true, &tag_type, AT(language), "recording language" },
	{ "length", true, &length_type, AT(seconds), "recording length" },
	{ "url", true, &field_url, AT(url), "recording url" },
	{ "edition", false, &field_identifier, AT(edition),
	  "recording edition" },
	{ "captions", false, &captions_type, 0, "recording captions" },
	{ "transcript", false, &field_url, AT(transcript),
	  "recording transcript" },
};
#undef AT

static const struct yaml_table recording_table =
	YAML_TABLE("a recording", recording_fields);

/* WCAG 2.2, 1.2.1 and 1.2.2. The text of an edition is the transcript of what
 * reads it out. */
static void tell_what_lacks(const struct fields *fields,
			    const struct yaml_node *node,
			    const struct recording *recording)
{
	const struct yaml_node *captions = yaml_lookup(node, "captions");
	bool is_seen = recording->kind != RECORDING_AUDIO;
	/* What else stands there than false is wrong, and told. */
	bool says_none =
		!captions || (captions->kind == YAML_SCALAR &&
			      str_equals(captions->text, STR("false")));
	bool lacks_captions = is_seen && !recording->has_captions && says_none;
	bool lacks_text = !recording->transcript && !recording->edition;
	if (!lacks_captions && !lacks_text)
		return;
	diagnostics_add(
		fields->diagnostics, DIAGNOSTIC_PUBLICATION_RECORDING,
		recording->place, "this recording has no %s%s%s",
		lacks_captions ? "captions" : "",
		lacks_captions && lacks_text ? " and no " : "",
		lacks_text ? "transcript, nor an edition whose text it tells" :
			     "");
}

static void read_recordings(const void *reader, const struct yaml_node *node,
			    const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct recordings *recordings = to;
	if (!yaml_expect(node, YAML_SEQUENCE, yaml_field_what(field),
			 fields->diagnostics))
		return;
	recordings->items =
		ARENA_NEW_ARRAY(fields->arena, node->count, struct recording);
	for (size_t i = 0; i < node->count; i++) {
		struct recording *recording =
			&recordings->items[recordings->count];
		*recording =
			(struct recording){ .place = node->items[i]->place };
		if (!fields_mapping(fields, node->items[i], &recording_table,
				    recording))
			continue;
		tell_what_lacks(fields, node->items[i], recording);
		/* What it lacks is told: it is shown whole or not at all. */
		recordings->count += recording->title.is_given &&
				     recording->language && recording->url &&
				     recording->seconds > 0;
	}
}

const struct yaml_type field_recordings = { .name = "list of recordings",
					    .read = read_recordings,
					    .inside = &recording_table,
					    .shape = YAML_LIST_OF };
