/* Where links may lead. */
#include "base/address.h"
#include "unit/unit.h"

static const char *const allowed[] = {
	"",
	"#part",
	"?q=a:b",
	"a.html",
	"../a.html#b:c",
	"/a",
	"a/b:c",
	"./a:b",
	"a//b",
	"słowo",
	"javascript/x",
	"httpsx",
	":x",
	"http://a",
	"HTTPS://example.org/?a=b:c",
	"https://[::1]/",
	"https://例子.中国/",
	"https://a@b",
	"ftp://a/b",
	"mailto:a@b.c",
	"MailTo:a@b.c",
	"tel:+44 20",
	"sms:+44",
	"geo:1,2",
	" https://a",
};

static const char *const refused[] = {
	/* scripts and files, however they are spelt */
	"javascript:x",
	"JavaScript:x",
	" javascript:x",
	"java\tscript:x",
	"java\nscript:x",
	"\x01javascript:x",
	"javascript :x",
	"java%73cript:x",
	"\u200Bjavascript:x",
	"feed:javascript:x",
	"view-source:https://a",
	"vbscript:x",
	"data:text/html,x",
	"DATA:,",
	"blob:https://a",
	"file:x",
	"file:///etc/passwd",
	"about:blank",
	"jar:https://a",
	/* programs of the reader's machine */
	"ms-msdt:/id",
	"ms-officecmd:x",
	"search-ms:x",
	"intent://a",
	"xmpp:a",
	"a-scheme-that-is-longer-than-any-that-there-is:x",
	"C:\\x",
	"c:/x",
	"smb://a/b",
	"ssh://a",
	"irc:a",
	"urn:isbn:1",
	/* near misses of those that are right */
	"http:",
	"http://",
	"https:///a",
	"https:a",
	"https:/a",
	"http://a b/",
	"http://:80",
	"ftp://",
	"ftp:a",
	"httpx://a",
	"htt://a",
	"mail:a@b.c",
	"mailtoo:a",
	"te:1",
	"tell:1",
	"ge:1",
	/* another machine */
	"//host",
	"//host/share",
	"\\\\host\\share",
	"/\\host",
	"\\/host",
	"///host",
	" //host",
	"/\t/host",
	"\n/ /host",
};

static void test_allowed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (address_refusal(str_from(allowed[i])))
			fail_msg("'%s' is refused", allowed[i]);
}

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (!address_refusal(str_from(refused[i])))
			fail_msg("'%s' is allowed", refused[i]);
}

/* What is taken for an address, and what may be a file's. */
static void test_missing_scheme(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "www.example.org", "https://" },
		{ "www.example.org/a.pdf?b#c", "https://" },
		{ "example.org", "https://" },
		{ "example.org/x", "https://" },
		{ "example.pl", "https://" },
		{ "a.b.example.co.uk#x", "https://" },
		{ "www.files.zip", "https://" },
		{ "example.md/x", "https://" },
		{ "пример.рф/о", "https://" },
		{ "例子.中国", "https://" },
		{ "مثال.السعودية/ص", "https://" },
		{ "192.168.0.1/x", "https://" },
		{ "info@example.org", "mailto:" },
		{ "01315550123", "tel:" },
		{ "+44-131-555-0123", "tel:" },
		{ "notes.md", NULL },
		{ "notes.MD#a", NULL },
		{ "./example.org", NULL },
		{ "a/example.org", NULL },
		{ "02-next", NULL },
		{ "annex.pdf", NULL },
		{ "picture.JPEG", NULL },
		{ "2026.1.csv", NULL },
		{ "2026", NULL },
		{ "1.2.3", NULL },
		{ ".htaccess", NULL },
		{ "a..b", NULL },
		{ "end.", NULL },
		{ "a b.org", NULL },
		{ "-a.org", NULL },
		{ "me@here", NULL },
		{ "@example.org", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *found =
			address_missing_scheme(str_from(cases[i][0]));
		if (found != cases[i][1] &&
		    (!found || !cases[i][1] || strcmp(found, cases[i][1]) != 0))
			fail_msg("'%s' lacks '%s'", cases[i][0],
				 found ? found : "nothing");
	}
	assert_true(address_has_scheme(STR("https://a")));
	assert_true(address_has_scheme(STR("x:y")));
	assert_true(address_has_scheme(STR("//a")));
	assert_false(address_has_scheme(STR("a/b:c")));
	assert_non_null(strstr(address_refusal(STR("example.org:8080/x")),
			       "write https://"));
}

static void test_without_scheme(void **state)
{
	static const char *const cases[][2] = {
		{ "https://example.org/x", "example.org/x" },
		{ "HTTP://example.org", "example.org" },
		{ "ftp://example.org/a:b", "example.org/a:b" },
		{ "mailto:me@example.org", "me@example.org" },
		{ "tel:+44131", "+44131" },
		{ "https://例え.jp/é", "例え.jp/é" },
		/* stay as they are */
		{ "example.org/x", "example.org/x" },
		{ "see: https://example.org", "see: https://example.org" },
		{ "https://example.org and more",
		  "https://example.org and more" },
		{ "urn:isbn:1", "urn:isbn:1" },
		{ "note:x", "note:x" },
		{ "https:", "https:" },
		{ "", "" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str found =
			address_without_scheme(str_from(cases[i][0]));
		if (!str_equals_string(found, cases[i][1]))
			fail_msg("'%s' becomes '%.*s'", cases[i][0],
				 (int)found.length, found.bytes);
	}
}

static void test_decoding(void **state)
{
	static const struct {
		const char *text, *decoded;
	} cases[] = {
		{ "a%20b.png", "a b.png" },
		{ "%C5%82%c3%b3", "łó" },
		{ "%4a%39%0A", "J9\n" },
		{ "100%", "100%" },
		{ "%2", "%2" },
		{ "%zz%2g", "%zz%2g" },
		{ "a%00b", "a%00b" },
		{ "%25%32%30", "%20" },
		{ "", "" },
	};
	struct arena arena = ARENA_INITIALISER;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(address_decode(&arena, cases[i].text),
				    cases[i].decoded);
	arena_release(&arena);
}

/* What is kept in an arena by others: copies of arrays, arrays that grow. */
static void test_arrays_in_arenas(void **state)
{
	static const uint32_t numbers[] = { 7, 8, 9 };
	struct arena arena = ARENA_INITIALISER;
	size_t count = 0, capacity = 0;
	uint32_t *grown = NULL;
	(void)state;
	uint32_t *copy = arena_copy_array(&arena, numbers, 3, sizeof *numbers);
	assert_memory_equal(copy, numbers, sizeof numbers);
	assert_non_null(arena_copy_array(&arena, NULL, 0, sizeof *numbers));
	for (; count < 100; count++) {
		grown = arena_grow(&arena, grown, count, &capacity,
				   sizeof *grown);
		assert_true(capacity > count);
		grown[count] = (uint32_t)count;
	}
	for (size_t i = 0; i < count; i++)
		assert_int_equal(grown[i], i);
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_without_scheme),
	cmocka_unit_test(test_decoding),
	cmocka_unit_test(test_arrays_in_arenas),
	cmocka_unit_test(test_missing_scheme),
	cmocka_unit_test(test_allowed),
	cmocka_unit_test(test_refused),
};
UNIT_FILE(tests, NULL, NULL)
