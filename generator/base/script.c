/* Scripts without spaces, by Unicode's properties. */
#include "base/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

bool script_is_han_or_kana(uint32_t code_point)
{
	if (code_point < 0x2E80)
		return false;
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)code_point, &status);
	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
	       script == USCRIPT_KATAKANA || script == USCRIPT_BOPOMOFO;
}

bool script_is_wide_mark(uint32_t code_point)
{
	if (code_point >= 0x3000 && code_point <= 0x303F)
		return true;
	return code_point >= 0xFF01 && code_point <= 0xFF65 &&
	       u_ispunct((UChar32)code_point);
}

bool script_is_mark_of_either_width(uint32_t code_point)
{
	return code_point == 0xB7 || code_point == 0x2014 ||
	       code_point == 0x2015 || code_point == 0x2026 ||
	       (code_point >= 0x2018 && code_point <= 0x201D);
}
