/* `incident desk`: lists of heads, in the words of a script. */
#include "desk_verbs.h"

#include <string.h>

static bool list_column(const char *name, inc_column *column)
{
    column->size = sizeof *column;
    for (size_t i = 0; inc_row_column(INC_ROW_HEAD, i, column) == INC_OK; i++)
        if (strcmp(column->name, name) == 0)
            return true;
    return false;
}

static int32_t list_comparison(const char *sign)
{
    static const char *const signs[] = {[INC_EQUAL] = "=",
                                        [INC_LESS] = "<",
                                        [INC_LESS_OR_EQUAL] = "<=",
                                        [INC_GREATER] = ">",
                                        [INC_GREATER_OR_EQUAL] = ">="};
    int32_t i = INC_EQUAL;
    while (i < INC_GREATER_OR_EQUAL && strcmp(signs[i], sign) != 0)
        i++;
    return i;
}

static int32_t list_stage(const char *name)
{
    for (int32_t stage = 0; stage <= INC_STAGE_CANCELLED; stage++)
        if (strcmp(inc_stage_name(stage), name) == 0)
            return stage;
    return -1;
}

static bool list_value(const struct desk_run *run, const inc_column *column, const char *text,
                       int64_t *value)
{
    if (column->type == INC_VALUE_TIME)
        return words_instant(text, run->zone, run->now, value);
    if (column->id == INC_HEAD_STAGE && list_stage(text) >= 0) {
        *value = list_stage(text);
        return true;
    }
    return words_number(text, 0, INT32_MAX, value);
}

/* team=network, breach_at<=12:00, stage=resolved */
static int list_where(const struct desk_run *run, const struct word *word, inc_query *query)
{
    inc_column column;
    int64_t value = 0;
    inc_status status;
    if (!list_column(word->name, &column))
        return desk_wrong_word(run, word, "names no column of heads (see --help)");
    if (column.type == INC_VALUE_TEXT) {
        status = inc_query_where_text(query, column.id, list_comparison(word->sign), word->value);
        return status == INC_OK ? TOOL_OK : desk_failed(run, status);
    }
    if (!list_value(run, &column, word->value, &value))
        return desk_wrong_word(run, word, "compares with no such value");
    status = inc_query_where(query, column.id, list_comparison(word->sign), value);
    return status == INC_OK ? TOOL_OK : desk_failed(run, status);
}

struct list_order {
    int32_t column;
    int32_t descending;
};

static int list_by(const struct desk_run *run, struct words *line, struct list_order *order)
{
    const struct word *word = words_take(line);
    inc_column column;
    if (!word)
        return desk_wrong(run, "'by' needs a column");
    if (!list_column(word->name, &column) || !(column.flags & INC_COLUMN_ORDERED))
        return desk_wrong_word(run, word, "is no column to order by (see --help)");
    order->column = column.id;
    return TOOL_OK;
}

static int list_limit(const struct desk_run *run, struct words *line, inc_query *query)
{
    const struct word *word = words_take(line);
    int64_t limit;
    if (!word)
        return desk_wrong(run, "'limit' needs a number");
    if (!words_number(word->name, 1, INC_QUERY_LIMIT, &limit))
        return desk_wrong_word(run, word, "is no limit from 1 to 1000");
    tool_must(inc_query_limit(query, (int32_t) limit));
    return TOOL_OK;
}

static int list_word(const struct desk_run *run, struct words *line, const struct word *word,
                     inc_query *query, struct list_order *order)
{
    if (word->value)
        return list_where(run, word, query);
    if (strcmp(word->name, "by") == 0)
        return list_by(run, line, order);
    if (strcmp(word->name, "limit") == 0)
        return list_limit(run, line, query);
    if (strcmp(word->name, "open") == 0) {
        tool_must(inc_query_where(query, INC_HEAD_OPEN, INC_EQUAL, 1));
        return TOOL_OK;
    }
    if (strcmp(word->name, "descending") != 0)
        return desk_wrong_word(run, word, "is none of open, by, descending, limit, column=value");
    order->descending = 1;
    return TOOL_OK;
}

static const char *list_or_dash(const char *text)
{
    return *text ? text : "-";
}

static void list_print(const struct desk_run *run)
{
    char due[INC_FORMAT_SIZE], breach[INC_FORMAT_SIZE];
    for (size_t i = 0; i < inc_page_rows(run->page); i++) {
        const inc_row *row = inc_page_row(run->page, i);
        if (i == 0)
            printf("  %-8s %-13s %-2s %-25s  %-32s  %-10s %s\n", "id", "stage", "P", "due",
                   "breach", "team", "title");
        printf("  %-8s %-13s %-2d %-25s  %-32s  %-10s %s\n",
               inc_row_text(row, INC_ROW_SUBJECT, NULL),
               inc_stage_name((int32_t) inc_row_integer(row, INC_HEAD_STAGE)),
               (int) inc_row_integer(row, INC_HEAD_PRIORITY),
               desk_time(run, inc_row_integer(row, INC_HEAD_DUE), due),
               desk_time(run, inc_row_integer(row, INC_HEAD_BREACH_AT), breach),
               list_or_dash(inc_row_text(row, INC_HEAD_TEAM, NULL)),
               list_or_dash(inc_row_text(row, INC_HEAD_TITLE, NULL)));
    }
}

static int list_find(const struct desk_run *run, inc_query *query)
{
    int64_t count = 0;
    inc_status status = inc_store_find(run->store, query, run->page);
    if (status >= INC_OK)
        list_print(run);
    if (status >= INC_OK)
        status = inc_store_count(run->store, query, &count);
    if (status < INC_OK)
        return desk_failed(run, status);
    printf("  %zu of %lld\n", inc_page_rows(run->page), (long long) count);
    return TOOL_OK;
}

int desk_list(struct desk_run *run, struct words *line)
{
    struct list_order order = {0, 0};
    const struct word *word;
    inc_query *query = NULL;
    int code = TOOL_OK;
    tool_must(inc_query_new(run->context, INC_ROW_HEAD, "", &query));
    while (code == TOOL_OK && (word = words_take(line)))
        code = list_word(run, line, word, query, &order);
    if (code == TOOL_OK) {
        tool_must(inc_query_order(query, order.column, order.descending));
        code = list_find(run, query);
    }
    inc_query_free(query);
    return code;
}
