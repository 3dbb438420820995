/* Open texts, positions, addresses of files. */
#include "lsp/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/vector.h"

/* ---- Open texts -------------------------------------------------------- */

struct lsp_text *lsp_texts_find(const struct lsp_texts *texts, const char *uri)
{
	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->items[i].uri, uri) == 0)
			return &texts->items[i];
	return NULL;
}

struct lsp_text *lsp_texts_find_path(const struct lsp_texts *texts,
				     const char *path)
{
	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->items[i].path, path) == 0)
			return &texts->items[i];
	return NULL;
}

static char *copy(const char *text)
{
	return memory_copy_text(text, strlen(text));
}

void lsp_texts_open(struct lsp_texts *texts, const char *uri, const char *path,
		    const char *bytes, int64_t version)
{
	lsp_texts_close(texts, uri);
	*VECTOR_ADD(texts) = (struct lsp_text){ .path = copy(path),
						.uri = copy(uri),
						.bytes = copy(bytes),
						.length = strlen(bytes),
						.version = version };
}

static void release(struct lsp_text *text)
{
	free(text->path);
	free(text->uri);
	free(text->bytes);
}

void lsp_texts_close(struct lsp_texts *texts, const char *uri)
{
	struct lsp_text *text = lsp_texts_find(texts, uri);
	if (!text)
		return;
	release(text);
	*text = *VECTOR_LAST(texts);
	texts->count--;
}

void lsp_texts_release(struct lsp_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		release(&texts->items[i]);
	VECTOR_RELEASE(texts);
}

void lsp_text_set(struct lsp_text *text, const char *bytes)
{
	free(text->bytes);
	text->bytes = copy(bytes);
	text->length = strlen(bytes);
}

void lsp_text_change(struct lsp_text *text, enum lsp_units units,
		     struct lsp_position from, struct lsp_position to,
		     const char *with)
{
	struct str whole = { text->bytes, text->length };
	size_t start = lsp_offset(whole, units, from);
	size_t end = lsp_offset(whole, units, to);
	struct buffer out = BUFFER_INITIALISER;
	if (end < start)
		end = start;
	buffer_append(&out, text->bytes, start);
	buffer_append_string(&out, with);
	buffer_append(&out, text->bytes + end, text->length - end);
	lsp_text_set(text, buffer_str(&out).bytes);
	buffer_release(&out);
}

/* ---- Positions --------------------------------------------------------- */

/* [bytes] of the character there; one that is none counts as one. */
static size_t character_length(struct str text, size_t at)
{
	unsigned char first = (unsigned char)text.bytes[at];
	size_t length = first < 0xC0 ? 1 :
			first < 0xE0 ? 2 :
			first < 0xF0 ? 3 :
				       4;
	return length < text.length - at ? length : text.length - at;
}

static size_t units_of(enum lsp_units units, size_t length)
{
	switch (units) {
	case LSP_UTF_8:
		return length;
	case LSP_UTF_16:
		return length == 4 ? 2 : 1;
	case LSP_UTF_32:
		break;
	}
	return 1;
}

/* Lines end at LF, CR LF or CR, as the protocol says. */
static bool ends_line(struct str text, size_t at)
{
	return text.bytes[at] == '\n' || text.bytes[at] == '\r';
}

static size_t skip_end(struct str text, size_t at)
{
	bool is_double = text.bytes[at] == '\r' && at + 1 < text.length &&
			 text.bytes[at + 1] == '\n';
	return at + 1 + is_double;
}

static size_t start_of_line(struct str text, uint64_t line)
{
	size_t at = 0;
	while (line && at < text.length)
		if (ends_line(text, at)) {
			at = skip_end(text, at);
			line--;
		} else {
			at++;
		}
	return at;
}

size_t lsp_offset(struct str text, enum lsp_units units,
		  struct lsp_position position)
{
	size_t at = start_of_line(text, position.line);
	uint64_t column = 0;
	while (at < text.length && !ends_line(text, at)) {
		size_t length = character_length(text, at);
		column += units_of(units, length);
		if (column > position.column)
			break;
		at += length;
	}
	return at;
}

struct lsp_position lsp_position_of(struct str text, enum lsp_units units,
				    size_t offset)
{
	struct lsp_position position = { 0, 0 };
	size_t at = 0;
	while (at < offset && at < text.length) {
		if (ends_line(text, at)) {
			at = skip_end(text, at);
			if (at > offset)
				break;
			position.line++;
			position.column = 0;
			continue;
		}
		size_t length = character_length(text, at);
		position.column += units_of(units, length);
		at += length;
	}
	return position;
}

size_t lsp_offset_of_place(struct str text, uint32_t line, uint32_t column)
{
	return lsp_offset(text, LSP_UTF_32,
			  (struct lsp_position){ line ? line - 1 : 0,
						 column ? column - 1 : 0 });
}

/* ---- Addresses --------------------------------------------------------- */

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	       c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	       c >= 'A' && c <= 'F' ? c - 'A' + 10 :
				      -1;
}

const char *lsp_path_of_uri(struct arena *arena, const char *uri)
{
	static const char scheme[] = "file://";
	struct buffer path = BUFFER_INITIALISER;
	const char *result = NULL;
	if (strncmp(uri, scheme, sizeof scheme - 1) != 0)
		return NULL;
	const char *at = uri + sizeof scheme - 1;
	if (strncmp(at, "localhost/", 10) == 0)
		at += 9;
	bool is_right = *at == '/';
	for (; *at; at++) {
		int high = *at == '%' ? digit(at[1]) : -1;
		int low = high >= 0 ? digit(at[2]) : -1;
		bool is_code = low >= 0;
		char byte = is_code ? (char)(high * 16 + low) : *at;
		is_right = is_right && byte;
		buffer_append_byte(&path, byte);
		at += is_code ? 2 : 0;
	}
	if (is_right)
		result = arena_copy(arena, path.bytes, path.length);
	buffer_release(&path);
	return result;
}

const char *lsp_uri_of_path(struct arena *arena, const char *path)
{
	struct buffer uri = BUFFER_INITIALISER;
	buffer_append_string(&uri, "file://");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		bool is_plain = (c >= 'a' && c <= 'z') ||
				(c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9') || strchr("/-._~", c);
		if (is_plain)
			buffer_append_byte(&uri, *path);
		else
			buffer_append_format(&uri, "%%%02X", c);
	}
	const char *result = arena_copy(arena, uri.bytes, uri.length);
	buffer_release(&uri);
	return result;
}
