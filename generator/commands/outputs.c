/* The table of outputs, and the way from a document to each of them. */
#include "commands/outputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/date.h"
#include "check/check.h"
#include "gfm/gfm.h"
#include "locale/locale.h"
#include "pages/pages.h"
#include "plain/plain.h"
#include "speech/speech.h"
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

static const struct frames *lay_out(struct work *work, struct font_set *fonts,
				    enum print_size print)
{
	struct layout_options options = {
		.theme = work->installation->theme,
		.is_strict = work->is_strict,
		.print = print,
	};
	/* frames point to it */
	struct document *document = ARENA_NEW(&work->arena, struct document);
	*document = work->document;
	if (print == PRINT_LARGE)
		document->title = large_title(work);
	const struct frames *frames = pages_set_document(
		&work->arena, document, fonts, &options, &work->diagnostics);
	if (!pipeline_is_sound(work))
		return NULL;
	if (print == PRINT_REGULAR)
		work->pages = frames;
	return frames;
}

struct font_set *output_open_fonts(struct work *work)
{
	if (!work->installation->fonts.folders[LAYER_INSTALLED]) {
		work->has_failed = true;
		error_set(&work->error, "cannot find fonts/fonts.yaml; name "
					"its folder with --fonts");
		return NULL;
	}
	work->error.message[0] = '\0';
	struct font_set *fonts =
		font_set_load(&work->arena, &work->installation->fonts,
			      &work->diagnostics, &work->error);
	if (!fonts && work->error.message[0])
		work->has_failed = true;
	return fonts;
}

const struct frames *output_pages(struct work *work)
{
	if (work->pages)
		return work->pages;
	struct font_set *fonts = output_open_fonts(work);
	if (!fonts)
		return NULL;
	const struct frames *frames = lay_out(work, fonts, PRINT_REGULAR);
	font_set_release(fonts);
	return frames;
}

/* Where its text begins. */
static struct place place_of_text(const struct document *document)
{
	const struct node *node = document->root;
	while (node && node->kind != NODE_CHAPTER)
		node = node_next(document->root, node);
	return node && node->first_child ? node->first_child->place :
					   document->root->place;
}

/* Who finds reading hard is put off by a thick booklet. */
static void check_pages(struct work *work, const struct output_traits *traits,
			const struct frames *frames)
{
	if (work->document.profile == PROFILE_EASY_READ &&
	    frames->page_count > EASY_READ_PAGES_MOST)
		diagnostics_add(pipeline_diagnostics(work),
				DIAGNOSTIC_CHECK_PAGES,
				place_of_text(&work->document),
				"the Easy Read edition has %zu pages as '%s', "
				"where %d are the most",
				(size_t)frames->page_count, traits->name,
				EASY_READ_PAGES_MOST);
}

static void make_from_frames(struct work *work,
			     const struct output_traits *traits,
			     struct product *product)
{
	struct font_set *fonts = output_open_fonts(work);
	if (!fonts)
		return;
	const struct frames *frames = lay_out(work, fonts, traits->print);
	if (frames) {
		product->page_count = frames->page_count;
		set_places(work, frames, product);
		check_pages(work, traits, frames);
		traits->frames(work, frames, &product->bytes);
	}
	font_set_release(fonts);
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
	else if (traits->work)
		traits->work(work, &product->bytes);
	else
		traits->page(work, &product->bytes);
}

/* ---- Time --------------------------------------------------------------- */

int64_t output_time(const struct work *work)
{
	const char *date = work->document.date;
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	struct date day;
	if (epoch && epoch[0]) {
		long long seconds = strtoll(epoch, &end, 10);
		if (*end == '\0' && seconds >= 0)
			return seconds;
	}
	char head[11]; /* a time of day may follow */
	snprintf(head, sizeof head, "%s", date ? date : "");
	if (!date_parse(head, &day) || day.precision != DATE_DAY)
		return -1;
	return date_days_since_1970(&day) * 86400;
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
