/* An event log: the CSV reader, the folding of rows and the figures. The same bytes give the same
 * records whether they come all at once or one by one. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char fuzz_header[] =
    "number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,impact,urgency,priority,"
    "made_sla,reopen_count,reassignment_count\n";

/* The header, then the input, in pieces of at most `piece` bytes. */
struct fuzz_source {
    const uint8_t *data;
    size_t size;
    size_t given; /* header and input together */
    size_t piece;
};

static long fuzz_read(void *user, char *buffer, size_t size)
{
    struct fuzz_source *source = user;
    size_t header = sizeof fuzz_header - 1;
    bool is_header = source->given < header;
    const void *from = is_header ? (const void *) (fuzz_header + source->given)
                                 : (const void *) (source->data + (source->given - header));
    size_t left = is_header ? header - source->given : source->size + header - source->given;
    size_t give = left < size ? left : size;
    if (give > source->piece)
        give = source->piece;
    if (give > 0)
        memcpy(buffer, from, give);
    source->given += give;
    return (long) give;
}

static void fuzz_must(bool fine)
{
    if (!fine)
        abort();
}

static void fuzz_fold(struct log_fold *fold, struct columns *columns, const inc_rules *rules,
                      struct fuzz_source *source)
{
    struct csv_reader reader;
    fuzz_must(columns_builtin(columns, "servicenow") == TOOL_OK);
    log_fold_init(fold, columns, rules, "fuzz");
    fold->rejects.is_quiet = true;
    fold->retarget = source->size % 2;
    csv_open(&reader, fuzz_read, source, ',');
    fuzz_must(log_fold_all(fold, &reader, columns, NULL, NULL) == TOOL_OK);
    fuzz_must(reader.taken == sizeof fuzz_header - 1 + source->size);
    csv_close(&reader);
}

static void fuzz_same(const struct log_fold *a, const struct log_fold *b)
{
    fuzz_must(a->events == b->events && a->numbers.count == b->numbers.count);
    fuzz_must(a->rejects.count == b->rejects.count && a->rejects.rows == b->rejects.rows);
    fuzz_must(a->first == b->first && a->last == b->last && a->backwards == b->backwards);
    for (size_t i = 0; i < a->rejects.count; i++)
        fuzz_must(a->rejects.items[i].line == b->rejects.items[i].line);
    for (size_t i = 0; i < a->numbers.count; i++)
        fuzz_must(a->incidents[i].opened == b->incidents[i].opened &&
                  a->incidents[i].spoiled == b->incidents[i].spoiled &&
                  a->incidents[i].last_line == b->incidents[i].last_line);
}

static void fuzz_figures(const struct log_fold *fold, inc_context *context)
{
    const inc_time at = INC_TIME_MIN;
    struct figures_options options = {&at, 1, NULL};
    struct figures figures;
    fuzz_must(figures_compute(&figures, fold, context, &options) == TOOL_OK);
    fuzz_must(figures.incidents <= fold->events && figures.mttr[0].n <= figures.incidents);
    for (size_t i = 0; i < figures.clocks_count; i++) {
        const struct figures_verdicts *all = &figures.clocks[i].verdicts[0];
        fuzz_must(all->met + all->breached + all->pending + all->cancelled + all->left_out <=
                  figures.incidents);
    }
    figures_free(&figures);
}

/* Rules are compiled once: they are the same for each input. */
static const inc_rules *fuzz_rules(inc_context *context)
{
    static inc_rules *rules;
    inc_zone *zone = NULL;
    if (rules)
        return rules;
    tool_must(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &zone));
    tool_must(inc_preset_rules(context, INC_PRESET_SMALL, zone, &rules));
    inc_zone_unref(zone);
    return rules;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_source whole = {data, size, 0, SIZE_MAX}, bytewise = {data, size, 0, 1};
    struct columns columns[2];
    struct log_fold folds[2];
    inc_context *context = NULL;
    const inc_rules *rules;
    tool_must(inc_context_new(NULL, &context));
    rules = fuzz_rules(context);
    fuzz_fold(&folds[0], &columns[0], rules, &whole);
    fuzz_fold(&folds[1], &columns[1], rules, &bytewise);
    fuzz_same(&folds[0], &folds[1]);
    fuzz_figures(&folds[0], context);
    for (int i = 0; i < 2; i++) {
        log_fold_free(&folds[i]);
        columns_free(&columns[i]);
    }
    inc_context_unref(context);
    return 0;
}
