/* Key figures as text for people: a table a definition, a row a group and period; without groups
 * and periods one table, a row a definition. */
#include "kpi_cells.h"

#include "args.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct text {
    const struct kpi_report *report;
    struct kpi_cells cells;
    struct table table;
    inc_definition definition; /* in hand */
    size_t next;               /* index of the figure after its last */
    inc_figure *figures;       /* its own, by group and period */
    size_t count;
    size_t capacity;
};

/* Colours and bars are for a terminal, unless the user will have none (https://no-color.org). */
static bool text_is_painted(void)
{
    const char *no_color = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) == 1 && (!no_color || no_color[0] == '\0');
}

static void text_say(const struct text *text, enum table_paint paint, const char *words)
{
    table_paint(text->table.is_painted, paint);
    fputs(words, stdout);
    table_plain(text->table.is_painted, paint);
}

/* Takes the index-th definition and its figures in hand; figures come by definition. */
static bool text_take(struct text *text, size_t index)
{
    inc_figure figure = {.size = sizeof figure};
    text->definition.size = sizeof text->definition;
    if (inc_kpi_definition(text->report->kpi, index, &text->definition) != INC_OK)
        return false;
    if (index == 0)
        text->next = 0;
    text->count = 0;
    while (inc_kpi_figure(text->report->kpi, text->next, &figure) == INC_OK &&
           strcmp(figure.id, text->definition.id) == 0) {
        text->figures =
            tool_grow(text->figures, text->count, &text->capacity, sizeof *text->figures);
        text->figures[text->count++] = figure;
        text->next++;
    }
    return true;
}

static bool text_is_blank(const inc_figure *figures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!kpi_cells_blank(&figures[i]))
            return false;
    return true;
}

/* One figure of all incidents and all time: a line of the first table. */
static bool text_is_single(const struct text *text)
{
    return text->report->dimensions_count == 0 && text->count == 1;
}

/* A unit that suits the largest of the values. */
static void text_rescale(struct text *text)
{
    double largest = 0;
    for (size_t i = 0; i < text->count; i++)
        if (fabs(text->figures[i].value) > largest)
            largest = fabs(text->figures[i].value);
    text->cells.largest = largest;
    text->cells.scale = kpi_scale_of(text->definition.unit, largest);
    if (text->definition.unit == INC_UNIT_MONEY && !text->report->is_rated)
        text->cells.scale.suffix = " h";
}

static void text_single(struct text *text)
{
    const inc_figure *figure = &text->figures[0];
    text_rescale(text);
    text->cells.largest = 0;
    table_put(&text->table, TABLE_PLAIN, text->definition.id);
    table_put(&text->table, TABLE_PLAIN, text->definition.title);
    kpi_cells_put_period(&text->cells, &text->table, figure);
    kpi_cells_put(&text->cells, &text->table, figure);
}

static void text_singles(struct text *text)
{
    table_column(&text->table, "id", false);
    table_column(&text->table, "figure", false);
    table_column(&text->table, "period", false);
    kpi_cells_columns(&text->table, "value");
    for (size_t i = 0; text_take(text, i); i++)
        if (text_is_single(text))
            text_single(text);
    if (text->table.count > 0)
        putchar('\n');
    table_print(&text->table);
}

static void text_head(const struct text *text)
{
    const inc_definition *definition = &text->definition;
    char asked[KPI_GOAL_SIZE];
    putchar('\n');
    text_say(text, TABLE_STRONG, definition->id);
    printf("  %s\n  ", definition->title);
    text_say(text, TABLE_FAINT, definition->formula);
    for (int32_t i = 0; i < definition->goals_count; i++) {
        kpi_cells_goal(definition->unit, &definition->goals[i], asked);
        printf("%s%s", i ? ", " : "; goal ", asked);
        if (definition->goals[i].priority)
            printf(" for P%d", (int) definition->goals[i].priority);
    }
    putchar('\n');
}

static const char *text_value_head(int32_t kind)
{
    static const char *const heads[] = {"value", "mean", "share", "count", "growth",
                                        "ratio", "cost", "stock", "share", "sum"};
    return kind >= INC_FIGURE_MEAN && kind <= INC_FIGURE_SUM ? heads[kind] : heads[0];
}

static void text_put_group(struct text *text, const inc_figure *figure)
{
    inc_kpi_key key = {.size = sizeof key};
    for (size_t i = 0; inc_kpi_key_at(text->report->kpi, figure->group, i, &key) == INC_OK; i++)
        kpi_cells_put_key(&text->table, &key);
}

/* The rows of each group that the definition says anything of. */
static void text_rows(struct text *text)
{
    for (size_t i = 0, end; i < text->count; i = end) {
        bool is_blank;
        for (end = i; end < text->count && text->figures[end].group == text->figures[i].group;)
            end++;
        is_blank = text_is_blank(&text->figures[i], end - i);
        for (size_t j = i; j < end && !is_blank; j++) {
            text_put_group(text, &text->figures[j]);
            kpi_cells_put_period(&text->cells, &text->table, &text->figures[j]);
            kpi_cells_put(&text->cells, &text->table, &text->figures[j]);
        }
    }
}

static void text_trend(const struct text *text, size_t group, const inc_trend *trend)
{
    struct kpi_scale scale = text->cells.scale;
    inc_kpi_key key = {.size = sizeof key};
    char slope[KPI_NUMBER_SIZE];
    if (text->definition.unit == INC_UNIT_SHARE)
        scale.suffix = " points";
    scale.decimals = 2;
    kpi_number_show(scale, trend->slope, true, slope);
    fputs("  trend", stdout);
    for (size_t i = 0; inc_kpi_key_at(text->report->kpi, group, i, &key) == INC_OK; i++) {
        struct table name = {0};
        kpi_cells_put_key(&name, &key);
        printf("%s%s %s", i ? ", " : " of ", kpi_column_name(key.column), name.cells[0].text);
        free(name.cells[0].text);
        free(name.cells);
    }
    printf(": %s a %s over %lld, ", slope, inc_period_name(text->figures[0].period),
           (long long) trend->periods);
    text_say(text, TABLE_STRONG,
             trend->z > 1.96    ? "rising"
             : trend->z < -1.96 ? "falling"
                                : "no clear direction");
    printf(" (z %.2f)\n", trend->z);
}

static void text_trends(const struct text *text)
{
    size_t groups = inc_kpi_groups(text->report->kpi);
    if (text->figures[0].period == INC_PERIOD_NONE)
        return;
    for (size_t group = 0; group < groups; group++) {
        inc_trend trend = {.size = sizeof trend};
        size_t periods = text->count / groups;
        inc_status status = inc_kpi_trend(text->report->kpi, text->definition.id, group, &trend);
        tool_must(status);
        if (status == INC_OK && trend.periods >= 3 &&
            !text_is_blank(&text->figures[group * periods], periods))
            text_trend(text, group, &trend);
    }
}

static void text_block(struct text *text)
{
    text_head(text);
    text_rescale(text);
    for (size_t i = 0; i < text->report->dimensions_count; i++)
        table_column(&text->table, kpi_column_name(text->report->dimensions[i]), false);
    table_column(&text->table, "period", false);
    kpi_cells_columns(&text->table, text_value_head(text->definition.kind));
    text_rows(text);
    table_print(&text->table);
    text_trends(text);
}

/* Whether the figures were asked for by period, or a stock at instants. */
static bool text_has_periods(struct text *text)
{
    for (size_t i = 0; text_take(text, i); i++)
        if (text->definition.period == INC_PERIOD_NONE && text->count > 0 &&
            text->figures[0].from != INC_TIME_NONE)
            return true;
    return false;
}

/* Definitions that no table shows, on one line: stocks, or all others. */
static void text_list(struct text *text, const char *why, bool is_stock)
{
    size_t listed = 0;
    for (size_t i = 0; text_take(text, i); i++) {
        if (text_is_single(text) || !text_is_blank(text->figures, text->count) ||
            (text->definition.kind == INC_FIGURE_STOCK) != is_stock)
            continue;
        printf("%s%s", listed++ ? ", " : why, text->definition.id);
    }
    if (listed)
        putchar('\n');
}

static void text_blocks(struct text *text)
{
    for (size_t i = 0; text_take(text, i); i++)
        if (!text_is_single(text) && !text_is_blank(text->figures, text->count))
            text_block(text);
    text_list(text, "\nNothing to count: ", false);
    text_list(text,
              text_has_periods(text) ? "\nNothing in stock: "
                                     : "\nOnly with a period or an instant: ",
              true);
}

static void text_source(const struct kpi_report *report)
{
    char instant[ARGS_INSTANT_SIZE];
    fputs(report->source, stdout);
    if (report->incidents >= 0)
        printf(": %lld incidents", (long long) report->incidents);
    if (report->as_of != INC_TIME_NONE) {
        args_print_instant(report->as_of, report->zone, instant, sizeof instant);
        printf(" as of %s", instant);
    }
    if (report->rules)
        printf("; rules %s %s", inc_rules_name(report->rules), inc_rules_version(report->rules));
    putchar('\n');
}

static void text_finding(const struct kpi_report *report, const struct kpi_finding *finding,
                         struct table *table)
{
    char instant[ARGS_INSTANT_SIZE], fact[64];
    table_put(table, TABLE_PLAIN, finding->subject);
    table_put(table, TABLE_PLAIN, inc_gaming_name(finding->kind));
    args_print_instant(finding->at, report->zone, instant, sizeof instant);
    table_put(table, TABLE_PLAIN, instant);
    table_put(table, TABLE_PLAIN, finding->policy);
    args_print_instant(finding->due, report->zone, instant, sizeof instant);
    table_put(table, TABLE_PLAIN, finding->due == INC_TIME_NONE ? "-" : instant);
    snprintf(fact, sizeof fact, "%lld, %s", (long long) finding->fact,
             finding->fact_kind ? inc_fact_name(finding->fact_kind) : "?");
    table_put(table, TABLE_PLAIN, fact);
    fact[0] = '\0';
    if (finding->line > 0)
        snprintf(fact, sizeof fact, "%zu", finding->line);
    table_put(table, TABLE_PLAIN, fact);
}

static void text_findings(struct text *text)
{
    static const char *const heads[] = {"incident", "finding", "at",  "policy",
                                        "due",      "fact",    "line"};
    const struct kpi_findings *findings = text->report->findings;
    putchar('\n');
    text_say(text, TABLE_STRONG, "What looks like gaming");
    printf(": %zu findings\n", findings->count);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        table_column(&text->table, heads[i], i == 6);
    for (size_t i = 0; i < findings->count; i++)
        text_finding(text->report, &findings->items[i], &text->table);
    if (findings->count)
        table_print(&text->table);
}

void kpi_report_text(const struct kpi_report *report)
{
    struct text text = {.report = report, .cells = {.report = report}};
    text.cells.definition = &text.definition;
    text.table.is_painted = text_is_painted();
    text_source(report);
    text_singles(&text);
    text_blocks(&text);
    if (report->findings)
        text_findings(&text);
    if (text.cells.has_partial)
        puts("\n* the period went on when the last look was taken");
    if (text.cells.has_coarse)
        puts("\n~ from a histogram, at most 0.8 % off");
    free(text.figures);
}
