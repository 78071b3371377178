/* A table of observations: rows by columns. */
#include "kpi/observation.h"

#include "base/options.h"

#include <string.h>

#define OBSERVATIONS_FIRST_ROWS 16

static size_t observations_size(int32_t type)
{
    return type == INC_VALUE_TEXT ? sizeof(const char *) : sizeof(int64_t);
}

static inc_status observations_init_grain(inc_observations *table, int32_t grain)
{
    inc__observed_rows *rows = &table->grains[grain - 1];
    size_t i, count;
    const inc__observed *columns = inc__observed_columns(grain, &count);

    for (i = 0; i < count; i++)
        rows->places[columns[i].column] = (uint16_t) (i + 1);
    rows->columns = inc__alloc(table->context, count * sizeof(inc__array));
    return rows->columns != NULL ? INC_OK : inc__nomem(table->context);
}

inc_status inc_observations_new(inc_context *context, const inc_observations_options *options,
                                inc_observations **observations)
{
    inc_observations_options ours;
    inc_observations *table;
    inc_status status;
    int32_t grain;

    if (observations == NULL)
        return INC_E_INVALID;
    *observations = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    memset(&ours, 0, sizeof ours);
    status = INC__OPTIONS(&ours, options, calendar);
    if (status != INC_OK)
        return status;
    table = inc__alloc(context, sizeof *table);
    if (table == NULL)
        return inc__nomem(context);
    table->context = inc_context_ref(context);
    table->calendar = inc_calendar_ref(ours.calendar);
    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE && status == INC_OK; grain++)
        status = observations_init_grain(table, grain);
    if (status == INC_OK)
        *observations = table;
    else
        inc_observations_free(table);
    return status;
}

static void observations_free_grain(inc_observations *table, int32_t grain)
{
    inc__observed_rows *rows = &table->grains[grain - 1];
    size_t i, count;
    const inc__observed *columns = inc__observed_columns(grain, &count);

    if (rows->columns == NULL)
        return;
    for (i = 0; i < count; i++)
        inc__array_free(table->context, &rows->columns[i], observations_size(columns[i].type));
    inc__release(table->context, rows->columns, count * sizeof(inc__array));
}

void inc_observations_free(inc_observations *observations)
{
    inc_context *context;
    int32_t grain;

    if (observations == NULL)
        return;
    context = observations->context;
    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        observations_free_grain(observations, grain);
    if (observations->has_fold)
        inc__fold_free(&observations->fold);
    inc__array_free(context, &observations->gaming, sizeof(inc_gaming));
    inc__array_free(context, &observations->spans, sizeof(inc__stint));
    inc__strings_free(context, &observations->strings);
    inc_calendar_unref(observations->calendar);
    inc__release(context, observations, sizeof *observations);
    inc_context_unref(context);
}

/* Forgets the rows of a grain from one on. */
static void observations_cut(inc_observations *table, int32_t grain, size_t count)
{
    if (table->grains[grain - 1].count > count)
        table->grains[grain - 1].count = count;
}

void inc_observations_clear(inc_observations *observations)
{
    int32_t grain;

    if (observations == NULL)
        return;
    for (grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        observations_cut(observations, grain, 0);
    observations->gaming.count = 0;
    inc__strings_truncate(observations->context, &observations->strings, 0);
}

size_t inc_observations_count(const inc_observations *observations, int32_t grain)
{
    if (observations == NULL || grain < INC_GRAIN_INCIDENT || grain > INC_GRAIN_EPISODE)
        return 0;
    return observations->grains[grain - 1].count;
}

inc_status inc_observations_values(const inc_observations *observations, int32_t grain,
                                   int32_t column, inc_values *values)
{
    const inc__observed_rows *rows;
    size_t count, place;
    inc_values made;

    if (observations == NULL || values == NULL || inc__observed_columns(grain, &count) == NULL ||
        column < 0 || column >= INC__OBSERVED_SLOTS)
        return INC_E_INVALID;
    rows = &observations->grains[grain - 1];
    place = rows->places[column];
    if (place == 0)
        return INC_E_INVALID;
    memset(&made, 0, sizeof made);
    made.column = column;
    if (inc__observed_columns(grain, &count)[place - 1].type == INC_VALUE_TEXT)
        made.texts = rows->columns[place - 1].items;
    else
        made.integers = rows->columns[place - 1].items;
    return INC__FILL(values, &made, texts);
}

inc_status inc_observations_gaming(const inc_observations *observations, size_t index,
                                   inc_gaming *gaming)
{
    if (observations == NULL || gaming == NULL)
        return INC_E_INVALID;
    if (index >= observations->gaming.count)
        return INC_DONE;
    return INC__FILL(gaming, INC__AT(&observations->gaming, inc_gaming, index), reserved);
}

void inc__observe_integer(inc__observer *observer, int32_t grain, int32_t column, int64_t value)
{
    inc__observed_rows *rows = &observer->table->grains[grain - 1];

    *INC__AT(&rows->columns[rows->places[column] - 1], int64_t, rows->count - 1) = value;
}

void inc__observe_text(inc__observer *observer, int32_t grain, int32_t column, const char *value)
{
    inc__observed_rows *rows = &observer->table->grains[grain - 1];
    int64_t number;

    if (observer->status == INC_OK)
        observer->status =
            inc__strings_put(observer->table->context, &observer->table->strings, value, &number);
    if (observer->status == INC_OK)
        *INC__AT(&rows->columns[rows->places[column] - 1], const char *, rows->count - 1) =
            inc__strings_at(&observer->table->strings, number);
}

/* Room for a row more, in every column. */
static inc_status observations_reserve(inc_observations *table, int32_t grain)
{
    inc__observed_rows *rows = &table->grains[grain - 1];
    size_t i, count, wanted = rows->capacity > 0 ? 2 * rows->capacity : OBSERVATIONS_FIRST_ROWS;
    const inc__observed *columns = inc__observed_columns(grain, &count);
    inc_status status = INC_OK;

    if (rows->count < rows->capacity)
        return INC_OK;
    for (i = 0; i < count && status == INC_OK; i++)
        status = inc__array_reserve(table->context, &rows->columns[i],
                                    observations_size(columns[i].type), wanted);
    if (status != INC_OK)
        return inc__nomem(table->context);
    rows->capacity = wanted;
    return INC_OK;
}

/* A row more, in which nothing is known. */
static int observations_begin(inc__observer *observer, int32_t grain)
{
    inc__observed_rows *rows = &observer->table->grains[grain - 1];
    size_t i, count;
    const inc__observed *columns = inc__observed_columns(grain, &count);

    if (observer->status == INC_OK)
        observer->status = observations_reserve(observer->table, grain);
    if (observer->status != INC_OK)
        return 0;
    for (i = 0; i < count; i++) {
        if (columns[i].type == INC_VALUE_TEXT)
            *INC__AT(&rows->columns[i], const char *, rows->count) = "";
        else
            *INC__AT(&rows->columns[i], int64_t, rows->count) = INC_UNKNOWN;
    }
    rows->count++;
    return 1;
}

/* The team and tier that have it, or had it last. */
static void observations_holder(inc__observer *observer, int32_t grain)
{
    const inc__array *stays = &observer->life->stays;
    const char *team = observer->view->team;
    int32_t tier = observer->view->tier;

    if (stays->count > 0 && team[0] == '\0')
        team = INC__AT(stays, inc_stay, stays->count - 1)->team;
    if (stays->count > 0 && tier == 0)
        tier = INC__AT(stays, inc_stay, stays->count - 1)->tier;
    inc__observe_text(observer, grain, INC_OBSERVED_TEAM, team);
    inc__observe_integer(observer, grain, INC_OBSERVED_TIER, tier);
}

/* The columns that all grains have. */
static void observations_common(inc__observer *observer)
{
    const int32_t grain = INC_GRAIN_INCIDENT;
    const inc_incident_view *view = observer->view;
    inc_time logged = view->logged != INC_TIME_NONE ? view->logged : view->detected;

    inc__observe_text(observer, grain, INC_OBSERVED_TENANT, view->tenant);
    inc__observe_text(observer, grain, INC_OBSERVED_SUBJECT, view->subject);
    inc__observe_integer(observer, grain, INC_OBSERVED_PRIORITY, view->priority);
    inc__observe_text(observer, grain, INC_OBSERVED_CATEGORY, view->category);
    inc__observe_text(observer, grain, INC_OBSERVED_SERVICE, view->service);
    observations_holder(observer, grain);
    inc__observe_text(observer, grain, INC_OBSERVED_CHANNEL, view->channel);
    inc__observe_text(observer, grain, INC_OBSERVED_SYMPTOM, view->symptom);
    inc__observe_text(observer, grain, INC_OBSERVED_RESOLUTION, view->resolution);
    inc__observe_integer(observer, grain, INC_OBSERVED_LOOKED, observer->looked);
    inc__observe_integer(observer, grain, INC_OBSERVED_LOGGED,
                         logged != INC_TIME_NONE
                             ? logged
                             : INC__AT(&observer->life->episodes, inc_episode, 0)->opened);
    inc__observe_integer(observer, grain, INC_OBSERVED_CANCELLED,
                         view->stage == INC_STAGE_CANCELLED);
    inc__observe_integer(observer, grain, INC_OBSERVED_CONVERTED, view->converted);
}

/* A row of another grain begins with what the last row of the incidents says. */
static int observations_row(inc__observer *observer, int32_t grain)
{
    inc__observed_rows *rows = &observer->table->grains[grain - 1];
    const inc__observed_rows *from = &observer->table->grains[INC_GRAIN_INCIDENT - 1];
    size_t i, count;
    const inc__observed *columns = inc__observed_columns(grain, &count);

    if (!observations_begin(observer, grain))
        return 0;
    for (i = 0; columns[i].column < INC_OBSERVED_STAGE; i++) {
        size_t size = observations_size(columns[i].type);
        memcpy((char *) rows->columns[i].items + (rows->count - 1) * size,
               (const char *) from->columns[i].items + (from->count - 1) * size, size);
    }
    return 1;
}

static void observations_incident(inc__observer *observer)
{
    if (!observations_begin(observer, INC_GRAIN_INCIDENT))
        return;
    observations_common(observer);
    if (observer->status == INC_OK)
        inc__observe_incident(observer);
}

static void observations_clock_names(inc__observer *observer, int32_t grain,
                                     const inc__attached *attached)
{
    inc__observe_text(observer, grain, INC_OBSERVED_CLOCK, attached->plan.options.clock);
    inc__observe_text(observer, grain, INC_OBSERVED_POLICY, attached->plan.options.name);
    inc__observe_integer(observer, grain, INC_OBSERVED_AGREEMENT, attached->plan.options.agreement);
}

static void observations_cycle(inc__observer *observer, const inc__attached *attached, size_t index)
{
    const int32_t grain = INC_GRAIN_CYCLE;
    const inc_cycle *cycle = INC__AT(&attached->fold.cycles, inc_cycle, index);
    int is_last = index + 1 == attached->fold.cycles.count;

    if (!observations_row(observer, grain))
        return;
    observations_clock_names(observer, grain, attached);
    inc__observe_integer(observer, grain, INC_OBSERVED_VERDICT,
                         inc__fold_verdict(&attached->fold, index));
    inc__observe_integer(observer, grain, INC_OBSERVED_ANCHOR, cycle->anchor);
    inc__observe_integer(observer, grain, INC_OBSERVED_DUE,
                         is_last ? attached->view.due : cycle->due);
    inc__observe_integer(observer, grain, INC_OBSERVED_BREACH_AT, cycle->breach_at);
    inc__observe_integer(observer, grain, INC_OBSERVED_STOPPED_AT, cycle->stopped_at);
    inc__observe_integer(observer, grain, INC_OBSERVED_CYCLE, (int64_t) index + 1);
}

static void observations_clock(inc__observer *observer, const inc__attached *attached)
{
    const int32_t grain = INC_GRAIN_CLOCK;
    const inc_clock_view *view = &attached->view;
    size_t i;

    if (!observations_row(observer, grain))
        return;
    observations_clock_names(observer, grain, attached);
    inc__observe_integer(observer, grain, INC_OBSERVED_VERDICT, view->verdict);
    inc__observe_integer(observer, grain, INC_OBSERVED_ANCHOR, view->anchor);
    inc__observe_integer(observer, grain, INC_OBSERVED_DUE, view->due);
    inc__observe_integer(observer, grain, INC_OBSERVED_BREACH_AT, view->breach_at);
    inc__observe_integer(observer, grain, INC_OBSERVED_STOPPED_AT, view->stopped_at);
    inc__observe_integer(observer, grain, INC_OBSERVED_CYCLE, view->cycles);
    for (i = 0; i < attached->fold.cycles.count && observer->status == INC_OK; i++)
        observations_cycle(observer, attached, i);
}

/* When it came back after a closing: the next opening, or the first follow-up after it. */
static inc_time observations_returned(const inc__observer *observer, size_t index, inc_time closed)
{
    const inc__array *links = &observer->life->links;
    inc_time returned = INC_TIME_NONE;
    size_t i;

    if (closed == INC_TIME_NONE)
        return INC_TIME_NONE;
    if (index + 1 < observer->life->episodes.count)
        returned = INC__AT(&observer->life->episodes, inc_episode, index + 1)->opened;
    for (i = 0; i < links->count; i++) {
        const inc_link *link = INC__AT(links, inc_link, i);
        if (strcmp(link->relation, "followed_by") == 0 && link->since >= closed &&
            (returned == INC_TIME_NONE || link->since < returned))
            returned = link->since;
    }
    return returned;
}

static void observations_episode(inc__observer *observer, size_t index)
{
    const int32_t grain = INC_GRAIN_EPISODE;
    const inc_episode *episode = INC__AT(&observer->life->episodes, inc_episode, index);

    if (!observations_row(observer, grain))
        return;
    inc__observe_integer(observer, grain, INC_OBSERVED_OPENED, episode->opened);
    inc__observe_integer(observer, grain, INC_OBSERVED_ENDED, episode->ended);
    inc__observe_integer(observer, grain, INC_OBSERVED_EPISODE_RESOLVED, episode->resolved);
    inc__observe_integer(observer, grain, INC_OBSERVED_EPISODE_CLOSED, episode->closed);
    inc__observe_integer(observer, grain, INC_OBSERVED_EPISODE_CANCELLED, episode->cancelled);
    inc__observe_integer(observer, grain, INC_OBSERVED_RETURNED,
                         observations_returned(observer, index, episode->closed));
    inc__observe_integer(observer, grain, INC_OBSERVED_EPISODE, (int64_t) index + 1);
}

static void observations_rows(inc__observer *observer)
{
    size_t i;

    inc__observe_gaming(observer);
    observations_incident(observer);
    for (i = 0; i < observer->life->attached_count && observer->status == INC_OK; i++)
        observations_clock(observer, *INC__AT(&observer->life->attached, inc__attached *, i));
    for (i = 0; i < observer->life->episodes.count && observer->status == INC_OK; i++)
        observations_episode(observer, i);
}

static void observations_mark(inc_observations *table)
{
    int32_t i;

    for (i = 0; i < INC__GRAINS; i++)
        table->last[i] = table->grains[i].count;
    table->last_gaming = table->gaming.count;
}

void inc__observations_undo(inc_observations *table)
{
    int32_t i;

    for (i = 0; i < INC__GRAINS; i++)
        observations_cut(table, i + 1, table->last[i]);
    table->gaming.count = table->last_gaming;
}

inc_status inc_observations_add(inc_observations *observations, inc_incident *incident)
{
    inc__observer observer;

    if (observations == NULL || incident == NULL)
        return INC_E_INVALID;
    if (!incident->looked)
        return inc__fail(observations->context, INC_E_INVALID,
                         "an incident was not looked at before it was counted");
    observations_mark(observations);
    if (incident->life.episodes.count == 0)
        return INC_OK;
    memset(&observer, 0, sizeof observer);
    observer.table = observations;
    observer.incident = incident;
    observer.life = &incident->life;
    observer.view = &incident->life.view;
    observer.looked = incident->horizon.as_of;
    observer.gaming = observations->gaming.count;
    observations_rows(&observer);
    if (observer.status != INC_OK)
        inc__observations_undo(observations);
    return observer.status;
}
