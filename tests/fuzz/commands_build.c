/* Any bytes as the files of a publication (fuzz_write_files()) → its outputs, all
 * the way: nothing is written where something is wrong that cannot be shown. */
#include "commands/commands.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char content[256], output[256];
	if (size > 1 << 16)
		return 0;
	fuzz_write_files("content/rain/publication.yaml",
			 fuzz_text(data, size));
	fuzz_path(content, sizeof content, "content");
	fuzz_path(output, sizeof output, "dist");
	char *words[] = { "--content", content,      "-o",       output,
			  "--quiet",   "--no-cache", "--jobs=1", "--release" };
	struct arguments arguments;
	fuzz_require(arguments_parse(&arguments, &command_build,
				     7 + (int)(size % 2), words),
		     "the command line is wrong");
	enum exit_status status = command_build.run(&arguments);
	fuzz_require(status != STATUS_USAGE, "the command line is to blame");
	arguments_release(&arguments);
	fuzz_remove_all();
	return 0;
}
