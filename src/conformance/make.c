/* Events, rows, batches and queries for the laws, in one call each. */
#include "suite.h"

#include <incident/addon.h>

#include <string.h>

/* 2026-06-01T09:00Z. */
#define MAKE_MONDAY INT64_C(1780304400000000)

static void make_release_event(void *object)
{
    inc_event_unref(object);
}

static void make_release_row(void *object)
{
    inc_row_unref(object);
}

static void make_release_batch(void *object)
{
    inc_batch_free(object);
}

static void make_release_query(void *object)
{
    inc_query_free(object);
}

static void make_release_event_builder(void *object)
{
    inc_event_builder_free(object);
}

static void make_release_row_builder(void *object)
{
    inc_row_builder_free(object);
}

static int make_room(suite *self)
{
    suite_kept *kept = &self->kept;
    size_t capacity = kept->capacity != 0 ? kept->capacity * 2 : 64;
    void *objects, *release;

    if (kept->count < kept->capacity)
        return 1;
    objects =
        inc_context_resize(self->context, kept->objects, kept->capacity * sizeof *kept->objects,
                           capacity * sizeof *kept->objects);
    if (objects == NULL)
        return 0;
    kept->objects = objects;
    release =
        inc_context_resize(self->context, kept->release, kept->capacity * sizeof *kept->release,
                           capacity * sizeof *kept->release);
    if (release == NULL) {
        /* Both lists have one capacity: the longer one goes back to it. */
        kept->objects = inc_context_resize(self->context, objects, capacity * sizeof *kept->objects,
                                           kept->capacity * sizeof *kept->objects);
        return 0;
    }
    kept->release = release;
    kept->capacity = capacity;
    return 1;
}

/* Takes over an object; NULL, and the law fails, when it was not made. */
static void *make_keep(suite *self, inc_status status, void *object, void (*release)(void *object))
{
    if (status == INC_OK && make_room(self)) {
        self->kept.objects[self->kept.count] = object;
        self->kept.release[self->kept.count++] = release;
        return object;
    }
    if (object != NULL && status == INC_OK)
        release(object);
    suite_fail(self, "the suite could not make an object: %s", inc_context_error(self->context));
    return NULL;
}

inc_event_builder *suite_event_builder(suite *self, const suite_key *key, int64_t sequence)
{
    inc_event_builder *builder = NULL;
    inc_status status = inc_event_builder_new(self->context, &builder);

    builder = make_keep(self, status, builder, make_release_event_builder);
    if (builder == NULL)
        return NULL;
    status = inc_event_builder_text(builder, INC_EVENT_TENANT, key->tenant, INC_ZSTR);
    if (status == INC_OK)
        status = inc_event_builder_integer(builder, INC_EVENT_SUBJECT_KIND, key->kind);
    if (status == INC_OK)
        status = inc_event_builder_text(builder, INC_EVENT_SUBJECT, key->subject, INC_ZSTR);
    if (status == INC_OK)
        status = inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, sequence);
    if (status == INC_OK)
        status = inc_event_builder_integer(builder, INC_EVENT_HAPPENED, MAKE_MONDAY + sequence);
    if (status == INC_OK)
        status = inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_NOTED);
    if (status != INC_OK)
        suite_fail(self, "the suite could not make an event: %s", inc_context_error(self->context));
    return builder;
}

inc_event *suite_build_event(suite *self, inc_event_builder *builder)
{
    inc_event *event = NULL;
    inc_status status = inc_event_builder_build(builder, &event);

    return make_keep(self, status, event, make_release_event);
}

inc_event *suite_event(suite *self, const suite_key *key, int64_t sequence, const char *commit)
{
    inc_event_builder *builder = suite_event_builder(self, key, sequence);
    inc_status status = inc_event_builder_text(builder, INC_EVENT_COMMIT, commit, INC_ZSTR);

    if (status == INC_OK)
        status = inc_event_builder_text(builder, INC_EVENT_TEXT, "a note", INC_ZSTR);
    if (status == INC_OK)
        status = inc_event_builder_text(builder, INC_EVENT_ACTOR, "somebody", INC_ZSTR);
    if (status != INC_OK)
        suite_fail(self, "the suite could not make an event: %s", inc_context_error(self->context));
    return suite_build_event(self, builder);
}

inc_row_builder *suite_row_builder(suite *self, int32_t kind, const suite_key *key,
                                   const char *name)
{
    inc_row_builder *builder = NULL;
    inc_status status = inc_row_builder_new(self->context, kind, &builder);

    builder = make_keep(self, status, builder, make_release_row_builder);
    if (builder == NULL)
        return NULL;
    status = inc_row_builder_text(builder, INC_ROW_TENANT, key->tenant, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_ROW_SUBJECT_KIND, key->kind);
    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_ROW_SUBJECT, key->subject, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_ROW_NAME, name, INC_ZSTR);
    if (status != INC_OK)
        suite_fail(self, "the suite could not make a row: %s", inc_context_error(self->context));
    return builder;
}

inc_row *suite_build_row(suite *self, inc_row_builder *builder)
{
    inc_row *row = NULL;
    inc_status status = inc_row_builder_build(builder, &row);

    return make_keep(self, status, row, make_release_row);
}

char *suite_space(suite *self, size_t size)
{
    self->space = inc_context_resize(self->context, NULL, 0, size);
    self->space_size = size;
    if (self->space != NULL)
        memset(self->space, 0, size);
    return self->space;
}

inc_event *suite_keep_event(suite *self, inc_status status, inc_event *event)
{
    return make_keep(self, status, event, make_release_event);
}

inc_row *suite_keep_row(suite *self, inc_status status, inc_row *row)
{
    return make_keep(self, status, row, make_release_row);
}

inc_row *suite_row(suite *self, int32_t kind, const suite_key *key, const char *name,
                   int32_t column, int64_t value)
{
    inc_row_builder *builder = suite_row_builder(self, kind, key, name);

    if (builder == NULL)
        return NULL;
    if (column != 0 && inc_row_builder_integer(builder, column, value) != INC_OK)
        suite_fail(self, "the suite could not make a row: %s", inc_context_error(self->context));
    return suite_build_row(self, builder);
}

inc_batch *suite_batch(suite *self, const suite_key *key, int64_t sequence)
{
    inc_batch *batch = NULL;
    inc_status status =
        inc_batch_new(self->context, key->tenant, key->kind, key->subject, sequence, &batch);

    return make_keep(self, status, batch, make_release_batch);
}

inc_query *suite_query(suite *self, int32_t kind, const char *tenant)
{
    inc_query *query = NULL;
    inc_status status = inc_query_new(self->context, kind, tenant, &query);

    return make_keep(self, status, query, make_release_query);
}

inc_status suite_add_events(suite *self, inc_batch *batch, int64_t sequence, int64_t count)
{
    suite_key key;
    inc_status status = INC_OK;
    int64_t i;

    key.tenant = inc_batch_tenant(batch);
    key.kind = inc_batch_subject_kind(batch);
    key.subject = inc_batch_subject(batch);
    for (i = 1; i <= count && status == INC_OK; i++)
        status =
            inc_batch_event(batch, suite_event(self, &key, sequence + i, inc_batch_name(batch)));
    return status;
}

inc_status suite_add_row(suite *self, inc_batch *batch, const inc_row *row, int64_t revision,
                         int32_t deletes)
{
    inc_write write;

    (void) self;
    memset(&write, 0, sizeof write);
    write.size = sizeof write;
    write.row = row;
    write.revision = revision;
    write.deletes = deletes;
    return inc_batch_write(batch, &write);
}

inc_status suite_append(suite *self, const suite_key *key, int64_t sequence, int64_t count,
                        const char *commit)
{
    inc_batch *batch = suite_batch(self, key, sequence);
    inc_status status = inc_batch_commit(batch, commit);

    if (status == INC_OK)
        status = suite_add_events(self, batch, sequence, count);
    return status == INC_OK ? inc_store_commit(self->store, batch, NULL) : status;
}

inc_status suite_put(suite *self, const inc_row *row, int64_t revision, int32_t deletes)
{
    inc_batch *batch;
    suite_key key;
    inc_status status;

    key.tenant = inc_row_text(row, INC_ROW_TENANT, NULL);
    key.kind = (int32_t) inc_row_integer(row, INC_ROW_SUBJECT_KIND);
    key.subject = inc_row_text(row, INC_ROW_SUBJECT, NULL);
    batch = suite_batch(self, &key, -1);
    status = suite_add_row(self, batch, row, revision, deletes);
    return status == INC_OK ? inc_store_commit(self->store, batch, NULL) : status;
}

inc_status suite_read(suite *self, const suite_key *key, int64_t from, int32_t limit)
{
    inc_range range;

    memset(&range, 0, sizeof range);
    range.size = sizeof range;
    range.tenant = key->tenant;
    range.subject_kind = key->kind;
    range.subject = key->subject;
    range.from = from;
    range.limit = limit;
    return inc_store_read(self->store, &range, self->page);
}

int64_t suite_count_events(suite *self, const suite_key *key)
{
    int64_t count = 0;
    inc_status status;

    while ((status = suite_read(self, key, count + 1, 0)) == INC_OK)
        count += (int64_t) inc_page_events(self->page);
    return status == INC_DONE ? count : -1;
}

int64_t suite_revision(suite *self, int32_t kind, const suite_key *key, const char *name)
{
    inc_query *query = suite_query(self, kind, key->tenant);
    inc_status status = inc_query_where(query, INC_ROW_SUBJECT_KIND, INC_EQUAL, key->kind);

    if (status == INC_OK)
        status = inc_query_where_text(query, INC_ROW_SUBJECT, INC_EQUAL, key->subject);
    if (status == INC_OK)
        status = inc_query_where_text(query, INC_ROW_NAME, INC_EQUAL, name);
    if (status == INC_OK)
        status = inc_store_find(self->store, query, self->page);
    if (status == INC_DONE)
        return 0;
    if (status != INC_OK || inc_page_rows(self->page) != 1)
        return -1;
    return inc_row_integer(inc_page_row(self->page, 0), INC_ROW_REVISION);
}

const char *suite_event_differs(const inc_event *a, const inc_event *b, int32_t without)
{
    inc_column column;
    size_t i;

    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    for (i = 0; inc_event_column(i, &column) == INC_OK; i++) {
        if ((column.flags & without) != 0)
            continue;
        if (inc_event_integer(a, column.id) != inc_event_integer(b, column.id) ||
            strcmp(inc_event_text(a, column.id, NULL), inc_event_text(b, column.id, NULL)) != 0)
            return column.name;
    }
    return NULL;
}

const char *suite_row_differs(const inc_row *a, const inc_row *b)
{
    inc_column column;
    size_t i;

    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    for (i = 0; inc_row_column(inc_row_kind_of(a), i, &column) == INC_OK; i++) {
        if (inc_row_integer(a, column.id) != inc_row_integer(b, column.id) ||
            strcmp(inc_row_text(a, column.id, NULL), inc_row_text(b, column.id, NULL)) != 0)
            return column.name;
    }
    return NULL;
}
