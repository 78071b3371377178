/* Delivery through the host's callback, in the order of each subject's facts. */
#include "base/options.h"
#include "desk/outbox.h"

#include <string.h>

typedef struct deliver_run {
    inc_desk *desk;
    inc_time now;
    const inc_outbox_options *options;
    inc_outbox_report *report;
    inc_page *claimed;
    inc_page *found; /* an earlier message, or the event */
} deliver_run;

/* Messages of the same subject that are pending and come before it. */
static inc_status deliver_query(deliver_run *run, const inc_row *message, inc_query **query)
{
    inc_status status =
        inc_query_new(run->desk->context, INC_ROW_MESSAGE, run->desk->tenant, query);

    if (status == INC_OK)
        status = inc_query_where(*query, INC_ROW_SUBJECT_KIND, INC_EQUAL,
                                 inc_row_integer(message, INC_ROW_SUBJECT_KIND));
    if (status == INC_OK)
        status = inc_query_where_text(*query, INC_ROW_SUBJECT, INC_EQUAL,
                                      inc_row_text(message, INC_ROW_SUBJECT, NULL));
    if (status == INC_OK)
        status = inc_query_where_text(*query, INC_ROW_NAME, INC_LESS,
                                      inc_row_text(message, INC_ROW_NAME, NULL));
    if (status == INC_OK)
        status = inc_query_where_text(*query, INC_MESSAGE_TO, INC_EQUAL, "");
    if (status == INC_OK)
        status = inc_query_where(*query, INC_MESSAGE_STATE, INC_EQUAL, INC_MESSAGE_PENDING);
    return status == INC_OK ? inc_query_limit(*query, 1) : status;
}

/* When the message that has to go first may be tried, or INC_TIME_NONE when there is none. */
static inc_status deliver_earlier(deliver_run *run, const inc_row *message, inc_time *until)
{
    inc_query *query = NULL;
    inc_status status = deliver_query(run, message, &query);

    *until = INC_TIME_NONE;
    if (status == INC_OK)
        status = inc_store_find(run->desk->store, query, run->found);
    if (status == INC_OK)
        *until = inc_row_integer(inc_page_row(run->found, 0), INC_MESSAGE_NEXT_AT);
    inc_query_free(query);
    return status == INC_DONE ? INC_OK : status;
}

/* The fact that a message tells of; *event is borrowed from the page. */
static inc_status deliver_event(deliver_run *run, const inc_row *message, const inc_event **event)
{
    inc_range range;
    inc_status status;

    memset(&range, 0, sizeof range);
    range.size = sizeof range;
    range.tenant = run->desk->tenant;
    range.subject_kind = (int32_t) inc_row_integer(message, INC_ROW_SUBJECT_KIND);
    range.subject = inc_row_text(message, INC_ROW_SUBJECT, NULL);
    range.from = inc_row_integer(message, INC_MESSAGE_FACT);
    range.limit = 1;
    status = inc_store_read(run->desk->store, &range, run->found);
    if (status == INC_DONE)
        return inc__fail(run->desk->context, INC_E_BACKEND,
                         "the fact '%lld' that a message told of was not there",
                         (long long) range.from);
    if (status == INC_OK)
        *event = inc_page_event(run->found, 0);
    return status;
}

static void deliver_count(deliver_run *run, int32_t delivery, const inc_row *message)
{
    if (delivery == INC_DELIVERY_DONE)
        run->report->delivered++;
    else if (delivery == INC_DELIVERY_DEAD ||
             inc_row_integer(message, INC_MESSAGE_ATTEMPTS) >= run->options->attempts)
        run->report->dead++;
    else
        run->report->retried++;
}

/* The host may call the desk meanwhile. An answer that is none of ours counts as "not now". */
static int32_t deliver_call(deliver_run *run, const inc_row *message, const inc_event *event)
{
    inc_desk *desk = run->desk;
    int32_t delivery;

    desk->delivering++;
    desk->busy = 0;
    delivery = run->options->deliver(run->options->user, message, event);
    desk->busy = 1;
    desk->delivering--;
    return delivery == INC_DELIVERY_DONE || delivery == INC_DELIVERY_DEAD ? delivery
                                                                          : INC_DELIVERY_RETRY;
}

static inc_status deliver_one(deliver_run *run, const inc_row *message)
{
    const inc_event *event = NULL;
    inc_time until;
    int32_t delivery;
    char hidden;
    inc_status status = deliver_earlier(run, message, &until);

    if (status == INC_OK && until != INC_TIME_NONE)
        return inc__outbox_postpone(run->desk, message, until > run->now ? until : run->now);
    if (status == INC_OK)
        status = deliver_event(run, message, &event);
    if (status != INC_OK)
        return status;
    hidden = inc__line_hide(run->desk->context);
    delivery = deliver_call(run, message, event);
    status = inc__outbox_settle(
        run->desk, run->now, run->options, message, delivery,
        delivery == INC_DELIVERY_DONE ? "" : inc_context_error(run->desk->context));
    inc__line_show(run->desk->context, hidden);
    if (status == INC_OK)
        deliver_count(run, delivery, message);
    return status;
}

static inc_status deliver_all(deliver_run *run)
{
    inc_status status = inc__outbox_claim(run->desk, run->now, run->options, run->claimed);
    size_t i, count = inc_page_rows(run->claimed);

    for (i = 0; i < count && status == INC_OK; i++) {
        status = deliver_one(run, inc_page_row(run->claimed, i));
        if (status != INC_E_CONFLICT)
            continue;
        run->report->lost++;
        status = INC_OK;
    }
    return status;
}

inc_status inc_outbox_deliver(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                              inc_outbox_report *report)
{
    inc_outbox_report done;
    inc_outbox_options ours;
    deliver_run run = {desk, now, &ours, &done, NULL, NULL};
    inc_status status;

    memset(&done, 0, sizeof done);
    if (desk == NULL || (report != NULL && INC__FILL(report, &done, lost) != INC_OK))
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    status = inc__outbox_read(desk, now, options, &ours);
    if (status == INC_OK && ours.deliver == NULL)
        status = inc__fail(desk->context, INC_E_INVALID, "an outbox had no callback 'deliver'");
    if (status == INC_OK)
        status = inc_page_new(desk->context, &run.claimed);
    if (status == INC_OK)
        status = inc_page_new(desk->context, &run.found);
    if (status == INC_OK)
        status = deliver_all(&run);
    inc_page_free(run.claimed);
    inc_page_free(run.found);
    if (report != NULL)
        (void) INC__FILL(report, &done, lost);
    return inc__desk_leave(desk, status);
}
