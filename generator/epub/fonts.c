/* Subsets of the fonts that the text's script needs. Reading systems have Latin,
 * Greek and Cyrillic letters, and readers choose among fonts of their own there;
 * for other scripts many have none, or one of another language's shapes. */
#include <hb-subset.h>
#include <hb.h>

#include "base/memory.h"
#include "epub/writer.h"
#include "text/font.h"

static bool is_everywhere(script_tag script)
{
	return script == SCRIPT_TAG('L', 'a', 't', 'n') ||
	       script == SCRIPT_TAG('G', 'r', 'e', 'k') ||
	       script == SCRIPT_TAG('C', 'y', 'r', 'l');
}

static void add_characters(hb_set_t *set, struct str text)
{
	for (size_t at = 0; at < text.length;)
		hb_set_add(set, str_decode(text, &at));
}

/* Markup and all: it holds what the text does, and few letters beyond. */
static void add_texts(const struct writer *writer, hb_set_t *set)
{
	for (size_t i = 0; i < writer->split.count; i++)
		add_characters(set, buffer_str(&writer->split.pieces[i].body));
	add_characters(set, str_from(writer->document->title));
	add_characters(set, str_from(writer->document->notice));
	add_characters(set, str_from(writer->document->words.contents));
}

static hb_face_t *subset(const struct writer *writer,
			 const struct font_face *face)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		memory_exhausted();
	add_texts(writer, hb_subset_input_unicode_set(input));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	hb_face_t *result = hb_subset_or_fail(face->hb_face, input);
	hb_subset_input_destroy(input);
	return result;
}

static void append_rule(struct buffer *out, const struct font_face *face,
			const char *file)
{
	buffer_append_format(out,
			     "@font-face {\n  font-family: \"%s\";\n"
			     "  font-weight: %s;\n  src: url(\"%s\");\n}\n",
			     face->family, face->is_bold ? "bold" : "normal",
			     file);
}

static bool add_font(struct writer *writer, const struct font_face *face,
		     struct error *error)
{
	const char *ending = face->is_cff ? "otf" : "ttf";
	memory_watch_begin();
	hb_face_t *part = subset(writer, face);
	if (!part) {
		error_set(error, "font '%s' cannot be subset", face->path);
		return false;
	}
	hb_blob_t *blob = hb_face_reference_blob(part);
	unsigned length;
	const char *bytes = hb_blob_get_data(blob, &length);
	memory_watch_end();
	const char *weight = face->is_bold ? "bold" : "regular";
	struct item item = {
		.identifier = arena_format(&writer->arena, "font-%s", weight),
		.file = arena_format(&writer->arena, "fonts/%s.%s", weight,
				     ending),
		.media_type = arena_format(&writer->arena, "font/%s", ending),
	};
	epub_add(writer, &item, (struct str){ bytes, length },
		 CONTAINER_DEFLATED);
	append_rule(&writer->style, face, item.file);
	hb_blob_destroy(blob);
	hb_face_destroy(part);
	return true;
}

bool epub_add_fonts(struct writer *writer, struct error *error)
{
	const char *language = writer->document->language;
	struct font_request request = {
		.script = font_script_of_language(language),
		.language = language,
	};
	struct font_set *fonts = writer->options->fonts;
	if (!fonts || is_everywhere(request.script))
		return true;
	const struct font_face *regular = font_set_choose(fonts, &request);
	request.is_bold = true;
	const struct font_face *bold = font_set_choose(fonts, &request);
	if (!add_font(writer, regular, error) ||
	    (bold != regular && bold->is_bold &&
	     !add_font(writer, bold, error)))
		return false;
	buffer_append_format(&writer->style,
			     "body { font-family: \"%s\", sans-serif; }\n",
			     regular->family);
	return true;
}
