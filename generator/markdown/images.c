/* Pictures and link targets. */
#include "markdown/images.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/address.h"
#include "base/buffer.h"

void images_set_width(struct reading *reading, struct node *image,
		      const char *text)
{
	static const struct {
		const char *name;
		double points;
	} units[] = { { "", 0.75 }, { "px", 0.75 },      { "pt", 1 },
		      { "in", 72 }, { "cm", 72 / 2.54 }, { "mm", 72 / 25.4 } };
	/* wider than any page */
	const double most = 5000;
	char *end;
	if (!text)
		return;
	double number = *text >= '0' && *text <= '9' ? strtod(text, &end) : 0;
	if (number > 0 && strcmp(end, "%") == 0 && number <= 100) {
		image->image.width_percent =
			number < 1 ? 1 : (uint16_t)(number + 0.5);
		return;
	}
	for (size_t i = 0; number > 0 && i < sizeof units / sizeof *units;
	     i++) {
		double points = number * units[i].points;
		if (strcmp(end, units[i].name) != 0)
			continue;
		image->image.width =
			LU_FROM_POINTS(points < most ? points : most);
		return;
	}
	reading_mistake(reading, DIAGNOSTIC_ATTRIBUTE_VALUE, image->place,
			"the picture's width '%.40s' is none of 50%%, 200, "
			"200px, 8cm, 80mm, 3in or 60pt",
			text);
}

void images_find(struct reading *reading, struct node *image)
{
	const struct markdown_options *options = reading->options;
	const char *reason = NULL, *source = image->image.source;
	if (!options->find_image)
		return;
	/* what a QR code says is an address, where %26 is not & */
	if (strncmp(source, "qr:", 3) != 0)
		source = address_decode(reading->arena, source);
	image->image.path = options->find_image(options->find_image_context,
						source, image->place, &reason);
	if (!image->image.path && reason)
		reading_mistake(reading, DIAGNOSTIC_IMAGE_MISSING, image->place,
				"picture '%s': %s", image->image.source,
				reason);
}

/* The beginning of an address, as much as a message needs. */
static int shown_length(const char *target)
{
	enum { MOST = 60 };
	size_t length = strlen(target);
	if (length > MOST)
		for (length = MOST; length; length--)
			if (((unsigned char)target[length] & 0xC0) != 0x80)
				break;
	return (int)length;
}

bool images_link_is_allowed(struct reading *reading, const char *target,
			    struct place place)
{
	const char *refusal = address_refusal(str_from(target));
	if (refusal)
		diagnostics_add(reading->diagnostics, DIAGNOSTIC_LINK_SCHEME,
				place,
				"link to '%.*s' is left out, its words stay: "
				"%s",
				shown_length(target), target, refusal);
	return !refusal;
}

static bool is_said(const struct node *node, struct str title)
{
	struct buffer words = BUFFER_INITIALISER;
	if (node->kind == NODE_IMAGE)
		buffer_append_string(&words, node->image.alternative);
	else
		node_append_plain_text(node, &words);
	struct str said = str_trim(buffer_str(&words));
	const char *target = node->kind == NODE_LINK ? node->link.destination :
						       node->image.source;
	bool result =
		(said.length == title.length &&
		 strncasecmp(said.bytes, title.bytes, said.length) == 0) ||
		str_equals_string(title, target);
	buffer_release(&words);
	return result;
}

void images_report_titles(struct reading *reading, const struct node *root)
{
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		const char *written =
			node->kind == NODE_LINK  ? node->link.title :
			node->kind == NODE_IMAGE ? node->image.title :
						   NULL;
		struct str title = str_trim(str_from(written ? written : ""));
		if (!title.length || is_said(node, title))
			continue;
		diagnostics_add(reading->diagnostics, DIAGNOSTIC_TITLE_UNSHOWN,
				node->place,
				"the title '%.*s' of this %s is shown nowhere",
				shown_length(written), written,
				node->kind == NODE_LINK ? "link" : "picture");
	}
}
