/* The priority matrix as a table for the wall, in plain text. */
#include "rules/matrix.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define MATRIX_SHORT_HASH 12
#define MATRIX_NUMBER_SIZE 12

/* A table on its way to a text; the first failure sticks. */
typedef struct matrix_table {
    const inc_matrix *matrix;
    inc_text *text;
    inc_status status;
    size_t first;                     /* width of the column of impacts */
    size_t widths[INC_MATRIX_LEVELS]; /* of the columns of urgencies */
} matrix_table;

static void matrix_put(matrix_table *table, const char *bytes, size_t size)
{
    if (table->status == INC_OK)
        table->status = inc_text_append(table->text, bytes, size);
}

/* Width on a wall, as far as plain text can know it: one column a code point. */
static size_t matrix_width(const char *label)
{
    size_t width = 0;

    for (; *label != '\0'; label++)
        width += ((unsigned char) *label & 0xc0) != 0x80;
    return width;
}

/* A label stays on its line, whatever is in it. */
static void matrix_put_label(matrix_table *table, const char *label)
{
    for (; *label != '\0'; label++) {
        unsigned char byte = (unsigned char) *label;
        char shown = byte < 0x20 || byte == 0x7f ? ' ' : *label;
        matrix_put(table, &shown, 1);
    }
}

static void matrix_put_repeat(matrix_table *table, char byte, size_t count)
{
    while (count-- > 0)
        matrix_put(table, &byte, 1);
}

static void matrix_put_padded(matrix_table *table, const char *label, size_t width)
{
    size_t used = matrix_width(label);

    matrix_put_label(table, label);
    matrix_put_repeat(table, ' ', width > used ? width - used : 0);
}

/* The name of a level, or its number, written into room for MATRIX_NUMBER_SIZE bytes. */
static const char *matrix_label(const inc_matrix *matrix, int32_t scale, int32_t level,
                                char *number)
{
    const char *name = matrix->body.levels[scale - 1][level - 1].name;

    if (name != NULL)
        return name;
    (void) snprintf(number, MATRIX_NUMBER_SIZE, "%d", (int) level);
    return number;
}

static const char *matrix_cell_label(const inc_matrix *matrix, int32_t impact, int32_t urgency,
                                     char *number)
{
    int32_t priority;

    if (inc_matrix_priority(matrix, impact, urgency, &priority) != INC_OK)
        return "-";
    return matrix_label(matrix, INC_SCALE_PRIORITY, priority, number);
}

static size_t matrix_wider(size_t width, const char *label)
{
    size_t other = matrix_width(label);
    return width > other ? width : other;
}

static void matrix_measure(matrix_table *table)
{
    const inc_matrix *matrix = table->matrix;
    int32_t impacts = inc_matrix_levels(matrix, INC_SCALE_IMPACT);
    int32_t urgencies = inc_matrix_levels(matrix, INC_SCALE_URGENCY);
    char number[MATRIX_NUMBER_SIZE];
    int32_t impact, urgency;

    table->first = matrix_width("impact");
    for (impact = 1; impact <= impacts; impact++)
        table->first =
            matrix_wider(table->first, matrix_label(matrix, INC_SCALE_IMPACT, impact, number));
    for (urgency = 1; urgency <= urgencies; urgency++) {
        size_t *width = &table->widths[urgency - 1];
        *width = matrix_width(matrix_label(matrix, INC_SCALE_URGENCY, urgency, number));
        for (impact = 1; impact <= impacts; impact++)
            *width = matrix_wider(*width, matrix_cell_label(matrix, impact, urgency, number));
    }
}

static void matrix_put_title(matrix_table *table)
{
    char hash[INC_HASH_TEXT_SIZE];

    (void) inc_hash_text(inc_matrix_hash(table->matrix), hash);
    matrix_put(table, "Priority matrix, version ", INC_ZSTR);
    matrix_put_label(table, inc_matrix_version(table->matrix));
    matrix_put(table, " (", INC_ZSTR);
    matrix_put(table, hash, MATRIX_SHORT_HASH);
    matrix_put(table, ")\n\n", INC_ZSTR);
    matrix_put_repeat(table, ' ', table->first);
    matrix_put(table, " | urgency\n", INC_ZSTR);
}

/* The row of an impact; 0 is that of the urgencies' names. */
static void matrix_put_row(matrix_table *table, int32_t impact)
{
    const inc_matrix *matrix = table->matrix;
    int32_t urgency, urgencies = inc_matrix_levels(matrix, INC_SCALE_URGENCY);
    char number[MATRIX_NUMBER_SIZE];

    matrix_put_padded(
        table, impact == 0 ? "impact" : matrix_label(matrix, INC_SCALE_IMPACT, impact, number),
        table->first);
    for (urgency = 1; urgency <= urgencies; urgency++) {
        const char *label = impact == 0 ? matrix_label(matrix, INC_SCALE_URGENCY, urgency, number)
                                        : matrix_cell_label(matrix, impact, urgency, number);
        matrix_put(table, " | ", INC_ZSTR);
        matrix_put_padded(table, label, urgency < urgencies ? table->widths[urgency - 1] : 0);
    }
    matrix_put(table, "\n", 1);
}

static void matrix_put_rule(matrix_table *table)
{
    int32_t urgency, urgencies = inc_matrix_levels(table->matrix, INC_SCALE_URGENCY);

    matrix_put_repeat(table, '-', table->first);
    for (urgency = 1; urgency <= urgencies; urgency++) {
        matrix_put(table, "-+-", INC_ZSTR);
        matrix_put_repeat(table, '-', table->widths[urgency - 1]);
    }
    matrix_put(table, "\n", 1);
}

static int matrix_defined(const inc_matrix *matrix, int32_t scale)
{
    int32_t level;

    for (level = 0; level < matrix->body.counts[scale - 1]; level++) {
        if (matrix->body.levels[scale - 1][level].definition != NULL)
            return 1;
    }
    return 0;
}

/* The definitions of a scale, if any level has one. */
static void matrix_put_scale(matrix_table *table, int32_t scale, const char *title)
{
    const inc_matrix *matrix = table->matrix;
    int32_t level, levels = inc_matrix_levels(matrix, scale);
    char number[MATRIX_NUMBER_SIZE];
    size_t width = 0;

    if (!matrix_defined(matrix, scale))
        return;
    for (level = 1; level <= levels; level++)
        width = matrix_wider(width, matrix_label(matrix, scale, level, number));
    matrix_put(table, "\n", 1);
    matrix_put(table, title, INC_ZSTR);
    matrix_put(table, "\n", 1);
    for (level = 1; level <= levels; level++) {
        const char *definition = matrix->body.levels[scale - 1][level - 1].definition;
        if (definition == NULL)
            continue;
        matrix_put(table, "  ", 2);
        matrix_put_padded(table, matrix_label(matrix, scale, level, number), width);
        matrix_put(table, "  ", 2);
        matrix_put_label(table, definition);
        matrix_put(table, "\n", 1);
    }
}

inc_status inc_matrix_print(const inc_matrix *matrix, inc_text *text)
{
    matrix_table table;
    size_t before;
    int32_t impact;

    if (matrix == NULL || text == NULL)
        return INC_E_INVALID;
    memset(&table, 0, sizeof table);
    table.matrix = matrix;
    table.text = text;
    (void) inc_text_data(text, &before);
    matrix_measure(&table);
    matrix_put_title(&table);
    matrix_put_row(&table, 0);
    matrix_put_rule(&table);
    for (impact = 1; impact <= inc_matrix_levels(matrix, INC_SCALE_IMPACT); impact++)
        matrix_put_row(&table, impact);
    matrix_put_scale(&table, INC_SCALE_IMPACT, "Impact");
    matrix_put_scale(&table, INC_SCALE_URGENCY, "Urgency");
    matrix_put_scale(&table, INC_SCALE_PRIORITY, "Priority");
    if (table.status != INC_OK)
        inc__text_cut(text, before);
    return table.status;
}
