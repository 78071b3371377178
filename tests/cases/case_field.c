/* Structs by table. */
#include "case_field.h"

#include "case_expect.h"

#include <stdio.h>
#include <string.h>

/* The most values a word can stand for. */
#define CASE_WORDS 100

static int32_t field_number(const case_field *field, const void *object)
{
    int32_t value;
    memcpy(&value, (const char *) object + field->offset, sizeof(value));
    return value;
}

static int64_t field_long(const case_field *field, const void *object)
{
    int64_t value;
    memcpy(&value, (const char *) object + field->offset, sizeof(value));
    return value;
}

static const char *field_text(const case_field *field, const void *object)
{
    const char *value;
    memcpy(&value, (const char *) object + field->offset, sizeof(value));
    return value;
}

static void expect_field(case_run *run, const char *what, const json_t *expected,
                         const case_field *field, const void *object)
{
    switch (field->kind) {
    case CASE_INSTANT:
        case_expect_instant(run, what, expected, field_long(field, object));
        break;
    case CASE_DURATION:
        case_expect_duration(run, what, expected, field_long(field, object));
        break;
    case CASE_NUMBER:
        case_expect_number(run, what, expected, field_number(field, object));
        break;
    case CASE_SEQUENCE:
        case_expect_number(run, what, expected, field_long(field, object));
        break;
    case CASE_TRUTH:
        case_expect_truth(run, what, expected, field_number(field, object));
        break;
    case CASE_TEXT:
        case_expect_text(run, what, expected, field_text(field, object));
        break;
    case CASE_WORD:
        case_expect_text(run, what, expected, field->word(field_number(field, object)));
        break;
    }
}

static const case_field *field_find(case_run *run, const case_field *fields,
                                    const char *const *others, const char *name)
{
    for (; fields->name != NULL; fields++) {
        if (strcmp(fields->name, name) == 0)
            return fields;
    }
    if (others == NULL || case_index(others, name) < 0)
        case_complain(run, "no member '%s'", name);
    return NULL;
}

void case_expect_fields(case_run *run, const char *where, const json_t *expect,
                        const case_field *fields, const char *const *others, const void *object)
{
    const char *name;
    json_t *expected;
    json_object_foreach((json_t *) (uintptr_t) expect, name, expected)
    {
        const case_field *field = field_find(run, fields, others, name);
        char what[128];
        (void) snprintf(what, sizeof(what), "%s%s", where, name);
        if (field != NULL)
            expect_field(run, what, expected, field, object);
    }
}

void case_expect_length(case_run *run, const char *what, const json_t *list, size_t got)
{
    if (!json_is_array(list) || json_array_size(list) != got)
        case_complain(run, "%s: %zu items, not %zu", what, got, json_array_size(list));
}

/* The value from 1 to most that has the name, else 0 and a complaint. */
static int32_t field_word(case_run *run, const char *name, const char *(*word)(int32_t value),
                          int32_t most)
{
    for (int32_t value = 1; name != NULL && value <= most; value++) {
        if (strcmp(word(value), name) == 0)
            return value;
    }
    case_complain(run, "no word '%s'", name == NULL ? "(no text)" : name);
    return 0;
}

static inc_status fill_field(case_run *run, const json_t *given, const case_field *field,
                             void *object)
{
    char *to = (char *) object + field->offset;
    int64_t large = json_integer_value(given);
    int32_t small = (int32_t) large;
    const char *text = json_string_value(given);
    inc_status status = INC_OK;
    if (field->kind == CASE_INSTANT)
        status = case_instant(run, given, &large);
    else if (field->kind == CASE_DURATION)
        status = case_duration(run, given, &large);
    else if (field->kind == CASE_WORD)
        small = field_word(run, text, field->word, CASE_WORDS);
    if (field->kind == CASE_TEXT)
        memcpy(to, &text, sizeof(text));
    else if (field->kind == CASE_NUMBER || field->kind == CASE_TRUTH || field->kind == CASE_WORD)
        memcpy(to, &small, sizeof(small));
    else
        memcpy(to, &large, sizeof(large));
    return status;
}

inc_status case_fill_fields(case_run *run, const json_t *given, const case_field *fields,
                            const char *const *others, void *object)
{
    inc_status status = INC_OK;
    const char *name;
    json_t *value;
    json_object_foreach((json_t *) (uintptr_t) given, name, value)
    {
        const case_field *field = field_find(run, fields, others, name);
        if (field != NULL && status == INC_OK)
            status = fill_field(run, value, field, object);
    }
    return status;
}
