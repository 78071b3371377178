/* The figures of both sides of a comparison, side by side. */
#include "whatif_figures.h"

#include <stdlib.h>
#include <string.h>

enum { FIGURES_NAME = 600 };

static const char *figures_column(int32_t id)
{
    inc_column column = {.size = sizeof column};
    for (size_t i = 0; inc_observation_column(INC_GRAIN_CLOCK, i, &column) == INC_OK; i++)
        if (column.id == id)
            return column.name;
    return "?";
}

/* The group of a side under a name that both sides share. */
static uint32_t figures_group(struct whatif_figures *figures, inc_kpi *kpi, size_t group)
{
    char name[FIGURES_NAME] = "";
    inc_kpi_key key = {.size = sizeof key};
    size_t used = 0;
    for (size_t i = 0; inc_kpi_key_at(kpi, group, i, &key) == INC_OK && used < sizeof name; i++) {
        char number[32] = "";
        if (!key.text && key.integer != INC_UNKNOWN)
            snprintf(number, sizeof number, "%lld", (long long) key.integer);
        used += (size_t) snprintf(name + used, sizeof name - used, "%s%s %s", i ? ", " : "",
                                  figures_column(key.column), key.text ? key.text : number);
    }
    return names_add(&figures->groups, name[0] ? name : "all", strlen(name[0] ? name : "all"));
}

/* Figures come by definition. */
static size_t figures_definition(inc_kpi *kpi, const char *id, size_t from)
{
    inc_definition definition = {.size = sizeof definition};
    while (inc_kpi_definition(kpi, from, &definition) == INC_OK && strcmp(definition.id, id) != 0)
        from++;
    return from;
}

static void figures_side(struct whatif_figures *figures, inc_kpi *kpi, int32_t side)
{
    inc_figure figure = {.size = sizeof figure};
    size_t definition = 0;
    for (size_t i = 0; inc_kpi_figure(kpi, i, &figure) == INC_OK; i++) {
        struct whatif_figure *item;
        definition = figures_definition(kpi, figure.id, definition);
        figures->items =
            tool_grow(figures->items, figures->count, &figures->capacity, sizeof *figures->items);
        item = &figures->items[figures->count++];
        *item = (struct whatif_figure){.definition = definition};
        item->group = figures_group(figures, kpi, figure.group);
        item->has[side] = true;
        item->values[side] = figure;
    }
}

const inc_figure *whatif_figure_any(const struct whatif_figure *figure)
{
    return &figure->values[figure->has[INC_BEFORE] ? INC_BEFORE : INC_AFTER];
}

static int figures_compare(const void *one, const void *other)
{
    const struct whatif_figure *a = one, *b = other;
    inc_time from_a = whatif_figure_any(a)->from, from_b = whatif_figure_any(b)->from;
    if (a->definition != b->definition)
        return a->definition < b->definition ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return (from_a > from_b) - (from_a < from_b);
}

/* What is of one place gets into one item. */
static void figures_join(struct whatif_figures *figures)
{
    size_t kept = 0;
    for (size_t i = 0; i < figures->count; i++) {
        struct whatif_figure *item = &figures->items[i];
        if (kept && figures_compare(&figures->items[kept - 1], item) == 0) {
            int32_t side = item->has[INC_BEFORE] ? INC_BEFORE : INC_AFTER;
            figures->items[kept - 1].has[side] = true;
            figures->items[kept - 1].values[side] = item->values[side];
            continue;
        }
        figures->items[kept++] = *item;
    }
    figures->count = kept;
}

void whatif_figures_take(struct whatif_figures *figures, inc_whatif *whatif)
{
    figures_side(figures, inc_whatif_kpi(whatif, INC_BEFORE), INC_BEFORE);
    figures_side(figures, inc_whatif_kpi(whatif, INC_AFTER), INC_AFTER);
    qsort(figures->items, figures->count, sizeof *figures->items, figures_compare);
    figures_join(figures);
}

void whatif_figures_free(struct whatif_figures *figures)
{
    free(figures->items);
    names_free(&figures->groups);
    memset(figures, 0, sizeof *figures);
}

bool whatif_figure_differs(const struct whatif_figure *figure)
{
    const inc_figure *before = &figure->values[INC_BEFORE], *after = &figure->values[INC_AFTER];
    if (!figure->has[INC_BEFORE] || !figure->has[INC_AFTER])
        return true;
    return before->has_value != after->has_value || before->n != after->n ||
           before->value > after->value || before->value < after->value;
}
