/* The fold of one clock: facts and what follows from them, in order of time.
 *
 * A cycle runs from its anchor. A run is the part of it that one target is measured over: all of
 * the cycle, or what follows a change of target. Between the facts the fold derives what the rules
 * say: caps that end a pause, thresholds, the breach. A change of target from_start replays the
 * cycle's facts quietly under the new terms: what had been derived stays as it was. */
#ifndef INC_INCIDENT_FOLD_H
#define INC_INCIDENT_FOLD_H

#include "incident/fact.h"

#include <incident/ledger.h>

/* The two ends of a target's range. */
#define INC__LIMIT 0
#define INC__OBJECTIVE 1

/* A goal in business days that are never reached. */
#define INC__NO_GOAL INT64_MAX

typedef struct inc__hold {
    const char *reason;
    const char *source;
    inc_time from;
    int32_t released; /* by a cap: it no longer stops the clock */
} inc__hold;

typedef struct inc__mark {
    inc_time due;   /* or INC_TIME_NONE */
    int32_t passed; /* the clock ran beyond it: it no longer moves */
} inc__mark;

typedef struct inc__run {
    const inc_terms *terms;
    inc_time base;
    int32_t prorated;      /* goal is what was left at base, as open time */
    inc_duration goal[2];  /* counted time from base to due without pauses */
    inc_time nominal[2];   /* of business days: due without pauses; INC_TIME_NONE: unreachable */
    inc_duration carried;  /* counted before base */
    inc_duration counted;  /* since base, closed stretches */
    inc_duration credited; /* since base, closed stretches */
    inc__mark marks[2];
} inc__run;

/* A stretch of one state, before the calendar cuts it up. */
typedef struct inc__stretch {
    inc_time from;
    inc_time to;
    int32_t kind; /* running, paused, maintenance or stopped */
    int32_t superseded;
    int32_t cycle;
    int32_t revision;
    const inc_terms *terms;
    int64_t cause;
    const char *cause_id;
    size_t reasons; /* 1 + offset into the fold's pool, 0 for none */
} inc__stretch;

typedef struct inc__fold {
    inc_context *context;
    const inc_policy *policy;
    int32_t on_retarget;
    int32_t on_reopen;
    int32_t boundary;
    int32_t detailed; /* keep stretches */
    int32_t quiet;    /* replaying */
    inc_status status;

    const inc__facts *given; /* all there are */
    inc__horizon horizon;
    inc__array facts; /* const inc__fact *: those within the horizon */
    size_t index;     /* of the fact in hand */
    const inc_terms *terms;

    int32_t state;
    int32_t closed;
    int32_t revision;
    inc_time since; /* where the stretch in hand began */
    inc_time live;  /* before it nothing is derived */
    inc_time floor; /* the least that `live` can be */
    int64_t cause;
    const char *cause_id;
    size_t cycle_first;   /* fact behind the one that began the cycle */
    size_t cycle_stretch; /* first stretch of the cycle */
    size_t stop_index;    /* fact behind the last stop */
    inc_duration paused;  /* wall time of the cycle's closed pauses */
    inc__run run;

    inc__array holds;       /* inc__hold */
    inc__array first_holds; /* those at the anchor */
    inc__array cycles;      /* inc_cycle */
    inc__array breached_in; /* int32_t a cycle: the revision that was breached, or 0 */
    inc__array stretches;   /* inc__stretch */
    inc__array alarms;      /* inc__alarm, one a threshold */
    inc__array firings;     /* inc_firing */
    inc__array findings;    /* inc_finding */
    inc__array pool;        /* char: reasons */
} inc__fold;

/* A threshold as the run in hand has it. */
typedef struct inc__alarm {
    inc_threshold threshold;
    inc_time at;
    int32_t fired;
} inc__alarm;

inc_status inc__fold_init(inc__fold *fold, inc_context *context, const inc_policy *policy);
/* Goes on under another policy; nothing to do when it is the same. */
inc_status inc__fold_adopt(inc__fold *fold, const inc_policy *policy);
void inc__fold_free(inc__fold *fold);

/* Folds facts within a horizon. The fold can be used again. */
inc_status inc__fold_facts(inc__fold *fold, inc__facts *facts, const inc_terms *terms,
                           const inc__horizon *horizon, int detailed);

/* Folds facts (inc__fact, in order) that happened by an instant; none of them is a void. */
inc_status inc__fold_told(inc__fold *fold, const inc__array *told, const inc_policy *policy,
                          const inc_terms *terms, inc_time as_of, int detailed);

/* The inc_verdict of a cycle. */
int32_t inc__fold_verdict(const inc__fold *fold, size_t index);

/* The headline of a fold as of the instant it was folded to. */
void inc__fold_view(const inc__fold *fold, inc_time as_of, inc_clock_view *view);

/* fold_facts.c: what each fact does. */
void inc__fold_apply(inc__fold *fold, const inc__fact *fact);
void inc__fold_find(inc__fold *fold, int32_t kind, const inc__fact *fact);

/* fold_retarget.c: changes of target. */
void inc__fold_retarget(inc__fold *fold, const inc__fact *fact, inc_time at);
/* The same from the cycle's anchor, whatever the policy says. */
void inc__fold_fold_again(inc__fold *fold, const inc__fact *fact, inc_time at);

/* fold_derive.c: what follows by itself, up to and including an instant. */
void inc__fold_derive(inc__fold *fold, inc_time limit);
/* The next of it, or INC_TIME_NONE. */
inc_time inc__fold_next(const inc__fold *fold);
/* The breach, if due has passed before the clock pauses or stops at `at`. */
void inc__fold_settle(inc__fold *fold, inc_time at);
void inc__fold_breach(inc__fold *fold, inc_time at, int on_arrival);

/* fold_state.c: stretches and the set of pauses. */
/* The stretch in hand ends, under the set of pauses as it was; the next one begins. */
void inc__fold_enter(inc__fold *fold, int32_t state, inc_time at, int64_t cause,
                     const char *cause_id);
void inc__fold_leave(inc__fold *fold, inc_time at);
/* What has come due happens from an instant on, but not before the clock was attached. */
void inc__fold_live(inc__fold *fold, inc_time at);
/* Keeps the stretch in hand, up to an instant. */
void inc__fold_record(inc__fold *fold, inc_time to);
/* Running or paused, as the set of pauses has it. */
void inc__fold_reenter(inc__fold *fold, inc_time at, int64_t cause, const char *cause_id);
int inc__fold_stops(const inc__fold *fold, const inc__hold *hold);
void inc__fold_copy_holds(inc__fold *fold, const inc__array *from, inc__array *to);

/* fold_run.c: the arithmetic of a run. */
void inc__run_begin(inc__fold *fold, const inc_terms *terms, inc_time base);
/* Where the dues lie with that much credited; those that have passed stay. */
void inc__run_mark(inc__fold *fold, inc_duration credited);
/* The clock ran until at: dues before it have passed. */
void inc__run_pass(inc__run *run, inc_time at);
/* The instants of the thresholds that have not fired. */
void inc__run_alarms(inc__fold *fold);
inc_duration inc__run_between(const inc__fold *fold, inc_time from, inc_time to);
/* Open time that the stretch in hand has added by an instant. */
inc_duration inc__run_counted(const inc__fold *fold, inc_time at);
inc_duration inc__run_credited(const inc__fold *fold, inc_time at);

inc_cycle *inc__fold_cycle(const inc__fold *fold);
/* The index-th cycle with everything that is known of it at an instant. */
inc_cycle inc__fold_describe(const inc__fold *fold, size_t index, inc_time as_of);
/* The last cycle ends at an instant, for another begins. */
void inc__fold_finish(inc__fold *fold, inc_time at);

#endif
