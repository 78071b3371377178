/* Laws of rows: what is kept of them, and that keys are bytes. */
#include "suite.h"

#include <string.h>

static const suite_key row_key = {"acme", INC_SUBJECT_INCIDENT, "INC-1"};

static inc_row *row_full(suite *self, int32_t kind, int64_t integer, inc_time time,
                         const char *text)
{
    inc_row_builder *builder =
        suite_row_builder(self, kind, &row_key, kind == INC_ROW_MESSAGE ? "m" : "");
    inc_column column;
    size_t i;

    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    for (i = 0; inc_row_column(kind, i, &column) == INC_OK; i++) {
        if (column.id <= INC_ROW_REVISION)
            continue;
        if (column.type == INC_VALUE_TEXT)
            (void) inc_row_builder_text(builder, column.id, text, INC_ZSTR);
        else
            (void) inc_row_builder_integer(builder, column.id,
                                           column.type == INC_VALUE_TIME ? time : integer);
    }
    return suite_build_row(self, builder);
}

static void row_columns(suite *self)
{
    static const int64_t integers[] = {INT64_MIN, 0, 7, INT64_MAX};
    static const inc_time times[] = {INC_TIME_MIN, INC_TIME_NONE, 0, INC_TIME_MAX};
    static const char *const texts[] = {"x", "", "\xc3\x9c it's 100% \\ \"\xf0\x9f\x94\xa5\"", " "};
    int64_t i;
    int32_t kind;

    for (kind = INC_ROW_HEAD; kind <= INC_ROW_MESSAGE; kind++) {
        for (i = 0; i < 4; i++) {
            inc_row *row = row_full(self, kind, integers[i], times[i], texts[i]);
            inc_query *query = suite_query(self, kind, "acme");
            inc_row_builder *builder = suite_row_builder(self, kind, &row_key, "");
            const char *differs;
            LAW_OK(self, suite_put(self, row, i, 0));
            LAW_OK(self, inc_store_find(self->store, query, self->page));
            LAW_OK(self, inc_row_builder_copy(builder, row));
            LAW_OK(self, inc_row_builder_integer(builder, INC_ROW_REVISION, i + 1));
            differs =
                suite_row_differs(suite_build_row(self, builder), inc_page_row(self->page, 0));
            LAW(self, differs == NULL, "a row of kind %d came back with another '%s'", (int) kind,
                differs);
        }
    }
}

static void row_partitions(suite *self)
{
    static const suite_key keys[] = {
        {"acme", INC_SUBJECT_INCIDENT, "INC-1"}, {"", INC_SUBJECT_INCIDENT, "INC-1"},
        {"Acme", INC_SUBJECT_INCIDENT, "INC-1"}, {"acme", INC_SUBJECT_HOST, "INC-1"},
        {"acme", INC_SUBJECT_INCIDENT, "inc-1"}, {"acme ", INC_SUBJECT_INCIDENT, "INC-1"},
    };
    size_t count = sizeof keys / sizeof *keys, i;
    inc_row *head;

    for (i = 0; i < count; i++) {
        LAW_OK(self, suite_put(self,
                               suite_row(self, INC_ROW_HEAD, &keys[i], "", INC_HEAD_STAGE,
                                         (int64_t) i + 1),
                               0, 0));
        LAW_OK(self, suite_put(self,
                               suite_row(self, INC_ROW_MESSAGE, &keys[i], "m", INC_MESSAGE_FACT,
                                         (int64_t) i + 1),
                               0, 0));
    }
    for (i = 0; i < count; i++) {
        LAW_OK(self,
               inc_store_head(self->store, keys[i].tenant, keys[i].kind, keys[i].subject, &head));
        head = suite_keep_row(self, INC_OK, head);
        LAW(self, inc_row_integer(head, INC_HEAD_STAGE) == (int64_t) i + 1,
            "the head of '%s' %d '%s' was that of another", keys[i].tenant, (int) keys[i].kind,
            keys[i].subject);
        LAW(self, suite_revision(self, INC_ROW_MESSAGE, &keys[i], "m") == 1,
            "the message of '%s' %d '%s' was not found", keys[i].tenant, (int) keys[i].kind,
            keys[i].subject);
    }
    LAW_OK(self, inc_store_find(self->store, suite_query(self, INC_ROW_HEAD, "acme"), self->page));
    LAW(self, inc_page_rows(self->page) == 3, "a tenant with 3 heads had %zu",
        inc_page_rows(self->page));
}

/* In bytewise order. Two of them look alike and are not: composed, and decomposed. */
static const char *const row_awkward[] = {
    "\t",
    " ",
    " a",
    "\"",
    "%",
    "%%",
    "'",
    "''",
    "-",
    "--",
    "0",
    "00",
    "1",
    "10",
    "9",
    ";",
    "A",
    "A\nB",
    "B",
    "INC-1",
    "INC-10",
    "INC-2",
    "INC_1",
    "Z",
    "\\",
    "_",
    "a",
    "a ",
    "aa",
    "b",
    "e\xcc\x81",
    "z",
    "\x7f",
    "\xc3\x84",
    "\xc3\xa9",
    "\xc3\xbf",
    "\xdf\xbf",
    "\xe2\x82\xac",
    "\xef\xbf\xbd",
    "\xf0\x9f\x94\xa5",
    "\xf4\x8f\xbf\xbf",
};

#define ROW_AWKWARD (sizeof row_awkward / sizeof *row_awkward)

static void row_awkward_keys(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_HEAD, "acme");
    suite_key key = row_key;
    size_t i;
    int32_t descending;

    for (i = 0; i < ROW_AWKWARD; i++) {
        /* Not in order, so that the order is the backend's work. */
        key.subject = row_awkward[i * 17 % ROW_AWKWARD];
        LAW_OK(self, suite_put(self, suite_row(self, INC_ROW_HEAD, &key, "", 0, 0), 0, 0));
        LAW_OK(self, suite_append(self, &key, 0, 1, ""));
    }
    for (descending = 0; descending <= 1; descending++) {
        LAW_OK(self, inc_query_order(query, 0, descending));
        LAW_OK(self, inc_store_find(self->store, query, self->page));
        LAW(self, inc_page_rows(self->page) == ROW_AWKWARD, "%zu of %zu keys were found",
            inc_page_rows(self->page), ROW_AWKWARD);
        for (i = 0; i < ROW_AWKWARD; i++) {
            const char *expected = row_awkward[descending ? ROW_AWKWARD - 1 - i : i];
            const char *found = inc_row_text(inc_page_row(self->page, i), INC_ROW_SUBJECT, NULL);
            LAW(self, strcmp(found, expected) == 0, "key %zu was '%s', not '%s'", i, found,
                expected);
        }
    }
    for (i = 0; i < ROW_AWKWARD; i++) {
        key.subject = row_awkward[i];
        LAW(self, suite_count_events(self, &key) == 1, "'%s' had not one event", key.subject);
        LAW(self, suite_revision(self, INC_ROW_HEAD, &key, "") == 1, "'%s' had not one head",
            key.subject);
    }
}

static void row_long_keys(suite *self)
{
    char tenant[256], subject[256], name[256];
    suite_key key = {tenant, INT32_MAX, subject};
    suite_key other = key;
    char last[256];

    memset(tenant, 't', 255);
    memset(subject, 's', 255);
    memset(name, 'n', 255);
    tenant[255] = subject[255] = name[255] = '\0';
    memcpy(last, subject, sizeof last);
    last[254] = 'x';
    other.subject = last;
    LAW_OK(self, suite_append(self, &key, 0, 2, name));
    LAW_OK(self, suite_append(self, &other, 0, 1, name));
    LAW_OK(self, suite_put(self, suite_row(self, INC_ROW_MESSAGE, &key, name, 0, 0), 0, 0));
    LAW_OK(self, suite_put(self, suite_row(self, INC_ROW_HEAD, &other, "", 0, 0), 0, 0));
    LAW(self, suite_count_events(self, &key) == 2, "keys of 255 bytes lost events");
    LAW(self, suite_count_events(self, &other) == 1, "keys that differ at byte 255 were one");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &key, name) == 1,
        "a message with a name of 255 bytes was not found");
    LAW(self, suite_revision(self, INC_ROW_HEAD, &key, "") == 0,
        "heads that differ at byte 255 were one");
}

static void row_messages_by_name(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_MESSAGE, "acme");
    suite_key key = row_key;
    size_t i;

    for (i = 0; i < ROW_AWKWARD; i++)
        LAW_OK(self, suite_put(self,
                               suite_row(self, INC_ROW_MESSAGE, &key,
                                         row_awkward[i * 17 % ROW_AWKWARD], 0, 0),
                               0, 0));
    LAW_OK(self, inc_store_find(self->store, query, self->page));
    LAW(self, inc_page_rows(self->page) == ROW_AWKWARD, "%zu of %zu messages were found",
        inc_page_rows(self->page), ROW_AWKWARD);
    for (i = 0; i < ROW_AWKWARD; i++) {
        const char *found = inc_row_text(inc_page_row(self->page, i), INC_ROW_NAME, NULL);
        LAW(self, strcmp(found, row_awkward[i]) == 0, "message %zu was '%s', not '%s'", i, found,
            row_awkward[i]);
    }
}

const law suite_row_laws[] = {
    {"every column of a row comes back", row_columns},
    {"rows of other tenants, kinds and subjects are apart", row_partitions},
    {"subjects are bytes, and in the order of bytes", row_awkward_keys},
    {"names of messages are bytes, and in the order of bytes", row_messages_by_name},
    {"keys have up to 255 bytes", row_long_keys},
    {NULL, NULL},
};
