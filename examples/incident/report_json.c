/* The figures as JSON: one document, members in a fixed order, hours and percents to 4 decimals. */
#include "report.h"

#include "explain.h"

#include <jansson.h>
#include <stdlib.h>

static void report_set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) == 0)
        return;
    tool_error("out of memory");
    exit(TOOL_INPUT);
}

static void report_count(json_t *object, const char *key, uint64_t count)
{
    report_set(object, key, json_integer((json_int_t) count));
}

/* Rounded to 4 decimals as the printed number has them, so that programs read what people see. */
static json_t *report_number(double value)
{
    char text[64];
    snprintf(text, sizeof text, "%.4f", value);
    return json_real(strtod(text, NULL));
}

static const char *report_key(int priority, char key[16])
{
    if (priority == 0)
        return "all";
    snprintf(key, 16, "P%d", priority);
    return key;
}

static json_t *report_durations(const struct figures_durations *durations)
{
    json_t *object = json_object();
    report_count(object, "n", durations->n);
    if (durations->negative)
        report_count(object, "negative_rejected", durations->negative);
    if (durations->left_out)
        report_count(object, "left_out", durations->left_out);
    report_set(object, "mean_h", durations->n ? report_number(durations->mean_h) : json_null());
    report_set(object, "median_h", durations->n ? report_number(durations->median_h) : json_null());
    report_set(object, "p90_h", durations->n ? report_number(durations->p90_h) : json_null());
    report_set(object, "p95_h", durations->n ? report_number(durations->p95_h) : json_null());
    return object;
}

static json_t *report_mttr(const struct figures *figures)
{
    json_t *object = json_object();
    char key[16];
    for (int i = 1; i <= FIGURES_PRIORITIES; i++) {
        int priority = i % FIGURES_PRIORITIES; /* all of them comes last */
        if (priority == 0 || figures->by_priority[priority])
            report_set(object, report_key(priority, key),
                       report_durations(&figures->mttr[priority]));
    }
    return object;
}

static json_t *report_mtta(const struct figures_durations *mtta)
{
    json_t *object = report_durations(mtta);
    report_count(object, "negative_rejected", mtta->negative);
    return object;
}

static json_t *report_share(struct figures_share share)
{
    json_t *object = json_object();
    report_count(object, "count", share.count);
    report_count(object, "of", share.of);
    report_set(object, "percent", share.of ? report_number(figures_percent(share)) : json_null());
    return object;
}

/* {"P1": {"met": 1, "of": 8}, ...} */
static void report_shares(json_t *object, const struct figures_share *shares, const char *name)
{
    char key[16];
    for (int i = 1; i < FIGURES_PRIORITIES; i++) {
        json_t *share;
        if (!shares[i].of)
            continue;
        share = json_object();
        report_count(share, name, shares[i].count);
        report_count(share, "of", shares[i].of);
        report_set(object, report_key(i, key), share);
    }
}

static json_t *report_made_sla(const struct figures *figures)
{
    json_t *object = json_object();
    report_set(object, "all", report_share(figures->made_sla[0]));
    report_shares(object, figures->made_sla, "met");
    return object;
}

static json_t *report_backlog(const struct figures *figures)
{
    json_t *object = json_object();
    for (size_t i = 0; i < figures->backlog_count; i++) {
        char key[INC_FORMAT_SIZE];
        report_instant(figures->backlog[i].at, key);
        report_count(object, key, figures->backlog[i].open);
    }
    return object;
}

static json_t *report_verdicts(const struct figures_verdicts *verdicts)
{
    struct figures_share met = {verdicts->met, verdicts->met + verdicts->breached};
    json_t *object = json_object();
    report_count(object, "met", verdicts->met);
    report_count(object, "breached", verdicts->breached);
    report_count(object, "pending", verdicts->pending);
    report_count(object, "cancelled", verdicts->cancelled);
    report_count(object, "left_out", verdicts->left_out);
    report_set(object, "met_percent", met.of ? report_number(figures_percent(met)) : json_null());
    return object;
}

static json_t *report_clock(const struct figures *figures, const struct figures_clock *clock)
{
    json_t *object = json_object();
    char key[16];
    report_set(object, "clock", json_string(clock->rule.clock));
    for (int i = 0; i < FIGURES_PRIORITIES; i++)
        if (i == 0 || (figures->by_priority[i] && inc_policy_terms(clock->rule.policy, i)))
            report_set(object, report_key(i, key), report_verdicts(&clock->verdicts[i]));
    return object;
}

static json_t *report_clocks(const struct figures *figures)
{
    json_t *object = json_object();
    for (size_t i = 0; i < figures->clocks_count; i++)
        report_set(object, figures->clocks[i].rule.options.name,
                   report_clock(figures, &figures->clocks[i]));
    return object;
}

static json_t *report_matrix(const struct log *log)
{
    json_t *object = json_object();
    report_count(object, "checked", log->matrix_checked);
    report_count(object, "mismatches", log->matrix_mismatches);
    report_count(object, "empty_cells", log->matrix_empty);
    return object;
}

static json_t *report_agreement(struct figures_share share)
{
    json_t *object = json_object();
    report_count(object, "agree", share.count);
    report_count(object, "of", share.of);
    report_count(object, "mismatches", share.of - share.count);
    return object;
}

static json_t *report_findings(const struct figures *figures)
{
    json_t *object = json_object();
    for (size_t i = 0; i < figures->findings_count; i++)
        report_count(object, inc_finding_name(figures->findings[i].kind),
                     figures->findings[i].incidents);
    return object;
}

static json_t *report_rejected(const struct rejects *rejects)
{
    json_t *list = json_array();
    for (size_t i = 0; i < rejects->count; i++) {
        const struct reject *reject = &rejects->items[i];
        json_t *object = json_object();
        report_count(object, "line", reject->line);
        report_set(object, "column", reject->column ? json_string(reject->column) : json_null());
        report_set(object, "reason", json_string(reject->reason));
        report_set(object, "value", json_string(reject->value));
        if (json_array_append_new(list, object) != 0)
            tool_must(INC_E_NOMEM);
    }
    return list;
}

static json_t *report_rules(const inc_rules *rules)
{
    char hash[INC_HASH_TEXT_SIZE];
    json_t *object = json_object();
    tool_must(inc_hash_text(inc_rules_hash(rules), hash));
    report_set(object, "name", json_string(inc_rules_name(rules)));
    report_set(object, "version", json_string(inc_rules_version(rules)));
    report_set(object, "hash", json_string(hash));
    return object;
}

static json_t *report_missing(const struct columns *columns)
{
    json_t *list = json_array();
    for (int i = 0; i < COLUMN_TEXTS; i++)
        if (!columns_have(columns, (enum column) i) &&
            json_array_append_new(list, json_string(columns_name((enum column) i))) != 0)
            tool_must(INC_E_NOMEM);
    return list;
}

static json_t *report_explained(const struct report *report)
{
    json_t *object = json_object();
    struct fold fold;
    fold_init(&fold, report->log, report->context, report->is_retargeting);
    for (size_t i = 0; i < report->explain_count; i++) {
        inc_text *text = NULL;
        size_t size;
        const char *ledgers;
        tool_must(inc_text_new(report->context, &text));
        explain(&fold, report->explain[i], text);
        ledgers = inc_text_data(text, &size);
        report_set(object, fold.facts.number, json_stringn(ledgers, size));
        inc_text_free(text);
    }
    fold_free(&fold);
    return object;
}

static void report_recorded(json_t *object, const struct figures *figures)
{
    report_set(object, "mttr", report_mttr(figures));
    report_set(object, "mtta", report_mtta(&figures->mtta));
    report_set(object, "sla_met_as_recorded", report_made_sla(figures));
    report_set(object, "reopened", report_share(figures->reopened));
    report_set(object, "reassigned", report_share(figures->reassigned));
    report_set(object, "fcr_noreassign", report_share(figures->fcr));
    report_set(object, "backlog_not_closed_at", report_backlog(figures));
    report_count(object, "backlog_left_out", figures->backlog_left_out);
}

static void report_folded(json_t *object, const struct report *report)
{
    const struct figures *figures = report->figures;
    json_t *reproduced = json_object();
    report_set(object, "business_minutes_open_to_closed_total",
               figures->made_sla_rule ? json_integer(figures->business_minutes) : json_null());
    report_count(object, "business_minutes_left_out", figures->business_left_out);
    report_shares(reproduced, figures->reproduced, "agree");
    report_set(object, "made_sla_reproduced", reproduced);
    report_set(object, "clocks", report_clocks(figures));
    report_set(object, "matrix", report_matrix(report->log));
    report_set(object, "reopen_count_from_states", report_agreement(figures->reopens_agree));
    report_set(object, "priority_from_fold", report_agreement(figures->priority_agrees));
    report_set(object, "findings", report_findings(figures));
    report_count(object, "priority_changes", report->log->priority_changes);
    report_count(object, "time_runs_backwards", report->log->backwards);
}

void report_json(const struct report *report)
{
    json_t *object = json_object();
    report_count(object, "events", report->log->events);
    report_count(object, "incidents", report->figures->incidents);
    report_recorded(object, report->figures);
    report_folded(object, report);
    report_set(object, "rules", report_rules(report->log->rules));
    report_set(object, "columns_missing", report_missing(report->log->columns));
    report_count(object, "rejected_rows", report->log->rejects.rows);
    report_set(object, "rejected", report_rejected(&report->log->rejects));
    if (report->explain_count)
        report_set(object, "explained", report_explained(report));
    if (json_dumpf(object, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(15)) != 0)
        tool_must(INC_E_IO);
    putchar('\n');
    json_decref(object);
}
