/* Projects made by hand, and what is told of them. */
#ifndef EVERYREAD_TESTS_COUNT_FIXTURE_H
#define EVERYREAD_TESTS_COUNT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "count/analysis.h"
#include "findings_model.h"

struct fixture {
	struct model model;
	struct arena arena;
	struct diagnostics diagnostics;
	struct settings *settings;
	struct analysis *analysis;
	/* Of random projects: */
	bool is_covered; /* who has Health has Access or Mind */
	bool has_of; /* who has Money has Health, and is told as its share */
};

/* A variable of a project, with its values as model_variable() takes them. */
struct fixture_variable {
	const char *name, *values;
};

static inline void fixture_start(struct fixture *fixture,
				 const struct fixture_variable *variables,
				 size_t count)
{
	memset(fixture, 0, sizeof *fixture);
	model_init(&fixture->model);
	for (size_t i = 0; i < count; i++)
		model_variable(&fixture->model, variables[i].name,
			       variables[i].values);
}

static inline void analyse(struct fixture *fixture, const char *settings)
{
	fixture->settings = settings_parse(
		&fixture->arena, str_from(settings), "findings.yaml",
		&fixture->model.project, &fixture->diagnostics);
	assert_int_equal(fixture->diagnostics.count, 0);
	fixture->analysis = analysis_new(
		&fixture->arena, &fixture->model.project, fixture->settings);
}

static inline void stop(struct fixture *fixture)
{
	model_release(&fixture->model);
	arena_release(&fixture->arena);
	diagnostics_release(&fixture->diagnostics);
}

#endif
