/* The serialised form: canonical, read back, and refused when it is broken. */
#include "kpi_fixture.h"

static uint8_t copy[20000];
static size_t copy_size;

/* One of every kind, of own definitions and the library's, by a text and a number. */
static inc_kpi *of_everything(int32_t exact)
{
    static const inc_criterion hits[] = {
        COMPARE(INC_OBSERVED_PRIORITY, INC_EQUAL, 1),
        {.term = {.column = INC_OBSERVED_TEAM}, .comparison = INC_EQUAL, .text = "net"}};
    static const inc_goal goals[] = {{0.5, INC_LESS, 2}};
    const int32_t dimensions[] = {INC_OBSERVED_TEAM, INC_OBSERVED_PRIORITY};
    inc_definition all[8] = {own,
                             own,
                             library("recurrence"),
                             library("backlog"),
                             library("cost"),
                             library("volume.qoq"),
                             library("diagnosis.share"),
                             library("throughput.opened")};
    const inc_kpi_options options = {.size = sizeof options,
                                     .definitions = all,
                                     .definitions_count = 8,
                                     .dimensions = dimensions,
                                     .dimensions_count = 2,
                                     .period = INC_PERIOD_DAY,
                                     .exact = exact,
                                     .where = {hits, 0}};

    all[1].id = "share";
    all[1].kind = INC_FIGURE_SHARE;
    all[1].hits = (inc_criteria){hits, 2};
    all[1].goals = goals;
    all[1].goals_count = 1;
    return make_kpi(&options);
}

static void fill(inc_kpi *to, int64_t from, int64_t until)
{
    int64_t i;

    for (i = from; i < until; i++) {
        ADD(to, INC_GRAIN_INCIDENT, 1, TEXTS(INC_OBSERVED_TEAM, i % 2 ? "net" : "app"),
            INTEGERS(INC_OBSERVED_PRIORITY, i % 3), INTEGERS(INC_OBSERVED_HELD, i * i * 7919),
            INTEGERS(INC_OBSERVED_LOGGED, DAY(i % 4)),
            TEXTS(INC_OBSERVED_SYMPTOM, i % 5 ? "x" : ""), INTEGERS(INC_OBSERVED_EFFORT_FIRST, i),
            INTEGERS(INC_OBSERVED_EFFORT_HIGHER, 2 * i), INTEGERS(INC_OBSERVED_ROOT_CAUSE, i),
            INTEGERS(INC_OBSERVED_COUNTED, i + 1), INTEGERS(INC_OBSERVED_LOOKED, DAY(9)));
        ADD(to, INC_GRAIN_EPISODE, 1, TEXTS(INC_OBSERVED_TEAM, i % 2 ? "net" : "app"),
            INTEGERS(INC_OBSERVED_OPENED, DAY(i % 4)),
            INTEGERS(INC_OBSERVED_ENDED, i % 3 ? DAY(i % 6 + 3) : INC_UNKNOWN));
    }
}

static void keep(inc_kpi *from)
{
    const void *bytes;

    ck_assert_int_eq(inc_kpi_bytes(from, &bytes, &copy_size), INC_OK);
    ck_assert_uint_le(copy_size, sizeof copy);
    memcpy(copy, bytes, copy_size);
}

static inc_status read_copy(inc_kpi **made)
{
    return inc_kpi_from_bytes(context, NULL, copy, copy_size, made);
}

START_TEST(what_is_read_is_what_was_written)
{
    static const int32_t limits[] = {-1, 2, 1000};
    size_t i, j;

    for (i = 0; i < 3; i++) {
        inc_kpi *one = of_everything(limits[i]), *again;
        inc_figure a = {.size = sizeof a}, b = {.size = sizeof b};
        fill(one, 0, 60);
        keep(one);
        ck_assert_int_eq(read_copy(&again), INC_OK);
        same_bytes(one, again);
        for (j = 0; inc_kpi_figure(one, j, &a) == INC_OK; j++) {
            ck_assert_int_eq(inc_kpi_figure(again, j, &b), INC_OK);
            ck_assert_str_eq(a.id, b.id);
            a.id = b.id = NULL;
            ck_assert_mem_eq(&a, &b, sizeof a);
        }
        ck_assert_uint_gt(j, 40);
        ck_assert_int_eq(inc_kpi_figure(again, j, &b), INC_DONE);
        fill(one, 60, 70);
        fill(again, 60, 70);
        ck_assert_int_eq(inc_kpi_merge(one, again), INC_OK);
        inc_kpi_free(one);
        inc_kpi_free(again);
    }
}
END_TEST

/* Rows in another order, in parts, with others that were taken away. */
START_TEST(equal_aggregates_have_equal_bytes)
{
    inc_kpi *parts = of_everything(1000), *some = of_everything(1000), *more = of_everything(1000);

    kpi = of_everything(1000);
    fill(kpi, 0, 30);
    fill(more, 40, 70);
    ck_assert_int_eq(inc_kpi_merge(parts, more), INC_OK);
    fill(parts, 15, 30);
    fill(some, 0, 15);
    ck_assert_int_eq(inc_kpi_merge(parts, some), INC_OK);
    ck_assert_int_eq(inc_kpi_subtract(parts, more), INC_OK);
    same_bytes(kpi, parts);
    inc_kpi_free(parts);
    inc_kpi_free(some);
    inc_kpi_free(more);
}
END_TEST

/* Taken away from a histogram, least and greatest are not known any more: also when read. */
START_TEST(blurred_bounds_stay_blurred)
{
    inc_kpi *part = of_everything(2), *again;
    inc_figure figure = {.size = sizeof figure};
    size_t i, coarse = 0;

    kpi = of_everything(2);
    fill(kpi, 0, 60);
    fill(part, 10, 50);
    ck_assert_int_eq(inc_kpi_subtract(kpi, part), INC_OK);
    keep(kpi);
    ck_assert_int_eq(read_copy(&again), INC_OK);
    same_bytes(kpi, again);
    for (i = 0; inc_kpi_figure(again, i, &figure) == INC_OK; i++)
        if (!figure.exact) {
            ck_assert_int_eq(figure.min, INC_UNKNOWN);
            ck_assert_int_eq(figure.max, INC_UNKNOWN);
            coarse++;
        }
    ck_assert_uint_gt(coarse, 5);
    inc_kpi_free(part);
    inc_kpi_free(again);
}
END_TEST

/* Every prefix, and every single bit. */
START_TEST(broken_bytes)
{
    size_t size, i;
    int bit;

    kpi = of_everything(3);
    fill(kpi, 0, 20);
    keep(kpi);
    size = copy_size;
    for (copy_size = 0; copy_size < size; copy_size++) {
        inc_kpi *made = kpi;
        ck_assert_int_eq(read_copy(&made), INC_E_FORMAT);
        ck_assert_ptr_null(made);
    }
    copy[copy_size++] = 0;
    ck_assert_int_eq(inc_kpi_from_bytes(context, NULL, copy, copy_size, &(inc_kpi *){NULL}),
                     INC_E_FORMAT);
    copy_size = size;
    for (i = 0; i < size; i++)
        for (bit = 0; bit < 8; bit++) {
            inc_kpi *made;
            inc_status status;
            copy[i] ^= (uint8_t) (1 << bit);
            status = read_copy(&made);
            if (status == INC_OK) {
                keep(made);
                ck_assert_uint_eq(copy_size, size);
                inc_kpi_free(made);
            }
            ck_assert(status == INC_OK || status == INC_E_FORMAT || status == INC_E_NOT_FOUND ||
                      status == INC_E_UNSUPPORTED);
            copy[i] ^= (uint8_t) (1 << bit);
        }
}
END_TEST

static void broken(size_t place, uint8_t byte, inc_status status, const char *line)
{
    uint8_t before = copy[place];
    inc_kpi *made;

    copy[place] = byte;
    refused(read_copy(&made), status, line);
    copy[place] = before;
}

START_TEST(broken_heads)
{
    kpi = make_one(&own, INC_PERIOD_DAY);
    keep(kpi);
    broken(0, 'X', INC_E_FORMAT, "the serialised aggregate was broken in its head");
    broken(4, 2, INC_E_UNSUPPORTED, "the serialised aggregate was made by a later version");
    broken(4, 0, INC_E_FORMAT, "the serialised aggregate was broken in its head");
    broken(5, 200, INC_E_FORMAT, "the serialised aggregate was broken in its head");
    broken(6, 0xff, INC_E_FORMAT, "the serialised aggregate was broken in its head");
    broken(6, 'V', INC_E_NOT_FOUND,
           "the aggregate needs the zone 'VTC' of the same tzdata, not 'UTC'");
    broken(9, (uint8_t) ~copy[9], INC_E_NOT_FOUND,
           "the aggregate needs the zone 'UTC' of the same tzdata, not 'UTC'");
    broken(41, 9, INC_E_FORMAT, "the serialised aggregate was broken in its options");
    broken(copy_size - 1, 9, INC_E_FORMAT, "the serialised aggregate was broken in its numbers");
}
END_TEST

START_TEST(the_zone_that_is_needed)
{
    inc_zone *zone = fixture_zone(context, "Europe/Brussels");
    const inc_kpi_options options = {.size = sizeof options, .zone = zone};
    const char *name = NULL;
    size_t size = 0;
    inc_kpi *made;

    kpi = make_kpi(&options);
    keep(kpi);
    ck_assert_int_eq(inc_kpi_bytes_zone(copy, copy_size, &name, &size), INC_OK);
    ck_assert_uint_eq(size, 15);
    ck_assert_mem_eq(name, "Europe/Brussels", 15);
    refused(read_copy(&made), INC_E_NOT_FOUND,
            "the aggregate needs the zone 'Europe/Brussels' of the same tzdata, not 'UTC'");
    ck_assert_int_eq(inc_kpi_from_bytes(context, zone, copy, copy_size, &made), INC_OK);
    inc_kpi_free(made);
    ck_assert_int_eq(inc_kpi_bytes_zone(copy, 20, &name, &size), INC_E_FORMAT);
    ck_assert_int_eq(inc_kpi_bytes_zone("INCX", 4, &name, &size), INC_E_FORMAT);
    ck_assert_int_eq(inc_kpi_bytes_zone(NULL, 4, &name, &size), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_bytes_zone(copy, 4, NULL, &size), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_bytes_zone(copy, 4, &name, NULL), INC_E_INVALID);
    inc_zone_unref(zone);
}
END_TEST

START_TEST(null_pointers)
{
    const void *bytes;
    size_t size;
    inc_kpi *made;

    kpi = make_one(&own, INC_PERIOD_DAY);
    ck_assert_int_eq(inc_kpi_bytes(NULL, &bytes, &size), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_bytes(kpi, NULL, &size), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_bytes(kpi, &bytes, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_from_bytes(NULL, NULL, copy, 1, &made), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_from_bytes(context, NULL, NULL, 1, &made), INC_E_INVALID);
    ck_assert_int_eq(inc_kpi_from_bytes(context, NULL, copy, 1, NULL), INC_E_INVALID);
}
END_TEST

/* The first and the last instant, in zones in which their local days are outside 1900 to 9999. */
START_TEST(the_ends_of_time)
{
    static const char *const zones[] = {"UTC", "Pacific/Kiritimati", "America/New_York"};
    size_t i;
    int32_t period;

    for (i = 0; i < 3; i++)
        for (period = INC_PERIOD_NONE; period <= INC_PERIOD_QUARTER; period++) {
            inc_zone *zone = fixture_zone(context, zones[i]);
            const inc_definition definitions[] = {own, library("recurrence"), library("backlog")};
            const inc_kpi_options options = {.size = sizeof options,
                                             .definitions = definitions,
                                             .definitions_count = 3,
                                             .zone = zone,
                                             .period = period};
            inc_kpi *one = make_kpi(&options), *again;
            ADD(one, INC_GRAIN_INCIDENT, 2, INTEGERS(INC_OBSERVED_HELD, 1, 2),
                INTEGERS(INC_OBSERVED_LOGGED, INC_TIME_MIN, INC_TIME_MAX),
                TEXTS(INC_OBSERVED_SERVICE, "a", "b"));
            ADD(one, INC_GRAIN_EPISODE, 1, INTEGERS(INC_OBSERVED_OPENED, INC_TIME_MIN),
                INTEGERS(INC_OBSERVED_ENDED, INC_TIME_MAX));
            keep(one);
            ck_assert_msg(inc_kpi_from_bytes(context, zone, copy, copy_size, &again) == INC_OK,
                          "%s by %s: %s", zones[i], inc_period_name(period),
                          inc_context_error(context));
            same_bytes(one, again);
            inc_kpi_free(one);
            inc_kpi_free(again);
            inc_zone_unref(zone);
        }
}
END_TEST

/* Changes that add up to more than a number holds. */
START_TEST(too_large_a_stock)
{
    const inc_definition backlog = library("backlog");
    static const uint8_t cell[] = {0, 2, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1};
    inc_kpi *made;
    int i;

    kpi = make_one(&backlog, INC_PERIOD_DAY);
    keep(kpi);
    copy_size--;
    copy[copy_size++] = 0x80 | 100;
    copy[copy_size++] = 2;
    for (i = 0; i < 356; i++) {
        memcpy(copy + copy_size, cell, sizeof cell);
        copy_size += sizeof cell;
    }
    refused(read_copy(&made), INC_E_FORMAT, "the serialised aggregate was broken in its numbers");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_is_read_is_what_was_written,
                                  equal_aggregates_have_equal_bytes,
                                  blurred_bounds_stay_blurred,
                                  broken_bytes,
                                  broken_heads,
                                  the_zone_that_is_needed,
                                  null_pointers,
                                  the_ends_of_time,
                                  too_large_a_stock,
                                  NULL};

    return unit_run("kpi_bytes", tests, open_own, close_kpi);
}
