/* Commits to memory: all is looked up, checked and made before anything is changed. */
#include "facts/event.h"
#include "store/batch.h"
#include "store/memory.h"

#include <string.h>

/* A commit on its way. What it takes out is given back once the lock is open again, because the
 * last reference to an object may call its host. */
typedef struct commit_plan {
    inc_memory *memory;
    inc_context *context;
    const inc_batch *batch;
    inc__tenant *tenant;   /* NULL: not there yet */
    inc__subject *subject; /* NULL: without events so far */
    inc__slot **slots;     /* one for each row to write */
    inc_row **rows;        /* likewise, what was stored */
    inc_event **events;    /* one for each event to redact, what was stored */
    inc__commit *commit;   /* of a named one */
    int done;
} commit_plan;

static const inc__write *commit_write(const commit_plan *plan, size_t index)
{
    return INC__AT(&plan->batch->writes, inc__write, index);
}

/* What can be made before the lock is taken. */
static inc_status commit_prepare(commit_plan *plan)
{
    inc_memory *memory = plan->memory;
    size_t writes = plan->batch->writes.count, i;
    int whole;

    plan->slots = inc__alloc(memory->context, writes * sizeof *plan->slots);
    plan->rows = inc__alloc(memory->context, writes * sizeof *plan->rows);
    plan->events = inc__alloc(memory->context, plan->batch->redacted.count * sizeof *plan->events);
    whole = plan->slots != NULL && plan->rows != NULL && plan->events != NULL;
    for (i = 0; i < writes && whole; i++) {
        if (commit_write(plan, i)->revision == 0) {
            plan->slots[i] = inc__alloc(memory->context, sizeof **plan->slots);
            whole = plan->slots[i] != NULL;
        }
    }
    if (whole && plan->batch->name != NULL) {
        plan->commit = inc__alloc(memory->context, sizeof *plan->commit);
        whole = plan->commit != NULL;
    }
    return whole ? INC_OK : inc__nomem(plan->context);
}

/* Gives back what was replaced, or what was not needed. */
static void commit_drop(commit_plan *plan)
{
    inc_context *context = plan->memory->context;
    size_t writes = plan->batch->writes.count, i;

    for (i = 0; i < writes && plan->slots != NULL; i++) {
        const inc__write *write = commit_write(plan, i);
        if (write->revision == 0 ? !plan->done : plan->done && write->deletes)
            inc__release(context, plan->slots[i], sizeof **plan->slots);
    }
    for (i = 0; i < writes && plan->rows != NULL; i++)
        inc_row_unref(plan->rows[i]);
    for (i = 0; i < plan->batch->redacted.count && plan->events != NULL; i++)
        inc_event_unref(plan->events[i]);
    inc__release(context, plan->commit, sizeof *plan->commit);
    inc__release(context, plan->slots, writes * sizeof *plan->slots);
    inc__release(context, plan->rows, writes * sizeof *plan->rows);
    inc__release(context, plan->events, plan->batch->redacted.count * sizeof *plan->events);
}

static int64_t commit_last(const commit_plan *plan)
{
    return plan->subject != NULL ? (int64_t) plan->subject->count : 0;
}

static inc_status commit_check_row(commit_plan *plan, size_t index)
{
    const inc__write *write = commit_write(plan, index);
    inc__slot *slot =
        inc__memory_slot(plan->memory, inc_row_kind_of(write->row), &plan->batch->partition,
                         inc__row_text(write->row, INC_ROW_NAME));
    int64_t revision = slot != NULL ? inc__row_integer(slot->row, INC_ROW_REVISION) : 0;

    if (revision != write->revision)
        return inc__fail(plan->context, INC_E_CONFLICT,
                         "row '%s' of '%s' had the revision '%lld', not '%lld'",
                         inc__row_text(write->row, INC_ROW_NAME), plan->batch->partition.subject,
                         (long long) revision, (long long) write->revision);
    if (slot != NULL)
        plan->slots[index] = slot;
    return INC_OK;
}

static inc_status commit_check(commit_plan *plan)
{
    const inc_batch *batch = plan->batch;
    inc_status status = INC_OK;
    size_t i;

    if (batch->sequence >= 0 && batch->sequence != commit_last(plan))
        return inc__fail(plan->context, INC_E_CONFLICT, "'%s' stood at event '%lld', not '%lld'",
                         batch->partition.subject, (long long) commit_last(plan),
                         (long long) batch->sequence);
    for (i = 0; i < batch->writes.count && status == INC_OK; i++)
        status = commit_check_row(plan, i);
    for (i = 0; i < batch->redacted.count && status == INC_OK; i++) {
        int64_t sequence = inc__event_integer(inc__batch_redacted(batch, i), INC_EVENT_SEQUENCE);
        if (sequence > commit_last(plan))
            status = inc__fail(plan->context, INC_E_CONFLICT, "'%s' had no event '%lld' to redact",
                               batch->partition.subject, (long long) sequence);
    }
    return status;
}

/* A tenant or a subject without anything is as good as none, so that either may stay. */
static inc_status commit_make_room(commit_plan *plan)
{
    const inc_batch *batch = plan->batch;
    int whole;

    plan->tenant = inc__memory_make_tenant(plan->memory, batch->partition.tenant);
    whole = plan->tenant != NULL;
    if (whole && batch->events.count > 0) {
        plan->subject = inc__memory_make_subject(
            plan->memory, plan->tenant, batch->partition.subject_kind, batch->partition.subject);
        whole = plan->subject != NULL &&
                inc__subject_reserve(plan->memory, plan->subject,
                                     plan->subject->count + batch->events.count);
    }
    whole = whole && inc__rows_reserve(plan->memory, plan->tenant, batch->writes.count);
    return whole ? INC_OK : inc__nomem(plan->context);
}

static void commit_apply_events(commit_plan *plan)
{
    const inc_batch *batch = plan->batch;
    size_t i;

    for (i = 0; i < batch->redacted.count; i++) {
        inc_event *event = inc__batch_redacted(batch, i);
        inc_event **place =
            &plan->subject->events[inc__event_integer(event, INC_EVENT_SEQUENCE) - 1];
        plan->events[i] = *place;
        *place = inc_event_ref(event);
    }
    for (i = 0; i < batch->events.count; i++)
        plan->subject->events[plan->subject->count++] = inc_event_ref(inc__batch_event(batch, i));
    if (plan->commit != NULL)
        plan->commit = inc__subject_note(plan->memory, plan->subject, plan->commit);
}

static void commit_apply(commit_plan *plan)
{
    size_t i;

    commit_apply_events(plan);
    for (i = 0; i < plan->batch->writes.count; i++) {
        const inc__write *write = commit_write(plan, i);
        inc__slot *slot = plan->slots[i];
        if (write->deletes) {
            inc__slot_take(plan->memory, plan->tenant, slot);
            plan->rows[i] = slot->row;
        } else {
            plan->rows[i] =
                inc__slot_put(plan->memory, plan->tenant, slot, inc_row_ref(write->row));
        }
    }
    plan->done = 1;
}

static inc_status commit_run(commit_plan *plan, int64_t *sequence)
{
    const inc__partition *of = &plan->batch->partition;
    int64_t then = 0;
    inc_status status;

    plan->tenant = inc__memory_tenant(plan->memory, of->tenant);
    plan->subject = inc__memory_subject(plan->memory, plan->tenant, of->subject_kind, of->subject);
    if (plan->subject != NULL && plan->batch->name != NULL)
        then = inc__memory_commit_of(plan->memory, plan->subject, plan->batch->name);
    if (then > 0) {
        *sequence = then;
        return INC_OK;
    }
    status = commit_check(plan);
    if (status == INC_OK)
        status = commit_make_room(plan);
    if (status == INC_OK) {
        commit_apply(plan);
        *sequence = commit_last(plan);
    }
    return status;
}

inc_status inc__memory_commit(void *user, inc_context *context, const inc_batch *batch,
                              int64_t *sequence)
{
    commit_plan plan;
    inc_status status;

    memset(&plan, 0, sizeof plan);
    plan.memory = user;
    plan.context = context;
    plan.batch = batch;
    status = commit_prepare(&plan);
    if (status == INC_OK) {
        inc__lock_take(&plan.memory->lock);
        status = commit_run(&plan, sequence);
        inc__memory_settle(plan.memory);
        inc__lock_give(&plan.memory->lock);
    }
    commit_drop(&plan);
    return status;
}
