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

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_allowed),
	cmocka_unit_test(test_refused),
};
UNIT_FILE(tests, NULL, NULL)
