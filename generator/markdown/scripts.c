#include "markdown/scripts.h"

#include <stddef.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

bool scripts_is_joining_letter(uint32_t character)
{
	static const UScriptCode scripts[] = {
		USCRIPT_HAN,     USCRIPT_HIRAGANA, USCRIPT_KATAKANA,
		USCRIPT_HANGUL,  USCRIPT_BOPOMOFO, USCRIPT_YI,
		USCRIPT_THAI,    USCRIPT_LAO,      USCRIPT_KHMER,
		USCRIPT_MYANMAR, USCRIPT_TIBETAN,  USCRIPT_ARABIC,
		USCRIPT_HEBREW,  USCRIPT_SYRIAC,   USCRIPT_THAANA,
	};
	UErrorCode status = U_ZERO_ERROR;
	if (character < 0x80 || u_ispunct((UChar32)character))
		return false;
	UScriptCode script = uscript_getScript((UChar32)character, &status);
	/* the long vowel mark of Japanese is common to two scripts */
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (script == scripts[i] ||
		    (script <= USCRIPT_INHERITED &&
		     uscript_hasScript((UChar32)character, scripts[i])))
			return true;
	return false;
}

bool scripts_is_wide_punctuation(uint32_t character)
{
	int32_t width = u_getIntPropertyValue((UChar32)character,
					      UCHAR_EAST_ASIAN_WIDTH);
	return character >= 0x80 && u_ispunct((UChar32)character) &&
	       (width == U_EA_WIDE || width == U_EA_FULLWIDTH);
}

bool scripts_ends_address(uint32_t character)
{
	UErrorCode status = U_ZERO_ERROR;
	if (character < 0x80)
		return false;
	if (scripts_is_joining_letter(character) ||
	    scripts_is_wide_punctuation(character) || character == 0x3000)
		return true;
	int8_t category = u_charType((UChar32)character);
	/* the full stop of Hindi, Armenian, Amharic, Khmer … */
	if (u_hasBinaryProperty((UChar32)character, UCHAR_TERMINAL_PUNCTUATION))
		return true;
	return category == U_FINAL_PUNCTUATION ||
	       category == U_INITIAL_PUNCTUATION ||
	       (u_ispunct((UChar32)character) &&
		(uscript_hasScript((UChar32)character, USCRIPT_ARABIC) ||
		 uscript_getScript((UChar32)character, &status) ==
			 USCRIPT_ARABIC));
}
