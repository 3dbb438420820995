/* The scanner: memchr from one delimiter to the next. */
#include "template/scan.h"

#include <string.h>

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The first `needle` within [from, to), or SIZE_MAX. */
static size_t find(struct str text, size_t from, size_t to, struct str needle)
{
	while (from < to && to - from >= needle.length) {
		const char *found = memchr(text.bytes + from, needle.bytes[0],
					   to - from - (needle.length - 1));
		if (!found)
			break;
		if (memcmp(found, needle.bytes, needle.length) == 0)
			return (size_t)(found - text.bytes);
		from = (size_t)(found - text.bytes) + 1;
	}
	return SIZE_MAX;
}

static struct str closer_str(const struct scanner *scanner, enum closer closer)
{
	return (struct str){ scanner->closers[closer],
			     scanner->closer_lengths[closer] };
}

static void set_delimiters(struct scanner *scanner, struct str open,
			   struct str close)
{
	static const char *const prefixes[CLOSER_COUNT] = {
		[CLOSER_PLAIN] = "",
		[CLOSER_TRIPLE] = "}",
		[CLOSER_DELIMITERS] = "="
	};
	scanner->open = open;
	for (int i = 0; i < CLOSER_COUNT; i++) {
		size_t prefix = strlen(prefixes[i]);
		memcpy(scanner->closers[i], prefixes[i], prefix);
		memcpy(scanner->closers[i] + prefix, close.bytes, close.length);
		scanner->closer_lengths[i] = prefix + close.length;
		scanner->searches[i].from = SIZE_MAX;
	}
}

void scanner_initialise(struct scanner *scanner,
			const struct template *template,
			struct diagnostics *diagnostics)
{
	*scanner = (struct scanner){ .template = template,
				     .diagnostics = diagnostics };
	set_delimiters(scanner, STR("{{"), STR("}}"));
}

/* Where the closer stands at or after `from`, or SIZE_MAX. */
static size_t find_closer(struct scanner *scanner, enum closer closer,
			  size_t from)
{
	size_t known = scanner->searches[closer].found;
	if (from >= scanner->searches[closer].from && from <= known)
		return known;
	struct str source = scanner->template->source;
	scanner->searches[closer].from = from;
	scanner->searches[closer].found =
		find(source, from, source.length, closer_str(scanner, closer));
	return scanner->searches[closer].found;
}

bool scanner_may_report(const struct scanner *scanner)
{
	return scanner->reported < MISTAKES_REPORTED;
}

/* "<% %>": two words without "=", neither too long. */
static bool read_delimiters(struct scanner *scanner, struct str content)
{
	size_t open = 0;
	while (open < content.length && !is_space(content.bytes[open]))
		open++;
	struct str first = { content.bytes, open };
	struct str second = str_trim(
		(struct str){ content.bytes + open, content.length - open });
	bool is_valid = first.length && second.length &&
			first.length <= DELIMITER_LIMIT &&
			second.length <= DELIMITER_LIMIT &&
			str_find_byte(content, '=') < 0;
	for (size_t i = 0; i < second.length; i++)
		is_valid = is_valid && !is_space(second.bytes[i]);
	if (is_valid)
		set_delimiters(scanner, first, second);
	return is_valid;
}

static void report_unclosed(struct scanner *scanner, size_t start,
			    struct str closer)
{
	struct str open = scanner->open;
	if (!scanner_may_report(scanner))
		return;
	scanner->reported++;
	diagnostics_add(scanner->diagnostics, DIAGNOSTIC_TEMPLATE_UNCLOSED_TAG,
			template_place(scanner->template, start),
			"the tag that '%.*s' opens here is not closed by "
			"'%.*s'",
			(int)open.length, open.bytes, (int)closer.length,
			closer.bytes);
}

static void report_delimiters(struct scanner *scanner, size_t start)
{
	if (!scanner_may_report(scanner))
		return;
	scanner->reported++;
	diagnostics_add(scanner->diagnostics, DIAGNOSTIC_TEMPLATE_TAG,
			template_place(scanner->template, start),
			"new delimiters are two words of at most %d bytes "
			"without '=', as in {{=<%% %%>=}}",
			DELIMITER_LIMIT);
}

/* Where a tag that is not closed ends all the same: before the next tag,
 * after a "}}" where "}}}" is asked for. SIZE_MAX: it is closed. */
static size_t find_interruption(struct scanner *scanner, char sigil,
				size_t from, size_t to)
{
	if (sigil == '!' || sigil == '=')
		return SIZE_MAX;
	struct str source = scanner->template->source;
	size_t next = find(source, from, to, scanner->open);
	if (next == SIZE_MAX && sigil == '{') {
		struct str closer = closer_str(scanner, CLOSER_PLAIN);
		next = find(source, from, to, closer);
		if (next != SIZE_MAX)
			next += closer.length;
	}
	return next;
}

static enum closer closer_of(char sigil)
{
	return sigil == '{' ? CLOSER_TRIPLE :
	       sigil == '=' ? CLOSER_DELIMITERS :
			      CLOSER_PLAIN;
}

/* The sigil at *at, which moves past it; 0 where there is none. */
static char read_sigil(struct str source, size_t *at)
{
	while (*at < source.length && is_space(source.bytes[*at]))
		(*at)++;
	if (*at < source.length && source.bytes[*at] &&
	    strchr("#^/><$&!={", source.bytes[*at]))
		return source.bytes[(*at)++];
	return 0;
}

bool scanner_next(struct scanner *scanner, struct token *token)
{
	struct str source = scanner->template->source;
	for (;;) {
		size_t start =
			find(source, scanner->at, source.length, scanner->open);
		if (start == SIZE_MAX)
			return false;
		size_t from = start + scanner->open.length;
		char sigil = read_sigil(source, &from);
		enum closer closer = closer_of(sigil);
		struct str closing = closer_str(scanner, closer);
		size_t to = find_closer(scanner, closer, from);
		size_t next = to == SIZE_MAX ? from :
					       find_interruption(scanner, sigil,
								 from, to);
		if (next != SIZE_MAX) {
			report_unclosed(scanner, start, closing);
			scanner->at = next;
			continue;
		}
		scanner->at = to + closing.length;
		*token = (struct token){
			.sigil = sigil,
			.start = start,
			.end = scanner->at,
			.content = str_trim(
				(struct str){ source.bytes + from, to - from })
		};
		if (sigil != '=' || read_delimiters(scanner, token->content))
			return true;
		report_delimiters(scanner, start);
	}
}
