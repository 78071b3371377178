/* What a backend answered, held against what it was asked. */
#include "store/store_check.h"

#include "facts/event.h"
#include "store/batch.h"

#include <string.h>

inc_status inc__check_status(inc_context *context, const char *callback, inc_status answer,
                             int conflicts)
{
    int known = answer == INC_OK || answer == INC_E_NOMEM || answer == INC_E_IO ||
                (answer == INC_E_CONFLICT && conflicts);

    if (!known)
        return inc__fail(context, INC_E_BACKEND,
                         "the backend's %s answered '%d', which is no answer", callback,
                         (int) answer);
    if (answer == INC_E_NOMEM)
        return inc__nomem(context);
    if (answer != INC_OK && inc_context_error(context)[0] == '\0')
        return inc__fail(context, answer, "the backend's %s answered %s without a line", callback,
                         inc_status_name(answer));
    return answer;
}

static inc_status check_event(inc_context *context, const inc__excerpt *excerpt,
                              const inc_event *event, int64_t expected)
{
    inc__partition of = inc__partition_of_event(event);
    int64_t sequence = inc__event_integer(event, INC_EVENT_SEQUENCE);

    if (inc__partition_compare(&of, &excerpt->partition) != 0)
        return inc__fail(context, INC_E_BACKEND,
                         "the backend read an event of '%.60s' %d '%.80s' for '%.60s' %d '%.80s'",
                         of.tenant, (int) of.subject_kind, of.subject, excerpt->partition.tenant,
                         (int) excerpt->partition.subject_kind, excerpt->partition.subject);
    if (sequence != expected)
        return inc__fail(context, INC_E_BACKEND,
                         "the backend read event '%lld' of '%s' where '%lld' was to come",
                         (long long) sequence, of.subject, (long long) expected);
    return INC_OK;
}

inc_status inc__check_events(inc_context *context, const inc__excerpt *excerpt,
                             const inc_page *page)
{
    size_t count = inc_page_events(page), i;
    inc_status status = INC_OK;

    if (inc_page_rows(page) != 0)
        return inc__fail(context, INC_E_BACKEND, "the backend read '%zu' rows among events",
                         inc_page_rows(page));
    if (count > (size_t) excerpt->limit)
        return inc__fail(context, INC_E_BACKEND, "the backend read '%zu' events when asked for %d",
                         count, (int) excerpt->limit);
    for (i = 0; i < count && status == INC_OK; i++)
        status =
            check_event(context, excerpt, inc_page_event(page, i), excerpt->from + (int64_t) i);
    return status;
}

static inc_status check_row_key(inc_context *context, const inc_query *query, const inc_row *row)
{
    inc__partition of = inc__partition_of_row(row);

    if (row->record.table != query->table || strcmp(of.tenant, query->tenant) != 0)
        return inc__fail(context, INC_E_BACKEND,
                         "the backend found %s of '%.80s' when asked for %s of '%.80s'",
                         row->record.table->noun, of.tenant, query->table->noun, query->tenant);
    if (inc__row_integer(row, INC_ROW_REVISION) < 1)
        return inc__fail(context, INC_E_BACKEND,
                         "the backend found a row of '%s' with the revision '%lld'", of.subject,
                         (long long) inc__row_integer(row, INC_ROW_REVISION));
    return INC_OK;
}

static inc_status check_page(inc_context *context, const inc_query *query, const inc_page *page)
{
    size_t count = inc_page_rows(page), i;
    inc_status status = INC_OK;

    if (inc_page_events(page) != 0)
        return inc__fail(context, INC_E_BACKEND, "the backend found '%zu' events among rows",
                         inc_page_events(page));
    if (count > (size_t) query->limit)
        return inc__fail(context, INC_E_BACKEND, "the backend found '%zu' rows when asked for %d",
                         count, (int) query->limit);
    for (i = 0; i < count && status == INC_OK; i++)
        status = check_row_key(context, query, inc_page_row(page, i));
    return status;
}

inc_status inc__check_rows(inc_context *context, const inc_query *query, const inc_page *page)
{
    const inc_row *before = query->cursor;
    inc_status status = check_page(context, query, page);
    size_t i;

    for (i = 0; i < inc_page_rows(page) && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(page, i);
        if (inc__query_omits(query, row))
            status = inc__fail(context, INC_E_BACKEND,
                               "the backend found a row of '%s' that has no %s to be in order by",
                               inc__row_text(row, INC_ROW_SUBJECT),
                               query->table->columns[query->order].name);
        else if (before != NULL && inc_query_compare(query, before, row) >= 0)
            status = inc__fail(
                context, INC_E_BACKEND, "the backend found rows of '%s' and '%s' out of order",
                inc__row_text(before, INC_ROW_SUBJECT), inc__row_text(row, INC_ROW_SUBJECT));
        before = row;
    }
    return status;
}

inc_status inc__check_claims(inc_context *context, const inc_query *query, const char *owner,
                             inc_time until, const inc_page *page)
{
    inc_status status = check_page(context, query, page);
    size_t i;

    for (i = 0; i < inc_page_rows(page) && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(page, i);
        if (strcmp(inc__row_text(row, INC_MESSAGE_OWNER), owner) != 0 ||
            inc__row_integer(row, INC_MESSAGE_NEXT_AT) != until ||
            inc__row_integer(row, INC_MESSAGE_ATTEMPTS) < 1)
            status = inc__fail(
                context, INC_E_BACKEND, "the backend claimed message '%s' for '%s', not for '%s'",
                inc__row_text(row, INC_ROW_NAME), inc__row_text(row, INC_MESSAGE_OWNER), owner);
    }
    return status;
}

inc_status inc__check_sequence(inc_context *context, const inc_batch *batch, int64_t sequence)
{
    int64_t expected = batch->sequence + (int64_t) batch->events.count;
    int exact = batch->sequence >= 0 && batch->name == NULL;

    if (exact ? sequence == expected : sequence >= 0)
        return INC_OK;
    return inc__fail(context, INC_E_BACKEND,
                     "the backend's commit to '%s' left the sequence '%lld', not '%lld'",
                     batch->partition.subject, (long long) sequence, (long long) expected);
}
