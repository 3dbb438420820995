/* One call of a command. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "audio/private.h"
#include "base/file.h"
#include "base/path.h"
#include "base/visible.h"

extern char **environ;

/* ---- The folder ---------------------------------------------------------- */

static const char said_name[] = "said";

bool audio_folder_open(struct audio_folder *folder, struct error *error)
{
	const char *parent = getenv("TMPDIR");
	if (!parent || parent[0] != '/' || strlen(parent) > 40)
		parent = "/tmp";
	snprintf(folder->path, sizeof folder->path, "%s/everyread-XXXXXX",
		 parent);
	if (mkdtemp(folder->path))
		return true;
	return error_set(error, "cannot make a folder in '%s': %s", parent,
			 strerror(errno));
}

/* Whatever the commands left in it. */
void audio_folder_close(struct audio_folder *folder)
{
	struct arena arena = ARENA_INITIALISER;
	struct error ignored;
	const char **names;
	size_t count;
	if (file_list_folder(&arena, folder->path, &names, &count, &ignored))
		for (size_t i = 0; i < count; i++)
			unlink(path_join(&arena, folder->path, names[i]));
	rmdir(folder->path);
	arena_release(&arena);
}

/* ---- The words ----------------------------------------------------------- */

struct gap {
	const char *name, *text;
};

/* The word with its gaps filled: no text is looked at for gaps again. */
static char *fill(struct arena *arena, const char *word, const struct gap *gaps,
		  size_t count)
{
	struct buffer text = BUFFER_INITIALISER;
	while (*word) {
		size_t i = 0;
		while (i < count &&
		       strncmp(word, gaps[i].name, strlen(gaps[i].name)) != 0)
			i++;
		if (i < count) {
			buffer_append_string(&text, gaps[i].text);
			word += strlen(gaps[i].name);
		} else {
			buffer_append_byte(&text, *word++);
		}
	}
	char *filled = arena_copy(arena, buffer_str(&text).bytes, text.length);
	buffer_release(&text);
	return filled;
}

static char **fill_words(struct arena *arena, const struct audio_job *job,
			 const struct audio_command *command, const char *input,
			 const char *output)
{
	const struct gap gaps[] = {
		{ "{input}", input },
		{ "{output}", output },
		{ "{language}", job->language },
		{ "{voice}", job->voice },
	};
	char **words = ARENA_NEW_ARRAY(arena, command->count + 1, char *);
	for (size_t i = 0; i < command->count; i++)
		words[i] = fill(arena, command->words[i], gaps,
				sizeof gaps / sizeof *gaps);
	words[command->count] = NULL;
	return words;
}

/* ---- The process --------------------------------------------------------- */

/* [ms] */
static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* In a group of its own, so that what it starts ends with it. */
static bool start(char **words, const char *said, pid_t *process,
		  struct error *error)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
					 O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
					 O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, said,
					 O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
						      POSIX_SPAWN_SETPGROUP);
	int failure = posix_spawnp(process, words[0], &actions, &attributes,
				   words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return !failure ||
	       error_set(error, "cannot be started: %s", strerror(failure));
}

/* Waits a little longer each time, to a hundredth of a second. False where the
 * time is up: then it has been ended. */
static bool wait_for(pid_t process, unsigned seconds, int *status)
{
	const int64_t deadline = now() + (int64_t)seconds * 1000;
	long pause = 200000; /* [ns] */
	for (;;) {
		pid_t ended = waitpid(process, status, WNOHANG);
		if (ended == process)
			break;
		if (now() >= deadline) {
			kill(-process, SIGKILL);
			waitpid(process, status, 0);
			return false;
		}
		nanosleep(&(struct timespec){ 0, pause }, NULL);
		pause = pause < 8000000 ? pause * 5 / 4 : pause;
	}
	kill(-process, SIGKILL); /* what it left behind */
	return true;
}

/* Its last line, which mostly says what is wrong; or nothing. */
static const char *last_words(struct arena *arena, const char *said)
{
	struct str text, line, last = STR("");
	struct error ignored;
	struct buffer visible = BUFFER_INITIALISER;
	if (!file_read(arena, said, &text, &ignored))
		return "";
	while (str_next_line(&text, &line))
		if (str_trim(line).length)
			last = str_trim(line);
	if (last.length > 300)
		last.length = 300;
	if (!last.length)
		return "";
	visible_append(&visible, last);
	const char *words = arena_format(arena, ": %s", visible.bytes);
	buffer_release(&visible);
	return words;
}

static bool judge(struct arena *arena, int status, const char *said,
		  struct error *error)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFSIGNALED(status))
		return error_set(error, "was ended by signal %d%s",
				 WTERMSIG(status), last_words(arena, said));
	return error_set(error, "ended with status %d%s", WEXITSTATUS(status),
			 last_words(arena, said));
}

/* Nobody reads it after a crash: it need not reach the disk. */
static bool write_input(const char *path, struct str bytes, struct error *error)
{
	FILE *file = fopen(path, "wbe");
	bool done = file &&
		    fwrite(bytes.bytes, 1, bytes.length, file) == bytes.length;
	if (file)
		done = fclose(file) == 0 && done;
	return done || error_set(error, "cannot be given '%s': %s", path,
				 strerror(errno));
}

bool audio_run(struct arena *arena, const struct audio_job *job,
	       const struct audio_command *command,
	       const struct audio_folder *folder, const char *input_name,
	       struct str input, const char *output_name, struct str *output,
	       struct error *error)
{
	pid_t process;
	int status = 0;
	const char *in = path_join(arena, folder->path, input_name);
	const char *out = path_join(arena, folder->path, output_name);
	const char *said = path_join(arena, folder->path, said_name);
	unlink(out);
	if (!write_input(in, input, error) ||
	    !start(fill_words(arena, job, command, in, out), said, &process,
		   error))
		return false;
	if (!wait_for(process, job->settings->seconds, &status))
		return error_set(error, "took longer than %u seconds",
				 job->settings->seconds);
	if (!judge(arena, status, said, error))
		return false;
	if (!file_is_regular(out))
		return error_set(error, "wrote nothing to {output}");
	return file_read(arena, out, output, error);
}
