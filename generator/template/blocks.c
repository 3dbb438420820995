/* Arguments for blocks that no template has: a misspelt block would vanish
 * without a word. */
#include "template/render.h"

/* The blocks of a template and of those that it includes. */
struct block_names {
	struct map names;          /* what the values are is of no account */
	VECTOR(const char *) list; /* of them, for "did you mean" */
	bool is_open; /* a template whose name is a value may have others */
};

struct walk {
	struct render *render;
	struct block_names *found;
	struct map seen; /* templates, by address */
	VECTOR(const struct template *) waiting;
};

static void visit(struct walk *walk, const struct template *template)
{
	struct str key = render_address_key(walk->render,
					    (const void *const *)&template);
	if (map_set(&walk->seen, key, walk))
		return;
	*VECTOR_ADD(&walk->waiting) = template;
}

static void add_name(struct walk *walk, struct str name)
{
	struct block_names *found = walk->found;
	if (!map_set(&found->names, name, found))
		*VECTOR_ADD(&found->list) = arena_copy(&walk->render->arena,
						       name.bytes, name.length);
}

static void visit_node(struct walk *walk, const struct node *node)
{
	if (node->kind == NODE_BLOCK) {
		add_name(walk, node->tag->name.text);
	} else if (node->kind == NODE_PARTIAL || node->kind == NODE_PARENT) {
		if (node->tag->name.is_dynamic) {
			walk->found->is_open = true;
			return;
		}
		const struct template *template =
			render_load(walk->render, node->tag->name.text);
		if (template)
			visit(walk, template);
		else
			walk->found->is_open = true;
	}
}

static struct block_names *find_names(struct render *render,
				      const struct template *template)
{
	struct str key =
		render_address_key(render, (const void *const *)&template);
	struct block_names *names = map_lookup(&render->blocks, key);
	if (names)
		return names;
	names = ARENA_NEW(&render->arena, struct block_names);
	map_set(&render->blocks, key, names);
	struct walk walk = { .render = render, .found = names };
	visit(&walk, template);
	while (walk.waiting.count) {
		const struct template *next =
			walk.waiting.items[--walk.waiting.count];
		for (uint32_t i = 0; i < next->node_count; i++)
			visit_node(&walk, &next->nodes[i]);
	}
	map_release(&walk.seen);
	VECTOR_RELEASE(&walk.waiting);
	return names;
}

static void report_unknown(struct render *render, const struct node *block,
			   const struct template *parent,
			   const struct block_names *names)
{
	struct str name = block->tag->name.text;
	const char *nearest = context_suggest(
		&render->scope, name, names->list.items, names->list.count);
	/* A text that is named by its data may have any block; one that is
	 * nearly that of the parent is misspelt. */
	if ((names->is_open && !nearest) ||
	    !render_is_first_report(render, block))
		return;
	diagnostics_add(
		render->options->diagnostics, DIAGNOSTIC_TEMPLATE_UNKNOWN_BLOCK,
		template_place(render->template, block->offset),
		"'%s' has no block '%.*s'%s%s%s", template_file(parent),
		(int)name.length, name.bytes, nearest ? "; did you mean '" : "",
		nearest ? nearest : "", nearest ? "'?" : "");
}

void blocks_release(struct render *render)
{
	for (size_t i = 0; i < render->blocks.capacity; i++) {
		struct block_names *names = render->blocks.entries[i].value;
		if (!names)
			continue;
		map_release(&names->names);
		VECTOR_RELEASE(&names->list);
	}
	map_release(&render->blocks);
}

void blocks_check(struct render *render, const struct node *node,
		  const struct template *parent)
{
	const struct tag *tag = node->tag;
	struct str key = { (const char *)&node, sizeof node };
	if (tag->argument_count == 0 || map_lookup(&render->checked, key))
		return;
	map_set(&render->checked,
		render_address_key(render, (const void *const *)&node), render);
	const struct block_names *names = find_names(render, parent);
	for (uint32_t i = 0; i < tag->argument_count; i++) {
		const struct argument *argument = &tag->arguments[i];
		if (!map_lookup(&names->names, argument->name))
			report_unknown(render,
				       &render->template->nodes[argument->node],
				       parent, names);
	}
}
