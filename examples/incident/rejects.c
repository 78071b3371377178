/* Rows and cells of a log that say nothing usable: each is kept, printed and counted. */
#include "rejects.h"

#include "tool.h"

#include <stdlib.h>
#include <string.h>

enum { REJECTS_VALUE = 60 };

/* The value may be anything: what is not printable ASCII becomes a '?'. */
static char *rejects_copy(struct csv_field value)
{
    size_t size = value.size < REJECTS_VALUE ? value.size : REJECTS_VALUE;
    char *copy = tool_copy(size ? value.text : "", size);
    for (size_t i = 0; i < size; i++)
        if (copy[i] < ' ' || copy[i] > '~')
            copy[i] = '?';
    return copy;
}

void rejects_add(struct rejects *rejects, uint64_t line, const char *column, const char *reason,
                 struct csv_field value)
{
    struct reject *reject;
    rejects->items =
        tool_grow(rejects->items, rejects->count, &rejects->capacity, sizeof *rejects->items);
    reject = &rejects->items[rejects->count++];
    *reject = (struct reject){line, column, reason, rejects_copy(value)};
    rejects->rows += column == NULL;
    if (rejects->is_quiet)
        return;
    if (column) {
        tool_error("%s:%llu: %s: %s: '%s'", rejects->path, (unsigned long long) line, column,
                   reason, reject->value);
        return;
    }
    tool_error("%s:%llu: row left out: %s: '%s'", rejects->path, (unsigned long long) line, reason,
               reject->value);
}

void rejects_free(struct rejects *rejects)
{
    for (size_t i = 0; i < rejects->count; i++)
        free(rejects->items[i].value);
    free(rejects->items);
    memset(rejects, 0, sizeof *rejects);
}
