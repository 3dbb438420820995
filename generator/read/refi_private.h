/* What the REFI-QDA reader gathers while it parses (refi.c) and links when it
 * has seen everything (refi_link.c): references may point forwards. */
#ifndef EVERYREAD_READ_REFI_PRIVATE_H
#define EVERYREAD_READ_REFI_PRIVATE_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "read/archive.h"
#include "read/read_builder.h"
#include "read/read_options.h"
#include "read/read_text.h"
#include "read/xml.h"

/* A text that offsets count in: a TextSource, a Representation of a PDF, a
 * Transcript of a recording, a TextDescription of a picture. */
struct refi_text {
	uint32_t source;
	bool is_excerpt; /* of one selection; no offsets count in it */
	struct str path; /* "internal://…"; empty: inline, or none */
	struct str inline_text;
	bool is_there;
	struct read_text text;
	struct place place;
};

struct refi_selection {
	struct str id, name, memo, created;
	uint32_t text; /* index into texts; PROJECT_NONE: no part of a text */
	uint32_t excerpt; /* of a PDF's part: the text that is a copy of it, or
			   * PROJECT_NONE */
	uint32_t source;
	int64_t start, end; /* as written; -1: none */
	bool is_told;       /* its mistake was reported */
	uint32_t coder;
	struct place place;
};

/* A CodeRef in a Coding: of a selection, or of a source as a whole. */
struct refi_coding {
	struct str code;
	uint32_t selection; /* or PROJECT_NONE */
	uint32_t source, coder;
	struct str created;
	struct place place;
};

enum refi_reference_kind { REFI_TO_CODE, REFI_TO_SOURCE, REFI_TO_SELECTION };

struct refi_reference {
	enum refi_reference_kind kind;
	uint32_t owner; /* index of the case */
	struct str target;
	struct place place;
};

struct refi_value {
	uint32_t owner;
	bool is_source;
	struct str variable, text;
	struct place place;
};

/* A group of sources, or of cases where a program writes so. */
struct refi_set {
	struct str id, name;
	bool has_sources, has_cases;
	struct place place;
};

struct refi_member {
	uint32_t set;
	struct str target;
	uint32_t owner; /* a source or a case; PROJECT_NONE: neither */
	bool is_source;
	struct place place;
};

struct refi_frame {
	int element;
	uint32_t saved; /* what the element's kind had before it */
};

struct refi {
	struct builder *builder;
	struct archive *archive;
	const struct read_options *options;
	const char *file;
	struct xml_reader reader;
	bool has_root;
	unsigned skipped; /* depth inside what is not read; 0: none */
	struct map codes, sources, cases, variables, users, selections, syncs;
	VECTOR(struct refi_frame) frames;
	VECTOR(struct refi_text) texts;
	VECTOR(struct refi_selection) picked;
	VECTOR(struct refi_coding) codings;
	VECTOR(struct refi_reference) references;
	VECTOR(struct refi_value) values;
	VECTOR(struct refi_set) sets;
	VECTOR(struct refi_member) members;
	/* Where the parser stands: indices, or PROJECT_NONE. */
	uint32_t code, source, case_index, text, selection;
	struct str coding_created;
	uint32_t coding_coder;
	bool is_in_coding;
	struct refi_value value;
	struct buffer collected; /* the text of the element, if it has one */
	bool is_collecting;
};

/* Indices are kept in maps as pointers, none as NULL. */
static inline void *refi_pointer(uint32_t index)
{
	return (void *)((uintptr_t)index + 1);
}

static inline uint32_t refi_index(const struct map *map, struct str id)
{
	void *found = map_lookup(map, id);
	return found ? (uint32_t)((uintptr_t)found - 1) : PROJECT_NONE;
}

/* In what a selection picks a stretch. */
enum refi_selection_kind { REFI_PLAIN_TEXT, REFI_TRANSCRIPT, REFI_PART };

/* Where the parser is. */
struct place refi_place(const struct refi *refi);

/* An attribute's text, "" where it is absent; a name is one line; a GUID comes
 * in one spelling. All in the builder's arena. */
struct str refi_attribute(struct refi *refi, struct attributes attributes,
			  const char *name);
struct str refi_name(struct refi *refi, struct attributes attributes);
struct str refi_guid(struct refi *refi, struct attributes attributes,
		     const char *name);

/* What an element that begins adds to what is gathered (refi_begin.c). */
void refi_begin_user(struct refi *refi, struct attributes attributes);
void refi_begin_code(struct refi *refi, struct attributes attributes);
void refi_begin_variable(struct refi *refi, struct attributes attributes);
void refi_begin_case(struct refi *refi, struct attributes attributes);
void refi_begin_source(struct refi *refi, struct attributes attributes);
void refi_begin_text(struct refi *refi, struct attributes attributes);
void refi_begin_selection(struct refi *refi, enum refi_selection_kind kind,
			  struct attributes attributes);
void refi_begin_sync_point(struct refi *refi, struct attributes attributes);
void refi_begin_set(struct refi *refi, struct attributes attributes);
void refi_begin_member(struct refi *refi, struct attributes attributes);
void refi_begin_coding(struct refi *refi, struct attributes attributes);
void refi_begin_code_ref(struct refi *refi, struct attributes attributes);
void refi_refer(struct refi *refi, enum refi_reference_kind kind,
		struct attributes attributes);

/* Makes variables of sets (refi_sets.c). */
void refi_link_sets(struct refi *refi);

/* Resolves all that was gathered into the builder. */
void refi_link(struct refi *refi);

#endif
