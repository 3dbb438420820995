/* What the tests of translate/ share: a text's segments. */
#ifndef EVERYREAD_TESTS_TRANSLATE_FIXTURE_H
#define EVERYREAD_TESTS_TRANSLATE_FIXTURE_H

#include "unit/unit.h"

#include "translate/origins.h"
#include "translate/pair.h"
#include "translate/segments.h"

static inline void fixture_read(struct arena *arena, const char *text,
				struct segments *segments)
{
	segments_read(arena, str_from(text), "a.md", "en", 0, segments);
}

#endif
