/* A reader of comma-separated values (RFC 4180) that holds one row at a time. */
#ifndef EXAMPLES_INCIDENT_CSV_H
#define EXAMPLES_INCIDENT_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct csv_field {
    const char *text; /* not NUL-terminated; until the next row */
    size_t size;
};

enum csv_result {
    CSV_ROW,
    CSV_BAD, /* a line that is no row: `problem` says why, the one field is the line */
    CSV_END,
    CSV_UNREADABLE /* the source failed */
};

/* Gives up to size bytes; 0 at the end, negative when it cannot be read. */
typedef long (*csv_source)(void *user, char *buffer, size_t size);

struct csv_reader {
    csv_source source;
    void *user;
    char separator;
    bool at_end;
    char *buffer; /* bytes start..end are read and not yet given */
    size_t capacity;
    size_t start;
    size_t end;
    size_t second_line; /* where the second physical line of a row over several begins, or 0 */
    char *unquoted;     /* the text of quoted fields, quotes taken off */
    size_t unquoted_capacity;
    struct csv_field *fields;
    size_t fields_count;
    size_t fields_capacity;
    uint64_t line;      /* of the row in hand, from 1 */
    uint64_t next_line; /* of the row after it */
    uint64_t taken;     /* bytes given so far */
    const char *problem;
};

/* Whether two texts are the same. Most are short, and a call of memcmp for each would cost more
 * than the comparison. */
static inline bool csv_same(const char *a, const char *b, size_t size)
{
    uint64_t left[2], right[2];
    if (size < 8 || size > 16)
        return memcmp(a, b, size) == 0;
    memcpy(&left[0], a, 8);
    memcpy(&right[0], b, 8);
    memcpy(&left[1], a + size - 8, 8);
    memcpy(&right[1], b + size - 8, 8);
    return left[0] == right[0] && left[1] == right[1];
}

/* The longest row; a longer one is a quote that nobody closed. */
#define CSV_ROW_LIMIT ((size_t) 256 * 1024)

void csv_open(struct csv_reader *reader, csv_source source, void *user, char separator);
void csv_close(struct csv_reader *reader);

/* The next row that is not empty, in fields. */
enum csv_result csv_next(struct csv_reader *reader);

/* After a row over several lines that proved wrong: takes its first line alone as the bad row, so
 * that one stray quote spoils one line. Returns false when the row has one line only. */
bool csv_give_back_lines(struct csv_reader *reader);

#endif
