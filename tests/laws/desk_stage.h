/* Two desks on one memory store, on which a script is played. */
#ifndef TEST_DESK_STAGE_H
#define TEST_DESK_STAGE_H

#include "desk_script.h"

/* When advance is called. */
typedef enum desk_habit {
    DESK_AS_WRITTEN, /* where the script says so */
    DESK_LATE,       /* at the end alone */
    DESK_OFTEN,      /* before each step, twice, by both */
    DESK_IN_PARTS    /* before each step, one subject at a time, by shards, by turns */
} desk_habit;

typedef struct desk_stage {
    const desk_script *script;
    inc_context *context;
    inc_rulebook *rulebook;
    inc_memory *memory;
    inc_store *stores[2];
    inc_desk *desks[2];
    int32_t turn;
} desk_stage;

/* 1, or 0 without memory. memory NULL: an empty one. */
int desk_stage_open(const desk_script *script, inc_memory *memory, desk_stage *stage);
void desk_stage_close(desk_stage *stage);

/* Plays one step and answers its status; INC_OK for all that is not a command. */
inc_status desk_stage_play(desk_stage *stage, const desk_step *step);
/* What a habit does before a step. */
inc_status desk_stage_before(desk_stage *stage, desk_habit habit, inc_time now);
/* Settles all that is due, in the step's parts. */
inc_status desk_stage_advance(inc_desk *desk, inc_time now, int32_t limit, int32_t shards);

/* The whole script with a habit, and an advance at its end. */
inc_status desk_stage_run(desk_stage *stage, desk_habit habit);

/* The whole memory; the caller frees it. */
inc_text *desk_stage_bytes(const desk_stage *stage);

#endif
