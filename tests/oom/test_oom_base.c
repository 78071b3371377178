/* No memory: contexts, texts, zones. */
#include "desk.h"
#include "oom.h"
#include "time/zone.h"

static void count_destroy(void *user)
{
    ++*(int *) user;
}

static void *never(void *user, void *ptr, size_t old_size, size_t new_size)
{
    ck_assert(user != NULL && ptr == NULL && old_size == 0 && new_size != 0);
    return NULL;
}

START_TEST(a_context_without_memory)
{
    inc_context *context = (void *) &oom_poison;
    inc_context_options options;
    int destroyed = 0;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.user = &destroyed;
    options.resize = never;
    options.destroy = count_destroy;
    ck_assert_int_eq(inc_context_new(&options, &context), INC_E_NOMEM);
    ck_assert_ptr_null(context);
    ck_assert_int_eq(destroyed, 1);
}
END_TEST

static inc_status grow_text(oom_run *run)
{
    inc_text *text = NULL;
    inc_status status;
    int i;

    OOM_MAKE(run, text, inc_text_new(run->context, &text));
    for (i = 0; i < 40; i++)
        OOM_PRINT(run, text, inc_text_append(text, "one line among forty\n", INC_ZSTR));
    oom_note_text(run, inc_text_data(text, NULL));
out:
    inc_text_free(text);
    return status;
}

START_TEST(a_text_grows)
{
    oom_sweep(grow_text, 5);
}
END_TEST

static void note_zone(oom_run *run, const inc_zone *zone)
{
    const char *abbreviation;
    int32_t offset;

    ck_assert_int_eq(inc_zone_offset(zone, desk_time(7, 1, 9, 0), &offset, NULL), INC_OK);
    ck_assert_int_eq(inc_zone_abbreviation(zone, desk_time(12, 1, 9, 0), &abbreviation), INC_OK);
    oom_note_text(run, inc_zone_name(zone));
    oom_note_hash(run, inc_zone_hash(zone));
    oom_note_number(run, offset);
    oom_note_text(run, abbreviation);
}

static inc_status read_zones(oom_run *run)
{
    inc_zone *own = NULL, *file = NULL, *copy = NULL;
    const void *bytes;
    inc_status status;
    size_t size;

    OOM_MAKE(run, own, inc_zone_load(run->context, NULL, "UTC", INC_ZSTR, &own));
    OOM_MAKE(run, file, inc_zone_load(run->context, NULL, desk_zone_name(), INC_ZSTR, &file));
    bytes = inc__zone_bytes(file, &size);
    OOM_MAKE(run, copy, inc_zone_new(run->context, "Copy", INC_ZSTR, bytes, size, &copy));
    note_zone(run, own);
    note_zone(run, file);
    note_zone(run, copy);
out:
    inc_zone_unref(own);
    inc_zone_unref(file);
    inc_zone_unref(copy);
    return status;
}

START_TEST(zones_are_read)
{
    oom_sweep(read_zones, 10);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_context_without_memory, a_text_grows, zones_are_read};
    return oom_main("oom_base", tests, sizeof tests / sizeof *tests);
}
