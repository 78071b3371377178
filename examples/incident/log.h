/* An event log as it was read: one compact record an incident, and what its rows changed. */
#ifndef EXAMPLES_INCIDENT_LOG_H
#define EXAMPLES_INCIDENT_LOG_H

#include "columns.h"
#include "names.h"
#include "rejects.h"
#include "rule.h"

/* What a row says of a column: a level, or 1 + the number of a state or text; 0: nobody. */
struct log_value {
    unsigned column : 5;
    unsigned value : 27;
};

/* A row that says something else than the row of its incident before it. */
struct log_entry {
    inc_time at; /* when it was written; INC_TIME_NONE: no row up to it tells */
    uint32_t line;
    uint32_t next;  /* index + 1 of the incident's next entry; 0: none */
    uint32_t first; /* index of its values */
    uint16_t count; /* of them */
    bool is_timed;  /* false: it does not tell when; at is that of the row before */
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
    SPOILED_STATES = 256,   /* a state in the sequence is unknown */
    SPOILED_HOLDS = 512,    /* the time of a hold or release is unknown */
    SPOILED_REOPENED = 1024 /* the time of a reopen is unknown */
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
    uint32_t first_line;
    uint32_t last_line;
    uint32_t first_entry; /* index + 1; 0: none */
    uint32_t last_entry;
    int32_t reopens;   /* by the last row; -1: no value */
    int32_t reassigns; /* likewise */
    int16_t priority;  /* likewise; 0: no value */
    int16_t made_sla;  /* likewise, 1, 0 or -1 */
    uint16_t spoiled;  /* of enum log_spoiled */
};

enum { LOG_VALUES = (1 << 27) - 2 }; /* texts that can be told apart */

/* The last text of a column and what it said: logs repeat themselves. */
struct log_memo {
    char text[48];
    size_t size;
    inc_time time;  /* of a date */
    uint32_t value; /* of the others, as struct log_value has it */
};

struct log {
    const struct columns *columns;
    const inc_matrix *matrix; /* NULL: none */
    const inc_rules *rules;   /* NULL: none */
    struct rule_needs needs;  /* what is not needed is not kept */
    struct names numbers;     /* of incidents, in the order they are first seen */
    struct log_incident *incidents;
    size_t incidents_capacity;
    uint32_t *latest; /* of each incident what its rows so far say of the columns that are kept */
    size_t latest_capacity;
    size_t kept[COLUMNS]; /* place of a column among those; SIZE_MAX: it is not kept */
    size_t kept_count;
    struct names states;
    uint8_t *phases; /* an enum column_phase for each state */
    size_t phases_capacity;
    uint32_t *told; /* the value that entries have for each state */
    size_t told_capacity;
    uint32_t plain;     /* that of states in which nothing happens to a clock; 0: none yet */
    struct names texts; /* of the columns from COLUMN_TEXTS on */
    struct log_entry *entries;
    size_t entries_count;
    size_t entries_capacity;
    struct log_value *values;
    size_t values_count;
    size_t values_capacity;
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

/* rules may be NULL: then levels are not checked against a matrix. is_whole: all columns are kept,
 * not only those that a clock under the rules can depend on. */
void log_init(struct log *log, const struct columns *columns, const inc_rules *rules, bool is_whole,
              const char *path);
void log_free(struct log *log);

/* The whole log, header row first; step (may be NULL) is called now and then with the bytes read.
 */
int log_read(struct log *log, struct csv_reader *reader, struct columns *columns,
             void (*step)(void *user, uint64_t bytes), void *user);

/* The phase of a state as a value has it; PHASE_NEW before the first. */
enum column_phase log_phase(const struct log *log, uint32_t state);

/* What the rows of an incident say last of a column; 0: nothing. */
uint32_t log_latest(const struct log *log, const struct log_incident *incident, enum column column);

/* A text as a value has it; "" for none. */
const char *log_text(const struct log *log, uint32_t value);

/* The priority of the matrix for two levels; 0 where it has none, or there is no matrix. */
int32_t log_matrix_priority(const struct log *log, uint32_t impact, uint32_t urgency);

#endif
