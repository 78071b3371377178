/* An event log: the CSV reader, the reading of rows, their facts and the figures. The same bytes
 * give the same records whether they come all at once or one by one. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char fuzz_header[] =
    "number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,impact,urgency,priority,"
    "made_sla,reopen_count,reassignment_count\n";

/* As many columns, with texts in place of what the log counts. */
static const char fuzz_texts_header[] =
    "number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,impact,urgency,priority,"
    "category,assignment_group,assigned_to\n";

/* The header, then the input, in pieces of at most `piece` bytes. */
struct fuzz_source {
    const uint8_t *data;
    size_t size;
    size_t given; /* header and input together */
    size_t piece;
    const char *header;
};

static long fuzz_read(void *user, char *buffer, size_t size)
{
    struct fuzz_source *source = user;
    size_t header = strlen(source->header);
    bool is_header = source->given < header;
    const void *from = is_header ? (const void *) (source->header + source->given)
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

static void fuzz_read_log(struct log *log, struct columns *columns, const inc_rules *rules,
                          struct fuzz_source *source)
{
    struct csv_reader reader;
    fuzz_must(columns_builtin(columns, "servicenow") == TOOL_OK);
    log_init(log, columns, rules, source->header == fuzz_texts_header, "fuzz");
    log->rejects.is_quiet = true;
    csv_open(&reader, fuzz_read, source, ',');
    fuzz_must(log_read(log, &reader, columns, NULL, NULL) == TOOL_OK);
    fuzz_must(reader.taken == strlen(source->header) + source->size);
    csv_close(&reader);
}

static void fuzz_same(const struct log *a, const struct log *b)
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

static void fuzz_figures(const struct log *log, inc_context *context)
{
    const inc_time at = INC_TIME_MIN;
    struct figures_options options = {&at, 1, NULL, log->events % 2 == 1};
    struct figures figures;
    fuzz_must(figures_compute(&figures, log, context, &options) == TOOL_OK);
    fuzz_must(figures.incidents <= log->events && figures.mttr[0].n <= figures.incidents);
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
    const char *header = size % 3 == 0 ? fuzz_texts_header : fuzz_header;
    struct fuzz_source whole = {data, size, 0, SIZE_MAX, header};
    struct fuzz_source bytewise = {data, size, 0, 1, header};
    struct columns columns[2];
    struct log logs[2];
    inc_context *context = NULL;
    const inc_rules *rules;
    tool_must(inc_context_new(NULL, &context));
    rules = fuzz_rules(context);
    fuzz_read_log(&logs[0], &columns[0], rules, &whole);
    fuzz_read_log(&logs[1], &columns[1], rules, &bytewise);
    fuzz_same(&logs[0], &logs[1]);
    fuzz_figures(&logs[0], context);
    for (int i = 0; i < 2; i++) {
        log_free(&logs[i]);
        columns_free(&columns[i]);
    }
    inc_context_unref(context);
    return 0;
}
