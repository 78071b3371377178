/* A line of a script for `incident desk`: its words and the instants in them. A word that is split
 * on its own is the same word. */
#include "words.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_must(bool fine)
{
    if (!fine)
        abort();
}

static bool fuzz_same(const struct word *a, const struct word *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->sign, b->sign) == 0 &&
           !a->value == !b->value && (!a->value || strcmp(a->value, b->value) == 0) &&
           a->raw_size == b->raw_size;
}

static void fuzz_alone(const struct word *word)
{
    struct words line = {0};
    struct word wrong;
    fuzz_must(words_split(word->raw, word->raw_size, &line, &wrong));
    fuzz_must(line.count == 1 && fuzz_same(&line.words[0], word));
    words_free(&line);
}

static void fuzz_values(const struct word *word, const inc_zone *zone)
{
    const char *value = word->value ? word->value : word->name;
    inc_time instant = INC_TIME_NONE;
    int64_t number = 0;
    (void) words_instant(value, zone, INC_TIME_NONE, &instant);
    (void) words_instant(value, zone, 1780000000 * INC_SECOND, &instant);
    fuzz_must(!words_number(value, 1, 9, &number) || (number >= 1 && number <= 9));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct words line = {0};
    struct word wrong = {0};
    inc_context *context = NULL;
    inc_zone *zone = NULL;
    tool_must(inc_context_new(NULL, &context));
    tool_must(inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
    if (!words_split((const char *) data, size, &line, &wrong))
        fuzz_must(wrong.raw_size > 0 && memchr(wrong.raw, '"', wrong.raw_size));
    for (size_t i = 0; i < line.count; i++) {
        fuzz_alone(&line.words[i]);
        fuzz_values(&line.words[i], zone);
    }
    words_free(&line);
    inc_zone_unref(zone);
    inc_context_unref(context);
    return 0;
}
