/* Names that are two and were meant for one: people write a town with capitals
 * here and without there, a program composes letters that another does not. Each
 * counts apart, so that both are told. And cells of a table that hold several
 * names. */
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/memory.h"
#include "read/read_builder.h"

enum { LONGEST_NAME = 400 /* [bytes] longer ones are texts */ };

/* ---- What is the same in all ways of writing a name --------------------- */

static uint64_t add_to_hash(uint64_t hash, uint64_t value)
{
	return (hash ^ value) * 1099511628211u; /* FNV-1a */
}

/* Without what cannot be seen, spaces and Arabic's lengthening stroke, in
 * compatibility form and folded. 0 for what is too long, or nothing. */
static uint64_t hash_of(struct str name)
{
	UChar raw[LONGEST_NAME], folded[4 * LONGEST_NAME];
	int32_t raw_count = 0, count = 0;
	uint64_t hash = 14695981039346656037u;
	bool is_empty = true;
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
	if (name.length > LONGEST_NAME)
		return 0;
	u_strFromUTF8WithSub(raw, LONGEST_NAME, &raw_count, name.bytes,
			     (int32_t)name.length, 0xFFFD, NULL, &status);
	if (U_SUCCESS(status))
		count = unorm2_normalize(form, raw, raw_count, folded,
					 4 * LONGEST_NAME, &status);
	for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
		if (u_isUWhiteSpace(folded[i]) || folded[i] == 0x0640)
			continue;
		hash = add_to_hash(hash, folded[i]);
		is_empty = false;
	}
	return is_empty || U_FAILURE(status) ? 0 : hash;
}

/* ---- Names ------------------------------------------------------------- */

struct name {
	uint64_t hash;  /* of its group, too */
	uint32_t index; /* the caller's */
};

struct names {
	struct name *items;
	size_t count, capacity;
};

static void add_name(struct names *names, uint32_t group, struct str name,
		     uint32_t index)
{
	uint64_t hash = hash_of(name);
	if (hash)
		*VECTOR_ADD(names) =
			(struct name){ add_to_hash(hash, group), index };
}

static int compare_names(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static void sort_names(struct names *names)
{
	if (names->count)
		qsort(names->items, names->count, sizeof *names->items,
		      compare_names);
}

static bool has_name(const struct names *names, uint32_t group, struct str name)
{
	uint64_t hash = hash_of(name);
	struct name wanted = { add_to_hash(hash, group), 0 };
	size_t from = 0, to = names->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (names->items[middle].hash < wanted.hash)
			from = middle + 1;
		else
			to = middle;
	}
	return hash && from < names->count &&
	       names->items[from].hash == wanted.hash;
}

/* ---- Telling ----------------------------------------------------------- */

static int shown(struct str name)
{
	return (int)(name.length < 60 ? name.length : 60);
}

/* What is told of one name. */
struct told {
	const char *kind; /* "values", "codes" */
	struct str name, of;
	struct place place;
};

static void report_alike(struct builder *builder, struct told first,
			 struct told second)
{
	if (second.place.line < first.place.line) {
		struct told swapped = first;
		first = second;
		second = swapped;
	}
	read_builder_report(
		builder, DIAGNOSTIC_FINDINGS_ALIKE, second.place,
		"the %s '%.*s' and, on line %u, '%.*s'%s%.*s%s differ only in "
		"capitals, spaces or how letters are encoded, and count apart",
		second.kind, shown(second.name), second.name.bytes,
		(unsigned)first.place.line, shown(first.name), first.name.bytes,
		second.of.length ? " of '" : "", shown(second.of),
		second.of.bytes, second.of.length ? "'" : "");
}

/* Whether the text is of several names that are there: of two that ";", "|" or
 * lines part one is enough, of other marks all. */
static bool has_several(const struct names *names, uint32_t group,
			struct str text)
{
	static const char separators[] = ";|\n,/";
	for (size_t s = 0; s + 1 < sizeof separators; s++) {
		struct str rest = text;
		size_t parts = 0, known = 0;
		ptrdiff_t end = str_find_byte(rest, separators[s]);
		if (end < 0)
			continue;
		for (bool is_last = false; !is_last;) {
			end = str_find_byte(rest, separators[s]);
			is_last = end < 0;
			size_t length = is_last ? rest.length : (size_t)end;
			struct str part =
				str_trim((struct str){ rest.bytes, length });
			parts += part.length > 0;
			known += has_name(names, group, part);
			if (!is_last) {
				rest.bytes += length + 1;
				rest.length -= length + 1;
			}
		}
		if (parts > 1 && known >= (s < 3 ? 1 : parts))
			return true;
	}
	return false;
}

static void report_several(struct builder *builder, struct told told)
{
	read_builder_report(builder, DIAGNOSTIC_FINDINGS_SEVERAL, told.place,
			    "the cell '%.*s' holds several %s and counts as "
			    "one of its own",
			    shown(told.name), told.name.bytes, told.kind);
}

/* ---- Each kind --------------------------------------------------------- */

/* Whoever reads what is told need not know people's names: lines will do. */
static void report_cases(struct builder *builder, struct place a,
			 struct place b)
{
	struct place second = a.line > b.line ? a : b;
	unsigned first = a.line > b.line ? b.line : a.line;
	read_builder_report(
		builder, DIAGNOSTIC_FINDINGS_ALIKE, second,
		"the case here and the one on line %u have names that differ "
		"only in capitals, spaces or how letters are encoded, and are "
		"two people",
		first);
}

static void check_cases(struct builder *builder)
{
	const struct project_case *cases = builder->cases.items;
	struct names names = { 0 };
	for (uint32_t i = 0; i < builder->cases.count; i++)
		if (!cases[i].is_added)
			add_name(&names, 0, cases[i].name, i);
	sort_names(&names);
	for (size_t i = 1; i < names.count; i++) {
		uint32_t a = names.items[i - 1].index, b = names.items[i].index;
		/* Of one name written alike, an id tells who is who. */
		if (names.items[i].hash == names.items[i - 1].hash &&
		    !str_equals(cases[a].name, cases[b].name))
			report_cases(builder, cases[a].place, cases[b].place);
	}
	VECTOR_RELEASE(&names);
}

static struct told told_of_code(const struct builder *builder, uint32_t index)
{
	const struct project_code *one = &builder->codes.items[index];
	struct str of = one->parent == PROJECT_NONE ?
				STR("") :
				builder->codes.items[one->parent].path;
	return (struct told){ "codes", one->name, of, one->place };
}

static void check_codes(struct builder *builder)
{
	struct names names = { 0 };
	const struct project_code *codes = builder->codes.items;
	for (uint32_t i = 0; i < builder->codes.count; i++)
		add_name(&names, codes[i].parent, codes[i].name, i);
	sort_names(&names);
	for (size_t i = 1; i < names.count; i++) {
		uint32_t a = names.items[i - 1].index, b = names.items[i].index;
		if (names.items[i].hash == names.items[i - 1].hash &&
		    !str_equals(codes[a].name, codes[b].name))
			report_alike(builder, told_of_code(builder, a),
				     told_of_code(builder, b));
	}
	for (uint32_t i = 0; builder->is_table && i < builder->codes.count; i++)
		if (has_several(&names, codes[i].parent, codes[i].name))
			report_several(builder, told_of_code(builder, i));
	VECTOR_RELEASE(&names);
}

static bool find_place(const struct read_values *values, uint32_t variable,
		       struct str text, struct place *place)
{
	for (size_t i = 0; i < values->count; i++)
		if (values->items[i].variable == variable &&
		    str_equals(values->items[i].text, text)) {
			*place = values->items[i].place;
			return true;
		}
	return false;
}

/* Where it first stands. */
static struct told told_of_value(const struct builder *builder,
				 uint32_t variable, uint32_t value)
{
	const struct project_variable *one =
		&builder->variables.items[variable];
	struct told told = { "values", one->values[value], one->name,
			     one->place };
	if (!find_place(&builder->case_values, variable, told.name,
			&told.place))
		find_place(&builder->source_values, variable, told.name,
			   &told.place);
	return told;
}

static void check_values(struct builder *builder, uint32_t variable)
{
	const struct project_variable *one =
		&builder->variables.items[variable];
	struct names names = { 0 };
	for (uint32_t i = 0; i < one->value_count; i++)
		add_name(&names, 0, one->values[i], i);
	sort_names(&names);
	/* What was told is told no more: each costs a walk through the data. */
	for (size_t i = 1;
	     i < names.count &&
	     builder->told[DIAGNOSTIC_FINDINGS_ALIKE] <= READ_MOST_OF_A_KIND;
	     i++)
		if (names.items[i].hash == names.items[i - 1].hash)
			report_alike(builder,
				     told_of_value(builder, variable,
						   names.items[i - 1].index),
				     told_of_value(builder, variable,
						   names.items[i].index));
	for (uint32_t i = 0;
	     builder->is_table && i < one->value_count &&
	     builder->told[DIAGNOSTIC_FINDINGS_SEVERAL] <= READ_MOST_OF_A_KIND;
	     i++)
		if (has_several(&names, 0, one->values[i]))
			report_several(builder,
				       told_of_value(builder, variable, i));
	VECTOR_RELEASE(&names);
}

/* Answers are told as codes; and of others than these no value may be told. */
static bool is_counted_by(const struct builder *builder,
			  const struct project_variable *variable)
{
	const struct read_options *options = builder->options;
	for (size_t i = 0; i < options->answer_count; i++)
		if (str_equals(options->answers[i].text, variable->name))
			return false;
	for (size_t i = 0; i < options->counted_count; i++)
		if (str_equals(options->counted[i].text, variable->name) ||
		    str_equals(options->counted[i].text, variable->id))
			return true;
	return false;
}

void read_builder_report_alike(struct builder *builder)
{
	if (builder->codes.count)
		check_codes(builder);
	check_cases(builder);
	for (uint32_t i = 0; i < builder->variables.count; i++)
		if (is_counted_by(builder, &builder->variables.items[i]))
			check_values(builder, i);
}
