/* A day at a desk, decoded from bytes: any bytes make one, so that a random generator and a fuzzer
 * can both write them. */
#ifndef TEST_DESK_SCRIPT_H
#define TEST_DESK_SCRIPT_H

#include "script.h"

#define DESK_STEPS 40
#define DESK_SUBJECTS 3
#define DESK_RULES 3

typedef enum desk_step_kind {
    DESK_COMMAND,
    DESK_ADVANCE,
    DESK_MIGRATE, /* walks */
    DESK_REDACT,
    DESK_REBUILD,
    DESK_DELIVER
} desk_step_kind;

typedef struct desk_step {
    desk_step_kind kind;
    int32_t desk; /* which of the two */
    inc_time now;
    int32_t limit;  /* of an advance or walk, 0: all at once */
    int32_t shards; /* of an advance */
    int32_t rules;  /* of a migration, from 0; DESK_RULES: those in force */
    inc_command command;
    char commit[16];
    char hash[INC_HASH_TEXT_SIZE];
} desk_step;

/* Rules that every script may use, made once. */
typedef struct desk_world {
    script_world plain;
    inc_rules *rules[DESK_RULES];
} desk_world;

typedef struct desk_script {
    const desk_world *world;
    int32_t first; /* rules in force from the beginning, and those that follow */
    int32_t second;
    int32_t relays;                /* 1: links that the other end is told of */
    int32_t backwards;             /* 1: a desk whose clock is behind now and then */
    int32_t phases[DESK_SUBJECTS]; /* of the subjects, while it is decoded */
    desk_step steps[DESK_STEPS];
    size_t count;
    inc_time end; /* long after the last step */
    uint64_t shuffle;
} desk_script;

int desk_world_make(desk_world *world, inc_context *context);
void desk_world_free(desk_world *world);

/* The id of a subject; one of them is as long as can be. */
const char *desk_subject(size_t index);

void desk_script_read(const desk_world *world, const uint8_t *bytes, size_t size,
                      desk_script *script);

#endif
