/* Words that announce telephone numbers. */
#include "document/telephone.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"

enum { LOOKED_AT = 110 }; /* [bytes]: some 60 characters of these scripts */

/* Arabic, Persian, Urdu, Hebrew and others join words to what stands before
 * and after them: the stem is looked for anywhere, so none is part of a common
 * word of another meaning ("فون" ends many Arabic verbs). */
static const char *const stems[] = {
	/* Arabic */
	"هاتف",
	"هواتف",
	"تليفون",
	"تلفون",
	"جوال",
	"موبايل",
	"اتصل",
	"اتصال",
	"فاكس",
	"واتس",
	"رقم",
	/* Persian, Dari */
	"تلفن",
	"تماس",
	"موبایل",
	"زنگ",
	"فکس",
	"نمابر",
	"دورنگار",
	"شماره",
	/* Urdu, Sindhi, Pashto, Kurdish, Uyghur */
	"فون نمبر",
	"ٹیلی فون",
	"ٹیلیفون",
	"موبائل",
	"رابطہ",
	"فیکس",
	"نمبر",
	"ټیلیفون",
	"تلیفون",
	"شمېره",
	"تەلەفۆن",
	"مۆبایل",
	"ژمارە",
	"پەیوەندی",
	"تېلېفون",
	"نومۇر",
	/* Hebrew, Yiddish */
	"טלפון",
	"טל'",
	"טל׳",
	"נייד",
	"פקס",
	"חייג",
	"התקשר",
	"וואטסאפ",
	"טעלעפאן",
	"טעלעפֿאָן",
	"נומער",
	/* signs */
	"☎",
	"☏",
	"✆",
	"📞",
	"📱",
	"📠",
};

static const char *const words[] = { "tel",  "telephone", "phone",   "mobile",
				     "call", "fax",       "whatsapp" };

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* "tel", but not that of "hotel" or "tells". */
static bool has_word(struct str text, const char *word)
{
	size_t length = strlen(word);
	for (size_t at = 0; at + length <= text.length; at++) {
		bool is_cut = (at > 0 && is_letter(text.bytes[at - 1])) ||
			      (at + length < text.length &&
			       is_letter(text.bytes[at + length]));
		if (!is_cut && strncasecmp(text.bytes + at, word, length) == 0)
			return true;
	}
	return false;
}

static bool announces(struct str text)
{
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (str_find(text, str_from(stems[i])) >= 0)
			return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_word(text, words[i]))
			return true;
	return false;
}

bool value_is_after_telephone(struct str text)
{
	size_t looked_at = text.length < LOOKED_AT ? text.length : LOOKED_AT;
	return announces((struct str){ text.bytes + text.length - looked_at,
				       looked_at });
}

/* The words of the same block before a node: "**Tel.:** 22 555 01 23". */
static bool is_announced_before(const struct node *node)
{
	size_t seen = 0;
	for (; node && node_is_inline(node); node = node->parent) {
		const struct node *one = node->previous;
		for (; one && seen < LOOKED_AT; one = one->previous) {
			struct buffer text = BUFFER_INITIALISER;
			node_append_plain_text(one, &text);
			bool is_found =
				value_is_after_telephone(buffer_str(&text));
			seen += text.length;
			buffer_release(&text);
			if (is_found)
				return true;
		}
	}
	return false;
}

/* A column or row headed "Telephone". */
static bool is_headed(const struct node *cell)
{
	bool is_found = false;
	for (uint32_t i = 0; i < cell->table_cell.header_count; i++) {
		struct buffer text = BUFFER_INITIALISER;
		node_append_plain_text(cell->table_cell.headers[i], &text);
		is_found |= announces(buffer_str(&text));
		buffer_release(&text);
	}
	return is_found;
}

bool value_is_telephone(const struct node *text)
{
	const struct node *node = text;
	for (; node && node_is_inline(node); node = node->parent)
		if (node->kind == NODE_LINK &&
		    strncasecmp(node->link.destination, "tel:", 4) == 0)
			return true;
	if (node && node->kind == NODE_TABLE_CELL && is_headed(node))
		return true;
	return is_announced_before(text);
}
