/* What each element of REFI-QDA means when it begins: its attributes, taken
 * over and checked. */
#include <errno.h>
#include <stdlib.h>

#include "read/refi_private.h"

struct place refi_place(const struct refi *refi)
{
	return xml_place(&refi->reader);
}

struct str refi_attribute(struct refi *refi, struct attributes attributes,
			  const char *name)
{
	struct str value;
	return xml_find_attribute(attributes, name, &value) ?
		       arena_copy_str(refi->builder->arena, value) :
		       STR("");
}

/* Names are one line: no control characters, no white space at the ends. */
struct str refi_name(struct refi *refi, struct attributes attributes)
{
	struct str value = refi_attribute(refi, attributes, "name");
	for (size_t i = 0; i < value.length; i++)
		if ((unsigned char)value.bytes[i] < 32)
			((char *)value.bytes)[i] = ' ';
	return str_trim(value);
}

/* A GUID in one spelling: without braces, in small letters. */
struct str refi_guid(struct refi *refi, struct attributes attributes,
		     const char *name)
{
	struct str value;
	xml_find_attribute(attributes, name, &value);
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
	return (struct str){ copy, value.length };
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
				    refi_place(refi), "%s without a guid",
				    what);
		return false;
	}
	if (map_lookup(map, id)) {
		read_builder_report(
			refi->builder, DIAGNOSTIC_FINDINGS_DOUBLE_ID,
			refi_place(refi), "two %ss have the guid %.*s", what,
			shown(id), id.bytes);
		return false;
	}
	if (index != PROJECT_NONE)
		map_set(map, id, refi_pointer(index));
	return true;
}

static uint32_t coder_of(struct refi *refi, struct attributes attributes)
{
	struct str user = refi_guid(refi, attributes, "creatingUser");
	return user.length ? refi_index(&refi->users, user) : PROJECT_NONE;
}

void refi_begin_user(struct refi *refi, struct attributes attributes)
{
	struct str id = refi_guid(refi, attributes, "guid");
	struct str name = refi_name(refi, attributes);
	if (id.length && !map_lookup(&refi->users, id))
		map_set(&refi->users, id,
			refi_pointer(read_builder_add_coder(
				refi->builder, name.length ? name : id)));
}

static uint32_t colour_of(struct attributes attributes)
{
	struct str value;
	uint32_t colour = 0;
	xml_find_attribute(attributes, "color", &value);
	value = str_trim(value);
	if ((value.length != 7 && value.length != 4) || value.bytes[0] != '#')
		return PROJECT_NONE;
	for (size_t i = 1; i < value.length; i++) {
		char c = value.bytes[i];
		uint32_t digit = c >= '0' && c <= '9' ?
					 (uint32_t)(c - '0') :
				 (c | 32) >= 'a' && (c | 32) <= 'f' ?
					 (uint32_t)((c | 32) - 'a' + 10) :
					 16;
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
void refi_begin_code(struct refi *refi, struct attributes attributes)
{
	struct builder *builder = refi->builder;
	struct str id = refi_guid(refi, attributes, "guid"), codable;
	struct str name = refi_name(refi, attributes);
	uint32_t known = refi_index(&refi->codes, id);
	if (known != PROJECT_NONE && is_above(refi, known)) {
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_CYCLE, refi_place(refi),
			"the code %.*s is below itself", shown(id), id.bytes);
		return;
	}
	if (!enter(refi, &refi->codes, id, PROJECT_NONE, "code")) {
		if (known != PROJECT_NONE)
			refi->code = known;
		return;
	}
	if (name.length == 0) {
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_VALUE, refi_place(refi),
			"the code %.*s has no name", shown(id), id.bytes);
		name = id;
	}
	uint32_t code = read_builder_add_code(builder, id, name, refi->code,
					      refi_place(refi));
	if (code == PROJECT_NONE)
		return;
	map_set(&refi->codes, id, refi_pointer(code));
	builder->codes.items[code].colour = colour_of(attributes);
	xml_find_attribute(attributes, "isCodable", &codable);
	codable = str_trim(codable);
	builder->codes.items[code].is_codable =
		!str_equals(codable, STR("false")) &&
		!str_equals(codable, STR("0"));
	refi->code = code;
}

static enum project_type type_of(struct attributes attributes)
{
	static const char *const types[] = { "Text",  "Boolean", "Integer",
					     "Float", "Date",    "DateTime" };
	struct str value;
	xml_find_attribute(attributes, "typeOfVariable", &value);
	for (int i = 0; i < 6; i++)
		if (str_equals_string(str_trim(value), types[i]))
			return (enum project_type)i;
	return PROJECT_TEXT;
}

void refi_begin_variable(struct refi *refi, struct attributes attributes)
{
	struct str id = refi_guid(refi, attributes, "guid");
	struct str name = refi_name(refi, attributes);
	if (!enter(refi, &refi->variables, id, PROJECT_NONE, "variable"))
		return;
	uint32_t variable = read_builder_add_variable(
		refi->builder, id, name.length ? name : id, type_of(attributes),
		refi_place(refi));
	if (variable != PROJECT_NONE)
		map_set(&refi->variables, id, refi_pointer(variable));
}

void refi_begin_case(struct refi *refi, struct attributes attributes)
{
	struct str id = refi_guid(refi, attributes, "guid");
	uint32_t added = read_builder_add_case(refi->builder, id,
					       refi_name(refi, attributes),
					       refi_place(refi));
	if (added != PROJECT_NONE)
		enter(refi, &refi->cases, id, added, "case");
	refi->case_index = added;
}

void refi_begin_source(struct refi *refi, struct attributes attributes)
{
	struct str id = refi_guid(refi, attributes, "guid");
	uint32_t added = read_builder_add_source(refi->builder, id,
						 refi_name(refi, attributes),
						 refi_place(refi));
	if (added != PROJECT_NONE)
		enter(refi, &refi->sources, id, added, "source");
	refi->source = added;
}

void refi_begin_text(struct refi *refi, struct attributes attributes)
{
	if (refi->source == PROJECT_NONE)
		return;
	*VECTOR_ADD(&refi->texts) = (struct refi_text){
		.source = refi->source,
		.path = refi_attribute(refi, attributes, "plainTextPath"),
		.inline_text = STR(""),
		.is_excerpt = refi->selection != PROJECT_NONE,
		.place = refi_place(refi),
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
	xml_find_attribute(attributes, name, &value);
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
	read_builder_report(refi->builder, DIAGNOSTIC_FINDINGS_OFFSET,
			    refi_place(refi), "%s is no whole number", name);
	*is_told = true;
	return -1;
}

static int64_t sync_position(struct refi *refi, struct attributes attributes,
			     const char *name)
{
	struct str point = refi_guid(refi, attributes, name);
	uint32_t found = refi_index(&refi->syncs, point);
	return found == PROJECT_NONE ? -1 : (int64_t)found;
}

void refi_begin_selection(struct refi *refi, enum refi_selection_kind kind,
			  struct attributes attributes)
{
	if (refi->source == PROJECT_NONE)
		return;
	bool is_text = kind != REFI_PART;
	struct refi_selection selection = {
		.id = refi_guid(refi, attributes, "guid"),
		.name = refi_attribute(refi, attributes, "name"),
		.memo = STR(""),
		.created = refi_attribute(refi, attributes, "creationDateTime"),
		.source = refi->source,
		.text = is_text ? refi->text : PROJECT_NONE,
		.excerpt = PROJECT_NONE,
		.start = -1,
		.end = -1,
		.coder = coder_of(refi, attributes),
		.place = refi_place(refi),
	};
	if (kind == REFI_PLAIN_TEXT) {
		selection.start = position(refi, attributes, "startPosition",
					   &selection.is_told);
		selection.end = position(refi, attributes, "endPosition",
					 &selection.is_told);
	} else if (kind == REFI_TRANSCRIPT) {
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
			refi_place(refi),
			"the selection on line %u has the same guid %.*s",
			(unsigned)refi->picked
				.items[refi_index(&refi->selections,
						  selection.id)]
				.place.line,
			shown(selection.id), selection.id.bytes);
	else
		map_set(&refi->selections, selection.id,
			refi_pointer(refi->selection));
}

void refi_begin_sync_point(struct refi *refi, struct attributes attributes)
{
	struct str id = refi_guid(refi, attributes, "guid"), value;
	bool is_told = false;
	if (!xml_find_attribute(attributes, "position", &value))
		return;
	int64_t at = position(refi, attributes, "position", &is_told);
	if (id.length && at >= 0 && at < PROJECT_NONE)
		map_set(&refi->syncs, id, refi_pointer((uint32_t)at));
}

void refi_begin_coding(struct refi *refi, struct attributes attributes)
{
	refi->is_in_coding = true;
	refi->coding_created =
		refi_attribute(refi, attributes, "creationDateTime");
	refi->coding_coder = coder_of(refi, attributes);
}

void refi_refer(struct refi *refi, enum refi_reference_kind kind,
		struct attributes attributes)
{
	if (refi->case_index == PROJECT_NONE)
		return;
	*VECTOR_ADD(&refi->references) = (struct refi_reference){
		.kind = kind,
		.owner = refi->case_index,
		.target = refi_guid(refi, attributes, "targetGUID"),
		.place = refi_place(refi),
	};
}

void refi_begin_code_ref(struct refi *refi, struct attributes attributes)
{
	if (!refi->is_in_coding) {
		refi_refer(refi, REFI_TO_CODE, attributes);
		return;
	}
	if (refi->source == PROJECT_NONE)
		return;
	struct refi_selection *selection =
		refi->selection == PROJECT_NONE ?
			NULL :
			&refi->picked.items[refi->selection];
	struct refi_coding coding = {
		.code = refi_guid(refi, attributes, "targetGUID"),
		.selection = refi->selection,
		.source = refi->source,
		.coder = refi->coding_coder,
		.created = refi->coding_created,
		.place = refi_place(refi),
	};
	if (selection && coding.coder == PROJECT_NONE)
		coding.coder = selection->coder;
	if (selection && coding.created.length == 0)
		coding.created = selection->created;
	*VECTOR_ADD(&refi->codings) = coding;
}
