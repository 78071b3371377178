/* SLA arithmetic alone, as a vendor with a ticket table of its own would use it: a calendar, a
 * deadline, and one clock that knows pauses. No rules file, no incident, no store. */
#include <incident.h>

#include <stdio.h>
#include <stdlib.h>

#define WAITING "waiting for caller"

/* Every call tells whether it worked; a product would hand this to its own error handling. */
static void check(inc_context *context, inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "sla_only: %s: %s\n", inc_status_name(status), inc_context_error(context));
    exit(1);
}

static inc_time at(const char *text)
{
    inc_time time = INC_TIME_NONE;
    check(NULL, inc_time_parse(text, INC_ZSTR, &time));
    return time;
}

static void show(const char *label, inc_time time)
{
    char text[INC_FORMAT_SIZE];
    check(NULL, inc_time_format(time, 0, text));
    printf("%-14s %s\n", label, text);
}

/* Monday to Friday, nine to five in Brussels, closed at Christmas. */
static inc_calendar *office_hours(inc_context *context)
{
    const inc_hours hours = {9 * 3600, 17 * 3600};
    const inc_exception christmas = {
        .size = sizeof christmas, .scope = INC_SCOPE_YEARLY, .yearly_from = 1225};
    inc_calendar_builder *builder = NULL;
    inc_calendar *calendar = NULL;
    inc_zone *zone = NULL;
    check(context, inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
    check(context, inc_calendar_builder_new(context, zone, &builder));
    for (int32_t day = INC_MONDAY; day <= INC_FRIDAY; day++)
        check(context, inc_calendar_builder_weekly(builder, day, &hours));
    check(context, inc_calendar_builder_except(builder, &christmas));
    check(context, inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    inc_zone_unref(zone);
    return calendar;
}

/* Resolve within 8 working hours; waiting for the caller does not count. */
static inc_policy *eight_hours(inc_context *context, const inc_calendar *calendar)
{
    const char *const pauses[] = {WAITING};
    const inc_target target = {
        .size = sizeof target, .kind = INC_TARGET_WORKING, .limit = 8 * INC_HOUR};
    const inc_terms_options terms_options = {
        sizeof terms_options, calendar, &target, pauses, 1, 0, 0, 0, 0};
    const inc_policy_options options = {.size = sizeof options, .name = "resolve"};
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    inc_terms *terms = NULL;
    check(context, inc_terms_new(context, &terms_options, &terms));
    check(context, inc_policy_builder_new(context, &options, &builder));
    check(context, inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms));
    check(context, inc_policy_builder_build(builder, &policy));
    inc_policy_builder_free(builder);
    inc_terms_unref(terms);
    return policy;
}

int main(void)
{
    inc_clock_view view = {.size = sizeof view};
    inc_context *context = NULL;
    inc_clock *clock = NULL;
    inc_time due;
    check(NULL, inc_context_new(NULL, &context));
    inc_calendar *calendar = office_hours(context);
    inc_policy *policy = eight_hours(context, calendar);

    check(context, inc_calendar_add(calendar, at("2026-12-24T14:00Z"), 8 * INC_HOUR, &due));
    show("8 h later", due);
    check(context, inc_clock_new(context, policy, 1, &clock));
    check(context, inc_clock_start(clock, at("2026-12-24T14:00Z"), NULL));
    check(context, inc_clock_pause(clock, at("2026-12-28T09:00Z"), WAITING, "", NULL));
    check(context, inc_clock_resume(clock, at("2026-12-28T11:30Z"), WAITING, "", NULL));
    check(context, inc_clock_look(clock, at("2026-12-28T12:00Z"), INC_TIME_NONE, &view));
    show("with the pause", view.due);
    printf("%-14s %s\n", "state", inc_clock_state_name(view.state));
    inc_clock_free(clock);
    inc_policy_unref(policy);
    inc_calendar_unref(calendar);
    inc_context_unref(context);
    return 0;
}
