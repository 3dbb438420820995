/* Numbers, dates, lists and order, through ICU. */
#include <stdlib.h>
#include <string.h>

#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/memory.h"
#include "locale/locale_struct.h"

enum { TEXT_ROOM = 256 }; /* [UTF-16 units] for one formatted value */

void locale_expect_success(UErrorCode status)
{
	if (U_FAILURE(status))
		memory_exhausted();
}

const char *locale_utf8(struct arena *arena, const UChar *text, int32_t length)
{
	char *bytes = arena_allocate(arena, (size_t)length * 3 + 1);
	UErrorCode status = U_ZERO_ERROR;
	u_strToUTF8WithSub(bytes, length * 3 + 1, NULL, text, length, 0xFFFD,
			   NULL, &status);
	locale_expect_success(status);
	return bytes;
}

/* UTF-8 to UTF-16 on the heap; the caller frees. */
static UChar *to_utf16(const char *text, int32_t *length)
{
	size_t bytes = strlen(text);
	UChar *result = memory_resize(NULL, bytes + 1, sizeof *result);
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8WithSub(result, (int32_t)bytes + 1, length, text,
			     (int32_t)bytes, 0xFFFD, NULL, &status);
	locale_expect_success(status);
	return result;
}

/* ---- Numbers ----------------------------------------------------------- */

UPluralRules *locale_plural_rules(struct locale *locale, UPluralType type)
{
	if (locale->plurals[type])
		return locale->plurals[type];
	UErrorCode status = U_ZERO_ERROR;
	locale->plurals[type] =
		uplrules_openForType(locale->icu_id, type, &status);
	locale_expect_success(status);
	return locale->plurals[type];
}

static UNumberFormatter *number_formatter(struct locale *locale,
					  enum number_style style)
{
	static const UChar *const skeletons[STYLE_COUNT] = {
		[STYLE_DECIMAL] = u"",
		[STYLE_INTEGER] = u"precision-integer",
		[STYLE_PERCENT] = u"percent scale/100 .#",
		[STYLE_BYTE] = u"measure-unit/digital-byte "
			       u"unit-width-full-name precision-integer",
		[STYLE_KILOBYTE] = u"measure-unit/digital-kilobyte "
				   u"unit-width-short precision-integer",
		[STYLE_MEGABYTE] = u"measure-unit/digital-megabyte "
				   u"unit-width-short .0",
		[STYLE_SECOND] = u"measure-unit/duration-second "
				 u"unit-width-short precision-integer",
		[STYLE_MINUTE] = u"measure-unit/duration-minute "
				 u"unit-width-short precision-integer",
		[STYLE_HOUR] = u"measure-unit/duration-hour "
			       u"unit-width-short precision-integer",
	};
	if (locale->numbers[style])
		return locale->numbers[style];
	UErrorCode status = U_ZERO_ERROR;
	locale->numbers[style] = unumf_openForSkeletonAndLocale(
		skeletons[style], -1, locale->icu_id, &status);
	if (!locale->number)
		locale->number = unumf_openResult(&status);
	locale_expect_success(status);
	return locale->numbers[style];
}

const char *locale_format_number(struct locale *locale, struct arena *arena,
				 enum number_style style, double number)
{
	UNumberFormatter *formatter = number_formatter(locale, style);
	UErrorCode status = U_ZERO_ERROR;
	UChar text[TEXT_ROOM];
	unumf_formatDouble(formatter, number, locale->number, &status);
	int32_t length =
		unumf_resultToString(locale->number, text, TEXT_ROOM, &status);
	/* Only a number of several hundred digits does not fit. */
	if (status == U_BUFFER_OVERFLOW_ERROR)
		return arena_format(arena, "%g", number);
	locale_expect_success(status);
	return locale_utf8(arena, text, length);
}

const char *locale_number(struct locale *locale, struct arena *arena,
			  double number)
{
	return locale_format_number(locale, arena, STYLE_DECIMAL, number);
}

const char *locale_percent(struct locale *locale, struct arena *arena,
			   double fraction)
{
	return locale_format_number(locale, arena, STYLE_PERCENT, fraction);
}

const char *locale_file_size(struct locale *locale, struct arena *arena,
			     uint64_t bytes)
{
	enum number_style style = STYLE_BYTE;
	double number = (double)bytes;
	if (bytes >= 999500) {
		style = STYLE_MEGABYTE;
		number /= 1e6;
	} else if (bytes >= 1000) {
		style = STYLE_KILOBYTE;
		number /= 1e3;
	}
	return locale_format_number(locale, arena, style, number);
}

/* Two values with their units, as the language puts them together. */
static const char *join_units(struct locale *locale, struct arena *arena,
			      const char *first, const char *second)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[TEXT_ROOM];
	int32_t lengths[2];
	UChar *items[2] = { to_utf16(first, &lengths[0]),
			    to_utf16(second, &lengths[1]) };
	UListFormatter *list =
		ulistfmt_openForType(locale->icu_id, ULISTFMT_TYPE_UNITS,
				     ULISTFMT_WIDTH_SHORT, &status);
	int32_t length = ulistfmt_format(list, (const UChar *const *)items,
					 lengths, 2, text, TEXT_ROOM, &status);
	ulistfmt_close(list);
	free(items[0]);
	free(items[1]);
	locale_expect_success(status);
	return locale_utf8(arena, text, length);
}

const char *locale_duration(struct locale *locale, struct arena *arena,
			    uint64_t seconds)
{
	uint64_t minutes = (seconds + 30) / 60;
	if (seconds < 60)
		return locale_format_number(locale, arena, STYLE_SECOND,
					    (double)seconds);
	if (minutes < 60)
		return locale_format_number(locale, arena, STYLE_MINUTE,
					    (double)minutes);
	const char *hours = locale_format_number(locale, arena, STYLE_HOUR,
						 (double)(minutes / 60));
	if (minutes % 60 == 0)
		return hours;
	return join_units(locale, arena, hours,
			  locale_format_number(locale, arena, STYLE_MINUTE,
					       (double)(minutes % 60)));
}

/* ---- Dates ------------------------------------------------------------- */

/* `count` digits at *text; -1 where there are none. */
static UDateFormat *open_skeleton(const char *id, const UChar *skeleton,
				  UErrorCode *status)
{
	UChar pattern[TEXT_ROOM];
	UDateTimePatternGenerator *generator = udatpg_open(id, status);
	int32_t length = udatpg_getBestPattern(generator, skeleton, -1, pattern,
					       TEXT_ROOM, status);
	udatpg_close(generator);
	return udat_open(UDAT_PATTERN, UDAT_PATTERN, id, u"Etc/GMT", -1,
			 pattern, length, status);
}

/* Dates are Gregorian, as they were written and as the page beside has them: a
 * year or a month alone has none that it would be in the Persian or the Islamic
 * calendar, which CLDR prefers for some languages. */
static const char *gregorian(struct arena *arena, const char *icu_id)
{
	char id[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	if (strlen(icu_id) >= sizeof id)
		return icu_id;
	strcpy(id, icu_id);
	uloc_setKeywordValue("calendar", "gregorian", id, sizeof id, &status);
	return U_SUCCESS(status) ? arena_copy_string(arena, id) : icu_id;
}

static UDateFormat *date_format(struct locale *locale,
				enum date_precision precision)
{
	if (locale->dates[precision])
		return locale->dates[precision];
	UErrorCode status = U_ZERO_ERROR;
	const char *id = gregorian(locale->arena, locale->icu_id);
	if (precision == DATE_DAY)
		locale->dates[precision] =
			udat_open(UDAT_NONE, UDAT_LONG, id, u"Etc/GMT", -1,
				  NULL, 0, &status);
	else
		locale->dates[precision] = open_skeleton(
			id, precision == DATE_MONTH ? u"yMMMM" : u"y", &status);
	locale_expect_success(status);
	return locale->dates[precision];
}

const char *locale_date(struct locale *locale, struct arena *arena,
			const char *iso_date)
{
	struct date date;
	if (!date_parse(iso_date, &date))
		return NULL;
	double milliseconds = (double)date_days_since_1970(&date) * 86400000.0;
	UErrorCode status = U_ZERO_ERROR;
	UChar text[TEXT_ROOM];
	int32_t length =
		udat_format(date_format(locale, date.precision), milliseconds,
			    text, TEXT_ROOM, NULL, &status);
	locale_expect_success(status);
	const char *words = locale_utf8(arena, text, length);
	if (!locale->pseudo)
		return words;
	struct buffer out = BUFFER_INITIALISER;
	pseudo_append(locale->pseudo, str_from(words), &out);
	words = arena_copy(arena, out.bytes, out.length);
	buffer_release(&out);
	return words;
}

/* ---- Lists and order --------------------------------------------------- */

static const char *join(struct locale *locale, struct arena *arena,
			const UChar *const *items, const int32_t *lengths,
			size_t count, int32_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!locale->list)
		locale->list =
			ulistfmt_openForType(locale->icu_id, ULISTFMT_TYPE_AND,
					     ULISTFMT_WIDTH_WIDE, &status);
	locale_expect_success(status);
	UChar *text = memory_resize(NULL, (size_t)room, sizeof *text);
	int32_t length = ulistfmt_format(locale->list, items, lengths,
					 (int32_t)count, text, room, &status);
	locale_expect_success(status);
	const char *result = locale_utf8(arena, text, length);
	free(text);
	return result;
}

/* CLDR's "and" is a word as well. */
static const char *pseudo_list(const struct locale *locale, struct arena *arena,
			       const char *const *items, size_t count)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < count; i++) {
		const char *between = i + 1 < count ? ", " : " and ";
		if (i)
			pseudo_append(locale->pseudo, str_from(between), &out);
		buffer_append_string(&out, items[i]);
	}
	const char *copy = arena_copy_str(arena, buffer_str(&out)).bytes;
	buffer_release(&out);
	return copy;
}

const char *locale_list(struct locale *locale, struct arena *arena,
			const char *const *items, size_t count)
{
	if (locale->pseudo)
		return pseudo_list(locale, arena, items, count);
	UChar **texts = memory_allocate((count + 1) * sizeof *texts);
	int32_t *lengths = memory_allocate((count + 1) * sizeof *lengths);
	int32_t room = 1;
	for (size_t i = 0; i < count; i++) {
		texts[i] = to_utf16(items[i], &lengths[i]);
		room += lengths[i] + 32; /* the words between two items */
	}
	const char *result = join(locale, arena, (const UChar *const *)texts,
				  lengths, count, room);
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
	free(lengths);
	return result;
}

int locale_compare(struct locale *locale, const char *a, const char *b)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!locale->collator) {
		locale->collator = ucol_open(locale->icu_id, &status);
		locale_expect_success(status);
		ucol_setAttribute(locale->collator, UCOL_NUMERIC_COLLATION,
				  UCOL_ON, &status);
	}
	locale_expect_success(status);
	UCollationResult result =
		ucol_strcollUTF8(locale->collator, a, -1, b, -1, &status);
	locale_expect_success(status);
	return (int)result;
}
