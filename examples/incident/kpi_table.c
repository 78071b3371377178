/* A table of texts for people. */
#include "kpi_table.h"

#include <stdlib.h>
#include <string.h>

void table_column(struct table *table, const char *head, bool is_right)
{
    table->heads[table->columns] = head;
    table->is_right[table->columns++] = is_right;
}

void table_put(struct table *table, enum table_paint paint, const char *text)
{
    struct table_cell *cell;
    table->cells = tool_grow(table->cells, table->count, &table->capacity, sizeof *table->cells);
    cell = &table->cells[table->count++];
    *cell = (struct table_cell){tool_copy(text, strlen(text)), paint};
    for (char *at = cell->text; *at; at++)
        if ((unsigned char) *at < ' ' || *at == 0x7f)
            *at = '?';
}

void table_paint(bool is_painted, enum table_paint paint)
{
    static const char *const begins[] = {"", "\033[32m", "\033[31m", "\033[2m", "\033[1m"};
    if (is_painted)
        fputs(begins[paint], stdout);
}

void table_plain(bool is_painted, enum table_paint paint)
{
    if (is_painted && paint != TABLE_PLAIN)
        fputs("\033[0m", stdout);
}

/* Characters, not bytes, of UTF-8. */
static int table_width(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char) *text & 0xc0) != 0x80;
    return width;
}

/* The width of a column; 0: no row has a text in it. */
static int table_column_width(const struct table *table, size_t column)
{
    int widest = 0, head = table_width(table->heads[column]);
    for (size_t i = column; i < table->count; i += table->columns) {
        int width = table_width(table->cells[i].text);
        widest = width > widest ? width : widest;
    }
    return widest == 0 || widest > head ? widest : head;
}

/* Blanks are held back until a text follows: lines have none at their end. */
static void table_print_cell(const struct table *table, const struct table_cell *cell, int width,
                             bool is_right, int *blanks)
{
    int own = table_width(cell->text);
    int before = is_right ? width - own : 0;
    if (own > 0) {
        printf("%*s", *blanks + before, "");
        table_paint(table->is_painted, cell->paint);
        fputs(cell->text, stdout);
        table_plain(table->is_painted, cell->paint);
        *blanks = width - own - before;
    } else {
        *blanks += width;
    }
    *blanks += 2;
}

static void table_print_row(const struct table *table, const struct table_cell *cells,
                            const int *widths)
{
    int blanks = 2;
    for (size_t i = 0; i < table->columns; i++)
        if (widths[i] > 0)
            table_print_cell(table, &cells[i], widths[i], table->is_right[i], &blanks);
    putchar('\n');
}

static void table_print_heads(const struct table *table, const int *widths)
{
    struct table_cell heads[TABLE_COLUMNS];
    for (size_t i = 0; i < table->columns; i++) {
        heads[i].text = tool_copy(table->heads[i], strlen(table->heads[i]));
        heads[i].paint = TABLE_FAINT;
    }
    table_print_row(table, heads, widths);
    for (size_t i = 0; i < table->columns; i++)
        free(heads[i].text);
}

void table_print(struct table *table)
{
    int widths[TABLE_COLUMNS];
    for (size_t i = 0; i < table->columns; i++)
        widths[i] = table_column_width(table, i);
    if (table->count > 0)
        table_print_heads(table, widths);
    for (size_t i = 0; i < table->count; i += table->columns)
        table_print_row(table, &table->cells[i], widths);
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i].text);
    free(table->cells);
    *table = (struct table){.is_painted = table->is_painted};
}
