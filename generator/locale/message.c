/* Messages with their arguments filled in. */
#include <assert.h>
#include <string.h>

#include <unicode/ustring.h>

#include "base/buffer.h"
#include "locale/locale_struct.h"

struct filling {
	struct locale *locale;
	struct arena *arena;
	const struct locale_argument *arguments;
	struct buffer *out;
};

/* The number that # stands for inside a plural. */
struct count {
	bool is_set;
	double number;
};

static void fill(struct filling *filling, const struct pattern_part *parts,
		 struct count count);

static const struct locale_argument *
find_argument(const struct filling *filling, struct str name)
{
	const struct locale_argument *argument = filling->arguments;
	for (; argument && argument->kind != LOCALE_ARGUMENT_END; argument++)
		if (str_equals_string(name, argument->name))
			return argument;
	return NULL;
}

static void put_number(struct filling *filling, enum number_style style,
		       double number)
{
	buffer_append_string(filling->out, locale_format_number(filling->locale,
								filling->arena,
								style, number));
}

static void put_missing(struct filling *filling, struct str name)
{
	buffer_append_byte(filling->out, '{');
	buffer_append_str(filling->out, name);
	buffer_append_byte(filling->out, '}');
}

static void put_text(struct filling *filling, const struct pattern_part *part,
		     const char *text)
{
	const char *date = NULL;
	if (part->kind == PATTERN_DATE)
		date = locale_date(filling->locale, filling->arena, text);
	buffer_append_string(filling->out, date ? date : text);
}

static void put_value(struct filling *filling, const struct pattern_part *part)
{
	const struct locale_argument *argument =
		find_argument(filling, part->text);
	if (!argument) {
		put_missing(filling, part->text);
		return;
	}
	if (argument->kind == LOCALE_ARGUMENT_TEXT) {
		put_text(filling, part, argument->text);
		return;
	}
	enum number_style style = STYLE_DECIMAL;
	if (part->kind == PATTERN_INTEGER)
		style = STYLE_INTEGER;
	else if (part->kind == PATTERN_PERCENT)
		style = STYLE_PERCENT;
	put_number(filling, style, argument->number);
}

static const struct pattern_branch *find_branch(const struct pattern_part *part,
						struct str selector)
{
	const struct pattern_branch *branch = part->branches, *other = NULL;
	for (; branch; branch = branch->next) {
		if (str_equals(branch->selector, selector))
			return branch;
		if (str_equals(branch->selector, STR("other")))
			other = branch;
	}
	return other;
}

static const struct pattern_branch *
choose_plural(struct filling *filling, const struct pattern_part *part,
	      double number)
{
	const struct pattern_branch *branch = part->branches;
	for (; branch; branch = branch->next)
		if (branch->is_exact && branch->exact == number)
			return branch;
	UPluralType type = part->kind == PATTERN_ORDINAL ?
				   UPLURAL_TYPE_ORDINAL :
				   UPLURAL_TYPE_CARDINAL;
	UErrorCode status = U_ZERO_ERROR;
	UChar word[16];
	char category[16];
	int32_t length =
		uplrules_select(locale_plural_rules(filling->locale, type),
				number - part->offset, word, 16, &status);
	locale_expect_success(status);
	u_UCharsToChars(word, category, length);
	return find_branch(part, (struct str){ category, (size_t)length });
}

static void fill_choice(struct filling *filling,
			const struct pattern_part *part, struct count count)
{
	const struct locale_argument *argument =
		find_argument(filling, part->text);
	enum locale_argument_kind wanted = part->kind == PATTERN_SELECT ?
						   LOCALE_ARGUMENT_TEXT :
						   LOCALE_ARGUMENT_NUMBER;
	/* A template can give anything under a name. */
	if (!argument || argument->kind != wanted) {
		put_missing(filling, part->text);
		return;
	}
	const struct pattern_branch *branch;
	if (part->kind == PATTERN_SELECT) {
		struct str selector = str_from(argument->text);
		branch = find_branch(part, selector);
	} else {
		branch = choose_plural(filling, part, argument->number);
		count = (struct count){ true, argument->number - part->offset };
	}
	fill(filling, branch->parts, count);
}

static void fill(struct filling *filling, const struct pattern_part *parts,
		 struct count count)
{
	for (; parts; parts = parts->next) {
		switch (parts->kind) {
		case PATTERN_TEXT:
			buffer_append_str(filling->out, parts->text);
			break;
		case PATTERN_COUNT_SIGN:
			if (count.is_set)
				put_number(filling, STYLE_DECIMAL,
					   count.number);
			break;
		case PATTERN_PLURAL:
		case PATTERN_ORDINAL:
		case PATTERN_SELECT:
			fill_choice(filling, parts, count);
			break;
		case PATTERN_ARGUMENT:
		case PATTERN_NUMBER:
		case PATTERN_INTEGER:
		case PATTERN_PERCENT:
		case PATTERN_DATE:
			put_value(filling, parts);
			break;
		}
	}
}

const char *locale_message_of(struct locale *locale, struct arena *arena,
			      const char *key,
			      const struct locale_argument *arguments)
{
	const struct message *message =
		map_lookup(&locale->messages, str_from(key));
	if (!message)
		return "";
	if (message->word)
		return message->word;
	struct buffer out = BUFFER_INITIALISER;
	struct filling filling = { locale, arena, arguments, &out };
	fill(&filling, message->parts, (struct count){ 0 });
	const char *text =
		arena_copy(arena, buffer_str(&out).bytes, out.length);
	buffer_release(&out);
	return text;
}

#ifndef NDEBUG
/* True where what is given is what arguments.def promises to translators. */
static bool are_of_kind(const char *key, const struct locale_argument *argument)
{
	for (; argument && argument->kind != LOCALE_ARGUMENT_END; argument++) {
		enum argument_kind kind = locale_known_argument(
			str_from(key), str_from(argument->name));
		if (kind != ARGUMENT_UNKNOWN &&
		    (kind == ARGUMENT_NUMBER) !=
			    (argument->kind == LOCALE_ARGUMENT_NUMBER))
			return false;
	}
	return true;
}
#endif

const char *locale_message_checked(struct locale *locale, struct arena *arena,
				   const char *key,
				   const struct locale_argument *arguments)
{
	assert(are_of_kind(key, arguments));
	return locale_message_of(locale, arena, key, arguments);
}

const char *locale_word(struct locale *locale, const char *key)
{
	return locale_message_of(locale, locale->arena, key, NULL);
}

/* The text before, between and after gaps; there is one part for each. */
struct phrase locale_phrase(struct locale *locale, const char *key)
{
	const struct message *message =
		map_lookup(&locale->messages, str_from(key));
	size_t count = 1;
	if (!message)
		return (struct phrase){ 0 };
	const struct pattern_part *part;
	for (part = message->parts; part; part = part->next)
		count += part->kind != PATTERN_TEXT;
	struct str *pieces = ARENA_NEW_ARRAY(locale->arena, count, struct str);
	struct phrase phrase = { pieces, count };
	*pieces = STR("");
	for (part = message->parts; part; part = part->next) {
		/* Neighbouring texts are one part. */
		if (part->kind == PATTERN_TEXT)
			*pieces = part->text;
		else
			*++pieces = STR("");
	}
	return phrase;
}

struct naming {
	void (*visit)(void *context, struct str name);
	void *context;
};

static void name_argument(void *context, const struct pattern_part *part)
{
	const struct naming *naming = context;
	if (part->kind != PATTERN_TEXT && part->kind != PATTERN_COUNT_SIGN)
		naming->visit(naming->context, part->text);
}

void locale_message_arguments(const struct locale *locale, const char *key,
			      void (*visit)(void *context, struct str name),
			      void *context)
{
	struct naming naming = { visit, context };
	const struct message *message =
		map_lookup(&locale->messages, str_from(key));
	if (message && !message->word)
		pattern_visit(message->parts, name_argument, &naming);
}
