/* The footer of a TZif file: a POSIX TZ string, as an endless rule. */
#ifndef INC_TIME_POSIX_TZ_H
#define INC_TIME_POSIX_TZ_H

#include <stddef.h>
#include <stdint.h>

#define INC__TZ_NAME_SIZE 32

/* What a wall clock shows between two transitions. */
typedef struct inc__tz_type {
    int32_t offset; /* seconds east of Greenwich */
    int32_t daylight;
    const char *name;
} inc__tz_type;

typedef struct inc__tz_rule {
    char form;                /* 'M' for Mm.w.d, 'J' for Jn, 'n' for n */
    int32_t month, week, day; /* day: of the week from Sunday 0, or of the year */
    int32_t time;             /* seconds of the wall clock before, -167 h to 167 h */
} inc__tz_rule;

typedef struct inc__posix_tz {
    int has_daylight;
    int changes;       /* 1 unless daylight saving time is never or always on */
    int32_t offset[2]; /* standard, daylight */
    char name[2][INC__TZ_NAME_SIZE];
    inc__tz_rule rule[2]; /* to standard time, to daylight saving time */
} inc__posix_tz;

/* 1 when text is a TZ string that needs no further knowledge: with a daylight name go its rules. */
int inc__posix_tz_parse(const char *text, size_t size, inc__posix_tz *tz);

/* 1 in daylight saving time at a UTC second. */
int32_t inc__posix_tz_daylight(const inc__posix_tz *tz, int64_t second);

/* The least second > `second` at which a rule acts; the tz has daylight saving time. It may act
 * without effect, where another rule acts at the same second. */
int64_t inc__posix_tz_next(const inc__posix_tz *tz, int64_t second);

#endif
