/* Laws of aggregates over random rows, definitions and options: however rows are split, ordered and
 * merged, the bytes are those of one fold of all of them. INCIDENT_LONG=1 takes a hundred times as
 * many; an argument repeats one seed. */
#include "kpi_naive.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAW_SEEDS = 250, LAW_BATCHES = 3 };

/* 2026-12-01T00:00Z, after all that the rows tell. */
#define LAW_LOOKED INT64_C(1796083200000000)

typedef struct law_case {
    const kpi_world *world;
    kpi_batch batches[LAW_BATCHES];
    kpi_choice choice;
    uint64_t state;
    const char *broken;
} law_case;

static int law_ok(law_case *law, inc_status status, const char *what)
{
    if (status == INC_OK)
        return 1;
    if (law->broken == NULL) {
        printf("# %s: %s: %s\n", what, inc_status_name(status),
               inc_context_error(law->world->context));
        law->broken = what;
    }
    return 0;
}

static inc_kpi *law_empty(law_case *law)
{
    inc_kpi *kpi = NULL;
    (void) law_ok(law, inc_kpi_new(law->world->context, &law->choice.options, &kpi), "new");
    return kpi;
}

/* The batches of a mask, folded in order. */
static inc_kpi *law_fold(law_case *law, unsigned mask)
{
    inc_kpi *kpi = law_empty(law);
    for (size_t i = 0; kpi != NULL && i < LAW_BATCHES; i++)
        if ((mask & (1U << i)) != 0)
            (void) law_ok(law, kpi_batch_add_all(kpi, &law->batches[i]), "add");
    return kpi;
}

static void law_same(law_case *law, inc_kpi *a, inc_kpi *b, const char *what)
{
    const void *bytes_a = NULL;
    const void *bytes_b = NULL;
    size_t size_a = 0;
    size_t size_b = 0;
    if (a == NULL || b == NULL || !law_ok(law, inc_kpi_bytes(a, &bytes_a, &size_a), "bytes") ||
        !law_ok(law, inc_kpi_bytes(b, &bytes_b, &size_b), "bytes"))
        return;
    if ((size_a != size_b || memcmp(bytes_a, bytes_b, size_a) != 0) && law->broken == NULL)
        law->broken = what;
}

static void law_merge(law_case *law, inc_kpi *into, inc_kpi *other)
{
    if (into != NULL && other != NULL)
        (void) law_ok(law, inc_kpi_merge(into, other), "merge");
}

static void law_of_merging(law_case *law)
{
    inc_kpi *all = law_fold(law, 7);
    inc_kpi *left = law_fold(law, 1);
    inc_kpi *right = law_fold(law, 4);
    inc_kpi *middle = law_fold(law, 2);
    inc_kpi *none = law_empty(law);
    law_merge(law, left, middle); /* (a b) c */
    law_merge(law, left, right);
    law_same(law, left, all, "(a merge b) merge c is the fold of all");
    law_merge(law, right, middle); /* (c b) a, all backwards */
    inc_kpi *first = law_fold(law, 1);
    law_merge(law, right, first);
    law_same(law, right, all, "merging commutes");
    law_merge(law, all, none);
    law_same(law, left, all, "merging nothing changes nothing");
    law_merge(law, none, all);
    law_same(law, none, all, "merging into nothing copies");
    inc_kpi_free(all);
    inc_kpi_free(left);
    inc_kpi_free(right);
    inc_kpi_free(middle);
    inc_kpi_free(first);
    inc_kpi_free(none);
}

/* a (b c) against (a b) c. */
static void law_of_grouping(law_case *law)
{
    inc_kpi *a = law_fold(law, 1);
    inc_kpi *bc = law_fold(law, 2);
    inc_kpi *c = law_fold(law, 4);
    inc_kpi *all = law_fold(law, 7);
    law_merge(law, bc, c);
    law_merge(law, a, bc);
    law_same(law, a, all, "merging is associative");
    inc_kpi_free(a);
    inc_kpi_free(bc);
    inc_kpi_free(c);
    inc_kpi_free(all);
}

/* Row by row, grain by grain, in a random order and dealt to random parts. */
static void law_of_dealing(law_case *law)
{
    inc_kpi *parts[LAW_BATCHES] = {NULL};
    inc_kpi *all = law_fold(law, 7);
    for (size_t i = 0; i < LAW_BATCHES; i++)
        parts[i] = law_empty(law);
    size_t used[LAW_BATCHES][KPI_GRAINS] = {{0}};
    for (size_t left = LAW_BATCHES * INC_GRAIN_EPISODE; left > 0 && law->broken == NULL;) {
        size_t batch = kpi_random(&law->state, LAW_BATCHES);
        int32_t grain = (int32_t) kpi_random(&law->state, INC_GRAIN_EPISODE) + 1;
        size_t rows = law->batches[batch].grains[grain].rows - used[batch][grain];
        if (rows == 0)
            continue;
        size_t count = 1 + kpi_random(&law->state, rows);
        inc_kpi *part = parts[kpi_random(&law->state, LAW_BATCHES)];
        (void) law_ok(law,
                      kpi_batch_add(part, &law->batches[batch], grain, used[batch][grain], count),
                      "add");
        used[batch][grain] += count;
        left -= count == rows;
    }
    law_merge(law, parts[0], parts[1]);
    law_merge(law, parts[2], parts[0]);
    law_same(law, parts[2], all, "rows dealt to parts, merged, are the fold of all");
    for (size_t i = 0; i < LAW_BATCHES; i++)
        inc_kpi_free(parts[i]);
    inc_kpi_free(all);
}

/* The members that are counts, which every aggregate of the same rows has. */
static int figure_same_counts(const inc_figure *a, const inc_figure *b)
{
    return strcmp(a->id, b->id) == 0 && a->group == b->group && a->from == b->from &&
           a->to == b->to && a->n == b->n && a->hits == b->hits && a->excluded == b->excluded &&
           a->censored == b->censored && a->immature == b->immature &&
           a->immature_hits == b->immature_hits && a->missing == b->missing &&
           a->negative == b->negative && a->has_value == b->has_value && a->goal == b->goal &&
           memcmp(&a->value, &b->value, sizeof a->value) == 0 &&
           memcmp(&a->sum, &b->sum, sizeof a->sum) == 0;
}

static void law_same_figures(law_case *law, inc_kpi *a, inc_kpi *b, const char *what)
{
    inc_figure of_a = {.size = sizeof of_a};
    inc_figure of_b = {.size = sizeof of_b};
    for (size_t i = 0; a != NULL && b != NULL && law->broken == NULL; i++) {
        inc_status status = inc_kpi_figure(a, i, &of_a);
        if (inc_kpi_figure(b, i, &of_b) != status ||
            (status == INC_OK && !figure_same_counts(&of_a, &of_b)))
            law->broken = what;
        if (status != INC_OK)
            return;
    }
}

static void law_of_bytes(law_case *law)
{
    inc_kpi *all = law_fold(law, 7);
    inc_kpi *read = NULL;
    inc_kpi *part = law_fold(law, 4);
    inc_kpi *rest = law_fold(law, 3);
    const void *bytes = NULL;
    size_t size = 0;
    if (all != NULL && law_ok(law, inc_kpi_bytes(all, &bytes, &size), "bytes"))
        (void) law_ok(
            law,
            inc_kpi_from_bytes(law->world->context, law->choice.options.zone, bytes, size, &read),
            "from bytes");
    law_same(law, read, all, "what is read from bytes has the same bytes");
    law_same_figures(law, read, all, "what is read from bytes has the same figures");
    inc_kpi_free(read);
    read = NULL;
    if (part != NULL && law_ok(law, inc_kpi_bytes(part, &bytes, &size), "bytes"))
        (void) law_ok(
            law,
            inc_kpi_from_bytes(law->world->context, law->choice.options.zone, bytes, size, &read),
            "from bytes");
    law_merge(law, rest, read);
    law_same(law, rest, all, "what is read from bytes can be merged");
    inc_kpi_free(all);
    inc_kpi_free(read);
    inc_kpi_free(part);
    inc_kpi_free(rest);
}

/* All rows have one look here: the last look is a greatest value, and cannot be taken back. */
static void law_of_subtraction(law_case *law)
{
    int32_t exact = law->choice.options.exact;
    law->choice.options.exact = 1000000;
    for (size_t i = 0; i < LAW_BATCHES; i++)
        kpi_batch_make(&law->batches[i], &law->state, 20, LAW_LOOKED);
    inc_kpi *all = law_fold(law, 7);
    inc_kpi *ab = law_fold(law, 3);
    inc_kpi *a = law_fold(law, 1);
    inc_kpi *b = law_fold(law, 2);
    inc_kpi *c = law_fold(law, 4);
    if (law->broken == NULL) {
        (void) law_ok(law, inc_kpi_subtract(all, c), "subtract");
        law_same(law, all, ab, "(a b c) less c is (a b)");
        (void) law_ok(law, inc_kpi_subtract(all, b), "subtract");
        law_same(law, all, a, "(a b) less b is a");
        law_same_figures(law, all, a, "(a b) less b has the figures of a");
        /* A window that slides. */
        law_merge(law, all, c);
        (void) law_ok(law, inc_kpi_subtract(all, a), "subtract");
        law_same(law, all, c, "a window slides");
    }
    inc_kpi_free(all);
    inc_kpi_free(ab);
    inc_kpi_free(a);
    inc_kpi_free(b);
    inc_kpi_free(c);
    law->choice.options.exact = exact;
}

/* Less than is to be taken away is refused, and nothing changes. A stock alone cannot tell: what
 * came and went within a period left nothing in it. */
static void law_of_less(law_case *law)
{
    static const char *const what = "taking away more than there is was not refused";
    inc_kpi *a = law_fold(law, 1);
    inc_kpi *all = law_fold(law, 7);
    inc_kpi *same = law_fold(law, 1);
    inc_figure figure = {.size = sizeof figure};
    int64_t more = 0;
    for (size_t i = 0; all != NULL && inc_kpi_figure(all, i, &figure) == INC_OK; i++)
        more += figure.kind == INC_FIGURE_STOCK ? 0 : figure.n;
    for (size_t i = 0; a != NULL && inc_kpi_figure(a, i, &figure) == INC_OK; i++)
        more -= figure.kind == INC_FIGURE_STOCK ? 0 : figure.n;
    if (law->broken == NULL && more > 0 && inc_kpi_subtract(a, all) != INC_E_RANGE)
        law->broken = what;
    if (more > 0)
        law_same(law, a, same, "a refused subtraction changed something");
    inc_kpi_free(a);
    inc_kpi_free(all);
    inc_kpi_free(same);
}

/* A histogram cannot tell its ends any more, but counts and sums are what they were. */
static void law_of_histograms(law_case *law)
{
    int32_t exact = law->choice.options.exact;
    law->choice.options.exact = -1;
    inc_kpi *ab = law_fold(law, 3);
    inc_kpi *a = law_fold(law, 1);
    inc_kpi *b = law_fold(law, 2);
    if (law->broken == NULL) {
        inc_figure of_ab = {.size = sizeof of_ab};
        inc_figure of_a = {.size = sizeof of_a};
        (void) law_ok(law, inc_kpi_subtract(ab, b), "subtract");
        for (size_t i = 0; inc_kpi_figure(a, i, &of_a) == INC_OK && law->broken == NULL; i++) {
            inc_time at = of_a.from == INC_TIME_NONE ? 0 : of_a.from;
            if (!law_ok(law, inc_kpi_find(ab, of_a.id, of_a.group, at, &of_ab), "find"))
                break;
            if (!figure_same_counts(&of_ab, &of_a))
                law->broken = "(a b) less b counts as a, from histograms";
        }
    }
    inc_kpi_free(ab);
    inc_kpi_free(a);
    inc_kpi_free(b);
    law->choice.options.exact = exact;
}

/* Periods that a period is rolled up to; 0 ends each. */
static int32_t law_coarser(law_case *law, int32_t period)
{
    static const int32_t coarser[][5] = {
        [INC_PERIOD_NONE] = {INC_PERIOD_NONE, 0, 0, 0, 0},
        [INC_PERIOD_DAY] = {INC_PERIOD_DAY, INC_PERIOD_WEEK, INC_PERIOD_MONTH, INC_PERIOD_QUARTER,
                            INC_PERIOD_NONE},
        [INC_PERIOD_WEEK] = {INC_PERIOD_WEEK, INC_PERIOD_NONE, 0, 0, 0},
        [INC_PERIOD_MONTH] = {INC_PERIOD_MONTH, INC_PERIOD_QUARTER, INC_PERIOD_NONE, 0, 0},
        [INC_PERIOD_QUARTER] = {INC_PERIOD_QUARTER, INC_PERIOD_NONE, 0, 0, 0}};
    return coarser[period][kpi_random(&law->state, 5)];
}

static void law_of_rollups(law_case *law)
{
    inc_kpi_options *options = &law->choice.options;
    inc_kpi_options fine = *options;
    int32_t kept[INC_KPI_DIMENSIONS];
    size_t count = 0;
    int32_t period = law_coarser(law, options->period);
    inc_kpi *all = law_fold(law, 7);
    inc_kpi *rolled = NULL;
    for (size_t i = options->dimensions_count; i > 0; i--)
        if (kpi_random(&law->state, 2) == 0)
            kept[count++] = options->dimensions[i - 1];
    if (all != NULL)
        (void) law_ok(law, inc_kpi_rollup(all, count == 0 ? NULL : kept, count, period, &rolled),
                      "rollup");
    options->dimensions = count == 0 ? NULL : kept;
    options->dimensions_count = count;
    options->period = period;
    inc_kpi *direct = law_fold(law, 7);
    law_same(law, rolled, direct, "a rollup is the fold by less");
    law_same_figures(law, rolled, direct, "a rollup has the figures of the fold by less");
    *options = fine;
    inc_kpi_free(all);
    inc_kpi_free(rolled);
    inc_kpi_free(direct);
}

/* Each figure is what the rows say by definition. */
static void law_of_definitions(law_case *law)
{
    static char broken[256];
    inc_kpi *all = law_fold(law, 7);
    if (law->broken == NULL &&
        !kpi_naive_agrees(all, &law->choice, law->batches, LAW_BATCHES, broken, sizeof broken))
        law->broken = broken;
    inc_kpi_free(all);
}

static int law_seed(law_case *law, uint64_t seed)
{
    static void (*const laws[])(law_case *) = {
        law_of_definitions, law_of_merging, law_of_grouping,   law_of_dealing,    law_of_bytes,
        law_of_rollups,     law_of_less,    law_of_histograms, law_of_subtraction};
    law->state = seed;
    law->broken = NULL;
    for (size_t i = 0; i < LAW_BATCHES; i++)
        kpi_batch_make(&law->batches[i], &law->state, seed % 5 == 0 ? KPI_ROWS - 1 : 12,
                       INC_TIME_NONE);
    kpi_choice_make(&law->choice, law->world, &law->state);
    for (size_t i = 0; i < sizeof laws / sizeof *laws && law->broken == NULL; i++)
        laws[i](law);
    if (law->broken != NULL)
        printf("seed %" PRIu64 ": broken: %s\n", seed, law->broken);
    return law->broken == NULL;
}

int main(int argc, char **argv)
{
    kpi_world world;
    inc_context *context = NULL;
    uint64_t first = 1;
    uint64_t count = getenv("INCIDENT_LONG") != NULL ? LAW_SEEDS * 100 : LAW_SEEDS;
    int failed = 0;
    law_case *law = calloc(1, sizeof *law);
    if (argc > 1) {
        first = strtoull(argv[1], NULL, 10);
        count = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    }
    if (law == NULL || inc_context_new(NULL, &context) != INC_OK ||
        !kpi_world_make(&world, context))
        return EXIT_FAILURE;
    law->world = &world;
    for (uint64_t seed = first; seed < first + count && failed < 10; seed++)
        failed += !law_seed(law, seed);
    printf("%" PRIu64 " sets of rows, %d broken\n", count, failed);
    kpi_world_free(&world);
    inc_context_unref(context);
    free(law);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
