/* Definitions as bytes. One of the library's is its number, one of a host's is all that it says. */
#include "kpi/definition_bytes.h"

#include "base/string.h"

#include <string.h>

static void bytes_put_term(inc__writer *writer, const inc_term *term)
{
    inc__put_signed(writer, term->column);
    inc__put_signed(writer, term->minus);
    inc__put_signed(writer, term->less);
}

static int32_t bytes_get_i32(inc__reader *reader)
{
    int64_t value = inc__get_signed(reader);

    if (value < INT32_MIN || value > INT32_MAX) {
        reader->failed = 1;
        return 0;
    }
    return (int32_t) value;
}

static void bytes_get_term(inc__reader *reader, inc_term *term)
{
    term->column = bytes_get_i32(reader);
    term->minus = bytes_get_i32(reader);
    term->less = bytes_get_i32(reader);
    term->reserved = 0;
}

void inc__criteria_write(inc__writer *writer, const inc_criteria *criteria)
{
    size_t i;

    inc__put_varint(writer, criteria->count);
    for (i = 0; i < criteria->count; i++) {
        const inc_criterion *item = &criteria->items[i];
        bytes_put_term(writer, &item->term);
        inc__put_signed(writer, item->comparison);
        inc__put_u8(writer, item->text != NULL);
        if (item->text != NULL)
            inc__put_short_text(writer, item->text);
        else
            inc__put_signed(writer, item->value);
    }
}

static inc_status bytes_get_criterion(inc__reader *reader, inc_context *context,
                                      inc_criterion *item)
{
    inc_status status = INC_OK;

    bytes_get_term(reader, &item->term);
    item->comparison = bytes_get_i32(reader);
    if (inc__get_u8(reader) != 0)
        item->text = inc__get_short_text(reader, context, INC__NAME_MOST, &status);
    else
        item->value = inc__get_signed(reader);
    return status;
}

inc_status inc__criteria_read(inc__reader *reader, inc_context *context, inc_criteria *criteria)
{
    size_t count = inc__get_short_count(reader), i;
    inc_status status = INC_OK;
    inc_criterion *items;

    criteria->items = NULL;
    criteria->count = 0;
    if (count > INC__CRITERIA_MOST || reader->failed)
        return INC_E_FORMAT;
    if (count == 0)
        return INC_OK;
    items = inc__alloc(context, count * sizeof *items);
    if (items == NULL)
        return inc__nomem(context);
    criteria->items = items;
    criteria->count = count;
    for (i = 0; i < count && status == INC_OK; i++)
        status = bytes_get_criterion(reader, context, &items[i]);
    return status;
}

/* The plain numbers of a definition, in the order of the format. */
static void bytes_numbers(const inc_definition *is, int64_t *numbers)
{
    const int64_t all[] = {is->grain,      is->kind,          is->unit,         is->period,
                           is->by[0],      is->by[1],         is->by[2],        is->is_signed,
                           is->ends_after, is->mature_column, is->mature_after, is->age_from,
                           is->age_to};

    memcpy(numbers, all, sizeof all);
}

#define BYTES_NUMBERS 13

static void bytes_put_goals(inc__writer *writer, const inc_definition *is)
{
    int32_t i;

    inc__put_varint(writer, (uint64_t) is->goals_count);
    for (i = 0; i < is->goals_count; i++) {
        int64_t bits;
        memcpy(&bits, &is->goals[i].value, sizeof bits);
        inc__put_i64(writer, bits);
        inc__put_signed(writer, is->goals[i].comparison);
        inc__put_signed(writer, is->goals[i].priority);
    }
}

void inc__definition_write(inc__writer *writer, const inc__kept *definition)
{
    const inc_definition *is = &definition->is;
    int64_t numbers[BYTES_NUMBERS];
    size_t i;

    inc__put_varint(writer, (uint64_t) (definition->library + 1));
    if (definition->library >= 0)
        return;
    inc__put_short_text(writer, is->id);
    inc__put_short_text(writer, is->title);
    inc__put_short_text(writer, is->formula);
    inc__put_short_text(writer, is->source);
    bytes_numbers(is, numbers);
    for (i = 0; i < BYTES_NUMBERS; i++)
        inc__put_signed(writer, numbers[i]);
    bytes_put_term(writer, &is->value);
    bytes_put_term(writer, &is->of);
    inc__criteria_write(writer, &is->population);
    inc__criteria_write(writer, &is->excluded);
    inc__criteria_write(writer, &is->censored);
    inc__criteria_write(writer, &is->hits);
    bytes_put_goals(writer, is);
}

static inc_status bytes_get_texts(inc__reader *reader, inc_context *context, inc_definition *is)
{
    inc_status status;

    is->id = inc__get_short_text(reader, context, INC__NAME_MOST, &status);
    if (status == INC_OK)
        is->title = inc__get_short_text(reader, context, SIZE_MAX, &status);
    if (status == INC_OK)
        is->formula = inc__get_short_text(reader, context, SIZE_MAX, &status);
    if (status == INC_OK)
        is->source = inc__get_short_text(reader, context, SIZE_MAX, &status);
    return status;
}

static void bytes_get_numbers(inc__reader *reader, inc_definition *is)
{
    is->grain = bytes_get_i32(reader);
    is->kind = bytes_get_i32(reader);
    is->unit = bytes_get_i32(reader);
    is->period = bytes_get_i32(reader);
    is->by[0] = bytes_get_i32(reader);
    is->by[1] = bytes_get_i32(reader);
    is->by[2] = bytes_get_i32(reader);
    is->is_signed = bytes_get_i32(reader);
    is->ends_after = bytes_get_i32(reader);
    is->mature_column = bytes_get_i32(reader);
    is->mature_after = inc__get_signed(reader);
    is->age_from = inc__get_signed(reader);
    is->age_to = inc__get_signed(reader);
    bytes_get_term(reader, &is->value);
    bytes_get_term(reader, &is->of);
}

static inc_status bytes_get_goals(inc__reader *reader, inc_context *context, inc_definition *is)
{
    size_t count = inc__get_short_count(reader), i;
    inc_goal *goals;

    if (count > INC__CRITERIA_MOST || reader->failed)
        return INC_E_FORMAT;
    if (count == 0)
        return INC_OK;
    goals = inc__alloc(context, count * sizeof *goals);
    if (goals == NULL)
        return inc__nomem(context);
    is->goals = goals;
    is->goals_count = (int32_t) count;
    for (i = 0; i < count; i++) {
        int64_t bits = inc__get_i64(reader);
        memcpy(&goals[i].value, &bits, sizeof bits);
        goals[i].comparison = bytes_get_i32(reader);
        goals[i].priority = bytes_get_i32(reader);
    }
    return INC_OK;
}

static inc_status bytes_get_host(inc__reader *reader, inc_context *context, inc_definition *is)
{
    inc_status status = bytes_get_texts(reader, context, is);

    if (status == INC_OK)
        bytes_get_numbers(reader, is);
    if (status == INC_OK)
        status = inc__criteria_read(reader, context, &is->population);
    if (status == INC_OK)
        status = inc__criteria_read(reader, context, &is->excluded);
    if (status == INC_OK)
        status = inc__criteria_read(reader, context, &is->censored);
    if (status == INC_OK)
        status = inc__criteria_read(reader, context, &is->hits);
    if (status == INC_OK)
        status = bytes_get_goals(reader, context, is);
    if (status == INC_OK && reader->failed)
        status = INC_E_FORMAT;
    if (status != INC_OK)
        return status;
    status = inc__definition_check(context, is);
    return status == INC_OK && inc__definition_number(is->id) < 0 ? INC_OK : INC_E_FORMAT;
}

inc_status inc__definition_read(inc__reader *reader, inc_context *context, inc__kept *kept)
{
    uint64_t number = inc__get_varint(reader);
    size_t count;
    const inc_definition *table = inc__definition_table(&count);

    memset(kept, 0, sizeof *kept);
    kept->library = -1;
    if (number > count || reader->failed)
        return INC_E_FORMAT;
    if (number == 0) {
        kept->is.size = sizeof kept->is;
        return bytes_get_host(reader, context, &kept->is);
    }
    kept->library = (int32_t) number - 1;
    kept->is = table[number - 1];
    return INC_OK;
}
