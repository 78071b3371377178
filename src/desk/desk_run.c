/* Runs a command: settle, ask the guards, append, commit; after a conflict all of it again. */
#include "base/options.h"
#include "desk/command.h"
#include "desk/desk.h"
#include "time/sight.h"

#include <string.h>

/* Times of a command: now where it says nothing, and nothing that lies ahead. */
static inc_status run_time(inc_desk *desk, inc_command *command)
{
    if (command->happened == INC_TIME_NONE)
        command->happened = desk->recorded;
    if (!inc__time_valid(command->happened))
        return inc__fail(desk->context, INC_E_RANGE,
                         "the instant '%lld' us of a command was outside the years 1900 to 9999",
                         (long long) command->happened);
    if (command->expires != INC_TIME_NONE && command->expires <= command->happened)
        return inc__fail(desk->context, INC_E_INVALID,
                         "a hold expired at '%lld' us, which is not after it began",
                         (long long) command->expires);
    return INC_OK;
}

static inc_status run_guard(inc_desk *desk, const inc_command *command, const inc__case *facts)
{
    inc__refusal *refusal = &desk->refusal;

    if (command->happened > desk->recorded) {
        inc__refusal_time(refusal, "happened", command->happened);
        inc__refusal_time(refusal, "now", desk->recorded);
        (void) inc__refuse(refusal, INC_REFUSAL_IN_FUTURE);
    } else {
        (void) inc__guard(facts, command, refusal);
    }
    if (refusal->code == INC_REFUSAL_NONE)
        return INC_OK;
    return inc__refusal_fail(desk->context, refusal, inc_command_name(command->kind),
                             command->subject);
}

static int run_is_first(int32_t kind)
{
    return kind == INC_COMMAND_DETECT || kind == INC_COMMAND_LOG;
}

static inc_status run_load(inc_desk *desk, const inc_command *command, inc_time now)
{
    inc_status status = inc__desk_load(desk, command->subject, now);

    if (status == INC_OK && desk->sequence == 0 && !run_is_first(command->kind))
        return inc__fail(desk->context, INC_E_NOT_FOUND, "there was no incident '%s'",
                         command->subject);
    return status;
}

/* The facts of a command that the guards allow, and what follows from them at once. */
static inc_status run_act(inc_desk *desk, const inc_command *command, inc_outcome *outcome)
{
    inc_command timed = *command;
    inc__case facts;
    int32_t after = 0;
    inc_status status = run_time(desk, &timed);

    inc__desk_case(desk, &facts);
    if (status == INC_OK)
        status = run_guard(desk, &timed, &facts);
    if (status != INC_OK)
        return status;
    outcome->first = desk->sequence + (int64_t) desk->fresh.count + 1;
    status = inc__desk_act(desk, &facts, &timed);
    if (status == INC_OK)
        status = inc__desk_fold(desk);
    outcome->facts = (int32_t) desk->fresh.count - outcome->settled;
    if (status == INC_OK)
        status = inc__desk_settle(desk, &after);
    outcome->last = desk->sequence + (int64_t) desk->fresh.count;
    return status;
}

/* A command whose commit was not seen before. */
static inc_status run_anew(inc_desk *desk, const inc_command *command, inc_outcome *outcome)
{
    inc_status status = inc__desk_settle(desk, &outcome->settled);

    if (status == INC_OK)
        status = run_act(desk, command, outcome);
    return status == INC_OK ? inc__desk_commit(desk) : status;
}

inc_status inc__desk_try(inc_desk *desk, const inc_command *command, inc_time now,
                         inc_outcome *outcome)
{
    int relaying = desk->relaying;
    inc_status status = run_load(desk, command, now);

    memset(outcome, 0, sizeof *outcome);
    desk->relaying = relaying;
    desk->commit = command->commit;
    if (status == INC_OK)
        outcome->last = inc__desk_seen(desk, command->commit);
    if (status == INC_OK && outcome->last == 0)
        status = run_anew(desk, command, outcome);
    inc__desk_drop(desk);
    return status;
}

static inc_status run_command(inc_desk *desk, const inc_command *command, inc_time now,
                              inc_outcome *outcome)
{
    inc_command ours;
    inc_status status;
    int32_t attempt = 0;

    inc__refusal_clear(&desk->refusal);
    status = inc__command_read(desk->context, command, &ours);
    if (status == INC_OK && !inc__time_valid(now))
        status =
            inc__fail(desk->context, INC_E_RANGE,
                      "the instant '%lld' us was outside the years 1900 to 9999", (long long) now);
    if (status != INC_OK)
        return status;
    do {
        desk->relaying = 0;
        status = inc__desk_try(desk, &ours, now, outcome);
    } while (status == INC_E_CONFLICT && ++attempt < desk->attempts);
    return status;
}

inc_status inc_desk_run(inc_desk *desk, const inc_command *command, inc_time now,
                        inc_outcome *outcome)
{
    inc_outcome local;
    inc_status status;

    memset(&local, 0, sizeof local);
    if (desk == NULL || command == NULL ||
        (outcome != NULL && INC__FILL(outcome, &local, settled) != INC_OK))
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    status = run_command(desk, command, now, &local);
    if (status == INC_OK && outcome != NULL)
        status = INC__FILL(outcome, &local, settled);
    return inc__desk_leave(desk, status);
}
