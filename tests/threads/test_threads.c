/* Shared immutables from several threads at the same time, as TAP. */
#include "world.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 4
#define ROUNDS 10
#define STORM 24
#define HAMMER 20000
#define MEETINGS 100
#define HAND_OVERS 8

/* Lets all threads go at once. */
typedef struct start_gate {
    pthread_mutex_t lock;
    pthread_cond_t all_here;
    int missing;
    atomic_int met;
} start_gate;

typedef struct worker {
    pthread_t thread;
    int number;
    world shared;
    start_gate *gate;
    int differing; /* answers that were not those of a single thread */
    world_digest query, clocks;
} worker;

static void gate_pass(start_gate *gate)
{
    WORLD_CHECK(pthread_mutex_lock(&gate->lock) == 0);
    if (--gate->missing == 0)
        WORLD_CHECK(pthread_cond_broadcast(&gate->all_here) == 0);
    while (gate->missing > 0)
        WORLD_CHECK(pthread_cond_wait(&gate->all_here, &gate->lock) == 0);
    WORLD_CHECK(pthread_mutex_unlock(&gate->lock) == 0);
}

/* Keeps all threads side by side, so that they are truly at the same thing. */
static void gate_meet(start_gate *gate, int times)
{
    atomic_fetch_add(&gate->met, 1);
    while (atomic_load(&gate->met) < times * THREADS)
        (void) sched_yield();
}

/* Takes and drops references, some of them held for a while; and one that all threads are after. */
static void storm(const world *shared)
{
    world held[8];
    int i, k;

    for (i = 0; i < STORM / 8; i++) {
        for (k = 0; k < 8; k++)
            held[k] = world_ref(shared);
        for (k = 0; k < 8; k++)
            world_unref(&held[k]);
    }
    for (i = 0; i < HAMMER; i++)
        (void) inc_zone_ref(shared->zone);
    for (i = 0; i < HAMMER; i++)
        inc_zone_unref(shared->zone);
}

static void *work_query(void *user)
{
    worker *self = user;
    int i;

    gate_pass(self->gate);
    for (i = 0; i < ROUNDS; i++)
        self->differing += world_query(&self->shared) != self->query;
    return NULL;
}

static void *work_clocks(void *user)
{
    worker *self = user;
    int i;

    gate_pass(self->gate);
    for (i = 0; i < ROUNDS; i++)
        self->differing += world_clocks(&self->shared) != self->clocks;
    return NULL;
}

static void *work_storm(void *user)
{
    worker *self = user;
    int i;

    gate_pass(self->gate);
    for (i = 1; i <= MEETINGS; i++) {
        gate_meet(self->gate, i);
        storm(&self->shared);
    }
    return NULL;
}

/* Each thread does something else than its neighbours. */
static void *work_mixed(void *user)
{
    worker *self = user;
    int i;

    gate_pass(self->gate);
    for (i = 0; i < 3; i++) {
        int kind = (self->number + i) % 3;
        if (kind == 0)
            self->differing += world_query(&self->shared) != self->query;
        else if (kind == 1)
            self->differing += world_clocks(&self->shared) != self->clocks;
        else
            storm(&self->shared);
    }
    return NULL;
}

/* A thread that owns its references and drops them when the others do. */
static void *work_last(void *user)
{
    worker *self = user;
    inc_time due;

    WORLD_OK(inc_calendar_add(self->shared.composite, WORLD_MONDAY, INC_HOUR, &due));
    gate_pass(self->gate);
    world_unref(&self->shared);
    return NULL;
}

/* Every thread gets its own references; this one gives up its own before any of them starts. The
 * answer is how many results differed. */
static int run_threads(world *shared, void *(*work)(void *), world_digest query,
                       world_digest clocks)
{
    start_gate shut = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, THREADS, 0};
    worker workers[THREADS];
    int i, differing = 0;

    for (i = 0; i < THREADS; i++) {
        worker *one = &workers[i];
        one->number = i;
        one->shared = work == work_last ? world_ref(shared) : *shared;
        one->gate = &shut;
        one->differing = 0;
        one->query = query;
        one->clocks = clocks;
    }
    if (work == work_last)
        world_unref(shared);
    for (i = 0; i < THREADS; i++)
        WORLD_CHECK(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0);
    for (i = 0; i < THREADS; i++) {
        WORLD_CHECK(pthread_join(workers[i].thread, NULL) == 0);
        differing += workers[i].differing;
    }
    return differing;
}

static int report(int number, const char *name, int fine)
{
    printf("%s %d - %s\n", fine ? "ok" : "not ok", number, name);
    (void) fflush(stdout);
    return !fine;
}

/* The last references of everything go in threads that made none of it. */
static int hand_over(void)
{
    int i, fine = 1;

    for (i = 0; i < HAND_OVERS; i++) {
        world_host host;
        world shared;

        world_make(&shared, &host);
        fine &= atomic_load(&host.live) > 0 && atomic_load(&host.destroyed) == 0;
        (void) run_threads(&shared, work_last, 0, 0);
        fine &= atomic_load(&host.live) == 0 && atomic_load(&host.destroyed) == 1;
    }
    return fine;
}

int main(void)
{
    world_digest query, clocks;
    world_host host;
    world shared;
    int failed = 0;

    printf("1..6\n");
    world_make(&shared, &host);
    query = world_query(&shared);
    clocks = world_clocks(&shared);
    failed += report(1, "queries", run_threads(&shared, work_query, query, clocks) == 0);
    failed += report(2, "clocks and ledgers of each thread's own",
                     run_threads(&shared, work_clocks, query, clocks) == 0);
    failed += report(3, "references taken and dropped",
                     run_threads(&shared, work_storm, query, clocks) == 0 &&
                         world_query(&shared) == query);
    failed +=
        report(4, "all of that at once", run_threads(&shared, work_mixed, query, clocks) == 0);
    world_unref(&shared);
    failed += report(5, "nothing is left of them",
                     atomic_load(&host.live) == 0 && atomic_load(&host.destroyed) == 1);
    failed += report(6, "the last reference goes in another thread", hand_over());
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
