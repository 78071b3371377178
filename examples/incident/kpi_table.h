/* A table of texts for people: columns as wide as they need, those without any text left out. */
#ifndef EXAMPLES_INCIDENT_KPI_TABLE_H
#define EXAMPLES_INCIDENT_KPI_TABLE_H

#include "tool.h"

enum { TABLE_COLUMNS = 24 };

enum table_paint { TABLE_PLAIN, TABLE_GOOD, TABLE_BAD, TABLE_FAINT, TABLE_STRONG };

struct table_cell {
    char *text;
    enum table_paint paint;
};

struct table {
    const char *heads[TABLE_COLUMNS];
    bool is_right[TABLE_COLUMNS]; /* numbers stand to the right */
    size_t columns;
    struct table_cell *cells; /* row by row */
    size_t count;
    size_t capacity;
    bool is_painted;
};

void table_column(struct table *table, const char *head, bool is_right);

/* The next cell of the row. What is no text for a terminal becomes a '?'. */
void table_put(struct table *table, enum table_paint paint, const char *text);

/* Prints and empties it, rows and columns; nothing without rows. */
void table_print(struct table *table);

/* Begins and ends a colour, when they are painted. */
void table_paint(bool is_painted, enum table_paint paint);
void table_plain(bool is_painted, enum table_paint paint);

#endif
