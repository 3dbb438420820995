/* What a workbook's cells share: strings, and which formats are dates; and
 * numbers as texts. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "read/workbook_private.h"

/* ---- Strings ----------------------------------------------------------- */

static int hexadecimal(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 32;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* "_x000D_" at the text's beginning; -1 where there is none. */
static int escape_at(const char *text, size_t length)
{
	int unit = 0;
	if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hexadecimal(text[i]);
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	/* Of others than control characters and the underscore itself, none
	 * needs to be written so. */
	return unit < 0x20 || unit == '_' ? unit : -1;
}

void workbook_unescape(struct str *text)
{
	char *out = (char *)text->bytes;
	size_t length = 0;
	for (size_t i = 0; i < text->length; i++) {
		int unit = escape_at(text->bytes + i, text->length - i);
		char byte = text->bytes[i];
		if (unit >= 0) {
			i += 6;
			byte = (char)unit;
		}
		if (byte == '\n' && length && out[length - 1] == '\r')
			length--;
		out[length++] = byte;
	}
	for (size_t i = 0; i < length; i++)
		if (out[i] == '\r')
			out[i] = '\n';
		else if (out[i] == 0)
			out[i] = ' ';
	text->length = length;
}

struct strings {
	struct workbook *workbook;
	struct xml_reader *reader;
	struct buffer text;
	bool is_in_text;
	unsigned phonetic; /* how far inside a reading aid, which is no text */
};

static void start_string(void *user, const char *name, const char *uri,
			 struct attributes attributes)
{
	struct strings *strings = user;
	(void)uri, (void)attributes;
	if (strcmp(name, "si") == 0)
		buffer_clear(&strings->text);
	else if (strcmp(name, "rPh") == 0)
		strings->phonetic++;
	strings->is_in_text = strcmp(name, "t") == 0 && !strings->phonetic;
}

static void end_string(void *user, const char *name)
{
	struct strings *strings = user;
	struct workbook *workbook = strings->workbook;
	strings->is_in_text = false;
	if (strcmp(name, "rPh") == 0 && strings->phonetic)
		strings->phonetic--;
	if (strcmp(name, "si") != 0)
		return;
	struct str text = arena_copy_str(workbook->builder->arena,
					 buffer_str(&strings->text));
	workbook_unescape(&text);
	*VECTOR_ADD(&workbook->private->strings) = text;
}

static void take_text(void *user, const char *bytes, size_t length)
{
	struct strings *strings = user;
	if (!strings->is_in_text)
		return;
	if (strings->text.length + length > WORKBOOK_MOST_CELL) {
		read_builder_report(strings->workbook->builder,
				    DIAGNOSTIC_FINDINGS_TOO_LARGE,
				    xml_place(strings->reader),
				    "a cell of more than 4 MiB");
		xml_fail(strings->reader);
		return;
	}
	buffer_append(&strings->text, bytes, length);
}

bool workbook_read_strings(struct workbook *workbook)
{
	const char *part = workbook->private->strings_part;
	struct strings strings = { .workbook = workbook };
	struct xml_reader reader = { .file = workbook->path,
				     .start = start_string,
				     .end = end_string,
				     .text = take_text,
				     .user = &strings };
	if (!part)
		return true;
	strings.reader = &reader;
	bool is_right = workbook_read_part(workbook, part, &reader);
	buffer_release(&strings.text);
	return is_right;
}

/* ---- Formats ----------------------------------------------------------- */

struct number_format {
	uint32_t id;
	enum workbook_format format;
};

struct styles {
	struct workbook *workbook;
	VECTOR(struct number_format) numbers;
	bool is_in_cells;
};

/* The formats that need no code, ISO/IEC 29500-1, 18.8.30, with those of East
 * Asian editions. */
static enum workbook_format built_in(uint32_t id)
{
	if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
		return WORKBOOK_TIME;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 50 && id <= 58))
		return WORKBOOK_DATE;
	return WORKBOOK_PLAIN;
}

/* A code is a date's where it has a letter of one outside of quotation marks,
 * brackets and what follows a backslash: [Red]0.0 "metres" is none. */
static enum workbook_format format_of_code(struct str code)
{
	bool is_quoted = false, has_day = false, has_time = false;
	for (size_t i = 0; i < code.length; i++) {
		char byte = code.bytes[i];
		bool is_bracket = false;
		if (byte == '"') {
			is_quoted = !is_quoted;
		} else if (byte == '\\' || byte == '_' || byte == '*') {
			i++;
		} else if (!is_quoted && byte == '[') {
			/* [h] counts hours beyond a day. */
			is_bracket = i + 1 < code.length &&
				     strchr("hHmMsS", code.bytes[i + 1]);
			has_time = has_time || is_bracket;
			while (i < code.length && code.bytes[i] != ']')
				i++;
		} else if (!is_quoted && strchr("yYdD", byte) && byte) {
			has_day = true;
		} else if (!is_quoted && strchr("hHsS", byte) && byte) {
			has_time = true;
		} else if (!is_quoted && (byte | 32) == 'g') {
			return WORKBOOK_PLAIN; /* General */
		}
	}
	return has_day  ? WORKBOOK_DATE :
	       has_time ? WORKBOOK_TIME :
			  WORKBOOK_PLAIN;
}

static uint32_t number_of(struct attributes attributes, const char *name)
{
	struct str value;
	char digits[12];
	xml_find_attribute(attributes, name, &value);
	if (value.length == 0 || value.length >= sizeof digits)
		return 0;
	memcpy(digits, value.bytes, value.length);
	digits[value.length] = '\0';
	return (uint32_t)strtoul(digits, NULL, 10);
}

static void start_style(void *user, const char *name, const char *uri,
			struct attributes attributes)
{
	enum { MOST = 65536, MOST_CODES = 4096 };
	struct styles *styles = user;
	struct workbook_private *private = styles->workbook->private;
	(void)uri;
	if (strcmp(name, "numFmt") == 0 && styles->numbers.count < MOST_CODES) {
		struct str code;
		xml_find_attribute(attributes, "formatCode", &code);
		*VECTOR_ADD(&styles->numbers) = (struct number_format){
			number_of(attributes, "numFmtId"), format_of_code(code)
		};
	} else if (strcmp(name, "cellXfs") == 0) {
		styles->is_in_cells = true;
	} else if (strcmp(name, "xf") == 0 && styles->is_in_cells &&
		   private->formats.count < MOST) {
		uint32_t id = number_of(attributes, "numFmtId");
		enum workbook_format format = built_in(id);
		for (size_t i = 0; i < styles->numbers.count; i++)
			if (styles->numbers.items[i].id == id)
				format = styles->numbers.items[i].format;
		*VECTOR_ADD(&private->formats) = format;
	}
}

static void end_style(void *user, const char *name)
{
	struct styles *styles = user;
	if (strcmp(name, "cellXfs") == 0)
		styles->is_in_cells = false;
}

bool workbook_read_formats(struct workbook *workbook)
{
	const char *part = workbook->private->styles_part;
	struct styles styles = { .workbook = workbook };
	struct xml_reader reader = { .file = workbook->path,
				     .start = start_style,
				     .end = end_style,
				     .user = &styles };
	bool is_right = !part || workbook_read_part(workbook, part, &reader);
	VECTOR_RELEASE(&styles.numbers);
	return is_right;
}

/* ---- Numbers ----------------------------------------------------------- */

/* The day so many days after 1970-01-01 (proleptic Gregorian calendar). */
static void date_of(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t years =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
	int64_t shifted = (5 * of_year + 2) / 153;
	*day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
	*month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	*year = (int)(years + era * 400 + (*month <= 2));
}

static void append_time(struct buffer *out, int seconds)
{
	buffer_append_format(out, "%02d:%02d", seconds / 3600,
			     seconds / 60 % 60);
	if (seconds % 60)
		buffer_append_format(out, ":%02d", seconds % 60);
}

/* Day 60 of the system from 1900 is its 29 February, which never was; before
 * it all days are one late. */
static void append_date(const struct workbook *workbook, double number,
			enum workbook_format format, struct buffer *out)
{
	enum { FROM_1904 = 24107, FROM_1900 = 25569, SECONDS = 86400 };
	bool is_1904 = workbook->private->counts_from_1904;
	double seconds = floor(number * SECONDS + 0.5);
	int64_t days = (int64_t)floor(seconds / SECONDS);
	int rest = (int)(seconds - (double)days * SECONDS);
	int year, month, day;
	if (format == WORKBOOK_TIME && days == 0) {
		append_time(out, rest);
		return;
	}
	days += is_1904 ? -FROM_1904 : (days < 60) - FROM_1900;
	date_of(days, &year, &month, &day);
	buffer_append_format(out, "%04d-%02d-%02d", year, month, day);
	if (rest) {
		buffer_append_byte(out, 'T');
		append_time(out, rest);
	}
}

void workbook_number(const struct workbook *workbook, struct str text,
		     enum workbook_format format, struct buffer *out)
{
	enum { LAST_DAY = 2958465 }; /* 9999-12-31 */
	char digits[64], *end = digits;
	double number = 0;
	text = str_trim(text);
	if (text.length > 0 && text.length < sizeof digits) {
		memcpy(digits, text.bytes, text.length);
		digits[text.length] = '\0';
		number = strtod(digits, &end);
	}
	if (end == digits || *end || !isfinite(number))
		buffer_append_str(out, text);
	else if (format != WORKBOOK_PLAIN && number >= 0 && number <= LAST_DAY)
		append_date(workbook, number, format, out);
	else if (number == floor(number) && fabs(number) < 1e21)
		buffer_append_format(out, "%.0f", number == 0 ? 0.0 : number);
	else
		/* As many digits as Excel has; the rest is how binary stores
		 * them. */
		buffer_append_format(out, "%.15g", number);
}
