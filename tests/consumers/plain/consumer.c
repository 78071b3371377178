/* What a program outside does: a calendar in UTC, Monday to Friday 09:00-17:00, and a deadline of
 * eight open hours after Friday 2026-05-29 15:00, which is Monday 15:00. */
#include <incident.h>

#include <stdio.h>

static inc_status consumer_calendar(inc_context *context, inc_calendar **calendar)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    inc_calendar_builder *builder = NULL;
    inc_zone *zone = NULL;
    inc_status status;
    int32_t weekday;

    status = inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone);
    if (status == INC_OK)
        status = inc_calendar_builder_new(context, zone, &builder);
    for (weekday = INC_MONDAY; status == INC_OK && weekday <= INC_FRIDAY; weekday++)
        status = inc_calendar_builder_weekly(builder, weekday, &hours);
    if (status == INC_OK)
        status = inc_calendar_builder_build(builder, calendar);
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return status;
}

static inc_status consumer_deadline(const inc_calendar *calendar, char *text)
{
    const char *start = "2026-05-29T15:00:00Z";
    inc_time time = 0, due = 0;
    inc_status status = inc_time_parse(start, INC_ZSTR, &time);

    if (status == INC_OK)
        status = inc_calendar_add(calendar, time, 8 * INC_HOUR, &due);
    if (status == INC_OK)
        status = inc_time_format(due, 0, text);
    return status;
}

int main(void)
{
    char text[INC_FORMAT_SIZE];
    inc_context *context = NULL;
    inc_calendar *calendar = NULL;
    inc_status status = inc_context_new(NULL, &context);

    if (status == INC_OK)
        status = consumer_calendar(context, &calendar);
    if (status == INC_OK)
        status = consumer_deadline(calendar, text);
    if (status == INC_OK)
        printf("libincident %s: due %s\n", inc_version(), text);
    else
        fprintf(stderr, "%s: %s\n", inc_status_name(status), inc_context_error(context));
    inc_calendar_unref(calendar);
    inc_context_unref(context);
    return status == INC_OK ? 0 : 1;
}
