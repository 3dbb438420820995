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
	return "links are relative, or begin with http:, https:, mailto:, "
	       "tel:, sms:, geo: or ftp:";
}
