/* Any bytes as a locale beside the project's own en-GB → every message of it,
 * said with a number, a text and nothing. */
#include "base/buffer.h"
#include "base/file.h"
#include "fuzz/fuzz.h"
#include "locale/locale.h"

static void say_everything(struct locale *locale, struct arena *arena)
{
	static const struct locale_argument arguments[] = {
		LOCALE_NUMBER("count", 12),
		LOCALE_TEXT("title", "a {title}"),
		{ LOCALE_ARGUMENT_END, NULL, NULL, 0 },
	};
	size_t count;
	const char *const *keys = locale_keys(locale, &count);
	for (size_t i = 0; i < count; i++) {
		locale_message_of(locale, arena, keys[i], arguments);
		locale_word(locale, keys[i]);
	}
	static const char *const items[] = { "a", "b", "c" };
	locale_number(locale, arena, -12345.5);
	locale_percent(locale, arena, 0.625);
	locale_file_size(locale, arena, 1234567);
	locale_duration(locale, arena, 5000);
	locale_date(locale, arena, "2026-11-30");
	locale_list(locale, arena, items, 3);
	locale_language_name(locale, arena, "ar");
	locale_own_name(locale);
	locale_draft(locale);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char reference[] = "templates/locales/en-GB.yaml";
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct str english;
	char first[256], second[256], folder[256];
	if (!file_read(&arena, reference, &english, &error) ||
	    !fuzz_write(first, sizeof first, "en-GB.yaml", english) ||
	    !fuzz_write(second, sizeof second, "pl.yaml",
			fuzz_text(data, size)))
		abort();
	snprintf(folder, sizeof folder, "%.*s",
		 (int)(strrchr(first, '/') - first), first);
	struct locale *locale = NULL;
	if (locale_open(&arena, OVERLAY_OF(folder), "pl", &diagnostics, &locale,
			&error)) {
		say_everything(locale, &arena);
		locale_release(locale);
	}
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	fuzz_remove(second);
	fuzz_remove(first);
	return 0;
}
