/* Pages: lists that keep references. */
#include "store_fixture.h"
#include "unit.h"

static fixture_memory memory;
static inc_context *context;

static void setup(void)
{
    context = fixture_context(&memory);
}

static void teardown(void)
{
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

START_TEST(a_page_keeps_what_is_added)
{
    inc_event *event = store_event(context, "", "INC-1", 1, "");
    inc_row *row = store_head_row(context, "INC-1", 1, 2);
    inc_page *page;
    int i;

    ck_assert_int_eq(inc_page_new(context, &page), INC_OK);
    for (i = 0; i < 20; i++) {
        ck_assert_int_eq(inc_page_add_event(page, event), INC_OK);
        ck_assert_int_eq(inc_page_add_row(page, row), INC_OK);
    }
    inc_event_unref(event);
    inc_row_unref(row);
    ck_assert_uint_eq(inc_page_events(page), 20);
    ck_assert_uint_eq(inc_page_rows(page), 20);
    ck_assert_str_eq(inc_event_text(inc_page_event(page, 19), INC_EVENT_SUBJECT, NULL), "INC-1");
    ck_assert_int_eq(inc_row_integer(inc_page_row(page, 19), INC_HEAD_NEXT_AT), 2);
    ck_assert_ptr_null(inc_page_event(page, 20));
    ck_assert_ptr_null(inc_page_row(page, 20));
    inc_page_clear(page);
    ck_assert_uint_eq(inc_page_events(page), 0);
    ck_assert_uint_eq(inc_page_rows(page), 0);
    ck_assert_ptr_null(inc_page_row(page, 0));
    inc_page_free(page);
}
END_TEST

START_TEST(null_is_allowed_or_refused)
{
    inc_page *page;

    ck_assert_int_eq(inc_page_new(context, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_page_new(NULL, &page), INC_E_INVALID);
    ck_assert_ptr_null(page);
    ck_assert_int_eq(inc_page_add_event(NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_page_add_row(NULL, NULL), INC_E_INVALID);
    ck_assert_uint_eq(inc_page_events(NULL), 0);
    ck_assert_uint_eq(inc_page_rows(NULL), 0);
    ck_assert_ptr_null(inc_page_event(NULL, 0));
    ck_assert_ptr_null(inc_page_row(NULL, 0));
    inc_page_clear(NULL);
    inc_page_free(NULL);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_page_keeps_what_is_added,
        null_is_allowed_or_refused,
        NULL,
    };

    return unit_run("page", tests, setup, teardown);
}
