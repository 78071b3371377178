/* Walks over all subjects in the order of their ids: verify, rebuild, migrate, redact. */
#include "base/options.h"
#include "base/string.h"
#include "desk/command.h"
#include "desk/desk.h"
#include "time/sight.h"

#include <string.h>

#define WALK_LIMIT 1000

typedef struct walk_run walk_run;

/* What is done to one subject, whose head is given. */
typedef inc_status walk_step(walk_run *run, const inc_row *head);

struct walk_run {
    inc_desk *desk;
    inc_time now;
    const inc_walk_options *options;
    inc_walk_report *report;
    walk_step *step;
    int32_t left;
    int writes;             /* rebuild, not verify */
    const inc_rules *rules; /* of a migration */
    inc_query *query;
    inc_page *page;
};

/* Forgets the differences from one on. */
static void walk_drop_differences(inc_desk *desk, size_t first)
{
    size_t i;

    for (i = first; i < desk->differences.count; i++) {
        inc__difference *difference = INC__AT(&desk->differences, inc__difference, i);
        inc__string_free(desk->context, difference->subject);
        inc__string_free(desk->context, difference->name);
    }
    desk->differences.count = first;
}

/* A difference to be filled in; NULL without memory. */
static inc__difference *walk_differ(walk_run *run, const char *name)
{
    inc_desk *desk = run->desk;
    inc__difference *difference = INC__PUSH(desk->context, &desk->differences, inc__difference);

    if (difference == NULL)
        return NULL;
    difference->values.was_due = difference->values.is_due = INC_TIME_NONE;
    difference->values.was_breach_at = difference->values.is_breach_at = INC_TIME_NONE;
    difference->subject = inc__string_copy(desk->context, desk->subject, INC_ZSTR);
    difference->name = inc__string_copy(desk->context, name, INC_ZSTR);
    if (difference->subject != NULL && difference->name != NULL)
        return difference;
    inc__string_free(desk->context, difference->subject);
    inc__string_free(desk->context, difference->name);
    desk->differences.count--;
    return NULL;
}

/* Columns in which the stored head is not what the facts come to. */
static inc_status walk_compare(walk_run *run, const inc_row *stored, const inc_row *fresh,
                               int *differs)
{
    inc_column column;
    size_t i;

    memset(&column, 0, sizeof column);
    column.size = sizeof column;
    for (i = 0; inc_row_column(INC_ROW_HEAD, i, &column) == INC_OK; i++) {
        int same = column.type == INC_VALUE_TEXT
                       ? strcmp(inc_row_text(stored, column.id, NULL),
                                inc_row_text(fresh, column.id, NULL)) == 0
                       : inc_row_integer(stored, column.id) == inc_row_integer(fresh, column.id);
        if (same)
            continue;
        *differs = 1;
        if (walk_differ(run, column.name) == NULL)
            return inc__nomem(run->desk->context);
    }
    return INC_OK;
}

/* Whether others wrote the head of the subject in hand since it was found. */
static inc_status walk_moved(inc_desk *desk, const inc_row *head, int *moved)
{
    inc_row *row = NULL;
    inc_status status =
        inc_store_head(desk->store, desk->tenant, INC_SUBJECT_INCIDENT, desk->subject, &row);

    *moved = inc_row_integer(row, INC_ROW_REVISION) != inc_row_integer(head, INC_ROW_REVISION);
    inc_row_unref(row);
    return status;
}

/* The head as of the instant that it says it was made as of: what happens by itself later is no
 * difference. */
static inc_status walk_verify(walk_run *run, const inc_row *head)
{
    inc_desk *desk = run->desk;
    size_t first = desk->differences.count;
    inc_row *fresh = NULL;
    int differs = 0, moved = 0;
    inc_time as_of = inc_row_integer(head, INC_HEAD_UPDATED_AT);
    inc_status status = inc__desk_load(desk, inc_row_text(head, INC_ROW_SUBJECT, NULL),
                                       as_of != INC_TIME_NONE ? as_of : INC_TIME_MIN);

    if (status == INC_OK)
        status = inc__desk_head(desk, inc_row_integer(head, INC_ROW_REVISION), &fresh);
    if (status == INC_OK)
        status = walk_compare(run, head, fresh, &differs);
    inc_row_unref(fresh);
    if (status == INC_OK && differs)
        status = walk_moved(desk, head, &moved);
    if (moved) {
        /* Who wrote meanwhile wrote a fresh head. */
        walk_drop_differences(desk, first);
        differs = 0;
    }
    run->report->changed += differs;
    if (status == INC_OK && differs && run->writes && !run->options->dry_run)
        status = inc__desk_commit(desk);
    inc__desk_drop(desk);
    return status == INC_E_CONFLICT ? INC_OK : status;
}

static inc_status walk_run_command(walk_run *run, inc_command *command)
{
    inc_command ours;
    inc_outcome outcome;
    inc_status status;

    command->size = sizeof *command;
    command->actor = run->options->actor;
    command->actor_kind = run->options->actor != NULL ? INC_ACTOR_HUMAN : INC_ACTOR_SYSTEM;
    command->visibility = INC_VISIBILITY_INTERNAL;
    status = inc__command_read(run->desk->context, command, &ours);
    return status == INC_OK ? inc__desk_try(run->desk, &ours, run->now, &outcome) : status;
}

static inc_status walk_redact(walk_run *run, const inc_row *head)
{
    const char *subject = inc_row_text(head, INC_ROW_SUBJECT, NULL);
    inc_command command;
    inc_status status = inc__desk_load(run->desk, subject, run->now);

    if (status != INC_OK || !inc__desk_knows(run->desk, run->options->person))
        return status;
    memset(&command, 0, sizeof command);
    command.kind = INC_COMMAND_REDACT;
    command.subject = subject;
    command.person = run->options->person;
    command.reason = run->options->reason;
    if (!run->options->dry_run)
        status = walk_run_command(run, &command);
    run->report->changed += status == INC_OK;
    return status;
}

/* How the clocks of the incident in hand stand, as differences whose new side is to come. */
static inc_status walk_note_clocks(walk_run *run)
{
    const inc__life *life = &run->desk->incident->life;
    size_t i;

    for (i = 0; i < life->attached_count; i++) {
        const inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i);
        inc__difference *difference = walk_differ(run, attached->plan.options.name);
        if (difference == NULL)
            return inc__nomem(run->desk->context);
        difference->values.was_verdict = attached->view.verdict;
        difference->values.was_due = attached->view.due;
        difference->values.was_breach_at = attached->view.breach_at;
    }
    return INC_OK;
}

/* The other side, for the clocks that were there; those that stay as they are are dropped. */
static void walk_settle_clocks(walk_run *run, size_t first)
{
    inc_desk *desk = run->desk;
    const inc__life *life = &desk->incident->life;
    size_t i, kept = first;

    for (i = first; i < desk->differences.count; i++) {
        inc__difference *difference = INC__AT(&desk->differences, inc__difference, i);
        inc_difference *values = &difference->values;
        if (i - first < life->attached_count) {
            const inc__attached *attached = *INC__AT(&life->attached, inc__attached *, i - first);
            values->is_verdict = attached->view.verdict;
            values->is_due = attached->view.due;
            values->is_breach_at = attached->view.breach_at;
        }
        if (values->was_verdict == values->is_verdict && values->was_due == values->is_due &&
            values->was_breach_at == values->is_breach_at) {
            inc__string_free(desk->context, difference->subject);
            inc__string_free(desk->context, difference->name);
            continue;
        }
        *INC__AT(&desk->differences, inc__difference, kept++) = *difference;
    }
    desk->differences.count = kept;
}

/* Tries the migration on the incident in hand alone. */
static inc_status walk_foresee(walk_run *run, const char *hash)
{
    inc_desk *desk = run->desk;
    size_t first = desk->differences.count;
    inc_status status = walk_note_clocks(run);

    if (status == INC_OK)
        status = inc__desk_begin(desk, INC_FACT_MIGRATED, desk->recorded);
    if (status == INC_OK)
        status = inc__desk_text(desk, INC_EVENT_RULES, hash);
    if (status == INC_OK)
        status = inc__desk_end(desk);
    if (status == INC_OK)
        status = inc__desk_fold(desk);
    walk_settle_clocks(run, first);
    inc__desk_drop(desk);
    return status;
}

static inc_status walk_migrate(walk_run *run, const inc_row *head)
{
    const char *subject = inc_row_text(head, INC_ROW_SUBJECT, NULL);
    char hash[INC_HASH_TEXT_SIZE];
    const inc__life *life;
    inc_command command;
    inc_status status;

    if (inc_row_integer(head, INC_HEAD_STAGE) >= INC_STAGE_CLOSED)
        return INC_OK;
    status = inc__desk_load(run->desk, subject, run->now);
    life = &run->desk->incident->life;
    /* It may have closed by itself since. */
    if (status != INC_OK || life->rules == run->rules ||
        inc_command_guard(INC_COMMAND_MIGRATE, life->view.stage) != INC_REFUSAL_NONE)
        return status;
    (void) inc_hash_text(inc_rules_hash(run->rules), hash);
    status = walk_foresee(run, hash);
    memset(&command, 0, sizeof command);
    command.kind = INC_COMMAND_MIGRATE;
    command.subject = subject;
    command.rules = hash;
    if (status == INC_OK && !run->options->dry_run)
        status = walk_run_command(run, &command);
    run->report->changed += status == INC_OK;
    /* Closed meanwhile: nothing is open any more. */
    return status == INC_E_REFUSED ? INC_OK : status;
}

/* After a conflict all of it again: others may have done what there was to do. */
static inc_status walk_subject(walk_run *run, const inc_row *head)
{
    inc_desk *desk = run->desk;
    size_t first = desk->differences.count;
    int32_t attempt = 0;
    inc_status status;

    do {
        walk_drop_differences(desk, first);
        status = run->step(run, head);
    } while (status == INC_E_CONFLICT && ++attempt < desk->attempts);
    return status;
}

static inc_status walk_page(walk_run *run)
{
    inc_status status = inc_store_find(run->desk->store, run->query, run->page);
    size_t i, count = inc_page_rows(run->page);

    for (i = 0; i < count && status == INC_OK; i++) {
        const inc_row *row = inc_page_row(run->page, i);
        if (run->left == 0) {
            run->report->more = 1;
            return INC_DONE;
        }
        run->left--;
        run->report->subjects++;
        status = walk_subject(run, row);
        if (status == INC_OK)
            status = inc__desk_keep(run->desk, &run->desk->after,
                                    inc_row_text(row, INC_ROW_SUBJECT, NULL));
    }
    return status == INC_OK ? inc_query_after(run->query, inc_page_row(run->page, count - 1))
                            : status;
}

/* All heads of the tenant by their subjects, from where an earlier walk stopped. */
static inc_status walk_query(walk_run *run)
{
    inc_desk *desk = run->desk;
    const char *after = run->options->after_subject;
    inc_row *row = NULL;
    inc_status status = inc_query_new(desk->context, INC_ROW_HEAD, desk->tenant, &run->query);

    if (status == INC_OK)
        status = inc_query_where(run->query, INC_ROW_SUBJECT_KIND, INC_EQUAL, INC_SUBJECT_INCIDENT);
    if (status != INC_OK || after == NULL || after[0] == '\0')
        return status;
    inc_row_builder_clear(desk->head);
    status = inc_row_builder_text(desk->head, INC_ROW_TENANT, desk->tenant, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_integer(desk->head, INC_ROW_SUBJECT_KIND, INC_SUBJECT_INCIDENT);
    if (status == INC_OK)
        status = inc_row_builder_text(desk->head, INC_ROW_SUBJECT, after, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_build(desk->head, &row);
    if (status == INC_OK)
        status = inc_query_after(run->query, row);
    inc_row_unref(row);
    return status;
}

static inc_status walk_all(walk_run *run)
{
    inc_status status = inc_page_new(run->desk->context, &run->page);

    run->left = run->options->limit > 0 ? run->options->limit : WALK_LIMIT;
    if (status == INC_OK)
        status = walk_query(run);
    /* Only now: the options may have been taken from an earlier walk's report. */
    inc__desk_rewind(run->desk);
    walk_drop_differences(run->desk, 0);
    while (status == INC_OK)
        status = walk_page(run);
    inc_query_free(run->query);
    inc_page_free(run->page);
    return status == INC_DONE ? INC_OK : status;
}

static inc_status walk_read(inc_desk *desk, const inc_walk_options *options,
                            inc_walk_report *report, inc_walk_options *local)
{
    inc_walk_report empty;
    inc_status status;

    memset(&empty, 0, sizeof empty);
    if (desk == NULL || (report != NULL && INC__FILL(report, &empty, after_subject) != INC_OK))
        return INC_E_INVALID;
    status = INC__OPTIONS(local, options, rules);
    if (status != INC_OK)
        return inc__fail(desk->context, status, "options of size '%zu' of a walk were refused",
                         options->size);
    if (local->limit < 0 || local->dry_run < 0 || local->dry_run > 1)
        return inc__fail(desk->context, INC_E_INVALID, "a walk had the limit '%ld', dry_run '%ld'",
                         (long) local->limit, (long) local->dry_run);
    return INC_OK;
}

/* Reads the options and enters the desk. */
static inc_status walk_begin(inc_desk *desk, const inc_walk_options *options,
                             inc_walk_report *report, inc_walk_options *local)
{
    inc_status status = walk_read(desk, options, report, local);
    return status == INC_OK ? inc__desk_enter(desk) : status;
}

static inc_status walk_go(walk_run *run, inc_walk_report *report)
{
    inc_walk_report done;
    inc_status status;

    memset(&done, 0, sizeof done);
    run->report = &done;
    status = walk_all(run);
    done.after_subject = run->desk->after != NULL ? run->desk->after : "";
    if (report != NULL)
        (void) INC__FILL(report, &done, after_subject);
    return status;
}

inc_status inc_desk_verify(inc_desk *desk, const inc_walk_options *options, inc_walk_report *report)
{
    inc_walk_options local;
    walk_run run = {.desk = desk, .options = &local, .step = walk_verify};
    inc_status status = walk_begin(desk, options, report, &local);

    return status == INC_OK ? inc__desk_leave(desk, walk_go(&run, report)) : status;
}

inc_status inc_desk_rebuild(inc_desk *desk, const inc_walk_options *options,
                            inc_walk_report *report)
{
    inc_walk_options local;
    walk_run run = {.desk = desk, .options = &local, .step = walk_verify, .writes = 1};
    inc_status status = walk_begin(desk, options, report, &local);

    return status == INC_OK ? inc__desk_leave(desk, walk_go(&run, report)) : status;
}

static inc_status walk_check_now(inc_desk *desk, inc_time now)
{
    if (inc__time_valid(now))
        return INC_OK;
    return inc__fail(desk->context, INC_E_RANGE,
                     "the instant '%lld' us was outside the years 1900 to 9999", (long long) now);
}

static inc_status walk_find_rules(walk_run *run)
{
    const inc_rulebook *rulebook = run->desk->rulebook;
    const inc_hash *wanted = run->options->rules;
    inc_status status = wanted != NULL ? inc_rulebook_find(rulebook, wanted, &run->rules)
                                       : inc_rulebook_at(rulebook, run->now, &run->rules);

    return status == INC_OK ? status
                            : inc__fail(run->desk->context, status,
                                        "the rulebook did not have the rules to migrate to");
}

inc_status inc_desk_migrate(inc_desk *desk, inc_time now, const inc_walk_options *options,
                            inc_walk_report *report)
{
    inc_walk_options local;
    walk_run run = {.desk = desk, .now = now, .options = &local, .step = walk_migrate};
    inc_status status = walk_begin(desk, options, report, &local);

    if (status != INC_OK)
        return status;
    status = walk_check_now(desk, now);
    if (status == INC_OK)
        status = walk_find_rules(&run);
    if (status == INC_OK)
        status = walk_go(&run, report);
    return inc__desk_leave(desk, status);
}

inc_status inc_desk_redact(inc_desk *desk, inc_time now, const inc_walk_options *options,
                           inc_walk_report *report)
{
    inc_walk_options local;
    walk_run run = {.desk = desk, .now = now, .options = &local, .step = walk_redact};
    inc_status status = walk_begin(desk, options, report, &local);

    if (status != INC_OK)
        return status;
    status = walk_check_now(desk, now);
    if (status == INC_OK &&
        (!inc__name_valid(local.person, 1) || !inc__name_valid(local.reason, 1)))
        status = inc__fail(desk->context, INC_E_INVALID,
                           "a redaction lacked the person to forget, or the reason");
    if (status == INC_OK)
        status = walk_go(&run, report);
    return inc__desk_leave(desk, status);
}

inc_status inc_desk_difference(const inc_desk *desk, size_t index, inc_difference *difference)
{
    const inc__difference *found;
    inc_difference local;

    if (desk == NULL)
        return INC_E_INVALID;
    if (index >= desk->differences.count)
        return INC_DONE;
    found = INC__AT(&desk->differences, const inc__difference, index);
    local = found->values;
    local.subject = found->subject;
    local.name = found->name;
    return INC__FILL(difference, &local, is_breach_at);
}
