/* Any text is refused with a line, or gives holidays in order, within the dates asked for, that a
 * calendar takes. */
#include <incident.h>
#include <incident/ical.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_order(const inc_ical *ical, inc_date from, inc_date to)
{
    inc_ical_holiday last = {sizeof last, from, 0, ""}, next = last;
    size_t i;

    for (i = 0; inc_ical_at(ical, i, &next) == INC_OK; i++) {
        if (next.date < last.date || next.date > to || strlen(next.name) > 255)
            abort();
        if (i > 0 && next.date == last.date && strcmp(last.name, next.name) >= 0)
            abort();
        last = next;
    }
}

static void check_apply(inc_context *context, const inc_ical *ical)
{
    inc_zone *zone;
    inc_calendar_builder *builder;

    if (inc_zone_load(context, NULL, "Etc/UTC", INC_ZSTR, &zone) != INC_OK ||
        inc_calendar_builder_new(context, zone, &builder) != INC_OK ||
        inc_ical_apply(ical, builder) != INC_OK)
        abort();
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A narrow window keeps a rule for every second of the year 1 from taking all the time. */
    inc_ical_options options = {sizeof options, 16436, 21914, 1, 0};
    inc_context *context;
    inc_ical *ical;

    if (inc_context_new(NULL, &context) != INC_OK)
        return 0;
    if (inc_ical_read(context, (const char *) data, size, &options, &ical) == INC_OK) {
        check_order(ical, options.from, options.to);
        check_apply(context, ical);
    } else if (ical != NULL || inc_context_error(context)[0] == '\0') {
        abort();
    }
    inc_ical_free(ical);
    inc_context_unref(context);
    return 0;
}
