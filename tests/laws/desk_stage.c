/* Two desks on one memory store, on which a script is played. */
#include "desk_stage.h"

#include <string.h>

static inc_status open_rules(desk_stage *stage)
{
    const desk_script *script = stage->script;
    inc_rules *const *rules = script->world->rules;
    inc_status status = inc_rulebook_new(stage->context, &stage->rulebook);
    int32_t i;

    /* All are known from long ago, two of them are in force. */
    for (i = 0; i < DESK_RULES && status == INC_OK; i++)
        status = inc_rulebook_publish(stage->rulebook, rules[i], i * INC_HOUR);
    if (status == INC_OK)
        status = inc_rulebook_publish(stage->rulebook, rules[script->first], 24 * INC_HOUR);
    if (status == INC_OK)
        status = inc_rulebook_publish(stage->rulebook, rules[script->second],
                                      SCRIPT_START + 36 * INC_HOUR);
    return status;
}

static inc_status open_desk(desk_stage *stage, size_t index)
{
    inc_desk_options options = {.size = sizeof options};
    inc_status status = inc_memory_store(stage->memory, stage->context, &stage->stores[index]);

    options.rulebook = stage->rulebook;
    options.publish_all = index == 0;
    if (status == INC_OK)
        status = inc_desk_new(stage->context, stage->stores[index], &options, &stage->desks[index]);
    return status;
}

int desk_stage_open(const desk_script *script, inc_memory *memory, desk_stage *stage)
{
    inc_status status;

    memset(stage, 0, sizeof *stage);
    stage->script = script;
    stage->context = script->world->plain.context;
    status = open_rules(stage);
    if (memory != NULL)
        stage->memory = inc_memory_ref(memory);
    else if (status == INC_OK)
        status = inc_memory_new(stage->context, &stage->memory);
    if (status == INC_OK)
        status = open_desk(stage, 0);
    if (status == INC_OK)
        status = open_desk(stage, 1);
    return status == INC_OK;
}

void desk_stage_close(desk_stage *stage)
{
    size_t i;

    for (i = 0; i < 2; i++) {
        inc_desk_free(stage->desks[i]);
        inc_store_free(stage->stores[i]);
    }
    inc_memory_unref(stage->memory);
    inc_rulebook_free(stage->rulebook);
}

static inc_status advance_shard(inc_desk *desk, inc_time now, inc_advance_options *options)
{
    inc_advance_report report = {.size = sizeof report};
    inc_status status;

    options->after = 0;
    options->after_subject = NULL;
    do {
        status = inc_desk_advance(desk, now, options, &report);
        options->after = report.after;
        options->after_subject = report.after_subject;
    } while (status == INC_OK && report.more);
    return status;
}

inc_status desk_stage_advance(inc_desk *desk, inc_time now, int32_t limit, int32_t shards)
{
    inc_advance_options options = {.size = sizeof options, .limit = limit, .shard_count = shards};
    inc_status status = INC_OK;

    for (; options.shard_index < shards && status == INC_OK; options.shard_index++)
        status = advance_shard(desk, now, &options);
    return status;
}

typedef inc_status desk_walk(inc_desk *desk, inc_time now, const inc_walk_options *options,
                             inc_walk_report *report);

static inc_status rebuild(inc_desk *desk, inc_time now, const inc_walk_options *options,
                          inc_walk_report *report)
{
    (void) now;
    return inc_desk_rebuild(desk, options, report);
}

static inc_status play_walk(inc_desk *desk, const desk_step *step, desk_walk *walk,
                            inc_walk_options *options)
{
    inc_walk_report report = {.size = sizeof report};
    inc_status status;

    options->size = sizeof *options;
    options->limit = step->limit;
    do {
        status = walk(desk, step->now, options, &report);
        options->after_subject = report.after_subject;
    } while (status == INC_OK && report.more);
    return status;
}

static int32_t deliver(void *user, const inc_row *message, const inc_event *event)
{
    inc_desk *desk = user;
    inc_time when;

    (void) event;
    /* The host may look around meanwhile. */
    (void) inc_desk_next_deadline(desk, NULL, &when);
    return (int32_t) (inc_row_integer(message, INC_MESSAGE_FACT) % 3);
}

static inc_status play_deliver(inc_desk *desk, const desk_step *step)
{
    inc_outbox_options options = {.size = sizeof options, .owner = "w", .deliver = deliver};
    inc_status status;

    options.user = desk;
    options.attempts = 2;
    options.limit = step->limit;
    status = inc_outbox_deliver(desk, step->now, &options, NULL);
    return status == INC_DONE ? INC_OK : status;
}

inc_status desk_stage_play(desk_stage *stage, const desk_step *step)
{
    inc_desk *desk = stage->desks[step->desk];
    inc_walk_options options;

    memset(&options, 0, sizeof options);
    switch (step->kind) {
    case DESK_COMMAND:
        return inc_desk_run(desk, &step->command, step->now, NULL);
    case DESK_ADVANCE:
        return desk_stage_advance(desk, step->now, step->limit, step->shards);
    case DESK_MIGRATE:
        if (step->rules < DESK_RULES)
            options.rules = inc_rules_hash(stage->script->world->rules[step->rules]);
        return play_walk(desk, step, inc_desk_migrate, &options);
    case DESK_REDACT:
        options.person = "cal";
        options.reason = "gdpr";
        return play_walk(desk, step, inc_desk_redact, &options);
    case DESK_REBUILD:
        return play_walk(desk, step, rebuild, &options);
    case DESK_DELIVER:
        return play_deliver(desk, step);
    }
    return INC_E_INVALID;
}

inc_status desk_stage_before(desk_stage *stage, desk_habit habit, inc_time now)
{
    inc_status status = INC_OK;

    if (habit == DESK_OFTEN) {
        status = desk_stage_advance(stage->desks[0], now, 0, 1);
        if (status == INC_OK)
            status = desk_stage_advance(stage->desks[1], now, 0, 1);
    } else if (habit == DESK_IN_PARTS) {
        stage->turn = 1 - stage->turn;
        status = desk_stage_advance(stage->desks[stage->turn], now, 1, 2);
    }
    return status;
}

inc_status desk_stage_run(desk_stage *stage, desk_habit habit)
{
    const desk_script *script = stage->script;
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < script->count && status == INC_OK; i++) {
        const desk_step *step = &script->steps[i];
        status = desk_stage_before(stage, habit, step->now);
        if (status != INC_OK || (step->kind == DESK_ADVANCE && habit != DESK_AS_WRITTEN))
            continue;
        status = desk_stage_play(stage, step);
        if (step->kind == DESK_COMMAND)
            status = INC_OK;
    }
    return status == INC_OK ? desk_stage_advance(stage->desks[0], script->end, 0, 1) : status;
}

inc_text *desk_stage_bytes(const desk_stage *stage)
{
    inc_text *bytes = NULL;

    if (inc_text_new(stage->context, &bytes) != INC_OK)
        return NULL;
    if (inc_memory_snapshot(stage->memory, bytes) == INC_OK)
        return bytes;
    inc_text_free(bytes);
    return NULL;
}
