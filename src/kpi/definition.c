/* Definitions: the library's, and those that a host hands over. */
#include "kpi/definition.h"

#include "base/options.h"
#include "base/string.h"

#include <incident/kpi.h>
#include <math.h>
#include <string.h>

inc_status inc_definition_at(size_t index, inc_definition *definition)
{
    size_t count;
    const inc_definition *table = inc__definition_table(&count);

    if (definition == NULL)
        return INC_E_INVALID;
    if (index >= count)
        return INC_DONE;
    return INC__FILL(definition, &table[index], goals);
}

int32_t inc__definition_number(const char *id)
{
    size_t count, i;
    const inc_definition *table = inc__definition_table(&count);

    for (i = 0; i < count; i++)
        if (strcmp(table[i].id, id) == 0)
            return (int32_t) i;
    return -1;
}

inc_status inc_definition_find(const char *id, size_t id_size, inc_definition *definition)
{
    size_t count, i;
    const inc_definition *table = inc__definition_table(&count);

    if (id == NULL || definition == NULL)
        return INC_E_INVALID;
    if (id_size == INC_ZSTR)
        id_size = strlen(id);
    for (i = 0; i < count; i++)
        if (strlen(table[i].id) == id_size && memcmp(table[i].id, id, id_size) == 0)
            return inc_definition_at(i, definition);
    return INC_E_NOT_FOUND;
}

int32_t inc__column_type(int32_t grain, int32_t column)
{
    inc_column found = {.size = sizeof found};
    int32_t of = grain != 0 ? grain : INC_GRAIN_INCIDENT;
    size_t i;

    if (grain == 0 && column >= INC__OBSERVED_COMMON)
        return 0;
    for (i = 0; inc_observation_column(of, i, &found) == INC_OK; i++)
        if (found.id == column)
            return found.type;
    return 0;
}

static inc_status definition_wrong(inc_context *context, const char *id, const char *member,
                                   int64_t value)
{
    return inc__fail(context, INC_E_INVALID, "the definition '%s' had the %s %lld", id, member,
                     (long long) value);
}

int inc__definition_sums_pair(const inc_definition *definition)
{
    return definition->kind == INC_FIGURE_RATIO || definition->kind == INC_FIGURE_COST;
}

int inc__definition_sums(const inc_definition *definition)
{
    return definition->kind == INC_FIGURE_SUM || inc__definition_sums_pair(definition);
}

static inc_status definition_check_terms(inc_context *context, const inc_definition *given)
{
    const inc_term *terms[] = {&given->value, &given->of};
    size_t i, j;

    for (i = 0; i < 2; i++) {
        const int32_t columns[] = {terms[i]->column, terms[i]->minus, terms[i]->less};
        for (j = 0; j < 3; j++) {
            int32_t type = columns[j] != 0 ? inc__column_type(given->grain, columns[j]) : 0;
            if (columns[j] != 0 && type != INC_VALUE_INTEGER && type != INC_VALUE_TIME)
                return definition_wrong(context, given->id, "term column", columns[j]);
        }
    }
    if ((given->kind == INC_FIGURE_MEAN || inc__definition_sums(given)) && given->value.column == 0)
        return definition_wrong(context, given->id, "term column", 0);
    if ((given->kind == INC_FIGURE_RATIO || given->kind == INC_FIGURE_COST) &&
        given->of.column == 0)
        return definition_wrong(context, given->id, "term column", 0);
    return INC_OK;
}

static inc_status definition_check_times(inc_context *context, const inc_definition *given)
{
    int32_t i;

    if (given->by[0] == 0)
        return definition_wrong(context, given->id, "period column", 0);
    for (i = 0; i < 3; i++)
        if (given->by[i] != 0 && inc__column_type(given->grain, given->by[i]) != INC_VALUE_TIME)
            return definition_wrong(context, given->id, "period column", given->by[i]);
    if (given->mature_column != 0 &&
        inc__column_type(given->grain, given->mature_column) != INC_VALUE_TIME)
        return definition_wrong(context, given->id, "maturity column", given->mature_column);
    if (given->mature_after < 0)
        return definition_wrong(context, given->id, "maturity", given->mature_after);
    if (given->age_from < 0 || given->age_to < 0)
        return definition_wrong(context, given->id, "age",
                                given->age_from < 0 ? given->age_from : given->age_to);
    if (given->kind == INC_FIGURE_STOCK && given->of.column == 0 &&
        (given->age_from > 0 || given->age_to > 0))
        return definition_wrong(context, given->id, "age column", 0);
    return INC_OK;
}

static inc_status definition_check_goals(inc_context *context, const inc_definition *given)
{
    int32_t i;

    if (given->goals_count < 0 || given->goals_count > INC__CRITERIA_MOST ||
        (given->goals_count > 0 && given->goals == NULL))
        return definition_wrong(context, given->id, "number of goals", given->goals_count);
    for (i = 0; i < given->goals_count; i++) {
        const inc_goal *goal = &given->goals[i];
        if (goal->comparison < INC_EQUAL || goal->comparison > INC_GREATER_OR_EQUAL)
            return definition_wrong(context, given->id, "comparison of a goal", goal->comparison);
        if (isnan(goal->value))
            return inc__fail(context, INC_E_INVALID, "a goal of the definition '%s' was no number",
                             given->id);
    }
    return INC_OK;
}

static inc_status definition_check_criteria(inc_context *context, const inc_definition *given)
{
    const inc_criteria *all[] = {&given->population, &given->excluded, &given->censored,
                                 &given->hits};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < 4 && status == INC_OK; i++)
        status = inc__criteria_check(context, given->grain, all[i], given->id);
    return status;
}

inc_status inc__definition_check(inc_context *context, const inc_definition *given)
{
    inc_status status;

    if (!inc__name_valid(given->id, 1))
        return inc__fail(context, INC_E_INVALID, "a definition had the id '%s', not 1 to %d bytes",
                         given->id != NULL ? given->id : "", INC__NAME_MOST);
    if (given->grain < INC_GRAIN_INCIDENT || given->grain > INC_GRAIN_EPISODE)
        return definition_wrong(context, given->id, "grain", given->grain);
    if (given->kind < INC_FIGURE_MEAN || given->kind > INC_FIGURE_SUM)
        return definition_wrong(context, given->id, "kind", given->kind);
    if (given->unit < INC_UNIT_COUNT || given->unit > INC_UNIT_MONEY)
        return definition_wrong(context, given->id, "unit", given->unit);
    if (given->period < INC_PERIOD_NONE || given->period > INC_PERIOD_QUARTER)
        return definition_wrong(context, given->id, "period", given->period);
    if ((given->is_signed | given->ends_after | 1) != 1)
        return definition_wrong(context, given->id, "flag",
                                (given->is_signed | 1) != 1 ? given->is_signed : given->ends_after);
    status = definition_check_terms(context, given);
    if (status == INC_OK)
        status = definition_check_times(context, given);
    if (status == INC_OK)
        status = definition_check_goals(context, given);
    return status == INC_OK ? definition_check_criteria(context, given) : status;
}

static inc_status definition_copy_text(inc_context *context, const char *given,
                                       const char *otherwise, const char **kept)
{
    const char *text = given != NULL ? given : otherwise;

    if (!inc__text_valid(text, strlen(text)))
        return inc__fail(context, INC_E_INVALID, "a text of a definition was no UTF-8");
    *kept = inc__string_copy(context, text, INC_ZSTR);
    return *kept != NULL ? INC_OK : inc__nomem(context);
}

static inc_status definition_copy_texts(inc_context *context, const inc_definition *given,
                                        inc_definition *kept)
{
    inc_status status = definition_copy_text(context, given->id, "", &kept->id);

    if (status == INC_OK)
        status = definition_copy_text(context, given->title, given->id, &kept->title);
    if (status == INC_OK)
        status = definition_copy_text(context, given->formula, "", &kept->formula);
    if (status == INC_OK)
        status = definition_copy_text(context, given->source, "", &kept->source);
    return status;
}

static inc_status definition_copy_goals(inc_context *context, const inc_definition *given,
                                        inc_definition *kept)
{
    size_t size = (size_t) given->goals_count * sizeof *given->goals;
    inc_goal *goals;

    if (size == 0)
        return INC_OK;
    goals = inc__alloc(context, size);
    if (goals == NULL)
        return inc__nomem(context);
    memcpy(goals, given->goals, size);
    kept->goals = goals;
    kept->goals_count = given->goals_count;
    return INC_OK;
}

static inc_status definition_copy(inc_context *context, const inc_definition *given,
                                  inc_definition *kept)
{
    inc_status status = definition_copy_texts(context, given, kept);

    if (status == INC_OK)
        status = inc__criteria_copy(context, &given->population, &kept->population);
    if (status == INC_OK)
        status = inc__criteria_copy(context, &given->excluded, &kept->excluded);
    if (status == INC_OK)
        status = inc__criteria_copy(context, &given->censored, &kept->censored);
    if (status == INC_OK)
        status = inc__criteria_copy(context, &given->hits, &kept->hits);
    return status == INC_OK ? definition_copy_goals(context, given, kept) : status;
}

static void definition_unpoint(inc_definition *definition)
{
    const inc_criteria none = {NULL, 0};

    definition->id = NULL;
    definition->title = NULL;
    definition->formula = NULL;
    definition->source = NULL;
    definition->population = none;
    definition->excluded = none;
    definition->censored = none;
    definition->hits = none;
    definition->goals = NULL;
    definition->goals_count = 0;
}

inc_status inc__definition_keep(inc_context *context, const inc_definition *given, inc__kept *kept)
{
    inc_definition ours;
    inc_status status;
    size_t count;
    const inc_definition *table = inc__definition_table(&count);

    memset(&ours, 0, sizeof ours);
    status = INC__OPTIONS(&ours, given, goals);
    if (status == INC_OK)
        status = inc__definition_check(context, &ours);
    if (status != INC_OK)
        return status;
    kept->is = ours;
    kept->library = inc__definition_number(ours.id);
    if (kept->library < 0) {
        definition_unpoint(&kept->is);
        return definition_copy(context, &ours, &kept->is);
    }
    kept->is = table[kept->library];
    if (!inc__definition_same(&kept->is, &ours))
        return inc__fail(context, INC_E_EXISTS, "the id '%s' is the library's", ours.id);
    return INC_OK;
}

void inc__definition_drop(inc_context *context, inc__kept *kept)
{
    inc_definition *is = &kept->is;

    if (kept->library >= 0)
        return;
    inc__string_free(context, (char *) (uintptr_t) is->id);
    inc__string_free(context, (char *) (uintptr_t) is->title);
    inc__string_free(context, (char *) (uintptr_t) is->formula);
    inc__string_free(context, (char *) (uintptr_t) is->source);
    inc__criteria_free(context, &is->population);
    inc__criteria_free(context, &is->excluded);
    inc__criteria_free(context, &is->censored);
    inc__criteria_free(context, &is->hits);
    inc__release(context, (void *) (uintptr_t) is->goals,
                 (size_t) is->goals_count * sizeof *is->goals);
}

static int definition_same_terms(const inc_term *a, const inc_term *b)
{
    return a->column == b->column && a->minus == b->minus && a->less == b->less;
}

static int definition_same_goals(const inc_definition *a, const inc_definition *b)
{
    int32_t i;

    if (a->goals_count != b->goals_count)
        return 0;
    for (i = 0; i < a->goals_count; i++)
        if (memcmp(&a->goals[i], &b->goals[i], sizeof *a->goals) != 0)
            return 0;
    return 1;
}

/* What people read does not count. */
int inc__definition_same(const inc_definition *a, const inc_definition *b)
{
    return strcmp(a->id, b->id) == 0 && a->grain == b->grain && a->kind == b->kind &&
           a->unit == b->unit && a->period == b->period &&
           memcmp(a->by, b->by, sizeof a->by) == 0 && a->is_signed == b->is_signed &&
           a->ends_after == b->ends_after && definition_same_terms(&a->value, &b->value) &&
           definition_same_terms(&a->of, &b->of) && a->mature_column == b->mature_column &&
           a->mature_after == b->mature_after && a->age_from == b->age_from &&
           a->age_to == b->age_to && inc__criteria_same(&a->population, &b->population) &&
           inc__criteria_same(&a->excluded, &b->excluded) &&
           inc__criteria_same(&a->censored, &b->censored) &&
           inc__criteria_same(&a->hits, &b->hits) && definition_same_goals(a, b);
}
