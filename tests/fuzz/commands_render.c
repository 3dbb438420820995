/* Any bytes as a Markdown file → PDF and HTML, all the way, with the project's
 * own templates and fonts. */
#include "commands/commands.h"
#include "fuzz/fuzz.h"

static void render(char *source, const char *ending)
{
	char output[256];
	fuzz_path(output, sizeof output, ending);
	char *words[] = { source, "-o", output, "--toc" };
	struct arguments arguments;
	fuzz_require(arguments_parse(&arguments, &command_render, 4, words),
		     "the command line is wrong");
	enum exit_status status = command_render.run(&arguments);
	fuzz_require(status == STATUS_CLEAN || status == STATUS_FINDINGS,
		     "the system is to blame");
	arguments_release(&arguments);
	unlink(output);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char source[256];
	if (size > 1 << 16 ||
	    !fuzz_write(source, sizeof source, "a.md", fuzz_text(data, size)))
		return 0;
	render(source, "a.pdf");
	render(source, "a.html");
	fuzz_remove(source);
	return 0;
}
