/* The schemes that links may have. */
#include "base/address.h"

static const struct {
	const char *name;
	bool has_host;
} schemes[] = {
	{ "http", true },    { "https", true }, { "ftp", true },
	{ "mailto", false }, { "tel", false },  { "sms", false },
	{ "geo", false },
};

/* Browsers pass over these when they look for the scheme. */
static bool is_passed_over(char byte)
{
	return (unsigned char)byte <= ' ';
}

static char to_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

/* The bytes up to the colon that ends the scheme; 0 for a relative address. */
static size_t scheme_length(struct str address)
{
	for (size_t i = 0; i < address.length; i++) {
		char byte = address.bytes[i];
		if (byte == ':')
			return i;
		if (byte == '/' || byte == '\\' || byte == '?' || byte == '#')
			break;
	}
	return 0;
}

static bool is_scheme(struct str written, const char *name)
{
	for (size_t i = 0; i < written.length; i++) {
		if (is_passed_over(written.bytes[i]))
			continue;
		if (to_lower(written.bytes[i]) != *name)
			return false;
		name++;
	}
	return *name == '\0';
}

static bool is_host_byte(char byte)
{
	return !is_passed_over(byte) && byte != 0x7F &&
	       str_find_byte(STR("\"<>\\^`{|}%"), byte) < 0;
}

static bool has_host(struct str url, size_t at)
{
	if (url.length < at + 3 || url.bytes[at] != '/' ||
	    url.bytes[at + 1] != '/')
		return false;
	size_t start = at + 2, i = start;
	for (; i < url.length; i++) {
		char byte = url.bytes[i];
		if (byte == '/' || byte == '?' || byte == '#')
			break;
		if (!is_host_byte(byte))
			return false;
	}
	return i > start && url.bytes[start] != ':';
}

/* Two slashes before anything else; browsers take either kind. */
static bool begins_with_host(struct str address)
{
	size_t slashes = 0;
	for (size_t i = 0; i < address.length && slashes < 2; i++) {
		if (is_passed_over(address.bytes[i]))
			continue;
		if (address.bytes[i] != '/' && address.bytes[i] != '\\')
			return false;
		slashes++;
	}
	return slashes == 2;
}

const char *address_refusal(struct str address)
{
	struct str written = { address.bytes, scheme_length(address) };
	if (begins_with_host(address))
		return "it names another machine; write https:// before it";
	if (!written.length)
		return NULL;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (!is_scheme(written, schemes[i].name))
			continue;
		bool is_right = !schemes[i].has_host ||
				has_host(address, written.length + 1);
		return is_right ? NULL : "it names no machine";
	}
	if (str_find_byte(written, '.') >= 0)
		return "it looks like an address without its scheme; write "
		       "https:// before it";
	return "links are relative, or begin with http:, https:, mailto:, "
	       "tel:, sms:, geo: or ftp:";
}

bool address_has_scheme(struct str address)
{
	return scheme_length(address) > 0 || begins_with_host(address);
}

static bool has_white_space(struct str address)
{
	for (size_t i = 0; i < address.length; i++)
		if (is_passed_over(address.bytes[i]))
			return true;
	return false;
}

struct str address_without_scheme(struct str address)
{
	struct str written = { address.bytes, scheme_length(address) };
	if (has_white_space(address))
		return address;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (!written.length || !is_scheme(written, schemes[i].name))
			continue;
		size_t start = written.length + 1;
		if (has_host(address, start))
			start += 2;
		struct str rest = { address.bytes + start,
				    address.length - start };
		return rest.length ? rest : address;
	}
	return address;
}

/* ---- What lacks a scheme ------------------------------------------------- */

/* Endings of files that are top-level domains, too, or look like them. */
static const char *const file_endings[] = {
	"adoc", "avi",  "bib",  "c",    "cfg",  "conf", "css",  "csv",
	"doc",  "docx", "epub", "gif",  "go",   "h",    "htm",  "html",
	"ini",  "java", "jpeg", "jpg",  "js",   "json", "log",  "markdown",
	"md",   "mov",  "mp3",  "mp4",  "odp",  "ods",  "odt",  "pdf",
	"php",  "png",  "ppt",  "pptx", "py",   "qdpx", "rb",   "rs",
	"rst",  "rtf",  "sh",   "svg",  "tex",  "toml", "ts",   "tsv",
	"txt",  "wav",  "webp", "xls",  "xlsx", "xml",  "yaml", "yml",
	"zip"
};

static bool is_file_ending(struct str label)
{
	for (size_t i = 0; i < sizeof file_endings / sizeof *file_endings;
	     i++) {
		size_t at = 0;
		const char *ending = file_endings[i];
		while (at < label.length &&
		       to_lower(label.bytes[at]) == ending[at])
			at++;
		if (at == label.length && ending[at] == '\0')
			return true;
	}
	return false;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Letters of other scripts are in names of machines, too. */
static bool is_letter(char byte)
{
	char lower = to_lower(byte);
	return (lower >= 'a' && lower <= 'z') || (unsigned char)byte >= 0x80;
}

/* Labels of letters, digits and inner hyphens with dots between them; `last` is
 * the last of them. */
static bool is_host(struct str text, struct str *last)
{
	size_t labels = 0;
	bool is_number = true;
	while (text.length) {
		ptrdiff_t dot = str_find_byte(text, '.');
		*last = (struct str){ text.bytes,
				      dot < 0 ? text.length : (size_t)dot };
		for (size_t i = 0; i < last->length; i++) {
			is_number = is_number && is_digit(last->bytes[i]);
			if (!is_digit(last->bytes[i]) &&
			    !is_letter(last->bytes[i]) &&
			    (last->bytes[i] != '-' || i == 0))
				return false;
		}
		if (!last->length ||
		    (dot >= 0 && text.length == last->length + 1))
			return false;
		labels++;
		text.bytes += last->length + (dot >= 0);
		text.length -= last->length + (dot >= 0);
	}
	if (is_number)
		return labels == 4;
	return labels > 1 && last->length > 1 && is_letter(last->bytes[0]);
}

static bool is_telephone(struct str text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool is_sign =
			str_find_byte(STR("+-.()/ "), text.bytes[i]) >= 0;
		if (!is_digit(text.bytes[i]) && !is_sign)
			return false;
		digits += is_digit(text.bytes[i]);
	}
	return digits >= 6;
}

const char *address_missing_scheme(struct str address)
{
	struct str last, host = address;
	for (size_t i = 0; i < address.length && host.length == address.length;
	     i++)
		if (str_find_byte(STR("/?#"), address.bytes[i]) >= 0)
			host.length = i;
	ptrdiff_t at = str_find_byte(host, '@');
	if (at > 0 && host.length == address.length) {
		struct str machine = { host.bytes + at + 1,
				       host.length - (size_t)at - 1 };
		return is_host(machine, &last) ? "mailto:" : NULL;
	}
	if (is_host(host, &last)) {
		bool is_named = str_starts_with(host, STR("www."));
		bool goes_on = host.length < address.length &&
			       address.bytes[host.length] == '/';
		return is_named || goes_on || !is_file_ending(last) ?
			       "https://" :
			       NULL;
	}
	return is_telephone(address) ? "tel:" : NULL;
}

/* ---- Signs in hexadecimal ---------------------------------------------- */

static int hexadecimal(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 0x20;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

const char *address_decode(struct arena *arena, const char *text)
{
	char *copy = arena_copy_string(arena, text);
	char *out = copy;
	for (const char *in = copy; *in; in++) {
		int high = *in == '%' ? hexadecimal(in[1]) : -1;
		int low = high >= 0 ? hexadecimal(in[2]) : -1;
		bool is_sign = low >= 0 && (high || low);
		*out++ = is_sign ? (char)(high * 16 + low) : *in;
		in += is_sign ? 2 : 0;
	}
	*out = '\0';
	return copy;
}
