/* The outbox by hand: claim, settle, revive. */
#include "desk/outbox.h"

#include "base/options.h"
#include "base/string.h"
#include "time/sight.h"

#include <string.h>

inc_status inc__outbox_read(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                            inc_outbox_options *ours)
{
    inc_status status = INC__OPTIONS(ours, options, user);

    if (status != INC_OK)
        return inc__fail(desk->context, status, "options of size '%zu' of an outbox were refused",
                         options->size);
    if (!inc__time_valid(now))
        return inc__fail(desk->context, INC_E_RANGE,
                         "the instant '%lld' us was outside the years 1900 to 9999",
                         (long long) now);
    if (!inc__name_valid(ours->owner, 1))
        return inc__fail(desk->context, INC_E_INVALID,
                         "the owner '%s' of an outbox was no UTF-8 text of 1 to 255 bytes",
                         ours->owner != NULL ? ours->owner : "");
    if (ours->lease < 0 || ours->backoff < 0 || ours->backoff_most < 0 || ours->attempts < 0 ||
        ours->limit < 0 || ours->limit > INC_QUERY_LIMIT)
        return inc__fail(desk->context, INC_E_INVALID,
                         "an outbox got a negative span or count, or a limit of '%ld'",
                         (long) ours->limit);
    ours->lease = ours->lease > 0 ? ours->lease : INC_MINUTE;
    ours->backoff = ours->backoff > 0 ? ours->backoff : 30 * INC_SECOND;
    ours->backoff_most = ours->backoff_most > 0 ? ours->backoff_most : INC_HOUR;
    ours->attempts = ours->attempts > 0 ? ours->attempts : 10;
    ours->limit = ours->limit > 0 ? ours->limit : 100;
    return INC_OK;
}

/* Pending messages to the host that may be claimed now, the longest waiting first. */
static inc_status outbox_query(inc_desk *desk, inc_time now, int32_t limit, inc_query **query)
{
    inc_status status = inc_query_new(desk->context, INC_ROW_MESSAGE, desk->tenant, query);

    if (status == INC_OK)
        status = inc_query_order(*query, INC_MESSAGE_NEXT_AT, 0);
    if (status == INC_OK)
        status = inc_query_where(*query, INC_MESSAGE_NEXT_AT, INC_LESS_OR_EQUAL, now);
    if (status == INC_OK)
        status = inc_query_where_text(*query, INC_MESSAGE_TO, INC_EQUAL, "");
    return status == INC_OK ? inc_query_limit(*query, limit) : status;
}

inc_status inc__outbox_claim(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                             inc_page *page)
{
    inc_query *query = NULL;
    inc_status status = outbox_query(desk, now, options->limit, &query);
    inc_time until = options->lease > INC_TIME_MAX - now ? INC_TIME_MAX : now + options->lease;

    if (status == INC_OK)
        status = inc_store_claim(desk->store, query, options->owner, until, page);
    inc_query_free(query);
    return status;
}

inc_status inc_outbox_claim(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                            inc_page *page)
{
    inc_outbox_options ours;
    inc_status status;

    if (desk == NULL || page == NULL)
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    status = inc__outbox_read(desk, now, options, &ours);
    if (status == INC_OK)
        status = inc__outbox_claim(desk, now, &ours, page);
    return inc__desk_leave(desk, status);
}

/* Writes the row that the builder holds in the place of message, or takes message out. */
static inc_status outbox_commit(inc_desk *desk, const inc_row *message, inc_row *changed)
{
    inc_batch *batch;
    inc_write write;
    inc_status status = inc_batch_new(
        desk->context, desk->tenant, (int32_t) inc_row_integer(message, INC_ROW_SUBJECT_KIND),
        inc_row_text(message, INC_ROW_SUBJECT, NULL), INC__DESK_ANY, &batch);

    if (status != INC_OK)
        return status;
    memset(&write, 0, sizeof write);
    write.size = sizeof write;
    write.row = changed != NULL ? changed : message;
    write.revision = inc_row_integer(message, INC_ROW_REVISION);
    write.deletes = changed == NULL;
    status = inc_batch_write(batch, &write);
    if (status == INC_OK)
        status = inc_store_commit(desk->store, batch, NULL);
    inc_batch_free(batch);
    return status;
}

/* What a message is to be like once it is settled. */
typedef struct outbox_change {
    int32_t state;
    inc_time next_at;
    int64_t attempts;
    const char *error;
} outbox_change;

static inc_status outbox_change_row(inc_desk *desk, const inc_row *message,
                                    const outbox_change *change)
{
    inc_row *row = NULL;
    inc_status status = inc_row_builder_copy(desk->message, message);

    if (status == INC_OK)
        status = inc_row_builder_integer(desk->message, INC_ROW_REVISION,
                                         inc_row_integer(message, INC_ROW_REVISION) + 1);
    if (status == INC_OK)
        status = inc_row_builder_integer(desk->message, INC_MESSAGE_STATE, change->state);
    if (status == INC_OK)
        status = inc_row_builder_integer(desk->message, INC_MESSAGE_NEXT_AT, change->next_at);
    if (status == INC_OK)
        status = inc_row_builder_integer(desk->message, INC_MESSAGE_ATTEMPTS, change->attempts);
    if (status == INC_OK)
        status = inc_row_builder_text(desk->message, INC_MESSAGE_ERROR, change->error, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_build(desk->message, &row);
    if (status == INC_OK)
        status = outbox_commit(desk, message, row);
    inc_row_unref(row);
    return status;
}

/* The wait after so many failures: doubled each time, up to the longest. */
static inc_time outbox_retry_at(inc_time now, const inc_outbox_options *options, int64_t attempts)
{
    inc_duration wait = options->backoff;

    while (attempts-- > 1 && wait < options->backoff_most)
        wait = wait > options->backoff_most / 2 ? options->backoff_most : 2 * wait;
    if (wait > options->backoff_most)
        wait = options->backoff_most;
    return wait > INC_TIME_MAX - now ? INC_TIME_MAX : now + wait;
}

inc_status inc__outbox_settle(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                              const inc_row *message, int32_t delivery, const char *error)
{
    int64_t attempts = inc_row_integer(message, INC_MESSAGE_ATTEMPTS);
    outbox_change change = {INC_MESSAGE_PENDING, INC_TIME_NONE, attempts, error};

    if (delivery == INC_DELIVERY_DONE)
        return outbox_commit(desk, message, NULL);
    if (delivery == INC_DELIVERY_DEAD || attempts >= options->attempts)
        change.state = INC_MESSAGE_DEAD;
    else
        change.next_at = outbox_retry_at(now, options, attempts);
    return outbox_change_row(desk, message, &change);
}

inc_status inc__outbox_postpone(inc_desk *desk, const inc_row *message, inc_time until)
{
    outbox_change change = {INC_MESSAGE_PENDING, until,
                            inc_row_integer(message, INC_MESSAGE_ATTEMPTS) - 1,
                            inc_row_text(message, INC_MESSAGE_ERROR, NULL)};
    return outbox_change_row(desk, message, &change);
}

static int outbox_is_message(const inc_row *message)
{
    return inc_row_kind_of(message) == INC_ROW_MESSAGE;
}

inc_status inc_outbox_settle(inc_desk *desk, inc_time now, const inc_outbox_options *options,
                             const inc_row *message, int32_t delivery, const char *error)
{
    inc_outbox_options ours;
    inc_status status;

    if (desk == NULL || message == NULL)
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    status = inc__outbox_read(desk, now, options, &ours);
    if (status == INC_OK && (!outbox_is_message(message) || delivery < INC_DELIVERY_DONE ||
                             delivery > INC_DELIVERY_DEAD))
        status = inc__fail(desk->context, INC_E_INVALID,
                           "the delivery '%ld' of a message was none, or the row no message",
                           (long) delivery);
    if (status == INC_OK)
        status =
            inc__outbox_settle(desk, now, &ours, message, delivery, error != NULL ? error : "");
    return inc__desk_leave(desk, status);
}

static inc_status outbox_revive(inc_desk *desk, inc_time now, const inc_row *message)
{
    const outbox_change change = {INC_MESSAGE_PENDING, now, 0, ""};

    if (!inc__time_valid(now))
        return inc__fail(desk->context, INC_E_RANGE,
                         "the instant '%lld' us was outside the years 1900 to 9999",
                         (long long) now);
    if (!outbox_is_message(message) ||
        inc_row_integer(message, INC_MESSAGE_STATE) != INC_MESSAGE_DEAD)
        return inc__fail(desk->context, INC_E_INVALID, "the message '%s' was not dead",
                         inc_row_text(message, INC_ROW_NAME, NULL));
    return outbox_change_row(desk, message, &change);
}

inc_status inc_outbox_revive(inc_desk *desk, inc_time now, const inc_row *message)
{
    inc_status status;

    if (desk == NULL || message == NULL)
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    return status == INC_OK ? inc__desk_leave(desk, outbox_revive(desk, now, message)) : status;
}
