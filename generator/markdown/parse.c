/* Running cmark-gfm. */
#define _POSIX_C_SOURCE 200809L
#include "markdown/parse.h"

#include <pthread.h>

#include "markdown/cmark.h"

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
	/* "SOURCEPOS" makes cmark count lines inside code spans. */
	cmark_parser *parser = cmark_parser_new(
		CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS);
	fences_initialise(&parsed->fences, reading);
	brackets_initialise(&parsed->brackets, reading);
	/* Fences before tables, which would take their lines for rows. */
	cmark_parser_attach_syntax_extension(parser, parsed->fences.extension);
	attach(parser, "table");
	attach(parser, "strikethrough");
	attach(parser, "autolink");
	attach(parser, "tasklist");
	cmark_parser_attach_syntax_extension(parser,
					     parsed->brackets.extension);
	cmark_parser_feed(parser, reading->text.bytes, reading->text.length);
	parse_lock();
	parsed->root = cmark_parser_finish(parser);
	parse_unlock();
	cmark_parser_free(parser);
	fences_report_unclosed(&parsed->fences);
}

void parse_release(struct parsed *parsed)
{
	/* Nodes point to their extensions. */
	cmark_node_free(parsed->root);
	fences_release(&parsed->fences);
	brackets_release(&parsed->brackets);
}
