/* Reading templates, and refusing what is no text. */
#include "commands/template_file.h"

#include "base/file.h"

/* Where the first byte stands that no text has: of no UTF-8, or a control
 * character that is no white space. */
static bool is_text(struct str text, size_t *offset)
{
	bool is_right = str_is_utf8(text, offset);
	size_t end = is_right ? text.length : *offset;
	for (size_t i = 0; i < end; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		bool is_space = byte >= '\t' && byte <= '\r';
		if ((byte >= ' ' && byte != 0x7F) || is_space)
			continue;
		*offset = i;
		return false;
	}
	return is_right;
}

bool template_file_read(struct arena *arena, const struct overlay *folders,
			const char *name, const char **path, struct str *text,
			struct diagnostics *diagnostics, struct error *error)
{
	size_t offset;
	error->message[0] = '\0';
	*path = overlay_find(arena, folders, name, NULL);
	if (!*path || !file_read(arena, *path, text, error))
		return false;
	if (is_text(*text, &offset))
		return true;
	unsigned char byte = (unsigned char)text->bytes[offset];
	diagnostics_add(diagnostics, DIAGNOSTIC_TEMPLATE_NO_TEXT,
			diagnostic_place_of_offset(*path, *text, offset),
			"the byte %02X here is of no text", byte);
	*text = STR("");
	return true;
}
