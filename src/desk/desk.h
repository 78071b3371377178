/* The desk from the inside: one subject in hand, and what is to be committed for it. */
#ifndef INC_DESK_DESK_H
#define INC_DESK_DESK_H

#include "base/array.h"
#include "desk/guard.h"

#include <incident/desk.h>

/* Sequence of a subject that is not expected to be anywhere. */
#define INC__DESK_ANY (-1)

struct inc_desk {
    inc_context *context;
    inc_store *store;
    const inc_rulebook *rulebook;
    char *tenant;
    inc__array publish; /* int32_t, kinds of facts */
    int32_t publish_all;
    int32_t attempts;

    inc_event_builder *event;
    inc_row_builder *head;
    inc_row_builder *message;
    inc_page *page;

    int32_t busy;       /* inside a call */
    int32_t delivering; /* calls of the host's that deliver a message */
    int32_t freed;      /* from inside a call: gone as soon as that is over */

    inc_incident *before; /* what the last call left, whose texts the next one may be given */
    /* The subject in hand. */
    inc_incident *incident;
    char *subject;
    int64_t sequence;   /* of its last stored fact */
    int64_t revision;   /* of its stored head; 0: none */
    inc_time recorded;  /* now, or the last recorded instant when that is later */
    const char *commit; /* its name, or ""; every fact of a commit carries it */
    int32_t acted;      /* the command's first fact is there */
    int32_t relaying;   /* it comes from another subject: nothing goes back */
    inc__array fresh;   /* inc_event *, to be appended */
    inc__array emptied; /* inc_event *, to be put in the place of stored ones */
    inc__array relays;  /* inc__relay */

    inc__refusal refusal;
    inc__array differences; /* inc__difference */
    char *after;            /* subject where a walk or advance stopped, or NULL */
};

/* A message to another subject. */
typedef struct inc__relay {
    const char *to;
    const char *body;     /* static: "link" or "unlink" */
    const char *relation; /* static: that the other end has */
    int64_t fact;
} inc__relay;

typedef struct inc__difference {
    char *subject;
    char *name;
    inc_difference values;
} inc__difference;

/* desk.c: every public call begins and ends so. INC_E_INVALID with a line inside another. */
inc_status inc__desk_enter(inc_desk *desk);
/* Answers status; a desk that was freed meanwhile is gone after it. */
inc_status inc__desk_leave(inc_desk *desk, inc_status status);

/* desk_load.c: reads a subject, folds it as of now. INC_OK also for one without facts. */
inc_status inc__desk_load(inc_desk *desk, const char *subject, inc_time now);
/* Folds the subject in hand again, what is fresh included. */
inc_status inc__desk_fold(inc_desk *desk);
/* The rules it works under, else those in force; NULL without any. */
const inc_rules *inc__desk_rules(const inc_desk *desk);
void inc__desk_case(const inc_desk *desk, inc__case *facts);
/* The last fact of a commit's name among those stored, or 0. */
int64_t inc__desk_seen(const inc_desk *desk, const char *commit);

/* desk_facts.c: facts to be. */
/* Empties the builder and sets what every fact of the subject in hand has. */
inc_status inc__desk_begin(inc_desk *desk, int32_t kind, inc_time happened);
/* Appends the fact that the builder holds. */
inc_status inc__desk_end(inc_desk *desk);
inc_status inc__desk_text(inc_desk *desk, int32_t column, const char *text);
inc_status inc__desk_integer(inc_desk *desk, int32_t column, int64_t value);
/* What a command comes to; the guards have allowed it. */
inc_status inc__desk_act(inc_desk *desk, const inc__case *facts, const inc_command *command);

/* desk_settle.c: facts for what happened by itself and is not recorded; *count more of them. */
inc_status inc__desk_settle(inc_desk *desk, int32_t *count);

/* desk_redact.c: empties stored facts by or about a person (or all) for the fact of a sequence. */
inc_status inc__desk_empty(inc_desk *desk, const char *person, int64_t sequence);
/* 1 when a stored fact is by or about a person and not emptied yet. */
int inc__desk_knows(const inc_desk *desk, const char *person);

/* desk_commit.c: writes what is fresh, with head and messages. */
inc_status inc__desk_commit(inc_desk *desk);
/* The head of the subject in hand as its fold has it. */
inc_status inc__desk_head(inc_desk *desk, int64_t revision, inc_row **row);
/* Forgets what is to be committed. */
void inc__desk_drop(inc_desk *desk);

/* desk_run.c: a command that was read, with a conflict answered as one. */
inc_status inc__desk_try(inc_desk *desk, const inc_command *command, inc_time now,
                         inc_outcome *outcome);

/* Part of the subjects, by their shards. */
typedef struct inc__shards {
    int32_t first;
    int32_t last;
} inc__shards;

/* advance.c: INC_E_INVALID with a line for a shard that is none. */
inc_status inc__desk_shards(inc_desk *desk, int32_t index, int32_t count, inc__shards *shards);

/* desk_relay.c: settles messages to subjects of a range of shards that are due by now; *failed
 * becomes INC_E_BACKEND when one of them could not be told, which does not stop the others. */
inc_status inc__desk_relay(inc_desk *desk, inc_time now, const inc__shards *shards,
                           int32_t *settled, inc_status *failed);
/* When the first of them is due, or INC_TIME_NONE. */
inc_status inc__desk_next_relay(inc_desk *desk, const inc__shards *shards, inc_time *when);

/* Keeps a text in the place of another; INC_E_NOMEM leaves it. */
inc_status inc__desk_keep(inc_desk *desk, char **place, const char *text);
/* Forgets where an earlier walk or advance stopped. */
void inc__desk_rewind(inc_desk *desk);

#endif
