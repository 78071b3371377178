/* A day at a desk, decoded from bytes. */
#include "desk_script.h"

#include <stdio.h>
#include <string.h>

typedef struct desk_reader {
    const uint8_t *bytes;
    size_t size;
    size_t used;
} desk_reader;

static uint8_t draw(desk_reader *reader)
{
    return reader->used < reader->size ? reader->bytes[reader->used++] : 0;
}

static int32_t pick(desk_reader *reader, int32_t count)
{
    return (int32_t) draw(reader) % count;
}

#define PICK_TEXT(reader, list) ((list)[pick((reader), (int32_t) (sizeof(list) / sizeof *(list)))])

const char *desk_subject(size_t index)
{
    static const char longest[] =
        "INC-3------------------------------------------------------------------------------------"
        "-----------------------------------------------------------------------------------------"
        "--------------------------------------------------------------------------x\xc3\xa9";
    static const char *const subjects[DESK_SUBJECTS] = {"INC-1", "INC-2", longest};
    return subjects[index];
}

/* Most instants lie on half hours, so that facts meet each other, dues and expiries. */
static inc_time draw_now(const desk_script *script, desk_reader *reader, inc_time after)
{
    int32_t step = pick(reader, 24);

    if (step >= 22)
        return after + (step - 21) * 5 * 24 * INC_HOUR;
    if (step >= 19)
        return after + (step - 18) * 24 * INC_HOUR;
    if (step >= 17)
        return after + (step - 16);
    if (step == 16)
        return script->backwards ? after - INC_HOUR : after;
    return after + step * INC_HOUR / 2;
}

static void draw_class(desk_reader *reader, inc_command *command)
{
    static const char *const categories[] = {
        NULL, "software.email", "hardware",         "network", "software", NULL, NULL,
        NULL, "software.email", "request.hardware", "nonsense"};
    static const char *const services[] = {NULL, "mail", "web"};
    static const char *const symptoms[] = {NULL, "outage", "slowness"};

    command->category = PICK_TEXT(reader, categories);
    command->service = PICK_TEXT(reader, services);
    command->symptom = PICK_TEXT(reader, symptoms);
    command->impact = pick(reader, 13) * 4 / 13;
    command->urgency = pick(reader, 13) * 4 / 13;
    if (pick(reader, 16) == 15)
        command->impact = 4;
}

static void draw_place(desk_reader *reader, inc_command *command)
{
    static const char *const teams[] = {NULL, "desk", "net"};
    static const char *const persons[] = {NULL, "ann", "bob"};

    command->team = PICK_TEXT(reader, teams);
    command->person = PICK_TEXT(reader, persons);
    command->tier = pick(reader, 9) / 2;
}

static void draw_hold(desk_reader *reader, inc_command *command)
{
    static const char *const reasons[] = {"caller", "caller", "vendor", "supplier", "nap"};
    static const char *const sources[] = {NULL, NULL, "mail"};

    command->reason = PICK_TEXT(reader, reasons);
    command->source = PICK_TEXT(reader, sources);
}

static void draw_link(const desk_script *script, desk_reader *reader, inc_command *command)
{
    static const char *const plain[] = {"change", "problem", "change", "cousin"};
    static const char *const told[] = {"change",    "duplicate",   "parent",  "child",
                                       "follow_up", "followed_by", "related", "problem"};

    command->relation = script->relays ? PICK_TEXT(reader, told) : PICK_TEXT(reader, plain);
    command->other = pick(reader, 4) == 3 ? "CHG-1" : desk_subject((size_t) pick(reader, 3));
}

static void draw_end(desk_reader *reader, inc_command *command)
{
    static const char *const codes[] = {"fixed", "fixed", "workaround", "configuration_changed",
                                        "wished_away"};
    static const char *const texts[] = {NULL, "restarted the relay"};

    command->documentation = PICK_TEXT(reader, texts);
    if (command->kind == INC_COMMAND_RESOLVE) {
        command->code = PICK_TEXT(reader, codes);
        command->text = "done";
        command->other = pick(reader, 3) == 2 ? "CHG-2" : NULL;
    } else if (command->kind == INC_COMMAND_DOCUMENT && command->documentation == NULL) {
        command->documentation = "what was done";
    }
}

/* What the command takes, as a sensible caller would give it. */
static void draw_members(const desk_script *script, desk_reader *reader, inc_command *command)
{
    switch (command->kind) {
    case INC_COMMAND_LOG:
        if (pick(reader, 5) == 4)
            draw_link(script, reader, command);
        command->person = "cal";
        command->text = "no mail";
        draw_class(reader, command);
        break;
    case INC_COMMAND_CLASSIFY:
        draw_class(reader, command);
        break;
    case INC_COMMAND_PRIORITISE:
        command->priority = pick(reader, 6);
        command->reason = "the boss is waiting";
        break;
    case INC_COMMAND_ESCALATE:
        command->direction = pick(reader, 4) == 3 ? "hierarchic" : NULL;
        draw_place(reader, command);
        break;
    case INC_COMMAND_ASSIGN:
        draw_place(reader, command);
        break;
    case INC_COMMAND_HOLD:
    case INC_COMMAND_RELEASE:
        draw_hold(reader, command);
        break;
    case INC_COMMAND_LINK:
    case INC_COMMAND_UNLINK:
        draw_link(script, reader, command);
        break;
    case INC_COMMAND_RESOLVE:
    case INC_COMMAND_DOCUMENT:
    case INC_COMMAND_CLOSE:
        draw_end(reader, command);
        break;
    case INC_COMMAND_WORK:
        command->effort = pick(reader, 4) * 20 * INC_MINUTE;
        command->activity = "root_cause";
        break;
    case INC_COMMAND_NOTE:
        command->text = "called back";
        break;
    case INC_COMMAND_REDACT:
        command->person = pick(reader, 2) == 1 ? "cal" : NULL;
        command->reason = "forget";
        break;
    case INC_COMMAND_CONVERT:
        command->other = "REQ-1";
        break;
    case INC_COMMAND_REFUSE:
    case INC_COMMAND_REOPEN:
    case INC_COMMAND_CANCEL:
    case INC_COMMAND_VOID:
        command->reason = "a slip";
        break;
    default:
        break;
    }
}

/* A hold's expiry, mostly sensible. */
static void draw_expiry(desk_reader *reader, desk_step *step)
{
    int32_t hours = pick(reader, 16);

    if (step->command.kind != INC_COMMAND_HOLD || hours >= 8)
        return;
    step->command.expires = step->now + hours * INC_HOUR - (hours == 7 ? 8 * INC_HOUR : 0);
}

/* Late facts, corrections, and now and then something that makes no sense. */
static void draw_odd(desk_reader *reader, desk_step *step)
{
    inc_command *command = &step->command;
    int32_t odd = pick(reader, 64);

    if (odd < 5)
        command->happened = step->now - (1 + pick(reader, 30)) * INC_HOUR;
    if (odd == 5)
        command->happened = step->now + INC_HOUR;
    if ((odd >= 6 && odd < 10) || command->kind == INC_COMMAND_VOID)
        command->corrects = 1 + pick(reader, 24);
    if (odd == 10)
        command->article = "KB-7";
    if (odd == 11)
        command->tier = 101;
    if (odd == 12)
        command->text = "\xff";
    if (odd == 13)
        command->code = "fixed";
}

/* What is likely to be asked next, by what was asked before. */
static int32_t draw_kind(desk_reader *reader, int32_t phase)
{
    static const unsigned char open[] = {
        INC_COMMAND_CLASSIFY, INC_COMMAND_ASSIGN,   INC_COMMAND_HOLD,       INC_COMMAND_HOLD,
        INC_COMMAND_RELEASE,  INC_COMMAND_ESCALATE, INC_COMMAND_PRIORITISE, INC_COMMAND_RESOLVE,
        INC_COMMAND_RESOLVE,  INC_COMMAND_RESTORE,  INC_COMMAND_WORK,       INC_COMMAND_VOID,
        INC_COMMAND_DOCUMENT, INC_COMMAND_REOPEN};
    static const unsigned char over[] = {
        INC_COMMAND_CONFIRM,  INC_COMMAND_CONFIRM, INC_COMMAND_CLOSE,  INC_COMMAND_CLOSE,
        INC_COMMAND_REFUSE,   INC_COMMAND_REOPEN,  INC_COMMAND_REOPEN, INC_COMMAND_DOCUMENT,
        INC_COMMAND_CLASSIFY, INC_COMMAND_VOID};

    if (pick(reader, 4) == 3)
        return 1 + pick(reader, INC_COMMAND_MIGRATE);
    if (phase == 0)
        return pick(reader, 8) == 7 ? INC_COMMAND_DETECT : INC_COMMAND_LOG;
    return phase == 1 ? PICK_TEXT(reader, open) : PICK_TEXT(reader, over);
}

/* 0: no record, 1: open, 2: resolved or closed; as far as can be told without a desk. */
static int32_t phase_after(int32_t phase, int32_t kind)
{
    switch (kind) {
    case INC_COMMAND_LOG:
    case INC_COMMAND_REFUSE:
    case INC_COMMAND_REOPEN:
        return 1;
    case INC_COMMAND_RESOLVE:
        return phase == 0 ? 0 : 2;
    default:
        return phase;
    }
}

/* Most records are sound, so that there is something to work on. */
static void draw_record(desk_reader *reader, inc_command *command)
{
    command->kind = INC_COMMAND_LOG;
    command->impact = 1 + pick(reader, 3);
    command->urgency = 1 + pick(reader, 3);
    command->service = pick(reader, 2) == 1 ? "mail" : NULL;
    command->visibility = pick(reader, 2);
}

static void draw_command(desk_script *script, desk_reader *reader, desk_step *step)
{
    inc_command *command = &step->command;
    size_t subject = (size_t) pick(reader, 8) * DESK_SUBJECTS / 12;

    command->size = sizeof *command;
    command->subject = desk_subject(subject);
    if (script->phases[subject] == 0 && pick(reader, 4) != 3) {
        draw_record(reader, command);
        script->phases[subject] = 1;
        return;
    }
    command->kind = draw_kind(reader, script->phases[subject]);
    script->phases[subject] = phase_after(script->phases[subject], command->kind);
    command->actor = pick(reader, 4) == 3 ? "cal" : "ann";
    command->actor_kind = pick(reader, 6) == 5 ? INC_ACTOR_BOT : 0;
    command->visibility = pick(reader, 4) == 3 ? INC_VISIBILITY_INTERNAL : 0;
    draw_members(script, reader, command);
    draw_expiry(reader, step);
    draw_odd(reader, step);
    if (pick(reader, 4) == 3) {
        (void) snprintf(step->commit, sizeof step->commit, "c%d", pick(reader, 40));
        command->commit = step->commit;
    }
}

static void draw_step(desk_script *script, desk_reader *reader, inc_time *clock)
{
    static const desk_step_kind kinds[] = {DESK_ADVANCE, DESK_ADVANCE, DESK_MIGRATE,
                                           DESK_REDACT,  DESK_REBUILD, DESK_DELIVER};
    desk_step *step = &script->steps[script->count++];
    int32_t kind = pick(reader, 24);
    inc_time now = draw_now(script, reader, *clock);

    memset(step, 0, sizeof *step);
    step->kind = kind < 6 ? kinds[kind] : DESK_COMMAND;
    step->desk = pick(reader, 2);
    step->now = now;
    step->limit = pick(reader, 4);
    step->shards = 1 + pick(reader, 3);
    step->rules = pick(reader, DESK_RULES + 1);
    if (step->kind == DESK_COMMAND)
        draw_command(script, reader, step);
    if (step->command.kind == INC_COMMAND_MIGRATE && step->rules < DESK_RULES) {
        (void) inc_hash_text(inc_rules_hash(script->world->rules[step->rules]), step->hash);
        step->command.rules = step->hash;
    }
    if (now > *clock)
        *clock = now;
}

void desk_script_read(const desk_world *world, const uint8_t *bytes, size_t size,
                      desk_script *script)
{
    desk_reader reader = {bytes, size, 0};
    inc_time clock = SCRIPT_START + 8 * INC_HOUR;

    script->world = world;
    script->count = 0;
    memset(script->phases, 0, sizeof script->phases);
    script->first = pick(&reader, DESK_RULES);
    script->second = pick(&reader, DESK_RULES);
    script->relays = pick(&reader, 3) == 2;
    script->backwards = pick(&reader, 4) == 3;
    script->shuffle = draw(&reader);
    while (script->count < DESK_STEPS && (reader.used < size || script->count == 0))
        draw_step(script, &reader, &clock);
    script->end = clock + 60 * 24 * INC_HOUR;
}
