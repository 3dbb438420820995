/* What the files about queries share: reading what a block asks for (query.c),
 * making rows and columns of it (axes.c), counting them (grid.c). */
#ifndef EVERYREAD_EVIDENCE_QUERY_PRIVATE_H
#define EVERYREAD_EVIDENCE_QUERY_PRIVATE_H

#include "evidence/evidence_private.h"

/* One row or column before it is counted: what it adds to a cell. */
struct entry {
	uint32_t theme;     /* PROJECT_NONE: the other axis has it */
	uint32_t dimension; /* PROJECT_NONE: none */
	uint32_t value;
	const char *label;
	const char *part; /* the theme's part of that name; NULL: itself */
	bool is_total;
};

struct axis {
	struct entry *items;
	size_t count, capacity;
	const char *heading;
};

enum axis_kind { AXIS_NONE, AXIS_THEMES, AXIS_PARTS, AXIS_DIMENSION };

struct query {
	struct request *request;
	const struct evidence *evidence;
	struct arena *arena;
	enum query_use use;
	struct {
		uint32_t *items;
		size_t count, capacity;
	} themes;
	bool is_compared; /* `themes` are compared, part by part */
	enum axis_kind row_kind, column_kind;
	uint32_t row_dimension, column_dimension;
	struct cell frame; /* where= and of= */
	bool is_sorted, wants_total;
	uint32_t most;
	bool shows_people, shows_percent;
	struct axis rows, columns;
};

const char *query_value(const struct query *query, const char *key);
void query_mistake(struct query *query, const char *key, const char *text);

/* What a theme is called in findings.yaml's first language, by which parts are
 * matched, so that all editions match the same. */
const char *query_part_name(const struct query *query, uint32_t theme);
const char *query_theme_label(const struct query *query, uint32_t theme);

/* Fills query->rows and query->columns. */
void query_plan_axes(struct query *query);

/* NULL after mistakes, reported. */
const struct grid *query_count(struct query *query);

#endif
