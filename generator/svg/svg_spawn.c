/* Pictures that drawings cannot show are drawn by librsvg, in a child without
 * privileges: this program again (svg_spawned()), which may compute and answer,
 * and is ended when it takes too long. A child by exec and not by fork alone:
 * other threads may hold locks that librsvg needs. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "svg/svg.h"
#include "svg/svg_spawn.h"

/* The largest answer: four bytes a pixel at most, and what frames them. */
static size_t largest_answer(uint32_t width, uint32_t height)
{
	return (size_t)width * height * 4 + height + (1 << 20);
}

struct child {
	pid_t process;
	int connection;   /* both ways */
	int64_t deadline; /* [ms] by the wall's clock, on a busy machine too */
};

/* [ms] */
static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The child has the connection as input and output, and no other file. */
static bool start(struct child *child, uint32_t width, uint32_t height,
		  struct error *error)
{
	char size[2][16], name[] = SVG_SPAWN_NAME, program[] = "everyread";
	char threads[] = "RAYON_NUM_THREADS=1";
	char *words[] = { program, name, size[0], size[1], NULL };
	char *environment[] = { threads, NULL };
	int ends[2];
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	snprintf(size[0], sizeof size[0], "%u", width);
	snprintf(size[1], sizeof size[1], "%u", height);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return error_set(error, "cannot be drawn: %s", strerror(errno));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
					 O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	/* Whoever started us may hold signals back that are to end the child. */
	posix_spawnattr_init(&attributes);
	sigemptyset(&none);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	int failure = posix_spawn(&child->process, "/proc/self/exe", &actions,
				  &attributes, words, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	child->connection = ends[0];
	child->deadline = now() + SVG_MOST_SECONDS * 6000;
	if (!failure)
		return true;
	close(ends[0]);
	return error_set(error, "cannot be drawn: %s", strerror(failure));
}

/* False where the time is up. */
static bool wait_for(const struct child *child, short events)
{
	struct pollfd one = { child->connection, events, 0 };
	int64_t left = child->deadline - now();
	return left > 0 && poll(&one, 1, (int)left) > 0;
}

/* What the child does not take, it did not need to end. */
static void send_all(const struct child *child, struct str file)
{
	while (file.length && wait_for(child, POLLOUT)) {
		ssize_t count = send(child->connection, file.bytes, file.length,
				     MSG_NOSIGNAL | MSG_DONTWAIT);
		if (count < 0 && errno != EAGAIN && errno != EINTR)
			break;
		if (count > 0) {
			file.bytes += count;
			file.length -= (size_t)count;
		}
	}
	shutdown(child->connection, SHUT_WR);
}

static void receive_all(const struct child *child, size_t most,
			struct buffer *answer)
{
	while (answer->length <= most && wait_for(child, POLLIN)) {
		char *place = buffer_reserve(answer, 65536);
		ssize_t count = recv(child->connection, place, 65536, 0);
		if (count <= 0 && errno != EINTR)
			break;
		if (count > 0)
			answer->length += (size_t)count;
	}
}

/* Ends the child, whatever it does: what it had to say is said. */
static void finish(const struct child *child)
{
	close(child->connection);
	kill(child->process, SIGKILL);
	while (waitpid(child->process, NULL, 0) < 0 && errno == EINTR)
		;
}

bool svg_render(struct arena *arena, struct str file, uint32_t width,
		uint32_t height, struct str *png, struct error *error)
{
	struct child child;
	struct buffer answer = BUFFER_INITIALISER;
	if (!start(&child, width, height, error))
		return false;
	send_all(&child, file);
	receive_all(&child, largest_answer(width, height), &answer);
	finish(&child);
	struct str rest = buffer_str(&answer);
	char first = rest.length ? *rest.bytes : 0;
	if (rest.length) {
		rest.bytes++;
		rest.length--;
	}
	bool is_done = first == SVG_SPAWN_DONE && rest.length;
	if (is_done)
		*png = arena_copy_str(arena, rest);
	else if (first == SVG_SPAWN_FAILED)
		error_set(error, "%.*s", (int)rest.length, rest.bytes);
	else
		error_set(error,
			  "needs more than %d seconds or %d MiB to be drawn",
			  SVG_MOST_SECONDS, (int)(SVG_MOST_MEMORY >> 20));
	buffer_release(&answer);
	return is_done;
}

void svg_spawned(int count, char **words)
{
	if (count == 4 && strcmp(words[1], SVG_SPAWN_NAME) == 0)
		svg_spawn_work((uint32_t)strtoul(words[2], NULL, 10),
			       (uint32_t)strtoul(words[3], NULL, 10));
}
