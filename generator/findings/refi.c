/* Parsing REFI-QDA: elements into what refi_private.h describes. */
#include "findings/refi.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/buffer.h"
#include "findings/refi_private.h"

enum element {
	OTHER,
	AUDIO_SELECTION,
	AUDIO_SOURCE,
	BOOLEAN_VALUE,
	CASE,
	CODE,
	CODE_BOOK,
	CODE_REF,
	CODING,
	DATE_TIME_VALUE,
	DATE_VALUE,
	DESCRIPTION,
	FLOAT_VALUE,
	GRAPHS,
	INTEGER_VALUE,
	LINKS,
	NOTES,
	PDF_SELECTION,
	PDF_SOURCE,
	PICTURE_SELECTION,
	PICTURE_SOURCE,
	PLAIN_TEXT_CONTENT,
	PLAIN_TEXT_SELECTION,
	PROJECT,
	REPRESENTATION,
	SELECTION_REF,
	SETS,
	SOURCE_REF,
	SYNC_POINT,
	TEXT_DESCRIPTION,
	TEXT_SOURCE,
	TEXT_VALUE,
	TRANSCRIPT,
	TRANSCRIPT_SELECTION,
	USER,
	VARIABLE,
	VARIABLE_REF,
	VARIABLE_VALUE,
	VIDEO_SELECTION,
	VIDEO_SOURCE,
};

/* In the order of the enum, which is the alphabet's. */
static const char *const names[] = {
	"AudioSelection",
	"AudioSource",
	"BooleanValue",
	"Case",
	"Code",
	"CodeBook",
	"CodeRef",
	"Coding",
	"DateTimeValue",
	"DateValue",
	"Description",
	"FloatValue",
	"Graphs",
	"IntegerValue",
	"Links",
	"Notes",
	"PDFSelection",
	"PDFSource",
	"PictureSelection",
	"PictureSource",
	"PlainTextContent",
	"PlainTextSelection",
	"Project",
	"Representation",
	"SelectionRef",
	"Sets",
	"SourceRef",
	"SyncPoint",
	"TextDescription",
	"TextSource",
	"TextValue",
	"Transcript",
	"TranscriptSelection",
	"User",
	"Variable",
	"VariableRef",
	"VariableValue",
	"VideoSelection",
	"VideoSource",
};

static int compare_names(const void *wanted, const void *name)
{
	return strcmp(wanted, *(const char *const *)name);
}

static enum element element_of(const xmlChar *name)
{
	const char *const *found =
		bsearch(name, names, sizeof names / sizeof *names,
			sizeof *names, compare_names);
	return found ? (enum element)(found - names + 1) : OTHER;
}

/* The attributes of the element that begins, as SAX2 hands them over: five
 * pointers each. */
struct attributes {
	const xmlChar **items;
	int count;
};

static struct place here(const struct refi *refi)
{
	int line = xmlSAX2GetLineNumber(refi->parser);
	return (struct place){.file = refi->file,
			      .line = line > 0 ? (uint32_t)line : 0};
}

static bool find_attribute(struct attributes attributes, const char *name,
			   struct str *value)
{
	for (int i = 0; i < attributes.count; i++) {
		const xmlChar **one = attributes.items + 5 * i;
		if (one[1] == NULL && strcmp((const char *)one[0], name) == 0) {
			*value = (struct str){(const char *)one[3],
					      (size_t)(one[4] - one[3])};
			return true;
		}
	}
	*value = STR("");
	return false;
}

static struct str attribute(struct refi *refi, struct attributes attributes,
			    const char *name)
{
	struct str value;
	return find_attribute(attributes, name, &value)
		       ? arena_copy_str(refi->builder->arena, value)
		       : STR("");
}

/* Names are one line: no control characters, no white space at the ends. */
static struct str name_attribute(struct refi *refi,
				 struct attributes attributes)
{
	struct str value = attribute(refi, attributes, "name");
	for (size_t i = 0; i < value.length; i++)
		if ((unsigned char)value.bytes[i] < 32)
			((char *)value.bytes)[i] = ' ';
	return str_trim(value);
}

/* A GUID in one spelling: without braces, in small letters. */
static struct str guid_attribute(struct refi *refi,
				 struct attributes attributes, const char *name)
{
	struct str value;
	find_attribute(attributes, name, &value);
	value = str_trim(value);
	if (value.length > 1 && value.bytes[0] == '{' &&
	    value.bytes[value.length - 1] == '}') {
		value.bytes++;
		value.length -= 2;
	}
	char *copy =
		arena_copy(refi->builder->arena, value.bytes, value.length);
	for (size_t i = 0; i < value.length; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] += 'a' - 'A';
	return (struct str){copy, value.length};
}

/* An identifier for a message: it may be anything, so not endlessly long. */
static int shown(struct str id)
{
	return (int)(id.length < 60 ? id.length : 60);
}

/* Enters an id, and reports one that is missing or there already. */
static bool enter(struct refi *refi, struct map *map, struct str id,
		  uint32_t index, const char *what)
{
	if (id.length == 0) {
		read_builder_report(refi->builder, DIAGNOSTIC_FINDINGS_VALUE,
				    here(refi), "%s without a guid", what);
		return false;
	}
	if (map_lookup(map, id)) {
		read_builder_report(refi->builder,
				    DIAGNOSTIC_FINDINGS_DOUBLE_ID, here(refi),
				    "two %ss have the guid %.*s", what,
				    shown(id), id.bytes);
		return false;
	}
	if (index != PROJECT_NONE)
		map_set(map, id, refi_pointer(index));
	return true;
}

static uint32_t coder_of(struct refi *refi, struct attributes attributes)
{
	struct str user = guid_attribute(refi, attributes, "creatingUser");
	return user.length ? refi_index(&refi->users, user) : PROJECT_NONE;
}

static void begin_user(struct refi *refi, struct attributes attributes)
{
	struct str id = guid_attribute(refi, attributes, "guid");
	struct str name = name_attribute(refi, attributes);
	if (id.length && !map_lookup(&refi->users, id))
		map_set(&refi->users, id,
			refi_pointer(read_builder_add_coder(
				refi->builder, name.length ? name : id)));
}

static uint32_t colour_of(struct attributes attributes)
{
	struct str value;
	uint32_t colour = 0;
	find_attribute(attributes, "color", &value);
	value = str_trim(value);
	if ((value.length != 7 && value.length != 4) || value.bytes[0] != '#')
		return PROJECT_NONE;
	for (size_t i = 1; i < value.length; i++) {
		char c = value.bytes[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
				 : (c | 32) >= 'a' && (c | 32) <= 'f'
					 ? (uint32_t)((c | 32) - 'a' + 10)
					 : 16;
		if (digit == 16)
			return PROJECT_NONE;
		colour = colour << 4 | digit;
		if (value.length == 4)
			colour = colour << 4 | digit;
	}
	return colour;
}

static bool is_above(const struct refi *refi, uint32_t code)
{
	uint32_t at = refi->code;
	while (at != PROJECT_NONE && at != code)
		at = refi->builder->codes.items[at].parent;
	return at != PROJECT_NONE;
}

/* A code that is there already takes what is below it all the same. */
static void begin_code(struct refi *refi, struct attributes attributes)
{
	struct builder *builder = refi->builder;
	struct str id = guid_attribute(refi, attributes, "guid"), codable;
	struct str name = name_attribute(refi, attributes);
	uint32_t known = refi_index(&refi->codes, id);
	if (known != PROJECT_NONE && is_above(refi, known)) {
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_CYCLE,
				    here(refi), "the code %.*s is below itself",
				    shown(id), id.bytes);
		return;
	}
	if (!enter(refi, &refi->codes, id, PROJECT_NONE, "code")) {
		if (known != PROJECT_NONE)
			refi->code = known;
		return;
	}
	if (name.length == 0) {
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_VALUE,
				    here(refi), "the code %.*s has no name",
				    shown(id), id.bytes);
		name = id;
	}
	uint32_t code = read_builder_add_code(builder, id, name, refi->code,
					      here(refi));
	if (code == PROJECT_NONE)
		return;
	map_set(&refi->codes, id, refi_pointer(code));
	builder->codes.items[code].colour = colour_of(attributes);
	find_attribute(attributes, "isCodable", &codable);
	codable = str_trim(codable);
	builder->codes.items[code].is_codable =
		!str_equals(codable, STR("false")) &&
		!str_equals(codable, STR("0"));
	refi->code = code;
}

static enum project_type type_of(struct attributes attributes)
{
	static const char *const types[] = {"Text",  "Boolean", "Integer",
					    "Float", "Date",	"DateTime"};
	struct str value;
	find_attribute(attributes, "typeOfVariable", &value);
	for (int i = 0; i < 6; i++)
		if (str_equals_string(str_trim(value), types[i]))
			return (enum project_type)i;
	return PROJECT_TEXT;
}

static void begin_variable(struct refi *refi, struct attributes attributes)
{
	struct str id = guid_attribute(refi, attributes, "guid");
	struct str name = name_attribute(refi, attributes);
	if (!enter(refi, &refi->variables, id, PROJECT_NONE, "variable"))
		return;
	uint32_t variable = read_builder_add_variable(
		refi->builder, id, name.length ? name : id, type_of(attributes),
		here(refi));
	if (variable != PROJECT_NONE)
		map_set(&refi->variables, id, refi_pointer(variable));
}

static void begin_case(struct refi *refi, struct attributes attributes)
{
	struct str id = guid_attribute(refi, attributes, "guid");
	uint32_t added = read_builder_add_case(refi->builder, id,
					       name_attribute(refi, attributes),
					       here(refi));
	if (added != PROJECT_NONE)
		enter(refi, &refi->cases, id, added, "case");
	refi->case_index = added;
}

static void begin_source(struct refi *refi, struct attributes attributes)
{
	struct str id = guid_attribute(refi, attributes, "guid");
	uint32_t added = read_builder_add_source(
		refi->builder, id, name_attribute(refi, attributes),
		here(refi));
	if (added != PROJECT_NONE)
		enter(refi, &refi->sources, id, added, "source");
	refi->source = added;
}

static void begin_text(struct refi *refi, struct attributes attributes)
{
	if (refi->source == PROJECT_NONE)
		return;
	*VECTOR_ADD(&refi->texts) = (struct refi_text){
		.source = refi->source,
		.path = attribute(refi, attributes, "plainTextPath"),
		.inline_text = STR(""),
		.is_excerpt = refi->selection != PROJECT_NONE,
		.place = here(refi),
	};
	refi->text = (uint32_t)refi->texts.count - 1;
	if (refi->selection != PROJECT_NONE)
		refi->picked.items[refi->selection].excerpt = refi->text;
}

/* A position; -1, after a report, where there is none that could be one. */
static int64_t position(struct refi *refi, struct attributes attributes,
			const char *name, bool *is_told)
{
	struct str value;
	char digits[24];
	char *end = digits;
	long long number = -1;
	find_attribute(attributes, name, &value);
	value = str_trim(value);
	if (value.length > 0 && value.length < sizeof digits) {
		memcpy(digits, value.bytes, value.length);
		digits[value.length] = '\0';
		errno = 0;
		number = strtoll(digits, &end, 10);
		if (errno || *end)
			end = digits;
	}
	if (end != digits)
		return number;
	read_builder_report(refi->builder, DIAGNOSTIC_FINDINGS_VALUE,
			    here(refi), "%s is no whole number", name);
	*is_told = true;
	return -1;
}

static int64_t sync_position(struct refi *refi, struct attributes attributes,
			     const char *name)
{
	struct str point = guid_attribute(refi, attributes, name);
	uint32_t found = refi_index(&refi->syncs, point);
	return found == PROJECT_NONE ? -1 : (int64_t)found;
}

static void begin_selection(struct refi *refi, enum element element,
			    struct attributes attributes)
{
	if (refi->source == PROJECT_NONE)
		return;
	bool is_text = element == PLAIN_TEXT_SELECTION ||
		       element == TRANSCRIPT_SELECTION;
	struct refi_selection selection = {
		.id = guid_attribute(refi, attributes, "guid"),
		.name = attribute(refi, attributes, "name"),
		.memo = STR(""),
		.created = attribute(refi, attributes, "creationDateTime"),
		.source = refi->source,
		.text = is_text ? refi->text : PROJECT_NONE,
		.excerpt = PROJECT_NONE,
		.start = -1,
		.end = -1,
		.coder = coder_of(refi, attributes),
		.place = here(refi),
	};
	if (element == PLAIN_TEXT_SELECTION) {
		selection.start = position(refi, attributes, "startPosition",
					   &selection.is_told);
		selection.end = position(refi, attributes, "endPosition",
					 &selection.is_told);
	} else if (element == TRANSCRIPT_SELECTION) {
		selection.start =
			sync_position(refi, attributes, "fromSyncPoint");
		selection.end = sync_position(refi, attributes, "toSyncPoint");
		if (selection.start < 0 || selection.end < selection.start)
			selection.text = PROJECT_NONE;
	}
	*VECTOR_ADD(&refi->picked) = selection;
	refi->selection = (uint32_t)refi->picked.count - 1;
	if (selection.id.length == 0)
		enter(refi, &refi->selections, selection.id, 0, "selection");
	else if (map_lookup(&refi->selections, selection.id))
		read_builder_report(
			refi->builder, DIAGNOSTIC_FINDINGS_DOUBLE_SELECTION,
			here(refi), "two selections have the guid %.*s",
			shown(selection.id), selection.id.bytes);
	else
		map_set(&refi->selections, selection.id,
			refi_pointer(refi->selection));
}

static void begin_sync_point(struct refi *refi, struct attributes attributes)
{
	struct str id = guid_attribute(refi, attributes, "guid"), value;
	bool is_told = false;
	if (!find_attribute(attributes, "position", &value))
		return;
	int64_t at = position(refi, attributes, "position", &is_told);
	if (id.length && at >= 0 && at < PROJECT_NONE)
		map_set(&refi->syncs, id, refi_pointer((uint32_t)at));
}

static void begin_coding(struct refi *refi, struct attributes attributes)
{
	refi->is_in_coding = true;
	refi->coding_created = attribute(refi, attributes, "creationDateTime");
	refi->coding_coder = coder_of(refi, attributes);
}

static void refer(struct refi *refi, enum refi_reference_kind kind,
		  struct attributes attributes)
{
	if (refi->case_index == PROJECT_NONE)
		return;
	*VECTOR_ADD(&refi->references) = (struct refi_reference){
		.kind = kind,
		.owner = refi->case_index,
		.target = guid_attribute(refi, attributes, "targetGUID"),
		.place = here(refi),
	};
}

static void begin_code_ref(struct refi *refi, struct attributes attributes)
{
	if (!refi->is_in_coding) {
		refer(refi, REFI_TO_CODE, attributes);
		return;
	}
	if (refi->source == PROJECT_NONE)
		return;
	struct refi_selection *selection =
		refi->selection == PROJECT_NONE
			? NULL
			: &refi->picked.items[refi->selection];
	struct refi_coding coding = {
		.code = guid_attribute(refi, attributes, "targetGUID"),
		.selection = refi->selection,
		.source = refi->source,
		.coder = refi->coding_coder,
		.created = refi->coding_created,
		.place = here(refi),
	};
	if (selection && coding.coder == PROJECT_NONE)
		coding.coder = selection->coder;
	if (selection && coding.created.length == 0)
		coding.created = selection->created;
	*VECTOR_ADD(&refi->codings) = coding;
}

static void collect(struct refi *refi)
{
	buffer_clear(&refi->collected);
	refi->is_collecting = true;
}

static void check_root(struct refi *refi, enum element element,
		       const xmlChar *uri)
{
	struct str namespace = str_from((const char *)uri);
	refi->has_root = true;
	if ((element == PROJECT || element == CODE_BOOK) &&
	    (namespace.length == 0 ||
	     str_starts_with(namespace, STR("urn:QDA-XML:"))))
		return;
	read_builder_report(
		refi->builder, DIAGNOSTIC_FINDINGS_KIND, here(refi),
		"the root is no Project and no CodeBook of REFI-QDA");
	refi->has_failed = true;
	xmlStopParser(refi->parser);
}

/* What the element's kind had before, to be put back at its end. */
static uint32_t *current_of(struct refi *refi, enum element element)
{
	switch (element) {
	case CODE:
		return &refi->code;
	case CASE:
		return &refi->case_index;
	case TEXT_SOURCE:
	case PICTURE_SOURCE:
	case PDF_SOURCE:
	case AUDIO_SOURCE:
	case VIDEO_SOURCE:
		return &refi->source;
	case REPRESENTATION:
	case TRANSCRIPT:
	case TEXT_DESCRIPTION:
		return &refi->text;
	case PLAIN_TEXT_SELECTION:
	case TRANSCRIPT_SELECTION:
	case PICTURE_SELECTION:
	case PDF_SELECTION:
	case AUDIO_SELECTION:
	case VIDEO_SELECTION:
		return &refi->selection;
	default:
		return NULL;
	}
}

static void begin_element(struct refi *refi, enum element element,
			  struct attributes attributes)
{
	switch (element) {
	case PROJECT:
		refi->builder->project->name = name_attribute(refi, attributes);
		/* fall through */
	case CODE_BOOK:
		if (refi->frames.count == 1)
			refi->builder->project->origin =
				attribute(refi, attributes, "origin");
		break;
	case USER:
		begin_user(refi, attributes);
		break;
	case CODE:
		begin_code(refi, attributes);
		break;
	case VARIABLE:
		begin_variable(refi, attributes);
		break;
	case CASE:
		begin_case(refi, attributes);
		break;
	case TEXT_SOURCE:
		begin_source(refi, attributes);
		begin_text(refi, attributes);
		break;
	case PICTURE_SOURCE:
	case PDF_SOURCE:
	case AUDIO_SOURCE:
	case VIDEO_SOURCE:
		begin_source(refi, attributes);
		break;
	case REPRESENTATION:
	case TRANSCRIPT:
	case TEXT_DESCRIPTION:
		begin_text(refi, attributes);
		break;
	case PLAIN_TEXT_SELECTION:
	case TRANSCRIPT_SELECTION:
	case PICTURE_SELECTION:
	case PDF_SELECTION:
	case AUDIO_SELECTION:
	case VIDEO_SELECTION:
		begin_selection(refi, element, attributes);
		break;
	case SYNC_POINT:
		begin_sync_point(refi, attributes);
		break;
	case CODING:
		begin_coding(refi, attributes);
		break;
	case CODE_REF:
		begin_code_ref(refi, attributes);
		break;
	case SOURCE_REF:
		refer(refi, REFI_TO_SOURCE, attributes);
		break;
	case SELECTION_REF:
		refer(refi, REFI_TO_SELECTION, attributes);
		break;
	case VARIABLE_VALUE:
		refi->value = (struct refi_value){.place = here(refi)};
		break;
	case VARIABLE_REF:
		refi->value.variable =
			guid_attribute(refi, attributes, "targetGUID");
		break;
	case DESCRIPTION:
	case PLAIN_TEXT_CONTENT:
	case TEXT_VALUE:
	case BOOLEAN_VALUE:
	case INTEGER_VALUE:
	case FLOAT_VALUE:
	case DATE_VALUE:
	case DATE_TIME_VALUE:
		collect(refi);
		break;
	default:
		break;
	}
}

/* A value of the case, or of the source, around it. */
static void end_value(struct refi *refi)
{
	struct refi_value value = refi->value;
	refi->value = (struct refi_value){0};
	value.is_source = refi->case_index == PROJECT_NONE;
	value.owner = value.is_source ? refi->source : refi->case_index;
	if (value.owner != PROJECT_NONE && value.text.length)
		*VECTOR_ADD(&refi->values) = value;
}

static void end_collected(struct refi *refi, enum element element)
{
	struct str text = buffer_str(&refi->collected);
	refi->is_collecting = false;
	if (element == DESCRIPTION) {
		if (refi->selection == PROJECT_NONE || refi->is_in_coding)
			return;
		refi->picked.items[refi->selection].memo =
			arena_copy_str(refi->builder->arena, str_trim(text));
	} else if (element == PLAIN_TEXT_CONTENT) {
		if (refi->text != PROJECT_NONE && refi->source != PROJECT_NONE)
			refi->texts.items[refi->text].inline_text =
				arena_copy_str(refi->builder->arena, text);
	} else {
		refi->value.text = arena_copy_str(refi->builder->arena, text);
	}
}

static void end_element(struct refi *refi, enum element element)
{
	switch (element) {
	case CODING:
		refi->is_in_coding = false;
		break;
	case VARIABLE_VALUE:
		end_value(refi);
		break;
	case TEXT_SOURCE:
		refi->text = PROJECT_NONE;
		break;
	case DESCRIPTION:
	case PLAIN_TEXT_CONTENT:
	case TEXT_VALUE:
	case BOOLEAN_VALUE:
	case INTEGER_VALUE:
	case FLOAT_VALUE:
	case DATE_VALUE:
	case DATE_TIME_VALUE:
		end_collected(refi, element);
		break;
	default:
		break;
	}
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int attribute_count,
		     int defaulted_count, const xmlChar **items)
{
	struct refi *refi = user;
	enum element element = element_of(name);
	(void)prefix, (void)namespace_count, (void)namespaces,
		(void)defaulted_count;
	if (refi->skipped || element == NOTES || element == LINKS ||
	    element == SETS || element == GRAPHS) {
		refi->skipped++;
		return;
	}
	if (!refi->has_root)
		check_root(refi, element, uri);
	if (refi->has_failed)
		return;
	uint32_t *current = current_of(refi, element);
	*VECTOR_ADD(&refi->frames) = (struct refi_frame){
		.element = element, .saved = current ? *current : 0};
	begin_element(refi, element,
		      (struct attributes){items, attribute_count});
	if (refi->builder->is_full)
		xmlStopParser(refi->parser);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct refi *refi = user;
	(void)name, (void)prefix, (void)uri;
	if (refi->skipped) {
		refi->skipped--;
		return;
	}
	if (refi->frames.count == 0)
		return;
	struct refi_frame frame = *VECTOR_LAST(&refi->frames);
	uint32_t *current = current_of(refi, (enum element)frame.element);
	refi->frames.count--;
	end_element(refi, (enum element)frame.element);
	if (current)
		*current = frame.saved;
}

static void on_characters(void *user, const xmlChar *text, int length)
{
	struct refi *refi = user;
	if (refi->is_collecting && !refi->skipped)
		buffer_append(&refi->collected, text, (size_t)length);
}

/* A document type is where entities come from; REFI-QDA has none. */
static void on_document_type(void *user, const xmlChar *name,
			     const xmlChar *external, const xmlChar *system)
{
	struct refi *refi = user;
	(void)name, (void)external, (void)system;
	if (!refi->has_failed)
		read_builder_report(refi->builder, DIAGNOSTIC_FINDINGS_XML,
				    here(refi),
				    "a document type (<!DOCTYPE …>) is not "
				    "accepted: it could bring in other files");
	refi->has_failed = true;
	xmlStopParser(refi->parser);
}

static void on_error(void *user, xmlErrorPtr error)
{
	struct refi *refi = user;
	if (error->level != XML_ERR_FATAL || refi->has_failed ||
	    refi->builder->is_full)
		return;
	struct str message = str_trim(str_from(error->message));
	if (message.length > 200)
		message.length = 200;
	refi->has_failed = true;
	read_builder_report(
		refi->builder,
		error->code == XML_ERR_INVALID_CHAR ||
				error->code == XML_ERR_INVALID_ENCODING
			? DIAGNOSTIC_FINDINGS_ENCODING
			: DIAGNOSTIC_FINDINGS_XML,
		(struct place){.file = refi->file,
			       .line = error->line > 0 ? (uint32_t)error->line
						       : 0},
		"no well-formed XML: %.*s", (int)message.length, message.bytes);
}

static int on_read(void *context, char *bytes, int size)
{
	struct refi *refi = context;
	int count = archive_read_project(refi->archive, bytes, size);
	if (count < 0)
		refi->has_failed = true;
	return count;
}

static bool parse(struct refi *refi)
{
	xmlSAXHandler handler = {0};
	handler.initialized = XML_SAX2_MAGIC;
	handler.startElementNs = on_start;
	handler.endElementNs = on_end;
	handler.characters = handler.ignorableWhitespace = on_characters;
	handler.cdataBlock = on_characters;
	handler.internalSubset = on_document_type;
	handler.serror = (xmlStructuredErrorFunc)on_error;
	xmlParserCtxtPtr parser = xmlCreateIOParserCtxt(
		&handler, refi, on_read, NULL, refi, XML_CHAR_ENCODING_NONE);
	if (!parser)
		memory_exhausted();
	refi->parser = parser;
	/* NOENT: &amp; comes as it is meant. There are no other entities,
	 * since there is no document type. */
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT);
	xmlParseDocument(parser);
	bool is_right = parser->wellFormed && refi->has_root;
	if (!is_right && !refi->has_failed && !refi->builder->is_full)
		read_builder_report(refi->builder, DIAGNOSTIC_FINDINGS_XML,
				    (struct place){.file = refi->file},
				    "no XML, or cut off");
	xmlFreeParserCtxt(parser);
	return is_right && !refi->has_failed;
}

static void release(struct refi *refi)
{
	map_release(&refi->codes);
	map_release(&refi->sources);
	map_release(&refi->cases);
	map_release(&refi->variables);
	map_release(&refi->users);
	map_release(&refi->selections);
	map_release(&refi->syncs);
	VECTOR_RELEASE(&refi->frames);
	VECTOR_RELEASE(&refi->texts);
	VECTOR_RELEASE(&refi->picked);
	VECTOR_RELEASE(&refi->codings);
	VECTOR_RELEASE(&refi->references);
	VECTOR_RELEASE(&refi->values);
	buffer_release(&refi->collected);
}

bool refi_read(struct builder *builder, struct archive *archive)
{
	struct refi refi = {
		.builder = builder,
		.archive = archive,
		.file = archive_project_file(archive),
		.code = PROJECT_NONE,
		.source = PROJECT_NONE,
		.case_index = PROJECT_NONE,
		.text = PROJECT_NONE,
		.selection = PROJECT_NONE,
		.coding_coder = PROJECT_NONE,
		.coding_created = STR(""),
	};
	bool is_right = parse(&refi);
	if (is_right && !builder->is_full)
		refi_link(&refi);
	release(&refi);
	return is_right && !builder->is_full;
}
