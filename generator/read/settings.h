/* findings.yaml: what the variables of a project mean, who may be quoted,
 * which codes are themes, what is hidden. Every name in it is looked up in the
 * data; what is not there is a diagnostic at its line, with the nearest name
 * that is. Values of variables are personal: no diagnostic prints one that
 * does not stand in findings.yaml already.
 *
 *     project: project.qdpx
 *     reading:                      # see read/read_options.h
 *     base:                         # or a number: of all people
 *       variable: Council area      # never coded, and so not in the data
 *       people: {Fife: 30, Angus: 12} # `variables:` nests them
 *     area: Council area            # variables, by name or GUID
 *     activity:                     # … and what readers see them called
 *       variable: Activity
 *       label: {en: Activity, pl: Działanie}
 *     age: Age group
 *     language: Language
 *     consent:                      # without it, nobody is quoted
 *       variable: Consent to be quoted
 *       yes: [Yes]
 *       no: [No]                    # so that other answers are told
 *     pseudonym: Pseudonym
 *     role: Role
 *     replacements:                 # in quotations, put in [brackets]
 *       Rose: a friend
 *     groups:                       # further variables to count by
 *       - id: tenure
 *         variable: Housing tenure
 *         label: {en: Housing, pl: Mieszkanie}
 *     values:                       # names of values, in the order of rows
 *       activity:
 *         Survey 1: {en: First survey, pl: Pierwsza ankieta}
 *       role:
 *         Carer: {en: Carer, pl: Opiekunka lub opiekun}
 *     map:                          # a tile for each area
 *       Fife: {column: 6, row: 5, label: {en: FIF, ar: فايف}}
 *     cross-tabulations:
 *       - [area, activity]
 *     published-by:                 # without it, by all of the above
 *       - area
 *       - [area, activity]
 *     themes:                       # without it, every code is one
 *       - id: access-to-care
 *         code: Health > Access to care   # path, name or GUID
 *         label: {en: Access to care, pl: Dostęp do opieki}
 *         by: [age]                 # instead of published-by
 *         of: [asked]               # has a share of this theme, too
 *         protect-complements: false # who does not have it is no secret
 *     disclosure:
 *       least-count-shown: 5
 *       protect-complements: true
 *       least-base-for-percentages: 10
 *       least-class-width: 5        # [per cent] of a map's classes
 *       round-to: 5
 *     invented: true                # nobody said any of this
 */
#ifndef EVERYREAD_READ_SETTINGS_H
#define EVERYREAD_READ_SETTINGS_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "read/disclosure_rules.h"
#include "read/project.h"
#include "read/read_options.h"

/* One text a language, or one for all. */
struct settings_label {
	const char *same;             /* NULL: see texts */
	bool is_of_data;              /* `same` is what the data have: no label
				       * was given */
	const char *const *languages; /* tags, as findings.yaml has them */
	const char *const *texts;     /* one for each */
	size_t count;
};

/* The label in a language: its own, else that of the same language and script
 * ("en" for "en-GB"), else the first; NULL where there is none at all. */
const char *settings_label_text(const struct settings_label *label,
				const char *language);

/* Whether what settings_label_text() gives is no other language's than the one
 * that is asked for, where the data's own words are in `of_data`. Digits and signs
 * are in all. */
bool settings_label_is_in(const struct settings_label *label,
			  const char *language, const char *of_data);

struct settings_theme {
	const char *id; /* "access-to-care" */
	/* Where there is no `themes:`, the code as the data have it, by which
	 * it may be named too; else empty. */
	struct str data_id, data_name;
	uint32_t code;               /* index into project.codes */
	struct settings_label label; /* never empty: the code's name at least */
	struct settings_label easy_label; /* in Easy Read; or empty */
	/* By what it is counted and published, besides its total: one for each
	 * of the settings' dimensions and crosses. Where a cross is published,
	 * both of its dimensions are. */
	bool *by_dimension, *by_cross;
	/* Themes that every case with this one has too, as `of:` says: shares
	 * of them may be told, as of the themes above it. In ascending order.
	 */
	const uint32_t *of;
	uint32_t of_count;
	/* Those who do not have it may be told, however few: of a question,
	 * say, who gave no answer. */
	bool has_open_complement;
	struct place place;
};

/* A variable to count by. Its values are those of the variable, in that
 * order. */
struct settings_dimension {
	const char *id; /* "area", "activity", "age", "language", a group's */
	uint32_t variable;             /* index into project.variables */
	struct settings_label label;   /* never empty: a heading */
	struct settings_label *values; /* one for each of the variable's */
	/* Where each stands in findings.yaml's list of them, from 0; or
	 * PROJECT_NONE. */
	uint32_t *places;
	struct place place;
};

/* Where an area stands on the tile map, and what is written there. */
struct settings_tile {
	uint32_t column, row; /* from 0, at the top left; the right is east in
			       * every language */
	struct settings_label label; /* short; never empty */
};

/* What is put for a text wherever words are quoted. */
struct settings_replacement {
	struct str text;
	struct str words; /* "[a friend]" */
	struct place place;
};

struct settings {
	struct settings_theme *themes;
	struct settings_dimension *dimensions;
	/* Pairs of dimensions, the one for the rows first. No pair stands
	 * there twice, the other way round neither. */
	uint32_t (*crosses)[2];
	uint32_t theme_count, dimension_count, cross_count;
	bool has_theme_list; /* else the themes are in the data's order */

	/* Indices into project.variables, or PROJECT_NONE. */
	uint32_t area, activity, age, language;
	uint32_t consent, pseudonym, role;
	bool *consent_values;   /* for each of consent's values: it means yes */
	bool has_wrong_consent; /* what stands under consent: is a mistake */
	/* For each case and source: no, since one of the answers that
	 * contradict each other is no yes. NULL: nobody's do. */
	bool *refusing_cases, *refusing_sources;
	struct settings_label *role_values; /* one for each of role's values;
					     * NULL: there is no role */

	/* One for each of area's values, no two in the same place; NULL: no
	 * map. Columns and rows: one past the last that has a tile. */
	struct settings_tile *tiles;
	uint32_t map_columns, map_rows;

	struct settings_replacement *replacements; /* each text once */
	uint32_t replacement_count;

	bool is_invented; /* every word and number, as for a demonstration */

	struct disclosure_rules rules;
};

/* Path of the project's file as `project:` gives it, and how `reading:` says
 * that it is to be read, before there is a project to check the rest against.
 * NULL with diagnostics, or with error->message where the file cannot be
 * read. */
const char *settings_project_path(struct arena *arena, const char *path,
				  struct read_options *options,
				  struct diagnostics *diagnostics,
				  struct error *error);

/* Reads the file at `path` against the project from `data`, which it does not keep. All
 * memory is the arena's. After mistakes the rest can still be used: what was
 * wrong is left out, and consent that was wrong is nobody's. NULL only where
 * the file cannot be read (error->message) or is no YAML (diagnostics). */
struct settings *settings_load(struct arena *arena, const char *path,
			       const char *data, const struct project *project,
			       struct diagnostics *diagnostics,
			       struct error *error);

/* Warns where the data in `file` may lack people who were never coded.
 * settings_load() does; without findings.yaml it is for whoever counts. */
void settings_check_base(const struct project *project, const char *file,
			 struct diagnostics *diagnostics);

/* settings_load() for a text, as of a test. */
struct settings *settings_parse(struct arena *arena, struct str text,
				const char *file, const struct project *project,
				struct diagnostics *diagnostics);

/* Where there is no findings.yaml: every code is a theme, nothing is counted
 * by, nobody is quoted, counts 1 to 4 are hidden. */
struct settings *settings_default(struct arena *arena,
				  const struct project *project);

/* Index of the theme or dimension of that id, or PROJECT_NONE. */
uint32_t settings_find_theme(const struct settings *settings, struct str id);
uint32_t settings_find_dimension(const struct settings *settings,
				 struct str id);

#endif
