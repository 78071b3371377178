/* What holds for every day at a desk, whatever is asked of it. */
#include "desk_laws.h"

#include <stdio.h>
#include <string.h>

int desk_broken(const desk_trial *trial, const char *law, const char *detail)
{
    (void) snprintf(trial->broken, trial->room, "%s: %s (%s), at step %zu", trial->where, law,
                    detail, trial->step);
    return 0;
}

static int same_bytes(const inc_text *a, const inc_text *b)
{
    size_t left, right;
    const char *one, *other;

    if (a == NULL || b == NULL)
        return 0;
    one = inc_text_data(a, &left);
    other = inc_text_data(b, &right);
    return left == right && memcmp(one, other, left) == 0;
}

/* Every head is what its facts come to. */
static int law_verify(const desk_trial *trial)
{
    inc_walk_report report = {.size = sizeof report};
    inc_difference difference = {.size = sizeof difference};
    inc_desk *desk = trial->stage->desks[0];

    if (inc_desk_verify(desk, NULL, &report) != INC_OK)
        return desk_broken(trial, "verify goes through", inc_context_error(trial->stage->context));
    if (report.changed == 0)
        return 1;
    (void) inc_desk_difference(desk, 0, &difference);
    return desk_broken(trial, "verify finds nothing", difference.name);
}

static inc_time deadline(const desk_trial *trial)
{
    inc_time when = INC_TIME_NONE;

    return inc_desk_next_deadline(trial->stage->desks[1], NULL, &when) == INC_OK ? when
                                                                                 : INC_TIME_NONE;
}

/* After everything due was settled, what is next lies ahead. */
static int law_deadline(const desk_trial *trial, inc_time now)
{
    inc_time when = deadline(trial);
    return when == INC_TIME_NONE || when > now ||
           desk_broken(trial, "after an advance the next deadline lies ahead", "");
}

/* 1 for a step that may change what was known of a subject's past. */
static int is_amendment(const desk_step *step, const char *subject)
{
    const inc_command *command = &step->command;

    return step->kind == DESK_COMMAND && strcmp(command->subject, subject) == 0 &&
           (command->corrects != 0 || command->happened != 0);
}

/* 1 for a step that moves clocks to other rules. */
static int is_migration(const desk_step *step, const char *subject)
{
    return step->kind == DESK_MIGRATE ||
           (step->kind == DESK_COMMAND && step->command.kind == INC_COMMAND_MIGRATE &&
            strcmp(step->command.subject, subject) == 0);
}

static void note_step(const desk_trial *trial, const desk_step *step, size_t index, desk_memo *memo)
{
    int amends = is_amendment(step, desk_subject(index));

    memo->amended |= amends || is_migration(step, desk_subject(index));
    memo->ever_amended |= amends || trial->script->backwards;
    memo->ever_migrated |= is_migration(step, desk_subject(index));
}

static int may_answer(inc_status status)
{
    return status == INC_OK || status == INC_E_REFUSED || status == INC_E_INVALID ||
           status == INC_E_NOT_FOUND;
}

/* What was said to be allowed, and what the command answered. */
static int law_allowed(const desk_trial *trial, const desk_step *step, const int32_t *allowed,
                       inc_status status)
{
    const inc_command *command = &step->command;
    int32_t said = allowed[command->kind], code = inc_desk_refusal(trial->stage->desks[step->desk]);

    if (!may_answer(status))
        return desk_broken(trial, "a command is run or refused",
                           inc_context_error(trial->stage->context));
    if ((status == INC_E_REFUSED) != (code != INC_REFUSAL_NONE))
        return desk_broken(trial, "a refusal has a code", inc_refusal_name(code));
    if (command->corrects != 0 || command->commit != NULL || command->happened > step->now ||
        code == INC_REFUSAL_LINK_TO_SELF)
        return 1;
    if (said != INC_REFUSAL_NONE && status == INC_OK)
        return desk_broken(trial, "what is not allowed is refused", inc_refusal_name(said));
    return said == INC_REFUSAL_NONE || status != INC_E_REFUSED || code == said ||
           desk_broken(trial, "the refusal is the one foretold", inc_refusal_name(code));
}

static int play_command(const desk_trial *trial, const desk_step *step, const inc_text *before)
{
    int32_t allowed[INC_COMMANDS_MOST];
    inc_desk *desk = trial->stage->desks[step->desk];
    inc_text *after;
    inc_status status;
    int good;

    if (inc_desk_allowed(desk, step->command.subject, step->now, allowed, INC_COMMANDS_MOST) !=
        INC_OK)
        return desk_broken(trial, "what is allowed can be asked", "");
    status = desk_stage_play(trial->stage, step);
    good = law_allowed(trial, step, allowed, status);
    after = desk_stage_bytes(trial->stage);
    if (good && status != INC_OK && !same_bytes(before, after))
        good = desk_broken(trial, "what is refused writes nothing", "");
    inc_text_free(after);
    return good;
}

/* Before its time an advance does nothing; when it is time, something. */
static int play_advance(const desk_trial *trial, const desk_step *step, const inc_text *before)
{
    inc_time when = deadline(trial);
    int due = when != INC_TIME_NONE && when <= step->now;
    inc_text *after;
    int good;

    if (desk_stage_play(trial->stage, step) != INC_OK)
        return desk_broken(trial, "advance goes through", inc_context_error(trial->stage->context));
    after = desk_stage_bytes(trial->stage);
    good = same_bytes(before, after) == !due ||
           desk_broken(trial, "an advance does something if and only if it is time", "");
    inc_text_free(after);
    return good && law_deadline(trial, step->now);
}

static int play_step(const desk_trial *trial, const desk_step *step)
{
    inc_text *before = desk_stage_bytes(trial->stage);
    int good = 1;

    if (step->kind == DESK_COMMAND)
        good = play_command(trial, step, before);
    else if (step->kind == DESK_ADVANCE)
        good = play_advance(trial, step, before);
    else if (desk_stage_play(trial->stage, step) != INC_OK)
        good = desk_broken(trial, "walks go through", inc_context_error(trial->stage->context));
    inc_text_free(before);
    return good && law_verify(trial);
}

static int play_watched(desk_trial *trial, desk_memo *memos)
{
    const desk_script *script = trial->script;
    inc_time clock = SCRIPT_START;
    int good = 1;
    size_t i;

    for (trial->step = 0; good && trial->step < script->count; trial->step++) {
        const desk_step *step = &script->steps[trial->step];
        clock = step->now > clock ? step->now : clock;
        good = play_step(trial, step);
        for (i = 0; good && i < DESK_SUBJECTS; i++) {
            note_step(trial, step, i, &memos[i]);
            good = desk_look_laws(trial, desk_subject(i), clock, &memos[i]);
        }
    }
    return good;
}

/* Whoever wakes when told to finds something to do, and then has to wait. */
static int law_wakes(const desk_trial *trial)
{
    inc_desk *desk = trial->stage->desks[0];
    inc_time when, last = INC_TIME_NONE;
    int i;

    for (i = 0; i < 12; i++) {
        inc_advance_report report = {.size = sizeof report};
        when = deadline(trial);
        if (when == INC_TIME_NONE)
            return 1;
        if (last != INC_TIME_NONE && when <= last)
            return desk_broken(trial, "after waking the next deadline lies ahead", "");
        if (inc_desk_advance(desk, when, NULL, &report) != INC_OK)
            return desk_broken(trial, "advance goes through",
                               inc_context_error(trial->stage->context));
        if (report.subjects + report.messages == 0)
            return desk_broken(trial, "there is something to do when woken", "");
        last = when;
    }
    return law_verify(trial);
}

/* The bytes of a store make the same store, on which a desk goes on. */
static int law_restores(const desk_trial *trial)
{
    inc_text *bytes = desk_stage_bytes(trial->stage), *again = NULL;
    inc_memory *memory = NULL;
    desk_trial other = *trial;
    desk_stage stage;
    size_t size = 0;
    const char *data = bytes != NULL ? inc_text_data(bytes, &size) : "";
    int good = inc_memory_restore(trial->stage->context, data, size, &memory) == INC_OK ||
               desk_broken(trial, "a snapshot restores", inc_context_error(trial->stage->context));

    if (good && desk_stage_open(trial->script, memory, &stage)) {
        other.stage = &stage;
        again = desk_stage_bytes(&stage);
        good = same_bytes(bytes, again) || desk_broken(trial, "a snapshot restores", "bytes");
        good = good && law_verify(&other) && law_wakes(&other);
        desk_stage_close(&stage);
    }
    inc_memory_unref(memory);
    inc_text_free(again);
    inc_text_free(bytes);
    return good;
}

static int check_watched(desk_trial *trial, desk_memo *memos)
{
    const desk_script *script = trial->script;
    int good = play_watched(trial, memos);
    size_t i;

    good = good && law_restores(trial);
    if (good && desk_stage_advance(trial->stage->desks[0], script->end, 0, 1) != INC_OK)
        good = desk_broken(trial, "advance goes through", inc_context_error(trial->stage->context));
    good = good && law_verify(trial) && law_deadline(trial, script->end);
    for (i = 0; good && i < DESK_SUBJECTS; i++)
        good = desk_look_laws(trial, desk_subject(i), script->end, &memos[i]) &&
               desk_end_laws(trial, desk_subject(i), &memos[i]);
    return good;
}

/* Facts alike but for when and by which commit they were recorded. */
static int same_facts(const inc_event *a, const inc_event *b)
{
    static const int32_t integers[] = {
        INC_EVENT_SEQUENCE,  INC_EVENT_KIND,  INC_EVENT_HAPPENED, INC_EVENT_ACTOR_KIND,
        INC_EVENT_TIER,      INC_EVENT_CAUSE, INC_EVENT_CORRECTS, INC_EVENT_INTEGER_1,
        INC_EVENT_INTEGER_2, INC_EVENT_TIME_1};
    static const int32_t texts[] = {INC_EVENT_CODE_1,      INC_EVENT_CODE_2, INC_EVENT_REFERENCE_1,
                                    INC_EVENT_REFERENCE_2, INC_EVENT_TEAM,   INC_EVENT_PERSON,
                                    INC_EVENT_TEXT};
    size_t i;

    for (i = 0; i < sizeof integers / sizeof *integers; i++) {
        if (inc_event_integer(a, integers[i]) != inc_event_integer(b, integers[i]))
            return 0;
    }
    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(inc_event_text(a, texts[i], NULL), inc_event_text(b, texts[i], NULL)) != 0)
            return 0;
    }
    return 1;
}

static int law_same_facts(const desk_trial *trial, const desk_stage *other, const char *subject)
{
    inc_incident *one = NULL, *two = NULL;
    const inc_event *a, *b;
    char detail[80] = "look";
    size_t i;
    int good =
        inc_desk_look(trial->stage->desks[0], subject, trial->script->end, NULL, &one) == INC_OK &&
        inc_desk_look(other->desks[0], subject, trial->script->end, NULL, &two) == INC_OK;

    for (i = 0; good && inc_incident_event(one, i, &a) == INC_OK; i++) {
        good = inc_incident_event(two, i, &b) == INC_OK && same_facts(a, b);
        (void) snprintf(detail, sizeof detail, "%.6s %zu: %s", subject, i + 1,
                        inc_fact_name((int32_t) inc_event_integer(a, INC_EVENT_KIND)));
    }
    good = good && inc_incident_count(one) == inc_incident_count(two);
    return good || desk_broken(trial, "the same facts at the same instants", detail);
}

static int check_habit(desk_trial *trial, desk_habit habit, const char *name)
{
    desk_stage stage;
    inc_text *bytes = NULL, *same = NULL;
    size_t i;
    int good =
        desk_stage_open(trial->script, NULL, &stage) && desk_stage_run(&stage, habit) == INC_OK;

    trial->where = name;
    if (!good)
        (void) desk_broken(trial, "a day goes through", inc_context_error(trial->stage->context));
    if (good && habit == DESK_AS_WRITTEN) {
        bytes = desk_stage_bytes(trial->stage);
        same = desk_stage_bytes(&stage);
        good = same_bytes(bytes, same) || desk_broken(trial, "the same day, the same bytes", "");
    }
    for (i = 0; good && habit != DESK_AS_WRITTEN && i < DESK_SUBJECTS; i++)
        good = law_same_facts(trial, &stage, desk_subject(i));
    inc_text_free(bytes);
    inc_text_free(same);
    desk_stage_close(&stage);
    return good;
}

/* Links that the other end is told of come when they come; so does what a clock behind records. */
static int check_habits(desk_trial *trial)
{
    if (!check_habit(trial, DESK_AS_WRITTEN, "again"))
        return 0;
    if (trial->script->relays || trial->script->backwards)
        return 1;
    return check_habit(trial, DESK_LATE, "late") && check_habit(trial, DESK_OFTEN, "often") &&
           check_habit(trial, DESK_IN_PARTS, "in parts");
}

int desk_laws_hold(const desk_world *world, const uint8_t *bytes, size_t size, char *broken,
                   size_t room)
{
    desk_script script;
    desk_stage stage;
    desk_memo memos[DESK_SUBJECTS];
    desk_trial trial = {&script, &stage, "watched", 0, broken, room};
    int good;

    memset(memos, 0, sizeof memos);
    desk_script_read(world, bytes, size, &script);
    good = desk_stage_open(&script, NULL, &stage) || desk_broken(&trial, "a desk opens", "");
    good = good && check_watched(&trial, memos) && check_habits(&trial);
    desk_stage_close(&stage);
    return good;
}
