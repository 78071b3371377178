/* The incidents of `incident kpi`: folded one at a time into an aggregate. */
#include "kpi_feed.h"

#include <stdlib.h>
#include <string.h>

/* Rules that ask for nothing: the facts are folded, and no clock runs. */
static void feed_no_rules(struct kpi_feed *feed)
{
    inc_rules_builder *builder = NULL;
    tool_must(inc_rules_builder_new(feed->context, "none", "1", &builder));
    tool_must(inc_rules_builder_build(builder, &feed->rules));
    inc_rules_builder_free(builder);
}

/* What log_file_read does for a log. */
static int feed_check_lines(const struct source *source)
{
    if (!source->events_path || !source->file.is_strict || source->lines.bad == 0)
        return TOOL_OK;
    tool_error("%s: %zu lines are bad, and --strict was given", source->events_path,
               source->lines.bad);
    return TOOL_FINDINGS;
}

int kpi_feed_open(struct kpi_feed *feed)
{
    int code = TOOL_OK;
    if (feed->rules_path)
        code = tool_load_rules(feed->context, feed->rules_path, &feed->rules);
    else
        feed_no_rules(feed);
    if (code == TOOL_OK)
        code = source_open(&feed->source, feed->context, feed->rules);
    if (code == TOOL_OK)
        code = feed_check_lines(&feed->source);
    if (feed->as_of == INC_TIME_NONE)
        feed->as_of = source_last(&feed->source);
    return code;
}

static void feed_find(struct kpi_feed *feed, size_t index)
{
    inc_gaming gaming = {.size = sizeof gaming};
    struct kpi_findings *findings = &feed->findings;
    for (size_t i = 0; inc_observations_gaming(feed->observations, i, &gaming) == INC_OK; i++) {
        struct kpi_finding finding = {.at = gaming.at,
                                      .due = gaming.due,
                                      .fact = gaming.fact,
                                      .kind = gaming.kind,
                                      .subject = tool_copy(gaming.subject, strlen(gaming.subject)),
                                      .policy = tool_copy(gaming.policy, strlen(gaming.policy))};
        source_fact(&feed->source, index, finding.fact, &finding.fact_kind, &finding.line);
        findings->items =
            tool_grow(findings->items, findings->count, &findings->capacity, sizeof finding);
        findings->items[findings->count++] = finding;
    }
}

static void feed_take(struct kpi_feed *feed, inc_kpi *kpi, inc_incident *incident, size_t index)
{
    feed->incidents++;
    if (!feed->observations) {
        tool_must(inc_kpi_add(kpi, incident));
        return;
    }
    inc_observations_clear(feed->observations);
    tool_must(inc_observations_add(feed->observations, incident));
    tool_must(inc_kpi_add_observations(kpi, feed->observations));
    feed_find(feed, index);
}

void kpi_feed_run(struct kpi_feed *feed, inc_kpi *kpi, bool is_finding)
{
    inc_incident_options options = {.size = sizeof options, .rules = feed->rules};
    inc_incident *incident = NULL;
    if (is_finding)
        tool_must(inc_observations_new(feed->context, NULL, &feed->observations));
    tool_must(inc_incident_new(feed->context, &options, &incident));
    for (size_t i = 0; i < source_incidents(&feed->source); i++) {
        if (!source_tell(&feed->source, i, incident))
            continue;
        tool_must(inc_incident_look(incident, feed->as_of, INC_TIME_NONE, NULL));
        feed_take(feed, kpi, incident, i);
    }
    inc_incident_free(incident);
}

void kpi_feed_free(struct kpi_feed *feed)
{
    for (size_t i = 0; i < feed->findings.count; i++) {
        free(feed->findings.items[i].subject);
        free(feed->findings.items[i].policy);
    }
    free(feed->findings.items);
    inc_observations_free(feed->observations);
    source_free(&feed->source);
    inc_rules_unref(feed->rules);
}
