/* From what a document asks of the findings to what they say. */
#include "base/vector.h"
#include "evidence/evidence_private.h"
#include "quote/quotation.h"

/* ---- Replacing --------------------------------------------------------- */

static bool make(struct request *request)
{
	switch (request->node->evidence.kind) {
	case EVIDENCE_QUOTATION:
		return evidence_quotation_make(request);
	case EVIDENCE_TABLE:
		return table_make(request);
	case EVIDENCE_CHART:
	case EVIDENCE_MAP:
		break;
	}
	return chart_make(request);
}

/* What its author wrote inside is still checked and shown. */
static void give_up(struct node *node)
{
	node->kind = NODE_DIVISION;
	for (struct node *child = node->first_child; child; child = child->next)
		if (child->kind == NODE_CAPTION)
			node_make_paragraph(child);
	if (!node->first_child)
		node_unlink(node);
}

/* The first of what is made has the author's anchor and classes. */
static void expand_one(struct request *request)
{
	struct node *node = request->node, *before = node->previous;
	struct node *parent = node->parent;
	if (!make(request)) {
		give_up(node);
		return;
	}
	struct node *first = before ? before->next : parent->first_child;
	first->identifier = node->identifier;
	if (node->classes)
		first->classes = node->classes;
	node_unlink(node);
}

/* ---- The document ------------------------------------------------------ */

struct nodes {
	struct node **items;
	size_t count, capacity;
};

static void collect(struct nodes *nodes, struct node *root)
{
	for (struct node *node = root; node; node = node_next(root, node))
		if (node->kind == NODE_EVIDENCE)
			*VECTOR_ADD(nodes) = node;
}

/* One mistake for each: each has a place where something is missing. */
static void expand_none(const struct nodes *nodes, bool is_strict,
			struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < nodes->count; i++) {
		if (diagnostics)
			diagnostics_add_as(
				diagnostics,
				is_strict ? DIAGNOSTIC_ERROR :
					    DIAGNOSTIC_WARNING,
				DIAGNOSTIC_EVIDENCE_MISSING,
				nodes->items[i]->place,
				"this needs a publication with findings");
		give_up(nodes->items[i]);
	}
}

static void expand_all(struct expansion *expansion, const struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++) {
		struct request request = { .expansion = expansion,
					   .node = nodes->items[i] };
		if (nodes->items[i]->evidence.kind == EVIDENCE_QUOTATION)
			evidence_quotation_reserve(&request);
	}
	for (size_t i = 0; i < nodes->count; i++) {
		struct request request = { .expansion = expansion,
					   .node = nodes->items[i] };
		expand_one(&request);
	}
	VECTOR_RELEASE(&expansion->quoted);
}

void evidence_expand(const struct evidence *evidence, struct locale *locale,
		     struct document *document, bool is_strict,
		     struct evidence_use *use, struct diagnostics *diagnostics)
{
	struct nodes nodes = { 0 };
	collect(&nodes, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		collect(&nodes, document->footnotes[i]);
	struct expansion expansion = {
		.evidence = evidence,
		.locale = locale,
		.document = document,
		.arena = document->arena,
		.diagnostics = diagnostics,
		.use = use,
		.language = document->language,
	};
	if (use && nodes.count)
		use->is_used = true;
	if (!evidence)
		expand_none(&nodes, is_strict, diagnostics);
	else if (evidence->is_broken)
		expand_none(&nodes, is_strict, NULL);
	else if (nodes.count)
		expand_all(&expansion, &nodes);
	VECTOR_RELEASE(&nodes);
}
