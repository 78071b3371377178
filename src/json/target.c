/* The target of a clock. */
#include "parts.h"
#include "words.h"

#include <incident/format.h>

#define TARGET_MOST_DAYS 100000

/* What a target of each kind may have, and the member it must have. The terms of a policy stand
 * beside them. */
static const char *const target_working[] = {"kind",   "limit", "objective", "calendar",
                                             "pauses", "caps",  NULL};
static const char *const target_days[] = {"kind",     "days",   "objective_days", "rule", "zone",
                                          "calendar", "pauses", "caps",           NULL};
static const char *const target_by[] = {"kind",     "days",   "objective_days", "time", "zone",
                                        "calendar", "pauses", "caps",           NULL};

static inc_status target_read_working(inc__json_document *document, json_t *value,
                                      inc_target *target)
{
    inc_status status = inc__json_members(document, value, target_working);

    if (status == INC_OK)
        status = inc__json_require(document, value, "limit");
    if (status == INC_OK)
        status = inc__json_duration(document, value, "limit", 0, &target->limit);
    if (status == INC_OK)
        status = inc__json_duration(document, value, "objective", 1, &target->objective);
    return status;
}

static inc_status target_read_days(inc__json_document *document, json_t *value, inc_target *target)
{
    inc_status status = inc__json_require(document, value, "days");

    if (status == INC_OK)
        status = inc__json_integer(document, value, "days", 1, TARGET_MOST_DAYS, &target->days);
    if (status == INC_OK)
        status = inc__json_integer(document, value, "objective_days", 1, TARGET_MOST_DAYS,
                                   &target->objective_days);
    if (status == INC_OK)
        status = inc__json_choice(document, value, "rule", inc__json_day_rules, &target->rule);
    if (status == INC_OK)
        status = inc__json_zone(document, value, "zone", &target->zone);
    return status;
}

static inc_status target_read_time(inc__json_document *document, json_t *object, inc_target *target)
{
    json_t *value = json_object_get(object, "time");
    const char *text = json_is_string(value) ? json_string_value(value) : "";
    inc_status status = inc__json_require(document, object, "time");

    if (status != INC_OK)
        return status;
    inc__json_enter(document, object, "time");
    if (inc_time_of_day_parse(text, INC_ZSTR, &target->time_of_day) != INC_OK)
        status =
            inc__json_fail(document, INC_E_FORMAT, value, "was no time of day such as \"16:00\"");
    inc__json_leave(document);
    return status;
}

inc_status inc__json_target(inc__json_document *document, json_t *value, inc_target *target)
{
    inc_status status = inc__json_is_object(document, value);

    if (status == INC_OK)
        status = inc__json_require(document, value, "kind");
    if (status == INC_OK)
        status = inc__json_choice(document, value, "kind", inc__json_target_kinds, &target->kind);
    if (status != INC_OK)
        return status;
    if (target->kind == INC_TARGET_WORKING)
        return target_read_working(document, value, target);
    status = inc__json_members(document, value,
                               target->kind == INC_TARGET_DAYS ? target_days : target_by);
    if (status == INC_OK)
        status = target_read_days(document, value, target);
    if (status == INC_OK && target->kind == INC_TARGET_BY)
        status = target_read_time(document, value, target);
    return status;
}
