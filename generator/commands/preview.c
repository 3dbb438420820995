/* everyread watch and everyread serve: builds again and again, as the texts
 * change; serve shows what came out. */
#define _POSIX_C_SOURCE 200809L
#include "preview/server.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "base/visible.h"
#include "commands/build.h"
#include "commands/build_parts.h"
#include "commands/commands.h"
#include "commands/outputs.h"
#include "commands/together.h"
#include "commands/translation.h"
#include "preview/site.h"
#include "preview/state.h"
#include "preview/watch.h"

enum { BEAT = 15000 /* [ms] */, STARTING_PORT = 8080, PORTS_TRIED = 20 };

/* The page of all translations. */
#define TRANSLATIONS "/-/translations"

struct preview {
	const struct arguments *arguments;
	struct memory *memory;
	struct watcher *watcher;
	struct site_files *site; /* NULL: watch alone */
	struct server *server;
	int signals; /* can be read when the program should end */
	struct error error;
	enum exit_status status; /* of the last build */
};

/* ---- Telling the browser ----------------------------------------------- */

/* "/people-at-the-centre/en/….pdf". */
static const char *address(struct arena *arena, const struct job *job,
			   enum output output)
{
	return arena_format(arena, "/%s/%s",
			    job->target->publication->identifier,
			    build_path(arena, job, output));
}

static bool is_offered(const struct job *job, enum output output)
{
	return job->edition ? (job->edition->formats & output_bit(output)) :
			      output == OUTPUT_HTML;
}

/* {"waiting": 12}: on which page of a PDF what has that identifier begins. */
static void put_places(struct preview *preview, const char *path,
		       const struct artifact *artifact, struct arena *arena)
{
	struct buffer json = BUFFER_INITIALISER;
	buffer_append_byte(&json, '{');
	for (size_t i = 0; i < artifact->places.count; i++)
		buffer_append_format(&json, "%s\"%s\":%u", i ? "," : "",
				     artifact->places.items[i].identifier,
				     (unsigned)artifact->places.items[i].page);
	buffer_append_byte(&json, '}');
	site_put(preview->site, arena_format(arena, "/-/places%s", path),
		 "application/json", buffer_str(&json));
	buffer_release(&json);
}

/* Paths of what is new. */
struct changes {
	VECTOR(const char *) paths;
	struct arena arena;
};

static void put_file(struct preview *preview, const struct job *job,
		     enum output output, const char *path,
		     struct changes *changes)
{
	const struct evidence_use *use = &job->record->use;
	if (site_put(preview->site, path, output_traits[output].media_type,
		     buffer_str(&job->work->products[output].bytes)))
		*VECTOR_ADD(&changes->paths) = path;
	site_set_passages(preview->site, path, use->passages.items,
			  use->passages.count);
}

/* What cannot be made anew is shown as it was, but for words whose speaker took
 * consent back. */
static void keep_file(struct preview *preview, const struct job *job,
		      const char *path, struct changes *changes)
{
	struct site_file *file = site_get(preview->site, path);
	if (!file)
		return;
	if (together_may_quote(job->target, file->passages,
			       file->passage_count))
		site_keep(preview->site, path);
	else
		*VECTOR_ADD(&changes->paths) = path;
	site_let_go(preview->site, file);
}

static void put_job(struct preview *preview, const struct job *job,
		    struct changes *changes)
{
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		const struct product *product = &job->work->products[i];
		if (!is_offered(job, output))
			continue;
		const char *path = address(&changes->arena, job, output);
		if (!job->is_fit || !product->bytes.length) {
			keep_file(preview, job, path, changes);
			continue;
		}
		put_file(preview, job, output, path, changes);
		if (job->record->artifacts[i].places.count)
			put_places(preview, path, &job->record->artifacts[i],
				   &changes->arena);
	}
}

static void tell_changes(struct preview *preview, struct changes *changes)
{
	struct buffer json = BUFFER_INITIALISER;
	if (changes->paths.count) {
		state_append_paths(changes->paths.items, changes->paths.count,
				   &json);
		site_tell(preview->site, "files", buffer_str(&json).bytes);
	}
	buffer_release(&json);
	VECTOR_RELEASE(&changes->paths);
	arena_release(&changes->arena);
}

static void show_early(void *data, const struct job *job, enum output output)
{
	struct preview *preview = data;
	struct changes changes = { 0 };
	if (!preview->site)
		return;
	const char *path = address(&changes.arena, job, output);
	const struct artifact *artifact = &job->record->artifacts[output];
	put_file(preview, job, output, path, &changes);
	if (artifact->places.count)
		put_places(preview, path, artifact, &changes.arena);
	tell_changes(preview, &changes);
}

static void show_made(void *data, const struct build *build)
{
	struct preview *preview = data;
	struct changes changes = { 0 };
	if (!preview->site)
		return;
	site_begin_round(preview->site);
	for (size_t i = 0; i < build->jobs.count; i++)
		put_job(preview, &build->jobs.items[i], &changes);
	site_end_round(preview->site);
	tell_changes(preview, &changes);
}

static struct preview_edition edition_state(struct preview *preview,
					    const struct job *job,
					    struct arena *arena)
{
	struct preview_edition edition = {
		.language = job->target->publication->languages[job->language]
				    .locale,
		.files = ARENA_NEW_ARRAY(arena, OUTPUT_COUNT,
					 struct preview_file),
	};
	if (job->edition)
		edition.title = publication_localised_text(&job->edition->title,
							   job->language);
	if (job->kind == JOB_STATEMENT)
		edition.title = "Accessibility statement";
	bool is_there = true;
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		if (!is_offered(job, (enum output)i))
			continue;
		const char *path = address(arena, job, (enum output)i);
		struct site_file *file = site_get(preview->site, path);
		is_there &= file != NULL;
		if (file)
			edition.files[edition.file_count++] =
				(struct preview_file){ output_names[i], path };
		if (file)
			site_let_go(preview->site, file);
	}
	edition.status = !is_there   ? PREVIEW_MISSING :
			 job->is_fit ? PREVIEW_WRITTEN :
				       PREVIEW_OLD;
	return edition;
}

static struct preview_publication publication_state(struct preview *preview,
						    const struct build *build,
						    const struct target *target,
						    struct arena *arena)
{
	struct preview_publication publication = {
		.identifier = target->publication->identifier,
		.title = publication_localised_text(&target->publication->title,
						    0),
		.editions = ARENA_NEW_ARRAY(arena, build->jobs.count,
					    struct preview_edition),
	};
	for (size_t i = 0; i < build->jobs.count; i++)
		if (build->jobs.items[i].target == target)
			publication.editions[publication.edition_count++] =
				edition_state(preview, &build->jobs.items[i],
					      arena);
	return publication;
}

static void put_state(struct preview *preview,
		      const struct preview_state *state)
{
	struct buffer json = BUFFER_INITIALISER, page = BUFFER_INITIALISER;
	state_append_json(state, &json);
	state_append_page(state, &page);
	bool is_new =
		site_put(preview->site, "/", "text/html", buffer_str(&page));
	bool is_other = site_put(preview->site, "/-/state.json",
				 "application/json", buffer_str(&json));
	if (is_new)
		site_tell(preview->site, "files", "{\"paths\":[\"/\"]}");
	if (is_other)
		site_tell(preview->site, "state", buffer_str(&json).bytes);
	buffer_release(&json);
	buffer_release(&page);
}

/* ---- Translations ------------------------------------------------------ */

static void append_translations(const struct target *target,
				struct arena *arena, struct buffer *page)
{
	const struct publication *publication = target->publication;
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct translation_files files = { 0 };
	for (size_t i = 1; i < publication->language_count; i++) {
		const struct translation *known =
			target->translations ? target->translations[i] : NULL;
		struct translation translation;
		struct error error;
		if (publication->languages[i].pseudo)
			continue;
		if (known) {
			translation_write_html(known, page);
			continue;
		}
		if (translation_read(arena, publication, i, &files,
				     &translation, &ignored, &error))
			translation_write_html(&translation, page);
		translation_release(&translation);
	}
	diagnostics_release(&ignored);
}

/* Sources as they were and are, beside their translations. What is wrong with
 * them the build has told. */
static void put_translations(struct preview *preview, const struct build *build)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer page = BUFFER_INITIALISER;
	translation_begin_html(&page);
	for (size_t i = 0; i < build->targets.count; i++)
		append_translations(&build->targets.items[i], &arena, &page);
	translation_end_html(&page);
	if (site_put(preview->site, TRANSLATIONS, "text/html",
		     buffer_str(&page)))
		site_tell(preview->site, "files",
			  "{\"paths\":[\"" TRANSLATIONS "\"]}");
	buffer_release(&page);
	arena_release(&arena);
}

static void show_told(void *data, const struct build *build,
		      const struct diagnostics *diagnostics)
{
	struct preview *preview = data;
	struct arena arena = ARENA_INITIALISER;
	if (!preview->site)
		return;
	struct preview_state state = {
		.publications = ARENA_NEW_ARRAY(&arena, build->targets.count,
						struct preview_publication),
		.diagnostics = diagnostics,
		.failure = build->has_failed ? build->error.message : "",
	};
	for (size_t i = 0; i < build->targets.count; i++)
		state.publications[state.publication_count++] =
			publication_state(preview, build,
					  &build->targets.items[i], &arena);
	for (size_t i = 0; i < build->targets.count; i++)
		if (build->targets.items[i].publication->language_count > 1)
			state.translations = TRANSLATIONS;
	put_state(preview, &state);
	if (state.translations)
		put_translations(preview, build);
	arena_release(&arena);
}

/* ---- Again and again --------------------------------------------------- */

/* The folders and files of a project that lie over what is installed. */
static bool watch_project(struct preview *preview, struct arena *arena,
			  const char *project)
{
	static const char *const names[] = { "templates", "fonts",
					     "theme.yaml" };
	bool is_right = true;
	for (size_t i = 0; is_right && i < sizeof names / sizeof *names; i++)
		is_right = watcher_add(preview->watcher,
				       path_join(arena, project, names[i]),
				       &preview->error);
	return is_right;
}

static bool watch_layers(struct preview *preview, const struct overlay *overlay)
{
	bool is_right = true;
	for (int i = 0; is_right && i < LAYER_COUNT; i++)
		if (overlay->folders[i])
			is_right = watcher_add(preview->watcher,
					       overlay->folders[i],
					       &preview->error);
	return is_right;
}

/* What the build reads: all of it is watched, and what comes to stand there. */
static bool watch_sources(struct preview *preview)
{
	struct arena arena = ARENA_INITIALISER;
	const struct arguments *arguments = preview->arguments;
	struct targets_folders folders;
	struct installation installation;
	targets_find_folders(&arena, arguments, &folders);
	const struct installation_options where =
		targets_options(arguments, folders.project);
	watcher_leave_out(preview->watcher, folders.output);
	bool is_right =
		installation_find(&arena, &where, &installation,
				  &preview->error) &&
		watch_layers(preview, &installation.templates) &&
		watch_layers(preview, &installation.fonts) &&
		watch_project(preview, &arena, folders.project) &&
		watcher_add(preview->watcher, folders.content, &preview->error);
	for (size_t i = 0; is_right && i < folders.publication_count; i++) {
		const char *folder = folders.publications[i];
		is_right = watcher_add(preview->watcher, folder,
				       &preview->error) &&
			   watch_project(preview, &arena,
					 targets_project_of(&arena, folder));
	}
	arena_release(&arena);
	return is_right;
}

static int64_t milliseconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void build_once(struct preview *preview)
{
	const struct build_onlooker onlooker = { show_early, show_made,
						 show_told, preview };
	const struct diagnostics none = DIAGNOSTICS_INITIALISER;
	int64_t began = milliseconds();
	preview->status =
		build_run(preview->arguments, preview->memory, &onlooker);
	if (preview->status == STATUS_USAGE && preview->site)
		put_state(preview, &(struct preview_state){
					   .diagnostics = &none,
					   .failure = "There is no publication "
						      "to build" });
	fprintf(stderr, "everyread: built in %lld ms\n",
		(long long)(milliseconds() - began));
}

static void tell_reason(const struct preview *preview)
{
	const char *path = watcher_path(preview->watcher);
	fputs("everyread: ", stderr);
	visible_print(stderr, str_from(path ? path : "something"));
	fputs(" has changed\n", stderr);
}

/* False: the system failed. */
static bool work_on(struct preview *preview)
{
	for (;;) {
		switch (watcher_wait(preview->watcher, preview->signals, BEAT,
				     &preview->error)) {
		case WATCHER_CHANGED:
			tell_reason(preview);
			build_once(preview);
			break;
		case WATCHER_QUIET:
			if (preview->site)
				site_beat(preview->site);
			break;
		case WATCHER_STOPPED:
			return true;
		case WATCHER_FAILED:
			return false;
		}
	}
}

/* Ctrl-C and kill are read from a descriptor, so that they end the program
 * between two builds. */
static bool catch_signals(struct preview *preview)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	preview->signals = signalfd(-1, &set, SFD_CLOEXEC);
	return preview->signals >= 0 ||
	       error_set(&preview->error, "cannot wait for signals: %s",
			 strerror(errno));
}

/* ---- The server -------------------------------------------------------- */

static bool read_port(const struct arguments *arguments, uint16_t *port)
{
	const char *given = arguments_value(arguments, "port");
	char *end;
	*port = 0;
	if (!given)
		return true;
	unsigned long number = strtoul(given, &end, 10);
	if (given[0] < '0' || given[0] > '9' || *end || number < 1 ||
	    number > UINT16_MAX) {
		arguments_wrong(arguments->command,
				"'%s' is no port: a number from 1 to 65535",
				given);
		return false;
	}
	*port = (uint16_t)number;
	return true;
}

/* The port that was asked for, or the first of some that is free. */
static bool start_server(struct preview *preview, uint16_t port)
{
	preview->site = site_new();
	if (port) {
		preview->server =
			server_start(preview->site, port, &preview->error);
		return preview->server != NULL;
	}
	for (uint16_t i = 0; i < PORTS_TRIED && !preview->server; i++)
		preview->server = server_start(preview->site, STARTING_PORT + i,
					       &preview->error);
	if (!preview->server)
		preview->server =
			server_start(preview->site, 0, &preview->error);
	return preview->server != NULL;
}

static void tell_address(const struct preview *preview)
{
	fprintf(stderr,
		"everyread: http://127.0.0.1:%u/ shows all publications; "
		"Ctrl-C ends it\n",
		(unsigned)server_port(preview->server));
}

static enum exit_status run_preview(struct preview *preview, bool serves,
				    uint16_t port)
{
	bool is_right = catch_signals(preview);
	preview->memory = memory_new(
		true, !arguments_has(preview->arguments, "no-cache"));
	preview->watcher = is_right ? watcher_new(&preview->error) : NULL;
	is_right = preview->watcher && watch_sources(preview) &&
		   (!serves || start_server(preview, port));
	if (is_right) {
		if (serves)
			tell_address(preview);
		build_once(preview);
		if (preview->status != STATUS_USAGE)
			is_right = work_on(preview);
	}
	if (preview->server)
		server_stop(preview->server);
	if (preview->site)
		site_free(preview->site);
	watcher_free(preview->watcher);
	memory_free(preview->memory);
	if (preview->signals >= 0)
		close(preview->signals);
	if (is_right)
		return preview->status == STATUS_USAGE ? STATUS_USAGE :
							 STATUS_CLEAN;
	if (preview->error.message[0])
		error_print(&preview->error, stderr);
	return preview->error.message[0] ? STATUS_SYSTEM : STATUS_USAGE;
}

static enum exit_status run_watch(const struct arguments *arguments)
{
	struct preview preview = { .arguments = arguments, .signals = -1 };
	return run_preview(&preview, false, 0);
}

static enum exit_status run_serve(const struct arguments *arguments)
{
	struct preview preview = { .arguments = arguments, .signals = -1 };
	uint16_t port;
	if (!read_port(arguments, &port))
		return STATUS_USAGE;
	return run_preview(&preview, true, port);
}

/* ---- The commands ------------------------------------------------------ */

static const struct option watch_options[] = { BUILD_OPTIONS };

const struct command command_watch = {
	.name = "watch",
	.operands = "[PUBLICATION…]",
	.summary = "Build again whenever a text, template or font changes",
	.details = "Ctrl-C ends it. PUBLICATION is as in 'everyread build'.\n",
	.most_operands = 1000,
	.print_more = output_print_names,
	.options = watch_options,
	.option_count = sizeof watch_options / sizeof *watch_options,
	.run = run_watch,
};

static const struct option serve_options[] = {
	BUILD_OPTIONS,
	{ "port", 0, "NUMBER", "of 127.0.0.1, otherwise one that is free" },
};

const struct command command_serve = {
	.name = "serve",
	.operands = "[PUBLICATION…]",
	.summary = "Build as 'watch' does, and show each save in the browser",
	.details = "It answers to this machine alone. Ctrl-C ends it. "
		   "PUBLICATION is as in\n'everyread build'.\n",
	.most_operands = 1000,
	.print_more = output_print_names,
	.options = serve_options,
	.option_count = sizeof serve_options / sizeof *serve_options,
	.run = run_serve,
};
