/* Sets that number what they hold: keys, and texts. */
#include "kpi_fixture.h"

#include "kpi/keys.h"
#include "kpi/strings.h"

START_TEST(keys_are_numbered_as_they_come)
{
    inc__keys keys;
    const int64_t a[] = {1, -1}, b[] = {-1, 1}, c[] = {INT64_MIN, INT64_MAX};
    size_t number;

    inc__keys_init(&keys, 2);
    ck_assert_uint_eq(inc__keys_find(&keys, a), INC__KEY_NONE);
    ck_assert_int_eq(inc__keys_put(context, &keys, a, &number), INC_OK);
    ck_assert_uint_eq(number, 0);
    ck_assert_int_eq(inc__keys_put(context, &keys, b, &number), INC_OK);
    ck_assert_uint_eq(number, 1);
    ck_assert_int_eq(inc__keys_put(context, &keys, a, &number), INC_OK);
    ck_assert_uint_eq(number, 0);
    ck_assert_int_eq(inc__keys_put(context, &keys, c, &number), INC_OK);
    ck_assert_uint_eq(number, 2);
    ck_assert_uint_eq(keys.count, 3);
    ck_assert_int_eq(inc__keys_at(&keys, 2)[0], INT64_MIN);
    ck_assert_int_eq(inc__keys_at(&keys, 1)[1], 1);
    inc__keys_free(context, &keys);
}
END_TEST

START_TEST(many_keys)
{
    inc__keys keys;
    int64_t i;
    size_t number;

    inc__keys_init(&keys, 3);
    for (i = 0; i < 5000; i++) {
        const int64_t key[] = {i % 10, i / 10 % 10, i / 100};
        ck_assert_int_eq(inc__keys_put(context, &keys, key, &number), INC_OK);
        ck_assert_uint_eq(number, (size_t) i);
    }
    for (i = 0; i < 5000; i++) {
        const int64_t key[] = {i % 10, i / 10 % 10, i / 100};
        ck_assert_uint_eq(inc__keys_find(&keys, key), (size_t) i);
    }
    inc__keys_free(context, &keys);
}
END_TEST

START_TEST(the_last_keys_are_forgotten)
{
    inc__keys keys;
    int64_t i;
    size_t number;

    inc__keys_init(&keys, 1);
    for (i = 0; i < 100; i++)
        ck_assert_int_eq(inc__keys_put(context, &keys, &i, &number), INC_OK);
    inc__keys_truncate(&keys, 100);
    inc__keys_truncate(&keys, 40);
    for (i = 0; i < 100; i++)
        ck_assert_uint_eq(inc__keys_find(&keys, &i), i < 40 ? (size_t) i : INC__KEY_NONE);
    i = 77;
    ck_assert_int_eq(inc__keys_put(context, &keys, &i, &number), INC_OK);
    ck_assert_uint_eq(number, 40);
    inc__keys_truncate(&keys, 0);
    ck_assert_uint_eq(inc__keys_find(&keys, &i), INC__KEY_NONE);
    inc__keys_free(context, &keys);
    inc__keys_truncate(&keys, 0);
}
END_TEST

static int64_t put(inc__strings *strings, const char *text)
{
    int64_t number;

    ck_assert_int_eq(inc__strings_put(context, strings, text, &number), INC_OK);
    return number;
}

START_TEST(texts_are_kept_once)
{
    inc__strings strings = {0};

    ck_assert_int_eq(put(&strings, ""), 0);
    ck_assert_int_eq(put(&strings, NULL), 0);
    ck_assert_int_eq(put(&strings, "mail"), 1);
    ck_assert_int_eq(put(&strings, "Mail"), 2);
    ck_assert_int_eq(put(&strings, "mail"), 1);
    ck_assert_int_eq(put(&strings, "mai"), 3);
    ck_assert_str_eq(inc__strings_at(&strings, 0), "");
    ck_assert_str_eq(inc__strings_at(&strings, 2), "Mail");
    ck_assert_uint_eq(inc__strings_count(&strings), 3);
    inc__strings_free(context, &strings);
}
END_TEST

START_TEST(many_texts_and_fewer)
{
    inc__strings strings = {0};
    char text[20];
    int64_t i;

    for (i = 1; i <= 3000; i++) {
        (void) snprintf(text, sizeof text, "text %d", (int) i);
        ck_assert_int_eq(put(&strings, text), i);
    }
    inc__strings_truncate(context, &strings, 3000);
    inc__strings_truncate(context, &strings, 1000);
    ck_assert_int_eq(put(&strings, "other"), 1001);
    for (i = 1; i <= 1000; i++) {
        (void) snprintf(text, sizeof text, "text %d", (int) i);
        ck_assert_int_eq(put(&strings, text), i);
    }
    ck_assert_int_eq(put(&strings, "text 1001"), 1002);
    inc__strings_free(context, &strings);
    inc__strings_truncate(context, &strings, 0);
}
END_TEST

START_TEST(a_text_that_is_no_text)
{
    inc__strings strings = {0};
    int64_t number;

    ck_assert_int_eq(inc__strings_put(context, &strings, "caf\xe9", &number), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "the text 'caf'... was no UTF-8");
    ck_assert_uint_eq(inc__strings_count(&strings), 0);
    inc__strings_free(context, &strings);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {keys_are_numbered_as_they_come,
                                  many_keys,
                                  the_last_keys_are_forgotten,
                                  texts_are_kept_once,
                                  many_texts_and_fewer,
                                  a_text_that_is_no_text,
                                  NULL};

    return unit_run("kpi_sets", tests, open_kpi, close_kpi);
}
