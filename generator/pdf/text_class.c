/* What characters are to pdftotext. */
#include "pdf/text_class.h"

#include <hb.h>

static bool is_letter(uint32_t c)
{
	hb_unicode_general_category_t category =
		hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
	return category == HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER ||
	       category == HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER ||
	       category == HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER ||
	       category == HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER ||
	       category == HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER;
}

enum text_class text_class_of(uint32_t c)
{
	if (c < 0x80) {
		if ((c | 32) >= 'a' && (c | 32) <= 'z')
			return TEXT_LEFT;
		return (c >= '#' && c <= '%') || (c >= '+' && c <= ':') ?
			       TEXT_NUMBER :
			       TEXT_NEUTRAL;
	}
	if (c == TEXT_LEFT_TO_RIGHT_MARK)
		return TEXT_LEFT;
	if (c == TEXT_RIGHT_TO_LEFT_MARK)
		return TEXT_RIGHT;
	if (c == 0xA0 || (c >= 0xA2 && c <= 0xA5) || (c >= 0xB0 && c <= 0xB3) ||
	    c == 0xB9 || (c >= 0x0604 && c <= 0x060C) ||
	    (c >= 0x0659 && c <= 0x066C) || (c >= 0x06F0 && c <= 0x06F9) ||
	    (c >= 0x2030 && c <= 0x2034) || (c >= 0x20A0 && c <= 0x20B1) ||
	    c == 0x2212)
		return TEXT_NUMBER;
	if (!is_letter(c))
		return TEXT_NEUTRAL;
	if (c > 0xFFFF)
		return TEXT_NEUTRAL;
	return (c >= 0x0590 && c < 0x0900) || (c >= 0xFB1D && c < 0xFE00) ||
			       (c >= 0xFE70 && c < 0xFF00) ?
		       TEXT_RIGHT :
		       TEXT_LEFT;
}

bool text_is_space(uint32_t c)
{
	return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x202F || c == 0x3000;
}

bool text_is_forbidden(uint32_t c)
{
	return c == 0 || c == 0xFEFF || c == 0xFFFE;
}

void text_count_letters(struct str text, struct text_letters *letters)
{
	for (size_t offset = 0; offset < text.length;) {
		if ((uint8_t)text.bytes[offset] < 0x80) {
			char c = (char)(text.bytes[offset++] | 32);
			letters->left += c >= 'a' && c <= 'z';
			continue;
		}
		enum text_class class =
			text_class_of(str_decode(text, &offset));
		letters->left += class == TEXT_LEFT;
		letters->right += class == TEXT_RIGHT;
	}
}

void text_count_words(struct str text, struct text_letters *words)
{
	enum text_class last = TEXT_NEUTRAL;
	for (size_t offset = 0; offset < text.length;) {
		enum text_class class =
			text_class_of(str_decode(text, &offset));
		words->left += class == TEXT_LEFT && last != class;
		words->right += class == TEXT_RIGHT && last != class;
		last = class;
	}
}
