/* What the rows of one incident tell, as facts for the library: doc/tool.md, "How a log becomes
 * facts". */
#ifndef EXAMPLES_INCIDENT_FACTS_H
#define EXAMPLES_INCIDENT_FACTS_H

#include "log.h"

enum { FACT_TEXTS = 4 };

/* A fact on its way to an event. */
struct fact {
    int32_t kind;  /* an inc_fact */
    uint32_t line; /* of the log */
    inc_time happened;
    inc_time recorded;
    inc_time time; /* its time_1, or INC_TIME_NONE */
    int64_t integers[2];
    struct {
        int32_t column; /* of an event; 0: none */
        const char *text;
    } texts[FACT_TEXTS];
    bool is_timed;    /* the log tells when; else it is the time of the row before */
    bool is_internal; /* the caller does not see it */
};

struct facts {
    const struct log *log;
    bool is_final;     /* tell the final classification at the opening, and no change of it */
    bool is_reporting; /* tell what the last row reports, too */
    struct fact *items;
    size_t count;
    size_t capacity;
    unsigned spoiled; /* of enum log_spoiled: what clocks lack because rows do not tell when */
    const struct log_incident *incident;
    const char *number;
    inc_time opened;          /* or the first instant that is known of it */
    uint32_t values[COLUMNS]; /* as the rows so far have them */
    uint32_t told[COLUMNS];   /* of a classification */
    int64_t override;
    bool is_acknowledged;
};

void facts_init(struct facts *facts, const struct log *log, bool is_final);
void facts_free(struct facts *facts);

/* One more of a kind, with no columns yet. */
struct fact *facts_push(struct facts *facts, int32_t kind, uint32_t line);

/* Gives a fact a text. */
void facts_put(struct fact *fact, int32_t column, const char *text);

/* The facts of an incident, in items. False when its rows have no instant at all: then it has none.
 */
bool facts_of(struct facts *facts, uint32_t index);

/* The event of the index-th of them, its sequence index + 1; the caller gives it back. They are
 * asked for in order, with one builder. */
inc_event *facts_event(const struct facts *facts, size_t index, inc_event_builder *builder);

#endif
