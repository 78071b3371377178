/* The cells that a figure has in a table for people. */
#include "kpi_cells.h"

#include <math.h>
#include <string.h>

enum { CELLS_BAR = 12, CELLS_LEFT_OUT = 320 };

void kpi_cells_columns(struct table *table, const char *value)
{
    table_column(table, "n", true);
    table_column(table, "hits", true);
    table_column(table, value, true);
    table_column(table, "median", true);
    table_column(table, "90 %", true);
    table_column(table, "95 %", true);
    table_column(table, "", false);
    table_column(table, "goal", false);
    table_column(table, "left out", false);
}

bool kpi_cells_blank(const inc_figure *figure)
{
    return (figure->n | figure->hits | figure->excluded | figure->censored | figure->immature |
            figure->missing | figure->negative) == 0;
}

static void cells_put_count(struct table *table, int64_t count, bool is_shown)
{
    char text[24] = "";
    if (is_shown)
        snprintf(text, sizeof text, "%lld", (long long) count);
    table_put(table, TABLE_PLAIN, text);
}

static void cells_put_value(const struct kpi_cells *cells, struct table *table,
                            const inc_figure *figure)
{
    char text[KPI_NUMBER_SIZE] = "-";
    if (figure->has_value)
        kpi_number_show(cells->scale, figure->value, figure->kind == INC_FIGURE_GROWTH, text);
    table_put(table, figure->has_value ? TABLE_STRONG : TABLE_FAINT, text);
}

static void cells_put_percentiles(struct kpi_cells *cells, struct table *table,
                                  const inc_figure *figure)
{
    double values[KPI_PERCENTILES];
    bool has = kpi_report_percentiles(cells->report, figure, values);
    cells->has_coarse = cells->has_coarse || (has && !figure->exact);
    for (int i = 0; i < KPI_PERCENTILES; i++) {
        char text[KPI_NUMBER_SIZE + 1] = "~";
        if (has)
            kpi_number_show(cells->scale, values[i], false, text + 1);
        table_put(table, TABLE_PLAIN, has ? text + (figure->exact != 0) : "");
    }
}

static void cells_put_bar(const struct kpi_cells *cells, struct table *table,
                          const inc_figure *figure)
{
    char bar[CELLS_BAR + 1] = "";
    double share = 0;
    if (table->is_painted && figure->has_value && cells->largest > 0)
        share = fabs(figure->value) / cells->largest;
    memset(bar, '#', (size_t) (share * CELLS_BAR + 0.5));
    table_put(table, TABLE_FAINT, bar);
}

void kpi_cells_goal(int32_t unit, const inc_goal *goal, char text[KPI_GOAL_SIZE])
{
    static const char *const signs[] = {"?", "=", "<", "<=", ">", ">="};
    char value[KPI_NUMBER_SIZE];
    kpi_number_short(unit, goal->value, value);
    snprintf(text, KPI_GOAL_SIZE, "%s %s", signs[goal->comparison], value);
}

/* The goal that the figure was held against. */
static const inc_goal *cells_goal_of(const inc_definition *definition, const inc_figure *figure)
{
    for (int32_t i = 0; i < definition->goals_count; i++) {
        const inc_goal *goal = &definition->goals[i];
        if (goal->value >= figure->goal_value && goal->value <= figure->goal_value)
            return goal;
    }
    return NULL;
}

static void cells_put_goal(const struct kpi_cells *cells, struct table *table,
                           const inc_figure *figure)
{
    const inc_goal *goal = cells_goal_of(cells->definition, figure);
    char text[KPI_GOAL_SIZE + 16] = "", asked[KPI_GOAL_SIZE];
    if (goal && figure->goal != INC_GOAL_NONE) {
        kpi_cells_goal(figure->unit, goal, asked);
        snprintf(text, sizeof text, "%s, %s", kpi_report_goal(figure), asked);
    }
    table_put(table, figure->goal == INC_GOAL_MET ? TABLE_GOOD : TABLE_BAD, text);
}

static size_t cells_append(char *text, size_t used, int64_t count, const char *what)
{
    if (count == 0)
        return used;
    return used + (size_t) snprintf(text + used, CELLS_LEFT_OUT - used, "%s%lld %s",
                                    used ? ", " : "", (long long) count, what);
}

/* Whatever does not count, and why. */
static void cells_put_left_out(struct table *table, const inc_figure *figure)
{
    char text[CELLS_LEFT_OUT] = "";
    size_t used = cells_append(text, 0, figure->excluded, "excluded");
    used = cells_append(text, used, figure->censored, "censored");
    used = cells_append(text, used, figure->immature, "immature");
    if (figure->immature_hits)
        used += (size_t) snprintf(text + used, sizeof text - used, " (%lld hit)",
                                  (long long) figure->immature_hits);
    used = cells_append(text, used, figure->missing, "missing");
    used = cells_append(text, used, figure->negative, "negative");
    if (figure->missing || figure->negative)
        snprintf(text + used, sizeof text - used, " (coverage %.2f %%)", 100 * figure->coverage);
    table_put(table, TABLE_PLAIN, text);
}

void kpi_cells_put(struct kpi_cells *cells, struct table *table, const inc_figure *figure)
{
    bool is_hit = figure->kind == INC_FIGURE_SHARE || figure->kind == INC_FIGURE_REPEATS;
    cells_put_count(table, figure->n,
                    figure->kind != INC_FIGURE_COUNT && figure->kind != INC_FIGURE_STOCK);
    cells_put_count(table, figure->hits, is_hit);
    cells_put_value(cells, table, figure);
    cells_put_percentiles(cells, table, figure);
    cells_put_bar(cells, table, figure);
    cells_put_goal(cells, table, figure);
    cells_put_left_out(table, figure);
}

void kpi_cells_put_period(struct kpi_cells *cells, struct table *table, const inc_figure *figure)
{
    char label[KPI_LABEL_SIZE] = "";
    bool is_partial = figure->partial && figure->period != INC_PERIOD_NONE;
    if (figure->period != INC_PERIOD_NONE || kpi_report_is_instant(figure))
        kpi_report_label(cells->report, figure, label);
    if (is_partial)
        strcat(label, " *");
    cells->has_partial = cells->has_partial || is_partial;
    table_put(table, TABLE_PLAIN, label);
}

void kpi_cells_put_key(struct table *table, const inc_kpi_key *key)
{
    char text[24];
    if (key->text) {
        table_put(table, TABLE_PLAIN, key->text[0] ? key->text : "-");
        return;
    }
    snprintf(text, sizeof text, key->column == INC_OBSERVED_PRIORITY ? "P%lld" : "%lld",
             (long long) key->integer);
    table_put(table, TABLE_PLAIN, key->integer <= 0 ? "-" : text);
}
