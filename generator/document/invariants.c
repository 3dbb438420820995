/* The invariants of document.h, tested on a finished tree. */
#include "document/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/address.h"
#include "base/map.h"
#include "base/memory.h"
#include "document/finish.h"

struct inspection {
	const struct document *document;
	struct map identifiers;
	uint8_t last_level;
	char *message;
	size_t size;
};

static bool broken(struct inspection *inspection, const struct node *node,
		   const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool broken(struct inspection *inspection, const struct node *node,
		   const char *format, ...)
{
	char what[160];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	snprintf(inspection->message, inspection->size, "%s:%u:%u: %s: %s",
		 node->place.file ? node->place.file : "-", node->place.line,
		 node->place.column, node_kind_name(node->kind), what);
	return false;
}

static bool check_children(struct inspection *inspection,
			   const struct node *node)
{
	const struct node *before = NULL;
	for (const struct node *child = node->first_child; child;
	     child = child->next) {
		if (child->parent != node || child->previous != before)
			return broken(inspection, child, "badly linked");
		before = child;
		if (!node_kind_may_hold(node->kind, child->kind))
			return broken(inspection, child, "stands in a %s",
				      node_kind_name(node->kind));
	}
	if (node->last_child != before)
		return broken(inspection, node, "last child is not the last");
	return true;
}

static bool is_image_paragraph(const struct node *node)
{
	return node && node->kind == NODE_PARAGRAPH && node->first_child &&
	       node->first_child == node->last_child &&
	       node->first_child->kind == NODE_IMAGE;
}

static bool check_figure(struct inspection *inspection,
			 const struct node *figure)
{
	const struct node *child = figure->first_child;
	bool has_title = child && child->kind == NODE_CAPTION && child->next &&
			 child->next->kind == NODE_CHART;
	if (has_title)
		child = child->next;
	bool is_chart = child && child->kind == NODE_CHART;
	if (!is_chart && !is_image_paragraph(child))
		return broken(inspection, figure,
			      "does not begin with a picture");
	child = child->next;
	if (!has_title && child && child->kind == NODE_CAPTION)
		child = child->next;
	if (child && child->kind == NODE_DESCRIPTION)
		child = child->next;
	bool is_data = child && (child->kind == NODE_TABLE ||
				 (child->kind == NODE_PARAGRAPH &&
				  node_has_class(child, "note")));
	if (is_chart && is_data)
		child = child->next;
	return !child || broken(inspection, child, "is too much in a figure");
}

/* By column, how many rows more a cell above reaches down. */
struct places {
	uint32_t columns;
	uint32_t *reaches;
};

/* Every place of the row is covered once, from above or by a cell of its own,
 * which ends with its part of the table. */
static bool check_row(struct inspection *inspection, const struct node *row,
		      uint32_t number, struct places *places)
{
	const struct node *cell = row->first_child;
	if (!cell)
		return broken(inspection, row, "has no cell");
	for (uint32_t column = 0; column < places->columns;) {
		if (places->reaches[column]) {
			places->reaches[column++]--;
			continue;
		}
		if (!cell)
			return broken(inspection, row, "lacks a cell");
		uint32_t end = column + cell->table_cell.column_span;
		if (cell->table_cell.column != column ||
		    cell->table_cell.row != number || end == column ||
		    end > places->columns || !cell->table_cell.row_span ||
		    cell->table_cell.heads == HEADS_UNKNOWN)
			return broken(inspection, cell, "is misplaced");
		while (column < end) {
			if (places->reaches[column])
				return broken(inspection, cell, "overlaps");
			places->reaches[column++] =
				cell->table_cell.row_span - 1;
		}
		cell = cell->next;
	}
	const struct node *next = row->next;
	for (uint32_t i = 0; i < places->columns; i++)
		if (places->reaches[i] &&
		    (!next ||
		     next->table_row.is_header != row->table_row.is_header))
			return broken(inspection, row, "is reached out of");
	return !cell || broken(inspection, cell, "is too much in its row");
}

static bool check_rows(struct inspection *inspection, const struct node *table,
		       struct places *places)
{
	uint32_t rows = 0, headers = 0;
	const struct node *row = table->first_child;
	if (row && row->kind == NODE_CAPTION)
		row = row->next;
	for (; row; row = row->next, rows++) {
		if (row->kind != NODE_TABLE_ROW)
			return broken(inspection, row, "is no row");
		if (row->table_row.is_header && headers++ != rows)
			return broken(inspection, row, "is a late header row");
		if (row->table_row.is_footer && row->next &&
		    !row->next->table_row.is_footer)
			return broken(inspection, row, "is an early foot");
		if (!check_row(inspection, row, rows, places))
			return false;
	}
	return (rows && rows == table->table.row_count &&
		headers == table->table.header_row_count &&
		table->table.alignments) ||
	       broken(inspection, table, "is badly counted");
}

static bool check_table(struct inspection *inspection, const struct node *table)
{
	struct places places = { .columns = table->table.column_count };
	places.reaches =
		memory_allocate(places.columns * sizeof *places.reaches);
	bool is_right = check_rows(inspection, table, &places);
	free(places.reaches);
	return is_right;
}

static bool check_heading(struct inspection *inspection,
			  const struct node *heading)
{
	uint8_t level = heading->heading.level;
	bool is_right =
		inspection->last_level ?
			level >= 2 && level <= inspection->last_level + 1 :
			level == 1;
	if (!is_right || level > 6)
		return broken(inspection, heading, "level %u after level %u",
			      level, inspection->last_level);
	if (!heading->identifier)
		return broken(inspection, heading, "has no identifier");
	if (!finish_has_words(heading))
		return broken(inspection, heading, "has no words");
	inspection->last_level = level;
	return true;
}

static bool check_reference(struct inspection *inspection,
			    const struct node *reference)
{
	const struct node *footnote = reference->footnote_reference.footnote;
	uint32_t index = reference->footnote_reference.index;
	if (!footnote || !footnote->footnote.number ||
	    footnote->footnote.number > inspection->document->footnote_count ||
	    inspection->document->footnotes[footnote->footnote.number - 1] !=
		    footnote)
		return broken(inspection, reference, "has no footnote");
	if (index >= footnote->footnote.reference_count ||
	    footnote->footnote.references[index] != reference)
		return broken(inspection, reference, "is unknown to its note");
	return true;
}

static bool check_easy_read(struct inspection *inspection,
			    const struct node *row)
{
	return is_image_paragraph(row->first_child) ||
	       broken(inspection, row, "does not begin with a picture");
}

static bool check_details(struct inspection *inspection,
			  const struct node *details)
{
	return (details->first_child &&
		details->first_child->kind == NODE_PARAGRAPH) ||
	       broken(inspection, details, "has no summary");
}

static bool check_evidence(struct inspection *inspection,
			   const struct node *evidence)
{
	return broken(inspection, evidence, "was not expanded");
}

static bool check_list(struct inspection *inspection, const struct node *list)
{
	return list->first_child || broken(inspection, list, "has no items");
}

static bool check_link(struct inspection *inspection, const struct node *link)
{
	if (!link->link.destination || !finish_has_words(link))
		return broken(inspection, link, "lacks a text");
	return !address_refusal(str_from(link->link.destination)) ||
	       broken(inspection, link, "leads where none may");
}

static bool check_image(struct inspection *inspection, const struct node *image)
{
	return (image->image.source && image->image.alternative) ||
	       broken(inspection, image, "lacks a text");
}

static bool check_chart(struct inspection *inspection, const struct node *chart)
{
	return (chart->chart.chart && chart->chart.name) ||
	       broken(inspection, chart, "lacks a text");
}

static bool check_text(struct inspection *inspection, const struct node *node)
{
	return node_text(node).bytes ||
	       broken(inspection, node, "lacks a text");
}

/* What kinds promise beyond what they hold and where they stand. */
static bool (*const promises[NODE_KIND_COUNT])(struct inspection *,
					       const struct node *) = {
	[NODE_FIGURE] = check_figure,
	[NODE_TABLE] = check_table,
	[NODE_HEADING] = check_heading,
	[NODE_FOOTNOTE_REFERENCE] = check_reference,
	[NODE_EASY_READ_ROW] = check_easy_read,
	[NODE_DETAILS] = check_details,
	[NODE_EVIDENCE] = check_evidence,
	[NODE_LIST] = check_list,
	[NODE_LINK] = check_link,
	[NODE_IMAGE] = check_image,
	[NODE_CHART] = check_chart,
	[NODE_TEXT] = check_text,
	[NODE_CODE] = check_text,
	[NODE_CODE_BLOCK] = check_text,
};

static bool check_kind(struct inspection *inspection, const struct node *node)
{
	return !promises[node->kind] || promises[node->kind](inspection, node);
}

static bool check_identifier(struct inspection *inspection,
			     const struct node *node)
{
	return !node->identifier ||
	       !map_set(&inspection->identifiers, str_from(node->identifier),
			(void *)node) ||
	       broken(inspection, node, "identifier '%s' is not unique",
		      node->identifier);
}

static bool check_all(struct inspection *inspection)
{
	const struct document *document = inspection->document;
	if (document->root->kind != NODE_DOCUMENT || document->root->parent)
		return broken(inspection, document->root, "is no root");
	if (!document->title || !*document->title || !document->language ||
	    document->direction == DIRECTION_INHERIT)
		return broken(inspection, document->root,
			      "has no title, language or direction");
	const struct node *node = NULL;
	while ((node = finish_next(document, node)))
		if (!check_children(inspection, node) ||
		    !check_kind(inspection, node) ||
		    !check_identifier(inspection, node))
			return false;
	return inspection->last_level ||
	       broken(inspection, document->root, "has no heading");
}

bool document_check_invariants(const struct document *document, char *message,
			       size_t size)
{
	struct inspection inspection = { .document = document,
					 .message = message,
					 .size = size };
	bool is_sound = check_all(&inspection);
	map_release(&inspection.identifiers);
	return is_sound;
}
