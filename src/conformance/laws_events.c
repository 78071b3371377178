/* Laws of events: what is kept of them, how they are read, what a redaction leaves. */
#include "suite.h"

#include <string.h>

static const suite_key event_key = {"acme", INC_SUBJECT_INCIDENT, "INC-1"};

/* Every column that an event can have a value in. */
static inc_event *event_full(suite *self, int64_t sequence, int64_t integer, const char *text)
{
    inc_event_builder *builder = suite_event_builder(self, &event_key, sequence);
    inc_column column;
    size_t i;

    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    (void) inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_HOST + 7);
    for (i = 0; inc_event_column(i, &column) == INC_OK; i++) {
        if (column.id <= INC_EVENT_KIND || column.id == INC_EVENT_COMMIT ||
            column.id == INC_EVENT_RULES || column.id == INC_EVENT_REDACTED)
            continue;
        if (column.type == INC_VALUE_TEXT)
            (void) inc_event_builder_text(builder, column.id, text, INC_ZSTR);
        else if (column.type == INC_VALUE_TIME)
            (void) inc_event_builder_integer(builder, column.id, INC_TIME_MAX);
        else if (column.id == INC_EVENT_INTEGER_1 || column.id == INC_EVENT_INTEGER_2)
            (void) inc_event_builder_integer(builder, column.id, integer);
        else
            (void) inc_event_builder_integer(builder, column.id, 2);
    }
    (void) inc_event_builder_integer(builder, INC_EVENT_HAPPENED, INC_TIME_MIN);
    (void) inc_event_builder_integer(builder, INC_EVENT_RECORDED, INC_TIME_MAX);
    (void) inc_event_builder_integer(builder, INC_EVENT_ORDER, integer);
    (void) inc_event_builder_text(
        builder, INC_EVENT_RULES,
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", INC_ZSTR);
    return suite_build_event(self, builder);
}

static void event_columns(suite *self)
{
    const int64_t integers[] = {INT64_MIN, -1, INT64_MAX};
    const char *const texts[] = {"x", "\xc3\x9c it's 100% \"so\"; -- \\ \xf0\x9f\x94\xa5\n\t\x7f ",
                                 " padded "};
    inc_event *events[3];
    inc_batch *batch = suite_batch(self, &event_key, 0);
    size_t i;

    for (i = 0; i < 3; i++) {
        events[i] = event_full(self, (int64_t) i + 1, integers[i], texts[i]);
        LAW_OK(self, inc_batch_event(batch, events[i]));
    }
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    LAW_OK(self, suite_read(self, &event_key, 1, 0));
    for (i = 0; i < 3; i++) {
        const char *differs = suite_event_differs(events[i], inc_page_event(self->page, i), 0);
        LAW(self, differs == NULL, "event %zu came back with another '%s'", i + 1, differs);
    }
}

static void event_defaults(suite *self)
{
    inc_event_builder *builder = suite_event_builder(self, &event_key, 1);
    inc_event *event = suite_build_event(self, builder);
    inc_batch *batch = suite_batch(self, &event_key, 0);
    const char *differs;

    LAW_OK(self, inc_batch_event(batch, event));
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    LAW_OK(self, suite_read(self, &event_key, 1, 0));
    differs = suite_event_differs(event, inc_page_event(self->page, 0), 0);
    LAW(self, differs == NULL, "an event without much came back with another '%s'", differs);
}

static void event_long_text(suite *self)
{
    const size_t size = 1024 * 1024;
    char *text = suite_space(self, size + 1);
    inc_event_builder *builder = suite_event_builder(self, &event_key, 1);
    inc_batch *batch = suite_batch(self, &event_key, 0);
    inc_event *event;
    const char *differs;
    size_t i;

    LAW(self, text != NULL, "memory ran out");
    for (i = 0; i < size; i++)
        text[i] = (char) ('a' + i % 26);
    LAW_OK(self, inc_event_builder_text(builder, INC_EVENT_TEXT, text, size));
    LAW_OK(self, inc_event_builder_text(builder, INC_EVENT_EXTRA, text, 64 * 1024));
    event = suite_build_event(self, builder);
    LAW_OK(self, inc_batch_event(batch, event));
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    LAW_OK(self, suite_read(self, &event_key, 1, 0));
    differs = suite_event_differs(event, inc_page_event(self->page, 0), 0);
    LAW(self, differs == NULL, "a text of 1 MiB came back with another '%s'", differs);
}

static void event_pages(suite *self)
{
    static const int32_t limits[] = {1, 7, 250, 999, 1000, 0};
    int64_t total = 1000, at;
    size_t i, given;

    for (at = 0; at < total; at += 100)
        LAW_OK(self, suite_append(self, &event_key, at, 100, ""));
    for (i = 0; i < sizeof limits / sizeof *limits; i++) {
        int64_t most = limits[i] != 0 ? limits[i] : INC_QUERY_LIMIT;
        for (at = 1; at <= total; at += (int64_t) given) {
            int64_t left = total - at + 1;
            LAW_OK(self, suite_read(self, &event_key, at, limits[i]));
            given = inc_page_events(self->page);
            LAW(self, (int64_t) given == (left < most ? left : most),
                "%zu of %lld events came from %lld on with the limit %lld", given, (long long) left,
                (long long) at, (long long) most);
        }
        LAW_STATUS(self, suite_read(self, &event_key, total + 1, limits[i]), INC_DONE);
    }
}

static void event_redaction(suite *self)
{
    inc_event *events[3], *redacted = NULL;
    inc_batch *batch = suite_batch(self, &event_key, 0);
    const char *differs;
    inc_status status;
    size_t i;

    for (i = 0; i < 3; i++) {
        events[i] = event_full(self, (int64_t) i + 1, 5, "personal");
        LAW_OK(self, inc_batch_event(batch, events[i]));
    }
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    status = inc_event_redact(self->context, events[1], NULL, 4, &redacted);
    redacted = suite_keep_event(self, status, redacted);
    batch = suite_batch(self, &event_key, 3);
    LAW_OK(self, inc_batch_redact(batch, redacted));
    LAW_OK(self, suite_add_events(self, batch, 3, 1));
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    LAW_OK(self, suite_read(self, &event_key, 1, 0));
    LAW(self, inc_page_events(self->page) == 4, "after a redaction there were %zu of 4 events",
        inc_page_events(self->page));
    differs = suite_event_differs(redacted, inc_page_event(self->page, 1), 0);
    LAW(self, differs == NULL, "a redacted event came back with another '%s'", differs);
    differs = suite_event_differs(events[0], inc_page_event(self->page, 0), 0);
    LAW(self, differs == NULL, "an event changed '%s' when another was redacted", differs);
    differs = suite_event_differs(events[2], inc_page_event(self->page, 2), 0);
    LAW(self, differs == NULL, "an event changed '%s' when another was redacted", differs);
}

static void event_redaction_keeps_names(suite *self)
{
    inc_event *redacted = NULL;
    inc_batch *batch = suite_batch(self, &event_key, -1);
    inc_status status;

    LAW_OK(self, suite_append(self, &event_key, 0, 2, "name"));
    status = inc_event_redact(self->context, suite_event(self, &event_key, 2, "name"), NULL, 3,
                              &redacted);
    LAW_OK(self, inc_batch_redact(batch, suite_keep_event(self, status, redacted)));
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    LAW_OK(self, suite_append(self, &event_key, 0, 2, "name"));
    LAW(self, suite_count_events(self, &event_key) == 2,
        "a commit was made again after its events were redacted");
}

static void event_partitions(suite *self)
{
    static const suite_key keys[] = {
        {"acme", INC_SUBJECT_INCIDENT, "INC-1"}, {"", INC_SUBJECT_INCIDENT, "INC-1"},
        {"Acme", INC_SUBJECT_INCIDENT, "INC-1"}, {"acme", INC_SUBJECT_HOST, "INC-1"},
        {"acme", INC_SUBJECT_INCIDENT, "inc-1"}, {"acme", INC_SUBJECT_INCIDENT, "INC-1 "},
        {"acmeI", INC_SUBJECT_INCIDENT, "NC-1"}, {"acme", INC_SUBJECT_INCIDENT, "INC_1"},
        {"acme", INC_SUBJECT_INCIDENT, "INC%"},
    };
    size_t count = sizeof keys / sizeof *keys, i;
    int64_t found;

    for (i = 0; i < count; i++)
        LAW_OK(self, suite_append(self, &keys[i], 0, (int64_t) i + 1, ""));
    for (i = 0; i < count; i++) {
        found = suite_count_events(self, &keys[i]);
        LAW(self, found == (int64_t) i + 1, "'%s' %d '%s' had %lld events, not %zu", keys[i].tenant,
            (int) keys[i].kind, keys[i].subject, (long long) found, i + 1);
    }
}

const law suite_event_laws[] = {
    {"every column of an event comes back", event_columns},
    {"an event without much comes back", event_defaults},
    {"a text of 1 MiB comes back", event_long_text},
    {"1,000 events are read in pages of any size", event_pages},
    {"a redaction replaces an event and leaves the others", event_redaction},
    {"a redaction leaves the names of commits", event_redaction_keeps_names},
    {"events of other tenants, kinds and subjects are apart", event_partitions},
    {NULL, NULL},
};
