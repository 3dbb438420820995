/* Pictures: each file stands in the container once. */
#include <math.h>

#include "chart/chart.h"
#include "image/image.h"
#include "office/writer.h"
#include "svg/svg.h"

enum {
	PIXELS_PER_INCH = 150, /* of what is drawn for programs that know no
				* drawings */
	MOST_PIXELS = 3000,    /* of a side */
	LOGO_HEIGHT = LU_PER_POINT * 68
};

/* ---- Files ------------------------------------------------------------- */

static const char *add_file(struct writer *writer, size_t number,
			    const char *media_type, struct str bytes)
{
	bool is_text = strcmp(media_type, "image/svg+xml") == 0;
	const char *file = arena_format(&writer->arena, "image%zu.%s", number,
					container_ending(media_type));
	const char *name = arena_format(&writer->arena, "%s%s",
					writer->format->picture_folder, file);
	container_add(&writer->container, name, bytes,
		      is_text ? CONTAINER_DEFLATED : CONTAINER_STORED);
	return file;
}

static struct office_picture *add_picture(struct writer *writer,
					  const char *path)
{
	struct office_picture *picture =
		ARENA_NEW(&writer->arena, struct office_picture);
	*VECTOR_ADD(&writer->pictures) = picture;
	picture->path = path;
	return picture;
}

static void report(struct writer *writer, const struct node *node,
		   const struct error *error)
{
	const char *what = node->kind == NODE_IMAGE ? node->image.source :
						      node->chart.name;
	diagnostics_add(writer->options->diagnostics,
			DIAGNOSTIC_IMAGE_NOT_DRAWN, node->place,
			"picture '%s' %s", what, error->message);
}

static uint32_t pixels(lu length, double scale)
{
	double result = length / 72.0 / LU_PER_POINT * PIXELS_PER_INCH * scale;
	return result < 1 ? 1 : (uint32_t)lround(result);
}

/* A drawing as a file of its own, and one for programs that show none. Its words
 * are shapes in both. */
static bool add_drawing(struct writer *writer, struct office_picture *picture,
			const struct drawing *drawing, struct str ground,
			const struct node *node)
{
	size_t number = writer->pictures.count;
	struct error error;
	struct str png;
	lu longer = picture->width > picture->height ? picture->width :
						       picture->height;
	double scale = fmin(1, MOST_PIXELS / (double)pixels(longer, 1));
	if (!image_render(&writer->arena, drawing, ground,
			  pixels(picture->width, scale),
			  pixels(picture->height, scale), &png, &error)) {
		report(writer, node, &error);
		return false;
	}
	picture->file = add_file(writer, number, "image/png", png);
	if (ground.length)
		return true;
	struct buffer svg = BUFFER_INITIALISER;
	svg_write(drawing, "p", &svg);
	picture->vector =
		add_file(writer, number, "image/svg+xml", buffer_str(&svg));
	buffer_release(&svg);
	return true;
}

/* ---- Images ------------------------------------------------------------ */

static bool load(struct writer *writer, struct office_picture *picture,
		 const struct node *node)
{
	const struct image_rooms *rooms = node->image.rooms;
	struct image *image = image_load(
		&writer->arena, node->image.path, rooms ? &rooms->paper : NULL,
		node->place, writer->options->diagnostics);
	if (!image)
		return false;
	picture->width = image_width_lu(image);
	picture->height = image_height_lu(image);
	picture->orientation = image->orientation;
	const struct drawing *drawing =
		image->drawing ? image->drawing : image->words;
	if (drawing)
		return add_drawing(
			writer, picture, office_outline(writer, drawing, node),
			image->drawing ? STR("") : image->file, node);
	picture->file = add_file(writer, writer->pictures.count,
				 image->media_type, image->file);
	return true;
}

/* ---- Charts ------------------------------------------------------------ */

static bool draw(struct writer *writer, struct office_picture *picture,
		 const struct node *node)
{
	const struct theme_text *text = &writer->style->text[TEXT_TABLE];
	struct chart_style style =
		chart_style_default(office_measure(writer), text->size);
	chart_style_set_colours(&style, writer->options->theme, SCHEME_LIGHT);
	const struct drawing *drawing =
		chart_draw(&writer->arena, node->chart.chart, &style,
			   &chart_measure_estimate);
	picture->width = drawing->width;
	picture->height = drawing->height;
	return add_drawing(writer, picture,
			   office_outline(writer, drawing, node), STR(""),
			   node);
}

/* A picture that could not be had is not tried again. */
const struct office_picture *office_picture(struct writer *writer,
					    const struct node *node)
{
	const void *key = node->kind == NODE_CHART ?
				  (const void *)node->chart.chart :
				  NULL;
	const char *path = key ? NULL : node->image.path;
	for (size_t i = 0; i < writer->pictures.count; i++) {
		const struct office_picture *known = writer->pictures.items[i];
		if (key ? known->chart == key :
			  known->path && strcmp(known->path, path) == 0)
			return known->file ? known : NULL;
	}
	struct office_picture *picture = add_picture(writer, path);
	picture->chart = key;
	bool is_there =
		key ? draw(writer, picture, node) : load(writer, picture, node);
	return is_there ? picture : NULL;
}

/* ---- Sizes ------------------------------------------------------------- */

static void fit(struct office_shown *shown, lu width, lu height)
{
	if (shown->width > width) {
		shown->height = lu_scale(shown->height, width, shown->width);
		shown->width = width;
	}
	if (shown->height > height) {
		shown->width = lu_scale(shown->width, height, shown->height);
		shown->height = height;
	}
	if (shown->width < 1)
		shown->width = 1;
	if (shown->height < 1)
		shown->height = 1;
}

static bool is_of_row(const struct node *image)
{
	const struct node *paragraph = image->parent;
	const struct node *row = paragraph ? paragraph->parent : NULL;
	return row && row->kind == NODE_EASY_READ_ROW &&
	       office_row_picture(row) == image;
}

/* As on paper: as large as it is itself, but what its author or the theme says
 * and what its place has room for. */
struct office_shown office_show(const struct writer *writer,
				const struct node *node,
				const struct office_picture *picture)
{
	const struct theme_page *page = &writer->style->page;
	const struct node *row = writer->context.row;
	bool is_beside = row && office_row_picture(row) == node;
	lu measure = is_beside ?
			     office_picture_column(writer) :
			     office_measure(writer) - writer->context.indent;
	lu wanted = 0;
	lu highest =
		(page->height - page->margin_top - page->margin_bottom) / 5 * 4;
	struct office_shown shown = { .picture = picture,
				      .width = picture->width,
				      .height = picture->height,
				      .is_beside = is_beside };
	if (is_beside)
		shown.direction = node_direction(writer->document, row);
	if (node->kind == NODE_CHART) {
		shown.alternative = node->chart.name;
		fit(&shown, measure, highest);
		return shown;
	}
	shown.alternative =
		node->image.alternative ? node->image.alternative : "";
	if (node->image.width_percent)
		wanted = lu_scale(measure, node->image.width_percent, 100);
	else if (node->image.width)
		wanted = node->image.width;
	else if (is_of_row(node))
		wanted = office_picture_column(writer);
	if (wanted) {
		shown.height = lu_scale(shown.height, wanted, shown.width);
		shown.width = wanted;
	}
	fit(&shown, measure,
	    writer->is_in_logo ? LOGO_HEIGHT :
	    is_of_row(node)    ? lu_scale(office_picture_column(writer), 5, 4) :
				 highest / 4 * 3);
	return shown;
}
