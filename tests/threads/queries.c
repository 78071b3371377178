/* Every question that shared objects answer. */
#include "world.h"

#include <string.h>

#define QUERY_ITEMS 400

static world_digest ask_instant(const inc_calendar *calendar, inc_time at, world_digest digest)
{
    inc_interval interval = {0, 0};
    inc_duration worked = 0;
    const char *name = "";
    inc_time results[5] = {0};
    int32_t open = 0;

    WORLD_OK(inc_calendar_is_open(calendar, at, &open));
    WORLD_OK(inc_calendar_between(calendar, WORLD_MONDAY, at, &worked));
    WORLD_OK(inc_calendar_add(calendar, at, 5 * INC_HOUR, &results[0]));
    WORLD_OK(inc_calendar_next_open(calendar, at, &results[1]));
    WORLD_OK(inc_calendar_next_close(calendar, at, &results[2]));
    WORLD_OK(inc_calendar_prev_open(calendar, at, &results[3]));
    WORLD_OK(inc_calendar_prev_opening(calendar, at, &results[4]));
    (void) inc_calendar_next_interval(calendar, at, at + 100 * INC_HOUR, &interval);
    (void) inc_calendar_holiday(calendar, at, &name, NULL);
    digest = world_note_number(digest, open);
    digest = world_note_number(digest, worked);
    digest = world_note(digest, results, sizeof results);
    digest = world_note(digest, &interval, sizeof interval);
    return world_note_text(digest, name);
}

static world_digest ask_days(const inc_calendar *calendar, const inc_zone *zone, inc_date date,
                             world_digest digest)
{
    inc_duration length = 0;
    inc_date result = 0;

    WORLD_OK(inc_calendar_open_day(calendar, zone, date, &length));
    WORLD_OK(inc_calendar_add_days(calendar, zone, date, 7, &result));
    digest = world_note_number(digest, length);
    return world_note_number(digest, result);
}

static world_digest ask_columns(const inc_calendar *calendar, world_digest digest)
{
    inc_time times[QUERY_ITEMS], results[QUERY_ITEMS];
    inc_duration durations[QUERY_ITEMS];
    uint8_t open[QUERY_ITEMS];
    int32_t i;

    for (i = 0; i < QUERY_ITEMS; i++) {
        times[i] = WORLD_MONDAY + i * 37 * INC_HOUR;
        durations[i] = (i % 50) * INC_HOUR;
    }
    WORLD_OK(inc_calendar_add_batch(calendar, times, durations, QUERY_ITEMS, NULL, results, NULL));
    WORLD_OK(
        inc_calendar_between_batch(calendar, times, results, QUERY_ITEMS, NULL, durations, NULL));
    WORLD_OK(inc_calendar_is_open_batch(calendar, times, QUERY_ITEMS, NULL, open, NULL));
    digest = world_note(digest, results, sizeof results);
    digest = world_note(digest, durations, sizeof durations);
    return world_note(digest, open, sizeof open);
}

static world_digest ask_calendar(const inc_calendar *calendar, const inc_zone *zone,
                                 world_digest digest)
{
    inc_date date = (inc_date) (WORLD_MONDAY / (24 * INC_HOUR));
    int32_t i;

    for (i = 0; i < QUERY_ITEMS; i++)
        digest = ask_instant(calendar, WORLD_MONDAY + i * 29 * INC_HOUR, digest);
    for (i = 0; i < QUERY_ITEMS / 8; i++)
        digest = ask_days(calendar, zone, date + i * 5, digest);
    digest = ask_columns(calendar, digest);
    digest = world_note(digest, inc_calendar_hash(calendar), sizeof(inc_hash));
    digest = world_note_number(digest, inc_calendar_reachable(calendar));
    return world_note_number(digest, inc_calendar_combination(calendar));
}

static world_digest ask_zone(const inc_zone *zone, world_digest digest)
{
    const char *abbreviation;
    inc_time at = WORLD_MONDAY, back;
    int32_t i, offset, daylight, reading;
    inc_civil civil;

    for (i = 0; i < QUERY_ITEMS; i++, at += 701 * INC_HOUR) {
        WORLD_OK(inc_zone_offset(zone, at, &offset, &daylight));
        WORLD_OK(inc_zone_abbreviation(zone, at, &abbreviation));
        WORLD_OK(inc_zone_to_civil(zone, at, &civil));
        WORLD_OK(inc_zone_from_civil(zone, &civil, &back, &reading));
        digest = world_note_number(digest, offset + daylight + reading);
        digest = world_note_number(world_note_text(digest, abbreviation), back);
        if (inc_zone_next_transition(zone, at, &back) == INC_OK)
            digest = world_note_number(digest, back);
    }
    digest = world_note_text(digest, inc_zone_name(zone));
    return world_note(digest, inc_zone_hash(zone), sizeof(inc_hash));
}

static world_digest ask_terms(const inc_terms *terms, world_digest digest)
{
    inc_duration per_pause, per_cycle;
    inc_time due;

    inc_terms_caps(terms, &per_pause, &per_cycle);
    WORLD_OK(inc_target_due(inc_terms_target(terms), inc_terms_calendar(terms),
                            INC_BOUNDARY_CLOSING, WORLD_MONDAY, &due, NULL));
    digest = world_note_number(digest, inc_terms_pauses_for(terms, "vendor"));
    digest = world_note_number(digest, inc_terms_pause_all(terms));
    digest = world_note_text(digest, inc_terms_pause(terms, 0));
    return world_note_number(digest, per_pause + per_cycle + due);
}

static world_digest ask_policy(const inc_policy *policy, world_digest digest)
{
    inc_policy_options options;
    inc_threshold threshold;
    int32_t priority;
    size_t i;

    memset(&options, 0, sizeof options);
    memset(&threshold, 0, sizeof threshold);
    options.size = sizeof options;
    threshold.size = sizeof threshold;
    WORLD_OK(inc_policy_describe(policy, &options));
    digest = world_note_text(digest, options.name);
    digest = world_note_number(digest, options.on_retarget);
    for (i = 0; inc_policy_priority(policy, i, &priority) == INC_OK; i++)
        digest = world_note_number(digest, inc_policy_terms(policy, priority) != NULL);
    for (i = 0; inc_policy_threshold(policy, i, &threshold) == INC_OK; i++)
        digest = world_note_text(digest, threshold.id);
    return world_note(digest, inc_policy_hash(policy), sizeof(inc_hash));
}

static world_digest ask_matrix(const inc_matrix *matrix, world_digest digest)
{
    int32_t impact, urgency, priority;
    const char *name, *definition;

    for (impact = 1; impact <= inc_matrix_levels(matrix, INC_SCALE_IMPACT); impact++) {
        WORLD_OK(inc_matrix_level(matrix, INC_SCALE_IMPACT, impact, &name, &definition));
        digest = world_note_text(world_note_text(digest, name), definition);
        for (urgency = 1; urgency <= inc_matrix_levels(matrix, INC_SCALE_URGENCY); urgency++) {
            WORLD_OK(inc_matrix_priority(matrix, impact, urgency, &priority));
            digest = world_note_number(digest, priority);
        }
    }
    digest = world_note_text(digest, inc_matrix_version(matrix));
    return world_note(digest, inc_matrix_hash(matrix), sizeof(inc_hash));
}

static world_digest ask_taxonomy(const inc_taxonomy *taxonomy, world_digest digest)
{
    inc_category category;
    int32_t within;

    memset(&category, 0, sizeof category);
    category.size = sizeof category;
    WORLD_OK(inc_taxonomy_find(taxonomy, "printer", INC_ZSTR, &category));
    digest = world_note_text(digest, category.parent);
    WORLD_OK(inc_taxonomy_at(taxonomy, 0, &category));
    WORLD_OK(inc_taxonomy_within(taxonomy, "printer", category.id, &within));
    digest = world_note_number(digest, within + (int64_t) inc_taxonomy_count(taxonomy));
    return world_note(digest, inc_taxonomy_hash(taxonomy), sizeof(inc_hash));
}

static world_digest ask_rules(const inc_rules *rules, world_digest digest)
{
    const inc_calendar *calendar;
    const inc_policy *policy;
    const void *bytes;
    const char *name;
    size_t size, i;

    for (i = 0; inc_rules_calendar(rules, i, &name, &calendar) == INC_OK; i++) {
        WORLD_OK(inc_rules_find_calendar(rules, name, INC_ZSTR, &calendar));
        digest = world_note(digest, inc_calendar_hash(calendar), sizeof(inc_hash));
    }
    for (i = 0; inc_rules_policy(rules, i, &policy) == INC_OK; i++)
        digest = ask_policy(policy, digest);
    WORLD_OK(inc_rules_bytes(rules, &bytes, &size));
    digest = world_note(digest, bytes, size);
    digest = world_note_text(digest, inc_rules_version(rules));
    return world_note(digest, inc_rules_hash(rules), sizeof(inc_hash));
}

static world_digest ask_event(const inc_event *event, world_digest digest)
{
    int32_t id;

    for (id = INC_EVENT_TENANT; id <= INC_EVENT_REDACTED; id++) {
        digest = world_note_number(digest, inc_event_integer(event, id));
        digest = world_note_text(digest, inc_event_text(event, id, NULL));
    }
    return world_note_number(digest, inc_event_compare(event, event));
}

world_digest world_query(const world *shared)
{
    world_digest digest = 1;
    int i;

    digest = ask_zone(shared->zone, digest);
    digest = ask_calendar(shared->office, NULL, digest);
    digest = ask_calendar(shared->night, shared->zone, digest);
    digest = ask_calendar(shared->composite, shared->zone, digest);
    digest = ask_terms(shared->terms, digest);
    for (i = 0; i < WORLD_POLICIES; i++)
        digest = ask_policy(shared->policies[i], digest);
    digest = ask_matrix(shared->matrix, digest);
    digest = ask_taxonomy(shared->taxonomy, digest);
    digest = ask_event(shared->event, digest);
    return ask_rules(shared->rules, digest);
}
