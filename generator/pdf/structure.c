/* The structure tree (ISO 32000-1, 14.7): one element of the frames is one
 * structure element of the file, however many pages it touches. Without
 * recursion: documents may nest deeply. */
#include <stdlib.h>

#include "base/memory.h"
#include "pdf/syntax.h"
#include "pdf/structure_private.h"
#include "pdf/writer.h"

enum {
	NODE_ENTRIES = 64 /* of the parent and identifier trees; deep within
	                   * the limit of 32,767 */
};

/* ---- Order of the work ------------------------------------------------- */

/* Marks sorted by leaf, and annotations by element: those of the item with
 * index i are [first[i], first[i + 1]). */
struct index {
	uint32_t *first;
	uint32_t *order;
};

struct tree {
	struct pdf_writer *writer;
	struct index marks, annotations;
	bool *is_kept; /* by element index */
	/* where captions are parts of figures: by index, the figure of a
	 * caption and the caption of a figure; else NULL */
	const struct structure_element **partners;
	pdf_id root;
	size_t *page_marks; /* by page: its first mark; one more at the end */
	VECTOR(const struct structure_element *) identified;
};

const struct structure_element *
pdf_next_element(const struct structure_element *root,
		 const struct structure_element *element)
{
	if (element->first_child)
		return element->first_child;
	while (element != root && !element->next)
		element = element->parent;
	return element == root ? NULL : element->next;
}

/* Counting sort by key, stable. */
static struct index make_index(const uint32_t *keys, size_t count,
			       uint32_t key_count)
{
	struct index index = {
		memory_allocate((key_count + 2) * sizeof *index.first),
		memory_allocate((count + 1) * sizeof *index.order)
	};
	for (size_t i = 0; i < count; i++)
		index.first[keys[i] + 2]++;
	for (uint32_t key = 2; key < key_count + 2; key++)
		index.first[key] += index.first[key - 1];
	for (size_t i = 0; i < count; i++)
		index.order[index.first[keys[i] + 1]++] = (uint32_t)i;
	return index;
}

static uint32_t count_of(const struct index *index, uint32_t key)
{
	return index->first[key + 1] - index->first[key];
}

/* Sheets that are folded have their pages in another order than that in which a
 * leaf that goes over several of them is read. */
static void sort_by_place(struct tree *tree)
{
	const struct pdf_mark *marks = tree->writer->marks.items;
	for (uint32_t leaf = 0; leaf < tree->writer->frames->element_count;
	     leaf++) {
		uint32_t *order = tree->marks.order + tree->marks.first[leaf];
		uint32_t count = count_of(&tree->marks, leaf);
		for (uint32_t i = 1; i < count; i++) {
			uint32_t mark = order[i], at = i;
			for (; at &&
			       marks[order[at - 1]].place > marks[mark].place;
			     at--)
				order[at] = order[at - 1];
			order[at] = mark;
		}
	}
}

static void index_content(struct tree *tree)
{
	struct pdf_writer *writer = tree->writer;
	uint32_t element_count = writer->frames->element_count;
	size_t most = writer->marks.count > writer->annotations.count ?
			      writer->marks.count :
			      writer->annotations.count;
	uint32_t *keys = memory_allocate((most + 1) * sizeof *keys);
	for (size_t i = 0; i < writer->marks.count; i++)
		keys[i] = writer->marks.items[i].leaf->index;
	tree->marks = make_index(keys, writer->marks.count, element_count);
	sort_by_place(tree);
	for (size_t i = 0; i < writer->annotations.count; i++)
		keys[i] = writer->annotations.items[i].element->index;
	tree->annotations =
		make_index(keys, writer->annotations.count, element_count);
	free(keys);
}

/* Elements that a table or list is not regular without. */
static bool is_needed_empty(const struct structure_element *element)
{
	enum { VANISHES, STAYS };
	static const bool is_needed[] = {
#define ROLE(KIND, NAME, PLACE, EMPTY, ...) [ROLE_##KIND] = EMPTY,
#include "frame/roles.def"
	};
	return is_needed[element->role];
}

/* Keeps what shows something, what that stands in, and what is needed. */
static void choose_elements(struct tree *tree)
{
	const struct structure_element *root = tree->writer->frames->root;
	tree->is_kept =
		memory_allocate((tree->writer->frames->element_count + 1) *
				sizeof *tree->is_kept);
	for (const struct structure_element *element = root; element;
	     element = pdf_next_element(root, element)) {
		if (!count_of(&tree->marks, element->index) &&
		    !count_of(&tree->annotations, element->index) &&
		    !is_needed_empty(element))
			continue;
		for (const struct structure_element *up = element;
		     up && !tree->is_kept[up->index]; up = up->parent)
			tree->is_kept[up->index] = true;
	}
}

/* Elements that the standard has no place for are left out; what they hold
 * stands in their place. */
static bool is_transparent(const struct tree *tree,
			   const struct structure_element *element)
{
	return !pdf_role_of(tree->writer->rules, element).name;
}

static bool is_element(const struct tree *tree,
		       const struct structure_element *element)
{
	return element->role != ROLE_CONTENT && tree->is_kept[element->index] &&
	       !is_transparent(tree, element);
}

static bool is_free_figure(const struct tree *tree,
			   const struct structure_element *element)
{
	return element && element->role == ROLE_FIGURE &&
	       tree->is_kept[element->index] && !tree->partners[element->index];
}

/* A caption belongs to the figure right before it, else to that right after. */
static void pair_captions(struct tree *tree,
			  const struct structure_element *parent)
{
	const struct structure_element *previous = NULL;
	for (const struct structure_element *child = parent->first_child; child;
	     previous = child, child = child->next) {
		if (child->role != ROLE_CAPTION || !tree->is_kept[child->index])
			continue;
		const struct structure_element *figure =
			is_free_figure(tree, previous) ? previous : child->next;
		if (!is_free_figure(tree, figure))
			continue;
		tree->partners[child->index] = figure;
		tree->partners[figure->index] = child;
	}
}

static void find_partners(struct tree *tree)
{
	struct pdf_writer *writer = tree->writer;
	const struct structure_element *root = writer->frames->root;
	if (!writer->rules->captions_are_parts)
		return;
	tree->partners = ARENA_NEW_ARRAY(&writer->arena,
					 writer->frames->element_count + 1u,
					 const struct structure_element *);
	for (const struct structure_element *element = root; element;
	     element = pdf_next_element(root, element))
		pair_captions(tree, element);
}

/* The figure that a caption is a part of, or the other way round, or NULL. */
static const struct structure_element *
partner_of(const struct tree *tree, const struct structure_element *element,
	   enum structure_role role)
{
	return tree->partners && element->role == role ?
		       tree->partners[element->index] :
		       NULL;
}

static pdf_id element_id(const struct tree *tree,
			 const struct structure_element *element)
{
	while (element->parent && is_transparent(tree, element))
		element = element->parent;
	return tree->writer->elements[element->index];
}

static void number_elements(struct tree *tree)
{
	struct pdf_writer *writer = tree->writer;
	const struct structure_element *root = writer->frames->root;
	writer->elements = ARENA_NEW_ARRAY(
		&writer->arena, writer->frames->element_count + 1u, pdf_id);
	for (const struct structure_element *element = root; element;
	     element = pdf_next_element(root, element))
		if (is_element(tree, element))
			writer->elements[element->index] =
				pdf_objects_reserve(&writer->objects);
}

/* ---- Elements ---------------------------------------------------------- */

static bool has_identifier(const struct structure_element *element)
{
	return element->role == ROLE_NOTE ||
	       element->role == ROLE_TABLE_HEADER_CELL;
}

/* The page that most references of an element can leave out: its first. */
static uint32_t page_of(const struct tree *tree,
			const struct structure_element *element)
{
	for (const struct structure_element *child = element->first_child;
	     child; child = child->next)
		if (child->role == ROLE_CONTENT &&
		    count_of(&tree->marks, child->index)) {
			uint32_t mark =
				tree->marks
					.order[tree->marks.first[child->index]];
			return tree->writer->marks.items[mark].page;
		}
	return UINT32_MAX;
}

static void append_marks(struct tree *tree, struct buffer *out,
			 const struct structure_element *leaf, uint32_t page)
{
	struct pdf_writer *writer = tree->writer;
	uint32_t first = tree->marks.first[leaf->index];
	uint32_t count = count_of(&tree->marks, leaf->index);
	for (uint32_t i = first; i < first + count; i++) {
		const struct pdf_mark *mark =
			&writer->marks.items[tree->marks.order[i]];
		if (mark->page == page) {
			buffer_append_byte(out, ' ');
			buffer_append_integer(out, mark->mcid);
			continue;
		}
		buffer_append_string(out, "<</Type/MCR/Pg ");
		pdf_append_reference(out, writer->pages[mark->page]);
		buffer_append_string(out, "/MCID ");
		buffer_append_integer(out, mark->mcid);
		buffer_append_string(out, ">>");
	}
}

static void append_annotations(struct tree *tree, struct buffer *out,
			       const struct structure_element *element,
			       uint32_t page)
{
	struct pdf_writer *writer = tree->writer;
	uint32_t first = tree->annotations.first[element->index];
	uint32_t count = count_of(&tree->annotations, element->index);
	for (uint32_t i = first; i < first + count; i++) {
		const struct pdf_annotation *annotation =
			&writer->annotations.items[tree->annotations.order[i]];
		buffer_append_string(out, "<</Type/OBJR");
		if (annotation->page != page) {
			buffer_append_string(out, "/Pg ");
			pdf_append_reference(out,
					     writer->pages[annotation->page]);
		}
		buffer_append_string(out, "/Obj ");
		pdf_append_reference(out, annotation->id);
		buffer_append_string(out, ">>");
	}
}

/* Into transparent elements, which do not nest in themselves. */
static void append_children(struct tree *tree, struct buffer *out,
			    const struct structure_element *element,
			    uint32_t page)
{
	for (const struct structure_element *child = element->first_child;
	     child; child = child->next) {
		if (child->role == ROLE_CONTENT) {
			append_marks(tree, out, child, page);
		} else if (partner_of(tree, child, ROLE_CAPTION)) {
			continue;
		} else if (is_element(tree, child)) {
			buffer_append_byte(out, ' ');
			pdf_append_reference(out, element_id(tree, child));
		} else if (tree->is_kept[child->index]) {
			append_children(tree, out, child, page);
		}
	}
	append_annotations(tree, out, element, page);
}

static void append_caption(struct tree *tree, struct buffer *out,
			   const struct structure_element *caption)
{
	buffer_append_byte(out, ' ');
	pdf_append_reference(out, element_id(tree, caption));
}

static void append_kids(struct tree *tree, struct buffer *out,
			const struct structure_element *element, uint32_t page)
{
	size_t start = out->length;
	buffer_append_string(out, "/K[");
	size_t head = out->length;
	const struct structure_element *caption =
		partner_of(tree, element, ROLE_FIGURE);
	if (caption && caption->next == element)
		append_caption(tree, out, caption);
	append_children(tree, out, element, page);
	if (caption && caption->next != element)
		append_caption(tree, out, caption);
	if (out->length == head)
		out->length = start;
	else
		buffer_append_byte(out, ']');
}

static void append_entry(struct buffer *out, const char *key, const char *text)
{
	if (!text)
		return;
	buffer_append_string(out, key);
	pdf_append_text(out, text);
}

static void write_element(struct tree *tree,
			  const struct structure_element *element)
{
	struct pdf_writer *writer = tree->writer;
	uint32_t page = page_of(tree, element);
	struct buffer *out =
		pdf_objects_begin(&writer->objects, element_id(tree, element));
	struct pdf_role role = pdf_role_of(writer->rules, element);
	const struct structure_element *figure =
		partner_of(tree, element, ROLE_CAPTION);
	if (writer->rules->captions_are_parts && !figure &&
	    element->role == ROLE_CAPTION &&
	    element->parent->role != ROLE_TABLE)
		role.name = "P"; /* its picture could not be shown */
	buffer_append_string(out, "<</S/");
	buffer_append_string(out, role.name);
	if (role.space != PDF_NAMESPACE_NONE) {
		buffer_append_string(out, "/NS ");
		pdf_append_reference(out, writer->namespaces[role.space]);
	}
	buffer_append_string(out, "/P ");
	pdf_append_reference(out, figure ? element_id(tree, figure) :
				  element->parent ?
					   element_id(tree, element->parent) :
					   tree->root);
	if (page != UINT32_MAX) {
		buffer_append_string(out, "/Pg ");
		pdf_append_reference(out, writer->pages[page]);
	}
	append_entry(out, "/Lang", element->language);
	if (element->role == ROLE_FIGURE)
		append_entry(out, "/Alt", element->alternative);
	else if (element->role == ROLE_LABEL)
		append_entry(out, "/ActualText", element->actual_text);
	else if (element->role == ROLE_SPAN || element->role == ROLE_STRONG)
		append_entry(out, "/E", element->expansion);
	if (has_identifier(element)) {
		buffer_append_string(out, "/ID");
		pdf_append_identifier(out, element);
		*VECTOR_ADD(&tree->identified) = element;
	}
	pdf_append_attributes(writer, out, element);
	if (writer->rules->has_references)
		pdf_append_references(writer, out, element);
	append_kids(tree, out, element, page);
	buffer_append_string(out, ">>");
	pdf_objects_end(&writer->objects);
}

/* ---- Number and name trees --------------------------------------------- */

/* Writes the leaves of a tree with NODE_ENTRIES entries each, through
 * `append`, and the root over them, which it returns. */
static pdf_id
write_tree(struct tree *tree, size_t count, const char *key,
	   void (*append_pair)(struct tree *, struct buffer *, size_t),
	   void (*append_key)(struct tree *, struct buffer *, size_t))
{
	struct pdf_objects *objects = &tree->writer->objects;
	size_t leaf_count = (count + NODE_ENTRIES - 1) / NODE_ENTRIES;
	pdf_id root = pdf_objects_reserve(objects);
	pdf_id *leaves = memory_allocate((leaf_count + 1) * sizeof *leaves);
	for (size_t i = 0; i < leaf_count; i++) {
		size_t first = i * NODE_ENTRIES, end = first + NODE_ENTRIES;
		if (end > count)
			end = count;
		leaves[i] = pdf_objects_reserve(objects);
		struct buffer *out = pdf_objects_begin(objects, leaves[i]);
		buffer_append_string(out, "<</Limits[");
		append_key(tree, out, first);
		buffer_append_byte(out, ' ');
		append_key(tree, out, end - 1);
		buffer_append_format(out, "]/%s[", key);
		for (size_t entry = first; entry < end; entry++)
			append_pair(tree, out, entry);
		buffer_append_string(out, "]>>");
		pdf_objects_end(objects);
	}
	struct buffer *out = pdf_objects_begin(objects, root);
	buffer_append_string(out, "<</Kids[");
	for (size_t i = 0; i < leaf_count; i++) {
		pdf_append_reference(out, leaves[i]);
		buffer_append_byte(out, ' ');
	}
	buffer_append_string(out, "]>>");
	pdf_objects_end(objects);
	free(leaves);
	return root;
}

/* Keys of the parent tree: pages first, then annotations. */
static void append_parent_key(struct tree *tree, struct buffer *out,
			      size_t entry)
{
	(void)tree;
	buffer_append_integer(out, (int64_t)entry);
}

/* Of a page an array: the element of each of its marks. */
static void append_parent_pair(struct tree *tree, struct buffer *out,
			       size_t entry)
{
	struct pdf_writer *writer = tree->writer;
	size_t page_count = writer->frames->page_count;
	buffer_append_integer(out, (int64_t)entry);
	if (entry >= page_count) {
		size_t index = entry - page_count;
		buffer_append_byte(out, ' ');
		pdf_append_reference(
			out,
			element_id(tree,
				   writer->annotations.items[index].element));
		buffer_append_byte(out, ' ');
		return;
	}
	buffer_append_byte(out, '[');
	for (size_t i = tree->page_marks[entry];
	     i < tree->page_marks[entry + 1]; i++) {
		if (i > tree->page_marks[entry])
			buffer_append_byte(out, ' ');
		pdf_append_reference(
			out,
			element_id(tree, writer->marks.items[i].leaf->parent));
	}
	buffer_append_byte(out, ']');
}

static void mark_pages(struct tree *tree)
{
	struct pdf_writer *writer = tree->writer;
	struct pdf_objects *objects = &writer->objects;
	size_t next = 0;
	tree->page_marks = ARENA_NEW_ARRAY(
		&writer->arena, writer->frames->page_count + 1, size_t);
	for (uint32_t page = 0; page < writer->frames->page_count; page++) {
		while (next < writer->marks.count &&
		       writer->marks.items[next].page == page)
			next++;
		tree->page_marks[page + 1] = next;
		pdf_objects_set_page_number(objects, page, "StructParents",
					    (int32_t)page);
		pdf_objects_set_page_name(objects, page, "Tabs", "S");
	}
}

static void append_identifier_key(struct tree *tree, struct buffer *out,
				  size_t entry)
{
	pdf_append_identifier(out, tree->identified.items[entry]);
}

static void append_identifier_pair(struct tree *tree, struct buffer *out,
				   size_t entry)
{
	append_identifier_key(tree, out, entry);
	pdf_append_reference(out,
			     element_id(tree, tree->identified.items[entry]));
}

static int compare_elements(const void *a, const void *b)
{
	const struct structure_element *const *x = a, *const *y = b;
	return (*x)->index < (*y)->index ? -1 : (*x)->index > (*y)->index;
}

static void write_namespaces(struct pdf_writer *writer)
{
	for (enum pdf_namespace space = PDF_NAMESPACE_1;
	     space < PDF_NAMESPACE_COUNT; space++) {
		pdf_id id = pdf_objects_reserve(&writer->objects);
		struct buffer *out = pdf_objects_begin(&writer->objects, id);
		buffer_append_string(out, "<</Type/Namespace/NS");
		pdf_append_text(out, pdf_namespace_name(space));
		buffer_append_string(out, ">>");
		pdf_objects_end(&writer->objects);
		writer->namespaces[space] = id;
	}
}

static void append_namespaces(const struct pdf_writer *writer,
			      struct buffer *out)
{
	buffer_append_string(out, "/Namespaces[");
	for (enum pdf_namespace space = PDF_NAMESPACE_1;
	     space < PDF_NAMESPACE_COUNT; space++) {
		buffer_append_byte(out, ' ');
		pdf_append_reference(out, writer->namespaces[space]);
	}
	buffer_append_byte(out, ']');
}

static void write_root(struct tree *tree)
{
	struct pdf_writer *writer = tree->writer;
	size_t keys = writer->frames->page_count + writer->annotations.count;
	if (tree->identified.count)
		qsort(tree->identified.items, tree->identified.count,
		      sizeof *tree->identified.items, compare_elements);
	pdf_id parents = write_tree(tree, keys, "Nums", append_parent_pair,
				    append_parent_key);
	pdf_id names = tree->identified.count ?
			       write_tree(tree, tree->identified.count, "Names",
					  append_identifier_pair,
					  append_identifier_key) :
			       0;
	struct buffer *out = pdf_objects_begin(&writer->objects, tree->root);
	buffer_append_string(out, "<</Type/StructTreeRoot/K ");
	pdf_append_reference(out, element_id(tree, writer->frames->root));
	buffer_append_string(out, "/ParentTree ");
	pdf_append_reference(out, parents);
	buffer_append_format(out, "/ParentTreeNextKey %zu", keys);
	if (names) {
		buffer_append_string(out, "/IDTree ");
		pdf_append_reference(out, names);
	}
	if (writer->rules->has_namespaces)
		append_namespaces(writer, out);
	/* PDF 1.7 knows none of them. PDF 2.0's readers do, and see in
	 * namespaces that these are not meant; older ones take the map. */
	buffer_append_string(out, "/RoleMap<</Aside/Div/Em/Span/FENote/Note"
				  "/Strong/Span>>>>");
	pdf_objects_end(&writer->objects);
	pdf_objects_set_reference(&writer->objects, PDF_CATALOG,
				  "StructTreeRoot", tree->root);
}

void pdf_write_structure(struct pdf_writer *writer)
{
	const struct structure_element *root = writer->frames->root;
	struct tree tree = { .writer = writer };
	index_content(&tree);
	choose_elements(&tree);
	number_elements(&tree);
	find_partners(&tree);
	if (writer->rules->has_references ||
	    writer->rules->has_structure_destinations)
		pdf_find_references(writer);
	if (writer->rules->has_namespaces)
		write_namespaces(writer);
	tree.root = pdf_objects_reserve(&writer->objects);
	for (const struct structure_element *element = root; element;
	     element = pdf_next_element(root, element))
		if (is_element(&tree, element))
			write_element(&tree, element);
	mark_pages(&tree);
	write_root(&tree);
	free(tree.marks.first);
	free(tree.marks.order);
	free(tree.annotations.first);
	free(tree.annotations.order);
	free(tree.is_kept);
	VECTOR_RELEASE(&tree.identified);
}
