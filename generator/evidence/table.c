/* ::: {.findings-table}, and the table that goes with a chart. */
#include "evidence/evidence_private.h"

bool evidence_grid_is_told(const struct grid *grid,
			   const struct analysis_count *count)
{
	return grid->shows_percent ? count->has_share : count->is_shown;
}

const char *evidence_count_text(struct expansion *expansion,
				const struct analysis_count *count,
				bool is_percent, const char *hidden)
{
	struct arena *arena = expansion->arena;
	bool is_none = count->is_base_shown && count->base == 0;
	if (!is_percent)
		return count->is_shown ? locale_number(expansion->locale, arena,
						       count->count) :
					 hidden;
	if (count->has_share)
		return evidence_share_text(expansion->locale, arena,
					   count->share);
	is_none = (is_none && count->is_shown) || evidence_is_few(count);
	return is_none ? "–" : hidden;
}

const char *evidence_grid_measure(struct expansion *expansion,
				  const struct grid *grid)
{
	if (!grid->shows_percent)
		return locale_word(expansion->locale, "measure-people");
	if (!grid->of)
		return locale_word(expansion->locale, "measure-percent");
	return locale_message(expansion->locale, expansion->arena,
			      "measure-percent-of",
			      LOCALE_TEXT("theme", grid->of));
}

/* ---- Cells ------------------------------------------------------------- */

struct filling {
	struct expansion *expansion;
	const struct grid *grid;
	struct place place;
	struct node *table, *row;
	const char *mark;
	uint32_t hidden_count;
};

static void add_row(struct filling *filling, bool is_header)
{
	filling->row = node_new(filling->expansion->arena, NODE_TABLE_ROW,
				filling->place);
	filling->row->table_row.is_header = is_header;
	node_append(filling->table, filling->row);
}

static void add_cell(struct filling *filling, const char *text, bool is_number)
{
	struct node *cell = evidence_node_with_text(
		filling->expansion, NODE_TABLE_CELL, text, filling->place);
	cell->table_cell.alignment =
		is_number ? ALIGNMENT_END : ALIGNMENT_START;
	node_append(filling->row, cell);
}

static void add_word(struct filling *filling, const char *key)
{
	add_cell(filling, locale_word(filling->expansion->locale, key), true);
}

static void add_heading(struct filling *filling, const char *key,
			const char *label)
{
	add_cell(filling,
		 locale_message(filling->expansion->locale,
				filling->expansion->arena, key,
				LOCALE_TEXT("label", label)),
		 true);
}

static bool is_single(const struct grid *grid)
{
	return grid->column_count == 1 && !grid->columns[0];
}

/* Each share's base stands beside it, where it is not the same for all. */
static bool has_bases(const struct grid *grid)
{
	return is_single(grid) && grid->has_bases && grid->shows_percent &&
	       grid->shows_people;
}

static void add_head_of_one(struct filling *filling)
{
	if (filling->grid->shows_people)
		add_word(filling, "people");
	if (has_bases(filling->grid))
		add_word(filling, "out-of");
	if (filling->grid->shows_percent)
		add_word(filling, "per-cent");
}

static void add_head(struct filling *filling)
{
	const struct grid *grid = filling->grid;
	add_row(filling, true);
	add_cell(filling, grid->heading, false);
	if (is_single(grid)) {
		add_head_of_one(filling);
		return;
	}
	for (uint32_t i = 0; i < grid->column_count; i++) {
		if (!grid->shows_people || !grid->shows_percent) {
			add_cell(filling, grid->columns[i], true);
			continue;
		}
		add_heading(filling, "column-people", grid->columns[i]);
		add_heading(filling, "column-per-cent", grid->columns[i]);
	}
}

static void add_count(struct filling *filling,
		      const struct analysis_count *count, bool is_percent)
{
	const char *text = evidence_count_text(filling->expansion, count,
					       is_percent, filling->mark);
	filling->hidden_count += text == filling->mark;
	add_cell(filling, text, true);
}

static void add_base(struct filling *filling,
		     const struct analysis_count *count)
{
	struct analysis_count base = { .is_shown = count->is_base_shown,
				       .count = count->base };
	add_count(filling, &base, false);
}

static void add_counts(struct filling *filling, const struct grid_row *row)
{
	const struct grid *grid = filling->grid;
	/* Where there are shares alone, everybody is a number: what they are
	 * shares of. */
	bool is_base = row->is_total && grid->dimension == PROJECT_NONE &&
		       !grid->shows_people;
	add_row(filling, false);
	add_cell(filling, row->label, false);
	for (uint32_t i = 0; i < grid->column_count; i++) {
		const struct analysis_count *count = &row->counts[i];
		if (grid->shows_people || is_base)
			add_count(filling, count, false);
		if (has_bases(grid))
			add_base(filling, count);
		if (grid->shows_percent && !is_base)
			add_count(filling, count, true);
	}
}

static void count_columns(struct node *table, struct arena *arena)
{
	const struct node *row = table->last_child;
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		table->table.column_count++;
	table->table.has_header_column = true;
	table->table.alignments = ARENA_NEW_ARRAY(
		arena, table->table.column_count, enum alignment);
	for (uint32_t i = 1; i < table->table.column_count; i++)
		table->table.alignments[i] = ALIGNMENT_END;
}

static uint32_t fill(struct filling *filling, struct node *caption)
{
	if (caption)
		node_append(filling->table, caption);
	add_head(filling);
	for (uint32_t i = 0; i < filling->grid->row_count; i++)
		add_counts(filling, &filling->grid->rows[i]);
	count_columns(filling->table, filling->expansion->arena);
	return filling->hidden_count;
}

static struct filling start(struct expansion *expansion,
			    const struct grid *grid, struct place place)
{
	return (struct filling){
		.expansion = expansion,
		.grid = grid,
		.place = place,
		.table = node_new(expansion->arena, NODE_TABLE, place),
		.mark = locale_word(expansion->locale, "hidden-mark"),
	};
}

struct node *table_of_grid(struct expansion *expansion, const struct grid *grid,
			   struct node *caption, struct place place)
{
	struct filling filling = start(expansion, grid, place);
	fill(&filling, caption);
	return filling.table;
}

/* ---- What stands under it ---------------------------------------------- */

/* What all shares are of, where that is one number. */
static const char *base_note(struct expansion *expansion,
			     const struct grid *grid)
{
	const struct analysis_count *first = NULL;
	if (!grid->shows_percent)
		return NULL;
	for (uint32_t i = 0; i < grid->row_count; i++)
		for (uint32_t j = 0; j < grid->column_count; j++) {
			const struct analysis_count *count =
				&grid->rows[i].counts[j];
			if (!count->is_base_shown ||
			    (first && first->base != count->base))
				return NULL;
			first = count;
		}
	return first ? locale_message(expansion->locale, expansion->arena,
				      "base-note",
				      LOCALE_NUMBER("people", first->base)) :
		       NULL;
}

const char *evidence_rounded_note(struct locale *locale, struct arena *arena,
				  const struct evidence *evidence)
{
	uint32_t step = evidence->settings->rules.rounding;
	return step > 1 ? locale_message(locale, arena, "rounded-note",
					 LOCALE_NUMBER("number", step)) :
			  NULL;
}

/* Adds a sentence to the note, which the first one makes. */
static void add_sentence(struct expansion *expansion, struct node **note,
			 const char *sentence, struct place place)
{
	if (!sentence)
		return;
	if (!*note) {
		*note = evidence_node_with_text(expansion, NODE_PARAGRAPH,
						sentence, place);
		(*note)->classes = "note";
		return;
	}
	struct node *text = node_new(expansion->arena, NODE_TEXT, place);
	text->text.text = str_from(sentence);
	node_append(*note, node_new(expansion->arena, NODE_SOFT_BREAK, place));
	node_append(*note, text);
}

static struct node *make_note(const struct filling *filling)
{
	struct expansion *expansion = filling->expansion;
	const struct evidence *evidence = expansion->evidence;
	const char *hidden = NULL, *few = NULL;
	struct node *note = NULL;
	if (filling->hidden_count)
		hidden = locale_message(expansion->locale, expansion->arena,
					"hidden-note",
					LOCALE_TEXT("mark", filling->mark));
	if (filling->grid->few_count)
		few = locale_message(
			expansion->locale, expansion->arena, "few-note",
			LOCALE_NUMBER("people",
				      evidence->settings->rules.least_base));
	add_sentence(expansion, &note, hidden, filling->place);
	add_sentence(expansion, &note, few, filling->place);
	add_sentence(expansion, &note, base_note(expansion, filling->grid),
		     filling->place);
	add_sentence(expansion, &note,
		     evidence_rounded_note(expansion->locale, expansion->arena,
					   evidence),
		     filling->place);
	return note;
}

bool table_make(struct request *request)
{
	struct node *node = request->node;
	struct node *caption = request_caption(request);
	const struct grid *grid = query_grid(request, QUERY_TABLE);
	if (!grid || !caption) {
		if (caption) /* what it says is checked, too */
			node_append(node, caption);
		return false;
	}
	struct filling filling = start(request->expansion, grid, node->place);
	fill(&filling, caption);
	filling.table->classes = "findings";
	node_insert_before(node, filling.table);
	struct node *note = make_note(&filling);
	if (note)
		node_insert_before(node, note);
	return true;
}
