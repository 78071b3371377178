/* What came of a comparison, as JSON: one document, members in a fixed order, durations in
 * microseconds, shares from 0 to 1. */
#include "whatif_report.h"

#include <stdlib.h>
#include <string.h>

static void whatif_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) == 0)
        return;
    tool_error("out of memory");
    exit(TOOL_INPUT);
}

static void whatif_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) == 0)
        return;
    tool_error("out of memory");
    exit(TOOL_INPUT);
}

static json_t *whatif_json_time(inc_time at)
{
    char text[INC_FORMAT_SIZE];
    if (at == INC_TIME_NONE || inc_time_format(at, 0, text) != INC_OK)
        return json_null();
    return json_string(text);
}

static json_t *whatif_json_verdict(int32_t verdict)
{
    static const char *const names[] = {"pending", "met", "breached", "cancelled"};
    return json_string(names[verdict]);
}

static json_t *whatif_json_clock(const inc_deviation *deviation, int32_t side)
{
    bool before = side == INC_BEFORE;
    json_t *object;
    if ((before ? deviation->index_before : deviation->index_after) < 0)
        return json_null();
    object = json_object();
    whatif_set(object, "policy",
               json_string(before ? deviation->policy_before : deviation->policy_after));
    whatif_set(object, "verdict",
               whatif_json_verdict(before ? deviation->verdict_before : deviation->verdict_after));
    whatif_set(object, "due",
               whatif_json_time(before ? deviation->due_before : deviation->due_after));
    whatif_set(object, "breach_at",
               whatif_json_time(before ? deviation->breach_at_before : deviation->breach_at_after));
    whatif_set(object, "elapsed",
               json_integer(before ? deviation->elapsed_before : deviation->elapsed_after));
    return object;
}

static json_t *whatif_json_stage(int32_t stage, int32_t priority)
{
    json_t *object = json_object();
    whatif_set(object, "stage", json_string(inc_stage_name(stage)));
    whatif_set(object, "priority", json_integer(priority));
    return object;
}

static json_t *whatif_json_deviation(const inc_deviation *deviation)
{
    json_t *object = json_object();
    if (deviation->kind == INC_DEVIATION_INCIDENT) {
        whatif_set(object, "before",
                   whatif_json_stage(deviation->stage_before, deviation->priority_before));
        whatif_set(object, "after",
                   whatif_json_stage(deviation->stage_after, deviation->priority_after));
        return object;
    }
    whatif_set(object, "clock", json_string(deviation->clock));
    whatif_set(object, "agreement", json_integer(deviation->agreement));
    whatif_set(object, "tier", json_integer(deviation->tier));
    whatif_set(object, "before", whatif_json_clock(deviation, INC_BEFORE));
    whatif_set(object, "after", whatif_json_clock(deviation, INC_AFTER));
    return object;
}

void whatif_json_incident(struct whatif_report *report)
{
    inc_deviation deviation = {.size = sizeof deviation};
    json_t *object = json_object(), *list = json_array();
    for (size_t i = 0; inc_whatif_deviation(report->whatif, i, &deviation) == INC_OK; i++) {
        if (i == 0)
            whatif_set(object, "incident", json_string(deviation.subject));
        whatif_append(list, whatif_json_deviation(&deviation));
    }
    whatif_set(object, "deviations", list);
    whatif_append(report->incidents, object);
}

static json_t *whatif_json_rules(const inc_rules *rules)
{
    char hash[INC_HASH_TEXT_SIZE];
    json_t *object = json_object();
    tool_must(inc_hash_text(inc_rules_hash(rules), hash));
    whatif_set(object, "name", json_string(inc_rules_name(rules)));
    whatif_set(object, "version", json_string(inc_rules_version(rules)));
    whatif_set(object, "hash", json_string(hash));
    return object;
}

static json_t *whatif_json_counts(const inc_whatif *whatif)
{
    inc_whatif_counts counts = {.size = sizeof counts};
    json_t *object = json_object();
    tool_must(inc_whatif_totals(whatif, &counts));
    whatif_set(object, "incidents", json_integer(counts.incidents));
    whatif_set(object, "changed", json_integer(counts.changed));
    whatif_set(object, "stages", json_integer(counts.stages));
    whatif_set(object, "priorities", json_integer(counts.priorities));
    whatif_set(object, "clocks", json_integer(counts.clocks));
    whatif_set(object, "verdicts", json_integer(counts.verdicts));
    whatif_set(object, "met_to_breached", json_integer(counts.met_to_breached));
    whatif_set(object, "breached_to_met", json_integer(counts.breached_to_met));
    whatif_set(object, "due_earlier", json_integer(counts.due_earlier));
    whatif_set(object, "due_later", json_integer(counts.due_later));
    whatif_set(object, "only_before", json_integer(counts.only_before));
    whatif_set(object, "only_after", json_integer(counts.only_after));
    return object;
}

static json_t *whatif_json_value(const struct whatif_figure *figure, int32_t side)
{
    const inc_figure *value = &figure->values[side];
    json_t *object;
    if (!figure->has[side])
        return json_null();
    object = json_object();
    whatif_set(object, "n", json_integer(value->n));
    whatif_set(object, "value", value->has_value ? json_real(value->value) : json_null());
    return object;
}

static json_t *whatif_json_figures(const struct whatif_report *report)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->figures.count; i++) {
        const struct whatif_figure *figure = &report->figures.items[i];
        const inc_figure *any = whatif_figure_any(figure);
        json_t *object;
        if (!report->shows_equal && !whatif_figure_differs(figure))
            continue;
        object = json_object();
        whatif_set(object, "id", json_string(any->id));
        whatif_set(object, "group",
                   json_string(names_text(&report->figures.groups, figure->group)));
        whatif_set(object, "from", whatif_json_time(any->from));
        whatif_set(object, "before", whatif_json_value(figure, INC_BEFORE));
        whatif_set(object, "after", whatif_json_value(figure, INC_AFTER));
        whatif_append(list, object);
    }
    return list;
}

void whatif_json(struct whatif_report *report)
{
    json_t *object = json_object();
    whatif_set(object, "file", json_string(report->path));
    whatif_set(object, "as_of", whatif_json_time(report->as_of));
    whatif_set(object, "before", whatif_json_rules(report->rules[INC_BEFORE]));
    whatif_set(object, "after", whatif_json_rules(report->rules[INC_AFTER]));
    if (report->system)
        whatif_set(object, "not_in_rules", json_string(inc_system_limits(report->system)));
    whatif_set(object, "totals", whatif_json_counts(report->whatif));
    whatif_set(object, "incidents", json_incref(report->incidents));
    whatif_set(object, "figures", whatif_json_figures(report));
    if (json_dumpf(object, stdout, JSON_INDENT(2)) != 0)
        tool_error("out of memory");
    putchar('\n');
    json_decref(object);
}
