/* Words in letters that the text's language is not written in: an Arabic name in
 * an English sentence. Voices and Braille need another language for them, and
 * where the author marked none, it is the likeliest of their script. */
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include "document/localise.h"
#include "told/teller.h"

/* What ICU does not list: languages that are written in a second script. */
static const struct {
	const char *language;
	UScriptCode script;
} second_scripts[] = {
	{ "az", USCRIPT_CYRILLIC }, { "bs", USCRIPT_CYRILLIC },
	{ "ha", USCRIPT_ARABIC },   { "kk", USCRIPT_LATIN },
	{ "kk", USCRIPT_ARABIC },   { "ku", USCRIPT_ARABIC },
	{ "ky", USCRIPT_LATIN },    { "ms", USCRIPT_ARABIC },
	{ "pa", USCRIPT_ARABIC },   { "sr", USCRIPT_LATIN },
	{ "tg", USCRIPT_ARABIC },   { "tg", USCRIPT_LATIN },
	{ "ug", USCRIPT_CYRILLIC }, { "uz", USCRIPT_CYRILLIC },
	{ "yi", USCRIPT_LATIN },
};

static bool is_of_language(const char *tag, const char *language)
{
	size_t length = strlen(language);
	return strncmp(tag, language, length) == 0 &&
	       (tag[length] == '\0' || tag[length] == '-');
}

/* ICU takes its time to say so. */
static void set_language(struct scripts *scripts, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	if (scripts->language && strcmp(scripts->language, language) == 0)
		return;
	scripts->language = language;
	scripts->count = uscript_getCode(language, scripts->codes, SCRIPTS_MOST,
					 &status);
	if (U_FAILURE(status))
		scripts->count = 0;
	for (size_t i = 0; i < sizeof second_scripts / sizeof *second_scripts;
	     i++)
		if (scripts->count && scripts->count < SCRIPTS_MOST &&
		    is_of_language(language, second_scripts[i].language))
			scripts->codes[scripts->count++] =
				second_scripts[i].script;
}

static bool is_written_in(struct scripts *scripts, const char *language,
			  UScriptCode script)
{
	set_language(scripts, language);
	for (int32_t i = 0; i < scripts->count; i++)
		if (scripts->codes[i] == script)
			return true;
	return !scripts->count;
}

/* Japanese stands in three scripts, and one of them is Chinese. */
static UScriptCode family_of(UScriptCode script)
{
	switch ((int)script) {
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_BOPOMOFO:
		return USCRIPT_HAN;
	default: /* of some 200 */
		return script;
	}
}

/* The document's own language where it is written so, else what ICU holds for
 * likely: ar of Arab. NULL: it knows none. */
static const char *likely_language(struct teller *teller, UScriptCode script)
{
	char tag[16], likely[ULOC_FULLNAME_CAPACITY];
	char language[ULOC_LANG_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	const char *own = teller->document->language;
	if (is_written_in(&teller->document_scripts, own, script))
		return own;
	snprintf(tag, sizeof tag, "und_%s", uscript_getShortName(script));
	uloc_addLikelySubtags(tag, likely, sizeof likely, &status);
	uloc_getLanguage(likely, language, sizeof language, &status);
	if (U_FAILURE(status) || strcmp(language, "und") == 0 || !*language)
		return NULL;
	return arena_copy_string(&teller->told->arena, language);
}

/* A stretch of letters of one family that the language is not written in, or of
 * the language's own, with all that is of no script. */
struct stretch {
	size_t start, end; /* its last letter ends there */
	UScriptCode script;
	bool is_foreign;
};

struct splitting {
	struct teller *teller;
	const struct told_run *whole;
	struct stretch open;
	bool is_continued;
};

static void add(struct splitting *splitting, size_t start, size_t end,
		const char *language)
{
	struct told *told = splitting->teller->told;
	if (start == end)
		return;
	struct told_run *run = VECTOR_ADD(&told->runs);
	*run = *splitting->whole;
	run->text.bytes += start;
	run->text.length = end - start;
	run->continues = splitting->is_continued;
	if (language)
		run->language = language;
	VECTOR_LAST(&told->items)->run_count++;
	splitting->is_continued = true;
}

/* Signs and spaces behind foreign letters are the text's own. */
static void close_stretch(struct splitting *splitting, size_t end)
{
	struct stretch *open = &splitting->open;
	if (open->is_foreign) {
		add(splitting, open->start, open->end,
		    likely_language(splitting->teller, open->script));
		open->start = open->end;
		open->is_foreign = false;
	}
	add(splitting, open->start, end, NULL);
	open->start = open->end = end;
}

static void take(struct splitting *splitting, uint32_t c, size_t start,
		 size_t end)
{
	struct stretch *open = &splitting->open;
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)c, &status);
	if (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) {
		open->end = end; /* with its letter */
		return;
	}
	if (U_FAILURE(status) || script <= USCRIPT_INHERITED ||
	    script == USCRIPT_UNKNOWN)
		return;
	bool is_foreign = !is_written_in(&splitting->teller->scripts,
					 splitting->whole->language, script);
	if (is_foreign && !(open->is_foreign &&
			    family_of(open->script) == family_of(script))) {
		close_stretch(splitting, start);
		open->is_foreign = true;
		open->script = script;
	} else if (!is_foreign && open->is_foreign) {
		close_stretch(splitting, open->end);
	} else if (is_foreign && script != USCRIPT_HAN) {
		open->script = script; /* kana say that it is Japanese */
	}
	open->end = end;
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.bytes[i] >= 0x80)
			return false;
	return true;
}

void told_add_run(struct teller *teller, const struct told_run *run)
{
	struct splitting splitting = { .teller = teller, .whole = run };
	size_t offset = 0;
	if (is_ascii(run->text) &&
	    is_written_in(&teller->scripts, run->language, USCRIPT_LATIN)) {
		add(&splitting, 0, run->text.length, NULL);
		return;
	}
	while (offset < run->text.length) {
		size_t start = offset;
		uint32_t c = str_decode(run->text, &offset);
		take(&splitting, c, start, offset);
	}
	close_stretch(&splitting, run->text.length);
}
