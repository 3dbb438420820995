/* Telling how readable texts are. */
#include "commands/report.h"

#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/path.h"
#include "base/visible.h"

enum { NAME_COLUMNS = 32 };

/* Words a minute: silent reading (Brysbaert 2019, of English) and a calm
 * voice. */
enum { READING_SPEED = 238, LISTENING_SPEED = 150 };

static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static size_t minutes(size_t words, size_t speed)
{
	return (words + speed - 1) / speed;
}

/* Names are of files: nothing that a terminal would obey. */
static void print_name(const char *indent, const char *name, FILE *stream)
{
	struct buffer shown = BUFFER_INITIALISER;
	buffer_append_string(&shown, indent);
	visible_append(&shown, str_from(name));
	size_t length = str_count_code_points(buffer_str(&shown));
	fprintf(stream, "%s%*s", buffer_str(&shown).bytes,
		length < NAME_COLUMNS ? (int)(NAME_COLUMNS - length) : 0, "");
	buffer_release(&shown);
}

static void print_line(const char *indent, const char *name,
		       const char *language,
		       const struct check_measures *measures, FILE *stream)
{
	print_name(indent, name, stream);
	fprintf(stream,
		" %-8s %9zu %9.1f %8zu %6.1f %7.0f%% %4zu min %4zu min\n",
		language, measures->words,
		share(measures->words, measures->sentences), measures->longest,
		share(measures->letters, measures->words),
		100 * share(measures->passives, measures->sentences),
		minutes(measures->words, READING_SPEED),
		minutes(measures->words, LISTENING_SPEED));
}

void report_print(const struct readings *readings, FILE *stream)
{
	if (readings->count)
		fprintf(stream, "%-32s %-8s %9s %9s %8s %6s %8s %8s %8s\n",
			"edition", "language", "words", "sentence", "longest",
			"word", "passive", "reading", "hearing");
	for (size_t i = 0; i < readings->count; i++) {
		const struct reading *reading = &readings->items[i];
		struct check_measures sum = check_sum(reading->chapters);
		print_line("", reading->edition, reading->language, &sum,
			   stream);
		for (size_t j = 0; reading->chapters->count > 1 &&
				   j < reading->chapters->count;
		     j++) {
			print_line("  ",
				   path_name(reading->chapters->items[j].file),
				   "", &reading->chapters->items[j].measures,
				   stream);
		}
	}
}

static void set_measures(json_t *object, const struct check_measures *measures)
{
	json_t *values = json_pack(
		"{s:I, s:I, s:I, s:f, s:f, s:f, s:I, s:I}", "words",
		(json_int_t)measures->words, "sentences",
		(json_int_t)measures->sentences, "longest-sentence",
		(json_int_t)measures->longest, "words-per-sentence",
		share(measures->words, measures->sentences), "letters-per-word",
		share(measures->letters, measures->words), "passive-share",
		share(measures->passives, measures->sentences),
		"reading-minutes",
		(json_int_t)minutes(measures->words, READING_SPEED),
		"listening-minutes",
		(json_int_t)minutes(measures->words, LISTENING_SPEED));
	json_object_update(object, values);
	json_decref(values);
}

static const char *name_of(const struct reading *reading,
			   const struct check_chapter *chapter)
{
	size_t length = reading->folder ? strlen(reading->folder) : 0;
	return length && strncmp(chapter->file, reading->folder, length) == 0 &&
			       chapter->file[length] == '/' ?
		       chapter->file + length + 1 :
		       chapter->file;
}

static json_t *json_reading(const struct reading *reading)
{
	struct check_measures sum = check_sum(reading->chapters);
	json_t *object = json_pack(
		"{s:s, s:s, s:s}", "publication", reading->publication,
		"edition", reading->edition, "language", reading->language);
	json_t *chapters = json_array();
	set_measures(object, &sum);
	for (size_t i = 0; i < reading->chapters->count; i++) {
		const struct check_chapter *one = &reading->chapters->items[i];
		json_t *chapter =
			json_pack("{s:s}", "file", name_of(reading, one));
		set_measures(chapter, &one->measures);
		json_array_append_new(chapters, chapter);
	}
	json_object_set_new(object, "chapters", chapters);
	return object;
}

json_t *report_json(const struct readings *readings)
{
	json_t *list = json_array();
	for (size_t i = 0; i < readings->count; i++)
		json_array_append_new(list, json_reading(&readings->items[i]));
	return list;
}
