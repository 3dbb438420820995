/* A pool of threads that take the next job until none is left. */
#define _POSIX_C_SOURCE 200809L
#include "commands/jobs.h"

#include <pthread.h>
#include <unistd.h>

enum { MOST_THREADS = 64 };

struct pool {
	pthread_mutex_t mutex;
	size_t next, count; /* next: under the mutex */
	void (*run)(void *context, size_t index);
	void (*finished)(void *context, size_t index);
	void *context;
};

static void *work(void *argument)
{
	struct pool *pool = argument;
	pthread_mutex_lock(&pool->mutex);
	while (pool->next < pool->count) {
		size_t index = pool->next++;
		pthread_mutex_unlock(&pool->mutex);
		pool->run(pool->context, index);
		pthread_mutex_lock(&pool->mutex);
		if (pool->finished)
			pool->finished(pool->context, index);
	}
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

void jobs_run(size_t most, size_t count,
	      void (*run)(void *context, size_t index),
	      void (*finished)(void *context, size_t index), void *context)
{
	struct pool pool = {
		PTHREAD_MUTEX_INITIALIZER, 0, count, run, finished, context
	};
	pthread_t threads[MOST_THREADS];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t wanted = most ? most : cores > 1 ? (size_t)cores : 1;
	size_t started = 0;
	if (wanted > count)
		wanted = count;
	if (wanted > MOST_THREADS)
		wanted = MOST_THREADS;
	/* This thread works too, and does it all where no other starts. */
	while (started + 1 < wanted &&
	       pthread_create(&threads[started], NULL, work, &pool) == 0)
		started++;
	work(&pool);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}
