/* Parsing REFI-QDA: elements into what refi_private.h describes. */
#include "read/refi.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "read/refi_private.h"

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
	MEMBER_SOURCE,
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
	SET,
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
	"MemberSource",
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
	"Set",
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

static enum element element_of(const char *name)
{
	const char *const *found =
		bsearch(name, names, sizeof names / sizeof *names,
			sizeof *names, compare_names);
	return found ? (enum element)(found - names + 1) : OTHER;
}

static void collect(struct refi *refi)
{
	buffer_clear(&refi->collected);
	refi->is_collecting = true;
}

static void check_root(struct refi *refi, enum element element, const char *uri)
{
	struct str namespace = str_from(uri);
	refi->has_root = true;
	if ((element == PROJECT || element == CODE_BOOK) &&
	    (namespace.length == 0 ||
	     str_starts_with(namespace, STR("urn:QDA-XML:"))))
		return;
	read_builder_report(
		refi->builder, DIAGNOSTIC_FINDINGS_KIND, refi_place(refi),
		"the root is no Project and no CodeBook of REFI-QDA");
	xml_fail(&refi->reader);
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
	case BOOLEAN_VALUE:
	case CODE_BOOK:
	case CODE_REF:
	case CODING:
	case DATE_TIME_VALUE:
	case DATE_VALUE:
	case DESCRIPTION:
	case FLOAT_VALUE:
	case GRAPHS:
	case INTEGER_VALUE:
	case LINKS:
	case NOTES:
	case OTHER:
	case PLAIN_TEXT_CONTENT:
	case PROJECT:
	case SELECTION_REF:
	case SET:
	case MEMBER_SOURCE:
	case SOURCE_REF:
	case SYNC_POINT:
	case TEXT_VALUE:
	case USER:
	case VARIABLE:
	case VARIABLE_REF:
	case VARIABLE_VALUE:
		break;
	}
	return NULL;
}

static void begin_element(struct refi *refi, enum element element,
			  struct attributes attributes)
{
	switch (element) {
	case PROJECT:
		refi->builder->project->name = refi_name(refi, attributes);
		/* fall through */
	case CODE_BOOK:
		if (refi->frames.count == 1)
			refi->builder->project->origin =
				refi_attribute(refi, attributes, "origin");
		break;
	case USER:
		refi_begin_user(refi, attributes);
		break;
	case CODE:
		refi_begin_code(refi, attributes);
		break;
	case VARIABLE:
		refi_begin_variable(refi, attributes);
		break;
	case CASE:
		refi_begin_case(refi, attributes);
		break;
	case TEXT_SOURCE:
		refi_begin_source(refi, attributes);
		refi_begin_text(refi, attributes);
		break;
	case PICTURE_SOURCE:
	case PDF_SOURCE:
	case AUDIO_SOURCE:
	case VIDEO_SOURCE:
		refi_begin_source(refi, attributes);
		break;
	case REPRESENTATION:
	case TRANSCRIPT:
	case TEXT_DESCRIPTION:
		refi_begin_text(refi, attributes);
		break;
	case PLAIN_TEXT_SELECTION:
	case TRANSCRIPT_SELECTION:
	case PICTURE_SELECTION:
	case PDF_SELECTION:
	case AUDIO_SELECTION:
	case VIDEO_SELECTION:
		refi_begin_selection(
			refi,
			element == PLAIN_TEXT_SELECTION ? REFI_PLAIN_TEXT :
			element == TRANSCRIPT_SELECTION ? REFI_TRANSCRIPT :
							  REFI_PART,
			attributes);
		break;
	case SYNC_POINT:
		refi_begin_sync_point(refi, attributes);
		break;
	case CODING:
		refi_begin_coding(refi, attributes);
		break;
	case CODE_REF:
		refi_begin_code_ref(refi, attributes);
		break;
	case SOURCE_REF:
		refi_refer(refi, REFI_TO_SOURCE, attributes);
		break;
	case SET:
		refi_begin_set(refi, attributes);
		break;
	case MEMBER_SOURCE:
		refi_begin_member(refi, attributes);
		break;
	case SELECTION_REF:
		refi_refer(refi, REFI_TO_SELECTION, attributes);
		break;
	case VARIABLE_VALUE:
		refi->value = (struct refi_value){ .place = refi_place(refi) };
		break;
	case VARIABLE_REF:
		refi->value.variable =
			refi_guid(refi, attributes, "targetGUID");
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
	case GRAPHS:
	case LINKS:
	case NOTES:
	case OTHER:
		break;
	}
}

/* A value of the case, or of the source, around it. */
static void end_value(struct refi *refi)
{
	struct refi_value value = refi->value;
	refi->value = (struct refi_value){ 0 };
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
	case AUDIO_SELECTION:
	case AUDIO_SOURCE:
	case CASE:
	case CODE:
	case CODE_BOOK:
	case CODE_REF:
	case GRAPHS:
	case LINKS:
	case NOTES:
	case OTHER:
	case PDF_SELECTION:
	case PDF_SOURCE:
	case PICTURE_SELECTION:
	case PICTURE_SOURCE:
	case PLAIN_TEXT_SELECTION:
	case PROJECT:
	case REPRESENTATION:
	case SELECTION_REF:
	case SET:
	case MEMBER_SOURCE:
	case SOURCE_REF:
	case SYNC_POINT:
	case TEXT_DESCRIPTION:
	case TRANSCRIPT:
	case TRANSCRIPT_SELECTION:
	case USER:
	case VARIABLE:
	case VARIABLE_REF:
	case VIDEO_SELECTION:
	case VIDEO_SOURCE:
		break;
	}
}

static void on_start(void *user, const char *name, const char *uri,
		     struct attributes attributes)
{
	struct refi *refi = user;
	enum element element = element_of(name);
	if (refi->skipped || element == NOTES || element == LINKS ||
	    element == GRAPHS) {
		refi->skipped++;
		return;
	}
	if (!refi->has_root)
		check_root(refi, element, uri);
	if (refi->reader.has_failed)
		return;
	uint32_t *current = current_of(refi, element);
	*VECTOR_ADD(&refi->frames) =
		(struct refi_frame){ .element = element,
				     .saved = current ? *current : 0 };
	begin_element(refi, element, attributes);
}

static void on_end(void *user, const char *name)
{
	struct refi *refi = user;
	(void)name;
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

static void on_text(void *user, const char *text, size_t length)
{
	struct refi *refi = user;
	if (refi->is_collecting && !refi->skipped)
		buffer_append(&refi->collected, text, length);
}

static int on_read(void *user, char *bytes, int size)
{
	return archive_read_project(user, bytes, size);
}

static bool parse(struct refi *refi)
{
	refi->reader = (struct xml_reader){
		.builder = refi->builder,
		.file = refi->file,
		.read = on_read,
		.read_user = refi->archive,
		.start = on_start,
		.end = on_end,
		.text = on_text,
		.user = refi,
	};
	return xml_read(&refi->reader);
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
	VECTOR_RELEASE(&refi->sets);
	VECTOR_RELEASE(&refi->members);
	buffer_release(&refi->collected);
}

bool refi_read(struct builder *builder, struct archive *archive,
	       const struct read_options *options)
{
	struct refi refi = {
		.builder = builder,
		.options = options,
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
	builder->has_sources = true;
	bool is_right = parse(&refi);
	if (is_right && !builder->is_full)
		refi_link(&refi);
	release(&refi);
	return is_right && !builder->is_full;
}
