/* Texts as they are on disk. */
#include "publication/source_file.h"

#include "base/encoding.h"
#include "base/file.h"

static const struct str byte_order_mark = { "\xEF\xBB\xBF", 3 };

static struct str without_mark(struct str text)
{
	if (str_starts_with(text, byte_order_mark)) {
		text.bytes += byte_order_mark.length;
		text.length -= byte_order_mark.length;
	}
	return text;
}

bool source_file_is_blank(struct str text)
{
	return str_trim(without_mark(text)).length == 0;
}

bool source_file_split(struct str text, struct str *yaml, struct str *rest,
		       uint32_t *line_number)
{
	struct str line;
	*rest = without_mark(text);
	if (!str_next_line(rest, &line) ||
	    !str_equals_string(str_trim(line), "---"))
		return false;
	const char *start = rest->bytes;
	for (*line_number = 2; str_next_line(rest, &line);) {
		++*line_number;
		struct str words = str_trim(line);
		if (!str_equals_string(words, "---") &&
		    !str_equals_string(words, "..."))
			continue;
		*yaml = (struct str){ start, (size_t)(line.bytes - start) };
		return true;
	}
	return false;
}

bool source_file_read(struct source_reader *reader, const char *path,
		      struct source_file *file)
{
	file->path = path;
	/* a symbolic link may lead out where the path does not */
	if (!file_is_inside(path, reader->root) && !file_leads_nowhere(path)) {
		diagnostics_add(reader->diagnostics,
				DIAGNOSTIC_PUBLICATION_OUTSIDE,
				(struct place){ path, 0, 0 },
				"this file leads outside the publication's "
				"folder");
		return false;
	}
	if (!file_read(reader->arena, path, &file->text, reader->error)) {
		reader->has_failed = true;
		return false;
	}
	struct encoding found = encoding_find(reader->arena, file->text);
	if (!found.name)
		return true;
	diagnostics_add(
		reader->diagnostics, DIAGNOSTIC_TEXT_ENCODING,
		diagnostic_place_of_offset(path, file->text, found.first_bad),
		"this text is not UTF-8, but most likely %s: save it "
		"as UTF-8",
		found.name);
	return false;
}

void source_file_translate(const struct source_reader *reader,
			   enum pseudo pseudo, const char *tag,
			   struct source_file *file)
{
	if (pseudo && reader->pseudo)
		file->text = reader->pseudo->translate_text(
			reader->arena, pseudo, file->text, file->path, tag);
}
