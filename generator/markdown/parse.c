/* Running cmark-gfm. */
#define _POSIX_C_SOURCE 200809L
#include "markdown/parse.h"

#include <pthread.h>

#include "markdown/abbreviations.h"
#include "markdown/cmark.h"
#include "markdown/definitions.h"
#include "markdown/lettered.h"
#include "markdown/memory.h"

/* The only things that the program's threads share: cmark's own tables. */
static pthread_mutex_t inline_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t registration = PTHREAD_ONCE_INIT;

void parse_lock(void)
{
	pthread_mutex_lock(&inline_lock);
}

void parse_unlock(void)
{
	pthread_mutex_unlock(&inline_lock);
}

static void register_extensions(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	fences_register();
}

static void attach(cmark_parser *parser, const char *name)
{
	cmark_parser_attach_syntax_extension(parser,
					     cmark_find_syntax_extension(name));
}

void parse_text(struct reading *reading, struct parsed *parsed)
{
	pthread_once(&registration, register_extensions);
	/* "SOURCEPOS" makes cmark count lines inside code spans. One tilde is
	 * text: "18~25". */
	cmark_parser *parser = cmark_parser_new_with_mem(
		CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS |
			CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE,
		markdown_memory());
	emphasis_initialise(&parsed->emphasis);
	struct str text = emphasis_prepare(&parsed->emphasis, reading);
	text = abbreviations_prepare(reading, text);
	text = lettered_prepare(reading, definitions_prepare(reading, text));
	fences_initialise(&parsed->fences, reading);
	brackets_initialise(&parsed->brackets, reading, &parsed->emphasis);
	/* Fences before tables, which would take their lines for rows. */
	cmark_parser_attach_syntax_extension(parser, parsed->fences.extension);
	attach(parser, "table");
	/* Before the one that takes every tilde. */
	parsed->raised = raised_new(&parsed->brackets);
	cmark_parser_attach_syntax_extension(parser, parsed->raised);
	attach(parser, "strikethrough");
	parsed->addresses = addresses_new(&parsed->emphasis);
	cmark_parser_attach_syntax_extension(parser, parsed->addresses);
	attach(parser, "autolink");
	attach(parser, "tasklist");
	cmark_parser_attach_syntax_extension(parser,
					     parsed->brackets.extension);
	if (parsed->emphasis.is_needed)
		cmark_parser_attach_syntax_extension(
			parser, parsed->emphasis.extension);
	cmark_parser_feed(parser, text.bytes, text.length);
	parse_lock();
	parsed->root = cmark_parser_finish(parser);
	parse_unlock();
	cmark_parser_free(parser);
	emphasis_restore(&parsed->emphasis, parsed->root);
	fences_report_unclosed(&parsed->fences);
}

void parse_release(struct parsed *parsed)
{
	/* Nodes point to their extensions. */
	cmark_node_free(parsed->root);
	fences_release(&parsed->fences);
	brackets_release(&parsed->brackets);
	addresses_free(parsed->addresses);
	raised_free(parsed->raised);
	emphasis_release(&parsed->emphasis);
}
