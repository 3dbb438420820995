/* The state of one rendering, for the files of this room. */
#ifndef EVERYREAD_TEMPLATE_RENDER_H
#define EVERYREAD_TEMPLATE_RENDER_H

#include "base/map.h"
#include "base/vector.h"
#include "template/context.h"
#include "template/template.h"

/* A slice of render->indents, which grows and shrinks with the frames. */
struct indent {
	size_t offset, length;
};

/* The arguments of a parent tag that is being rendered. `outer` is the one
 * around it, which overrides it: what is nearest to the edition wins. */
struct arguments {
	const struct template *template; /* whose nodes they are */
	const struct tag *tag;
	uint32_t outer; /* number in render->arguments, or NO_ARGUMENTS */
};

#define NO_ARGUMENTS UINT32_MAX

/* What to come back to when the nodes at hand are through. */
struct frame {
	bool is_section;    /* a section's next item; else a caller's nodes */
	bool ends_line;     /* what comes after begins a new line */
	uint32_t at, end;   /* section: its content; else the caller's rest */
	uint32_t outer_end; /* section: end of the nodes around it */
	const struct value *list; /* section over a list, or NULL */
	size_t item;              /* the item that is being rendered */
	const struct template *template;
	struct indent indent; /* the caller's */
	size_t indents_length;
	uint32_t arguments; /* those in force for the caller */
	size_t arguments_count;
};

struct render {
	const struct template_options *options;
	struct buffer *output;
	struct arena arena;
	struct value_scope scope;
	struct map templates; /* by name; those that are missing, too */
	struct map reported;  /* tags that had their error, by address */
	struct map checked;   /* parent tags, by address */
	struct map blocks;    /* struct block_names by template address */
	/* The nodes being rendered. */
	const struct template *template;
	uint32_t at, end;
	uint32_t arguments; /* in force here, or NO_ARGUMENTS */
	struct indent indent;
	bool is_line_start; /* the indentation is still to be written */
	VECTOR(struct frame) frames;
	VECTOR(struct arguments) argument_stack;
	struct buffer indents;
	struct buffer scratch; /* a value's text before it is escaped */
	unsigned depth;        /* frames that are not sections */
	/* The output's last line, for the map. */
	uint32_t line;
	size_t line_start;  /* [bytes] */
	size_t error_count; /* of the diagnostics when rendering began */
	bool is_stopped;    /* by a limit */
	bool is_broken;     /* a template that takes part is */
};

/* A place to which a key of the maps by address points. */
struct str render_address_key(struct render *render,
			      const void *const *address);

/* Whether this tag has not been reported yet; from now on it has. */
bool render_is_first_report(struct render *render, const struct node *node);

/* Ends the rendering with a diagnostic at the tag being rendered. */
void render_stop(struct render *render, enum diagnostic_code code,
		 const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The template of this name, or NULL. */
const struct template *render_load(struct render *render, struct str name);

/* Output (output.c). */
void output_text(struct render *render, const struct node *node);
void output_indent(struct render *render, const struct node *node);
void output_value(struct render *render, const struct node *node,
		  const struct value *value);

/* Reports arguments for blocks that the parent cannot have (blocks.c). */
void blocks_check(struct render *render, const struct node *node,
		  const struct template *parent);
void blocks_release(struct render *render);

#endif
