/* A mine: the rows of a log, as they come. */
#include "kpi/mine.h"

#include "base/options.h"
#include "base/string.h"

#include <string.h>

/* Adds count milestones (or, without any, the usual ones) to those of a mine. */
static inc_status mine_take_milestones(inc_mine *mine, const int32_t *given, size_t count,
                                       const int32_t *usual, size_t usual_count, size_t *taken)
{
    const int32_t *from = given != NULL && count > 0 ? given : usual;
    size_t all = from == given ? count : usual_count, have = mine->anchors, i, j;

    if (all > INC_MINE_MILESTONES)
        return inc__fail(mine->context, INC_E_INVALID,
                         "a mine got '%zu' anchors or stops, not 1 to %d", all,
                         INC_MINE_MILESTONES);
    for (i = 0; i < all; i++) {
        if (from[i] < INC_MILESTONE_OCCURRED || from[i] > INC_MILESTONE_CLOSED)
            return inc__fail(mine->context, INC_E_INVALID, "a mine got the milestone '%d'",
                             (int) from[i]);
        for (j = 0; j < have + i; j++) {
            if (mine->milestones[j] == from[i])
                return inc__fail(mine->context, INC_E_INVALID,
                                 "a mine got the milestone '%d' twice", (int) from[i]);
        }
        mine->milestones[have + i] = from[i];
    }
    *taken = all;
    return INC_OK;
}

static inc_status mine_take_options(inc_mine *mine, const inc_mine_options *options)
{
    static const int32_t anchors[] = {INC_MILESTONE_DETECTED};
    static const int32_t stops[] = {INC_MILESTONE_RESTORED, INC_MILESTONE_CLOSED};
    inc_status status = mine_take_milestones(mine, options->anchors, options->anchors_count,
                                             anchors, 1, &mine->anchors);

    if (status == INC_OK)
        status = mine_take_milestones(mine, options->stops, options->stops_count, stops, 2,
                                      &mine->stops);
    if (status != INC_OK)
        return status;
    if (options->fewest < 0)
        return inc__fail(mine->context, INC_E_INVALID, "a mine got '%d' as the fewest rows",
                         (int) options->fewest);
    mine->fewest = options->fewest > 0 ? options->fewest : INC_MINE_FEWEST;
    if (options->zone == NULL)
        return inc_zone_load(mine->context, NULL, "UTC", INC_ZSTR, &mine->zone);
    mine->zone = inc_zone_ref(options->zone);
    return INC_OK;
}

inc_status inc_mine_new(inc_context *context, const inc_mine_options *options, inc_mine **mine)
{
    inc_mine_options local;
    inc_mine *made;
    inc_status status;

    if (mine == NULL)
        return INC_E_INVALID;
    *mine = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, reserved);
    if (status != INC_OK)
        return status;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    status = mine_take_options(made, &local);
    if (status == INC_OK)
        *mine = made;
    else
        inc_mine_free(made);
    return status;
}

void inc_mine_free(inc_mine *mine)
{
    inc_context *context;

    if (mine == NULL)
        return;
    context = mine->context;
    inc__mine_answer_free(context, &mine->answer);
    inc__array_free(context, &mine->ids, sizeof(char));
    inc__array_free(context, &mine->rows, sizeof(inc__mine_row));
    inc__array_free(context, &mine->times, sizeof(inc_time));
    inc_zone_unref(mine->zone);
    inc__release(context, mine, sizeof *mine);
    inc_context_unref(context);
}

/* What is known of some milestones of a row. */
typedef struct mine_known {
    inc_time first; /* INC_TIME_MAX without any */
    inc_time last;  /* INC_TIME_MIN without any */
    size_t count;
} mine_known;

static inc_status mine_know(const inc_mine *mine, const inc_mine_row *row, const inc_time *times,
                            size_t count, mine_known *known)
{
    size_t i;

    known->first = INC_TIME_MAX;
    known->last = INC_TIME_MIN;
    known->count = 0;
    for (i = 0; i < count; i++) {
        if (times[i] == INC_TIME_NONE)
            continue;
        if (times[i] < INC_TIME_MIN || times[i] > INC_TIME_MAX)
            return inc__fail(mine->context, INC_E_RANGE, "row '%s' had the instant '%lld'", row->id,
                             (long long) times[i]);
        known->first = times[i] < known->first ? times[i] : known->first;
        known->last = times[i] > known->last ? times[i] : known->last;
        known->count++;
    }
    return INC_OK;
}

static inc_status mine_check_row(const inc_mine *mine, const inc_mine_row *row)
{
    if (!inc__name_valid(row->id, 1))
        return inc__fail(
            mine->context, INC_E_INVALID, "a row had the id '%s', not 1 to %d bytes of UTF-8",
            row->id != NULL && strlen(row->id) <= INC__NAME_MOST ? row->id : "", INC__NAME_MOST);
    if (row->priority < 1 || row->priority >= INC__MINE_PRIORITIES)
        return inc__fail(mine->context, INC_E_INVALID,
                         "row '%s' had the priority '%d', not 1 to %d", row->id,
                         (int) row->priority, INC__MINE_PRIORITIES - 1);
    if (row->met != 0 && row->met != 1)
        return inc__fail(mine->context, INC_E_INVALID, "row '%s' had the verdict '%d', not 0 or 1",
                         row->id, (int) row->met);
    return INC_OK;
}

static inc_status mine_keep_row(inc_mine *mine, const inc_mine_row *row)
{
    size_t columns = mine->anchors + mine->stops, id_size = strlen(row->id) + 1;
    inc__mine_row *kept;
    inc_time *times;

    if (inc__array_reserve(mine->context, &mine->ids, 1, mine->ids.count + id_size) != INC_OK ||
        inc__array_reserve(mine->context, &mine->times, sizeof *times,
                           mine->times.count + columns) != INC_OK)
        return INC_E_NOMEM;
    kept = INC__PUSH(mine->context, &mine->rows, inc__mine_row);
    if (kept == NULL)
        return inc__nomem(mine->context);
    kept->id = mine->ids.count;
    kept->priority = row->priority;
    kept->met = row->met;
    memcpy(INC__AT(&mine->ids, char, mine->ids.count), row->id, id_size);
    mine->ids.count += id_size;
    times = INC__AT(&mine->times, inc_time, mine->times.count);
    memcpy(times, row->anchors, mine->anchors * sizeof *times);
    memcpy(times + mine->anchors, row->stops, mine->stops * sizeof *times);
    mine->times.count += columns;
    return INC_OK;
}

inc_status inc_mine_add(inc_mine *mine, const inc_mine_row *row)
{
    inc_mine_row local;
    mine_known anchors, stops;
    inc_status status;

    if (mine == NULL || row == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, row, stops);
    if (status != INC_OK)
        return status;
    if (local.anchors == NULL || local.stops == NULL)
        return INC_E_INVALID;
    status = mine_check_row(mine, &local);
    if (status == INC_OK)
        status = mine_know(mine, &local, local.anchors, mine->anchors, &anchors);
    if (status == INC_OK)
        status = mine_know(mine, &local, local.stops, mine->stops, &stops);
    if (status != INC_OK)
        return status;
    if (anchors.count == 0 || stops.count == 0)
        mine->missing++;
    else if (stops.first < anchors.last)
        mine->negative++;
    else
        status = mine_keep_row(mine, &local);
    if (status == INC_OK)
        mine->is_run = 0;
    return status;
}
