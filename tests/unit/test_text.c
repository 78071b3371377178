/* The growing text. */
#include "base/text.h"
#include "unit.h"

#include <string.h>

static inc_context *context;
static inc_text *text;

static void text_setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
}

static void text_teardown(void)
{
    inc_text_free(text);
    inc_context_unref(context);
}

START_TEST(text_empty)
{
    size_t size = 17;

    ck_assert_str_eq(inc_text_data(text, &size), "");
    ck_assert_uint_eq(size, 0);
    inc_text_clear(text);
    ck_assert_str_eq(inc_text_data(text, NULL), "");
}
END_TEST

START_TEST(text_appends)
{
    size_t size, i;

    ck_assert_int_eq(inc_text_append(text, "one", INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_text_append(text, " two!", 4), INC_OK);
    ck_assert_int_eq(inc_text_append(text, NULL, 0), INC_OK);
    ck_assert_str_eq(inc_text_data(text, &size), "one two");
    ck_assert_uint_eq(size, 7);
    inc_text_clear(text);
    ck_assert_str_eq(inc_text_data(text, &size), "");
    ck_assert_uint_eq(size, 0);
    for (i = 0; i < 10000; i++)
        ck_assert_int_eq(inc_text_append(text, &"0123456789"[i % 10], 1), INC_OK);
    ck_assert_uint_eq(strlen(inc_text_data(text, &size)), 10000);
    ck_assert_uint_eq(size, 10000);
    for (i = 0; i < 10000; i++)
        ck_assert_int_eq(inc_text_data(text, NULL)[i], '0' + (int) (i % 10));
}
END_TEST

START_TEST(text_prints)
{
    int i;

    for (i = 0; i < 1000; i++)
        ck_assert_int_eq(inc__text_printf(text, "%03d %s;", i, "x"), INC_OK);
    ck_assert_uint_eq(strlen(inc_text_data(text, NULL)), 6000);
    ck_assert_mem_eq(inc_text_data(text, NULL) + 5994, "999 x;", 7);
}
END_TEST

START_TEST(text_refusals)
{
    inc_text *none = text;

    ck_assert_int_eq(inc_text_new(context, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_text_new(NULL, &none), INC_E_INVALID);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(inc_text_append(NULL, "x", 1), INC_E_INVALID);
    ck_assert_int_eq(inc_text_append(text, NULL, 1), INC_E_INVALID);
    ck_assert_str_eq(inc_text_data(NULL, NULL), "");
    inc_text_clear(NULL);
    inc_text_free(NULL);
    ck_assert_str_eq(inc_text_data(text, NULL), "");
}
END_TEST

/* The text outlives the caller's own reference to the context. */
START_TEST(text_keeps_context)
{
    inc_context *own;
    inc_text *other;

    ck_assert_int_eq(inc_context_new(NULL, &own), INC_OK);
    ck_assert_int_eq(inc_text_new(own, &other), INC_OK);
    inc_context_unref(own);
    ck_assert_int_eq(inc_text_append(other, "alive", INC_ZSTR), INC_OK);
    ck_assert_str_eq(inc_text_data(other, NULL), "alive");
    inc_text_free(other);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {text_empty,    text_appends,       text_prints,
                                  text_refusals, text_keeps_context, NULL};

    return unit_run("text", tests, text_setup, text_teardown);
}
