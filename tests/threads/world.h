/* What several threads use at the same time. */
#ifndef TESTS_THREADS_WORLD_H
#define TESTS_THREADS_WORLD_H

#include <incident.h>
#include <stdatomic.h>

#define WORLD_POLICIES 3

/* The host of the context that all shared objects are made with: memory from any thread. */
typedef struct world_host {
    atomic_llong live;
    atomic_int destroyed;
} world_host;

/* One reference to each. */
typedef struct world {
    inc_zone *zone;
    inc_calendar *office;    /* with holidays */
    inc_calendar *night;     /* in UTC */
    inc_calendar *composite; /* of the two, nested */
    inc_taxonomy *taxonomy;
    inc_rules *rules; /* those of the large preset */
    inc_matrix *matrix;
    inc_policy *policies[WORLD_POLICIES]; /* one for each inc_on_retarget */
    inc_terms *terms;
    inc_event *event;
} world;

/* Stops the program with a line that says where. */
#define WORLD_OK(call) world_expect((call) == INC_OK, #call, __FILE__, __LINE__)
#define WORLD_CHECK(fine) world_expect((fine), #fine, __FILE__, __LINE__)
void world_expect(int fine, const char *what, const char *file, int line);

/* The maker's context is given back at once: the objects alone keep it. */
void world_make(world *made, world_host *host);
/* A second reference to each. */
world world_ref(const world *shared);
void world_unref(world *shared);

/* A digest of answers, for comparison. */
typedef uint64_t world_digest;
world_digest world_note(world_digest digest, const void *bytes, size_t size);
world_digest world_note_number(world_digest digest, int64_t number);
world_digest world_note_text(world_digest digest, const char *text);

/* Asks the shared objects everything; reads only. */
world_digest world_query(const world *shared);
/* An own context, clock and ledger over each shared policy; an own composite and own rules of
 * shared parts. */
world_digest world_clocks(const world *shared);

/* 2026-06-01T09:00Z, a Monday. */
#define WORLD_MONDAY INT64_C(1780304400000000)

#endif
