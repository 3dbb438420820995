/* Linking what a REFI-QDA project refers to, once all of it is known. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/refi_spans.h"

static int shown(struct str id)
{
	return (int)(id.length < 60 ? id.length : 60);
}

static void report_missing(struct refi *refi, struct place place,
			   const char *what, struct str id)
{
	read_builder_report(refi->builder, DIAGNOSTIC_FINDINGS_REFERENCE, place,
			    "there is no %s with the guid %.*s", what,
			    shown(id), id.bytes);
}

/* Takes the scheme off, whatever slashes follow it: programs differ. */
static bool take_scheme(struct str *path, const char *scheme)
{
	size_t length = strlen(scheme);
	if (path->length < length ||
	    strncasecmp(path->bytes, scheme, length) != 0)
		return false;
	while (length < path->length &&
	       (path->bytes[length] == '/' || path->bytes[length] == '\\'))
		length++;
	path->bytes += length;
	path->length -= length;
	return true;
}

/* "internal://a.txt" → "a.txt", and the same for "relative:", since what was
 * beside the project is often packed with it; false where it points
 * elsewhere: to the computer of whoever exported it. */
static bool inner_path(struct str *path)
{
	if (take_scheme(path, "internal:") || take_scheme(path, "relative:"))
		return true;
	return str_find(*path, STR(":")) < 0 && path->length &&
	       path->bytes[0] != '/';
}

static void load_text(struct refi *refi, struct refi_text *text)
{
	struct builder *builder = refi->builder;
	struct str bytes = text->inline_text, path = text->path;
	const char *file = refi->file;
	uint32_t line;
	if (bytes.length == 0) {
		if (path.length == 0)
			return;
		if (!inner_path(&path)) {
			read_builder_report(
				builder, DIAGNOSTIC_FINDINGS_NO_TEXT,
				text->place,
				"the source's text is not in the "
				"project but on the computer that it "
				"was exported from");
			return;
		}
		if (!archive_read_source(refi->archive, path, text->place,
					 &bytes, &file))
			return;
	}
	/* What stands in the project itself is UTF-8 by now. */
	if (!read_text_decode(builder->arena, bytes,
			      text->inline_text.length ?
				      "utf-8" :
				      refi->options->encoding,
			      &text->text, &line)) {
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_ENCODING,
			(struct place){ .file = file, .line = line },
			"the text is neither UTF-8 nor UTF-16");
		return;
	}
	text->is_there = true;
	struct project_source *source = &builder->sources.items[text->source];
	if (source->text.length == 0 && !text->is_excerpt)
		source->text = text->text.utf8;
}

static uint32_t clamp(int64_t position)
{
	return position < 0         ? 0 :
	       position > INT32_MAX ? INT32_MAX :
				      (uint32_t)position;
}

/* Whether ways to count differ in the text. */
static bool has_doubles(const struct refi_text *text)
{
	return text->is_there && (text->text.crlf_count ||
				  text->text.wide_count || text->text.has_bom);
}

/* How each counting does, and which two of them differ anywhere. */
struct votes {
	int64_t scores[READ_COUNTINGS];
	bool differs[READ_COUNTINGS][READ_COUNTINGS];
	int64_t voters; /* selections that countings differ on */
};

static void vote(const struct refi *refi, const struct refi_selection *one,
		 struct votes *votes)
{
	const struct read_text *text = &refi->texts.items[one->text].text;
	uint32_t starts[READ_COUNTINGS], ends[READ_COUNTINGS];
	bool is_voter = false;
	for (int a = 0; a < READ_COUNTINGS; a++) {
		starts[a] = read_text_find(text, clamp(one->start), a);
		ends[a] = read_text_find(text, clamp(one->end), a);
		votes->scores[a] += read_text_score(
			text, clamp(one->start), clamp(one->end), one->name, a);
		for (int b = 0; b < a; b++)
			if (starts[a] != starts[b] || ends[a] != ends[b])
				votes->differs[a][b] = votes->differs[b][a] =
					is_voter = true;
	}
	votes->voters += is_voter;
}

/* Warns where another counting does nearly as well and would pick out other
 * words. */
static void report_doubt(struct refi *refi, const struct votes *votes, int best)
{
	static const char *const names[READ_COUNTINGS] = {
		"characters",    "[crlf]",
		"[utf-16]",      "[crlf, utf-16]",
		"[bom]",         "[crlf, bom]",
		"[utf-16, bom]", "[crlf, utf-16, bom]"
	};
	int64_t margin = votes->voters / 2 < 2 ? 2 : votes->voters / 2;
	int other = 0;
	while (other < READ_COUNTINGS &&
	       (!votes->differs[best][other] ||
		votes->scores[best] - votes->scores[other] >= margin))
		other++;
	if (other < READ_COUNTINGS)
		read_builder_report(
			refi->builder, DIAGNOSTIC_FINDINGS_COUNTING,
			(struct place){ .file = refi->file },
			"what the selections' offsets count does not show; "
			"they are read as offsets: %s, and could be %s",
			names[best], names[other]);
}

/* What the project's offsets count: what its selections look best with. One
 * program wrote them all, so all texts vote together. Where nothing speaks
 * for another, they are code points, as the standard says. */
static int detect_counting(struct refi *refi)
{
	struct votes votes = { 0 };
	int best = READ_COUNTS_CODE_POINTS;
	if (refi->options->has_offsets)
		return refi->options->offsets;
	for (size_t i = 0; i < refi->picked.count; i++) {
		const struct refi_selection *one = &refi->picked.items[i];
		if (one->text != PROJECT_NONE && one->start >= 0 &&
		    one->end >= one->start &&
		    has_doubles(&refi->texts.items[one->text]))
			vote(refi, one, &votes);
	}
	for (int counting = 1; counting < READ_COUNTINGS; counting++)
		if (votes.scores[counting] > votes.scores[best])
			best = counting;
	report_doubt(refi, &votes, best);
	return best;
}

/* Where a selection is in its text. False without text, and where it lies
 * outside, which is reported once. */
static bool locate(struct refi *refi, struct refi_selection *selection,
		   int counting, uint32_t *start, uint32_t *end)
{
	if (selection->text == PROJECT_NONE ||
	    !refi->texts.items[selection->text].is_there)
		return false;
	const struct read_text *text = &refi->texts.items[selection->text].text;
	bool is_right = selection->start >= 0 &&
			selection->end >= selection->start &&
			selection->end <= INT32_MAX;
	if (is_right) {
		*start = read_text_find(text, (uint32_t)selection->start,
					counting);
		*end = read_text_find(text, (uint32_t)selection->end, counting);
		is_right = *end != UINT32_MAX && *start <= *end;
	}
	if (!is_right && !selection->is_told) {
		selection->is_told = true;
		read_builder_report(
			refi->builder, DIAGNOSTIC_FINDINGS_OFFSET,
			selection->place,
			"the selection from %lld to %lld is outside of "
			"its text, which has %u characters",
			(long long)selection->start, (long long)selection->end,
			text->code_points);
	}
	return is_right;
}

/* A Coding whose code is a case: the selection, or the source, is its. */
static void code_with_case(struct refi *refi, const struct refi_coding *coding,
			   uint32_t case_index, int counting,
			   struct refi_spans *spans)
{
	uint32_t start, end;
	if (coding->selection == PROJECT_NONE) {
		read_builder_link(refi->builder, &refi->builder->case_sources,
				  case_index, coding->source, coding->place);
		return;
	}
	struct refi_selection *selection =
		&refi->picked.items[coding->selection];
	bool is_there = locate(refi, selection, counting, &start, &end);
	refi_spans_add(spans, selection, case_index,
		       is_there ? start : PROJECT_NONE,
		       is_there ? end : PROJECT_NONE, true);
	read_builder_link(refi->builder, &spans->selection_cases,
			  coding->selection, case_index, coding->place);
}

/* A code on a selection becomes a segment, once. */
static void add_segment(struct refi *refi, const struct refi_coding *coding,
			uint32_t code, int counting, uint32_t *selections)
{
	struct builder *builder = refi->builder;
	struct refi_selection *selection =
		&refi->picked.items[coding->selection];
	if (selections[code] == coding->selection + 1)
		return;
	selections[code] = coding->selection + 1;
	struct project_segment *segment =
		read_builder_add_segment(builder, selection->place);
	if (!segment)
		return;
	segment->id = selection->id;
	segment->code = code;
	segment->source = selection->source;
	segment->coder = coding->coder;
	segment->memo = selection->memo;
	segment->created = coding->created;
	if (locate(refi, selection, counting, &segment->start, &segment->end))
		segment->text = read_text_slice(
			&refi->texts.items[selection->text].text,
			segment->start, segment->end);
	else
		segment->start = segment->end = 0;
	if (segment->text.length == 0 && selection->excerpt != PROJECT_NONE &&
	    refi->texts.items[selection->excerpt].is_there)
		segment->text = refi->texts.items[selection->excerpt].text.utf8;
}

/* *owners gets, for each segment, the selection that it is of. */
static void link_codings(struct refi *refi, int counting,
			 struct refi_spans *spans, uint32_t **owners)
{
	struct builder *builder = refi->builder;
	uint32_t *selections = memory_allocate((builder->codes.count + 1) *
					       sizeof *selections);
	*owners = memory_allocate((refi->codings.count + 1) * sizeof **owners);
	for (size_t i = 0; i < refi->codings.count && !builder->is_full; i++) {
		const struct refi_coding *coding = &refi->codings.items[i];
		uint32_t code = refi_index(&refi->codes, coding->code);
		uint32_t of_case = refi_index(&refi->cases, coding->code);
		size_t count = builder->segments.count;
		if (code == PROJECT_NONE && of_case != PROJECT_NONE)
			code_with_case(refi, coding, of_case, counting, spans);
		else if (code == PROJECT_NONE)
			report_missing(refi, coding->place, "code",
				       coding->code);
		else if (coding->selection == PROJECT_NONE)
			read_builder_link(builder, &builder->source_codes,
					  coding->source, code, coding->place);
		else
			add_segment(refi, coding, code, counting, selections);
		if (builder->segments.count > count)
			(*owners)[count] = coding->selection;
	}
	free(selections);
}

/* A selection that a case names is a stretch of its words, too. */
static void refer_to_selection(struct refi *refi,
			       const struct refi_reference *reference,
			       uint32_t target, int counting,
			       struct refi_spans *spans)
{
	struct refi_selection *selection = &refi->picked.items[target];
	uint32_t start, end;
	bool is_there = locate(refi, selection, counting, &start, &end);
	refi_spans_add(spans, selection, reference->owner,
		       is_there ? start : PROJECT_NONE,
		       is_there ? end : PROJECT_NONE, false);
	read_builder_link(refi->builder, &spans->selection_cases, target,
			  reference->owner, reference->place);
}

/* A case's own codes, sources and selections. */
static void link_references(struct refi *refi, int counting,
			    struct refi_spans *spans)
{
	struct builder *builder = refi->builder;
	for (size_t i = 0; i < refi->references.count; i++) {
		const struct refi_reference *one = &refi->references.items[i];
		const struct map *map =
			one->kind == REFI_TO_CODE   ? &refi->codes :
			one->kind == REFI_TO_SOURCE ? &refi->sources :
						      &refi->selections;
		uint32_t target = refi_index(map, one->target);
		if (target == PROJECT_NONE)
			report_missing(refi, one->place,
				       one->kind == REFI_TO_CODE ? "code" :
				       one->kind == REFI_TO_SOURCE ?
								   "source" :
								   "selection",
				       one->target);
		else if (one->kind == REFI_TO_CODE)
			read_builder_link(builder, &builder->case_codes,
					  one->owner, target, one->place);
		else if (one->kind == REFI_TO_SOURCE)
			read_builder_link(builder, &builder->case_sources,
					  one->owner, target, one->place);
		else
			refer_to_selection(refi, one, target, counting, spans);
	}
}

static void link_values(struct refi *refi)
{
	struct builder *builder = refi->builder;
	for (size_t i = 0; i < refi->values.count; i++) {
		const struct refi_value *value = &refi->values.items[i];
		uint32_t variable =
			refi_index(&refi->variables, value->variable);
		if (variable == PROJECT_NONE)
			report_missing(refi, value->place, "variable",
				       value->variable);
		else
			read_builder_add_value(builder,
					       value->is_source ?
						       &builder->source_values :
						       &builder->case_values,
					       value->owner, variable,
					       value->text, value->place);
	}
}

void refi_link(struct refi *refi)
{
	struct refi_spans spans = { 0 };
	uint32_t *owners;
	for (size_t i = 0; i < refi->texts.count; i++)
		load_text(refi, &refi->texts.items[i]);
	int counting = detect_counting(refi);
	link_codings(refi, counting, &spans, &owners);
	link_references(refi, counting, &spans);
	refi_spans_link(refi, &spans, owners);
	link_values(refi);
	refi_link_sets(refi);
	refi_spans_release(&spans);
	free(owners);
}
