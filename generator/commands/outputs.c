/* The table of outputs, and the way from a document to each of them. */
#include "commands/outputs.h"

#include <stdio.h>
#include <strings.h>

#include "locale/locale.h"
#include "pages/pages.h"
#include "plain/plain.h"
#include "text/font.h"

const struct output_traits output_traits[OUTPUT_COUNT] = {
#define OUTPUT(id, name, suffix, ending, other_ending, media_type, message, \
	       what, print_size, from, writer) \
	[OUTPUT_##id] = { name,          suffix,  ending, other_ending, \
			  media_type,    message, what,   PRINT_##print_size, \
			  .from = writer },
#include "publication/outputs.def"
};

enum output output_find_ending(const char *ending, enum print_size print)
{
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		const struct output_traits *traits = &output_traits[i];
		if (traits->print == print &&
		    (strcasecmp(ending, traits->ending) == 0 ||
		     (traits->other_ending &&
		      strcasecmp(ending, traits->other_ending) == 0)))
			return (enum output)i;
	}
	return OUTPUT_COUNT;
}

/* ---- Making ------------------------------------------------------------ */

/* The large print says in its title what it is. */
static const char *large_title(struct work *work)
{
	return locale_message(work->locale, &work->arena, "large-print-title",
			      LOCALE_TEXT("title", work->document.title));
}

/* Where a page of the web is on paper. */
static void set_places(struct work *work, const struct frames *frames,
		       struct product *product)
{
	size_t count = frames->destination_count;
	product->places =
		ARENA_NEW_ARRAY(&work->arena, count, struct product_place);
	product->place_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct destination *place = &frames->destinations[i];
		if (place->node->identifier)
			product->places[product->place_count++] =
				(struct product_place){ place->node->identifier,
							place->page + 1 };
	}
}

static void lay_out(struct work *work, struct font_set *fonts,
		    const struct output_traits *traits, struct product *product)
{
	struct layout_options options = {
		.theme = work->installation->theme,
		.is_strict = work->is_strict,
		.print = traits->print,
	};
	struct document document = work->document;
	if (traits->print == PRINT_LARGE)
		document.title = large_title(work);
	const struct frames *frames = pages_set_document(
		&work->arena, &document, fonts, &options, &work->diagnostics);
	if (!frames || !pipeline_is_sound(work))
		return;
	product->page_count = frames->page_count;
	set_places(work, frames, product);
	traits->frames(work, frames, &product->bytes);
}

static void make_from_frames(struct work *work,
			     const struct output_traits *traits,
			     struct product *product)
{
	if (!work->installation->fonts.folders[LAYER_INSTALLED]) {
		work->has_failed = true;
		error_set(&work->error, "cannot find fonts/fonts.yaml; name "
					"its folder with --fonts");
		return;
	}
	work->error.message[0] = '\0';
	struct font_set *fonts =
		font_set_load(&work->arena, &work->installation->fonts,
			      &work->diagnostics, &work->error);
	if (fonts) {
		lay_out(work, fonts, traits, product);
		font_set_release(fonts);
	} else if (work->error.message[0]) {
		work->has_failed = true;
	}
}

void output_make(struct work *work, enum output output)
{
	const struct output_traits *traits = &output_traits[output];
	struct product *product = &work->products[output];
	buffer_clear(&product->bytes);
	if (traits->frames)
		make_from_frames(work, traits, product);
	else if (traits->document)
		traits->document(&work->document, &product->bytes);
	else
		traits->page(work, &product->bytes);
}

/* ---- Telling what there is --------------------------------------------- */

static bool is_first_with_ending(int output)
{
	return output_find_ending(output_traits[output].ending,
				  output_traits[output].print) ==
	       (enum output)output;
}

void output_append_endings(enum print_size print, struct buffer *out)
{
	const char *endings[OUTPUT_COUNT];
	size_t count = 0;
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (output_traits[i].print == print && is_first_with_ending(i))
			endings[count++] = output_traits[i].ending;
	for (size_t i = 0; i < count; i++)
		buffer_append_format(out, "%s.%s",
				     i == 0         ? "" :
				     i == count - 1 ? " or " :
						      ", ",
				     endings[i]);
}

void output_print_names(void)
{
	printf("\nFormats:\n");
	for (int i = 0; i < OUTPUT_COUNT; i++)
		printf("  %-12s %s\n", output_traits[i].name,
		       output_traits[i].what);
}

void output_print_endings(void)
{
	printf("\nThe output's ending says what it is:\n");
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		const struct output_traits *traits = &output_traits[i];
		char endings[32];
		if (!is_first_with_ending(i))
			continue;
		snprintf(endings, sizeof endings, ".%s%s%s", traits->ending,
			 traits->other_ending ? ", ." : "",
			 traits->other_ending ? traits->other_ending : "");
		if (traits->print == PRINT_REGULAR)
			printf("  %-12s %s\n", endings, traits->what);
	}
}
