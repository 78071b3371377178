/* IANA time zones: a table of transitions, and the footer's rule after it. */
#include "time/zone.h"

#include "base/string.h"
#include "time/date.h"
#include "time/tzif.h"

#include <string.h>

/* No offset is as large as this, so a reading is less than this away from its instant. */
#define ZONE_OFFSET_BOUND (26 * INT64_C(3600))

struct inc_zone {
    inc__refs refs;
    inc_context *context;
    char *name;
    unsigned char *bytes;
    size_t size;
    inc_hash hash;
    int64_t *times;
    inc__tz_type *types;
    const unsigned char *index; /* in bytes */
    size_t time_count, type_count;
    int64_t footer_from; /* the footer's rule holds from this second on, or INC__NEVER */
    inc__posix_tz footer;
    inc__tz_type footer_types[2];
    int32_t periodic_year;
};

/* How many transitions lie at or before a second. */
static size_t zone_passed(const inc_zone *zone, int64_t second)
{
    const int64_t *base = zone->times;
    size_t left = zone->time_count;

    while (left > 0) {
        size_t half = left / 2;
        if (base[half] <= second) {
            base += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return (size_t) (base - zone->times);
}

/* The type in force and, unless until is NULL, the next second at which another may be. */
static const inc__tz_type *zone_at(const inc_zone *zone, int64_t second, int64_t *until)
{
    size_t passed;

    if (second >= zone->footer_from) {
        if (until != NULL)
            *until = zone->footer.changes ? inc__posix_tz_next(&zone->footer, second) : INC__NEVER;
        return &zone->footer_types[inc__posix_tz_daylight(&zone->footer, second)];
    }
    passed = zone_passed(zone, second);
    if (until != NULL)
        *until = passed < zone->time_count ? zone->times[passed] : zone->footer_from;
    return &zone->types[passed > 0 ? zone->index[passed - 1] : 0];
}

int32_t inc__zone_offset_at(const inc_zone *zone, int64_t second)
{
    return zone_at(zone, second, NULL)->offset;
}

int64_t inc__zone_next_offset(const inc_zone *zone, int64_t second)
{
    int64_t until;
    int32_t offset = zone_at(zone, second, &until)->offset;

    while (until != INC__NEVER) {
        int64_t at = until;
        if (zone_at(zone, at, &until)->offset != offset)
            return at;
        if (at >= zone->footer_from && zone->footer.offset[0] == zone->footer.offset[1])
            break;
    }
    return INC__NEVER;
}

static int64_t zone_next_change(const inc_zone *zone, int64_t second)
{
    int64_t until;
    const inc__tz_type *from = zone_at(zone, second, &until);

    while (until != INC__NEVER) {
        int64_t at = until;
        const inc__tz_type *to = zone_at(zone, at, &until);
        if (to->offset != from->offset || to->daylight != from->daylight ||
            strcmp(to->name, from->name) != 0)
            return at;
    }
    return INC__NEVER;
}

int32_t inc__zone_periodic_year(const inc_zone *zone)
{
    return zone->periodic_year;
}

/* 1 when the wall clock shows `local` again after `second`, at which it does. */
static int zone_again(const inc_zone *zone, int64_t local, int64_t second)
{
    int64_t at = inc__zone_next_offset(zone, second);

    for (; at <= local + ZONE_OFFSET_BOUND; at = inc__zone_next_offset(zone, at)) {
        int64_t again = local - inc__zone_offset_at(zone, at);
        if (again >= at && again < inc__zone_next_offset(zone, at))
            return 1;
    }
    return 0;
}

int64_t inc__zone_from_local(const inc_zone *zone, int64_t local, int32_t *reading)
{
    int64_t at = local - ZONE_OFFSET_BOUND, found;

    for (;;) {
        int64_t end = inc__zone_next_offset(zone, at);
        int64_t second = local - inc__zone_offset_at(zone, at);
        found = second > at ? second : at;
        if (found < end) {
            if (reading != NULL && found != second)
                *reading = INC_READING_GAP;
            else if (reading != NULL)
                *reading = zone_again(zone, local, found) ? INC_READING_TWICE : INC_READING_ONCE;
            return found;
        }
        at = end;
    }
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
        zone_at(zone, start, NULL)->offset !=
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

/* inc__alloc gives one byte for none. */
static void zone_release(inc_context *context, void *block, size_t size)
{
    if (block != NULL)
        inc__release(context, block, size > 0 ? size : 1);
}

/* A shared immutable is const to its users and still counted. */
static inc_zone *zone_shared(const inc_zone *zone)
{
    union {
        const inc_zone *in;
        inc_zone *out;
    } pointer = {zone};
    return pointer.out;
}

inc_zone *inc_zone_ref(const inc_zone *zone)
{
    inc_zone *shared = zone_shared(zone);

    if (shared != NULL)
        inc__refs_take(&shared->refs);
    return shared;
}

void inc_zone_unref(inc_zone *zone)
{
    inc_context *context;

    if (zone == NULL || !inc__refs_drop(&zone->refs))
        return;
    context = zone->context;
    inc__string_free(context, zone->name);
    zone_release(context, zone->bytes, zone->size);
    zone_release(context, zone->times, zone->time_count * sizeof *zone->times);
    zone_release(context, zone->types, zone->type_count * sizeof *zone->types);
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

static int zone_in_range(inc_time time)
{
    return time >= INC_TIME_MIN && time <= INC_TIME_MAX;
}

inc_status inc_zone_offset(const inc_zone *zone, inc_time time, int32_t *offset, int32_t *daylight)
{
    const inc__tz_type *type;

    if (zone == NULL || offset == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    type = zone_at(zone, inc__floor_div(time, INC_SECOND), NULL);
    *offset = type->offset;
    if (daylight != NULL)
        *daylight = type->daylight;
    return INC_OK;
}

inc_status inc_zone_abbreviation(const inc_zone *zone, inc_time time, const char **text)
{
    if (zone == NULL || text == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    *text = zone_at(zone, inc__floor_div(time, INC_SECOND), NULL)->name;
    return INC_OK;
}

inc_status inc_zone_next_transition(const inc_zone *zone, inc_time time, inc_time *transition)
{
    int64_t second;

    if (zone == NULL || transition == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    second = zone_next_change(zone, inc__floor_div(time, INC_SECOND));
    if (second > INC_TIME_MAX / INC_SECOND)
        return INC_DONE;
    *transition = second * INC_SECOND;
    return INC_OK;
}

inc_status inc_zone_to_civil(const inc_zone *zone, inc_time time, inc_civil *civil)
{
    inc_civil local;
    int64_t second;

    if (zone == NULL || civil == NULL)
        return INC_E_INVALID;
    if (!zone_in_range(time))
        return INC_E_RANGE;
    second = inc__floor_div(time, INC_SECOND);
    inc__civil_split(second + inc__zone_offset_at(zone, second),
                     (int32_t) inc__floor_mod(time, INC_SECOND), &local);
    if (local.year < INC__FIRST_YEAR || local.year > INC__LAST_YEAR)
        return INC_E_RANGE;
    *civil = local;
    return INC_OK;
}

inc_status inc_zone_from_civil(const inc_zone *zone, const inc_civil *civil, inc_time *time,
                               int32_t *reading)
{
    int32_t found;
    inc_time instant;

    if (zone == NULL || civil == NULL || time == NULL || !inc__civil_valid(civil))
        return INC_E_INVALID;
    if (civil->year < INC__FIRST_YEAR || civil->year > INC__LAST_YEAR)
        return INC_E_RANGE;
    instant = inc__zone_from_local(zone, inc__civil_second(civil), &found) * INC_SECOND;
    if (found != INC_READING_GAP)
        instant += civil->microsecond;
    if (!zone_in_range(instant))
        return INC_E_RANGE;
    *time = instant;
    if (reading != NULL)
        *reading = found;
    return INC_OK;
}
