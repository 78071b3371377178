/* Combines two timelines year by year; pairs of tables that meet again share the result. */
#include "time/compile.h"
#include "time/date.h"

#include <string.h>

/* What a pair of tables made, in a hash table with linear probing. */
typedef struct combine_pair {
    uint32_t a_first;
    uint32_t a_count;
    uint32_t b_first;
    uint32_t b_count;
    uint32_t length; /* 0: free */
    uint32_t first;
    uint32_t count;
} combine_pair;

typedef struct combine_job {
    inc_context *context;
    inc__timeline *timeline;
    int32_t combination;
    combine_pair *pairs;
    size_t capacity; /* a power of two, twice the years at least */
} combine_job;

/* Walks over the edges of a table: even edges open, odd ones close. */
typedef struct combine_edges {
    const inc__span *spans;
    uint32_t count;
    uint32_t edge;
} combine_edges;

static uint32_t combine_next_edge(const combine_edges *edges)
{
    const inc__span *span;

    if (edges->edge / 2 >= edges->count)
        return UINT32_MAX;
    span = &edges->spans[edges->edge / 2];
    return edges->edge % 2 == 0 ? span->open : span->close;
}

static int combine_open(int32_t combination, int a, int b)
{
    switch (combination) {
    case INC_UNION:
        return a || b;
    case INC_INTERSECTION:
        return a && b;
    default:
        return a && !b;
    }
}

static inc_status combine_emit(combine_job *job, uint32_t first, uint32_t open, uint32_t close)
{
    inc__span *span = INC__PUSH(job->context, &job->timeline->spans, inc__span);

    if (span == NULL)
        return INC_E_NOMEM;
    if (job->timeline->spans.count > INC__COMPILE_MOST)
        return inc__fail(job->context, INC_E_RANGE,
                         "a composite calendar had more than %ld intervals",
                         (long) INC__COMPILE_MOST);
    span->open = open;
    span->close = close;
    if (job->timeline->spans.count - 1 > first)
        span->before = span[-1].before + (span[-1].close - span[-1].open);
    return INC_OK;
}

static inc_status combine_tables(combine_job *job, const inc__place *a, const inc__place *b,
                                 combine_pair *pair)
{
    combine_edges left = {a->spans, a->count, 0}, right = {b->spans, b->count, 0};
    inc_status status = INC_OK;
    uint32_t open = 0, edge;
    int was = 0, is;

    pair->first = (uint32_t) job->timeline->spans.count;
    while (status == INC_OK) {
        uint32_t l = combine_next_edge(&left), r = combine_next_edge(&right);
        edge = l < r ? l : r;
        if (edge == UINT32_MAX)
            break;
        left.edge += l == edge;
        right.edge += r == edge;
        is = combine_open(job->combination, left.edge % 2, right.edge % 2);
        if (is && !was)
            open = edge;
        if (was && !is)
            status = combine_emit(job, pair->first, open, edge);
        was = is;
    }
    pair->count = (uint32_t) job->timeline->spans.count - pair->first;
    return status;
}

static combine_pair *combine_slot(combine_job *job, const combine_pair *key)
{
    size_t at = (key->a_first * 2654435761u ^ key->b_first * 2246822519u ^ key->length) &
                (job->capacity - 1);

    while (job->pairs[at].length != 0 &&
           memcmp(&job->pairs[at], key, offsetof(combine_pair, first)) != 0)
        at = (at + 1) & (job->capacity - 1);
    return &job->pairs[at];
}

static inc_status combine_year(combine_job *job, const inc__timeline *a, const inc__timeline *b,
                               int64_t index)
{
    inc__place left, right;
    combine_pair key = {0}, *slot;
    inc_status status;

    inc__timeline_year(a, index, &left);
    inc__timeline_year(b, index, &right);
    key.a_first = left.first;
    key.a_count = left.count;
    key.b_first = right.first;
    key.b_count = right.count;
    key.length = left.length;
    slot = combine_slot(job, &key);
    if (slot->length == 0) {
        status = combine_tables(job, &left, &right, &key);
        if (status != INC_OK)
            return status;
        *slot = key;
    }
    return inc__timeline_append(job->context, job->timeline, slot->first, slot->count);
}

static int32_t combine_always_was(int32_t combination, int32_t a, int32_t b)
{
    switch (combination) {
    case INC_UNION:
        return a || b;
    case INC_INTERSECTION:
        return a && b;
    default:
        return a;
    }
}

inc_status inc__compile_combined(inc_context *context, int32_t combination, const inc__timeline *a,
                                 const inc__timeline *b, inc__timeline *timeline)
{
    size_t years = (a->years.count > b->years.count ? a->years.count : b->years.count) - 1, i;
    combine_job job = {context, timeline, combination, NULL, 1};
    inc_status status;

    memset(timeline, 0, sizeof *timeline);
    timeline->always_was = combine_always_was(combination, a->always_was, b->always_was);
    while (job.capacity < 2 * years)
        job.capacity *= 2;
    job.pairs = inc__alloc(context, job.capacity * sizeof *job.pairs);
    status = job.pairs != NULL ? INC_OK : inc__nomem(context);
    for (i = 0; i < years && status == INC_OK; i++)
        status = combine_year(&job, a, b, (int64_t) i);
    if (status == INC_OK)
        status = inc__timeline_finish(context, timeline);
    inc__release(context, job.pairs, job.capacity * sizeof *job.pairs);
    if (status != INC_OK)
        inc__timeline_free(context, timeline);
    return status;
}
