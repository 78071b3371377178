/* What the laws share: a store, and objects that live as long as the law. */
#ifndef INC_CONFORMANCE_SUITE_H
#define INC_CONFORMANCE_SUITE_H

#include <incident/conformance.h>

#if defined(__GNUC__)
#define LAW_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define LAW_PRINTF(text, first)
#endif

/* A growing list of objects that are freed at the end of a law. */
typedef struct suite_kept {
    void **objects;
    void (**release)(void *object);
    size_t count;
    size_t capacity;
} suite_kept;

typedef struct suite {
    inc_context *context;
    inc_store *store;
    inc_page *page;
    suite_kept kept;
    char *space;
    size_t space_size;
    int failed;
    char why[1024]; /* of the first failure of a law */
} suite;

/* One law: a sentence, and the function that finds out whether it holds. */
typedef struct law {
    const char *name;
    void (*check)(suite *self);
} law;

/* The laws of each file, ended by one without a name. */
extern const law suite_commit_laws[];
extern const law suite_event_laws[];
extern const law suite_row_laws[];
extern const law suite_query_laws[];
extern const law suite_claim_laws[];
extern const law suite_model_laws[];

/* The law does not hold; the first reason is kept. */
void suite_fail(suite *self, const char *format, ...) LAW_PRINTF(2, 3);

/* Ends a law that does not hold. */
#define LAW(self, holds, ...)                                                                      \
    do {                                                                                           \
        if ((self)->failed || !(holds)) {                                                          \
            suite_fail((self), __VA_ARGS__);                                                       \
            return;                                                                                \
        }                                                                                          \
    } while (0)

/* Ends a law unless a call answers what it should. */
#define LAW_STATUS(self, call, expected)                                                           \
    do {                                                                                           \
        inc_status law_status = (call);                                                            \
        LAW((self), law_status == (expected), "%s answered %s instead of %s: %s", #call,           \
            inc_status_name(law_status), inc_status_name(expected),                                \
            law_status < 0 ? inc_context_error((self)->context) : "");                             \
    } while (0)

#define LAW_OK(self, call) LAW_STATUS(self, call, INC_OK)

/* What an event or row is of. */
typedef struct suite_key {
    const char *tenant;
    int32_t kind;
    const char *subject;
} suite_key;

/* Objects of the law; NULL, and the law fails, when they cannot be made. */
inc_event *suite_event(suite *self, const suite_key *key, int64_t sequence, const char *commit);
inc_row *suite_row(suite *self, int32_t kind, const suite_key *key, const char *name,
                   int32_t column, int64_t value);
inc_batch *suite_batch(suite *self, const suite_key *key, int64_t sequence);
inc_query *suite_query(suite *self, int32_t kind, const char *tenant);
inc_event_builder *suite_event_builder(suite *self, const suite_key *key, int64_t sequence);
inc_event *suite_build_event(suite *self, inc_event_builder *builder);
inc_row_builder *suite_row_builder(suite *self, int32_t kind, const suite_key *key,
                                   const char *name);
inc_row *suite_build_row(suite *self, inc_row_builder *builder);
/* Zeroed bytes that are freed at the end of the law; one such space a law. NULL without memory. */
char *suite_space(suite *self, size_t size);
/* Keeps what a call made, or fails the law when it did not. */
inc_event *suite_keep_event(suite *self, inc_status status, inc_event *event);
inc_row *suite_keep_row(suite *self, inc_status status, inc_row *row);

/* Adds events after a sequence to a batch. */
inc_status suite_add_events(suite *self, inc_batch *batch, int64_t sequence, int64_t count);
inc_status suite_add_row(suite *self, inc_batch *batch, const inc_row *row, int64_t revision,
                         int32_t deletes);
/* Commits count events after a sequence, under a name or "". */
inc_status suite_append(suite *self, const suite_key *key, int64_t sequence, int64_t count,
                        const char *commit);
/* Commits one row. */
inc_status suite_put(suite *self, const inc_row *row, int64_t revision, int32_t deletes);
/* Reads into the page. */
inc_status suite_read(suite *self, const suite_key *key, int64_t from, int32_t limit);
/* The number of events of a subject, counted in pages; -1 when that failed. */
int64_t suite_count_events(suite *self, const suite_key *key);
/* The revision of a row, 0 for none; -1 when looking failed. */
int64_t suite_revision(suite *self, int32_t kind, const suite_key *key, const char *name);

/* The name of the first column in which two differ, or NULL; columns whose flags have one of
 * `without` are left out. */
const char *suite_event_differs(const inc_event *a, const inc_event *b, int32_t without);
const char *suite_row_differs(const inc_row *a, const inc_row *b);

#endif
