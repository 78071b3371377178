/* Making a memory from bytes. Nobody else sees it before it is whole, so that no lock is taken. */
#include "base/bytes.h"
#include "base/string.h"
#include "facts/event.h"
#include "store/memory.h"
#include "store/memory_snapshot.h"

#include <string.h>

typedef struct restore_job {
    inc_context *context;
    inc_memory *memory;
    inc__tenant *tenant;
    inc_event_builder *event;
    inc_row_builder *rows[INC__MEMORY_KINDS];
    const unsigned char *start;
    inc__reader reader;
} restore_job;

static inc_status restore_refuse(const restore_job *job, const char *what)
{
    return inc__fail(job->context, INC_E_FORMAT, "a snapshot had %s before byte '%zu'", what,
                     (size_t) (job->reader.at - job->start));
}

/* What a builder refused is a fault of the bytes, unless a later version may have written them. */
static inc_status restore_judge(const restore_job *job, inc_status status)
{
    if (status == INC_OK || status == INC_E_NOMEM || status == INC_E_UNSUPPORTED)
        return status;
    return restore_refuse(job, "a column that cannot be");
}

/* Where a column goes. */
typedef inc_status restore_integer(void *builder, int32_t column, int64_t value);
typedef inc_status restore_text(void *builder, int32_t column, const char *bytes, size_t size);

static inc_status restore_event_integer(void *builder, int32_t column, int64_t value)
{
    return inc_event_builder_integer(builder, column, value);
}

static inc_status restore_event_text(void *builder, int32_t column, const char *bytes, size_t size)
{
    return inc_event_builder_text(builder, column, bytes, size);
}

static inc_status restore_row_integer(void *builder, int32_t column, int64_t value)
{
    return inc_row_builder_integer(builder, column, value);
}

static inc_status restore_row_text(void *builder, int32_t column, const char *bytes, size_t size)
{
    return inc_row_builder_text(builder, column, bytes, size);
}

/* Reads columns from one on. */
static inc_status restore_record(restore_job *job, const inc__table *table, int32_t first,
                                 void *builder, restore_integer *integer, restore_text *text)
{
    inc_status status = INC_OK;
    int32_t id;

    while (status == INC_OK && (id = inc__get_u8(&job->reader)) != 0) {
        const inc__column *column = inc__table_find(table, id);
        if (column == NULL || id < first)
            return restore_refuse(job, "an unknown column");
        if (column->type == INC_VALUE_TEXT) {
            size_t size;
            const char *bytes = inc__get_blob(&job->reader, &size);
            status = job->reader.failed ? INC_OK : text(builder, id, bytes, size);
        } else {
            status = integer(builder, id, inc__get_i64(&job->reader));
        }
        first = id + 1;
    }
    return job->reader.failed ? restore_refuse(job, "no end") : restore_judge(job, status);
}

static inc_status restore_note(restore_job *job, inc__subject *subject)
{
    const char *name = inc__event_text(subject->events[subject->count - 1], INC_EVENT_COMMIT);
    inc__commit *note;

    if (name[0] == '\0')
        return INC_OK;
    note = inc__alloc(job->context, sizeof *note);
    if (note == NULL)
        return inc__nomem(job->context);
    inc__release(job->context, inc__subject_note(job->memory, subject, note), sizeof *note);
    return INC_OK;
}

static inc_status restore_event(restore_job *job, inc__subject *subject)
{
    inc_event *event;
    inc_status status;

    inc_event_builder_clear(job->event);
    status = inc_event_builder_text(job->event, INC_EVENT_TENANT, job->tenant->name, INC_ZSTR);
    if (status == INC_OK)
        status = inc_event_builder_text(job->event, INC_EVENT_SUBJECT, subject->name, INC_ZSTR);
    if (status == INC_OK)
        status = inc_event_builder_integer(job->event, INC_EVENT_SUBJECT_KIND, subject->kind);
    if (status == INC_OK)
        status =
            inc_event_builder_integer(job->event, INC_EVENT_SEQUENCE, (int64_t) subject->count + 1);
    if (status == INC_OK)
        status = restore_record(job, &inc__event_table, INC__SNAPSHOT_EVENT, job->event,
                                restore_event_integer, restore_event_text);
    if (status == INC_OK)
        status = restore_judge(job, inc_event_builder_build(job->event, &event));
    if (status != INC_OK)
        return status;
    subject->events[subject->count++] = event;
    return restore_note(job, subject);
}

static inc_status restore_events(restore_job *job, inc__subject *subject)
{
    size_t count = inc__get_count(&job->reader, 1), i;
    inc_status status = INC_OK;

    if (subject->count > 0)
        return restore_refuse(job, "a subject twice");
    if (!inc__subject_reserve(job->memory, subject, count))
        return inc__nomem(job->context);
    for (i = 0; i < count && status == INC_OK; i++)
        status = restore_event(job, subject);
    return status;
}

static inc_status restore_subject(restore_job *job)
{
    int32_t kind = inc__get_i32(&job->reader);
    inc__subject *subject;
    inc_status status;
    char *name = inc__get_text(&job->reader, job->context, INC__NAME_MOST, &status);

    if (name == NULL)
        return status == INC_E_NOMEM ? inc__nomem(job->context)
                                     : restore_refuse(job, "a subject that cannot be");
    subject = kind > 0 ? inc__memory_make_subject(job->memory, job->tenant, kind, name) : NULL;
    inc__string_free(job->context, name);
    if (kind <= 0)
        return restore_refuse(job, "a subject of no kind");
    return subject != NULL ? restore_events(job, subject) : inc__nomem(job->context);
}

static inc_status restore_put_row(restore_job *job, inc_row *row)
{
    inc__partition of = inc__partition_of_row(row);
    inc__slot *slot;

    if (inc__memory_slot(job->memory, inc_row_kind_of(row), &of, inc__row_text(row, INC_ROW_NAME)))
        return restore_refuse(job, "a row twice");
    if (inc__row_integer(row, INC_ROW_REVISION) < 1)
        return restore_refuse(job, "a row without a revision");
    if (!inc__rows_reserve(job->memory, job->tenant, 1))
        return inc__nomem(job->context);
    slot = inc__alloc(job->context, sizeof *slot);
    if (slot == NULL)
        return inc__nomem(job->context);
    (void) inc__slot_put(job->memory, job->tenant, slot, inc_row_ref(row));
    return INC_OK;
}

static inc_status restore_row(restore_job *job, int32_t kind)
{
    inc_row_builder *builder = job->rows[kind - 1];
    inc_row *row = NULL;
    inc_status status;

    inc_row_builder_clear(builder);
    status = inc_row_builder_text(builder, INC_ROW_TENANT, job->tenant->name, INC_ZSTR);
    if (status == INC_OK)
        status = restore_record(job, inc__row_table(kind), INC__SNAPSHOT_ROW, builder,
                                restore_row_integer, restore_row_text);
    if (status == INC_OK)
        status = restore_judge(job, inc_row_builder_build(builder, &row));
    if (status == INC_OK)
        status = restore_put_row(job, row);
    inc_row_unref(row);
    return status;
}

static inc_status restore_tenant(restore_job *job)
{
    inc_status status;
    char *name = inc__get_text(&job->reader, job->context, INC__NAME_MOST, &status);
    int32_t kind;
    size_t count;

    if (name == NULL)
        return status == INC_E_NOMEM ? inc__nomem(job->context)
                                     : restore_refuse(job, "a tenant that cannot be");
    job->tenant = inc__memory_make_tenant(job->memory, name);
    inc__string_free(job->context, name);
    if (job->tenant == NULL)
        return inc__nomem(job->context);
    status = INC_OK;
    for (count = inc__get_count(&job->reader, 12); count > 0 && status == INC_OK; count--)
        status = restore_subject(job);
    for (kind = INC_ROW_HEAD; kind <= INC__MEMORY_KINDS && status == INC_OK; kind++) {
        for (count = inc__get_count(&job->reader, 1); count > 0 && status == INC_OK; count--)
            status = restore_row(job, kind);
    }
    return status == INC_OK && job->reader.failed ? restore_refuse(job, "no end") : status;
}

static inc_status restore_start(restore_job *job)
{
    const void *magic = NULL;
    uint32_t format;

    if (job->reader.left >= 4)
        magic = job->reader.at;
    (void) inc__get_u32(&job->reader);
    format = inc__get_u32(&job->reader);
    if (magic == NULL || memcmp(magic, INC__SNAPSHOT_MAGIC, 4) != 0 || format == 0)
        return restore_refuse(job, "no beginning");
    if (format > INC__SNAPSHOT_FORMAT)
        return inc__fail(job->context, INC_E_UNSUPPORTED, "a snapshot had the format '%lu'",
                         (unsigned long) format);
    return INC_OK;
}

static inc_status restore_all(restore_job *job)
{
    inc_status status = restore_start(job);
    size_t count;

    if (status != INC_OK)
        return status;
    for (count = inc__get_count(&job->reader, 16); count > 0 && status == INC_OK; count--)
        status = restore_tenant(job);
    if (status == INC_OK && (job->reader.failed || job->reader.left > 0))
        status = restore_refuse(job, "another end");
    return status;
}

/* Bytes in another order, or that say what goes without saying, are read all the same. */
static inc_status restore_compare(restore_job *job, const void *bytes, size_t size)
{
    inc_text *again = NULL;
    inc_status status = inc_text_new(job->context, &again);
    size_t length;
    const char *written;

    if (status == INC_OK)
        status = inc_memory_snapshot(job->memory, again);
    if (status == INC_OK) {
        written = inc_text_data(again, &length);
        if (length != size || memcmp(written, bytes, size) != 0)
            status = inc__fail(job->context, INC_E_FORMAT,
                               "a snapshot of '%zu' bytes was not as it would be written", size);
    }
    inc_text_free(again);
    return status;
}

static inc_status restore_make(restore_job *job)
{
    inc_status status = inc_memory_new(job->context, &job->memory);
    int32_t kind;

    if (status == INC_OK)
        status = inc_event_builder_new(job->context, &job->event);
    for (kind = 0; kind < INC__MEMORY_KINDS && status == INC_OK; kind++)
        status = inc_row_builder_new(job->context, kind + 1, &job->rows[kind]);
    return status;
}

inc_status inc_memory_restore(inc_context *context, const void *bytes, size_t size,
                              inc_memory **memory)
{
    restore_job job;
    inc_status status;
    int32_t kind;

    if (memory == NULL)
        return INC_E_INVALID;
    *memory = NULL;
    if (context == NULL || bytes == NULL)
        return INC_E_INVALID;
    memset(&job, 0, sizeof job);
    job.context = context;
    job.start = bytes;
    inc__reader_init(&job.reader, bytes, size);
    status = restore_make(&job);
    if (status == INC_OK)
        status = restore_all(&job);
    if (status == INC_OK)
        status = restore_compare(&job, bytes, size);
    inc_event_builder_free(job.event);
    for (kind = 0; kind < INC__MEMORY_KINDS; kind++)
        inc_row_builder_free(job.rows[kind]);
    if (status == INC_OK)
        *memory = job.memory;
    else
        inc_memory_unref(job.memory);
    return status;
}
