/* What holds for every day at a desk. */
#ifndef TEST_DESK_LAWS_H
#define TEST_DESK_LAWS_H

#include "desk_stage.h"

/* One play of a script, and where to say what was broken. */
typedef struct desk_trial {
    const desk_script *script;
    desk_stage *stage;
    const char *where;
    size_t step;
    char *broken;
    size_t room;
} desk_trial;

/* Leaves a line and answers 0. */
int desk_broken(const desk_trial *trial, const char *law, const char *detail);

/* desk_look.c: how an incident stands, after each step. */
#define DESK_CLOCKS 24
#define DESK_CYCLES 12

/* What was seen of a subject, and must stay. */
typedef struct desk_memo {
    int amended;      /* a late fact, correction, void or migration came since the last look */
    int ever_amended; /* a late fact, correction or void came */
    int ever_migrated;
    size_t clocks;
    inc_time breaches[DESK_CLOCKS][DESK_CYCLES];
} desk_memo;

int desk_look_laws(const desk_trial *trial, const char *subject, inc_time now, desk_memo *memo);
/* What is stored of a subject by the end, whatever the order in which it is read. */
int desk_end_laws(const desk_trial *trial, const char *subject, const desk_memo *memo);

/* Checks all laws on the day that the bytes make. 1, or 0 with a line on what was broken. */
int desk_laws_hold(const desk_world *world, const uint8_t *bytes, size_t size, char *broken,
                   size_t room);

#endif
