/* Pseudo-languages: English messages, changed so that people see what is not
 * translated, what is cut, and what is put together of parts. */
#include "base/buffer.h"
#include "base/pseudo.h"
#include "locale/locale_struct.h"

struct changing {
	const struct locale *locale;
	struct buffer text;
	bool has_words;
};

static struct str change_text(void *context, struct str text)
{
	struct changing *changing = context;
	buffer_clear(&changing->text);
	pseudo_append(changing->locale->pseudo, text, &changing->text);
	return arena_copy_str(changing->locale->arena,
			      buffer_str(&changing->text));
}

static void measure_text(void *context, const struct pattern_part *part)
{
	struct changing *changing = context;
	if (part->kind != PATTERN_TEXT)
		return;
	changing->has_words |=
		pseudo_is_untouched(changing->locale->pseudo, part->text);
}

static const struct pattern_part *mark(struct locale *locale, const char *text,
				       const struct pattern_part *next)
{
	struct pattern_part *part =
		ARENA_NEW(locale->arena, struct pattern_part);
	*part = (struct pattern_part){ .kind = PATTERN_TEXT,
				       .text = str_from(text),
				       .next = next };
	return part;
}

/* The brackets of a message that has words; a plural's stand around all of it. */
static const struct pattern_part *bracketed(struct locale *locale,
					    const struct pattern_part *parts)
{
	const char *begin = pseudo_begin(locale->pseudo);
	struct pattern_part *last;
	if (!begin[0])
		return parts;
	if (parts->kind == PATTERN_TEXT && !parts->next)
		return mark(locale,
			    arena_format(locale->arena, "%s%.*s%s", begin,
					 (int)parts->text.length,
					 parts->text.bytes,
					 pseudo_end(locale->pseudo)),
			    NULL);
	parts = mark(locale, begin, parts);
	/* a copy of ours (pattern_change()) */
	for (last = (struct pattern_part *)parts; last->next;)
		last = (struct pattern_part *)last->next;
	last->next = mark(locale, pseudo_end(locale->pseudo), NULL);
	return parts;
}

void locale_change_messages(struct locale *locale)
{
	struct changing changing = { .locale = locale,
				     .text = BUFFER_INITIALISER };
	for (size_t i = 0; i < locale->key_count; i++) {
		const struct message *english = map_lookup(
			&locale->messages, str_from(locale->keys[i]));
		struct message *message =
			ARENA_NEW(locale->arena, struct message);
		changing.has_words = false;
		pattern_visit(english->parts, measure_text, &changing);
		if (!changing.has_words)
			continue;
		*message = *english;
		message->word = NULL;
		message->parts = bracketed(
			locale, pattern_change(locale->arena, english->parts,
					       change_text, &changing));
		message_set_word(message);
		map_set(&locale->messages, message->key, message);
	}
	locale->own_name =
		pseudo_text(locale->arena, locale->pseudo,
			    locale->own_name ? locale->own_name : locale->tag);
	buffer_release(&changing.text);
}
