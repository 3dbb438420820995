/* Any bytes → project → counts and quotations: nothing may crash, hang or take
 * all memory, and nobody may be quoted without consent. The first byte chooses
 * the kind of file; the bytes after the last NUL are a findings.yaml. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quote/quotation.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const kinds[] = { "qde", "csv", "qdpx", "qdc" };

static bool write_bytes(const char *path, const uint8_t *data, size_t size)
{
	FILE *file = fopen(path, "wb");
	bool is_written = file && fwrite(data, 1, size, file) == size;
	if (file)
		is_written = fclose(file) == 0 && is_written;
	return is_written;
}

static void use(struct arena *arena, const struct project *project,
		const struct settings *settings)
{
	uint32_t *order =
		ARENA_NEW_ARRAY(arena, settings->theme_count, uint32_t);
	struct analysis *analysis = analysis_new(arena, project, settings);
	analysis_rank(analysis, 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL, order);
	struct quotations *quotations = quotations_new(arena, analysis);
	struct quotation *list;
	size_t count = quotation_list(quotations, PROJECT_NONE, &list);
	if (count && settings->consent == PROJECT_NONE)
		abort();
	struct place place = { "findings.yaml", 1, 1 };
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	const struct str text = STR("Ann Smith said it. Adam Nowak też.");
	for (size_t i = 0; i < count && i < 20; i++) {
		quotation_report_names(quotations, &list[i], &diagnostics);
		quotation_translated_text(quotations, &list[i], text.bytes,
					  place, &diagnostics);
		quotation_role(quotations, &list[i], "en");
		quotation_area(quotations, &list[i], "en");
	}
	struct quotation chosen[3];
	struct quotation_wish wish = { .least_length = 3 };
	for (uint32_t i = 0; i < settings->theme_count && i < 10; i++)
		quotation_select(quotations, i, &wish, 3, chosen);
	quotation_find(quotations, STR("q1"), place, &diagnostics, chosen);
	quotations_check_replacements(quotations, &text, 1, &diagnostics);
	diagnostics_release(&diagnostics);
	quotations_release(quotations);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	if (size < 2)
		return 0;
	snprintf(path, sizeof path, "/tmp/fuzz-findings-%d.%s", (int)getpid(),
		 kinds[data[0] % 4]);
	size_t end = size;
	for (size_t i = size; i > 1 && end == size; i--)
		if (data[i - 1] == 0)
			end = i - 1;
	if (!write_bytes(path, data + 1, end - 1))
		return 0;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct project *project =
		findings_read(path, NULL, &diagnostics, &error);
	if (project) {
		use(&arena, project, settings_default(&arena, project));
		const char *yaml =
			end < size ? (const char *)data + end + 1 : "";
		struct str text = { yaml, end < size ? size - end - 1 : 0 };
		struct settings *settings = settings_parse(
			&arena, text, "findings.yaml", project, &diagnostics);
		if (settings)
			use(&arena, project, settings);
	}
	project_free(project);
	unlink(path);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return 0;
}
