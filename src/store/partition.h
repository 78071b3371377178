/* What a commit is atomic within: a tenant's subject. */
#ifndef INC_STORE_PARTITION_H
#define INC_STORE_PARTITION_H

#include "base/context.h"

#include <incident/event.h>
#include <incident/row.h>

/* Texts are borrowed, never NULL. */
typedef struct inc__partition {
    const char *tenant;
    int32_t subject_kind;
    const char *subject;
} inc__partition;

/* Fills in defaults (tenant NULL: "", subject kind 0: an incident) and checks; noun, with an
 * article, is for the line. */
inc_status inc__partition_make(inc_context *context, const char *noun, const char *tenant,
                               int64_t subject_kind, const char *subject,
                               inc__partition *partition);
/* A copy of the texts in memory of its own. */
inc_status inc__partition_copy(inc_context *context, const inc__partition *from,
                               inc__partition *copy);
void inc__partition_free(inc_context *context, inc__partition *copy);

inc__partition inc__partition_of_event(const inc_event *event);
inc__partition inc__partition_of_row(const inc_row *row);
/* Bytewise, tenant first. */
int32_t inc__partition_compare(const inc__partition *a, const inc__partition *b);

#endif
