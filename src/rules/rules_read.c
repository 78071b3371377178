/* The canonical bytes of rules, read: doc/canonical-form.md. What comes out is written again and
 * compared, so one set has one hash. */
#include "base/string.h"
#include "rules/matrix.h"
#include "rules/policy.h"
#include "rules/process.h"
#include "rules/rules_parts.h"
#include "rules/taxonomy.h"
#include "time/calendar.h"

#include <stdio.h>
#include <string.h>

/* Bytes of the least zone, calendar, name and policy: no count can promise more than follow. */
#define RULES_READ_LEAST 4

typedef struct rules_reader {
    inc_context *context;
    inc__reader bytes;
    const unsigned char *start;
    inc__rules_parts parts;
    inc__array zones;     /* inc_zone *, owned */
    inc__array calendars; /* inc_calendar *, owned */
    inc_rules_builder *builder;
} rules_reader;

inc_status inc__rules_refuse(inc_context *context, inc_status status, const char *what,
                             size_t offset)
{
    char why[200];

    if (status == INC_E_NOMEM)
        return inc__nomem(context);
    (void) snprintf(why, sizeof why, "%s", inc_context_error(context));
    return inc__fail(context, status == INC_E_UNSUPPORTED ? status : INC_E_FORMAT,
                     "%s at offset '%zu' could not be read: %s", what, offset, why);
}

inc_status inc__rules_canonical(inc_context *context, const void *input, size_t input_size,
                                const void *made, size_t made_size)
{
    const unsigned char *a = input, *b = made;
    size_t i, size = input_size < made_size ? input_size : made_size;

    for (i = 0; i < size && a[i] == b[i]; i++)
        continue;
    if (i == input_size && i == made_size)
        return INC_OK;
    return inc__fail(context, INC_E_FORMAT, "the bytes were not canonical at offset '%zu'", i);
}

static size_t rules_read_offset(const rules_reader *reader)
{
    return (size_t) (reader->bytes.at - reader->start);
}

/* A plain failure of the reader itself, which leaves no line. */
static inc_status rules_read_cut(const rules_reader *reader, const char *what, size_t offset)
{
    return inc__fail(reader->context, INC_E_FORMAT, "%s at offset '%zu' was cut short or malformed",
                     what, offset);
}

static const inc_zone *rules_resolve_zone(void *user, const inc_hash *hash)
{
    const rules_reader *reader = user;
    return inc__rules_parts_find_zone(&reader->parts, hash);
}

static const inc_calendar *rules_resolve_calendar(void *user, const inc_hash *hash)
{
    const rules_reader *reader = user;
    const inc__rules_part *part = inc__rules_parts_find(&reader->parts, hash);
    return part != NULL ? part->calendar : NULL;
}

static inc__calendar_resolver rules_resolver(rules_reader *reader)
{
    inc__calendar_resolver resolver;

    resolver.user = reader;
    resolver.zone = rules_resolve_zone;
    resolver.calendar = rules_resolve_calendar;
    return resolver;
}

static inc_status rules_read_head(rules_reader *reader)
{
    static const unsigned char magic[4] = {'I', 'N', 'C', 'R'};
    inc_context *context = reader->context;
    char *name, *version = NULL;
    uint32_t format;
    inc_status status;

    if (reader->bytes.left < sizeof magic || memcmp(reader->bytes.at, magic, sizeof magic) != 0)
        return inc__fail(context, INC_E_FORMAT, "the bytes did not start with 'INCR'");
    (void) inc__get_u32(&reader->bytes);
    format = inc__get_u32(&reader->bytes);
    if (!reader->bytes.failed && format > INC__RULES_VERSION)
        return inc__fail(context, INC_E_UNSUPPORTED, "the rules had format version '%lu', not '%u'",
                         (unsigned long) format, INC__RULES_VERSION);
    if (reader->bytes.failed || format == 0)
        return rules_read_cut(reader, "the format version", 4);
    name = inc__get_text(&reader->bytes, context, INC__NAME_MOST, &status);
    if (name != NULL)
        version = inc__get_text(&reader->bytes, context, INC__NAME_MOST, &status);
    if (version != NULL) {
        status = inc_rules_builder_new(context, name, version, &reader->builder);
        if (status != INC_OK)
            status = inc__rules_refuse(context, status, "the name or version", 8);
    } else {
        status = status == INC_E_NOMEM ? inc__nomem(context)
                                       : rules_read_cut(reader, "the name or version", 8);
    }
    inc__string_free(context, name);
    inc__string_free(context, version);
    return status;
}

static inc_status rules_keep_zone(rules_reader *reader, inc_zone *zone)
{
    inc_zone **place;

    if (inc__rules_parts_find_zone(&reader->parts, inc_zone_hash(zone)) != NULL)
        return inc__fail(reader->context, INC_E_FORMAT, "the zone '%s' was given twice",
                         inc_zone_name(zone));
    place = INC__PUSH(reader->context, &reader->zones, inc_zone *);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = inc_zone_ref(zone);
    return inc__rules_parts_zone(&reader->parts, zone);
}

static inc_status rules_read_zone(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader), size = 0;
    inc_status status;
    inc_zone *zone = NULL;
    char *name = inc__get_text(&reader->bytes, reader->context, INC__NAME_MOST, &status);
    const void *tzif;

    if (name == NULL)
        return status == INC_E_NOMEM ? inc__nomem(reader->context)
                                     : rules_read_cut(reader, "a zone", offset);
    tzif = inc__get_blob(&reader->bytes, &size);
    if (tzif == NULL) {
        status = rules_read_cut(reader, "a zone", offset);
    } else {
        status = inc_zone_new(reader->context, name, INC_ZSTR, tzif, size, &zone);
        if (status == INC_OK)
            status = rules_keep_zone(reader, zone);
        if (status != INC_OK)
            status = inc__rules_refuse(reader->context, status, "a zone", offset);
    }
    inc_zone_unref(zone);
    inc__string_free(reader->context, name);
    return status;
}

static inc_status rules_keep_calendar(rules_reader *reader, inc_calendar *calendar)
{
    inc_calendar **place;

    if (inc__rules_parts_find(&reader->parts, inc_calendar_hash(calendar)) != NULL)
        return inc__fail(reader->context, INC_E_FORMAT, "the calendar was given twice");
    place = INC__PUSH(reader->context, &reader->calendars, inc_calendar *);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = inc_calendar_ref(calendar);
    return inc__rules_parts_calendar(&reader->parts, calendar);
}

static inc_status rules_read_calendar(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader), size = 0;
    inc__calendar_resolver resolver = rules_resolver(reader);
    const void *bytes = inc__get_blob(&reader->bytes, &size);
    inc_calendar *calendar = NULL;
    inc_status status;

    if (bytes == NULL)
        return rules_read_cut(reader, "a calendar", offset);
    status = inc__calendar_from_bytes(reader->context, bytes, size, &resolver, &calendar);
    if (status == INC_OK)
        status = rules_keep_calendar(reader, calendar);
    if (status != INC_OK)
        status = inc__rules_refuse(reader->context, status, "a calendar", offset);
    inc_calendar_unref(calendar);
    return status;
}

static inc_status rules_read_named(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader), i;
    inc_status status;
    char *name = inc__get_text(&reader->bytes, reader->context, INC__NAME_MOST, &status);
    const inc_calendar *calendar;
    inc_hash hash;

    if (name == NULL)
        return status == INC_E_NOMEM ? inc__nomem(reader->context)
                                     : rules_read_cut(reader, "the name of a calendar", offset);
    for (i = 0; i < sizeof hash.bytes; i++)
        hash.bytes[i] = inc__get_u8(&reader->bytes);
    calendar = rules_resolve_calendar(reader, &hash);
    if (reader->bytes.failed || calendar == NULL) {
        status = inc__fail(reader->context, INC_E_FORMAT,
                           "the name '%s' at offset '%zu' was that of no calendar", name, offset);
    } else {
        status = inc_rules_builder_calendar(reader->builder, name, calendar);
        if (status != INC_OK)
            status = inc__rules_refuse(reader->context, status, "the name of a calendar", offset);
    }
    inc__string_free(reader->context, name);
    return status;
}

static inc_status rules_read_policy(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader);
    inc__calendar_resolver resolver = rules_resolver(reader);
    inc_status status = INC_OK;
    inc_policy *policy;

    policy = inc__policy_read(&reader->bytes, reader->context, &resolver, &status);
    if (policy != NULL)
        status = inc_rules_builder_policy(reader->builder, policy);
    if (policy == NULL || status != INC_OK)
        status = inc__rules_refuse(reader->context, status, "a policy", offset);
    inc_policy_unref(policy);
    return status;
}

static inc_status rules_read_matrix(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader);
    inc_status status = INC_OK;
    inc_matrix *matrix;

    matrix = inc__matrix_read(&reader->bytes, reader->context, &status);
    if (matrix == NULL)
        return inc__rules_refuse(reader->context, status, "the matrix", offset);
    status = inc_rules_builder_matrix(reader->builder, matrix);
    inc_matrix_unref(matrix);
    return status;
}

static inc_status rules_read_taxonomy(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader);
    inc_status status = INC_OK;
    inc_taxonomy *taxonomy;

    taxonomy = inc__taxonomy_read(&reader->bytes, reader->context, &status);
    if (taxonomy == NULL)
        return inc__rules_refuse(reader->context, status, "the taxonomy", offset);
    status = inc_rules_builder_taxonomy(reader->builder, taxonomy);
    inc_taxonomy_unref(taxonomy);
    return status;
}

static inc_status rules_read_process(rules_reader *reader)
{
    size_t offset = rules_read_offset(reader);
    inc__calendar_resolver resolver = rules_resolver(reader);
    inc_status status = INC_OK;
    inc_process *process;

    process = inc__process_read(&reader->bytes, reader->context, &resolver, &status);
    if (process == NULL)
        return inc__rules_refuse(reader->context, status, "the process", offset);
    status = inc_rules_builder_process(reader->builder, process);
    inc_process_unref(process);
    return status;
}

/* A count, then that many items. */
static inc_status rules_read_list(rules_reader *reader, const char *what,
                                  inc_status (*item)(rules_reader *))
{
    size_t offset = rules_read_offset(reader), i;
    size_t count = inc__get_count(&reader->bytes, RULES_READ_LEAST);
    inc_status status = INC_OK;

    if (reader->bytes.failed || count > INC__RULES_ITEMS_MOST)
        return inc__fail(reader->context, INC_E_FORMAT,
                         "the number of %s at offset '%zu' was too large", what, offset);
    for (i = 0; status == INC_OK && i < count; i++)
        status = item(reader);
    return status;
}

/* A byte of 0 or 1, then the item if 1. */
static inc_status rules_read_optional(rules_reader *reader, const char *what,
                                      inc_status (*item)(rules_reader *))
{
    size_t offset = rules_read_offset(reader);
    uint8_t present = inc__get_u8(&reader->bytes);

    if (reader->bytes.failed || present > 1)
        return rules_read_cut(reader, what, offset);
    return present ? item(reader) : INC_OK;
}

static inc_status rules_read_all(rules_reader *reader)
{
    inc_status status = rules_read_head(reader);

    if (status == INC_OK)
        status = rules_read_list(reader, "zones", rules_read_zone);
    if (status == INC_OK)
        status = rules_read_list(reader, "calendars", rules_read_calendar);
    if (status == INC_OK)
        status = rules_read_list(reader, "named calendars", rules_read_named);
    if (status == INC_OK)
        status = rules_read_optional(reader, "the matrix", rules_read_matrix);
    if (status == INC_OK)
        status = rules_read_optional(reader, "the taxonomy", rules_read_taxonomy);
    if (status == INC_OK)
        status = rules_read_optional(reader, "the process", rules_read_process);
    if (status == INC_OK)
        status = rules_read_list(reader, "policies", rules_read_policy);
    if (status == INC_OK && reader->bytes.left > 0)
        status = inc__fail(reader->context, INC_E_FORMAT, "'%zu' bytes were left at offset '%zu'",
                           reader->bytes.left, rules_read_offset(reader));
    return status;
}

static void rules_reader_free(rules_reader *reader)
{
    size_t i;

    for (i = 0; i < reader->zones.count; i++)
        inc_zone_unref(*INC__AT(&reader->zones, inc_zone *, i));
    for (i = 0; i < reader->calendars.count; i++)
        inc_calendar_unref(*INC__AT(&reader->calendars, inc_calendar *, i));
    inc__array_free(reader->context, &reader->zones, sizeof(inc_zone *));
    inc__array_free(reader->context, &reader->calendars, sizeof(inc_calendar *));
    inc__rules_parts_free(&reader->parts);
    inc_rules_builder_free(reader->builder);
}

inc_status inc_rules_from_bytes(inc_context *context, const void *bytes, size_t size,
                                inc_rules **rules)
{
    rules_reader reader;
    inc_rules *made = NULL;
    inc_status status;
    char line[512];

    if (rules == NULL)
        return INC_E_INVALID;
    *rules = NULL;
    if (context == NULL || (bytes == NULL && size != 0))
        return INC_E_INVALID;
    memset(&reader, 0, sizeof reader);
    reader.context = context;
    reader.start = bytes;
    inc__reader_init(&reader.bytes, bytes, size);
    inc__rules_parts_init(&reader.parts, context);
    /* A part that fails without a line of its own must not quote an older one. */
    (void) snprintf(line, sizeof line, "%s", inc_context_error(context));
    (void) inc__fail(context, INC_OK, "it was cut short or malformed");
    status = rules_read_all(&reader);
    if (status == INC_OK) {
        status = inc_rules_builder_build(reader.builder, &made);
        if (status != INC_OK)
            status = inc__rules_refuse(context, status, "the set", 0);
    }
    if (status == INC_OK)
        status = inc__rules_canonical(context, bytes, size, made->bytes.items, made->bytes.count);
    if (status == INC_OK) {
        *rules = inc_rules_ref(made);
        (void) inc__fail(context, INC_OK, "%s", line);
    }
    inc_rules_unref(made);
    rules_reader_free(&reader);
    return status;
}
