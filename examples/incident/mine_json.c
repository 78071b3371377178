/* What was mined, as JSON: one document, members in a fixed order. */
#include "mine_report.h"

#include <jansson.h>
#include <stdlib.h>

static void mine_json_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        tool_must(INC_E_NOMEM);
}

static void mine_json_count(json_t *object, const char *key, int64_t count)
{
    mine_json_set(object, key, json_integer((json_int_t) count));
}

/* Null where there is none. */
static void mine_json_duration(json_t *object, const char *key, inc_duration duration)
{
    char text[INC_FORMAT_SIZE];
    bool is_there = duration >= 0 && duration != INC_MINE_UNBOUNDED;
    if (is_there)
        tool_must(inc_duration_format(duration, text));
    mine_json_set(object, key, is_there ? json_string(text) : json_null());
}

static void mine_json_instant(json_t *object, const char *key, inc_time time)
{
    char text[INC_FORMAT_SIZE];
    if (time != INC_TIME_NONE)
        tool_must(inc_time_format(time, 0, text));
    mine_json_set(object, key, time != INC_TIME_NONE ? json_string(text) : json_null());
}

/* A percentage to four decimals, as in the figures of `replay`. */
static void mine_json_percent(json_t *object, double share)
{
    char text[64];
    snprintf(text, sizeof text, "%.4f", 100 * share);
    mine_json_set(object, "percent", json_real(strtod(text, NULL)));
}

static json_t *mine_json_left_out(const struct mine_report *report)
{
    json_t *object = json_object();
    mine_json_count(object, "untold", (int64_t) report->untold);
    mine_json_count(object, "spoiled", (int64_t) report->spoiled);
    mine_json_count(object, "missing", report->found.missing);
    mine_json_count(object, "negative", report->found.negative);
    return object;
}

static json_t *mine_json_rule(const struct mine_report *report)
{
    const inc_mined *found = &report->found;
    json_t *object = json_object();
    char hours[128];
    mine_report_hours(found, hours);
    mine_json_set(object, "hours", json_string(hours));
    mine_json_set(object, "zone", json_string(inc_zone_name(report->zone)));
    mine_json_set(object, "from", json_string(mine_report_milestone(found->anchor)));
    mine_json_set(object, "to", json_string(mine_report_milestone(found->stop)));
    mine_json_set(
        object, "boundary",
        json_string(found->boundary == INC_BOUNDARY_CLOSING ? "closing" : "next_opening"));
    mine_json_set(object, "boundary_decides", json_boolean(found->boundary_decides));
    mine_json_count(object, "n", found->n);
    mine_json_count(object, "explained", found->explained);
    mine_json_percent(object, found->share);
    mine_json_count(object, "unmeasured", found->unmeasured);
    mine_json_count(object, "always", found->always);
    mine_json_count(object, "tried", found->tried);
    mine_json_count(object, "rivals", found->rivals);
    mine_json_count(object, "weight", found->weight);
    return object;
}

static json_t *mine_json_target(const inc_mined_target *target)
{
    json_t *object = json_object();
    mine_json_count(object, "met", target->met);
    mine_json_count(object, "breached", target->breached);
    mine_json_count(object, "unmeasured", target->unmeasured);
    mine_json_count(object, "explained", target->explained);
    mine_json_percent(object, target->share);
    mine_json_duration(object, "target", target->target);
    mine_json_duration(object, "least", target->least);
    mine_json_duration(object, "most", target->most);
    return object;
}

static json_t *mine_json_targets(const inc_mine *mine)
{
    inc_mined_target target = {.size = sizeof target};
    json_t *object = json_object();
    char key[16];
    for (size_t i = 0; inc_mine_target(mine, i, &target) == INC_OK; i++) {
        snprintf(key, sizeof key, "P%d", (int) target.priority);
        mine_json_set(object, key, mine_json_target(&target));
    }
    return object;
}

static json_t *mine_json_contradiction(const inc_contradiction *row)
{
    json_t *object = json_object();
    mine_json_set(object, "number", json_string(row->id));
    mine_json_count(object, "priority", row->priority);
    mine_json_set(object, "recorded", json_string(row->met ? "met" : "breached"));
    mine_json_instant(object, "from", row->anchor);
    mine_json_instant(object, "to", row->stop);
    mine_json_duration(object, "counted", row->counted);
    mine_json_instant(object, "due", row->due);
    return object;
}

static json_t *mine_json_contradictions(const inc_mine *mine)
{
    inc_contradiction row = {.size = sizeof row};
    json_t *list = json_array();
    for (size_t i = 0; inc_mine_contradiction(mine, i, &row) == INC_OK; i++)
        if (json_array_append_new(list, mine_json_contradiction(&row)) != 0)
            tool_must(INC_E_NOMEM);
    return list;
}

void mine_report_json(const struct mine_report *report)
{
    json_t *object = json_object();
    mine_json_count(object, "events", (int64_t) report->log->events);
    mine_json_count(object, "incidents", (int64_t) report->log->numbers.count);
    mine_json_count(object, "rows", report->found.rows);
    mine_json_set(object, "left_out", mine_json_left_out(report));
    mine_json_set(object, "rule", report->found.determined ? mine_json_rule(report) : json_null());
    mine_json_set(object, "targets", mine_json_targets(report->mine));
    mine_json_set(object, "contradictions", mine_json_contradictions(report->mine));
    if (json_dumpf(object, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(15)) != 0)
        tool_must(INC_E_IO);
    putchar('\n');
    json_decref(object);
}
