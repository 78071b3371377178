/* Structs by table: their members compared with what a case expects, or filled from what it gives.
 */
#ifndef TEST_CASE_FIELD_H
#define TEST_CASE_FIELD_H

#include "case_json.h"

typedef enum case_field_kind {
    CASE_INSTANT,  /* inc_time */
    CASE_DURATION, /* inc_duration */
    CASE_NUMBER,   /* int32_t */
    CASE_SEQUENCE, /* int64_t */
    CASE_TRUTH,    /* int32_t, 0 or 1 */
    CASE_TEXT,     /* const char * */
    CASE_WORD      /* int32_t that has a name */
} case_field_kind;

/* A table of members ends with one without a name. */
typedef struct case_field {
    const char *name;
    case_field_kind kind;
    size_t offset;
    const char *(*word)(int32_t value); /* of CASE_WORD */
} case_field;

/* Compares the members that `expect` lists. Members that are neither in the table nor in `others`
 * (which ends with NULL and may be NULL) are complained of. */
void case_expect_fields(case_run *run, const char *where, const json_t *expect,
                        const case_field *fields, const char *const *others, const void *object);

/* A list has the length that is expected of it. */
void case_expect_length(case_run *run, const char *what, const json_t *list, size_t got);

/* Sets the members that `given` lists; as above for those that are unknown. */
inc_status case_fill_fields(case_run *run, const json_t *given, const case_field *fields,
                            const char *const *others, void *object);

#endif
