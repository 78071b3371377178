/* The fold of one incident: facts and what follows from them by themselves, in order of time. What
 * each fact does is said in doc/life-cycle.md.
 *
 * What clocks must know is kept as a course of ticks, so that a clock that is attached late can be
 * told all of it. */
#ifndef INC_INCIDENT_LIFE_H
#define INC_INCIDENT_LIFE_H

#include "facts/history.h"
#include "incident/fold.h"

#include <incident/incident.h>

/* A hold as long as it is in force, and after. */
typedef struct inc__held {
    const char *reason;
    const char *source;
    inc_time since;
    inc_time expires; /* or INC_TIME_NONE */
    int64_t fact;
    size_t tick; /* index of the tick that began it */
} inc__held;

/* A hold that expired by itself, so that its late release is no finding. */
typedef struct inc__lapsed {
    const char *reason;
    const char *source;
} inc__lapsed;

typedef enum inc__tick_kind {
    INC__TICK_HELD = 1,
    INC__TICK_RELEASED,
    INC__TICK_REACHED, /* a milestone */
    INC__TICK_UNDONE,  /* milestones, by a reopen */
    INC__TICK_TIER,    /* the incident is with another tier */
    INC__TICK_CLOSED,
    INC__TICK_CANCELLED
} inc__tick_kind;

typedef struct inc__tick {
    inc__tick_kind kind;
    inc_time at;
    int64_t cause; /* sequence */
    const char *reason;
    const char *source;
    int32_t value;          /* the milestone; the bits of those undone; the tier */
    int32_t before;         /* the tier that had it */
    size_t end;             /* of a hold: 1 + index of the tick that released it; 0: in force */
    const inc_rules *rules; /* of a reopen: those of the moment */
} inc__tick;

/* Work that was told of. */
typedef struct inc__work {
    inc_time at; /* its end */
    inc_duration effort;
    const char *activity;
    int32_t tier;   /* whose it was; 0: not known */
    size_t episode; /* index */
} inc__work;

/* A change of priority. */
typedef struct inc__grade {
    inc_time at;
    int64_t fact;
    int32_t before;
    int32_t after;
} inc__grade;

/* A policy with what is asked of it again and again. */
typedef struct inc__plan {
    const inc_policy *policy;
    inc_policy_options options;
} inc__plan;

/* A clock on the incident. */
typedef struct inc__attached {
    inc__plan plan; /* that it goes on under: a migration changes it */
    const inc_rules *rules;
    const inc_policy *began; /* policy that its first cycle is pinned to */
    const inc_terms *terms;  /* of the last target it was told */
    const inc_terms *first;  /* that it starts under */
    inc_time from;
    inc_time to; /* INC_TIME_NONE: it still matches */
    int64_t fact;
    int32_t started;
    int32_t running;
    int32_t stopped_by; /* the milestone, or -1: it left its tier */
    inc__array told;    /* inc__fact, in order */
    inc__fold fold;
    inc_clock_view view; /* of the look */
} inc__attached;

/* What became of a policy, and what the choice between several needs. */
typedef struct inc__option {
    inc__plan plan; /* a copy: other rules may have come since */
    const inc_rules *rules;
    inc__attached *attached; /* its clock in force, or NULL */
    int32_t reason;          /* an inc_choice_reason */
    int32_t matches;         /* by itself, whatever others do */
} inc__option;

typedef struct inc__life {
    inc_context *context;
    const inc_rules *given;       /* or NULL */
    const inc_rulebook *rulebook; /* or NULL */
    inc_status status;

    /* The rules it works under, and what of them is asked often. */
    const inc_rules *rules;
    const inc_rules *planned; /* that plans are made of */
    inc__array plans;         /* inc__plan, in the order of the rules */
    inc_process_options process;

    const inc__entry *entry;     /* the fact in hand; NULL while something derived is */
    inc_time at;                 /* of what is in hand */
    int64_t cause;               /* its sequence */
    int32_t raise;               /* the least stage that the fact in hand lifts it to, or 0 */
    int32_t changed;             /* clocks may match otherwise than before */
    int32_t unlogged;            /* that finding was left */
    int32_t lapsed_confirmation; /* the last confirmation timed out by itself */
    inc_time close_at;           /* when it closes by itself, or INC_TIME_NONE */
    int64_t resolved_fact;       /* sequence of the last resolution */
    int64_t close_fact;          /* of what lets it close by itself */
    int32_t override;            /* priority, or 0 */
    int32_t reached;             /* bit (1 << milestone) of those in force */
    inc_incident_view view;

    inc__array selection; /* const inc__entry * */
    inc__array holds;     /* inc__held, in force */
    inc__array lapsed;    /* inc__lapsed */
    inc__array links;     /* inc_link */
    inc__array stays;     /* inc_stay */
    inc__array episodes;  /* inc_episode */
    inc__array reported;  /* inc_reported */
    inc__array works;     /* inc__work */
    inc__array grades;    /* inc__grade */
    inc__array findings;  /* inc_finding */
    inc__array derived;   /* inc_derived */
    inc__array fired;     /* const inc__entry *: facts that record firings */
    inc__array ticks;     /* inc__tick */
    inc__array attached;  /* inc__attached *, the first attached_count of them in use */
    size_t attached_count;
    inc__array options; /* inc__option */
} inc__life;

void inc__life_init(inc__life *life, inc_context *context, const inc_rules *given,
                    const inc_rulebook *rulebook);
void inc__life_free(inc__life *life);
/* Folds what a horizon has of a history, clocks included. */
inc_status inc__life_fold(inc__life *life, inc__history *history, const inc__horizon *horizon);

/* life_fact.c: what a fact does. */
void inc__life_apply(inc__life *life, const inc__entry *entry);
void inc__life_find(inc__life *life, int32_t kind);
/* Milestone reached, unless it is already. */
void inc__life_reach(inc__life *life, int32_t milestone, int implied);
void inc__life_close(inc__life *life);

/* life_class.c: priority, classification. */
void inc__life_classify(inc__life *life);
void inc__life_prioritise(inc__life *life);

/* Keeps a text unless it is empty. */
void inc__life_set(const char **place, const char *value);

/* life_work.c: stays, holds, links. */
void inc__life_assign(inc__life *life);
void inc__life_hold(inc__life *life);
void inc__life_release(inc__life *life);
void inc__life_release_all(inc__life *life);
/* Takes out a hold and tells the clocks. */
void inc__life_unhold(inc__life *life, size_t index);
int inc__life_linked(const inc__life *life, const char *relation, const char *other);
void inc__life_link(inc__life *life, const char *relation, const char *other);
/* A link more or less, as the fact in hand says. */
void inc__life_relink(inc__life *life);
/* An instant that much later, or INC_TIME_NONE beyond the last. */
inc_time inc__life_later(inc_time at, inc_duration span);
/* The sum of two spans that are not negative, as far as it can be said. */
inc_duration inc__life_sum(inc_duration a, inc_duration b);

/* life_episode.c: episodes, and what is kept of them for those who count. */
/* The first, or the next one begins with the fact in hand. */
void inc__life_open(inc__life *life);
/* The first was opened by the fact in hand, which says so better than those before it. */
void inc__life_opened(inc__life *life);
/* The one in hand; there is one from the first fact on. */
inc_episode *inc__life_episode(const inc__life *life);
/* It is resolved, closed or cancelled at the instant in hand; place is that member of it. */
void inc__life_end(inc__life *life, inc_time *place);
/* The tier that the fact in hand names, else the one that has the incident. */
int32_t inc__life_tier(const inc__life *life);
void inc__life_work(inc__life *life);
void inc__life_grade(inc__life *life, int32_t before);
void inc__life_report(inc__life *life);

/* life_derive.c: what happens by itself, up to and including an instant. */
void inc__life_derive(inc__life *life, inc_time limit);
/* The next of it, the clocks' left aside, or INC_TIME_NONE. */
inc_time inc__life_next(const inc__life *life);
/* The confirmation times out, at the instant in hand. */
void inc__life_time_out(inc__life *life);
/* It closes by itself from now on, if the process says so and everything is there. */
void inc__life_ready(inc__life *life, int64_t cause);
/* The hold of an index ends by itself. */
void inc__life_expire(inc__life *life, size_t index);
/* Notes something derived; recorded by the fact in hand, if there is one. */
void inc__life_note(inc__life *life, int32_t kind, int64_t cause, const char *name,
                    const char *value);

/* life_rules.c: which rules it works under. */
/* Those of a fact; NULL where there are none, with a finding for a hash that is not known. */
const inc_rules *inc__life_rules_of(inc__life *life, const inc__entry *entry);
/* Those of a hash in hexadecimal, or NULL. */
const inc_rules *inc__life_rules_named(inc__life *life, const char *hash);
void inc__plan_of(const inc_policy *policy, inc__plan *plan);
void inc__life_adopt(inc__life *life, const inc_rules *rules);

/* attach.c: which clocks there are. */
void inc__life_attach(inc__life *life);
void inc__life_migrate(inc__life *life, const inc_rules *rules);

/* attach_tell.c: what clocks are told. */
/* A tick of the course, told to the clocks in force too. before is of a change of tier, else 0. */
void inc__life_tick(inc__life *life, inc__tick_kind kind, int32_t value, int32_t before);
void inc__life_tick_hold(inc__life *life, inc__tick_kind kind, const inc__held *held);
/* Tells a new clock the course so far. */
void inc__attached_catch_up(inc__life *life, inc__attached *attached);
void inc__attached_tell(inc__life *life, inc__attached *attached, inc__fact_kind kind);
void inc__attached_retarget(inc__life *life, inc__attached *attached, const inc_terms *terms);
/* Folds what it was told up to an instant. */
inc_status inc__attached_fold(inc__life *life, inc__attached *attached, inc_time as_of,
                              int detailed);

/* attach_look.c: how the clocks stand, what of it nobody recorded. */
void inc__life_look_clocks(inc__life *life, inc_time as_of);

#endif
