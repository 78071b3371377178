/* Queries: conditions, order, cursor, and what backends read of them. */
#include "store_fixture.h"
#include "unit.h"

static fixture_memory memory;
static inc_context *context;
static inc_query *query;

static void setup(void)
{
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_query_new(context, INC_ROW_HEAD, "", &query), INC_OK);
}

static void teardown(void)
{
    inc_query_free(query);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* 1 if a head with that priority and due meets the query; the row is given back. */
static int meets(const char *subject, int64_t priority, inc_time due)
{
    inc_row *row = store_row(context, INC_ROW_HEAD, "", subject, "", INC_HEAD_PRIORITY, priority,
                             INC_HEAD_DUE, due);
    int answer = inc_query_matches(query, row);

    inc_row_unref(row);
    return answer;
}

START_TEST(conditions_are_checked)
{
    ck_assert_int_eq(inc_query_where(query, INC_MESSAGE_FACT, INC_EQUAL, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_TEAM, INC_EQUAL, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_STAGE, 0, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_STAGE, 6, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_DUE, INC_LESS, INC_TIME_NONE), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_DUE, INC_LESS, INC_TIME_MAX + 1), INC_E_RANGE);
    ck_assert_int_eq(inc_query_where_text(query, INC_HEAD_STAGE, INC_EQUAL, "x"), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where_text(query, INC_HEAD_TEAM, INC_EQUAL, "\xff"), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where_text(query, INC_HEAD_TEAM, INC_EQUAL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_query_where(NULL, INC_HEAD_STAGE, INC_EQUAL, 1), INC_E_INVALID);
    ck_assert(meets("a", 1, 1));
}
END_TEST

START_TEST(all_conditions_hold)
{
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_PRIORITY, INC_GREATER, 1), INC_OK);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_PRIORITY, INC_LESS_OR_EQUAL, 3), INC_OK);
    ck_assert_int_eq(inc_query_where_text(query, INC_ROW_SUBJECT, INC_LESS, "m"), INC_OK);
    ck_assert(!meets("a", 1, 1) && meets("a", 2, 1) && meets("a", 3, 1) && !meets("a", 4, 1));
    ck_assert(!meets("m", 2, 1) && !meets("\xc3\xa9", 2, 1) && meets("lzz", 2, 1));
}
END_TEST

START_TEST(no_instant_meets_nothing_but_itself)
{
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_DUE, INC_LESS_OR_EQUAL, 5), INC_OK);
    ck_assert(meets("a", 1, 5) && meets("a", 1, INC_TIME_MIN) && !meets("a", 1, 6));
    ck_assert(!meets("a", 1, INC_TIME_NONE));
    inc_query_free(query);
    ck_assert_int_eq(inc_query_new(context, INC_ROW_HEAD, NULL, &query), INC_OK);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_DUE, INC_EQUAL, INC_TIME_NONE), INC_OK);
    ck_assert(!meets("a", 1, 5) && meets("a", 1, INC_TIME_NONE));
}
END_TEST

START_TEST(orders_turn_round_with_their_keys)
{
    inc_row *rows[3];
    int32_t descending = 7;
    size_t i;

    rows[0] = store_head_row(context, "b", 1, 5);
    rows[1] = store_head_row(context, "a", 2, 5);
    rows[2] = store_head_row(context, "c", 1, 5);
    ck_assert_int_lt(inc_query_compare(query, rows[1], rows[0]), 0);
    ck_assert_int_eq(inc_query_order(query, INC_HEAD_PRIORITY, 0), INC_OK);
    ck_assert_int_lt(inc_query_compare(query, rows[0], rows[2]), 0);
    ck_assert_int_lt(inc_query_compare(query, rows[2], rows[1]), 0);
    ck_assert_int_eq(inc_query_compare(query, rows[2], rows[2]), 0);
    ck_assert_int_eq(inc_query_order(query, INC_HEAD_PRIORITY, 1), INC_OK);
    ck_assert_int_gt(inc_query_compare(query, rows[0], rows[2]), 0);
    ck_assert_int_gt(inc_query_compare(query, rows[2], rows[1]), 0);
    ck_assert_int_eq(inc_query_ordered_by(query, &descending), INC_HEAD_PRIORITY);
    ck_assert_int_eq(descending, 1);
    ck_assert_int_eq(inc_query_order(query, INC_HEAD_STAGE, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_query_order(query, 999, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_query_order(query, 0, 2), INC_E_INVALID);
    for (i = 0; i < 3; i++)
        inc_row_unref(rows[i]);
}
END_TEST

START_TEST(rows_without_the_instant_of_the_order_are_left_out)
{
    ck_assert(meets("a", 1, INC_TIME_NONE));
    ck_assert_int_eq(inc_query_order(query, INC_HEAD_DUE, 0), INC_OK);
    ck_assert(!meets("a", 1, INC_TIME_NONE) && meets("a", 1, 1));
}
END_TEST

START_TEST(a_cursor_cuts_off)
{
    inc_row *cursor = store_head_row(context, "b", 2, 5);
    inc_row *message = store_row(context, INC_ROW_MESSAGE, "", "b", "m", 0, 0, 0, 0);
    inc_row *elsewhere = store_row(context, INC_ROW_HEAD, "t", "b", "", 0, 0, 0, 0);

    ck_assert_int_eq(inc_query_after(query, message), INC_E_INVALID);
    ck_assert_int_eq(inc_query_after(query, elsewhere), INC_E_INVALID);
    ck_assert_ptr_null(inc_query_cursor(query));
    ck_assert_int_eq(inc_query_after(query, cursor), INC_OK);
    ck_assert_int_eq(inc_query_after(query, cursor), INC_OK);
    ck_assert(!meets("a", 9, 1) && !meets("b", 9, 1) && meets("c", 0, 1));
    ck_assert_int_eq(inc_query_order(query, INC_HEAD_PRIORITY, 0), INC_OK);
    ck_assert(meets("a", 9, 1) && meets("c", 2, 1) && !meets("c", 1, 1) && !meets("b", 2, 1));
    ck_assert_int_eq(inc_query_after(query, NULL), INC_OK);
    ck_assert(meets("c", 1, 1));
    ck_assert_int_eq(inc_query_matches(query, message), 0);
    ck_assert_int_eq(inc_query_matches(query, elsewhere), 0);
    inc_row_unref(cursor);
    inc_row_unref(message);
    inc_row_unref(elsewhere);
}
END_TEST

START_TEST(a_store_refuses_a_cursor_that_is_nowhere)
{
    inc_row *cursor = store_head_row(context, "b", 2, INC_TIME_NONE);
    inc_memory *kept;
    inc_store *store;
    inc_page *page;

    ck_assert_int_eq(inc_memory_new(context, &kept), INC_OK);
    ck_assert_int_eq(inc_memory_store(kept, context, &store), INC_OK);
    ck_assert_int_eq(inc_page_new(context, &page), INC_OK);
    ck_assert_int_eq(inc_query_after(query, cursor), INC_OK);
    ck_assert_int_eq(inc_store_find(store, query, page), INC_DONE);
    ck_assert_int_eq(inc_query_order(query, INC_HEAD_NEXT_AT, 0), INC_OK);
    ck_assert_int_eq(inc_store_find(store, query, page), INC_E_INVALID);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "next_at"));
    inc_page_free(page);
    inc_store_free(store);
    inc_memory_unref(kept);
    inc_row_unref(cursor);
}
END_TEST

START_TEST(backends_read_what_is_asked)
{
    inc_condition condition = {.size = sizeof condition};

    ck_assert_int_eq(inc_query_limit(query, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_query_limit(query, INC_QUERY_LIMIT + 1), INC_E_INVALID);
    ck_assert_int_eq(inc_query_most(query), INC_QUERY_LIMIT);
    ck_assert_int_eq(inc_query_limit(query, 1), INC_OK);
    ck_assert_int_eq(inc_query_most(query), 1);
    ck_assert_int_eq(inc_query_kind(query), INC_ROW_HEAD);
    ck_assert_str_eq(inc_query_tenant(query), "");
    ck_assert_int_eq(inc_query_where_text(query, INC_HEAD_TEAM, INC_GREATER, "x"), INC_OK);
    ck_assert_int_eq(inc_query_where(query, INC_HEAD_STAGE, INC_LESS, INT64_MIN), INC_OK);
    ck_assert_int_eq(inc_query_condition(query, 0, &condition), INC_OK);
    ck_assert(condition.column == INC_HEAD_TEAM && condition.comparison == INC_GREATER);
    ck_assert_str_eq(condition.text, "x");
    ck_assert_int_eq(inc_query_condition(query, 1, &condition), INC_OK);
    ck_assert(condition.integer == INT64_MIN && condition.text == NULL);
    ck_assert_int_eq(inc_query_condition(query, 2, &condition), INC_DONE);
    ck_assert_int_eq(inc_query_condition(query, 0, NULL), INC_E_INVALID);
}
END_TEST

START_TEST(null_is_allowed_or_refused)
{
    inc_query *other;

    ck_assert_int_eq(inc_query_new(context, 9, "", &other), INC_E_INVALID);
    ck_assert_ptr_null(other);
    ck_assert_int_eq(inc_query_new(context, INC_ROW_HEAD, "\xff", &other), INC_E_INVALID);
    ck_assert_int_eq(inc_query_new(NULL, INC_ROW_HEAD, "", &other), INC_E_INVALID);
    ck_assert_int_eq(inc_query_order(NULL, 0, 0), INC_E_INVALID);
    ck_assert_int_eq(inc_query_limit(NULL, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_query_after(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_query_kind(NULL), 0);
    ck_assert_str_eq(inc_query_tenant(NULL), "");
    ck_assert_int_eq(inc_query_ordered_by(NULL, NULL), 0);
    ck_assert_int_eq(inc_query_most(NULL), 0);
    ck_assert_int_eq(inc_query_matches(NULL, NULL), 0);
    ck_assert_int_eq(inc_query_compare(NULL, NULL, NULL), 0);
    inc_query_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        conditions_are_checked,
        all_conditions_hold,
        no_instant_meets_nothing_but_itself,
        orders_turn_round_with_their_keys,
        rows_without_the_instant_of_the_order_are_left_out,
        a_cursor_cuts_off,
        a_store_refuses_a_cursor_that_is_nowhere,
        backends_read_what_is_asked,
        null_is_allowed_or_refused,
        NULL,
    };

    return unit_run("query", tests, setup, teardown);
}
