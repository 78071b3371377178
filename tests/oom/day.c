/* A day at a desk, call by call. */
#include "day.h"

#include <check.h>
#include <string.h>

inc_rulebook *day_rulebook(inc_context *rich)
{
    inc_rulebook *rulebook = NULL;
    inc_zone *zone = desk_zone(rich, "UTC");
    inc_rules *rules[2] = {NULL, NULL};

    DESK_OK(inc_preset_rules(rich, INC_PRESET_SMALL, zone, &rules[0]));
    DESK_OK(inc_preset_rules(rich, INC_PRESET_LARGE, zone, &rules[1]));
    DESK_OK(inc_rulebook_new(rich, &rulebook));
    DESK_OK(inc_rulebook_publish(rulebook, rules[0], desk_time(1, 1, 0, 0)));
    DESK_OK(inc_rulebook_publish(rulebook, rules[1], desk_time(6, 2, 0, 0)));
    inc_rules_unref(rules[0]);
    inc_rules_unref(rules[1]);
    inc_zone_unref(zone);
    return rulebook;
}

inc_status day_desk(oom_day *day, const inc_rulebook *rulebook)
{
    inc_desk_options options = {.size = sizeof options};

    options.tenant = "acme";
    options.rulebook = rulebook;
    options.publish_all = 1;
    return inc_desk_new(day->context, day->store, &options, &day->desk);
}

inc_text *day_bytes(const oom_day *day, inc_context *rich)
{
    inc_text *bytes = NULL;

    DESK_OK(inc_text_new(rich, &bytes));
    DESK_OK(inc_memory_snapshot(day->memory, bytes));
    return bytes;
}

int day_same(const inc_text *a, const inc_text *b)
{
    size_t left, right;
    const char *one = inc_text_data(a, &left), *other = inc_text_data(b, &right);

    return left == right && memcmp(one, other, left) == 0;
}

void day_verify(oom_day *day, const day_call *call)
{
    inc_walk_report report = {.size = sizeof report};
    inc_difference difference = {.size = sizeof difference, .name = ""};

    if (call->wrong)
        return;
    ck_assert_msg(inc_desk_verify(day->desk, NULL, &report) == INC_OK, "%s",
                  inc_context_error(day->context));
    (void) inc_desk_difference(day->desk, 0, &difference);
    ck_assert_msg(report.changed == 0, "'%s' of a head differs", difference.name);
}

#define RUN(day, id, at, ...)                                                                      \
    inc_desk_run((day)->desk,                                                                      \
                 &(inc_command){.size = sizeof(inc_command), .subject = (id), __VA_ARGS__}, (at),  \
                 NULL)

static inc_status log_one(oom_day *day)
{
    return RUN(day, "INC-1", desk_time(6, 1, 9, 0), .kind = INC_COMMAND_LOG, .person = "cal",
               .service = "mail", .text = "no mail", .impact = 1, .urgency = 1, .commit = "1");
}

static inc_status log_two(oom_day *day)
{
    return RUN(day, "INC-2", desk_time(6, 1, 9, 5), .kind = INC_COMMAND_LOG, .relation = "related",
               .other = "INC-1", .impact = 2, .urgency = 3, .commit = "1");
}

static inc_status hold(oom_day *day)
{
    return RUN(day, "INC-1", desk_time(6, 1, 9, 30), .kind = INC_COMMAND_HOLD, .reason = "caller",
               .expires = desk_time(6, 1, 11, 0), .actor = "ann", .commit = "2");
}

static inc_status advance(oom_day *day)
{
    return inc_desk_advance(day->desk, desk_time(6, 1, 12, 0), NULL, NULL);
}

static inc_status assign(oom_day *day)
{
    return RUN(day, "INC-1", desk_time(6, 1, 13, 30), .kind = INC_COMMAND_ASSIGN, .team = "desk",
               .tier = 1, .person = "ann", .commit = "3");
}

static int32_t take_all(void *user, const inc_row *message, const inc_event *event)
{
    (void) user;
    (void) message;
    (void) event;
    return INC_DELIVERY_DONE;
}

/* What an earlier attempt left claimed is free again after its lease. */
static inc_status deliver(oom_day *day)
{
    inc_outbox_options options = {.size = sizeof options, .owner = "w", .deliver = take_all};
    inc_status status = INC_OK;
    int i;

    for (i = 0; i < 4 && status == INC_OK; i++) {
        status = inc_outbox_deliver(day->desk, desk_time(6, 1, 14, 2 * i), &options, NULL);
        status = status == INC_DONE ? INC_OK : status;
    }
    return status;
}

static inc_status prioritise(oom_day *day)
{
    return RUN(day, "INC-1", desk_time(6, 2, 9, 0), .kind = INC_COMMAND_PRIORITISE, .priority = 2,
               .reason = "a workaround", .commit = "4");
}

/* The first fact of a kind. */
static inc_status find_fact(oom_day *day, int32_t kind, int64_t *sequence)
{
    inc_incident *incident = NULL;
    const inc_event *event;
    inc_status status = inc_desk_look(day->desk, "INC-1", desk_time(6, 2, 9, 0), NULL, &incident);
    size_t i;

    for (i = 0; status == INC_OK && inc_incident_event(incident, i, &event) == INC_OK; i++) {
        *sequence = inc_event_integer(event, INC_EVENT_SEQUENCE);
        if (inc_event_integer(event, INC_EVENT_KIND) == kind)
            break;
    }
    return status;
}

static inc_status correct(oom_day *day)
{
    int64_t sequence = 0;
    inc_status status = find_fact(day, INC_FACT_PRIORITISED, &sequence);

    if (status != INC_OK)
        return status;
    return RUN(day, "INC-1", desk_time(6, 2, 9, 10), .kind = INC_COMMAND_PRIORITISE, .priority = 3,
               .reason = "a slip", .corrects = sequence, .happened = desk_time(6, 2, 8, 0),
               .commit = "5");
}

static inc_status resolve(oom_day *day)
{
    return RUN(day, "INC-1", desk_time(6, 2, 10, 0), .kind = INC_COMMAND_RESOLVE, .code = "fixed",
               .text = "restarted", .documentation = "it hung", .commit = "6");
}

static inc_status migrate(oom_day *day)
{
    return inc_desk_migrate(day->desk, desk_time(6, 2, 11, 0), NULL, NULL);
}

static inc_status redact(oom_day *day)
{
    inc_walk_options options = {.size = sizeof options, .person = "ann", .reason = "gdpr"};

    return inc_desk_redact(day->desk, desk_time(6, 2, 12, 0), &options, NULL);
}

static inc_status advance_far(oom_day *day)
{
    return inc_desk_advance(day->desk, desk_time(6, 16, 0, 0), NULL, NULL);
}

static inc_status reopen(oom_day *day)
{
    return RUN(day, "INC-1", desk_time(6, 16, 9, 0), .kind = INC_COMMAND_REOPEN, .reason = "again",
               .commit = "7");
}

static inc_status refuse(oom_day *day)
{
    inc_status status = RUN(day, "INC-1", desk_time(6, 16, 9, 0), .kind = INC_COMMAND_CLOSE);
    return status == INC_E_REFUSED ? INC_OK : status;
}

/* A head that is not what its facts come to; a second attempt finds it there. */
static inc_status tamper(oom_day *day)
{
    inc_write write = {.size = sizeof write};
    inc_row_builder *builder = NULL;
    inc_batch *batch = NULL;
    inc_row *row = NULL, *wrong = NULL;
    inc_status status = inc_store_head(day->store, "acme", 0, "INC-2", &row);

    if (status == INC_OK && inc_row_integer(row, INC_HEAD_PRIORITY) == 77)
        goto out;
    if (status == INC_OK)
        status = inc_row_builder_new(day->context, INC_ROW_HEAD, &builder);
    if (status == INC_OK)
        status = inc_row_builder_copy(builder, row);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_HEAD_PRIORITY, 77);
    if (status == INC_OK)
        status = inc_row_builder_build(builder, &wrong);
    if (status == INC_OK)
        status = inc_batch_new(day->context, "acme", 0, "INC-2", -1, &batch);
    write.row = wrong;
    write.revision = inc_row_integer(row, INC_ROW_REVISION);
    if (status == INC_OK)
        status = inc_batch_write(batch, &write);
    if (status == INC_OK)
        status = inc_store_commit(day->store, batch, NULL);
out:
    inc_batch_free(batch);
    inc_row_unref(wrong);
    inc_row_builder_free(builder);
    inc_row_unref(row);
    return status;
}

static inc_status rebuild(oom_day *day)
{
    return inc_desk_rebuild(day->desk, NULL, NULL);
}

static inc_status look(oom_day *day)
{
    inc_incident *incident = NULL;
    inc_status status = inc_desk_look(day->desk, "INC-1", desk_time(6, 21, 0, 0), NULL, &incident);

    ck_assert((status == INC_OK) == (incident != NULL));
    return status;
}

static inc_status ask(oom_day *day)
{
    int32_t refusals[INC_COMMANDS_MOST];
    inc_time when = INC_TIME_NONE;
    inc_status status = inc_desk_next_deadline(day->desk, NULL, &when);

    if (status == INC_OK)
        status = inc_desk_allowed(day->desk, "INC-1", desk_time(6, 21, 0, 0), refusals,
                                  INC_COMMANDS_MOST);
    ck_assert(status != INC_OK || refusals[INC_COMMAND_CLOSE] == INC_REFUSAL_NOT_RESOLVED);
    return status;
}

static inc_status void_it(oom_day *day)
{
    int64_t sequence = 0;
    inc_status status = find_fact(day, INC_FACT_HELD, &sequence);

    if (status != INC_OK)
        return status;
    return RUN(day, "INC-1", desk_time(6, 21, 9, 0), .kind = INC_COMMAND_VOID, .corrects = sequence,
               .reason = "a slip", .commit = "8");
}

const day_call day_calls[] = {{"log", 1, 0, log_one},
                              {"log another", 1, 0, log_two},
                              {"hold", 1, 0, hold},
                              {"advance", 0, 0, advance},
                              {"assign", 1, 0, assign},
                              {"deliver", 0, 0, deliver},
                              {"prioritise", 1, 0, prioritise},
                              {"correct", 1, 0, correct},
                              {"resolve", 1, 0, resolve},
                              {"migrate", 0, 0, migrate},
                              {"redact", 0, 0, redact},
                              {"advance far", 0, 0, advance_far},
                              {"reopen", 1, 0, reopen},
                              {"refuse", 1, 0, refuse},
                              {"tamper", 1, 1, tamper},
                              {"rebuild", 0, 1, rebuild},
                              {"look", 1, 0, look},
                              {"ask", 1, 0, ask},
                              {"void", 1, 0, void_it}};
const size_t day_count = sizeof day_calls / sizeof *day_calls;
