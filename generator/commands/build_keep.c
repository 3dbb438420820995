/* What need not be made again. A document is as before where all that it was
 * made from is; an output, where the document is, and all that it was made from
 * besides; and then its bytes are those in memory or in dist/. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/visible.h"
#include "commands/build_parts.h"
#include "commands/neighbours.h"
#include "commands/outputs.h"
#include "commands/statement.h"

enum { LARGEST_GROWTH = 1 << 26 /* [bytes] of a work that is kept alive */ };

/* The facts, and what is told of one that has changed. */
static const struct {
	const char *name, *words;
} facts[] = {
	{ "program", "the program or one of its libraries is another" },
	{ "options", "the options or SOURCE_DATE_EPOCH are others" },
	{ "folders", "templates or fonts come from other folders" },
	{ "texts", "it has other texts" },
	{ "editions", "the publication has other editions or languages" },
	{ "findings", "the findings have changed" },
	{ "entries", "entries of its collections have changed" },
	{ "links", "files that it links to have changed" },
};

static void add_string(struct fingerprint *to, const char *string)
{
	fingerprint_add(to, str_from(string ? string : ""));
}

static void add_number(struct fingerprint *to, uint64_t number)
{
	fingerprint_add(to,
			(struct str){ (const char *)&number, sizeof number });
}

static void add_fact(struct job *job, const char *name,
		     struct fingerprint value)
{
	inputs_add(&job->facts, INPUT_FACT, name, value);
}

/* ---- Facts ------------------------------------------------------------- */

static struct fingerprint options_of(const struct build *build)
{
	struct fingerprint value = { 0 };
	add_number(&value, (uint64_t)build->pdf_standard);
	add_string(&value, getenv("SOURCE_DATE_EPOCH"));
	return value;
}

static struct fingerprint folders_of(const struct installation *installation)
{
	struct fingerprint value = { 0 };
	for (int i = 0; i < LAYER_COUNT; i++) {
		add_string(&value, installation->templates.folders[i]);
		add_string(&value, installation->fonts.folders[i]);
		add_string(&value, installation->homes.folders[i]);
	}
	return value;
}

/* Which editions there are in which languages: each page names the others. */
static struct fingerprint editions_of(const struct publication *publication)
{
	struct fingerprint value = { 0 };
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		add_string(&value, edition->identifier);
		add_number(&value, edition->text_count);
		for (size_t j = 0; j < edition->text_count; j++)
			add_number(&value, edition->texts[j].language);
	}
	for (size_t i = 0; i < publication->language_count; i++)
		add_number(&value, landing_exists(publication, i));
	return value;
}

static void add_texts(struct build *build, struct job *job)
{
	const struct publication *publication = job->target->publication;
	const struct source_file *files =
		job->edition ? job->text->files :
			       publication->languages[job->language].landing;
	size_t count = job->kind == JOB_EDITION ? job->text->file_count :
		       job->kind == JOB_LANDING ? 1 :
						  0;
	struct fingerprint names = { 0 };
	for (size_t i = 0; i < count; i++) {
		add_string(&names, files[i].path);
		inputs_add(&job->facts, INPUT_FILE, files[i].path,
			   input_round_value(build->round, INPUT_FILE,
					     files[i].path));
	}
	for (size_t i = 0; job->edition && i < job->text->missing_count; i++)
		add_string(&names, job->text->missing[i]);
	if (job->edition)
		add_string(&names, job->text->version);
	add_fact(job, "texts", names);
	inputs_add(
		&job->facts, INPUT_FILE, publication->file,
		input_round_value(build->round, INPUT_FILE, publication->file));
}

static void add_entries(struct build *build, const struct collection_text *text,
			struct fingerprint *value)
{
	for (size_t i = 0; i < text->count; i++) {
		const char *path = text->entries[i].file->path;
		const struct fingerprint file =
			input_round_value(build->round, INPUT_FILE, path);
		add_string(value, path);
		fingerprint_add(value, (struct str){ (const char *)&file,
						     sizeof file });
	}
}

/* All entries in the language: one sum, since there may be thousands. */
static struct fingerprint entries_of(struct build *build,
				     const struct publication *publication,
				     size_t language)
{
	struct fingerprint value = { 0 };
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct collection *collection =
			&publication->collections[i];
		const struct fingerprint schema = input_round_value(
			build->round, INPUT_FILE, collection->schema_file);
		fingerprint_add(&value, (struct str){ (const char *)&schema,
						      sizeof schema });
		/* A translation has data of the source. */
		for (size_t j = 0; j <= language; j += language ? language : 1)
			add_entries(build, &collection->texts[j], &value);
	}
	return value;
}

void keep_set_facts(struct build *build, struct job *job)
{
	const struct target *target = job->target;
	struct fingerprint findings = { 0 };
	if (target->evidence)
		add_string(&findings, evidence_hash(target->evidence));
	add_fact(job, "program", memory_program(build->memory));
	add_fact(job, "options", options_of(build));
	add_fact(job, "folders", folders_of(&target->installation));
	add_fact(job, "editions", editions_of(target->publication));
	add_fact(job, "findings", findings);
	add_fact(job, "entries",
		 entries_of(build, target->publication, job->language));
	add_texts(build, job);
}

/* The sum does not depend on the order of the manifest. No edition's page shows
 * the size of a page. */
void keep_set_links(struct job *job)
{
	const struct target *target = job->target;
	struct fingerprint sum = { 0 };
	for (size_t i = 0; i < target->manifest.count; i++) {
		const struct manifest_file *file = &target->manifest.items[i];
		struct fingerprint value = { 0 };
		add_string(&value, file->path);
		add_string(&value, file->edition);
		add_string(&value, file->language);
		if (!job->edition || !output_is_page(file->output))
			add_number(&value, file->size);
		add_number(&value, file->pages);
		add_number(&value, (uint64_t)file->output);
		for (int j = 0; !job->edition && j < REMARK_COUNT; j++)
			add_number(&value, file->remarks.counts[j]);
		sum.high += value.high;
		sum.low += value.low;
	}
	for (size_t i = 0; i < target->publication->language_count; i++)
		add_string(&sum, target->site.own_names[i]);
	inputs_set(&job->links, INPUT_FACT, "links", sum);
}

/* ---- Why --------------------------------------------------------------- */

static bool is_nothing(struct fingerprint value)
{
	return !value.high && !value.low;
}

/* What has changed, in words, at the end of a line. */
static void explain_input(const struct build *build,
			  const struct input *changed, struct buffer *out)
{
	const size_t length = strlen(NEIGHBOURS_FACT);
	if (changed->kind == INPUT_FACT) {
		for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
			if (strcmp(facts[i].name, changed->name) == 0)
				buffer_append_string(out, facts[i].words);
		if (strncmp(changed->name, NEIGHBOURS_FACT, length) == 0) {
			visible_append(out, str_from(changed->name + length));
			buffer_append_string(out, " has another title, date, "
						  "or other pages");
		}
		return;
	}
	struct fingerprint now =
		input_round_value(build->round, changed->kind, changed->name);
	visible_append(out, str_from(changed->name));
	buffer_append_string(out, is_nothing(changed->value) ? " is there now" :
				  is_nothing(now)            ? " is gone" :
							       " has changed");
}

/* Like inputs_changed(): what neighbours look like is asked for only where the
 * work made use of it. */
static const struct input *find_change(const struct build *build,
				       const struct job *job,
				       const struct inputs *inputs,
				       const struct inputs *known)
{
	const size_t length = strlen(NEIGHBOURS_FACT);
	struct inputs all = { 0 };
	inputs_add_all(&all, known);
	for (size_t i = 0; i < inputs->count; i++) {
		const char *name = inputs->items[i].name;
		if (inputs->items[i].kind == INPUT_FACT &&
		    strncmp(name, NEIGHBOURS_FACT, length) == 0)
			inputs_add(
				&all, INPUT_FACT, name,
				neighbours_appearance(job->target->publication,
						      name + length));
	}
	const struct input *changed =
		inputs_changed(inputs, build->round, &all);
	inputs_release(&all);
	return changed;
}

/* NULL: it is as before. */
static void explain(struct job *job, enum output output, const char *reason)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer *out = &job->explanation;
	visible_append(out,
		       str_from(path_join(&arena, job->target->folder,
					  build_path(&arena, job, output))));
	buffer_append_string(out, reason ? ": made: " : ": as before");
	buffer_append_string(out, reason ? reason : "");
	buffer_append_byte(out, '\n');
	arena_release(&arena);
}

/* ---- Taking over ------------------------------------------------------- */

static void enter(struct build *build, struct job *job)
{
	struct record *record = job->record;
	if (!record->work) {
		record->home = build->home;
		record->work = build_home_begin_work(
			build->home, &job->target->installation);
		record->has_document = false;
	}
	job->work = record->work;
	job->work->installation = &job->target->installation;
	job->work->evidence = job->target->evidence;
	job->work->pdf_standard = build->pdf_standard;
	job->work->audio.is_allowed = build->allows_commands;
	job->work->audio.cache = build->audio_cache;
	job->work->pages = NULL; /* laid out in another theme, perhaps */
}

void keep_renew(struct build *build, struct job *job)
{
	struct record *record = job->record;
	build_home_end_work(record->work, record->home);
	record->work = NULL;
	enter(build, job);
}

void keep_begin(struct build *build, struct job *job)
{
	struct arena arena = ARENA_INITIALISER;
	const char *name = arena_format(
		&arena, "%s %s",
		job->kind == JOB_EDITION   ? job->edition->identifier :
		job->kind == JOB_STATEMENT ? statement_name :
					     "",
		build_language_folder(job));
	struct record *old = records_take(
		memory_records(build->memory, job->target->folder), name);
	const struct input *changed =
		old ? find_change(build, job, &old->inputs, &job->facts) : NULL;
	if (!old)
		buffer_append_string(&job->reason, "it was not made before");
	else if (changed)
		explain_input(build, changed, &job->reason);
	job->record = old && !changed ? old : record_new(name);
	job->record->is_known = old && !changed;
	if (changed)
		record_free(old);
	enter(build, job);
	arena_release(&arena);
}

/* The bytes of before: in memory, or else in dist/, if it has them. */
static bool has_bytes(struct job *job, enum output output)
{
	const struct artifact *artifact = &job->record->artifacts[output];
	struct product *product = &job->work->products[output];
	struct arena arena = ARENA_INITIALISER;
	struct error ignored;
	struct str bytes;
	bool is_there = product->bytes.length == artifact->length;
	if (!is_there) {
		const char *path = path_join(&arena, job->target->folder,
					     build_path(&arena, job, output));
		is_there = file_is_regular(path) &&
			   file_read(&arena, path, &bytes, &ignored) &&
			   bytes.length == artifact->length &&
			   fingerprint_equals(fingerprint_of(bytes),
					      artifact->bytes);
		buffer_clear(&product->bytes);
		if (is_there)
			buffer_append_str(&product->bytes, bytes);
	}
	product->page_count = artifact->page_count;
	product->seconds = artifact->seconds;
	arena_release(&arena);
	return is_there;
}

bool keep_output(struct build *build, struct job *job, enum output output)
{
	const struct artifact *artifact = &job->record->artifacts[output];
	struct buffer reason = BUFFER_INITIALISER;
	const struct input *changed = NULL;
	if (!job->record->is_known)
		buffer_append_str(&reason, buffer_str(&job->reason));
	else if (!artifact->is_there)
		buffer_append_string(&reason, "it was not made before");
	else if ((changed = find_change(build, job, &artifact->inputs,
					&job->links)) != NULL)
		explain_input(build, changed, &reason);
	else if (!has_bytes(job, output))
		buffer_append_string(&reason, "the file is gone, or another");
	bool is_kept = reason.length == 0;
	explain(job, output, is_kept ? NULL : buffer_str(&reason).bytes);
	buffer_release(&reason);
	return is_kept;
}

/* ---- Recording --------------------------------------------------------- */

void keep_record(struct build *build, struct inputs *inputs)
{
	inputs_release(inputs);
	inputs_record(inputs, build->round);
}

void keep_recorded(struct job *job, struct diagnostics *diagnostics)
{
	struct work *work = job->work;
	inputs_record(NULL, NULL);
	work->has_mistakes |= work->diagnostics.error_count > 0;
	diagnostics_release(diagnostics);
	diagnostics_merge(diagnostics, &work->diagnostics);
}

void keep_document(struct job *job)
{
	struct record *record = job->record;
	const struct evidence_use *use = &job->work->use;
	record->has_document = true;
	inputs_add_all(&record->inputs, &job->facts);
	evidence_use_release(&record->use);
	record->use.is_used = use->is_used;
	for (size_t i = 0; i < use->passages.count; i++)
		*VECTOR_ADD(&record->use.passages) = use->passages.items[i];
}

/* The pages that an output reads may have been laid out for another one. */
static void add_inputs_of_pages(struct job *job, struct artifact *artifact)
{
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (output_is_paged((enum output)i))
			inputs_add_all(&artifact->inputs,
				       &job->record->artifacts[i].inputs);
}

void keep_artifact(struct job *job, enum output output)
{
	struct artifact *artifact = &job->record->artifacts[output];
	const struct product *product = &job->work->products[output];
	struct str bytes = buffer_str(&product->bytes);
	inputs_add_all(&artifact->inputs, &job->target->inputs);
	/* The page around a text may have numbers of its own. */
	job->record->use.is_used |= job->work->use.is_used;
	if (output_is_page(output))
		inputs_add_all(&artifact->inputs, &job->links);
	if (output_traits[output].work)
		add_inputs_of_pages(job, artifact);
	artifact->is_there = bytes.length && pipeline_is_sound(job->work);
	artifact->bytes = fingerprint_of(bytes);
	artifact->length = bytes.length;
	artifact->page_count = product->page_count;
	artifact->seconds = product->seconds;
	for (size_t i = 0; i < product->place_count; i++)
		artifact_add_place(artifact, product->places[i].identifier,
				   product->places[i].page);
	job->made |= output_bit(output);
}

/* ---- Mistakes ---------------------------------------------------------- */

static bool is_told(const struct job *job, int output)
{
	return job->edition ? job->formats & output_bit((enum output)output) :
			      output == OUTPUT_HTML;
}

size_t keep_error_count(const struct job *job)
{
	size_t count = job->record->diagnostics.error_count;
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (is_told(job, i))
			count += job->record->artifacts[i]
					 .diagnostics.error_count;
	return count;
}

size_t keep_warning_count(const struct job *job)
{
	size_t count = job->record->diagnostics.warning_count;
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (is_told(job, i))
			count += job->record->artifacts[i]
					 .diagnostics.warning_count;
	return count;
}

void keep_tell(const struct job *job, struct diagnostics *diagnostics)
{
	diagnostics_copy(diagnostics, &job->record->diagnostics);
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (is_told(job, i))
			diagnostics_copy(
				diagnostics,
				&job->record->artifacts[i].diagnostics);
}

/* ---- The end ----------------------------------------------------------- */

/* A work that grew while its pages were made again and again starts afresh. */
static void trim(const struct build *build, struct record *record)
{
	if (memory_is_lasting(build->memory) &&
	    record->work->arena.allocated < LARGEST_GROWTH)
		return;
	build_home_end_work(record->work, record->home);
	record->work = NULL;
	record->has_document = false;
}

/* Of what no longer is, nothing is remembered. */
static void forget_others(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++)
		if (build->selection.is_everything)
			records_release(memory_records(
				build->memory, build->targets.items[i].folder));
}

void keep_end(struct build *build)
{
	bool is_new = false;
	forget_others(build);
	for (size_t i = 0; i < build->jobs.count; i++) {
		struct job *job = &build->jobs.items[i];
		is_new |= job->made != 0;
		if (job->work->has_failed || keep_error_count(job))
			continue;
		trim(build, job->record);
		records_add(memory_records(build->memory, job->target->folder),
			    job->record);
		job->record = NULL;
	}
	for (size_t i = 0; is_new && i < build->targets.count; i++)
		memory_store(build->memory, build->targets.items[i].folder);
}
