/* Compares the library with localtime_r for the zones named on standard input ("DIRECTORY NAME" a
 * line), 1970 to 2099: around every transition and every ten days. TZ is of the whole process, so
 * this is a program of its own. */
#define _GNU_SOURCE 1
#include <incident.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GLIBC_END (INT64_C(4102444800) * INC_SECOND) /* 2100-01-01 */
#define GLIBC_STEP (INC_HOUR * 240 + INC_SECOND * 7)

typedef struct zone_tally {
    long compared;
    long different;
} zone_tally;

static void compare(zone_tally *tally, const inc_zone *zone, inc_time time)
{
    time_t seconds = (time_t) (time / INC_SECOND);
    struct tm theirs;
    int32_t offset = 0;
    int32_t summer = 0;
    const char *abbreviation = "";
    tally->compared++;
    if (localtime_r(&seconds, &theirs) != NULL &&
        inc_zone_offset(zone, time, &offset, &summer) == INC_OK &&
        inc_zone_abbreviation(zone, time, &abbreviation) == INC_OK && theirs.tm_gmtoff == offset &&
        (theirs.tm_isdst > 0) == (summer != 0) && strcmp(theirs.tm_zone, abbreviation) == 0)
        return;
    if (tally->different++ < 1000)
        printf("differs %s %" PRId64 " %d %s %d, glibc %ld %s %d\n", inc_zone_name(zone),
               time / INC_SECOND, (int) offset, abbreviation, (int) summer, theirs.tm_gmtoff,
               theirs.tm_zone, theirs.tm_isdst);
}

static void compare_zone(zone_tally *tally, const inc_zone *zone)
{
    inc_time time = 0;
    for (time = 0; time < GLIBC_END; time += GLIBC_STEP)
        compare(tally, zone, time);
    time = 0;
    while (inc_zone_next_transition(zone, time, &time) == INC_OK && time < GLIBC_END) {
        compare(tally, zone, time - INC_SECOND);
        compare(tally, zone, time);
        compare(tally, zone, time + INC_SECOND);
    }
}

static int use_zone(const char *directory, const char *name)
{
    char value[8192];
    int length = snprintf(value, sizeof(value), ":%s/%s", directory, name);
    if (length < 0 || (size_t) length >= sizeof(value) || setenv("TZ", value, 1) != 0)
        return 0;
    tzset();
    return 1;
}

int main(void)
{
    char line[4096];
    zone_tally tally = {0, 0};
    inc_context *context = NULL;
    if (inc_context_new(NULL, &context) != INC_OK)
        return EXIT_FAILURE;
    while (fgets(line, sizeof(line), stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char *name = strchr(line, ' ');
        inc_zone *zone = NULL;
        if (name == NULL)
            continue;
        *name++ = '\0';
        if (inc_zone_load(context, line, name, INC_ZSTR, &zone) != INC_OK ||
            !use_zone(line, name)) {
            printf("differs %s 0 0 none not loaded: %s\n", name, inc_context_error(context));
            tally.different++;
        } else {
            compare_zone(&tally, zone);
        }
        inc_zone_unref(zone);
    }
    printf("%ld instants compared, %ld differ\n", tally.compared, tally.different);
    inc_context_unref(context);
    return tally.different == 0 && tally.compared > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
