/* The canonical form of a calendar: what its hash is the hash of. */
#include "base/string.h"
#include "time/calendar.h"
#include "time/date.h"

#include <string.h>

#define CALENDAR_BYTES_PLAIN 1
#define CALENDAR_BYTES_COMPOSITE 2

static void bytes_put_hours(inc__writer *writer, const inc_hours *hours, size_t count)
{
    size_t i;

    inc__put_u32(writer, (uint32_t) count);
    for (i = 0; i < count; i++) {
        inc__put_i32(writer, hours[i].from);
        inc__put_i32(writer, hours[i].to);
    }
}

static void bytes_put_revision(inc__writer *writer, const inc__revision *revision)
{
    size_t i;

    inc__put_i32(writer, revision->from);
    for (i = 0; i < 7; i++)
        bytes_put_hours(writer, revision->week[i].items, revision->week[i].count);
}

static void bytes_put_exception(inc__writer *writer, const inc__exception *exception)
{
    inc__put_u8(writer, (uint8_t) exception->given.scope);
    inc__put_i32(writer, exception->given.from);
    inc__put_i32(writer, exception->given.to);
    inc__put_i32(writer, exception->given.yearly_from);
    inc__put_i32(writer, exception->given.yearly_to);
    bytes_put_hours(writer, exception->hours, exception->given.hours_count);
    inc__put_text(writer, exception->name);
}

static void bytes_put_plain(inc__writer *writer, const inc__definition *definition)
{
    size_t i;

    inc__put_u8(writer, CALENDAR_BYTES_PLAIN);
    inc__put_raw(writer, inc_zone_hash(definition->zone)->bytes, sizeof(inc_hash));
    inc__put_u32(writer, (uint32_t) definition->revisions.count);
    for (i = 0; i < definition->revisions.count; i++)
        bytes_put_revision(writer, INC__AT(&definition->revisions, inc__revision, i));
    inc__put_u32(writer, (uint32_t) definition->exceptions.count);
    for (i = 0; i < definition->exceptions.count; i++)
        bytes_put_exception(writer, INC__AT(&definition->exceptions, inc__exception, i));
}

static void bytes_put_composite(inc__writer *writer, const inc_calendar *calendar)
{
    size_t i;

    inc__put_u8(writer, CALENDAR_BYTES_COMPOSITE);
    inc__put_u8(writer, (uint8_t) calendar->combination);
    inc__put_u32(writer, (uint32_t) calendar->parts.count);
    for (i = 0; i < calendar->parts.count; i++) {
        const inc_calendar *part = *INC__AT(&calendar->parts, inc_calendar *, i);
        inc__put_raw(writer, part->hash.bytes, sizeof(inc_hash));
    }
}

inc_status inc__calendar_write(inc_calendar *calendar)
{
    inc__writer writer;

    inc__writer_init(&writer, calendar->context);
    if (calendar->combination != 0)
        bytes_put_composite(&writer, calendar);
    else
        bytes_put_plain(&writer, &calendar->definition);
    if (writer.status != INC_OK) {
        inc__writer_free(&writer);
        return writer.status;
    }
    calendar->bytes = writer.bytes;
    return inc_hash_of(calendar->bytes.items, calendar->bytes.count, &calendar->hash);
}

const void *inc__calendar_bytes(const inc_calendar *calendar, size_t *size)
{
    *size = calendar->bytes.count;
    return calendar->bytes.items;
}

static inc_hours bytes_get_hours(inc__reader *reader)
{
    inc_hours hours;

    hours.from = inc__get_i32(reader);
    hours.to = inc__get_i32(reader);
    return hours;
}

static inc_status bytes_get_revision(inc__reader *reader, inc__definition *definition, int base)
{
    inc_date from = inc__get_i32(reader);
    inc__revision *last =
        INC__AT(&definition->revisions, inc__revision, definition->revisions.count - 1);
    inc__revision *revision = last;
    inc_status status = INC_OK;
    size_t i, count;

    if ((from == INC_DATE_NONE) != base || reader->failed)
        return INC_E_FORMAT;
    if (!base && (from < INC_DATE_MIN || from > INC_DATE_MAX || from <= last->from))
        return INC_E_FORMAT;
    if (!base)
        revision = inc__definition_revise(definition, from);
    if (revision == NULL)
        return INC_E_NOMEM;
    for (i = 0; i < 7; i++) {
        for (count = inc__get_count(reader, 8); count > 0 && status == INC_OK; count--) {
            inc_hours hours = bytes_get_hours(reader);
            status = inc__definition_weekly(definition, revision, (int32_t) i + 1, &hours);
        }
    }
    return status;
}

static inc_status bytes_get_exception(inc__reader *reader, inc__definition *definition)
{
    inc_context *context = definition->context;
    inc_exception exception;
    inc_hours *hours;
    char *name = NULL;
    inc_status status;
    size_t i, count;

    memset(&exception, 0, sizeof exception);
    exception.size = sizeof exception;
    exception.scope = inc__get_u8(reader);
    exception.from = inc__get_i32(reader);
    exception.to = inc__get_i32(reader);
    exception.yearly_from = inc__get_i32(reader);
    exception.yearly_to = inc__get_i32(reader);
    count = inc__get_count(reader, 8);
    hours = inc__alloc(context, count * sizeof *hours);
    if (hours == NULL)
        return INC_E_NOMEM;
    for (i = 0; i < count; i++)
        hours[i] = bytes_get_hours(reader);
    name = inc__get_text(reader, context, INC__NAME_MOST, &status);
    exception.hours = hours;
    exception.hours_count = count;
    exception.name = name;
    if (status == INC_OK)
        status = inc__definition_except(definition, &exception);
    inc__string_free(context, name);
    inc__release(context, hours, count * sizeof *hours);
    return status;
}

static const inc_hash *bytes_get_hash(inc__reader *reader, inc_hash *hash)
{
    size_t i;

    for (i = 0; i < sizeof hash->bytes; i++)
        hash->bytes[i] = inc__get_u8(reader);
    return hash;
}

static inc_status bytes_get_plain(inc__reader *reader, const inc__calendar_resolver *resolver,
                                  inc_calendar *calendar)
{
    inc__definition *definition = &calendar->definition;
    inc_hash hash;
    const inc_zone *zone = resolver->zone(resolver->user, bytes_get_hash(reader, &hash));
    inc_status status;
    size_t i, count;

    if (zone == NULL)
        return INC_E_NOT_FOUND;
    status = inc__definition_init(definition, calendar->context, zone);
    count = inc__get_count(reader, 32);
    if (status == INC_OK && count == 0)
        status = INC_E_FORMAT;
    for (i = 0; i < count && status == INC_OK; i++)
        status = bytes_get_revision(reader, definition, i == 0);
    count = inc__get_count(reader, 25);
    for (i = 0; i < count && status == INC_OK; i++)
        status = bytes_get_exception(reader, definition);
    return status;
}

static inc_status bytes_get_composite(inc__reader *reader, const inc__calendar_resolver *resolver,
                                      inc_calendar *calendar)
{
    size_t i, count;

    calendar->combination = inc__get_u8(reader);
    count = inc__get_count(reader, sizeof(inc_hash));
    if (calendar->combination < INC_UNION || calendar->combination > INC_DIFFERENCE || count < 1 ||
        count > INC__CALENDAR_PARTS_MOST)
        return INC_E_FORMAT;
    for (i = 0; i < count; i++) {
        inc_hash hash;
        const inc_calendar *part =
            resolver->calendar(resolver->user, bytes_get_hash(reader, &hash));
        inc_calendar **place;
        if (part == NULL)
            return INC_E_NOT_FOUND;
        place = INC__PUSH(calendar->context, &calendar->parts, inc_calendar *);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = inc_calendar_ref(part);
    }
    return INC_OK;
}

/* Reads, completes, and refuses bytes that would not be written back as they are. */
static inc_status bytes_get_calendar(inc__reader *reader, const void *bytes, size_t size,
                                     const inc__calendar_resolver *resolver, inc_calendar *calendar)
{
    uint8_t kind = inc__get_u8(reader);
    inc_status status = INC_E_FORMAT;

    if (kind == CALENDAR_BYTES_PLAIN)
        status = bytes_get_plain(reader, resolver, calendar);
    else if (kind == CALENDAR_BYTES_COMPOSITE)
        status = bytes_get_composite(reader, resolver, calendar);
    if (status == INC_OK && (reader->failed || reader->left > 0))
        status = INC_E_FORMAT;
    if (status == INC_OK)
        status = inc__calendar_finish(calendar);
    if (status == INC_OK &&
        (calendar->bytes.count != size || memcmp(calendar->bytes.items, bytes, size) != 0))
        status = INC_E_FORMAT;
    return status;
}

inc_status inc__calendar_from_bytes(inc_context *context, const void *bytes, size_t size,
                                    const inc__calendar_resolver *resolver, inc_calendar **calendar)
{
    inc_calendar *made = inc__calendar_alloc(context);
    inc__reader reader;
    inc_status status;

    *calendar = NULL;
    if (made == NULL)
        return inc__nomem(context);
    inc__reader_init(&reader, bytes, size);
    status = bytes_get_calendar(&reader, bytes, size, resolver, made);
    if (status == INC_OK) {
        *calendar = made;
        return INC_OK;
    }
    inc_calendar_unref(made);
    if (status == INC_E_NOMEM || status == INC_E_NOT_FOUND)
        return status;
    return inc__fail(context, INC_E_FORMAT, "a calendar of %zu bytes was not in canonical form",
                     size);
}
