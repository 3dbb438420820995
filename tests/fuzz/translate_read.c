/* Any bytes as what a translator's tool gave back → units, which are checked
 * against their sources and written again in each format. */
#include "base/buffer.h"
#include "fuzz/fuzz.h"
#include "translate/exchange.h"

static void use(struct arena *arena, const struct exchange *exchange,
		struct diagnostics *diagnostics)
{
	struct place place = { "fuzz.xlf", 1, 1 };
	for (size_t i = 0; i < exchange->parts.count; i++)
		for (size_t j = 0; j < exchange->parts.items[i].units.count;
		     j++) {
			const struct exchange_unit *unit =
				&exchange->parts.items[i].units.items[j];
			if (unit->source && unit->target)
				exchange_check_target(arena, unit->source, NULL,
						      unit->target, false,
						      place, diagnostics);
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct exchange exchange = { 0 };
	if (exchange_read(&arena, fuzz_text(data, size), "fuzz.xlf", &exchange,
			  &diagnostics))
		use(&arena, &exchange, &diagnostics);
	else
		fuzz_require(diagnostics.count, "refused without a word");
	exchange_release(&exchange);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return 0;
}
