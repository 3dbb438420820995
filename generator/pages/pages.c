/* The way from a document to frames. */
#include "pages/pages.h"

#include "layout/blocks.h"
#include "pages/furniture.h"
#include "pages/paint.h"

static void prefer_fonts(struct font_set *fonts, const struct theme *theme)
{
	for (size_t i = 0; i < theme->script_count; i++)
		font_set_prefer(fonts, theme->scripts[i].fonts,
				theme->scripts[i].font_count);
	font_set_prefer(fonts, theme->code_fonts, theme->code_font_count);
}

struct frames *pages_set_document(struct arena *arena,
				  const struct document *document,
				  struct font_set *fonts,
				  const struct layout_options *options,
				  struct diagnostics *diagnostics)
{
	struct style *style = ARENA_NEW(arena, struct style);
	style_initialise(style, options->theme, document, options->print);
	prefer_fonts(fonts, options->theme);
	struct structure structure;
	structure_initialise(&structure, arena, document);
	struct typesetter *typesetter =
		typesetter_new(arena, fonts, diagnostics, !options->is_strict);
	const struct document_words *words = &document->words;
	typesetter_add_label(typesetter, phrase_start(&words->figure));
	typesetter_add_label(typesetter, phrase_start(&words->table));
	typesetter_add_label(typesetter, phrase_start(&words->note));
	typesetter_add_label(typesetter, phrase_start(&words->page));
	struct flow flow = {
		.arena = arena,
		.document = document,
		.style = style,
		.typesetter = typesetter,
		.structure = &structure,
		.diagnostics = diagnostics,
		.options = options,
	};
	flow_initialise(&flow);
	struct block_context context = furniture_context(&flow);
	blocks_set(&flow, document->root, &context);
	if (flow.strips.count == 0) /* an empty document has an empty page */
		flow_add_strip(&flow, 0);
	struct plan plan = { 0 };
	paginate(&flow, &plan);
	struct frames *frames = ARENA_NEW(arena, struct frames);
	frames->document = document;
	frames->root = structure.root;
	paint_pages(&flow, &plan, frames);
	frames->element_count = structure.count;
	paginate_plan_release(&plan);
	flow_release(&flow);
	typesetter_release(typesetter);
	return frames;
}
