/* Rows of an event log folded into one compact record an incident. */
#ifndef EXAMPLES_INCIDENT_LOG_FOLD_H
#define EXAMPLES_INCIDENT_LOG_FOLD_H

#include "columns.h"
#include "names.h"
#include "rejects.h"

/* What the clocks must be told of beside the final values of an incident. */
enum log_fact_kind {
    FACT_PAUSE,
    FACT_RESUME,
    FACT_RESOLVED, /* only where a reopen follows */
    FACT_CLOSED,   /* likewise */
    FACT_REOPENED,
    FACT_PRIORITY /* only with --retarget */
};

struct log_fact {
    inc_time at;
    uint32_t line;
    uint32_t next;  /* index + 1 of the incident's next fact; 0: none */
    uint32_t value; /* number of the state, or the priority */
    uint32_t kind;
};

/* Values of an incident that a bad cell spoiled. */
enum log_spoiled {
    SPOILED_OPENED = 1,
    SPOILED_RESOLVED = 2,
    SPOILED_CLOSED = 4,
    SPOILED_PRIORITY = 8,
    SPOILED_MADE_SLA = 16,
    SPOILED_REOPENS = 32,
    SPOILED_REASSIGNS = 64,
    SPOILED_FINAL = 127, /* all of the above: what the last row decides */
    SPOILED_ACKNOWLEDGED = 128,
    SPOILED_STATES = 256, /* a state in the sequence is unknown */
    SPOILED_FACTS = 512   /* the time of a fact is unknown */
};

/* An instant and the line of the log it comes from. */
struct log_mark {
    inc_time at; /* or INC_TIME_NONE */
    uint32_t line;
};

struct log_incident {
    inc_time opened; /* these three as the last row has them; INC_TIME_NONE: no value */
    inc_time resolved;
    inc_time closed;
    inc_time updated;             /* the time of the last row that has one */
    struct log_mark acknowledged; /* first row whose state is not new */
    struct log_mark to_resolved;  /* last move into a resolved (or at once closed) state */
    struct log_mark to_closed;
    uint32_t first_line;
    uint32_t last_line;
    uint32_t first_fact; /* index + 1; 0: none */
    uint32_t last_fact;
    uint32_t state; /* its number; UINT32_MAX before the first */
    int32_t reopens_seen;
    int32_t reopens;   /* by the last row; -1: no value */
    int32_t reassigns; /* likewise */
    int16_t priority;  /* likewise, 0: no value */
    int16_t first_priority;
    int16_t made_sla; /* likewise, 1, 0 or -1 */
    uint16_t spoiled; /* of enum log_spoiled */
};

/* The last text of a date column and what it said: logs repeat themselves. */
struct log_memo {
    char text[32];
    size_t size;
    inc_time time;
};

struct log_fold {
    const struct columns *columns;
    const inc_rules *rules;
    bool retarget;
    struct names numbers; /* of incidents, in the order they are first seen */
    struct log_incident *incidents;
    size_t incidents_capacity;
    struct names states;
    uint8_t *phases;  /* an enum column_phase for each state */
    uint8_t *pausing; /* 1 for states that stop the clock of some policy */
    size_t phases_capacity;
    size_t pausing_capacity;
    struct log_fact *facts;
    size_t facts_count;
    size_t facts_capacity;
    struct rejects rejects;
    struct log_memo memos[COLUMNS];
    inc_time first; /* instants that the log covers; INC_TIME_NONE: none yet */
    inc_time last;
    uint64_t events;
    uint64_t backwards; /* rows earlier than the row before them of the same incident */
    uint64_t priority_changes;
    uint64_t matrix_checked; /* events */
    uint64_t matrix_mismatches;
    uint64_t matrix_empty; /* events in a cell of the matrix that has no priority */
};

void log_fold_init(struct log_fold *fold, const struct columns *columns, const inc_rules *rules,
                   const char *path);
void log_fold_free(struct log_fold *fold);

/* Folds the row that reader holds. */
void log_fold_row(struct log_fold *fold, struct csv_reader *reader);

/* The whole log, header row first; step (may be NULL) is called now and then with the bytes read.
 */
int log_fold_all(struct log_fold *fold, struct csv_reader *reader, struct columns *columns,
                 void (*step)(void *user, uint64_t bytes), void *user);

enum column_phase log_fold_phase(const struct log_fold *fold, const struct log_incident *incident);

#endif
