/* A walk over the incidents of a store. */
#include "store_fixture.h"
#include "unit.h"

#include <stdio.h>

static fixture_memory memory;
static inc_context *context;
static inc_memory *backend;
static inc_store *store;
static inc_rules *rules;
static inc_incident *incident;

static void setup(void)
{
    inc_incident_options options = {.size = sizeof options};
    inc_zone *zone;

    context = fixture_context(&memory);
    zone = fixture_utc(context);
    ck_assert_int_eq(inc_preset_rules(context, INC_PRESET_SMALL, zone, &rules), INC_OK);
    inc_zone_unref(zone);
    options.rules = rules;
    ck_assert_int_eq(inc_incident_new(context, &options, &incident), INC_OK);
    ck_assert_int_eq(inc_memory_new(context, &backend), INC_OK);
    ck_assert_int_eq(inc_memory_store(backend, context, &store), INC_OK);
}

static void teardown(void)
{
    inc_store_free(store);
    inc_memory_unref(backend);
    inc_incident_free(incident);
    inc_rules_unref(rules);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* A head of a tenant, and events. */
static void put(const char *tenant, const char *subject, int64_t count)
{
    int64_t i;
    inc_row *row = store_row(context, INC_ROW_HEAD, tenant, subject, "", 0, 0, 0, 0);

    ck_assert_int_eq(store_put(context, store, row, 0, 0), INC_OK);
    for (i = 0; i < count; i++) {
        inc_event *event = store_event(context, tenant, subject, i + 1, "");
        inc_batch *batch;
        ck_assert_int_eq(inc_batch_new(context, tenant, 0, subject, i, &batch), INC_OK);
        ck_assert_int_eq(inc_batch_event(batch, event), INC_OK);
        ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_OK);
        inc_batch_free(batch);
        inc_event_unref(event);
    }
}

static inc_scan *begin(const char *tenant, const char *after)
{
    const inc_scan_options options = {sizeof options, tenant, after};
    inc_scan *scan;

    ck_assert_msg(inc_scan_new(store, &options, incident, &scan) == INC_OK, "%s",
                  inc_context_error(context));
    return scan;
}

/* The next incident is that one, with so many facts; NULL: there is none. */
static void next_is(inc_scan *scan, const char *subject, size_t count)
{
    const inc_event *event;

    ck_assert_int_eq(inc_scan_next(scan), subject != NULL ? INC_OK : INC_DONE);
    ck_assert_str_eq(inc_scan_subject(scan), subject != NULL ? subject : "");
    ck_assert_uint_eq(inc_incident_count(incident), count);
    if (count == 0)
        return;
    ck_assert_int_eq(inc_incident_event(incident, 0, &event), INC_OK);
    ck_assert_str_eq(inc_event_text(event, INC_EVENT_SUBJECT, NULL), subject);
}

START_TEST(a_walk_goes_by_id)
{
    inc_scan *scan;

    put("", "b", 2);
    put("", "a", 1);
    put("", "c", 0);
    put("other", "aa", 3);
    scan = begin(NULL, NULL);
    ck_assert_str_eq(inc_scan_subject(scan), "");
    next_is(scan, "a", 1);
    next_is(scan, "b", 2);
    next_is(scan, "c", 0);
    next_is(scan, NULL, 0);
    next_is(scan, NULL, 0);
    inc_scan_free(scan);
    scan = begin("other", "");
    next_is(scan, "aa", 3);
    next_is(scan, NULL, 0);
    inc_scan_free(scan);
}
END_TEST

START_TEST(a_walk_goes_on_after_an_id)
{
    inc_scan *scan;

    put("", "a", 1);
    put("", "b", 1);
    put("", "d", 1);
    scan = begin("", "b");
    next_is(scan, "d", 1);
    next_is(scan, NULL, 0);
    inc_scan_free(scan);
    scan = begin("", "c");
    next_is(scan, "d", 1);
    inc_scan_free(scan);
}
END_TEST

START_TEST(an_empty_store)
{
    inc_scan *scan = begin(NULL, NULL);

    next_is(scan, NULL, 0);
    inc_scan_free(scan);
}
END_TEST

START_TEST(only_incidents)
{
    inc_row_builder *builder;
    inc_batch *batch;
    inc_scan *scan;
    inc_row *row;

    put("", "a", 1);
    ck_assert_int_eq(inc_row_builder_new(context, INC_ROW_HEAD, &builder), INC_OK);
    ck_assert_int_eq(inc_row_builder_text(builder, INC_ROW_SUBJECT, "P-1", INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_row_builder_integer(builder, INC_ROW_SUBJECT_KIND, INC_SUBJECT_HOST),
                     INC_OK);
    ck_assert_int_eq(inc_row_builder_build(builder, &row), INC_OK);
    ck_assert_int_eq(inc_batch_new(context, "", INC_SUBJECT_HOST, "P-1", -1, &batch), INC_OK);
    ck_assert_int_eq(store_write(batch, row, 0, 0), INC_OK);
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_OK);
    inc_batch_free(batch);
    inc_row_unref(row);
    inc_row_builder_free(builder);
    scan = begin(NULL, NULL);
    next_is(scan, "a", 1);
    next_is(scan, NULL, 0);
    inc_scan_free(scan);
}
END_TEST

/* More heads, and more events of one, than a page holds. */
START_TEST(pages_are_turned)
{
    inc_scan *scan;
    char subject[16];
    int64_t last;
    int i;

    for (i = 0; i < 2 * INC_QUERY_LIMIT + 1; i++) {
        inc_row *row;
        (void) snprintf(subject, sizeof subject, "I%05d", i);
        row = store_row(context, INC_ROW_HEAD, "", subject, "", 0, 0, 0, 0);
        ck_assert_int_eq(store_put(context, store, row, 0, 0), INC_OK);
    }
    for (i = 0; i < 2; i++)
        ck_assert_int_eq(store_append(context, store, "I00001", i * INC_QUERY_LIMIT,
                                      INC_QUERY_LIMIT, i == 0 ? "one" : "two", &last),
                         INC_OK);
    scan = begin(NULL, NULL);
    for (i = 0; i < 2 * INC_QUERY_LIMIT + 1; i++) {
        (void) snprintf(subject, sizeof subject, "I%05d", i);
        next_is(scan, subject, i == 1 ? 2 * INC_QUERY_LIMIT : 0);
    }
    next_is(scan, NULL, 0);
    inc_scan_free(scan);
}
END_TEST

START_TEST(nothing_is_written)
{
    inc_text *before, *after;
    inc_scan *scan;

    put("", "a", 3);
    ck_assert_int_eq(inc_text_new(context, &before), INC_OK);
    ck_assert_int_eq(inc_text_new(context, &after), INC_OK);
    ck_assert_int_eq(inc_memory_snapshot(backend, before), INC_OK);
    scan = begin(NULL, NULL);
    next_is(scan, "a", 3);
    next_is(scan, NULL, 0);
    inc_scan_free(scan);
    ck_assert_int_eq(inc_memory_snapshot(backend, after), INC_OK);
    ck_assert_str_eq(inc_text_data(before, NULL), inc_text_data(after, NULL));
    inc_text_free(before);
    inc_text_free(after);
}
END_TEST

/* Hands calls on to the memory store, but for one of them. */
typedef struct flaky {
    inc_store *inner;
    int calls;
    int fail; /* number of the call that fails */
} flaky;

static inc_status flaky_commit(void *user, inc_context *own, const inc_batch *batch,
                               int64_t *sequence)
{
    flaky *self = user;

    (void) own;
    return inc_store_commit(self->inner, batch, sequence);
}

static inc_status flaky_read(void *user, inc_context *own, const inc_range *range, inc_page *page)
{
    flaky *self = user;
    inc_status status;

    if (++self->calls == self->fail)
        return inc_context_fail(own, INC_E_IO, "a read failed");
    status = inc_store_read(self->inner, range, page);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status flaky_find(void *user, inc_context *own, const inc_query *query, inc_page *page)
{
    flaky *self = user;
    inc_status status;

    if (++self->calls == self->fail)
        return inc_context_fail(own, INC_E_IO, "a find failed");
    status = inc_store_find(self->inner, (inc_query *) (uintptr_t) query, page);
    return status == INC_DONE ? INC_OK : status;
}

/* After an error the same one comes again, whole. */
START_TEST(errors_are_made_good)
{
    const inc_backend callbacks = {
        .size = sizeof callbacks, .commit = flaky_commit, .read = flaky_read, .find = flaky_find};
    int fail, failed = 1;

    put("", "a", 2);
    put("", "b", 1);
    for (fail = 1; failed; fail++) {
        flaky self = {store, 0, fail};
        inc_store *outer;
        inc_scan *scan;
        char seen[16] = "";
        inc_status status;

        failed = 0;
        ck_assert_int_eq(inc_store_open(context, &callbacks, &self, &outer), INC_OK);
        ck_assert_int_eq(inc_scan_new(outer, NULL, incident, &scan), INC_OK);
        while ((status = inc_scan_next(scan)) != INC_DONE) {
            if (status == INC_E_IO) {
                failed++;
                ck_assert_uint_eq(inc_incident_count(incident), 0);
                continue;
            }
            ck_assert_int_eq(status, INC_OK);
            (void) snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%s%d",
                            inc_scan_subject(scan), (int) inc_incident_count(incident));
        }
        ck_assert_str_eq(seen, "a2b1");
        ck_assert_int_le(failed, 1);
        inc_scan_free(scan);
        inc_store_free(outer);
    }
    ck_assert_int_ge(fail, 5);
}
END_TEST

static inc_status starved(inc_context *own)
{
    inc_incident_options options = {.size = sizeof options, .rules = rules};
    const inc_scan_options after = {sizeof after, "", "0"};
    inc_incident *handle = NULL;
    inc_store *view = NULL;
    inc_scan *scan = NULL;
    inc_status status = inc_incident_new(own, &options, &handle);

    if (status == INC_OK)
        status = inc_memory_store(backend, own, &view);
    if (status == INC_OK)
        status = inc_scan_new(view, &after, handle, &scan);
    while (status == INC_OK)
        status = inc_scan_next(scan);
    inc_scan_free(scan);
    inc_store_free(view);
    inc_incident_free(handle);
    return status == INC_DONE ? INC_OK : status;
}

START_TEST(memory_runs_out)
{
    put("", "a", 2);
    put("", "b", 1);
    fixture_starve(context, &memory, starved);
}
END_TEST

START_TEST(misuse_is_invalid)
{
    inc_scan_options options = {sizeof options, "a\xff", NULL};
    inc_scan *scan = (inc_scan *) (uintptr_t) &memory;

    ck_assert_int_eq(inc_scan_new(store, &options, incident, &scan), INC_E_INVALID);
    ck_assert_ptr_null(scan);
    options.tenant = "";
    options.size = 4;
    ck_assert_int_eq(inc_scan_new(store, &options, incident, &scan), INC_E_INVALID);
    ck_assert_int_eq(inc_scan_new(NULL, NULL, incident, &scan), INC_E_INVALID);
    ck_assert_int_eq(inc_scan_new(store, NULL, NULL, &scan), INC_E_INVALID);
    ck_assert_int_eq(inc_scan_new(store, NULL, incident, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_scan_next(NULL), INC_E_INVALID);
    ck_assert_str_eq(inc_scan_subject(NULL), "");
    inc_scan_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_walk_goes_by_id,    a_walk_goes_on_after_an_id,
                                  an_empty_store,       only_incidents,
                                  pages_are_turned,     nothing_is_written,
                                  errors_are_made_good, memory_runs_out,
                                  misuse_is_invalid,    NULL};

    return unit_run("scan", tests, setup, teardown);
}
