/* Queries: conditions, order, cursor. */
#include "store/query.h"

#include "base/options.h"
#include "base/string.h"
#include "time/sight.h"

#include <string.h>

inc_status inc_query_new(inc_context *context, int32_t kind, const char *tenant, inc_query **query)
{
    const inc__table *table = inc__row_table(kind);
    inc_query *made;

    if (query == NULL)
        return INC_E_INVALID;
    *query = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (table == NULL)
        return inc__fail(context, INC_E_INVALID, "a query asked for rows of the kind '%d'",
                         (int) kind);
    if (!inc__name_valid(tenant, 0))
        return inc__fail(context, INC_E_INVALID,
                         "a query had the tenant '%.80s', not UTF-8 of at most %d bytes", tenant,
                         INC__NAME_MOST);
    made = inc__alloc(context, sizeof *made);
    if (made != NULL)
        made->tenant = inc__string_copy(context, tenant != NULL ? tenant : "", INC_ZSTR);
    if (made == NULL || made->tenant == NULL) {
        inc__release(context, made, sizeof *made);
        return inc__nomem(context);
    }
    made->context = inc_context_ref(context);
    made->table = table;
    made->kind = kind;
    made->limit = INC_QUERY_LIMIT;
    *query = made;
    return INC_OK;
}

void inc_query_free(inc_query *query)
{
    inc_context *context;
    size_t i;

    if (query == NULL)
        return;
    context = query->context;
    for (i = 0; i < query->conditions.count; i++)
        inc__string_free(context, INC__AT(&query->conditions, inc__condition, i)->text);
    inc__array_free(context, &query->conditions, sizeof(inc__condition));
    inc__string_free(context, query->tenant);
    inc_row_unref(query->cursor);
    inc__release(context, query, sizeof *query);
    inc_context_unref(context);
}

static inc_status query_check_column(const inc_query *query, int32_t id, int32_t comparison,
                                     int text)
{
    const inc__column *column = inc__table_find(query->table, id);

    if (column == NULL)
        return inc__fail(query->context, INC_E_INVALID, "a query named column '%d' of %s", (int) id,
                         query->table->noun);
    if ((column->type == INC_VALUE_TEXT) != text)
        return inc__fail(query->context, INC_E_INVALID,
                         "a query compared column '%s' of %s with %s", column->name,
                         query->table->noun, text ? "a text" : "a number");
    if (comparison < INC_EQUAL || comparison > INC_GREATER_OR_EQUAL)
        return inc__fail(query->context, INC_E_INVALID,
                         "a query compared column '%s' in the unknown way '%d'", column->name,
                         (int) comparison);
    return INC_OK;
}

static inc__condition *query_push(inc_query *query, int32_t column, int32_t comparison)
{
    inc__condition *made = INC__PUSH(query->context, &query->conditions, inc__condition);

    if (made != NULL) {
        made->column = column;
        made->comparison = comparison;
        made->type = query->table->columns[column].type;
    }
    return made;
}

static inc_status query_check_time(const inc_query *query, int32_t id, int32_t comparison,
                                   int64_t value)
{
    const inc__column *column = inc__table_find(query->table, id);

    if (column->type != INC_VALUE_TIME || inc__time_valid(value))
        return INC_OK;
    if (value != INC_TIME_NONE)
        return inc__fail(query->context, INC_E_RANGE,
                         "a query compared column '%s' with '%lld' us, outside 1900-9999",
                         column->name, (long long) value);
    if (comparison != INC_EQUAL)
        return inc__fail(query->context, INC_E_INVALID,
                         "a query asked for column '%s' before or after no instant", column->name);
    return INC_OK;
}

inc_status inc_query_where(inc_query *query, int32_t column, int32_t comparison, int64_t value)
{
    inc__condition *made;
    inc_status status;

    if (query == NULL)
        return INC_E_INVALID;
    status = query_check_column(query, column, comparison, 0);
    if (status == INC_OK)
        status = query_check_time(query, column, comparison, value);
    if (status != INC_OK)
        return status;
    made = query_push(query, column, comparison);
    if (made == NULL)
        return INC_E_NOMEM;
    made->integer = value;
    return INC_OK;
}

inc_status inc_query_where_text(inc_query *query, int32_t column, int32_t comparison,
                                const char *value)
{
    inc__condition *made;
    char *copy;

    if (query == NULL || value == NULL)
        return INC_E_INVALID;
    if (query_check_column(query, column, comparison, 1) != INC_OK)
        return INC_E_INVALID;
    if (!inc__text_valid(value, strlen(value)))
        return inc__fail(query->context, INC_E_INVALID,
                         "a query compared column '%s' with '%.80s', not UTF-8",
                         query->table->columns[column].name, value);
    copy = inc__string_copy(query->context, value, INC_ZSTR);
    if (copy == NULL)
        return inc__nomem(query->context);
    made = query_push(query, column, comparison);
    if (made == NULL) {
        inc__string_free(query->context, copy);
        return INC_E_NOMEM;
    }
    made->text = copy;
    return INC_OK;
}

inc_status inc_query_order(inc_query *query, int32_t column, int32_t descending)
{
    const inc__column *found;

    if (query == NULL)
        return INC_E_INVALID;
    found = inc__table_find(query->table, column);
    if (column != 0 && (found == NULL || (found->flags & INC_COLUMN_ORDERED) == 0))
        return inc__fail(query->context, INC_E_INVALID, "rows were not kept in the order of '%s'",
                         found != NULL ? found->name : "an unknown column");
    if (descending < 0 || descending > 1)
        return inc__fail(query->context, INC_E_INVALID, "descending was '%d', not 0 or 1",
                         (int) descending);
    query->order = column;
    query->descending = descending;
    return INC_OK;
}

inc_status inc_query_limit(inc_query *query, int32_t limit)
{
    if (query == NULL)
        return INC_E_INVALID;
    if (limit < 1 || limit > INC_QUERY_LIMIT)
        return inc__fail(query->context, INC_E_INVALID, "a query wanted '%d' rows, not 1 to %d",
                         (int) limit, INC_QUERY_LIMIT);
    query->limit = limit;
    return INC_OK;
}

inc_status inc_query_after(inc_query *query, const inc_row *row)
{
    if (query == NULL)
        return INC_E_INVALID;
    if (row != NULL && (row->record.table != query->table ||
                        strcmp(inc__row_text(row, INC_ROW_TENANT), query->tenant) != 0))
        return inc__fail(query->context, INC_E_INVALID,
                         "a query for %s of '%.80s' was to go on after %s of '%.80s'",
                         query->table->noun, query->tenant, row->record.table->noun,
                         inc__row_text(row, INC_ROW_TENANT));
    (void) inc_row_ref(row);
    inc_row_unref(query->cursor);
    query->cursor = (inc_row *) (uintptr_t) row;
    return INC_OK;
}

inc__query_place inc__query_save(const inc_query *query)
{
    inc__query_place place;

    place.cursor = inc_row_ref(query->cursor);
    place.limit = query->limit;
    return place;
}

void inc__query_restore(inc_query *query, inc__query_place *place)
{
    inc_row_unref(query->cursor);
    query->cursor = place->cursor;
    query->limit = place->limit;
}

void inc__query_go_on(inc_query *query, const inc_row *cursor, int32_t limit)
{
    (void) inc_query_after(query, cursor);
    query->limit = limit;
}

int32_t inc_query_kind(const inc_query *query)
{
    return query != NULL ? query->kind : 0;
}

const char *inc_query_tenant(const inc_query *query)
{
    return query != NULL ? query->tenant : "";
}

inc_status inc_query_condition(const inc_query *query, size_t index, inc_condition *condition)
{
    inc_condition local = {.size = sizeof local};
    const inc__condition *found;

    if (query == NULL || condition == NULL)
        return INC_E_INVALID;
    if (index >= query->conditions.count)
        return INC_DONE;
    found = INC__AT(&query->conditions, inc__condition, index);
    local.column = found->column;
    local.comparison = found->comparison;
    local.integer = found->integer;
    local.text = found->text;
    return INC__FILL(condition, &local, text);
}

int32_t inc_query_ordered_by(const inc_query *query, int32_t *descending)
{
    if (descending != NULL)
        *descending = query != NULL ? query->descending : 0;
    return query != NULL ? query->order : 0;
}

int32_t inc_query_most(const inc_query *query)
{
    return query != NULL ? query->limit : 0;
}

const inc_row *inc_query_cursor(const inc_query *query)
{
    return query != NULL ? query->cursor : NULL;
}

static int query_holds(int32_t comparison, int order)
{
    switch (comparison) {
    case INC_EQUAL:
        return order == 0;
    case INC_LESS:
        return order < 0;
    case INC_LESS_OR_EQUAL:
        return order <= 0;
    case INC_GREATER:
        return order > 0;
    default:
        return order >= 0;
    }
}

static int query_condition_holds(const inc__condition *condition, const inc_row *row)
{
    int64_t value;

    if (condition->type == INC_VALUE_TEXT)
        return query_holds(condition->comparison,
                           strcmp(inc__row_text(row, condition->column), condition->text));
    value = inc__row_integer(row, condition->column);
    if (condition->type == INC_VALUE_TIME && value == INC_TIME_NONE &&
        condition->integer != INC_TIME_NONE)
        return 0;
    return query_holds(condition->comparison,
                       (value > condition->integer) - (value < condition->integer));
}

int inc__query_omits(const inc_query *query, const inc_row *row)
{
    return query->order != 0 && query->table->columns[query->order].type == INC_VALUE_TIME &&
           inc__row_integer(row, query->order) == INC_TIME_NONE;
}

int inc__query_meets(const inc_query *query, const inc_row *row)
{
    size_t i;

    if (row->record.table != query->table ||
        strcmp(inc__row_text(row, INC_ROW_TENANT), query->tenant) != 0 ||
        inc__query_omits(query, row))
        return 0;
    for (i = 0; i < query->conditions.count; i++) {
        if (!query_condition_holds(INC__AT(&query->conditions, inc__condition, i), row))
            return 0;
    }
    return 1;
}

int32_t inc_query_matches(const inc_query *query, const inc_row *row)
{
    if (query == NULL || row == NULL || !inc__query_meets(query, row))
        return 0;
    return query->cursor == NULL || inc_query_compare(query, query->cursor, row) < 0;
}

int32_t inc_query_compare(const inc_query *query, const inc_row *a, const inc_row *b)
{
    int64_t left, right;
    int32_t order = 0;

    if (query == NULL || a == NULL || b == NULL)
        return 0;
    if (query->order != 0) {
        left = inc_row_integer(a, query->order);
        right = inc_row_integer(b, query->order);
        order = (left > right) - (left < right);
    }
    if (order == 0)
        order = inc__row_compare_keys(a, b);
    return query->descending ? -(order > 0) + (order < 0) : order;
}
