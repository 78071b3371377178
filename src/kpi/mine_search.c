/* Tries weekly hours with anchors and stops: all on the hour, then around the best. */
#include "kpi/mine_cut.h"
#include "kpi/mine_field.h"

#include <string.h>

#define MINE_KEPT 64
#define MINE_WHOLE_WEEK 127

typedef struct mine_search {
    const inc_mine *mine;
    inc__mine_field field;
    inc__mine_try kept[MINE_KEPT]; /* the best first */
    size_t kept_count;
    int64_t tried;
} mine_search;

/* Bits of a run of weekdays. */
static int64_t mine_search_days(int32_t weekdays)
{
    switch (weekdays) {
    case 0x1f: /* Monday to Friday */
    case MINE_WHOLE_WEEK:
        return 0;
    case 0x3f: /* Monday to Saturday */
    case 0x4f: /* Sunday to Thursday */
        return 2;
    default:
        return 5;
    }
}

static int64_t mine_search_end(int32_t minute)
{
    if (minute % 60 == 0)
        return 5;
    return minute % 30 == 0 ? 7 : 9;
}

static int64_t mine_search_bits(const inc__mine_try *try)
{
    const inc__mine_hours *hours = &try->hours;
    int32_t end = hours->start + hours->length;
    int64_t bits = mine_search_days(hours->weekdays);

    bits += (int64_t) (try->anchor + try->stop);
    if (hours->length == 1440)
        return hours->start == 0 ? bits : bits + mine_search_end(hours->start) + 2;
    return bits + mine_search_end(hours->start) + mine_search_end(end) + (end > 1440);
}

static int mine_search_order(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

static int mine_search_days_of(int32_t weekdays)
{
    int days = 0;

    for (; weekdays != 0; weekdays >>= 1)
        days += weekdays & 1;
    return days;
}

/* Below 0 if left is the better one. */
static int mine_search_compare(const inc__mine_try *left, const inc__mine_try *right)
{
    const int64_t pairs[][2] = {
        {left->errors, right->errors},
        {left->bits, right->bits},
        {mine_search_days_of(left->hours.weekdays), mine_search_days_of(right->hours.weekdays)},
        {left->hours.weekdays, right->hours.weekdays},
        {left->hours.start, right->hours.start},
        {left->hours.length, right->hours.length},
        {(int64_t) left->anchor, (int64_t) right->anchor},
        {(int64_t) left->stop, (int64_t) right->stop}};
    size_t i;
    int order = 0;

    for (i = 0; i < sizeof pairs / sizeof *pairs && order == 0; i++)
        order = mine_search_order(pairs[i][0], pairs[i][1]);
    return order;
}

/* Puts a try in its place among the best; one that is there already stays as it is. */
static void mine_search_keep(mine_search *search, const inc__mine_try *try)
{
    size_t at = search->kept_count, i;

    while (at > 0 && mine_search_compare(try, &search->kept[at - 1]) < 0)
        at--;
    if (at == MINE_KEPT || (at > 0 && mine_search_compare(try, &search->kept[at - 1]) == 0))
        return;
    if (search->kept_count < MINE_KEPT)
        search->kept_count++;
    for (i = search->kept_count - 1; i > at; i--)
        search->kept[i] = search->kept[i - 1];
    search->kept[at] = *try;
}

/* Tries hours with one anchor and stop. */
static void mine_search_pair(mine_search *search, inc__mine_try *try)
{
    int64_t limit = INT64_MAX;

    if (search->kept_count == MINE_KEPT)
        limit = search->kept[MINE_KEPT - 1].errors;
    search->tried++;
    try->errors = inc__mine_field_errors(&search->field, try->anchor, try->stop, limit);
    try->bits = mine_search_bits(try);
    if (try->errors <= limit)
        mine_search_keep(search, try);
}

/* Tries hours with every anchor and stop. */
static void mine_search_hours(mine_search *search, const inc__mine_hours *hours)
{
    inc__mine_try try = {.hours = *hours};

    if (hours->weekdays == MINE_WHOLE_WEEK && hours->length == 1440 && hours->start != 0)
        return; /* the same as from midnight */
    inc__mine_field_set(&search->field, hours);
    for (try.anchor = 0; try.anchor < search->mine->anchors; try.anchor++) {
        for (try.stop = 0; try.stop < search->mine->stops; try.stop++)
            mine_search_pair(search, &try);
    }
}

static void mine_search_weekdays(mine_search *search, int32_t weekdays)
{
    inc__mine_hours hours = {weekdays, 0, 0};

    for (hours.start = 0; hours.start < 1440; hours.start += 60) {
        for (hours.length = 60; hours.length <= 1440; hours.length += 60)
            mine_search_hours(search, &hours);
    }
}

/* Every run of weekdays: of 7 bits in a ring, count from first on. */
static void mine_search_all(mine_search *search)
{
    int32_t first, count;

    mine_search_weekdays(search, MINE_WHOLE_WEEK);
    for (count = 6; count >= 1; count--) {
        for (first = 0; first < 7; first++) {
            int32_t run = ((1 << count) - 1) << first;
            mine_search_weekdays(search, (run | run >> 7) & MINE_WHOLE_WEEK);
        }
    }
}

/* Tries hours whose ends are a step away. */
static void mine_search_around(mine_search *search, const inc__mine_hours *from, int32_t step)
{
    int32_t start, end;

    for (start = -step; start <= step; start += step) {
        for (end = -step; end <= step; end += step) {
            inc__mine_hours hours = *from;
            hours.start = (from->start + start + 1440) % 1440;
            hours.length += end - start;
            if (hours.length > 0 && hours.length <= 1440 && (start != 0 || end != 0))
                mine_search_hours(search, &hours);
        }
    }
}

/* Goes on from the best that were not gone on from, until there are none. */
static void mine_search_refine(mine_search *search, int32_t step)
{
    size_t i = 0;

    while (i < search->kept_count) {
        inc__mine_try *try = &search->kept[i];
        inc__mine_hours hours = try->hours;
        if (try->spread == step) {
            i++;
            continue;
        }
        try->spread = step;
        mine_search_around(search, &hours, step);
        i = 0;
    }
}

/* The cost of a try under a boundary, and the errors that its targets leave. */
static int64_t mine_search_cost(mine_search *search, const inc__mine_try *try, int32_t boundary,
                                int64_t weight)
{
    int64_t cost = try->bits + (boundary == INC_BOUNDARY_NEXT_OPENING);
    size_t i, count;

    for (i = 0; i < search->field.spans.count; i++) {
        const inc__mine_span *span = INC__AT(&search->field.spans, inc__mine_span, i);
        const int64_t *values =
            inc__mine_field_values(&search->field, try->anchor, try->stop, i, &count);
        cost += inc__mine_cut_best(values, count, boundary, weight).cost;
        cost += (int64_t) (span->count - count) * weight;
    }
    return cost;
}

/* What a row that contradicts weighs: the integer part of log2((n - e) / e), at least 1. */
static int64_t mine_search_weight(int64_t errors, int64_t rows)
{
    int64_t weight = 0, share;

    if (errors == 0)
        return INC__MINE_STRICT;
    for (share = (rows - errors) / errors; share > 1; share /= 2)
        weight++;
    return weight > 1 ? weight : 1;
}

/* How many of the others can explain as much. */
static int32_t mine_search_rivals(const mine_search *search, size_t chosen)
{
    int32_t rivals = 0;
    size_t i;

    for (i = 0; i < search->kept_count; i++)
        rivals += i != chosen && search->kept[i].errors <= search->kept[chosen].errors;
    return rivals;
}

static void mine_search_choose(mine_search *search, inc__mine_answer *answer,
                               inc__mine_hours *hours, int64_t weight)
{
    int64_t least = INT64_MAX;
    int32_t boundary;
    size_t i, chosen = 0;

    for (i = 0; i < search->kept_count; i++) {
        inc__mine_field_set(&search->field, &search->kept[i].hours);
        for (boundary = INC_BOUNDARY_CLOSING; boundary <= INC_BOUNDARY_NEXT_OPENING; boundary++) {
            int64_t cost = mine_search_cost(search, &search->kept[i], boundary, weight);
            if (cost >= least)
                continue;
            least = cost;
            chosen = i;
            answer->found.boundary = boundary;
        }
    }
    *hours = search->kept[chosen].hours;
    answer->anchor = search->kept[chosen].anchor;
    answer->stop = search->kept[chosen].stop;
    answer->found.tried = search->tried;
    answer->found.weight = weight == INC__MINE_STRICT ? 0 : (int32_t) weight;
    answer->found.rivals = mine_search_rivals(search, chosen);
}

inc_status inc__mine_search(const inc_mine *mine, inc__mine_answer *answer, inc__mine_hours *hours,
                            int64_t *weight)
{
    mine_search *search = inc__alloc(mine->context, sizeof *search);
    inc_status status;

    if (search == NULL)
        return inc__nomem(mine->context);
    search->mine = mine;
    status = inc__mine_field_init(&search->field, mine, &answer->targets);
    if (status == INC_OK) {
        mine_search_all(search);
        mine_search_refine(search, 30);
        mine_search_refine(search, INC__MINE_STEP);
        *weight = mine_search_weight(search->kept[0].errors, (int64_t) search->field.rows);
        mine_search_choose(search, answer, hours, *weight);
    }
    inc__mine_field_free(&search->field, mine->context);
    inc__release(mine->context, search, sizeof *search);
    return status;
}
