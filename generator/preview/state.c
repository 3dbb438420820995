/* The state as JSON and as a page. */
#include "preview/state.h"

#include <jansson.h>
#include <string.h>

static const char *const status_names[] = {
	[PREVIEW_WRITTEN] = "written",
	[PREVIEW_OLD] = "old",
	[PREVIEW_MISSING] = "missing",
};

static const char *severity_name(enum diagnostic_severity severity)
{
	return severity == DIAGNOSTIC_ERROR ? "error" : "warning";
}

/* ---- JSON -------------------------------------------------------------- */

/* What authors wrote may be no UTF-8. */
static json_t *text(const char *bytes)
{
	json_t *string = json_string(bytes ? bytes : "");
	struct buffer visible = BUFFER_INITIALISER;
	if (string)
		return string;
	for (const char *at = bytes; *at; at++)
		buffer_append_byte(&visible, (*at & 0x80) ? '?' : *at);
	string = json_string(buffer_str(&visible).bytes);
	buffer_release(&visible);
	return string;
}

static void append(json_t *json, struct buffer *out)
{
	char *bytes = json_dumps(json, JSON_COMPACT);
	buffer_append_string(out, bytes);
	free(bytes);
	json_decref(json);
}

static json_t *file_json(const struct preview_file *file)
{
	json_t *object = json_object();
	json_object_set_new(object, "format", text(file->format));
	json_object_set_new(object, "path", text(file->path));
	return object;
}

static json_t *edition_json(const struct preview_edition *edition)
{
	json_t *object = json_object(), *files = json_array();
	json_object_set_new(object, "title", text(edition->title));
	json_object_set_new(object, "language", text(edition->language));
	json_object_set_new(object, "status",
			    text(status_names[edition->status]));
	for (size_t i = 0; i < edition->file_count; i++)
		json_array_append_new(files, file_json(&edition->files[i]));
	json_object_set_new(object, "files", files);
	return object;
}

static json_t *publication_json(const struct preview_publication *publication)
{
	json_t *object = json_object(), *editions = json_array();
	json_object_set_new(object, "identifier",
			    text(publication->identifier));
	json_object_set_new(object, "title", text(publication->title));
	for (size_t i = 0; i < publication->edition_count; i++)
		json_array_append_new(editions,
				      edition_json(&publication->editions[i]));
	json_object_set_new(object, "editions", editions);
	return object;
}

static json_t *diagnostic_json(const struct diagnostic *diagnostic)
{
	json_t *object = json_object();
	const struct place *place = &diagnostic->place;
	json_object_set_new(object, "severity",
			    text(severity_name(diagnostic->severity)));
	json_object_set_new(object, "file", text(place->file));
	json_object_set_new(object, "line", json_integer(place->line));
	json_object_set_new(object, "column", json_integer(place->column));
	json_object_set_new(object, "code",
			    text(diagnostic_code_label(diagnostic->code)));
	json_object_set_new(object, "text", text(diagnostic->text));
	return object;
}

void state_append_json(const struct preview_state *state, struct buffer *out)
{
	const struct diagnostics *diagnostics = state->diagnostics;
	json_t *object = json_object(), *publications = json_array(),
	       *list = json_array();
	for (size_t i = 0; i < state->publication_count; i++)
		json_array_append_new(
			publications,
			publication_json(&state->publications[i]));
	/* What keeps a page from being new comes first. */
	for (int is_warning = 0; is_warning < 2; is_warning++)
		for (size_t i = 0; i < diagnostics->count; i++)
			if ((diagnostics->items[i].severity ==
			     DIAGNOSTIC_WARNING) == is_warning)
				json_array_append_new(
					list, diagnostic_json(
						      &diagnostics->items[i]));
	json_object_set_new(object, "publications", publications);
	json_object_set_new(object, "diagnostics", list);
	json_object_set_new(object, "errors",
			    json_integer((json_int_t)diagnostics->error_count));
	json_object_set_new(
		object, "warnings",
		json_integer((json_int_t)diagnostics->warning_count));
	json_object_set_new(object, "failure", text(state->failure));
	append(object, out);
}

void state_append_paths(const char *const *paths, size_t count,
			struct buffer *out)
{
	json_t *object = json_object(), *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, text(paths[i]));
	json_object_set_new(object, "paths", list);
	append(object, out);
}

/* ---- The page ---------------------------------------------------------- */

static void append_text(struct buffer *out, const char *words)
{
	for (; *words; words++) {
		if (*words == '&')
			buffer_append_string(out, "&amp;");
		else if (*words == '<')
			buffer_append_string(out, "&lt;");
		else if (*words == '"')
			buffer_append_string(out, "&quot;");
		else
			buffer_append_byte(out, *words);
	}
}

/* The path part of an address: RFC 3986, 3.3. */
static void append_address(struct buffer *out, const char *path)
{
	for (; *path; path++) {
		bool is_plain = (*path >= 'a' && *path <= 'z') ||
				(*path >= 'A' && *path <= 'Z') ||
				(*path >= '0' && *path <= '9') ||
				strchr("-._~/", *path);
		if (is_plain)
			buffer_append_byte(out, *path);
		else
			buffer_append_format(out, "%%%02X",
					     (unsigned)(unsigned char)*path);
	}
}

static void append_file(struct buffer *out,
			const struct preview_edition *edition,
			const struct preview_file *file)
{
	buffer_append_string(out, "<li><a href=\"");
	append_address(out, file->path);
	buffer_append_string(out, "\" aria-label=\"");
	append_text(out, file->format);
	buffer_append_string(out, ", ");
	append_text(out, edition->title ? edition->title : "Front page");
	buffer_append_string(out, ", ");
	append_text(out, edition->language);
	buffer_append_string(out, "\">");
	append_text(out, file->format);
	buffer_append_string(out, "</a></li>\n");
}

static void append_edition(struct buffer *out,
			   const struct preview_edition *edition)
{
	static const char *const words[] = {
		[PREVIEW_WRITTEN] = "up to date",
		[PREVIEW_OLD] = "as before a mistake",
		[PREVIEW_MISSING] = "not there yet",
	};
	buffer_append_string(out, "<tr><th scope=\"row\" lang=\"");
	append_text(out, edition->title ? edition->language : "en");
	buffer_append_string(out, "\">");
	append_text(out, edition->title ? edition->title : "Front page");
	buffer_append_string(out, "</th><td>");
	append_text(out, edition->language);
	buffer_append_format(out, "</td><td class=\"%s\">%s</td><td>",
			     status_names[edition->status],
			     words[edition->status]);
	if (edition->file_count && edition->status != PREVIEW_MISSING) {
		buffer_append_string(out, "<ul>\n");
		for (size_t i = 0; i < edition->file_count; i++)
			append_file(out, edition, &edition->files[i]);
		buffer_append_string(out, "</ul>");
	}
	buffer_append_string(out, "</td></tr>\n");
}

static void append_publication(struct buffer *out,
			       const struct preview_publication *publication)
{
	buffer_append_string(out, "<h2 id=\"");
	append_text(out, publication->identifier);
	buffer_append_string(out, "\">");
	append_text(out, publication->title ? publication->title :
					      publication->identifier);
	buffer_append_string(out, "</h2>\n<div class=\"scroll\">\n<table "
				  "aria-labelledby=\"");
	append_text(out, publication->identifier);
	buffer_append_string(out, "\">\n<thead><tr><th scope=\"col\">Edition"
				  "</th><th scope=\"col\">Language</th><th "
				  "scope=\"col\">State</th><th scope=\"col\">"
				  "Files</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < publication->edition_count; i++)
		append_edition(out, &publication->editions[i]);
	buffer_append_string(out, "</tbody>\n</table>\n</div>\n");
}

void state_append_page(const struct preview_state *state, struct buffer *out)
{
	buffer_append_string(
		out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
		     "charset=\"utf-8\">\n<meta name=\"viewport\" "
		     "content=\"width=device-width, initial-scale=1\">\n<title>"
		     "Everyread: preview</title>\n<link rel=\"stylesheet\" "
		     "href=\"/-/preview.css\">\n</head>\n<body>\n<main>\n<h1>"
		     "Preview of all publications</h1>\n");
	for (size_t i = 0; i < state->publication_count; i++)
		append_publication(out, &state->publications[i]);
	if (state->translations)
		buffer_append_format(out,
				     "<p><a href=\"%s\">Translations: the "
				     "source as it was, as it is, and the "
				     "translation, side by side</a></p>\n",
				     state->translations);
	if (!state->publication_count)
		buffer_append_string(out, "<p>No publication can be read "
					  "at the moment.</p>\n");
	buffer_append_string(out, "</main>\n</body>\n</html>\n");
}
