/* The library's definitions of key figures: chosen by id, and printed. */
#include "kpi_list.h"

#include "kpi_cells.h"

#include <string.h>

static bool list_matches(const char *pattern, const char *id)
{
    size_t size = strlen(pattern);
    if (size > 0 && pattern[size - 1] == '*')
        return strncmp(pattern, id, size - 1) == 0;
    return strcmp(pattern, id) == 0;
}

static bool list_has(const struct kpi_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return true;
    return false;
}

static int list_unknown(const char *id)
{
    inc_definition definition = {.size = sizeof definition};
    char ids[2048] = "";
    size_t used = 0;
    for (size_t i = 0; inc_definition_at(i, &definition) == INC_OK; i++) {
        int wrote = snprintf(ids + used, sizeof ids - used, "%s%s", i ? ", " : "", definition.id);
        if (wrote < 0 || (size_t) wrote >= sizeof ids - used)
            break;
        used += (size_t) wrote;
    }
    return tool_usage("--id: there is no definition '%s'; there are %s", id, ids);
}

int kpi_list_add(struct kpi_list *list, const char *id)
{
    inc_definition definition = {.size = sizeof definition};
    bool is_found = false;
    for (size_t i = 0; inc_definition_at(i, &definition) == INC_OK; i++) {
        if (!list_matches(id, definition.id))
            continue;
        is_found = true;
        if (list_has(list, definition.id))
            continue;
        list->items = tool_grow(list->items, list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] = definition;
    }
    return is_found ? TOOL_OK : list_unknown(id);
}

static void list_print_goals(const inc_definition *definition)
{
    char asked[KPI_GOAL_SIZE];
    for (int32_t i = 0; i < definition->goals_count; i++) {
        kpi_cells_goal(definition->unit, &definition->goals[i], asked);
        printf("%s%s", i ? ", " : "; goal ", asked);
        if (definition->goals[i].priority)
            printf(" for P%d", (int) definition->goals[i].priority);
    }
}

void kpi_list_print(void)
{
    inc_definition definition = {.size = sizeof definition};
    for (size_t i = 0; inc_definition_at(i, &definition) == INC_OK; i++) {
        printf("%s%s: %s\n  %s\n", i ? "\n" : "", definition.id, definition.title,
               definition.formula);
        printf("  %s, %s, by %s", inc_figure_kind_name(definition.kind),
               inc_unit_name(definition.unit), inc_grain_name(definition.grain));
        list_print_goals(&definition);
        printf("\n  source: %s\n", definition.source);
    }
}
