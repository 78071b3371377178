/* What an incident and a desk cost, as ratios: folding a log against one question to a calendar,
 * many incidents against few, advancing a large store against a small one. */
#define _POSIX_C_SOURCE 200809L

#include "histories.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BENCH_PAIRS_MOST 501
#define BENCH_DUE 1000

typedef struct bench_options {
    const char *rules;
    const char *events;
    size_t pairs;
    size_t few;
    size_t many;
} bench_options;

/* Processor time in nanoseconds. */
static double bench_now(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double) now.tv_sec * 1e9 + (double) now.tv_nsec;
}

static int bench_order(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, bench_order);
    return values[count / 2];
}

/* What was summed up was not for nothing, as far as a compiler can tell. */
static void bench_use(int64_t sum)
{
    static volatile int64_t sink;

    sink = sum;
    (void) sink;
}

/* One line, and whether the target is held (0: none). */
static int bench_say(const char *title, double *ratios, size_t pairs, double upper, double lower,
                     double at_most)
{
    double median = bench_median(ratios, pairs);
    int held = at_most <= 0 || median <= at_most;

    printf("%-58s %8.2f  (%.2f to %.2f)  %.0f ns, %.0f ns\n", title, median, ratios[0],
           ratios[pairs - 1], upper, lower);
    if (at_most > 0)
        printf("target %s, at most %g: %s\n", title, at_most, held ? "held" : "MISSED");
    return held;
}

/* Spans to ask a calendar about: those of the incidents, in a column. */
typedef struct bench_spans {
    const inc_calendar *calendar;
    inc_interval *spans;
    size_t count;
} bench_spans;

static void bench_spans_make(const histories *made, bench_spans *spans)
{
    const inc_policy *policy = NULL;
    int32_t priority = 0;
    size_t i;

    histories_must(made->context, inc_rules_policy(made->rules, 0, &policy), "policy");
    histories_must(made->context, inc_policy_priority(policy, 0, &priority), "priority");
    spans->calendar = inc_terms_calendar(inc_policy_terms(policy, priority));
    spans->count = made->incidents;
    spans->spans = malloc((made->incidents + 1) * sizeof *spans->spans);
    histories_must(NULL, spans->spans != NULL ? INC_OK : INC_E_NOMEM, "spans");
    for (i = 0; i < made->incidents; i++) {
        spans->spans[i].from = inc_event_integer(made->events[made->firsts[i]], INC_EVENT_HAPPENED);
        spans->spans[i].to =
            inc_event_integer(made->events[made->firsts[i + 1] - 1], INC_EVENT_HAPPENED);
    }
}

static int64_t bench_between(const histories *made, const bench_spans *spans)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < spans->count; i++) {
        inc_duration open = 0;
        histories_must(
            made->context,
            inc_calendar_between(spans->calendar, spans->spans[i].from, spans->spans[i].to, &open),
            "between");
        sum += open;
    }
    return sum;
}

static inc_incident *bench_incident_new(const histories *made)
{
    inc_incident_options options = {.size = sizeof options, .rules = made->rules};
    inc_incident *incident = NULL;

    histories_must(made->context, inc_incident_new(made->context, &options, &incident), "incident");
    return incident;
}

static int bench_fold(const histories *made, const bench_options *options, const char *title)
{
    inc_incident *incident = bench_incident_new(made);
    bench_spans spans;
    double ratios[BENCH_PAIRS_MOST], folds[BENCH_PAIRS_MOST], asks[BENCH_PAIRS_MOST];
    int64_t sum = histories_fold(made, incident);
    size_t i;

    bench_spans_make(made, &spans);
    for (i = 0; i < options->pairs; i++) {
        double start = bench_now(), middle;
        sum += histories_fold(made, incident);
        middle = bench_now();
        sum += bench_between(made, &spans);
        asks[i] = (bench_now() - middle) / (double) made->incidents;
        folds[i] = (middle - start) / (double) made->count;
        ratios[i] = folds[i] / asks[i];
    }
    inc_incident_free(incident);
    free(spans.spans);
    bench_use(sum);
    return bench_say(title, ratios, options->pairs, bench_median(folds, options->pairs),
                     bench_median(asks, options->pairs), 12);
}

static inc_rules *bench_like(const histories *made)
{
    inc_rules *like = NULL;

    histories_must(made->context,
                   inc_preset_like(made->context, INC_SYSTEM_SERVICENOW, made->rules, &like),
                   "rules like a system");
    return like;
}

/* Every incident under both rules; all that differs. */
static int64_t bench_compare(const histories *made, const inc_rules *after,
                             const inc_kpi_options *kpi, inc_incident *incident)
{
    inc_whatif_options options = {.size = sizeof options, .before = made->rules, .after = after};
    inc_whatif_counts counts = {.size = sizeof counts};
    inc_whatif *whatif = NULL;
    size_t i, j;

    options.kpi = kpi;
    options.as_of = made->last;
    histories_must(made->context, inc_whatif_new(made->context, &options, &whatif), "what-if");
    for (i = 0; i < made->incidents; i++) {
        inc_incident_clear(incident);
        for (j = made->firsts[i]; j < made->firsts[i + 1]; j++)
            histories_must(made->context, inc_incident_apply(incident, made->events[j]), "apply");
        histories_must(made->context, inc_whatif_add(whatif, incident), "what-if");
    }
    histories_must(made->context, inc_whatif_totals(whatif, &counts), "totals");
    inc_whatif_free(whatif);
    return counts.changed;
}

/* One replay: every incident folded, and added to figures where they are wanted. */
static int64_t bench_replay(const histories *made, const inc_kpi_options *kpi,
                            inc_incident *incident)
{
    inc_kpi *figures = NULL;
    size_t i, j;

    if (kpi == NULL)
        return histories_fold(made, incident);
    histories_must(made->context, inc_kpi_new(made->context, kpi, &figures), "figures");
    for (i = 0; i < made->incidents; i++) {
        inc_incident_clear(incident);
        for (j = made->firsts[i]; j < made->firsts[i + 1]; j++)
            histories_must(made->context, inc_incident_apply(incident, made->events[j]), "apply");
        histories_must(made->context, inc_incident_look(incident, made->last, INC_TIME_NONE, NULL),
                       "look");
        histories_must(made->context, inc_kpi_add(figures, incident), "figures");
    }
    inc_kpi_free(figures);
    return (int64_t) made->incidents;
}

static int bench_whatif(const histories *made, const bench_options *options,
                        const inc_kpi_options *kpi, const char *title)
{
    inc_incident *incident = bench_incident_new(made);
    inc_rules *after = bench_like(made);
    double ratios[BENCH_PAIRS_MOST], uppers[BENCH_PAIRS_MOST], lowers[BENCH_PAIRS_MOST];
    int64_t sum = bench_replay(made, kpi, incident);
    size_t i;

    for (i = 0; i < options->pairs; i++) {
        double start = bench_now(), middle;
        sum += bench_compare(made, after, kpi, incident);
        middle = bench_now();
        sum += bench_replay(made, kpi, incident);
        lowers[i] = (bench_now() - middle) / (double) made->incidents;
        uppers[i] = (middle - start) / (double) made->incidents;
        ratios[i] = uppers[i] / lowers[i];
    }
    inc_rules_unref(after);
    inc_incident_free(incident);
    bench_use(sum);
    return bench_say(title, ratios, options->pairs, bench_median(uppers, options->pairs),
                     bench_median(lowers, options->pairs), 3);
}

/* The cost of an event among many incidents and among few. */
static int bench_flat(inc_context *context, const bench_options *options)
{
    histories few, many;
    double ratios[BENCH_PAIRS_MOST], uppers[BENCH_PAIRS_MOST], lowers[BENCH_PAIRS_MOST];
    inc_incident *small, *large;
    int64_t sum = 0;
    size_t i, pairs = options->pairs < 11 ? options->pairs : 11,
              rounds = options->many / options->few;
    size_t round;

    histories_make(&few, context, options->few);
    histories_make(&many, context, options->many);
    small = bench_incident_new(&few);
    large = bench_incident_new(&many);
    for (i = 0; i < pairs; i++) {
        double start = bench_now(), middle;
        sum += histories_fold(&many, large);
        middle = bench_now();
        for (round = 0; round < rounds; round++)
            sum += histories_fold(&few, small);
        lowers[i] = (bench_now() - middle) / (double) (few.count * rounds);
        uppers[i] = (middle - start) / (double) many.count;
        ratios[i] = uppers[i] / lowers[i];
    }
    inc_incident_free(small);
    inc_incident_free(large);
    histories_free(&few);
    histories_free(&many);
    bench_use(sum);
    return bench_say("an event: of many incidents / of few", ratios, pairs,
                     bench_median(uppers, pairs), bench_median(lowers, pairs), 1.5);
}

/* A store with open incidents, of which BENCH_DUE have a hold that expires within an hour. */
typedef struct bench_desk {
    inc_memory *memory;
    inc_store *store;
    inc_rulebook *rulebook;
    inc_desk *desk;
} bench_desk;

static void bench_log(inc_context *context, inc_desk *desk, size_t index, size_t every,
                      inc_time now)
{
    char subject[32];
    inc_command log = {.size = sizeof log, .kind = INC_COMMAND_LOG, .impact = 2, .urgency = 2};
    inc_command hold = {.size = sizeof hold, .kind = INC_COMMAND_HOLD, .reason = "caller"};

    snprintf(subject, sizeof subject, "INC-%07zu", index);
    log.subject = hold.subject = subject;
    hold.expires = index % every == 0 ? now + INC_HOUR : now + 1000 * INC_HOUR;
    histories_must(context, inc_desk_run(desk, &log, now, NULL), "log");
    histories_must(context, inc_desk_run(desk, &hold, now, NULL), "hold");
}

static void bench_desk_open(inc_context *context, const inc_rules *rules, size_t incidents,
                            inc_time now, bench_desk *desk)
{
    inc_desk_options options = {.size = sizeof options};
    const int32_t nothing = INC_FACT_REDACTED;
    size_t i;

    histories_must(context, inc_rulebook_new(context, &desk->rulebook), "rulebook");
    histories_must(context, inc_rulebook_publish(desk->rulebook, rules, INC_TIME_MIN), "publish");
    histories_must(context, inc_memory_new(context, &desk->memory), "memory");
    histories_must(context, inc_memory_store(desk->memory, context, &desk->store), "store");
    options.rulebook = desk->rulebook;
    options.publish = &nothing;
    options.publish_count = 1;
    histories_must(context, inc_desk_new(context, desk->store, &options, &desk->desk), "desk");
    for (i = 0; i < incidents; i++)
        bench_log(context, desk->desk, i, incidents / BENCH_DUE, now);
}

static void bench_desk_close(bench_desk *desk)
{
    inc_desk_free(desk->desk);
    inc_store_free(desk->store);
    inc_memory_unref(desk->memory);
    inc_rulebook_free(desk->rulebook);
}

/* Nanoseconds of one advance that settles BENCH_DUE subjects. The holds of those are put on again
 * afterwards, so that the next run finds the same. */
static double bench_advance(inc_context *context, bench_desk *desk, size_t every, inc_time now)
{
    inc_advance_options options = {.size = sizeof options, .limit = 2 * BENCH_DUE};
    inc_advance_report report = {.size = sizeof report};
    double start = bench_now(), took;
    size_t i;

    histories_must(context, inc_desk_advance(desk->desk, now, &options, &report), "advance");
    took = bench_now() - start;
    if (report.subjects != BENCH_DUE) {
        fprintf(stderr, "bench: advance settled %d subjects, not %d\n", (int) report.subjects,
                BENCH_DUE);
        exit(1);
    }
    for (i = 0; i < BENCH_DUE; i++) {
        char subject[32];
        inc_command hold = {.size = sizeof hold,
                            .kind = INC_COMMAND_HOLD,
                            .reason = "caller",
                            .subject = subject,
                            .expires = now + INC_MINUTE};
        snprintf(subject, sizeof subject, "INC-%07zu", i * every);
        histories_must(context, inc_desk_run(desk->desk, &hold, now, NULL), "hold");
    }
    return took;
}

static int bench_store(inc_context *context, const bench_options *options)
{
    histories rules;
    bench_desk few, many;
    double ratios[BENCH_PAIRS_MOST], uppers[BENCH_PAIRS_MOST], lowers[BENCH_PAIRS_MOST];
    size_t i, pairs = options->pairs < 11 ? options->pairs : 11;
    inc_time now = INT64_C(1780304400000000);

    histories_make(&rules, context, 1);
    bench_desk_open(context, rules.rules, options->few, now, &few);
    bench_desk_open(context, rules.rules, options->many, now, &many);
    now += INC_HOUR;
    for (i = 0; i < pairs; i++) {
        lowers[i] = bench_advance(context, &few, options->few / BENCH_DUE, now) / BENCH_DUE;
        uppers[i] = bench_advance(context, &many, options->many / BENCH_DUE, now) / BENCH_DUE;
        ratios[i] = uppers[i] / lowers[i];
        now += INC_MINUTE;
    }
    bench_desk_close(&few);
    bench_desk_close(&many);
    histories_free(&rules);
    return bench_say("advance, 1,000 due: of many open incidents / of few", ratios, pairs,
                     bench_median(uppers, pairs), bench_median(lowers, pairs), 3);
}

static int bench_all(inc_context *context, const bench_options *options)
{
    const inc_kpi_options kpi = {.size = sizeof kpi};
    histories made;
    int held;

    if (options->events != NULL)
        histories_read(&made, context, options->rules, options->events);
    else
        histories_make(&made, context, options->few);
    printf("%zu incidents, %zu events; few: %zu, many: %zu\n", made.incidents, made.count,
           options->few, options->many);
    held = bench_fold(&made, options,
                      options->events != NULL ? "the log: an event folded / one between"
                                              : "made up: an event folded / one between");
    held &= bench_whatif(&made, options, NULL, "an incident: what-if / folded once");
    held &= bench_whatif(&made, options, &kpi,
                         "an incident: what-if with figures / one replay with them");
    histories_free(&made);
    held &= bench_flat(context, options);
    held &= bench_store(context, options);
    return held;
}

static size_t bench_number(const char *text)
{
    long number = strtol(text, NULL, 10);
    return number > 0 ? (size_t) number : 1;
}

int main(int argc, char **argv)
{
    bench_options options = {.pairs = 21, .few = 10000, .many = 1000000};
    inc_context *context = NULL;
    int held, i;

    for (i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--pairs") == 0)
            options.pairs = bench_number(argv[i + 1]);
        else if (strcmp(argv[i], "--few") == 0)
            options.few = bench_number(argv[i + 1]);
        else if (strcmp(argv[i], "--many") == 0)
            options.many = bench_number(argv[i + 1]);
        else if (strcmp(argv[i], "--rules") == 0)
            options.rules = argv[i + 1];
        else if (strcmp(argv[i], "--events") == 0)
            options.events = argv[i + 1];
        else
            break;
    }
    if (i < argc || options.few < BENCH_DUE || options.many < options.few ||
        options.pairs > BENCH_PAIRS_MOST || (options.rules == NULL) != (options.events == NULL)) {
        fputs(
            "usage: bench_incident [--rules FILE --events FILE] [--pairs N] [--few N] [--many N]\n",
            stderr);
        return 2;
    }
    histories_must(NULL, inc_context_new(NULL, &context), "context");
    held = bench_all(context, &options);
    inc_context_unref(context);
    return held ? 0 : 1;
}
