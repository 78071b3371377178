/* Batches: one commit within a partition. */
#include "store/batch.h"

#include "base/options.h"
#include "base/string.h"
#include "facts/event.h"
#include "store/row.h"

#include <string.h>

inc_status inc_batch_new(inc_context *context, const char *tenant, int32_t subject_kind,
                         const char *subject, int64_t sequence, inc_batch **batch)
{
    inc__partition partition;
    inc_batch *made;
    inc_status status;

    if (batch == NULL)
        return INC_E_INVALID;
    *batch = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    status = inc__partition_make(context, "a batch", tenant, subject_kind, subject, &partition);
    if (status != INC_OK)
        return status;
    if (sequence < -1)
        return inc__fail(context, INC_E_INVALID, "a batch for '%s' had the sequence '%lld'",
                         partition.subject, (long long) sequence);
    made = inc__alloc(context, sizeof *made);
    if (made == NULL || inc__partition_copy(context, &partition, &made->partition) != INC_OK) {
        inc__release(context, made, sizeof *made);
        return inc__nomem(context);
    }
    made->context = inc_context_ref(context);
    made->sequence = sequence;
    *batch = made;
    return INC_OK;
}

static void batch_free_events(inc_context *context, inc__array *events)
{
    size_t i;

    for (i = 0; i < events->count; i++)
        inc_event_unref(*INC__AT(events, inc_event *, i));
    inc__array_free(context, events, sizeof(inc_event *));
}

void inc_batch_free(inc_batch *batch)
{
    inc_context *context;
    size_t i;

    if (batch == NULL)
        return;
    context = batch->context;
    for (i = 0; i < batch->writes.count; i++)
        inc_row_unref(INC__AT(&batch->writes, inc__write, i)->row);
    inc__array_free(context, &batch->writes, sizeof(inc__write));
    batch_free_events(context, &batch->events);
    batch_free_events(context, &batch->redacted);
    inc__string_free(context, batch->name);
    inc__partition_free(context, &batch->partition);
    inc__release(context, batch, sizeof *batch);
    inc_context_unref(context);
}

inc_status inc_batch_commit(inc_batch *batch, const char *commit)
{
    char *copy = NULL;

    if (batch == NULL)
        return INC_E_INVALID;
    if (!inc__name_valid(commit, 0))
        return inc__fail(batch->context, INC_E_INVALID,
                         "a commit was named '%.80s', not UTF-8 of at most %d bytes", commit,
                         INC__NAME_MOST);
    if (commit != NULL && commit[0] != '\0') {
        copy = inc__string_copy(batch->context, commit, INC_ZSTR);
        if (copy == NULL)
            return inc__nomem(batch->context);
    }
    inc__string_free(batch->context, batch->name);
    batch->name = copy;
    return INC_OK;
}

static inc_status batch_check_subject(const inc_batch *batch, const inc__partition *of,
                                      const char *noun)
{
    if (inc__partition_compare(of, &batch->partition) == 0)
        return INC_OK;
    return inc__fail(batch->context, INC_E_INVALID,
                     "%s was of '%.60s' %d '%.80s', not of the batch's '%.60s' %d '%.80s'", noun,
                     of->tenant, (int) of->subject_kind, of->subject, batch->partition.tenant,
                     (int) batch->partition.subject_kind, batch->partition.subject);
}

static inc_status batch_push_event(inc_batch *batch, inc__array *events, const inc_event *event)
{
    inc_event **place = INC__PUSH(batch->context, events, inc_event *);

    if (place == NULL)
        return INC_E_NOMEM;
    *place = inc_event_ref(event);
    return INC_OK;
}

inc_status inc_batch_event(inc_batch *batch, const inc_event *event)
{
    inc__partition of;
    int64_t sequence, last;

    if (batch == NULL || event == NULL)
        return INC_E_INVALID;
    of = inc__partition_of_event(event);
    if (batch_check_subject(batch, &of, "an event") != INC_OK)
        return INC_E_INVALID;
    if (batch->sequence < 0)
        return inc__fail(batch->context, INC_E_INVALID,
                         "an event was added to a batch for '%s' that named no last sequence",
                         of.subject);
    last = batch->sequence + (int64_t) batch->events.count;
    sequence = inc__event_integer(event, INC_EVENT_SEQUENCE);
    if (last == INT64_MAX || sequence != last + 1)
        return inc__fail(batch->context, INC_E_INVALID,
                         "event '%lld' of '%s' did not follow '%lld'", (long long) sequence,
                         of.subject, (long long) last);
    return batch_push_event(batch, &batch->events, event);
}

static int batch_is_redacted(const inc_event *event)
{
    int32_t id;

    for (id = 1; id <= inc__event_table.highest; id++) {
        if ((inc__event_table.columns[id].flags & INC_COLUMN_PERSONAL) &&
            inc__event_text(event, id)[0] != '\0')
            return 0;
    }
    return inc__event_integer(event, INC_EVENT_REDACTED) > 0;
}

static int batch_redacts(const inc_batch *batch, int64_t sequence)
{
    size_t i;

    for (i = 0; i < batch->redacted.count; i++) {
        if (inc__event_integer(inc__batch_redacted(batch, i), INC_EVENT_SEQUENCE) == sequence)
            return 1;
    }
    return 0;
}

inc_status inc_batch_redact(inc_batch *batch, const inc_event *event)
{
    inc__partition of;
    int64_t sequence;

    if (batch == NULL || event == NULL)
        return INC_E_INVALID;
    of = inc__partition_of_event(event);
    if (batch_check_subject(batch, &of, "a redacted event") != INC_OK)
        return INC_E_INVALID;
    sequence = inc__event_integer(event, INC_EVENT_SEQUENCE);
    if (sequence < 1 || (batch->sequence >= 0 && sequence > batch->sequence))
        return inc__fail(batch->context, INC_E_INVALID,
                         "event '%lld' of '%s' was redacted before it was stored",
                         (long long) sequence, of.subject);
    if (!batch_is_redacted(event))
        return inc__fail(batch->context, INC_E_INVALID,
                         "event '%lld' of '%s' had personal columns or was not marked as redacted",
                         (long long) sequence, of.subject);
    if (batch_redacts(batch, sequence))
        return inc__fail(batch->context, INC_E_INVALID,
                         "event '%lld' of '%s' was redacted twice in a batch", (long long) sequence,
                         of.subject);
    return batch_push_event(batch, &batch->redacted, event);
}

static int batch_writes(const inc_batch *batch, const inc_row *row)
{
    size_t i;

    for (i = 0; i < batch->writes.count; i++) {
        const inc_row *other = INC__AT(&batch->writes, inc__write, i)->row;
        if (other->record.table == row->record.table && inc__row_compare_keys(other, row) == 0)
            return 1;
    }
    return 0;
}

static inc_status batch_check_write(const inc_batch *batch, const inc_write *write)
{
    inc__partition of = inc__partition_of_row(write->row);

    if (batch_check_subject(batch, &of, "a row") != INC_OK)
        return INC_E_INVALID;
    if (write->revision < 0 || write->revision == INT64_MAX ||
        (write->deletes == 1 && write->revision == 0))
        return inc__fail(batch->context, INC_E_INVALID,
                         "a row of '%s' was %s at the revision '%lld'", of.subject,
                         write->deletes == 1 ? "deleted" : "written", (long long) write->revision);
    if (write->deletes < 0 || write->deletes > 1 || write->reserved != 0)
        return inc__fail(batch->context, INC_E_INVALID,
                         "a write of '%s' had deletes '%d' and reserved '%d'", of.subject,
                         (int) write->deletes, (int) write->reserved);
    if (batch_writes(batch, write->row))
        return inc__fail(batch->context, INC_E_EXISTS, "row '%s' of '%s' was written twice",
                         inc__row_text(write->row, INC_ROW_NAME), of.subject);
    return INC_OK;
}

/* A reference to the row as it is to be stored. */
static inc_status batch_take_row(const inc_batch *batch, const inc_write *write, inc_row **row)
{
    if (write->deletes == 0 &&
        inc__row_integer(write->row, INC_ROW_REVISION) != write->revision + 1)
        return inc__row_revise(batch->context, write->row, write->revision + 1, row);
    *row = inc_row_ref(write->row);
    return INC_OK;
}

inc_status inc_batch_write(inc_batch *batch, const inc_write *write)
{
    inc_write local;
    inc__write *place;
    inc_row *row;
    inc_status status;

    if (batch == NULL || write == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, write, reserved);
    if (status != INC_OK || local.row == NULL)
        return status != INC_OK ? status : INC_E_INVALID;
    status = batch_check_write(batch, &local);
    if (status == INC_OK)
        status = batch_take_row(batch, &local, &row);
    if (status != INC_OK)
        return status;
    place = INC__PUSH(batch->context, &batch->writes, inc__write);
    if (place == NULL) {
        inc_row_unref(row);
        return INC_E_NOMEM;
    }
    place->row = row;
    place->revision = local.revision;
    place->deletes = local.deletes;
    return INC_OK;
}

const char *inc_batch_tenant(const inc_batch *batch)
{
    return batch != NULL ? batch->partition.tenant : "";
}

int32_t inc_batch_subject_kind(const inc_batch *batch)
{
    return batch != NULL ? batch->partition.subject_kind : 0;
}

const char *inc_batch_subject(const inc_batch *batch)
{
    return batch != NULL ? batch->partition.subject : "";
}

int64_t inc_batch_sequence(const inc_batch *batch)
{
    return batch != NULL ? batch->sequence : -1;
}

const char *inc_batch_name(const inc_batch *batch)
{
    return batch != NULL && batch->name != NULL ? batch->name : "";
}

const inc_event *inc_batch_event_at(const inc_batch *batch, size_t index)
{
    return batch != NULL && index < batch->events.count ? inc__batch_event(batch, index) : NULL;
}

const inc_event *inc_batch_redacted_at(const inc_batch *batch, size_t index)
{
    return batch != NULL && index < batch->redacted.count ? inc__batch_redacted(batch, index)
                                                          : NULL;
}

inc_status inc_batch_write_at(const inc_batch *batch, size_t index, inc_write *write)
{
    inc_write local = {.size = sizeof local};
    const inc__write *found;

    if (batch == NULL || write == NULL)
        return INC_E_INVALID;
    if (index >= batch->writes.count)
        return INC_DONE;
    found = INC__AT(&batch->writes, inc__write, index);
    local.row = found->row;
    local.revision = found->revision;
    local.deletes = found->deletes;
    return INC__FILL(write, &local, reserved);
}

inc_status inc__batch_check(inc_context *context, const inc_batch *batch)
{
    const char *name = inc_batch_name(batch);
    size_t i;

    if (batch->events.count + batch->redacted.count + batch->writes.count == 0)
        return inc__fail(context, INC_E_INVALID, "a batch for '%s' was empty",
                         batch->partition.subject);
    if (name[0] != '\0' && batch->events.count == 0)
        return inc__fail(context, INC_E_INVALID, "the commit '%s' had no event to be known by",
                         name);
    for (i = 0; i < batch->events.count; i++) {
        const char *commit = inc__event_text(inc__batch_event(batch, i), INC_EVENT_COMMIT);
        if (strcmp(commit, name) != 0)
            return inc__fail(context, INC_E_INVALID,
                             "an event of '%s' had the commit '%s', its batch the name '%s'",
                             batch->partition.subject, commit, name);
    }
    return INC_OK;
}
