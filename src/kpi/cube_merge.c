/* Adding cubes up, and taking them apart again. First room is made, or everything is looked for;
 * only then are numbers changed. */
#include "kpi/cube.h"

#include <string.h>

/* Which numbers of the one cube are which of the other. */
typedef struct inc__match {
    inc__cube *cube;
    const inc__kpi_plan *plan;
    const inc__cube *other;
    int32_t taking;        /* 1: it is taken away */
    inc__array strings;    /* int64_t, by number of the other, from 1 */
    inc__array groups;     /* likewise, from 0 */
    inc__array signatures; /* likewise */
    inc__array cells;      /* int64_t, of all series, one after the other */
    inc__array days;       /* likewise */
} inc__match;

/* Room for the numbers of everything there is. */
static inc_status match_reserve(inc__match *match)
{
    inc_context *context = match->cube->context;
    const inc__cube *other = match->other;
    size_t i, cells = 0, days = 0;
    inc_status status;

    for (i = 0; i < other->series.count; i++) {
        cells += inc__cube_series(other, i)->cells.count;
        days += inc__cube_series(other, i)->counts.count;
    }
    status = inc__array_reserve(context, &match->strings, sizeof(int64_t),
                                inc__strings_count(&other->strings));
    if (status == INC_OK)
        status = inc__array_reserve(context, &match->groups, sizeof(int64_t), other->groups.count);
    if (status == INC_OK)
        status = inc__array_reserve(context, &match->signatures, sizeof(int64_t),
                                    other->signatures.count);
    if (status == INC_OK)
        status = inc__array_reserve(context, &match->cells, sizeof(int64_t), cells);
    if (status == INC_OK)
        status = inc__array_reserve(context, &match->days, sizeof(int64_t), days);
    return status;
}

static void match_push(inc__array *list, int64_t number)
{
    *INC__AT(list, int64_t, list->count) = number;
    list->count++;
}

static inc_status match_short(const inc__match *match, const char *id)
{
    return inc__fail(match->cube->context, INC_E_RANGE,
                     "there was less of '%s' than was to be taken away", id);
}

static int64_t match_text(const inc__match *match, int64_t number)
{
    return number > 0 ? *INC__AT(&match->strings, int64_t, (size_t) number - 1) : 0;
}

static inc_status match_strings(inc__match *match)
{
    const inc__strings *theirs = &match->other->strings;
    inc_status status = INC_OK;
    size_t i, count = inc__strings_count(theirs);

    for (i = 1; i <= count && status == INC_OK; i++) {
        int64_t number;
        status = inc__strings_put(match->cube->context, &match->cube->strings,
                                  inc__strings_at(theirs, (int64_t) i), &number);
        if (status == INC_OK)
            match_push(&match->strings, number);
    }
    return status;
}

/* A key of the other cube's in this one. */
static inc_status match_key(inc__match *match, inc__keys *mine, const int64_t *key,
                            inc__array *numbers)
{
    size_t found;
    inc_status status = inc__keys_put(match->cube->context, mine, key, &found);

    if (status == INC_OK)
        match_push(numbers, (int64_t) found);
    return status;
}

static inc_status match_groups(inc__match *match)
{
    const inc__keys *theirs = &match->other->groups;
    inc_status status = INC_OK;
    size_t i, j;

    for (i = 0; i < theirs->count && status == INC_OK; i++) {
        int64_t key[INC_KPI_DIMENSIONS] = {0};
        memcpy(key, inc__keys_at(theirs, i), theirs->width * sizeof *key);
        for (j = 0; j < match->plan->dimensions_count; j++)
            if (match->plan->types[j] == INC_VALUE_TEXT)
                key[j] = match_text(match, key[j]);
        status = match_key(match, &match->cube->groups, key, &match->groups);
    }
    return status;
}

static inc_status match_signatures(inc__match *match)
{
    const inc__keys *theirs = &match->other->signatures;
    inc_status status = INC_OK;
    size_t i, j;

    for (i = 0; i < theirs->count && status == INC_OK; i++) {
        int64_t key[3];
        for (j = 0; j < 3; j++)
            key[j] = match_text(match, inc__keys_at(theirs, i)[j]);
        status = match_key(match, &match->cube->signatures, key, &match->signatures);
    }
    return status;
}

static int match_contains(const inc__series *mine, size_t cell, const inc__series *other,
                          size_t theirs)
{
    if (!inc__tally_contains(inc__series_cell(mine, cell), inc__series_cell(other, theirs)))
        return 0;
    return mine->kind != INC_FIGURE_MEAN ||
           inc__spread_contains(inc__series_spread(mine, cell), inc__series_spread(other, theirs));
}

/* The cell that one of theirs goes to, with room for it, or that has all of it. One that is not
 * there is empty: so is one in which what came and what went cancelled out. */
static inc_status match_cell(inc__match *match, size_t definition, size_t theirs, int64_t *number)
{
    inc__series *mine = inc__cube_series(match->cube, definition);
    const inc__series *other = inc__cube_series(match->other, definition);
    const int64_t *key = inc__keys_at(&other->keys, theirs);
    int64_t group = *INC__AT(&match->groups, int64_t, (size_t) key[0]);
    size_t found;
    inc_status status = inc__series_put(match->cube->context, mine, (size_t) group, key[1], &found);

    if (status != INC_OK)
        return status;
    *number = (int64_t) found;
    if (match->taking && !match_contains(mine, found, other, theirs))
        return match_short(match, inc__kpi_plan_at(match->plan, definition)->id);
    if (!match->taking && mine->kind == INC_FIGURE_MEAN)
        status = inc__spread_reserve(match->cube->context, inc__series_spread(mine, found),
                                     inc__series_spread(other, theirs), match->plan->exact);
    return status;
}

static inc_status match_day(inc__match *match, size_t definition, size_t theirs, int64_t *number)
{
    inc__series *mine = inc__cube_series(match->cube, definition);
    const inc__series *other = inc__cube_series(match->other, definition);
    const int64_t *key = inc__keys_at(&other->days, theirs);
    int64_t group = *INC__AT(&match->groups, int64_t, (size_t) key[0]);
    int64_t signature = *INC__AT(&match->signatures, int64_t, (size_t) key[1]);
    size_t found;
    inc_status status = inc__series_put_day(match->cube->context, mine, (size_t) group,
                                            (size_t) signature, key[2], &found);

    if (status != INC_OK)
        return status;
    *number = (int64_t) found;
    if (match->taking && *inc__series_count(mine, found) < *inc__series_count(other, theirs))
        return match_short(match, inc__kpi_plan_at(match->plan, definition)->id);
    return INC_OK;
}

static inc_status match_series(inc__match *match, size_t definition)
{
    const inc__series *other = inc__cube_series(match->other, definition);
    inc_status status = INC_OK;
    int64_t number;
    size_t i;

    for (i = 0; i < other->cells.count && status == INC_OK; i++) {
        status = match_cell(match, definition, i, &number);
        if (status == INC_OK)
            match_push(&match->cells, number);
    }
    for (i = 0; i < other->counts.count && status == INC_OK; i++) {
        status = match_day(match, definition, i, &number);
        if (status == INC_OK)
            match_push(&match->days, number);
    }
    return status;
}

static inc_status match_all(inc__match *match)
{
    inc_status status = match_reserve(match);
    size_t i;

    if (status == INC_OK)
        status = match_strings(match);
    if (status == INC_OK)
        status = match_groups(match);
    if (status == INC_OK)
        status = match_signatures(match);
    for (i = 0; i < match->other->series.count && status == INC_OK; i++)
        status = match_series(match, i);
    return status;
}

static void match_apply_cell(inc__match *match, const inc__series *mine, size_t cell,
                             const inc__series *other, size_t theirs)
{
    const inc__tally *tally = inc__series_cell(other, theirs);
    inc__spread *spread = inc__series_spread(other, theirs);

    if (match->taking)
        inc__tally_subtract(inc__series_cell(mine, cell), tally);
    else
        inc__tally_merge(inc__series_cell(mine, cell), tally);
    if (spread != NULL && match->taking)
        inc__spread_subtract(inc__series_spread(mine, cell), spread);
    else if (spread != NULL)
        inc__spread_merge(inc__series_spread(mine, cell), spread, match->plan->exact);
}

static void match_apply(inc__match *match)
{
    const int64_t *cells = match->cells.items, *days = match->days.items;
    size_t i, j;

    for (i = 0; i < match->other->series.count; i++) {
        inc__series *mine = inc__cube_series(match->cube, i);
        const inc__series *theirs = inc__cube_series(match->other, i);
        for (j = 0; j < theirs->cells.count; j++, cells++)
            match_apply_cell(match, mine, (size_t) *cells, theirs, j);
        for (j = 0; j < theirs->counts.count; j++, days++)
            *inc__series_count(mine, (size_t) *days) +=
                (match->taking ? -1 : 1) * *inc__series_count(theirs, j);
    }
    if (match->other->looked != INC_TIME_NONE && match->other->looked > match->cube->looked)
        match->cube->looked = match->other->looked;
}

static void match_free(inc__match *match)
{
    inc_context *context = match->cube->context;

    inc__array_free(context, &match->strings, sizeof(int64_t));
    inc__array_free(context, &match->groups, sizeof(int64_t));
    inc__array_free(context, &match->signatures, sizeof(int64_t));
    inc__array_free(context, &match->cells, sizeof(int64_t));
    inc__array_free(context, &match->days, sizeof(int64_t));
}

/* Cells and days that were made for nothing hold nothing, and show nowhere. */
static inc_status match_run(inc__cube *cube, const inc__kpi_plan *plan, const inc__cube *other,
                            int32_t taking)
{
    inc__match match;
    inc_status status;

    memset(&match, 0, sizeof match);
    match.cube = cube;
    match.plan = plan;
    match.other = other;
    match.taking = taking;
    status = match_all(&match);
    if (status == INC_OK)
        match_apply(&match);
    match_free(&match);
    return status;
}

inc_status inc__cube_merge(inc__cube *cube, const inc__kpi_plan *plan, const inc__cube *other)
{
    return match_run(cube, plan, other, 0);
}

inc_status inc__cube_subtract(inc__cube *cube, const inc__kpi_plan *plan, const inc__cube *other)
{
    return match_run(cube, plan, other, 1);
}
