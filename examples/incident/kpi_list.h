/* The library's definitions of key figures: chosen by id, and printed. */
#ifndef EXAMPLES_INCIDENT_KPI_LIST_H
#define EXAMPLES_INCIDENT_KPI_LIST_H

#include "tool.h"

struct kpi_list {
    inc_definition *items;
    size_t count;
    size_t capacity;
};

/* Adds the definition of an id, or with "recorded.*" those whose id begins so; none twice. A usage
 * line that tells which there are for what is none. */
int kpi_list_add(struct kpi_list *list, const char *id);

/* Prints all of the library's. */
void kpi_list_print(void);

#endif
