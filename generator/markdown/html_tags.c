/* The table of tags, in the order of their names. */
#include "markdown/html_tags.h"

#include <string.h>

static const struct html_tag_info tags[] = {
	{ .name = "a", .role = ROLE_LINK },
	{ .name = "abbr", .role = ROLE_SPAN },
	{ .name = "acronym", .role = ROLE_SPAN },
	{ .name = "address", .role = ROLE_DIVISION },
	{ .name = "applet", .role = ROLE_FOREIGN },
	{ .name = "area", .role = ROLE_NOTHING },
	{ .name = "article", .role = ROLE_DIVISION },
	{ .name = "aside", .role = ROLE_DIVISION },
	{ .name = "audio", .role = ROLE_FOREIGN },
	{ .name = "b", .role = ROLE_INLINE, .kind = NODE_STRONG },
	{ .name = "base", .role = ROLE_NOTHING },
	{ .name = "basefont", .role = ROLE_NOTHING },
	{ .name = "bdi", .role = ROLE_SPAN },
	{ .name = "bdo", .role = ROLE_SPAN },
	{ .name = "bgsound", .role = ROLE_NOTHING },
	{ .name = "big", .role = ROLE_SPAN },
	{ .name = "blink", .role = ROLE_FOREIGN },
	{ .name = "blockquote", .role = ROLE_BLOCK, .kind = NODE_BLOCK_QUOTE },
	{ .name = "body", .role = ROLE_PLAIN },
	{ .name = "br", .role = ROLE_BREAK },
	{ .name = "button", .role = ROLE_FOREIGN },
	{ .name = "canvas", .role = ROLE_FOREIGN },
	{ .name = "caption", .role = ROLE_CAPTION },
	{ .name = "center", .role = ROLE_DIVISION, .class = "align-centre" },
	{ .name = "cite", .role = ROLE_INLINE, .kind = NODE_EMPHASIS },
	{ .name = "code", .role = ROLE_CODE, .tag = TAG_CODE },
	{ .name = "col", .role = ROLE_NOTHING },
	{ .name = "colgroup", .role = ROLE_PLAIN },
	{ .name = "data", .role = ROLE_SPAN },
	{ .name = "datalist", .role = ROLE_SKIPPED },
	{ .name = "dd", .role = ROLE_DEFINITION, .tag = TAG_DD },
	{ .name = "del", .role = ROLE_INLINE, .kind = NODE_STRIKETHROUGH },
	{ .name = "details", .role = ROLE_BLOCK, .kind = NODE_DETAILS },
	{ .name = "dfn", .role = ROLE_INLINE, .kind = NODE_EMPHASIS },
	{ .name = "dialog", .role = ROLE_FOREIGN },
	{ .name = "dir", .role = ROLE_LIST },
	{ .name = "div", .role = ROLE_DIVISION },
	{ .name = "dl", .role = ROLE_LIST, .tag = TAG_DL },
	{ .name = "dt", .role = ROLE_TERM, .tag = TAG_DT },
	{ .name = "em", .role = ROLE_INLINE, .kind = NODE_EMPHASIS },
	{ .name = "embed", .role = ROLE_SKIPPED },
	{ .name = "fieldset", .role = ROLE_DIVISION },
	{ .name = "figcaption", .role = ROLE_CAPTION },
	{ .name = "figure", .role = ROLE_BLOCK, .kind = NODE_FIGURE },
	{ .name = "font", .role = ROLE_SPAN },
	{ .name = "footer", .role = ROLE_DIVISION },
	{ .name = "form", .role = ROLE_FOREIGN },
	{ .name = "frame", .role = ROLE_NOTHING },
	{ .name = "frameset", .role = ROLE_FOREIGN },
	{ .name = "h1",
	  .role = ROLE_HEADING,
	  .kind = NODE_HEADING,
	  .level = 1 },
	{ .name = "h2",
	  .role = ROLE_HEADING,
	  .kind = NODE_HEADING,
	  .level = 2 },
	{ .name = "h3",
	  .role = ROLE_HEADING,
	  .kind = NODE_HEADING,
	  .level = 3 },
	{ .name = "h4",
	  .role = ROLE_HEADING,
	  .kind = NODE_HEADING,
	  .level = 4 },
	{ .name = "h5",
	  .role = ROLE_HEADING,
	  .kind = NODE_HEADING,
	  .level = 5 },
	{ .name = "h6",
	  .role = ROLE_HEADING,
	  .kind = NODE_HEADING,
	  .level = 6 },
	{ .name = "head", .role = ROLE_HIDDEN },
	{ .name = "header", .role = ROLE_DIVISION },
	{ .name = "hgroup", .role = ROLE_DIVISION },
	{ .name = "hr", .role = ROLE_RULE },
	{ .name = "html", .role = ROLE_PLAIN },
	{ .name = "i", .role = ROLE_INLINE, .kind = NODE_EMPHASIS },
	{ .name = "iframe", .role = ROLE_SKIPPED },
	{ .name = "image", .role = ROLE_IMAGE },
	{ .name = "img", .role = ROLE_IMAGE },
	{ .name = "input", .role = ROLE_SKIPPED },
	{ .name = "ins", .role = ROLE_SPAN, .class = "underline" },
	{ .name = "kbd", .role = ROLE_CODE },
	{ .name = "label", .role = ROLE_SPAN },
	{ .name = "legend", .role = ROLE_PARAGRAPH },
	{ .name = "li", .role = ROLE_ITEM, .tag = TAG_LI },
	{ .name = "link", .role = ROLE_NOTHING },
	{ .name = "listing", .role = ROLE_PREFORMATTED },
	{ .name = "main", .role = ROLE_DIVISION },
	{ .name = "map", .role = ROLE_FOREIGN },
	{ .name = "mark", .role = ROLE_SPAN, .class = "mark" },
	{ .name = "marquee", .role = ROLE_FOREIGN },
	{ .name = "math", .role = ROLE_FOREIGN },
	{ .name = "menu", .role = ROLE_LIST },
	{ .name = "meta", .role = ROLE_NOTHING },
	{ .name = "meter", .role = ROLE_FOREIGN },
	{ .name = "nav", .role = ROLE_DIVISION },
	{ .name = "nobr", .role = ROLE_PLAIN },
	{ .name = "noframes", .role = ROLE_FOREIGN },
	{ .name = "noscript", .role = ROLE_FOREIGN },
	{ .name = "object", .role = ROLE_FOREIGN },
	{ .name = "ol", .role = ROLE_LIST, .tag = TAG_OL },
	{ .name = "optgroup", .role = ROLE_PLAIN },
	{ .name = "output", .role = ROLE_SPAN },
	{ .name = "p", .role = ROLE_PARAGRAPH, .tag = TAG_P },
	{ .name = "param", .role = ROLE_NOTHING },
	{ .name = "picture", .role = ROLE_PLAIN },
	{ .name = "pre", .role = ROLE_PREFORMATTED, .tag = TAG_PRE },
	{ .name = "progress", .role = ROLE_FOREIGN },
	{ .name = "q", .role = ROLE_QUOTE },
	{ .name = "rb", .role = ROLE_SPAN },
	{ .name = "rbc", .role = ROLE_SPAN },
	{ .name = "rp", .role = ROLE_HIDDEN },
	{ .name = "rt", .role = ROLE_RUBY },
	{ .name = "rtc", .role = ROLE_SPAN },
	{ .name = "ruby", .role = ROLE_SPAN },
	{ .name = "s", .role = ROLE_INLINE, .kind = NODE_STRIKETHROUGH },
	{ .name = "samp", .role = ROLE_CODE },
	{ .name = "script", .role = ROLE_SKIPPED },
	{ .name = "search", .role = ROLE_DIVISION },
	{ .name = "section", .role = ROLE_DIVISION },
	{ .name = "select", .role = ROLE_SKIPPED },
	{ .name = "slot", .role = ROLE_FOREIGN },
	{ .name = "small", .role = ROLE_SPAN, .class = "small" },
	{ .name = "source", .role = ROLE_NOTHING },
	{ .name = "span", .role = ROLE_SPAN },
	{ .name = "strike", .role = ROLE_INLINE, .kind = NODE_STRIKETHROUGH },
	{ .name = "strong", .role = ROLE_INLINE, .kind = NODE_STRONG },
	{ .name = "style", .role = ROLE_SKIPPED },
	{ .name = "sub", .role = ROLE_INLINE, .kind = NODE_SUBSCRIPT },
	{ .name = "summary", .role = ROLE_SUMMARY, .tag = TAG_SUMMARY },
	{ .name = "sup", .role = ROLE_INLINE, .kind = NODE_SUPERSCRIPT },
	{ .name = "svg", .role = ROLE_SKIPPED },
	{ .name = "table", .role = ROLE_TABLE, .tag = TAG_TABLE },
	{ .name = "tbody", .role = ROLE_TABLE_PART, .tag = TAG_TBODY },
	{ .name = "td", .role = ROLE_CELL, .tag = TAG_TD },
	{ .name = "template", .role = ROLE_HIDDEN },
	{ .name = "textarea", .role = ROLE_SKIPPED },
	{ .name = "tfoot", .role = ROLE_TABLE_PART, .tag = TAG_TFOOT },
	{ .name = "th", .role = ROLE_CELL, .tag = TAG_TH },
	{ .name = "thead", .role = ROLE_TABLE_PART, .tag = TAG_THEAD },
	{ .name = "time", .role = ROLE_SPAN },
	{ .name = "title", .role = ROLE_HIDDEN },
	{ .name = "tr", .role = ROLE_ROW, .tag = TAG_TR },
	{ .name = "track", .role = ROLE_NOTHING },
	{ .name = "tt", .role = ROLE_CODE },
	{ .name = "u", .role = ROLE_SPAN, .class = "underline" },
	{ .name = "ul", .role = ROLE_LIST, .tag = TAG_UL },
	{ .name = "var", .role = ROLE_CODE },
	{ .name = "video", .role = ROLE_FOREIGN },
	{ .name = "wbr", .role = ROLE_BREAK_OPPORTUNITY },
	{ .name = "xmp", .role = ROLE_PREFORMATTED },
};

enum { TAG_COUNT = sizeof tags / sizeof *tags };
_Static_assert((int)TAG_FIRST_FREE + (int)TAG_COUNT < 256,
	       "a frame keeps a tag in a byte");

const struct html_tag_info *html_tag_lookup(struct str name)
{
	size_t low = 0, high = TAG_COUNT;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(name, str_from(tags[middle].name));
		if (order == 0)
			return &tags[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

uint8_t html_tag_of(const struct html_tag_info *info)
{
	return info->tag ? info->tag :
			   (uint8_t)(TAG_FIRST_FREE + (info - tags));
}

bool html_tag_is_void(const struct html_tag_info *info)
{
	static const char *const names[] = {
		"area",  "base",  "basefont", "bgsound", "br",    "col",
		"embed", "frame", "hr",       "image",   "img",   "input",
		"link",  "meta",  "param",    "source",  "track", "wbr"
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(info->name, names[i]) == 0)
			return true;
	return false;
}

bool html_tag_may_stay_open(const struct html_tag_info *info)
{
	static const char *const names[] = {
		"body",  "caption",  "colgroup", "dd", "dt",    "head", "html",
		"li",    "optgroup", "p",        "rb", "rp",    "rt",   "rtc",
		"tbody", "td",       "tfoot",    "th", "thead", "tr"
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(info->name, names[i]) == 0)
			return true;
	return html_tag_is_void(info);
}
