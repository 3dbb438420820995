/* Putting translations into texts. */
#include "commands/translation_put.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "commands/translation_entries.h"
#include "commands/translation_words.h"
#include "translate/segments.h"

/* A file as it is to be. */
struct put_file {
	const char *path;
	struct str text; /* as it is; of a new one, its source's */
	const struct translation_part *part;
	uint32_t chapter;
	bool is_new;
	size_t segment_count; /* that it is to have */
	VECTOR(struct splice) splices;
	struct buffer result;
};

/* Bytes of the file that give way to others; first == end: are put between. */
struct splice {
	size_t first, end;
	const char *text; /* as it stands there */
	struct translation_change *change;
};

/* A file of titles or labels as it is to be; it lives in the arena. */
struct put_yaml {
	const char *path, *text;
	bool is_changed;
};

struct putting {
	struct arena *arena;
	const struct translation *translation;
	struct translation_change *changes;
	size_t count;
	struct diagnostics *diagnostics;
	VECTOR(struct put_file) files;
	VECTOR(struct put_yaml) yaml;
};

/* ---- Escapes ----------------------------------------------------------- */

static bool is_bare(const char *text, size_t at)
{
	size_t marks = 0;
	while (marks < at && text[at - 1 - marks] == '\\')
		marks++;
	return marks % 2 == 0;
}

static const char *escaped(struct arena *arena, const char *text,
			   const char *signs)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; text[i]; i++) {
		if (strchr(signs, text[i]) && is_bare(text, i))
			buffer_append_byte(&out, '\\');
		buffer_append_byte(&out, text[i]);
	}
	const char *copy = arena_copy_str(arena, buffer_str(&out)).bytes;
	buffer_release(&out);
	return copy;
}

/* "2019. In that year" begins no list, "# 1" no heading. */
static const char *escaped_start(struct arena *arena, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t mark = digits ? digits : 0;
	bool is_list = digits && digits <= 9 && strchr(".)", text[digits]) &&
		       text[digits];
	bool is_block = !digits && text[0] && strchr("#-+*>=|:", text[0]) &&
			(text[1] == ' ' || text[1] == text[0] || !text[1] ||
			 text[0] == '>' || text[0] == '|');
	/* "**bold** words" are no list */
	if (is_block && text[0] == '*' && text[1] == '*')
		is_block = false;
	if (!is_list && !is_block)
		return text;
	return arena_format(arena, "%.*s\\%s", (int)mark, text, text + mark);
}

/* As segments_read() will give it. */
static const char *as_written(struct arena *arena, const struct segment *model,
			      const char *text, char quote)
{
	const char *signs = quote == '\'' ? "'" : "\"";
	if (model->is_yaml)
		return text;
	switch ((int)model->kind) {
	case NODE_TABLE_CELL:
		return escaped(arena, text, "|");
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
	case NODE_QUOTATION:
	case NODE_EVIDENCE:
		return escaped(arena, text, signs);
	case NODE_CAPTION:
		return model->is_quoted ? escaped(arena, text, signs) :
					  escaped_start(arena, text);
	case NODE_HEADING:
	case NODE_IMAGE:
	case NODE_TITLE:
		return text;
	default:
		return escaped_start(arena, text);
	}
}

/* A line that goes on begins as its block's lines do. */
static const char *laid_out(struct arena *arena, struct str file, size_t first,
			    const char *text)
{
	struct buffer out = BUFFER_INITIALISER;
	size_t line = first;
	while (line && file.bytes[line - 1] != '\n')
		line--;
	for (const char *at = text; *at; at++) {
		buffer_append_byte(&out, *at);
		for (size_t i = line; *at == '\n' && i < first; i++)
			buffer_append_byte(
				&out,
				file.bytes[i] == '>' || file.bytes[i] == '\t' ?
					file.bytes[i] :
					' ');
	}
	const char *copy = arena_copy_str(arena, buffer_str(&out)).bytes;
	buffer_release(&out);
	return copy;
}

/* ---- Files ------------------------------------------------------------- */

static const struct edition_text *text_of(const struct putting *putting,
					  const struct translation_part *part,
					  size_t language)
{
	(void)putting;
	return language ? publication_draft(part->edition, language) :
			  publication_text(part->edition, 0);
}

/* The file of a part, by its path or, with that NULL, by its chapter. */
static const struct source_file *
find_source(const struct putting *putting, const struct translation_part *part,
	    size_t language, const char *path, uint32_t chapter)
{
	const struct publication *publication =
		putting->translation->publication;
	if (part->is_landing)
		return publication->languages[language].landing;
	if (part->collection) {
		const struct entry *entry =
			translation_entry(part->collection, language, chapter);
		return entry ? entry->file : NULL;
	}
	const struct edition_text *text = text_of(putting, part, language);
	for (size_t i = 0; text && i < text->file_count; i++)
		if (path ? strcmp(text->files[i].path, path) == 0 :
			   i == chapter)
			return &text->files[i];
	return NULL;
}

/* The bytes that segments of the file count in. */
static struct str bytes_of(const struct source_file *file)
{
	return file->whole.length ? file->whole : file->text;
}

static struct put_file *add_file(struct putting *putting,
				 const struct translation_part *part,
				 const char *path, struct str text,
				 uint32_t chapter, bool is_new)
{
	for (size_t i = 0; i < putting->files.count; i++)
		if (strcmp(putting->files.items[i].path, path) == 0)
			return &putting->files.items[i];
	struct put_file *file = VECTOR_ADD(&putting->files);
	*file = (struct put_file){ .path = path,
				   .text = text,
				   .part = part,
				   .chapter = chapter,
				   .is_new = is_new };
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct segment *one =
			is_new ? part->pairs.items[i].source :
				 part->pairs.items[i].target;
		file->segment_count +=
			one && (is_new ? one->chapter == chapter :
					 strcmp(one->place.file, path) == 0);
	}
	return file;
}

static void add_splice(struct putting *putting, struct put_file *file,
		       const struct segment *model, size_t first, size_t end,
		       const char *before, struct translation_change *change)
{
	char quote =
		first && model->is_quoted ? file->text.bytes[first - 1] : '\0';
	const char *text =
		as_written(putting->arena, model, change->text, quote);
	bool is_attribute =
		first && !model->is_yaml && file->text.bytes[first - 1] == '=';
	change->written = text;
	text = model->is_yaml ?
		       translation_quoted(putting->arena, text) :
		       laid_out(putting->arena, file->text, first, text);
	if (is_attribute && strpbrk(text, " \t}\"'"))
		text = arena_format(putting->arena, "\"%s\"", text);
	*VECTOR_ADD(&file->splices) = (struct splice){
		first, end, arena_format(putting->arena, "%s%s", before, text),
		change
	};
}

static void tell_no_place(struct putting *putting,
			  const struct translation_change *change,
			  const char *why)
{
	diagnostics_add(putting->diagnostics, DIAGNOSTIC_EXCHANGE_PLACE,
			change->place, "%s: \"%s\"", why, change->text);
}

/* ---- Where there is a translation already ------------------------------ */

static void put_over(struct putting *putting, struct translation_change *change)
{
	const struct segment *target = change->pair->target;
	const struct source_file *source = find_source(
		putting, change->part, putting->translation->language,
		target->place.file, target->chapter);
	if (!source || !target->end) {
		tell_no_place(putting, change,
			      "what stands in raw HTML is not put in");
		return;
	}
	struct put_file *file =
		add_file(putting, change->part, source->path, bytes_of(source),
			 target->chapter, false);
	add_splice(putting, file, target, target->first, target->end, "",
		   change);
}

/* ---- Where a segment is missing ---------------------------------------- */

static bool stands_alone(const struct segment *segment)
{
	return (segment->kind == NODE_PARAGRAPH ||
		segment->kind == NODE_HEADING) &&
	       segment->place.column == 1 && segment->end;
}

/* The pair of the source's segment just before, if it is translated. */
static const struct pair *pair_before(const struct translation_part *part,
				      const struct segment *source)
{
	const struct pair *before = NULL;
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		if (pair->source && pair->source < source &&
		    pair->source->chapter == source->chapter &&
		    (!before || pair->source > before->source))
			before = pair;
	}
	return before;
}

static bool is_begun(const struct translation_part *part, uint32_t chapter)
{
	for (size_t i = 0; i < part->pairs.count; i++)
		if (part->pairs.items[i].target &&
		    part->pairs.items[i].target->chapter == chapter)
			return true;
	return false;
}

/* A paragraph or heading goes behind the one that it follows. */
static void put_behind(struct putting *putting,
		       struct translation_change *change)
{
	static const char *const marks[] = { "",       "# ",    "## ",
					     "### ",   "#### ", "##### ",
					     "###### " };
	const struct segment *model = change->pair->source;
	const struct pair *before = pair_before(change->part, model);
	const struct source_file *source =
		before && before->target ?
			find_source(putting, change->part,
				    putting->translation->language,
				    before->target->place.file,
				    before->target->chapter) :
			NULL;
	if (!source || !stands_alone(model) || !stands_alone(before->source) ||
	    !stands_alone(before->target)) {
		tell_no_place(putting, change,
			      "nobody but you knows where this goes");
		return;
	}
	size_t end = before->target->end;
	struct str bytes = bytes_of(source);
	while (end < bytes.length && bytes.bytes[end] != '\n')
		end++;
	/* a heading with a line below it */
	if (before->target->kind == NODE_HEADING && end + 1 < bytes.length &&
	    strchr("=-", bytes.bytes[end + 1]))
		while (++end < bytes.length && bytes.bytes[end] != '\n')
			;
	struct put_file *file =
		add_file(putting, change->part, source->path, bytes_of(source),
			 model->chapter, false);
	file->segment_count++;
	add_splice(putting, file, model, end, end,
		   arena_format(putting->arena, "\n\n%s", marks[model->level]),
		   change);
}

/* ---- Where the text is not begun --------------------------------------- */

static const char *new_path(struct putting *putting,
			    const struct translation_part *part,
			    const struct source_file *source)
{
	const struct publication *publication =
		putting->translation->publication;
	const char *inside = part->is_landing ? publication->landing :
			     part->collection ? part->collection->folder :
						part->edition->source;
	const char *folder = path_join(
		putting->arena, publication->folder,
		publication->languages[putting->translation->language].folder);
	bool has_chapters = part->collection ||
			    (!part->is_landing &&
			     text_of(putting, part, 0)->file_count > 0 &&
			     !str_ends_with(str_from(inside), STR(".md")));
	if (has_chapters)
		inside = path_join(putting->arena, inside,
				   path_name(source->path));
	return path_join(putting->arena, folder, inside);
}

static void put_new(struct putting *putting, struct translation_change *change)
{
	const struct segment *model = change->pair->source;
	const struct source_file *source =
		find_source(putting, change->part, 0, NULL, model->chapter);
	const char *path =
		source ? new_path(putting, change->part, source) : NULL;
	if (!path || !model->end || file_exists(path)) {
		tell_no_place(putting, change,
			      "nobody but you knows where this goes");
		return;
	}
	struct put_file *file =
		add_file(putting, change->part, path, bytes_of(source),
			 model->chapter, true);
	add_splice(putting, file, model, model->first, model->end, "", change);
}

/* ---- Making and proving files ------------------------------------------ */

static int compare_splices(const void *a, const void *b)
{
	const struct splice *first = a, *second = b;
	if (first->first != second->first)
		return first->first < second->first ? -1 : 1;
	return (first->change > second->change) -
	       (first->change < second->change);
}

static void splice(struct put_file *file)
{
	size_t at = 0;
	qsort(file->splices.items, file->splices.count,
	      sizeof *file->splices.items, compare_splices);
	for (size_t i = 0; i < file->splices.count; i++) {
		const struct splice *one = &file->splices.items[i];
		buffer_append(&file->result, file->text.bytes + at,
			      one->first - at);
		buffer_append_string(&file->result, one->text);
		at = one->end;
	}
	buffer_append(&file->result, file->text.bytes + at,
		      file->text.length - at);
}

static bool has_text(const struct segments *segments, const char *text)
{
	for (size_t i = 0; i < segments->count; i++)
		if (strcmp(segments->items[i].text, text) == 0)
			return true;
	return false;
}

/* What is written is read again as it is meant, or it is not written. */
static void prove(struct putting *putting, struct put_file *file)
{
	struct segments segments = { 0 };
	const char *locale = putting->translation->publication
				     ->languages[putting->translation->language]
				     .locale;
	if (file->part->collection)
		translation_read_entry(putting->arena, file->part->collection,
				       buffer_str(&file->result), file->path,
				       locale, file->chapter, &segments);
	else
		segments_read(putting->arena, buffer_str(&file->result),
			      file->path, locale, file->chapter, &segments);
	size_t told = 0;
	for (size_t i = 0; i < file->splices.count; i++) {
		const struct translation_change *change =
			file->splices.items[i].change;
		if (has_text(&segments, change->written))
			continue;
		told++;
		diagnostics_add(putting->diagnostics,
				DIAGNOSTIC_EXCHANGE_UNREADABLE, change->place,
				"in '%s' this would be read as something else: "
				"\"%s\"",
				file->path, change->written);
	}
	if (!told && segments.count != file->segment_count)
		diagnostics_add(
			putting->diagnostics, DIAGNOSTIC_EXCHANGE_UNREADABLE,
			file->splices.items[0].change->place,
			"'%s' would have %zu segments, not %zu: a text "
			"begins or ends a block of its own",
			file->path, segments.count, file->segment_count);
	segments_release(&segments);
}

/* A chapter is written once it is whole: no word of another language is filled
 * in. */
static bool is_whole(struct putting *putting, struct put_file *file)
{
	size_t lacking = file->segment_count - file->splices.count;
	if (!file->is_new || !lacking)
		return true;
	diagnostics_add(putting->diagnostics, DIAGNOSTIC_EXCHANGE_PLACE,
			file->splices.items[0].change->place,
			"'%s' is not begun yet: %zu of its %zu segments have "
			"no translation",
			file->path, lacking, file->segment_count);
	for (size_t i = 0; i < file->splices.count; i++)
		file->splices.items[i].change->written = NULL;
	return false;
}

static bool write_files(struct putting *putting, size_t *written,
			struct error *error)
{
	for (size_t i = 0; i < putting->files.count; i++) {
		const struct put_file *file = &putting->files.items[i];
		if (!file->result.length)
			continue;
		if (!file_make_folders(path_folder(putting->arena, file->path),
				       error) ||
		    !file_write_atomically(file->path, file->result.bytes,
					   file->result.length, error))
			return false;
		++*written;
	}
	for (size_t i = 0; i < putting->yaml.count; i++) {
		const struct put_yaml *yaml = &putting->yaml.items[i];
		if (!yaml->is_changed)
			continue;
		if (!file_write_atomically(yaml->path, yaml->text,
					   strlen(yaml->text), error))
			return false;
		++*written;
	}
	return true;
}

static void put_change(struct putting *putting,
		       struct translation_change *change)
{
	if (change->pair->target)
		put_over(putting, change);
	else if (is_begun(change->part, change->pair->source->chapter))
		put_behind(putting, change);
	else
		put_new(putting, change);
}

/* NULL: `error`. */
static struct put_yaml *find_yaml(struct putting *putting,
				  const struct translation_part *part,
				  struct error *error)
{
	const char *path = part->yaml;
	bool is_new = part->messages && !file_exists(path);
	struct str text;
	for (size_t i = 0; i < putting->yaml.count; i++)
		if (strcmp(putting->yaml.items[i].path, path) == 0)
			return &putting->yaml.items[i];
	if (is_new)
		text = str_from(translation_words_begin(
			putting->arena,
			putting->translation->publication
				->languages[putting->translation->language]
				.folder));
	else if (!file_read(putting->arena, path, &text, error))
		return NULL;
	struct put_yaml *yaml = VECTOR_ADD(&putting->yaml);
	*yaml = (struct put_yaml){ path, text.bytes, false };
	return yaml;
}

/* False: `error`. */
static bool put_titles(struct putting *putting, struct error *error)
{
	for (size_t i = 0; i < putting->count; i++) {
		struct translation_change *change = &putting->changes[i];
		if (!change->part->yaml)
			continue;
		struct put_yaml *yaml = find_yaml(putting, change->part, error);
		if (!yaml)
			return false;
		const char *next =
			change->part->messages ?
				translation_words_put(putting->arena,
						      yaml->text, change,
						      putting->diagnostics) :
				translation_put_title(putting->arena,
						      putting->translation,
						      yaml->text, change,
						      putting->diagnostics);
		if (!next)
			continue;
		yaml->text = next;
		yaml->is_changed = true;
		change->written = change->text;
	}
	return true;
}

bool translation_put(struct arena *arena, const struct translation *translation,
		     struct translation_change *changes, size_t count,
		     size_t *written, struct diagnostics *diagnostics,
		     struct error *error)
{
	struct putting putting = { .arena = arena,
				   .translation = translation,
				   .changes = changes,
				   .count = count,
				   .diagnostics = diagnostics };
	*written = 0;
	bool is_right = put_titles(&putting, error);
	for (size_t i = 0; i < count; i++)
		if (!changes[i].part->yaml)
			put_change(&putting, &changes[i]);
	for (size_t i = 0; i < putting.files.count; i++) {
		struct put_file *file = &putting.files.items[i];
		if (!is_whole(&putting, file))
			continue;
		splice(file);
		prove(&putting, file);
	}
	if (is_right && !diagnostics->error_count)
		is_right = write_files(&putting, written, error);
	for (size_t i = 0; i < putting.files.count; i++) {
		buffer_release(&putting.files.items[i].result);
		VECTOR_RELEASE(&putting.files.items[i].splices);
	}
	VECTOR_RELEASE(&putting.files);
	VECTOR_RELEASE(&putting.yaml);
	return is_right;
}
