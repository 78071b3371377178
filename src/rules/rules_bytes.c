/* The canonical bytes of rules, written: doc/canonical-form.md. */
#include "base/bytes.h"

#include "base/sort.h"
#include "rules/matrix.h"
#include "rules/policy.h"
#include "rules/process.h"
#include "rules/rules_parts.h"
#include "rules/taxonomy.h"
#include "time/calendar.h"
#include "time/zone.h"

static inc_status rules_gather(const inc__rules_body *body, inc__rules_parts *parts)
{
    inc_status status = INC_OK;
    size_t i;

    if (body->policies.count > INC__RULES_ITEMS_MOST ||
        body->calendars.count > INC__RULES_ITEMS_MOST)
        return inc__fail(parts->context, INC_E_INVALID, "rules had more than %d policies or names",
                         INC__RULES_ITEMS_MOST);
    for (i = 0; status == INC_OK && i < body->calendars.count; i++)
        status = inc__rules_parts_calendar(
            parts, INC__AT(&body->calendars, inc__rules_calendar, i)->calendar);
    if (status == INC_OK && body->process != NULL)
        status = inc__rules_parts_process(parts, body->process);
    for (i = 0; status == INC_OK && i < body->policies.count; i++)
        status = inc__rules_parts_policy(parts, *INC__AT(&body->policies, inc_policy *, i));
    return status;
}

static int rules_part_order(const void *a, const void *b)
{
    const inc__rules_part *left = a, *right = b;

    if (left->calendar->level != right->calendar->level)
        return left->calendar->level < right->calendar->level ? -1 : 1;
    return inc__hash_compare(&left->hash, &right->hash);
}

static void rules_write_zones(inc__writer *writer, const inc__rules_parts *parts)
{
    size_t i, size;

    inc__put_u32(writer, (uint32_t) parts->zones.count);
    for (i = 0; i < parts->zones.count; i++) {
        const inc_zone *zone = *INC__AT(&parts->zones, const inc_zone *, i);
        const void *bytes = inc__zone_bytes(zone, &size);
        inc__put_text(writer, inc_zone_name(zone));
        inc__put_blob(writer, bytes, size);
    }
}

/* Sorts the parts by level, so they can no longer be searched by hash. */
static void rules_write_calendars(inc__writer *writer, inc__rules_parts *parts)
{
    size_t i, size;

    if (parts->calendars.count > 0)
        inc__sort(parts->calendars.items, parts->calendars.count, sizeof(inc__rules_part),
                  rules_part_order);
    inc__put_u32(writer, (uint32_t) parts->calendars.count);
    for (i = 0; i < parts->calendars.count; i++) {
        const inc__rules_part *part = INC__AT(&parts->calendars, inc__rules_part, i);
        const void *bytes = inc__calendar_bytes(part->calendar, &size);
        inc__put_blob(writer, bytes, size);
    }
}

static void rules_write_names(inc__writer *writer, const inc__rules_body *body)
{
    size_t i;

    inc__put_u32(writer, (uint32_t) body->calendars.count);
    for (i = 0; i < body->calendars.count; i++) {
        const inc__rules_calendar *item = INC__AT(&body->calendars, inc__rules_calendar, i);
        const inc_hash *hash = inc_calendar_hash(item->calendar);
        inc__put_text(writer, item->name);
        inc__put_raw(writer, hash->bytes, sizeof hash->bytes);
    }
}

static inc_status rules_write_tables(inc__writer *writer, const inc__rules_body *body)
{
    inc_status status = INC_OK;
    size_t i;

    inc__put_u8(writer, body->matrix != NULL);
    if (body->matrix != NULL)
        status = inc__matrix_write(writer, body->matrix);
    inc__put_u8(writer, body->taxonomy != NULL);
    if (status == INC_OK && body->taxonomy != NULL)
        status = inc__taxonomy_write(writer, body->taxonomy);
    inc__put_u8(writer, body->process != NULL);
    if (status == INC_OK && body->process != NULL)
        status = inc__process_write(writer, body->process);
    inc__put_u32(writer, (uint32_t) body->policies.count);
    for (i = 0; status == INC_OK && i < body->policies.count; i++)
        status = inc__policy_write(writer, *INC__AT(&body->policies, inc_policy *, i));
    return status;
}

inc_status inc__rules_encode(inc_context *context, const inc__rules_body *body, inc__array *bytes)
{
    inc__rules_parts parts;
    inc__writer writer;
    inc_status status;

    inc__rules_parts_init(&parts, context);
    inc__writer_init(&writer, context);
    status = rules_gather(body, &parts);
    if (status != INC_OK)
        goto out;
    inc__put_raw(&writer, "INCR", 4);
    inc__put_u32(&writer, INC__RULES_VERSION);
    inc__put_text(&writer, body->name);
    inc__put_text(&writer, body->version);
    rules_write_zones(&writer, &parts);
    rules_write_calendars(&writer, &parts);
    rules_write_names(&writer, body);
    status = rules_write_tables(&writer, body);
    if (status == INC_OK)
        status = writer.status;
    if (status == INC_OK && writer.bytes.count > INC__RULES_SIZE_MOST)
        status = inc__fail(context, INC_E_INVALID, "the rules took %zu bytes, more than %zu",
                           writer.bytes.count, INC__RULES_SIZE_MOST);
    if (status != INC_OK)
        goto out;
    *bytes = writer.bytes;
    writer.bytes.items = NULL;
    writer.bytes.capacity = 0;
out:
    inc__writer_free(&writer);
    inc__rules_parts_free(&parts);
    return status;
}
