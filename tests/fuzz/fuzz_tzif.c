/* TZif bytes: whatever is accepted is a zone whose answers agree with each other, and a calendar in
 * it keeps its laws. */
#include <incident.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int fine)
{
    if (!fine)
        abort();
}

/* A reading that occurs once leads back to its instant; the others to one with an offset between.
 */
static void check_instant(const inc_zone *zone, inc_time time)
{
    int32_t offset = 0;
    int32_t daylight = -1;
    int32_t reading = -1;
    inc_civil civil;
    inc_time back = 0;
    const char *abbreviation = NULL;
    must(inc_zone_offset(zone, time, &offset, &daylight) == INC_OK);
    must(offset > -26 * 3600 && offset < 26 * 3600 && (daylight == 0 || daylight == 1));
    must(inc_zone_abbreviation(zone, time, &abbreviation) == INC_OK && abbreviation != NULL);
    if (inc_zone_to_civil(zone, time, &civil) != INC_OK)
        return;
    inc_status status = inc_zone_from_civil(zone, &civil, &back, &reading);
    must(status == INC_OK || status == INC_E_RANGE);
    if (status == INC_OK)
        must(reading == INC_READING_ONCE ? back == time
                                         : reading == INC_READING_TWICE && back <= time);
}

static void check_transitions(const inc_zone *zone)
{
    inc_time time = INC_TIME_MIN;
    inc_time last = time;
    for (int i = 0; i < 300 && inc_zone_next_transition(zone, time, &time) == INC_OK; i++) {
        must(time > last && time <= INC_TIME_MAX);
        check_instant(zone, time - 1);
        check_instant(zone, time);
        last = time;
    }
    for (time = INC_TIME_MIN + 3; time < INC_TIME_MAX - INC_HOUR; time += INC_HOUR * 24 * 99991)
        check_instant(zone, time);
}

static void check_calendar(const inc_calendar *calendar)
{
    static const inc_time starts[] = {INC_HOUR, INC_HOUR * 24 * 20000, -INC_HOUR * 24 * 5000};
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        const inc_duration amounts[] = {INC_HOUR * 50, -INC_HOUR * 50, 1};
        for (size_t j = 0; j < sizeof(amounts) / sizeof(amounts[0]); j++) {
            inc_time end = 0;
            inc_duration worked = 0;
            if (inc_calendar_add(calendar, starts[i], amounts[j], &end) != INC_OK)
                continue;
            must(inc_calendar_between(calendar, starts[i], end, &worked) == INC_OK);
            must(worked == amounts[j]);
        }
    }
}

static void build_calendar(inc_context *context, const inc_zone *zone)
{
    const inc_hours hours = {9 * 3600, 26 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    must(inc_calendar_builder_new(context, zone, &builder) == INC_OK);
    must(inc_calendar_builder_weekly(builder, INC_SUNDAY, &hours) == INC_OK);
    must(inc_calendar_builder_weekly(builder, INC_MONDAY, &hours) == INC_OK);
    must(inc_calendar_builder_build(builder, &calendar) == INC_OK);
    check_calendar(calendar);
    inc_calendar_unref(calendar);
    inc_calendar_builder_free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context = NULL;
    inc_zone *zone = NULL;
    must(inc_context_new(NULL, &context) == INC_OK);
    inc_status status = inc_zone_new(context, "Fuzz/Zone", INC_ZSTR, data, size, &zone);
    if (status == INC_OK) {
        check_transitions(zone);
        build_calendar(context, zone);
    } else {
        must(zone == NULL && inc_context_error(context)[0] != '\0');
    }
    inc_zone_unref(zone);
    inc_context_unref(context);
    return 0;
}
