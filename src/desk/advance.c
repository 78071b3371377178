/* What is due by now is settled, subject by subject; and when to come back. */
#include "base/options.h"
#include "base/string.h"
#include "desk/desk.h"
#include "time/sight.h"

#include <string.h>

#define ADVANCE_LIMIT 1000

inc_status inc__desk_shards(inc_desk *desk, int32_t index, int32_t count, inc__shards *shards)
{
    if (count == 0)
        count = 1;
    if (count < 1 || count > INC_SHARDS || index < 0 || index >= count)
        return inc__fail(desk->context, INC_E_INVALID, "there was no shard '%ld' of '%ld'",
                         (long) index, (long) count);
    shards->first = index * INC_SHARDS / count;
    shards->last = (index + 1) * INC_SHARDS / count - 1;
    return INC_OK;
}

/* Heads with a timer, the first first; until INC_TIME_NONE: whenever. */
static inc_status advance_query(inc_desk *desk, const inc__shards *shards, inc_time until,
                                int32_t limit, inc_query **query)
{
    inc_status status = inc_query_new(desk->context, INC_ROW_HEAD, desk->tenant, query);

    if (status == INC_OK)
        status = inc_query_order(*query, INC_HEAD_NEXT_AT, 0);
    if (status == INC_OK && until != INC_TIME_NONE)
        status = inc_query_where(*query, INC_HEAD_NEXT_AT, INC_LESS_OR_EQUAL, until);
    if (status == INC_OK && shards->first > 0)
        status = inc_query_where(*query, INC_HEAD_SHARD, INC_GREATER_OR_EQUAL, shards->first);
    if (status == INC_OK && shards->last < INC_SHARDS - 1)
        status = inc_query_where(*query, INC_HEAD_SHARD, INC_LESS_OR_EQUAL, shards->last);
    return status == INC_OK ? inc_query_limit(*query, limit) : status;
}

static inc_status advance_deadline(inc_desk *desk, const inc_deadline_options *options,
                                   inc_time *when)
{
    inc_deadline_options local;
    inc_query *query = NULL;
    inc__shards shards;
    inc_time relay = INC_TIME_NONE, timer = INC_TIME_NONE;
    inc_status status;

    status = INC__OPTIONS(&local, options, shard_count);
    if (status != INC_OK)
        return inc__fail(desk->context, status, "options of size '%zu' of a deadline were refused",
                         options->size);
    status = inc__desk_shards(desk, local.shard_index, local.shard_count, &shards);
    if (status == INC_OK)
        status = inc__desk_next_relay(desk, &shards, &relay);
    if (status == INC_OK)
        status = advance_query(desk, &shards, INC_TIME_NONE, 1, &query);
    if (status == INC_OK)
        status = inc_store_find(desk->store, query, desk->page);
    if (status == INC_OK)
        timer = inc_row_integer(inc_page_row(desk->page, 0), INC_HEAD_NEXT_AT);
    inc_query_free(query);
    if (status < INC_OK)
        return status;
    *when = timer == INC_TIME_NONE || (relay != INC_TIME_NONE && relay < timer) ? relay : timer;
    return *when != INC_TIME_NONE ? INC_OK : INC_DONE;
}

inc_status inc_desk_next_deadline(inc_desk *desk, const inc_deadline_options *options,
                                  inc_time *when)
{
    inc_status status;

    if (desk == NULL || when == NULL)
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    return status == INC_OK ? inc__desk_leave(desk, advance_deadline(desk, options, when)) : status;
}

typedef struct advance_run {
    inc_desk *desk;
    inc_time now;
    inc_page *page;
    inc_query *query;
    inc_advance_report *report;
    int32_t left;
} advance_run;

/* A subject that was due. When its facts say that nothing is, others settled it meanwhile, or its
 * head is not theirs: then it is written anew, so that it does not come up for ever. */
static inc_status advance_subject(advance_run *run, const char *subject)
{
    inc_desk *desk = run->desk;
    int32_t facts = 0;
    inc_status status = inc__desk_load(desk, subject, run->now);

    if (status == INC_OK)
        status = inc__desk_settle(desk, &facts);
    if (status == INC_OK)
        status = inc__desk_commit(desk);
    inc__desk_drop(desk);
    if (status == INC_E_CONFLICT) {
        run->report->conflicts++;
        return INC_OK;
    }
    if (status == INC_OK) {
        run->report->subjects++;
        run->report->facts += facts;
    }
    return status;
}

/* Where to go on: after this row, also once its timer has moved. */
static inc_status advance_mark(advance_run *run, const inc_row *row)
{
    inc_status status =
        inc__desk_keep(run->desk, &run->desk->after, inc_row_text(row, INC_ROW_SUBJECT, NULL));

    if (status == INC_OK)
        run->report->after = inc_row_integer(row, INC_HEAD_NEXT_AT);
    return status;
}

static inc_status advance_page(advance_run *run)
{
    inc_status status = inc_store_find(run->desk->store, run->query, run->page);
    size_t i, count = inc_page_rows(run->page);

    for (i = 0; i < count && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(run->page, i);
        if (run->left == 0) {
            run->report->more = 1;
            return INC_DONE;
        }
        run->left--;
        status = advance_mark(run, row);
        if (status == INC_OK)
            status = advance_subject(run, inc_row_text(row, INC_ROW_SUBJECT, NULL));
    }
    if (status == INC_OK)
        status = inc_query_after(run->query, inc_page_row(run->page, count - 1));
    return status;
}

/* A row that stands for where an earlier call stopped. */
static inc_status advance_resume(inc_desk *desk, inc_query *query,
                                 const inc_advance_options *options)
{
    inc_row *row = NULL;
    inc_status status;

    if (options->after == 0 || options->after == INC_TIME_NONE)
        return INC_OK;
    inc_row_builder_clear(desk->head);
    status = inc_row_builder_text(desk->head, INC_ROW_TENANT, desk->tenant, INC_ZSTR);
    if (status == INC_OK)
        status =
            inc_row_builder_text(desk->head, INC_ROW_SUBJECT, options->after_subject, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_integer(desk->head, INC_ROW_SUBJECT_KIND, INC_SUBJECT_INCIDENT);
    if (status == INC_OK)
        status = inc_row_builder_integer(desk->head, INC_HEAD_NEXT_AT, options->after);
    if (status == INC_OK)
        status = inc_row_builder_build(desk->head, &row);
    if (status == INC_OK)
        status = inc_query_after(query, row);
    inc_row_unref(row);
    return status;
}

static inc_status advance_heads(inc_desk *desk, inc_time now, const inc__shards *shards,
                                const inc_advance_options *options, inc_advance_report *report)
{
    advance_run run = {desk, now, NULL, NULL, report, options->limit};
    inc_status status = inc_page_new(desk->context, &run.page);

    if (run.left == 0)
        run.left = ADVANCE_LIMIT;
    if (status == INC_OK)
        status =
            advance_query(desk, shards, now,
                          run.left < INC_QUERY_LIMIT ? run.left + 1 : INC_QUERY_LIMIT, &run.query);
    if (status == INC_OK)
        status = advance_resume(desk, run.query, options);
    /* Only now: it may be what the options go on after. */
    inc__desk_rewind(desk);
    while (status == INC_OK)
        status = advance_page(&run);
    inc_query_free(run.query);
    inc_page_free(run.page);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status advance_check(inc_desk *desk, inc_time now, const inc_advance_options *options)
{
    if (!inc__time_valid(now))
        return inc__fail(desk->context, INC_E_RANGE,
                         "the instant '%lld' us was outside the years 1900 to 9999",
                         (long long) now);
    if (options->limit < 0 || options->reserved != 0)
        return inc__fail(desk->context, INC_E_INVALID,
                         "the limit of an advance was '%ld', its reserved member '%ld'",
                         (long) options->limit, (long) options->reserved);
    if (options->after != 0 && options->after != INC_TIME_NONE &&
        !inc__name_valid(options->after_subject, 1))
        return inc__fail(desk->context, INC_E_INVALID,
                         "an advance was to go on after a subject that is none");
    return INC_OK;
}

static inc_status advance_all(inc_desk *desk, inc_time now, const inc_advance_options *options,
                              inc_advance_report *done)
{
    inc_advance_options local;
    inc__shards shards;
    inc_status status, told = INC_OK;

    status = INC__OPTIONS(&local, options, after_subject);
    if (status != INC_OK)
        return inc__fail(desk->context, status, "options of size '%zu' of an advance were refused",
                         options->size);
    status = advance_check(desk, now, &local);
    if (status == INC_OK)
        status = inc__desk_shards(desk, local.shard_index, local.shard_count, &shards);
    if (status == INC_OK)
        status = inc__desk_relay(desk, now, &shards, &done->messages, &told);
    if (status == INC_OK)
        status = advance_heads(desk, now, &shards, &local, done);
    if (status == INC_OK)
        status = told;
    if (done->after != INC_TIME_NONE)
        done->after_subject = desk->after;
    return status;
}

inc_status inc_desk_advance(inc_desk *desk, inc_time now, const inc_advance_options *options,
                            inc_advance_report *report)
{
    inc_advance_report done;
    inc_status status;

    memset(&done, 0, sizeof done);
    if (desk == NULL || (report != NULL && INC__FILL(report, &done, after_subject) != INC_OK))
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    done.after = INC_TIME_NONE;
    done.after_subject = "";
    status = advance_all(desk, now, options, &done);
    if (report != NULL)
        (void) INC__FILL(report, &done, after_subject);
    return inc__desk_leave(desk, status);
}
