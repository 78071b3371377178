/* The calendars and zones that rules refer to. */
#include "rules/rules_parts.h"

#include "time/calendar.h"

#include <incident/calendar_definition.h>
#include <string.h>

int inc__hash_compare(const inc_hash *a, const inc_hash *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

void inc__rules_parts_init(inc__rules_parts *parts, inc_context *context)
{
    memset(parts, 0, sizeof *parts);
    parts->context = context;
}

void inc__rules_parts_free(inc__rules_parts *parts)
{
    inc__array_free(parts->context, &parts->zones, sizeof(const inc_zone *));
    inc__array_free(parts->context, &parts->calendars, sizeof(inc__rules_part));
}

/* The first place whose hash is not less. */
static size_t parts_zone_place(const inc__rules_parts *parts, const inc_hash *hash)
{
    size_t low = 0, high = parts->zones.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc_zone *zone = *INC__AT(&parts->zones, const inc_zone *, middle);
        if (inc__hash_compare(inc_zone_hash(zone), hash) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t parts_calendar_place(const inc__rules_parts *parts, const inc_hash *hash)
{
    size_t low = 0, high = parts->calendars.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc__rules_part *part = INC__AT(&parts->calendars, inc__rules_part, middle);
        if (inc__hash_compare(&part->hash, hash) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const inc_zone *inc__rules_parts_find_zone(const inc__rules_parts *parts, const inc_hash *hash)
{
    size_t at = parts_zone_place(parts, hash);
    const inc_zone *zone;

    if (at == parts->zones.count)
        return NULL;
    zone = *INC__AT(&parts->zones, const inc_zone *, at);
    return inc__hash_compare(inc_zone_hash(zone), hash) == 0 ? zone : NULL;
}

const inc__rules_part *inc__rules_parts_find(const inc__rules_parts *parts, const inc_hash *hash)
{
    size_t at = parts_calendar_place(parts, hash);
    const inc__rules_part *part;

    if (at == parts->calendars.count)
        return NULL;
    part = INC__AT(&parts->calendars, inc__rules_part, at);
    return inc__hash_compare(&part->hash, hash) == 0 ? part : NULL;
}

static inc_status parts_too_many(inc_context *context, const char *what)
{
    return inc__fail(context, INC_E_INVALID, "rules had more than %d %s", INC__RULES_ITEMS_MOST,
                     what);
}

inc_status inc__rules_parts_zone(inc__rules_parts *parts, const inc_zone *zone)
{
    size_t at = parts_zone_place(parts, inc_zone_hash(zone));
    const inc_zone **place;

    if (at < parts->zones.count) {
        place = INC__AT(&parts->zones, const inc_zone *, at);
        if (inc__hash_compare(inc_zone_hash(*place), inc_zone_hash(zone)) == 0) {
            if (strcmp(inc_zone_name(zone), inc_zone_name(*place)) < 0)
                *place = zone;
            return INC_OK;
        }
    }
    if (parts->zones.count >= INC__RULES_ITEMS_MOST)
        return parts_too_many(parts->context, "zones");
    place = inc__array_insert(parts->context, &parts->zones, sizeof *place, at);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = zone;
    return INC_OK;
}

static size_t parts_compiled(const inc_calendar *calendar)
{
    return calendar->timeline.spans.count * sizeof(inc__span) +
           calendar->timeline.years.count * sizeof(inc__year);
}

static inc_status parts_insert(inc__rules_parts *parts, const inc_calendar *calendar)
{
    const inc_hash *hash = inc_calendar_hash(calendar);
    inc__rules_part *part;

    if (parts->calendars.count >= INC__RULES_ITEMS_MOST)
        return parts_too_many(parts->context, "calendars");
    if (parts_compiled(calendar) > INC__RULES_COMPILED_MOST - parts->compiled)
        return inc__fail(parts->context, INC_E_INVALID,
                         "the calendars took more than '%zu' bytes when compiled",
                         INC__RULES_COMPILED_MOST);
    part = inc__array_insert(parts->context, &parts->calendars, sizeof *part,
                             parts_calendar_place(parts, hash));
    if (part == NULL)
        return INC_E_NOMEM;
    part->hash = *hash;
    part->calendar = calendar;
    parts->compiled += parts_compiled(calendar);
    return INC_OK;
}

/* What a calendar rests on comes before it. */
inc_status inc__rules_parts_calendar(inc__rules_parts *parts, const inc_calendar *calendar)
{
    inc_status status = INC_OK;
    const inc_calendar *child;
    size_t i;

    if (inc__rules_parts_find(parts, inc_calendar_hash(calendar)) != NULL)
        return INC_OK;
    if (inc_calendar_zone(calendar) != NULL)
        status = inc__rules_parts_zone(parts, inc_calendar_zone(calendar));
    for (i = 0; status == INC_OK && (child = inc_calendar_part(calendar, i)) != NULL; i++)
        status = inc__rules_parts_calendar(parts, child);
    return status == INC_OK ? parts_insert(parts, calendar) : status;
}

static inc_status parts_terms(inc__rules_parts *parts, const inc_terms *terms)
{
    const inc_target *target = inc_terms_target(terms);
    inc_status status = inc__rules_parts_calendar(parts, inc_terms_calendar(terms));

    if (status == INC_OK && target->zone != NULL)
        status = inc__rules_parts_zone(parts, target->zone);
    return status;
}

inc_status inc__rules_parts_process(inc__rules_parts *parts, const inc_process *process)
{
    inc_process_options options;

    options.size = sizeof options;
    (void) inc_process_describe(process, &options);
    if (options.confirm_calendar == NULL)
        return INC_OK;
    return inc__rules_parts_calendar(parts, options.confirm_calendar);
}

inc_status inc__rules_parts_policy(inc__rules_parts *parts, const inc_policy *policy)
{
    inc_status status = INC_OK;
    inc_threshold threshold;
    int32_t priority;
    size_t i;

    for (i = 0; status == INC_OK && inc_policy_priority(policy, i, &priority) == INC_OK; i++)
        status = parts_terms(parts, inc_policy_terms(policy, priority));
    threshold.size = sizeof threshold;
    for (i = 0; status == INC_OK && inc_policy_threshold(policy, i, &threshold) == INC_OK; i++) {
        if (threshold.calendar != NULL)
            status = inc__rules_parts_calendar(parts, threshold.calendar);
    }
    return status;
}
