/* TZif bytes, whole and broken, and the loader. */
#include "time/zone.h"
#include "tzif_maker.h"
#include "unit.h"

#include <stdio.h>

static inc_context *context;

static void tzif_setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
}

static void tzif_teardown(void)
{
    inc_context_unref(context);
}

/* A small zone with everything that a file can have but leap seconds. */
static maker tzif_full(char version)
{
    maker made = {0};

    made.version = version;
    made.time_count = 3;
    made.type_count = 3;
    made.name_size = 13;
    made.names = "LMT\0CET\0CEST";
    made.standard_count = made.utc_count = 3;
    made.times[0] = -1000000000;
    made.times[1] = 0;
    made.times[2] = 1000000000;
    made.index[0] = 1;
    made.index[1] = 2;
    made.index[2] = 1;
    made.types[0].offset = 561;
    made.types[1].offset = 3600;
    made.types[1].name = 4;
    made.types[2].offset = 7200;
    made.types[2].daylight = 1;
    made.types[2].name = 8;
    made.footer = "CET-1CEST,M3.5.0,M10.5.0/3";
    return made;
}

/* Exactly so many bytes in a block of their own, so that a tool sees any read beyond them. */
static inc_status tzif_read(const unsigned char *bytes, size_t size, inc_zone **zone)
{
    unsigned char *copy = malloc(size > 0 ? size : 1);
    inc_status status;

    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, size);
    status = inc_zone_new(context, "Test/Zone", INC_ZSTR, copy, size, zone);
    free(copy);
    ck_assert((status == INC_OK) == (*zone != NULL));
    return status;
}

static void expect_refused(const maker *made, inc_status expected, const char *why)
{
    maker_bytes bytes;
    inc_zone *zone;

    maker_write(made, &bytes);
    ck_assert_msg(tzif_read(bytes.at, bytes.size, &zone) == expected, "%s", why);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'Test/Zone'"));
    ck_assert_msg(strstr(inc_context_error(context), why) != NULL, "'%s' does not say '%s'",
                  inc_context_error(context), why);
}

START_TEST(tzif_versions)
{
    static const char versions[] = {0, '2', '3', '4', '9'};
    size_t i;

    for (i = 0; i < sizeof versions; i++) {
        maker made = tzif_full(versions[i]);
        maker_bytes bytes;
        inc_zone *zone;

        maker_write(&made, &bytes);
        ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_OK);
        ck_assert_int_eq(inc__zone_offset_at(zone, -1000000001), 561);
        ck_assert_int_eq(inc__zone_offset_at(zone, -1000000000), 3600);
        ck_assert_int_eq(inc__zone_offset_at(zone, 0), 7200);
        ck_assert_int_eq(inc__zone_offset_at(zone, 1000000000), 3600);
        /* 2026-07-01: version 1 has no footer. */
        ck_assert_int_eq(inc__zone_offset_at(zone, 1782864000), versions[i] == 0 ? 3600 : 7200);
        inc_zone_unref(zone);
    }
}
END_TEST

START_TEST(tzif_cut_anywhere)
{
    static const char versions[] = {0, '2'};
    size_t i, size;

    for (i = 0; i < sizeof versions; i++) {
        maker made = tzif_full(versions[i]);
        maker_bytes bytes;
        inc_zone *zone;

        maker_write(&made, &bytes);
        for (size = 0; size < bytes.size; size++)
            ck_assert_int_eq(tzif_read(bytes.at, size, &zone), INC_E_FORMAT);
        bytes.at[bytes.size] = '\n';
        ck_assert_int_eq(tzif_read(bytes.at, bytes.size + 1, &zone), INC_E_FORMAT);
    }
}
END_TEST

/* Any one byte may be anything: answered or refused, and what is answered can be asked. */
START_TEST(tzif_any_byte)
{
    maker made = tzif_full('2');
    maker_bytes bytes;
    size_t i;
    int value, kept = 0, refused = 0;

    maker_write(&made, &bytes);
    for (i = 0; i < bytes.size; i++) {
        unsigned char was = bytes.at[i];
        for (value = 0; value < 256; value += 3) {
            inc_zone *zone;
            bytes.at[i] = (unsigned char) value;
            if (tzif_read(bytes.at, bytes.size, &zone) == INC_OK) {
                int64_t next = inc__zone_next_offset(zone, 1782864000);
                ck_assert_int_gt(next, 1782864000);
                ck_assert_int_ge(inc__zone_periodic_year(zone), 1900);
                kept++;
            } else {
                refused++;
            }
            inc_zone_unref(zone);
        }
        bytes.at[i] = was;
    }
    ck_assert_int_gt(kept, 1000);
    ck_assert_int_gt(refused, 1000);
}
END_TEST

START_TEST(tzif_headers)
{
    maker made = tzif_full('2');
    maker_bytes bytes;
    inc_zone *zone;

    maker_write(&made, &bytes);
    bytes.at[3] = 'g';
    ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_E_FORMAT);
    bytes.at[3] = 'f';
    bytes.at[51] = 'X';
    ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_E_FORMAT);
    bytes.at[51] = 'T';
    bytes.at[55] = 0;
    ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_E_FORMAT);
    bytes.at[55] = '2';
    ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_OK);
    inc_zone_unref(zone);
    made.version = '1';
    expect_refused(&made, INC_E_FORMAT, "version");
}
END_TEST

START_TEST(tzif_counts)
{
    maker made = tzif_full('2');
    maker_bytes bytes;
    inc_zone *zone;
    size_t i;

    maker_write(&made, &bytes);
    /* Each count in turn one more than is allowed, or all that 32 bits can say. */
    for (i = 0; i < 12; i++) {
        size_t at = (i < 6 ? 20 : 71) + 4 * (i % 6);
        unsigned char was[4];

        memcpy(was, bytes.at + at, 4);
        memcpy(bytes.at + at, "\0\1\0\1", 4);
        ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_E_FORMAT);
        ck_assert_ptr_nonnull(strstr(inc_context_error(context), "65,536"));
        memcpy(bytes.at + at, "\xff\xff\xff\xff", 4);
        ck_assert_int_eq(tzif_read(bytes.at, bytes.size, &zone), INC_E_FORMAT);
        memcpy(bytes.at + at, was, 4);
    }
    made.standard_count = 2;
    expect_refused(&made, INC_E_FORMAT, "indicators");
    made.standard_count = 0;
    made.utc_count = 1;
    expect_refused(&made, INC_E_FORMAT, "indicators");
    made.utc_count = 0;
    made.name_size = 0;
    expect_refused(&made, INC_E_FORMAT, "no local time type");
    made = tzif_full('2');
    made.type_count = made.standard_count = made.utc_count = 0;
    expect_refused(&made, INC_E_FORMAT, "no local time type");
}
END_TEST

START_TEST(tzif_contents)
{
    const maker good = tzif_full('2');
    maker made = good;

    made.times[1] = made.times[0];
    expect_refused(&made, INC_E_FORMAT, "did not rise");
    made.times[1] = made.times[0] - 1;
    expect_refused(&made, INC_E_FORMAT, "did not rise");
    made = good;
    made.index[2] = 3;
    expect_refused(&made, INC_E_FORMAT, "type that it does not have");
    made = good;
    made.types[1].offset = 26 * 3600;
    expect_refused(&made, INC_E_FORMAT, "26 hours");
    made.types[1].offset = -26 * 3600;
    expect_refused(&made, INC_E_FORMAT, "26 hours");
    made.types[1].offset = INT32_MIN;
    expect_refused(&made, INC_E_FORMAT, "26 hours");
    made = good;
    made.types[2].daylight = 2;
    expect_refused(&made, INC_E_FORMAT, "daylight flag");
    made = good;
    made.types[2].name = 13;
    expect_refused(&made, INC_E_FORMAT, "abbreviation");
    made = good;
    made.name_size = 12;
    expect_refused(&made, INC_E_FORMAT, "without an end");
    made = good;
    made.names = "LMT\0C\nT\0CEST";
    expect_refused(&made, INC_E_FORMAT, "printable");
    made.names = "LMT\0C\xc9T\0CEST";
    expect_refused(&made, INC_E_FORMAT, "printable");
    made = good;
    made.leap_count = 2;
    expect_refused(&made, INC_E_UNSUPPORTED, "leap seconds");
}
END_TEST

START_TEST(tzif_footers)
{
    static const char *const bad[] = {"U0",
                                      "UT0",
                                      "UTC",
                                      "0",
                                      "UTC0x",
                                      "UTC0 ",
                                      " UTC0",
                                      "<+0330-3:30",
                                      "<+03>",
                                      "<>0",
                                      "<+0>0",
                                      "+033-3:30",
                                      "<UT C>0",
                                      "UTC25",
                                      "UTC0:60",
                                      "UTC0:00:60",
                                      "UTC0:",
                                      "UTC--1",
                                      "EST5EDT",
                                      "EST5EDT4",
                                      "EST5EDT,M3.2.0",
                                      "EST5EDT,M3.2.0,",
                                      "EST5EDT,M3.2.0,M11.1",
                                      "EST5EDT,M0.2.0,M11.1.0",
                                      "EST5EDT,M13.2.0,M11.1.0",
                                      "EST5EDT,M3.0.0,M11.1.0",
                                      "EST5EDT,M3.6.0,M11.1.0",
                                      "EST5EDT,M3.2.7,M11.1.0",
                                      "EST5EDT,J0,J365",
                                      "EST5EDT,J1,J366",
                                      "EST5EDT,0,366",
                                      "EST5EDT,M3.2.0/168,M11.1.0",
                                      "EST5EDT,M3.2.0/-168,M11.1.0",
                                      "EST5EDT,M3.2.0/2:60,M11.1.0",
                                      "EST5EDT,M3.2.0/,M11.1.0",
                                      "EST5EDT,M3.2.0,M11.1.0,",
                                      "EST5EDT,M3.2.0,M11.1.0x",
                                      "EST5EDT,M3-2.0,M11.1.0",
                                      "EST5EDT;M3.2.0;M11.1.0",
                                      "EST5ED,M3.2.0,M11.1.0",
                                      "EST5EDT,MM3.2.0,M11.1.0",
                                      "EST5EDT,,",
                                      "EST5EDT,-1,5",
                                      "UTC0\nUTC0",
                                      "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF0",
                                      ":UTC0"};
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        maker made = maker_footer(bad[i]);
        maker_bytes bytes;
        inc_zone *zone;

        maker_write(&made, &bytes);
        ck_assert_msg(tzif_read(bytes.at, bytes.size, &zone) == INC_E_FORMAT, "'%s'", bad[i]);
        ck_assert_ptr_nonnull(strstr(inc_context_error(context), "footer"));
    }
}
END_TEST

START_TEST(tzif_identity)
{
    maker made = tzif_full('2');
    maker_bytes bytes;
    inc_zone *zone;
    inc_hash hash;
    size_t size;

    maker_write(&made, &bytes);
    ck_assert_int_eq(inc_hash_of(bytes.at, bytes.size, &hash), INC_OK);
    ck_assert_int_eq(inc_zone_new(context, "Zone!", 4, bytes.at, bytes.size, &zone), INC_OK);
    ck_assert_str_eq(inc_zone_name(zone), "Zone");
    ck_assert_mem_eq(inc_zone_hash(zone), &hash, sizeof hash);
    ck_assert_mem_eq(inc__zone_bytes(zone, &size), bytes.at, bytes.size);
    ck_assert_uint_eq(size, bytes.size);
    /* The zone keeps its context, and lives until its last reference. */
    ck_assert_ptr_eq(inc_zone_ref(zone), zone);
    inc_zone_unref(zone);
    inc_context_unref(context);
    context = NULL;
    ck_assert_str_eq(inc_zone_name(zone), "Zone");
    inc_zone_unref(zone);
    inc_zone_unref(NULL);
    ck_assert_ptr_null(inc_zone_ref(NULL));
    ck_assert_ptr_null(inc_zone_hash(NULL));
    ck_assert_str_eq(inc_zone_name(NULL), "");
}
END_TEST

START_TEST(tzif_new_refusals)
{
    maker made = tzif_full('2');
    maker_bytes bytes;
    char name[256];
    inc_zone *zone;

    maker_write(&made, &bytes);
    memset(name, 'n', sizeof name);
    ck_assert_int_eq(inc_zone_new(context, name, 256, bytes.at, bytes.size, &zone), INC_E_INVALID);
    ck_assert_ptr_null(zone);
    ck_assert_int_eq(inc_zone_new(context, name, 0, bytes.at, bytes.size, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, "a\0b", 3, bytes.at, bytes.size, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, "\xff", 1, bytes.at, bytes.size, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, NULL, 0, bytes.at, bytes.size, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, "a", 1, NULL, 0, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, "a", 1, bytes.at, 0, &zone), INC_E_FORMAT);
    ck_assert_int_eq(inc_zone_new(NULL, "a", 1, bytes.at, bytes.size, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, "a", 1, bytes.at, bytes.size, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_new(context, name, 255, bytes.at, bytes.size, &zone), INC_OK);
    inc_zone_unref(zone);
}
END_TEST

/* The zones that need no file, in a place that has none; their bytes are those of zic. */
START_TEST(tzif_builtin)
{
    static const struct {
        const char *name, *short_name, *digits;
    } rows[] = {
        {"UTC", "UTC", "8b85846791ab2c8a5463c83a5be3c043e2570d7448434d41398969ed47e3e6f2"},
        {"Etc/UTC", "UTC", "8b85846791ab2c8a5463c83a5be3c043e2570d7448434d41398969ed47e3e6f2"},
        {"GMT", "GMT", "6d9f378883c079f86c0387a5547a92c449869d806e07de10084ab04f0249018d"},
        {"Etc/GMT", "GMT", "6d9f378883c079f86c0387a5547a92c449869d806e07de10084ab04f0249018d"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char digits[INC_HASH_TEXT_SIZE];
        const char *text;
        inc_zone *zone;
        inc_time time;

        ck_assert_int_eq(inc_zone_load(context, "no/such/place", rows[i].name, INC_ZSTR, &zone),
                         INC_OK);
        ck_assert_str_eq(inc_zone_name(zone), rows[i].name);
        ck_assert_int_eq(inc_zone_abbreviation(zone, 0, &text), INC_OK);
        ck_assert_str_eq(text, rows[i].short_name);
        ck_assert_int_eq(inc__zone_offset_at(zone, 1782864000), 0);
        ck_assert_int_eq(inc_zone_next_transition(zone, INC_TIME_MIN, &time), INC_DONE);
        ck_assert_int_eq(inc_hash_text(inc_zone_hash(zone), digits), INC_OK);
        ck_assert_str_eq(digits, rows[i].digits);
        inc_zone_unref(zone);
    }
}
END_TEST

static inc_status tzif_load_bytes(const void *bytes, size_t size, inc_zone **zone)
{
    const char *name = "test_tzif.tmp";
    FILE *file = fopen(name, "wb");
    inc_status status;

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    status = inc_zone_load(context, ".", name, INC_ZSTR, zone);
    (void) remove(name);
    return status;
}

START_TEST(tzif_files)
{
    maker made = tzif_full('2');
    maker_bytes bytes;
    inc_zone *zone;
    char *large = calloc(1, 1024 * 1024 + 1);

    ck_assert_ptr_nonnull(large);
    maker_write(&made, &bytes);
    ck_assert_int_eq(tzif_load_bytes(bytes.at, bytes.size, &zone), INC_OK);
    ck_assert_str_eq(inc_zone_name(zone), "test_tzif.tmp");
    ck_assert_int_eq(inc__zone_offset_at(zone, 0), 7200);
    inc_zone_unref(zone);
    ck_assert_int_eq(tzif_load_bytes("# version 2026a\n", 16, &zone), INC_E_FORMAT);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'test_tzif.tmp'"));
    ck_assert_int_eq(tzif_load_bytes("", 0, &zone), INC_E_FORMAT);
    memcpy(large, bytes.at, bytes.size);
    ck_assert_int_eq(tzif_load_bytes(large, 1024 * 1024 + 1, &zone), INC_E_FORMAT);
    ck_assert_ptr_null(zone);
    free(large);
}
END_TEST

START_TEST(tzif_load_refusals)
{
    static const char *const bad[] = {"",    "/UTC",   "UTC/",       "Etc//UTC",    ".",
                                      "..",  "../UTC", "Etc/../UTC", "Etc/./UTC",   "Etc/..",
                                      "a b", "a\nb",   "a\\b",       "caf\xc3\xa9", "C:UTC"};
    char name[257];
    inc_zone *zone;
    FILE *probe;
    size_t i;

    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_msg(inc_zone_load(context, NULL, bad[i], INC_ZSTR, &zone) == INC_E_INVALID, "%s",
                      bad[i]);
        ck_assert_ptr_null(zone);
    }
    memset(name, 'n', sizeof name);
    ck_assert_int_eq(inc_zone_load(context, NULL, name, 256, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_load(context, NULL, "UTC\0", 4, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_load(context, NULL, NULL, 0, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_load(NULL, NULL, "UTC", 3, &zone), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_load(context, NULL, "UTC", 3, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_zone_load(context, ".", "No/Such", INC_ZSTR, &zone), INC_E_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "No/Such"));
    ck_assert_int_eq(inc_zone_load(context, "/", "usr", INC_ZSTR, &zone), INC_E_NOT_FOUND);
    ck_assert(inc__zone_name_valid("America/Argentina/Buenos_Aires", 30));
    ck_assert(inc__zone_name_valid("Etc/GMT+5", 9));
    ck_assert(inc__zone_name_valid("...", 3));
    /* A file that opens and cannot be read, where the system has one. */
    probe = fopen("/proc/self/mem", "rb");
    if (probe != NULL) {
        (void) fclose(probe);
        ck_assert_int_eq(inc_zone_load(context, "/proc/self", "mem", INC_ZSTR, &zone), INC_E_IO);
    }
}
END_TEST

/* Memory that runs out after a number of blocks. */
static void *tzif_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    int *left = user;

    (void) old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return (*left)-- > 0 ? realloc(ptr, new_size) : NULL;
}

START_TEST(tzif_without_memory)
{
    inc_context_options options = {0};
    inc_context *poor;
    maker made = tzif_full('2');
    maker_bytes bytes;
    inc_zone *zone = NULL;
    int left = 1, n;

    options.size = sizeof options;
    options.user = &left;
    options.resize = tzif_resize;
    maker_write(&made, &bytes);
    ck_assert_int_eq(inc_context_new(&options, &poor), INC_OK);
    for (n = 0; zone == NULL; n++) {
        inc_status status;
        left = n;
        status = inc_zone_new(poor, "Test/Zone", INC_ZSTR, bytes.at, bytes.size, &zone);
        ck_assert_int_eq(status, zone != NULL ? INC_OK : INC_E_NOMEM);
        ck_assert_int_lt(n, 20);
    }
    ck_assert_int_eq(n - 1, 5);
    inc_zone_unref(zone);
    inc_context_unref(poor);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {tzif_versions,       tzif_cut_anywhere,
                                  tzif_any_byte,       tzif_headers,
                                  tzif_counts,         tzif_contents,
                                  tzif_footers,        tzif_identity,
                                  tzif_new_refusals,   tzif_builtin,
                                  tzif_files,          tzif_load_refusals,
                                  tzif_without_memory, NULL};

    return unit_run("tzif", tests, tzif_setup, tzif_teardown);
}
