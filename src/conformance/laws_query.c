/* Laws of queries: comparisons, orders, cursors, limits, counts. What the library would say of each
 * row that was written tells what a backend has to find. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define QUERY_ROWS 30

static const int64_t query_integers[] = {INT64_MIN, -1, 0, 1, 2, INT64_MAX};
static const inc_time query_times[] = {INC_TIME_NONE,    INC_TIME_MIN, -1, 0, 1,
                                       1780304400000000, INC_TIME_MAX};
static const char *const query_texts[] = {"", "%", "A", "a", "a ", "ab", "\xc3\xa9"};

#define QUERY_INTEGERS (sizeof query_integers / sizeof *query_integers)
#define QUERY_TIMES (sizeof query_times / sizeof *query_times)
#define QUERY_TEXTS (sizeof query_texts / sizeof *query_texts)

/* The rows that a law has written. */
typedef struct query_world {
    const inc_row *rows[QUERY_ROWS];
    size_t count;
} query_world;

/* Spreads values over rows, so that no two columns go together. */
static size_t query_spread(size_t row, int32_t column)
{
    return (row + 3) * (row + (size_t) column) + row / 2;
}

static inc_row *query_make_row(suite *self, int32_t kind, size_t index)
{
    char subject[16], name[16];
    suite_key key = {"acme", INC_SUBJECT_INCIDENT, subject};
    inc_row_builder *builder;
    inc_column column;
    size_t i;

    (void) snprintf(subject, sizeof subject, "S%zu", index * 7 % QUERY_ROWS / 2);
    (void) snprintf(name, sizeof name, "m%zu", index);
    if (kind == INC_ROW_HEAD)
        (void) snprintf(subject, sizeof subject, "S%zu", index * 7 % QUERY_ROWS);
    builder = suite_row_builder(self, kind, &key, kind == INC_ROW_MESSAGE ? name : "");
    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    for (i = 0; inc_row_column(kind, i, &column) == INC_OK; i++) {
        size_t spread = query_spread(index, column.id);
        if (column.id <= INC_ROW_REVISION)
            continue;
        if (column.type == INC_VALUE_TEXT)
            (void) inc_row_builder_text(builder, column.id, query_texts[spread % QUERY_TEXTS],
                                        INC_ZSTR);
        else
            (void) inc_row_builder_integer(builder, column.id,
                                           column.type == INC_VALUE_TIME
                                               ? query_times[spread % QUERY_TIMES]
                                               : query_integers[spread % QUERY_INTEGERS]);
    }
    (void) inc_row_builder_integer(builder, INC_ROW_REVISION, 1);
    return suite_build_row(self, builder);
}

static void query_fill(suite *self, int32_t kind, query_world *world)
{
    for (world->count = 0; world->count < QUERY_ROWS; world->count++) {
        inc_row *row = query_make_row(self, kind, world->count);
        world->rows[world->count] = row;
        LAW_OK(self, suite_put(self, row, 0, 0));
    }
}

/* The row that a query gives next, or NULL. */
static const inc_row *query_next(const query_world *world, const inc_query *query)
{
    const inc_row *next = NULL;
    size_t i;

    for (i = 0; i < world->count; i++) {
        const inc_row *row = world->rows[i];
        if (inc_query_matches(query, row) &&
            (next == NULL || inc_query_compare(query, row, next) < 0))
            next = row;
    }
    return next;
}

/* Reads all pages of a query, and holds each row against what should come. */
static void query_check(suite *self, const query_world *world, inc_query *query, const char *what)
{
    size_t limit = (size_t) inc_query_most(query), i;
    inc_status status;

    do {
        status = inc_store_find(self->store, query, self->page);
        LAW(self, status >= INC_OK, "%s: find answered %s: %s", what, inc_status_name(status),
            inc_context_error(self->context));
        for (i = 0; i < inc_page_rows(self->page); i++) {
            const inc_row *row = inc_page_row(self->page, i), *next = query_next(world, query);
            LAW(self, next != NULL && suite_row_differs(row, next) == NULL,
                "%s: '%s' '%s' came where '%s' '%s' was to come", what,
                inc_row_text(row, INC_ROW_SUBJECT, NULL), inc_row_text(row, INC_ROW_NAME, NULL),
                inc_row_text(next, INC_ROW_SUBJECT, NULL), inc_row_text(next, INC_ROW_NAME, NULL));
            LAW_OK(self, inc_query_after(query, row));
        }
        LAW(self, inc_page_rows(self->page) == limit || query_next(world, query) == NULL,
            "%s: '%s' did not come", what,
            inc_row_text(query_next(world, query), INC_ROW_SUBJECT, NULL));
    } while (inc_page_rows(self->page) == limit);
}

static void query_compare_column(suite *self, const query_world *world, int32_t kind,
                                 const inc_column *column)
{
    size_t values = column->type == INC_VALUE_TEXT   ? QUERY_TEXTS
                    : column->type == INC_VALUE_TIME ? QUERY_TIMES
                                                     : QUERY_INTEGERS;
    int32_t comparison;
    size_t i;

    for (comparison = INC_EQUAL; comparison <= INC_GREATER_OR_EQUAL; comparison++) {
        for (i = 0; i < values; i++) {
            inc_query *query = suite_query(self, kind, "acme");
            char what[64];
            if (column->type == INC_VALUE_TIME && query_times[i] == INC_TIME_NONE &&
                comparison != INC_EQUAL)
                continue;
            if (column->type == INC_VALUE_TEXT)
                LAW_OK(self, inc_query_where_text(query, column->id, comparison, query_texts[i]));
            else
                LAW_OK(self, inc_query_where(query, column->id, comparison,
                                             column->type == INC_VALUE_TIME ? query_times[i]
                                                                            : query_integers[i]));
            (void) snprintf(what, sizeof what, "%s, comparison %d, value %zu", column->name,
                            (int) comparison, i);
            query_check(self, world, query, what);
        }
    }
}

static void query_compare_kind(suite *self, int32_t kind)
{
    query_world world;
    inc_column column;
    size_t i;

    query_fill(self, kind, &world);
    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    for (i = 0; !self->failed && inc_row_column(kind, i, &column) == INC_OK; i++) {
        if (column.id != INC_ROW_TENANT)
            query_compare_column(self, &world, kind, &column);
    }
}

static void query_compare_heads(suite *self)
{
    query_compare_kind(self, INC_ROW_HEAD);
}

static void query_compare_messages(suite *self)
{
    query_compare_kind(self, INC_ROW_MESSAGE);
}

static void query_order_column(suite *self, const query_world *world, int32_t kind,
                               const inc_column *column)
{
    static const int32_t limits[] = {1, 2, 7, QUERY_ROWS, INC_QUERY_LIMIT};
    int32_t descending;
    size_t i;

    for (descending = 0; descending <= 1; descending++) {
        for (i = 0; i < sizeof limits / sizeof *limits; i++) {
            inc_query *query = suite_query(self, kind, "acme");
            char what[64];
            LAW_OK(self, inc_query_order(query, column->id, descending));
            LAW_OK(self, inc_query_limit(query, limits[i]));
            (void) snprintf(what, sizeof what, "by %s%s, limit %d", column->name,
                            descending ? " descending" : "", (int) limits[i]);
            query_check(self, world, query, what);
        }
    }
}

static void query_order_kind(suite *self, int32_t kind)
{
    query_world world;
    inc_column column;
    size_t i;

    query_fill(self, kind, &world);
    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    column.name = "key";
    query_order_column(self, &world, kind, &column);
    for (i = 0; !self->failed && inc_row_column(kind, i, &column) == INC_OK; i++) {
        if ((column.flags & INC_COLUMN_ORDERED) != 0)
            query_order_column(self, &world, kind, &column);
    }
}

static void query_order_heads(suite *self)
{
    query_order_kind(self, INC_ROW_HEAD);
}

static void query_order_messages(suite *self)
{
    query_order_kind(self, INC_ROW_MESSAGE);
}

/* A range of the ordered column, and a condition on another. */
static void query_mixed(suite *self)
{
    query_world world;
    int32_t comparison, descending, limit;
    size_t i;

    query_fill(self, INC_ROW_HEAD, &world);
    for (comparison = INC_EQUAL; comparison <= INC_GREATER_OR_EQUAL; comparison++) {
        for (i = 1; i < QUERY_TIMES; i++) {
            for (descending = 0; descending <= 1; descending++) {
                for (limit = 1; limit <= 4; limit += 3) {
                    inc_query *query = suite_query(self, INC_ROW_HEAD, "acme");
                    LAW_OK(self, inc_query_order(query, INC_HEAD_DUE, descending));
                    LAW_OK(self, inc_query_limit(query, limit));
                    LAW_OK(self, inc_query_where(query, INC_HEAD_DUE, comparison, query_times[i]));
                    LAW_OK(self, inc_query_where(query, INC_HEAD_OPEN, INC_GREATER_OR_EQUAL, 0));
                    LAW_OK(self, inc_query_where_text(query, INC_HEAD_TEAM, INC_GREATER, ""));
                    query_check(self, &world, query, "a range in order, and two conditions");
                }
            }
        }
    }
}

/* Every row that could be a cursor, stored or not. */
static void query_cursors(suite *self)
{
    query_world world;
    int32_t descending;
    size_t i;

    query_fill(self, INC_ROW_HEAD, &world);
    for (descending = 0; descending <= 1; descending++) {
        for (i = 0; i < 3 * QUERY_INTEGERS; i++) {
            static const char *const subjects[] = {"S15", "A", "z"};
            suite_key key = {"acme", INC_SUBJECT_INCIDENT, subjects[i % 3]};
            inc_query *query = suite_query(self, INC_ROW_HEAD, "acme");
            inc_row *cursor =
                suite_row(self, INC_ROW_HEAD, &key, "", INC_HEAD_PRIORITY, query_integers[i / 3]);
            LAW_OK(self, inc_query_order(query, INC_HEAD_PRIORITY, descending));
            LAW_OK(self, inc_query_limit(query, 5));
            LAW_OK(self, inc_query_after(query, cursor));
            query_check(self, &world, query, "after a cursor that was kept elsewhere");
        }
    }
}

/* Rows that go while a list is read take no others with them. */
static void query_gone_cursor(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_HEAD, "acme");
    query_world world;
    inc_row *last;
    size_t i;

    query_fill(self, INC_ROW_HEAD, &world);
    LAW_OK(self, inc_query_limit(query, 10));
    LAW_OK(self, inc_store_find(self->store, query, self->page));
    LAW(self, inc_page_rows(self->page) == 10, "%zu of 10 rows came", inc_page_rows(self->page));
    last = suite_keep_row(self, INC_OK, inc_row_ref(inc_page_row(self->page, 9)));
    LAW_OK(self, suite_put(self, last, 1, 1));
    for (i = 0; i < world.count; i++) {
        if (strcmp(inc_row_text(world.rows[i], INC_ROW_SUBJECT, NULL),
                   inc_row_text(last, INC_ROW_SUBJECT, NULL)) == 0)
            world.rows[i] = world.rows[--world.count];
    }
    LAW_OK(self, inc_query_after(query, last));
    query_check(self, &world, query, "after a row that was deleted");
}

static void query_counts(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_HEAD, "acme");
    query_world world;
    int64_t counted, expected = 0;
    size_t i;

    query_fill(self, INC_ROW_HEAD, &world);
    LAW_OK(self, inc_store_count(self->store, query, &counted));
    LAW(self, counted == QUERY_ROWS, "%lld of %d heads were counted", (long long) counted,
        QUERY_ROWS);
    LAW_OK(self, inc_query_where(query, INC_HEAD_PRIORITY, INC_GREATER, 0));
    LAW_OK(self, inc_query_order(query, INC_HEAD_DUE, 1));
    for (i = 0; i < world.count; i++)
        expected += inc_query_matches(query, world.rows[i]);
    LAW_OK(self, inc_query_limit(query, 1));
    LAW_OK(self, inc_query_after(query, query_next(&world, query)));
    LAW_OK(self, inc_store_count(self->store, query, &counted));
    LAW(self, counted == expected, "%lld of %lld rows were counted", (long long) counted,
        (long long) expected);
}

static void query_other_tenant(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_HEAD, "other");
    query_world world;
    int64_t counted;

    query_fill(self, INC_ROW_HEAD, &world);
    LAW_STATUS(self, inc_store_find(self->store, query, self->page), INC_DONE);
    LAW_OK(self, inc_store_count(self->store, query, &counted));
    LAW(self, counted == 0, "another tenant had %lld heads", (long long) counted);
}

/* More than a query can take at once. */
static void query_many(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_MESSAGE, "acme");
    suite_key key = {"acme", INC_SUBJECT_INCIDENT, "INC-1"};
    inc_batch *batch = suite_batch(self, &key, -1);
    int64_t counted;
    char name[16];
    int i;

    for (i = 0; i < INC_QUERY_LIMIT + 1; i++) {
        (void) snprintf(name, sizeof name, "m%04d", i);
        LAW_OK(self,
               suite_add_row(self, batch,
                             suite_row(self, INC_ROW_MESSAGE, &key, name, INC_MESSAGE_NEXT_AT, 5),
                             0, 0));
    }
    LAW_OK(self, inc_store_commit(self->store, batch, NULL));
    LAW_OK(self, inc_query_order(query, INC_MESSAGE_NEXT_AT, 0));
    LAW_OK(self, inc_store_find(self->store, query, self->page));
    LAW(self, inc_page_rows(self->page) == INC_QUERY_LIMIT, "%zu of %d rows came",
        inc_page_rows(self->page), INC_QUERY_LIMIT);
    LAW_OK(self, inc_query_after(query, inc_page_row(self->page, INC_QUERY_LIMIT - 1)));
    LAW_OK(self, inc_store_find(self->store, query, self->page));
    LAW(self, inc_page_rows(self->page) == 1, "%zu rows came where one was left",
        inc_page_rows(self->page));
    LAW_OK(self, inc_store_count(self->store, query, &counted));
    LAW(self, counted == INC_QUERY_LIMIT + 1, "%lld of %d rows were counted", (long long) counted,
        INC_QUERY_LIMIT + 1);
}

const law suite_query_laws[] = {
    {"every column of heads compares as it should", query_compare_heads},
    {"every column of messages compares as it should", query_compare_messages},
    {"heads come in every order, both ways, in pages", query_order_heads},
    {"messages come in every order, both ways, in pages", query_order_messages},
    {"a range in order goes together with other conditions", query_mixed},
    {"a list goes on after any cursor", query_cursors},
    {"a list goes on after a row that was deleted", query_gone_cursor},
    {"counts know neither limit nor cursor", query_counts},
    {"another tenant finds nothing", query_other_tenant},
    {"1,001 rows are two pages", query_many},
    {NULL, NULL},
};
