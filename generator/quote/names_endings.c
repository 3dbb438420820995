/* Arabic prefixes; endings of Polish, Russian and Ukrainian names. */
#include "quote/names_endings.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LEAST_ARABIC = 3, LEAST_STEM = 2 }; /* [code points] */

bool name_without_prefix(struct str word, size_t number, struct str *rest)
{
	static const char *const prefixes[] = {
		"و",   "ف",   "ب",   "ل",    "ك",    "ال",   "وال", "فال",
		"بال", "كال", "لل",  "وب",   "ول",   "وك",   "فب",  "فل",
		"فك",  "ولل", "فلل", "وبال", "وكال", "فبال",
	};
	*rest = STR("");
	/* Nothing else begins with a byte of Arabic. */
	if (number >= COUNT(prefixes) || !word.length ||
	    (unsigned char)word.bytes[0] < 0xD8 ||
	    (unsigned char)word.bytes[0] > 0xDB)
		return false;
	struct str prefix = str_from(prefixes[number]);
	struct str after = { word.bytes + prefix.length,
			     word.length - prefix.length };
	if (str_starts_with(word, prefix) &&
	    str_count_code_points(after) >= LEAST_ARABIC)
		*rest = after;
	return true;
}

struct ending {
	const char *form, *name;
};

static const struct ending polish[] = {
	{ "y", "a" },    { "i", "a" },    { "ę", "a" },     { "ą", "a" },
	{ "o", "a" },    { "ie", "a" },   { "ce", "ka" },   { "dze", "ga" },
	{ "rze", "ra" }, { "cie", "ta" }, { "dzie", "da" }, { "le", "ła" },
	{ "ii", "ia" },  { "iej", "a" },  { "ej", "a" },    { "a", "" },
	{ "owi", "" },   { "em", "" },    { "iem", "" },    { "ie", "" },
	{ "u", "" },     { "ka", "ek" },  { "kowi", "ek" }, { "kiem", "ek" },
	{ "ku", "ek" },  { "ca", "iec" }, { "iego", "i" },  { "iemu", "i" },
	{ "im", "i" },   { "ego", "y" },  { "emu", "y" },   { "ym", "y" },
};

static const struct ending cyrillic[] = {
	{ "ы", "а" },    { "и", "а" },   { "і", "а" },   { "е", "а" },
	{ "у", "а" },    { "ой", "а" },  { "ою", "а" },  { "о", "а" },
	{ "и", "я" },    { "і", "я" },   { "е", "я" },   { "ю", "я" },
	{ "ей", "я" },   { "ею", "я" },  { "ии", "ия" }, { "ії", "ія" },
	{ "ією", "ія" }, { "а", "" },    { "у", "" },    { "ом", "" },
	{ "ем", "" },    { "е", "" },    { "ові", "" },  { "я", "й" },
	{ "ю", "й" },    { "ем", "й" },  { "е", "й" },   { "єм", "й" },
	{ "я", "ь" },    { "ю", "ь" },   { "ем", "ь" },  { "ого", "ий" },
	{ "ому", "ий" }, { "им", "ий" }, { "ой", "ая" }, { "ую", "ая" },
	{ "ої", "а" },   { "ым", "" },
};

static const struct ending *endings_of(struct str word, bool is_polish,
				       size_t *count)
{
	unsigned char lead = word.length ? (unsigned char)word.bytes[0] : 0;
	*count = 0;
	if (lead == 0xD0 || lead == 0xD1 || lead == 0xD2) {
		*count = COUNT(cyrillic);
		return cyrillic;
	}
	if (is_polish && lead < 0xCC)
		*count = COUNT(polish);
	return polish;
}

bool name_without_ending(struct str word, size_t number, bool is_polish,
			 struct buffer *name)
{
	size_t count;
	const struct ending *all = endings_of(word, is_polish, &count);
	buffer_clear(name);
	if (number >= count)
		return false;
	struct str form = str_from(all[number].form);
	struct str stem = { word.bytes, word.length - form.length };
	if (str_ends_with(word, form) &&
	    str_count_code_points(stem) >= LEAST_STEM) {
		buffer_append_str(name, stem);
		buffer_append_string(name, all[number].name);
	}
	return true;
}

bool name_is_ending(struct str word, struct str name, bool is_polish)
{
	struct buffer whole = BUFFER_INITIALISER;
	bool is_form = false;
	for (size_t i = 0;
	     !is_form && name_without_ending(word, i, is_polish, &whole); i++)
		is_form = whole.length && str_equals(buffer_str(&whole), name);
	buffer_release(&whole);
	return is_form;
}
