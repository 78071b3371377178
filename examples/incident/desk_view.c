/* `incident desk`: an incident as it stands, the ledgers of its clocks, its history. */
#include "desk_verbs.h"

#include <incident/json.h>
#include <string.h>

static void view_text(const char *label, const char *value)
{
    if (*value)
        printf("  %-12s %s\n", label, value);
}

static void view_time(const struct desk_run *run, const char *label, inc_time time)
{
    char text[INC_FORMAT_SIZE];
    if (time != INC_TIME_NONE)
        printf("  %-12s %s\n", label, desk_time(run, time, text));
}

static void view_count(const char *label, int32_t count)
{
    if (count)
        printf("  %-12s %d\n", label, (int) count);
}

static void view_class(const inc_incident_view *view)
{
    char priority[96] = "none yet";
    if (view->priority)
        snprintf(priority, sizeof priority, "%d%s", (int) view->priority,
                 view->overridden ? ", overridden" : "");
    printf("  %-12s %s%s\n", "stage", inc_stage_name(view->stage),
           view->converted ? ", converted to a service request" : "");
    printf("  %-12s %s", "priority", priority);
    if (view->impact || view->urgency)
        printf(" (impact %d, urgency %d)", (int) view->impact, (int) view->urgency);
    putchar('\n');
    view_text("title", view->title);
    view_text("caller", view->caller);
    view_text("channel", view->channel);
    view_text("symptom", view->symptom);
    view_text("service", view->service);
    view_text("ci", view->ci);
    view_text("category", view->category);
}

static void view_place(const inc_incident_view *view)
{
    const char *const words[] = {view->team, view->person};
    const char *between = "";
    if (!*view->team && !*view->person && !view->tier)
        return;
    printf("  %-12s ", "with");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (*words[i])
            printf("%s%s", between, words[i]);
        if (*words[i])
            between = ", ";
    }
    if (view->tier)
        printf("%stier %d", between, (int) view->tier);
    putchar('\n');
}

static void view_milestones(const struct desk_run *run, const inc_incident_view *view)
{
    view_time(run, "occurred", view->occurred);
    view_time(run, "detected", view->detected);
    view_time(run, "logged", view->logged);
    view_time(run, "acknowledged", view->acknowledged);
    view_time(run, "restored", view->restored);
    view_time(run, "resolved", view->resolved);
    view_text("resolution", view->resolution);
    if (view->confirmation == INC_CONFIRMATION_TIMED_OUT)
        view_text("confirmation", "timed out");
    else if (view->stage == INC_STAGE_RESOLVED)
        view_time(run, "confirm by", view->confirm_by);
    view_time(run, "confirmed", view->confirmed);
    if (view->documented)
        view_text("documented", "yes");
    view_time(run, "closed", view->closed);
    view_time(run, "reopen until", view->reopen_until);
    view_time(run, "cancelled", view->cancelled);
    view_count("reopens", view->reopens);
    view_count("reassigned", view->reassignments);
    view_count("escalated", view->escalations);
    view_count("to managers", view->hierarchic);
    view_count("redacted", view->redacted);
}

static void view_holds(const struct desk_run *run, const inc_incident *incident)
{
    char since[INC_FORMAT_SIZE], expires[INC_FORMAT_SIZE];
    inc_hold hold = {.size = sizeof hold};
    for (size_t i = 0; inc_incident_hold(incident, i, &hold) == INC_OK; i++)
        printf("  %-12s %s%s%s since %s until %s\n", "on hold", hold.reason,
               *hold.source ? " of " : "", hold.source, desk_time(run, hold.since, since),
               hold.expires == INC_TIME_NONE ? "released" : desk_time(run, hold.expires, expires));
}

static void view_links(const inc_incident *incident)
{
    inc_link link = {.size = sizeof link};
    inc_finding finding = {.size = sizeof finding};
    for (size_t i = 0; inc_incident_link(incident, i, &link) == INC_OK; i++)
        printf("  %-12s %s %s\n", "link", link.relation, link.other);
    for (size_t i = 0; inc_incident_finding(incident, i, &finding) == INC_OK; i++)
        printf("  %-12s %s, fact #%lld\n", "finding", inc_finding_name(finding.kind),
               (long long) finding.fact);
}

static const char *view_policy(const inc_policy *policy)
{
    inc_policy_options options = {.size = sizeof options};
    tool_must(inc_policy_describe(policy, &options));
    return options.name;
}

/* While a clock is on hold its due moves, and is shown as none. */
static void view_clock(const struct desk_run *run, const inc_attachment *attachment,
                       const inc_clock_view *clock)
{
    char elapsed[INC_FORMAT_SIZE], due[INC_FORMAT_SIZE], breach[INC_FORMAT_SIZE];
    tool_must(inc_duration_format(clock->elapsed, elapsed));
    printf("  %-12s %-9s  %-9s  %-10s  %-25s  %s\n", view_policy(attachment->policy),
           inc_clock_state_name(clock->state), inc_verdict_name(clock->verdict), elapsed,
           desk_time(run, clock->due, due), desk_time(run, clock->breach_at, breach));
}

static void view_clocks(const struct desk_run *run, const inc_incident *incident)
{
    inc_attachment attachment = {.size = sizeof attachment};
    inc_clock_view clock = {.size = sizeof clock};
    inc_choice choice = {.size = sizeof choice};
    for (size_t i = 0; inc_incident_clock(incident, i, &attachment, &clock) == INC_OK; i++) {
        if (i == 0)
            printf("  %-12s %-9s  %-9s  %-10s  %-25s  %s\n", "clock", "state", "verdict", "elapsed",
                   "due", "breach");
        view_clock(run, &attachment, &clock);
    }
    for (size_t i = 0; inc_incident_choice(incident, i, &choice) == INC_OK; i++)
        if (choice.clock < 0)
            printf("  %-12s no clock: %s\n", view_policy(choice.policy),
                   inc_choice_name(choice.reason));
}

/* Loads and looks; NULL after a line. */
static inc_incident *view_open(const struct desk_run *run, const char *subject,
                               inc_incident_view *view)
{
    inc_incident *incident = NULL;
    inc_status status = inc_desk_look(run->desk, subject, run->now, view, &incident);
    if (status == INC_OK)
        return incident;
    (void) desk_failed(run, status);
    return NULL;
}

int desk_view(struct desk_run *run, struct words *line)
{
    inc_incident_view view = {.size = sizeof view};
    const char *subject = desk_subject(run, line);
    inc_incident *incident;
    if (!subject || desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    incident = view_open(run, subject, &view);
    if (!incident)
        return TOOL_INPUT;
    view_class(&view);
    view_place(&view);
    view_milestones(run, &view);
    view_holds(run, incident);
    view_links(incident);
    view_clocks(run, incident);
    view_time(run, "next", view.next);
    return TOOL_OK;
}

static int ledger_print(struct desk_run *run, inc_incident *incident, size_t index)
{
    inc_ledger *ledger = NULL;
    inc_status status = inc_incident_ledger(incident, index, &ledger);
    if (status != INC_OK)
        return desk_failed(run, status);
    inc_text_clear(run->text);
    tool_must(inc_ledger_print(ledger, run->zone, run->text));
    fputs(inc_text_data(run->text, NULL), stdout);
    inc_ledger_free(ledger);
    return TOOL_OK;
}

int desk_ledger(struct desk_run *run, struct words *line)
{
    inc_incident_view view = {.size = sizeof view};
    inc_attachment attachment = {.size = sizeof attachment};
    const char *subject = desk_subject(run, line);
    const struct word *policy = subject ? words_take(line) : NULL;
    inc_incident *incident;
    int code = TOOL_OK, printed = 0;
    if (!subject || desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    incident = view_open(run, subject, &view);
    if (!incident)
        return TOOL_INPUT;
    for (size_t i = 0;
         code == TOOL_OK && inc_incident_clock(incident, i, &attachment, NULL) == INC_OK; i++) {
        const char *name = view_policy(attachment.policy);
        if (policy && strcmp(policy->name, name) != 0)
            continue;
        printf("%s%s, P%d, policy %s:\n", printed++ ? "\n" : "", subject, (int) view.priority,
               name);
        code = ledger_print(run, incident, i);
    }
    if (code == TOOL_OK && !printed)
        printf("  no clock\n");
    return code;
}

int desk_history(struct desk_run *run, struct words *line)
{
    inc_range range = {.size = sizeof range, .subject = desk_subject(run, line), .from = 1};
    inc_status status;
    if (!range.subject || desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    while ((status = inc_store_read(run->store, &range, run->page)) == INC_OK) {
        inc_text_clear(run->text);
        for (size_t i = 0; i < inc_page_events(run->page); i++)
            tool_must(inc_json_write_event(run->context, inc_page_event(run->page, i), run->text));
        fputs(inc_text_data(run->text, NULL), stdout);
        range.from += (int64_t) inc_page_events(run->page);
    }
    return status == INC_DONE ? TOOL_OK : desk_failed(run, status);
}
