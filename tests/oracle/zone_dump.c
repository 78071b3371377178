/* Prints what the library reads from the zones named on standard input ("DIRECTORY NAME" a line):
 * the offset at 1900, every transition until 2200, and offsets at fixed instants until 9999. */
#include <incident.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DUMP_END INT64_C(7258118400000000) /* 2200-01-01 */
#define DUMP_STEP (INC_HOUR * 24 * 2953 + INC_SECOND * 40009)

static int dump_instant(const inc_zone *zone, char kind, inc_time time)
{
    int32_t offset = 0;
    int32_t daylight = 0;
    const char *abbreviation = "";
    if (inc_zone_offset(zone, time, &offset, &daylight) != INC_OK ||
        inc_zone_abbreviation(zone, time, &abbreviation) != INC_OK)
        return 0;
    printf("%c %" PRId64 " %d %d %s\n", kind, time / INC_SECOND, (int) offset, (int) daylight,
           abbreviation);
    return 1;
}

static int dump_zone(const inc_zone *zone)
{
    inc_time time = INC_TIME_MIN;
    int good = dump_instant(zone, 't', time);
    inc_status status = INC_OK;
    while (good && (status = inc_zone_next_transition(zone, time, &time)) == INC_OK &&
           time < DUMP_END)
        good = dump_instant(zone, 'b', time - INC_SECOND) && dump_instant(zone, 't', time);
    for (time = INC_TIME_MIN; good && time <= INC_TIME_MAX - INC_HOUR * 48; time += DUMP_STEP)
        good = dump_instant(zone, 's', time);
    return good && (status == INC_OK || status == INC_DONE);
}

int main(void)
{
    char line[4096];
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
        inc_status status = inc_zone_load(context, line, name, INC_ZSTR, &zone);
        printf("zone %s %s\n", name, inc_status_name(status));
        if (status == INC_OK && !dump_zone(zone))
            printf("broken %s\n", name);
        inc_zone_unref(zone);
    }
    inc_context_unref(context);
    return EXIT_SUCCESS;
}
