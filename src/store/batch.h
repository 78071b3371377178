/* Batches from the inside. */
#ifndef INC_STORE_BATCH_H
#define INC_STORE_BATCH_H

#include "base/array.h"
#include "store/partition.h"

#include <incident/batch.h>

/* A row to put in has the revision that it is to be stored with. */
typedef struct inc__write {
    inc_row *row;
    int64_t revision;
    int32_t deletes;
} inc__write;

struct inc_batch {
    inc_context *context;
    inc__partition partition;
    int64_t sequence;
    char *name;
    inc__array events;   /* inc_event *, owned */
    inc__array redacted; /* inc_event *, owned */
    inc__array writes;   /* inc__write */
};

static inline inc_event *inc__batch_event(const inc_batch *batch, size_t index)
{
    return *INC__AT(&batch->events, inc_event *, index);
}

static inline inc_event *inc__batch_redacted(const inc_batch *batch, size_t index)
{
    return *INC__AT(&batch->redacted, inc_event *, index);
}

/* What only a whole batch can be asked: that it is not empty, and that its events carry its name.
 * INC_E_INVALID with a line on context. */
inc_status inc__batch_check(inc_context *context, const inc_batch *batch);

#endif
