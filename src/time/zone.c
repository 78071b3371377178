/* IANA time zones as objects: made once from TZif bytes, then shared. */
#include "time/zone_table.h"

#include "base/string.h"
#include "time/date.h"
#include "time/tzif.h"

#include <string.h>

int32_t inc__zone_periodic_year(const inc_zone *zone)
{
    return zone->periodic_year;
}

const void *inc__zone_bytes(const inc_zone *zone, size_t *size)
{
    *size = zone->size;
    return zone->bytes;
}

static int32_t zone_year_after(int64_t second)
{
    int64_t date = inc__floor_div(second, INC__DAY_SECONDS);
    int32_t year, month, day;

    if (date < INC_DATE_MIN)
        return INC__FIRST_YEAR;
    /* Beyond every supported instant the table need not be told from the rule. */
    if (date > INC_DATE_MAX + INC__CYCLE_DAYS)
        date = INC_DATE_MAX + INC__CYCLE_DAYS;
    inc__date_split((int32_t) date, &year, &month, &day);
    return year + 1;
}

/* Finds where the table ends and the footer begins. */
static void zone_seam(inc_zone *zone, const inc__tzif *tzif)
{
    int64_t last = zone->time_count > 0 ? zone->times[zone->time_count - 1] : INT64_MIN;
    int64_t start;

    zone->footer_from = INC__NEVER;
    zone->periodic_year = zone_year_after(last);
    if (!tzif->has_footer)
        return;
    zone->footer = tzif->footer;
    for (int i = 0; i < 2; i++) {
        zone->footer_types[i].offset = zone->footer.offset[i];
        zone->footer_types[i].daylight = i;
        zone->footer_types[i].name = zone->footer.name[i];
    }
    if (zone->time_count == 0) {
        zone->footer_from = INT64_MIN;
        return;
    }
    /* The last entry's type stays until the rule acts for the first time. */
    if (!zone->footer.has_daylight || zone->periodic_year > INC__LAST_YEAR + INC__CYCLE_YEARS)
        return;
    if (last < (INC_DATE_MIN - INC__CYCLE_DAYS) * INC__DAY_SECONDS)
        last = (INC_DATE_MIN - INC__CYCLE_DAYS) * INC__DAY_SECONDS;
    zone->footer_from = inc__posix_tz_next(&zone->footer, last);
    start = inc__year_start(zone->periodic_year) * INC__DAY_SECONDS;
    if (start < zone->footer_from &&
        inc__zone_type_at(zone, start, NULL)->offset !=
            zone->footer.offset[inc__posix_tz_daylight(&zone->footer, start)])
        zone->periodic_year = zone_year_after(zone->footer_from);
}

static inc_status zone_fill(inc_zone *zone, const char *name, size_t name_size, const void *tzif,
                            size_t size)
{
    inc__tzif view;
    inc_status status;
    size_t i;

    zone->name = inc__string_copy(zone->context, name, name_size);
    zone->size = size;
    zone->bytes = inc__alloc(zone->context, size);
    if (zone->name == NULL || zone->bytes == NULL)
        return inc__nomem(zone->context);
    if (size > 0)
        memcpy(zone->bytes, tzif, size);
    status = inc__tzif_read(zone->context, zone->name, zone->bytes, size, &view);
    if (status != INC_OK)
        return status;
    zone->index = view.index;
    zone->time_count = view.time_count;
    zone->type_count = view.type_count;
    zone->times = inc__alloc(zone->context, view.time_count * sizeof *zone->times);
    zone->types = inc__alloc(zone->context, view.type_count * sizeof *zone->types);
    if (zone->times == NULL || zone->types == NULL)
        return inc__nomem(zone->context);
    for (i = 0; i < view.time_count; i++)
        zone->times[i] = inc__tzif_time(&view, i);
    for (i = 0; i < view.type_count; i++)
        zone->types[i] = inc__tzif_type(&view, i);
    zone_seam(zone, &view);
    return inc_hash_of(zone->bytes, size, &zone->hash);
}

inc_status inc_zone_new(inc_context *context, const char *name, size_t name_size, const void *tzif,
                        size_t size, inc_zone **zone)
{
    inc_zone *made;
    inc_status status;

    if (zone == NULL)
        return INC_E_INVALID;
    *zone = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (name == NULL || tzif == NULL)
        return inc__fail(context, INC_E_INVALID, "a zone was given no name or no bytes");
    if (name_size == INC_ZSTR)
        name_size = strlen(name);
    if (name_size == 0 || name_size > INC__NAME_MOST || !inc__text_valid(name, name_size))
        return inc__fail(context, INC_E_INVALID,
                         "a zone's name was not a text of 1 to %d bytes but of %zu", INC__NAME_MOST,
                         name_size);
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(context);
    status = zone_fill(made, name, name_size, tzif, size);
    if (status != INC_OK) {
        inc_zone_unref(made);
        return status;
    }
    *zone = made;
    return INC_OK;
}

inc_zone *inc_zone_ref(const inc_zone *zone)
{
    return inc__refs_share(zone);
}

void inc_zone_unref(inc_zone *zone)
{
    inc_context *context;

    if (zone == NULL || !inc__refs_drop(&zone->refs))
        return;
    context = zone->context;
    inc__string_free(context, zone->name);
    inc__release(context, zone->bytes, zone->size);
    inc__release(context, zone->times, zone->time_count * sizeof *zone->times);
    inc__release(context, zone->types, zone->type_count * sizeof *zone->types);
    inc__release(context, zone, sizeof *zone);
    inc_context_unref(context);
}

const char *inc_zone_name(const inc_zone *zone)
{
    return zone != NULL ? zone->name : "";
}

const inc_hash *inc_zone_hash(const inc_zone *zone)
{
    return zone != NULL ? &zone->hash : NULL;
}
