/* `incident desk`: runs a script of commands, one a line, on a desk in memory. */
#include "args.h"
#include "commands.h"
#include "desk_verbs.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char desk_help[] =
    "Usage: incident desk [OPTION]... SCRIPT.desk\n\n"
    "Runs a script ('-' is standard input) on a desk in memory, and prints what came of each "
    "line.\n\n"
    "  --rules RULES.json   the rules; left out: those of a small desk\n"
    "  --zone ZONE          of local times; left out: that of the rules' first calendar, or UTC\n"
    "  --strict             exit code 1 when a command was refused\n\n"
    "A line is: [INSTANT] VERB [WORD]...   # and a comment\n\n"
    "  2026-06-01T09:00 log INC-7 person=Bob service=mail impact=2 urgency=1 text=\"No mail\"\n"
    "  09:10            assign INC-7 team=desk tier=1 person=Ada\n"
    "  +15m             hold INC-7 reason=caller expires=+24h\n"
    "                   view INC-7\n\n"
    "An instant is a local time, one with an offset, a time of the same day, or a while after the\n"
    "last one (+15m); left out, it is the last one.\n\n"
    "Commands, as VERB ID member=value...:\n"
    "  detect log acknowledge classify prioritise assign escalate hold release work note restore\n"
    "  resolve confirm refuse document close reopen cancel convert link unlink void redact "
    "migrate\n"
    "Members: activity actor actor_kind article category channel ci code commit corrects "
    "direction\n"
    "  documentation effort expires extra happened impact other person priority reason relation\n"
    "  rules service source symptom team text tier urgency visibility\n\n"
    "Verbs:\n"
    "  view ID              the incident as it stands\n"
    "  ledger ID [POLICY]   what its clocks counted, and why\n"
    "  allowed ID           which commands are possible now, and why the others are not\n"
    "  history ID           its facts as JSON lines\n"
    "  list [open] [COLUMN=VALUE]... [by COLUMN] [descending] [limit N]\n"
    "                       heads; also < <= > >=, as breach_at<12:00; by priority, due,\n"
    "                       breach_at, updated_at and other times\n"
    "  advance              settles what is due\n"
    "  deadline             when something is due next\n"
    "  outbox [retry|dead]  delivers messages, or fails to\n"
    "  publish RULES.json   other rules hold from now on\n"
    "  migrate [dry_run]    moves open clocks of all incidents to the rules in force\n"
    "  redact person=NAME reason=WHY [dry_run]\n"
    "                       forgets a person everywhere\n"
    "  verify, rebuild      compares heads with their facts; mends them\n"
    "  snapshot FILE        writes the whole store\n\n"
    "Exit codes: 0 done; 1 a command was refused, under --strict; 2 wrong usage; 3 a line that\n"
    "cannot be understood, at which the script ends.\n";

struct desk_verb {
    const char *name;
    int (*run)(struct desk_run *run, struct words *line);
};

static int desk_rules(struct desk_run *run, struct words *line)
{
    const struct word *word = words_take(line);
    if (!word)
        return desk_wrong(run, "'publish' needs a rules file");
    if (desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    if (run->now == INC_TIME_NONE)
        return desk_wrong_word(run, &line->words[0], "needs an instant before it");
    return desk_publish(run, word->name, run->now);
}

/* Before the commands, two of which are also done to all incidents. */
static const struct desk_verb desk_verbs[] = {
    {"advance", desk_advance}, {"allowed", desk_allowed}, {"deadline", desk_deadline},
    {"history", desk_history}, {"ledger", desk_ledger},   {"list", desk_list},
    {"migrate", desk_migrate}, {"outbox", desk_outbox},   {"publish", desk_rules},
    {"rebuild", desk_rebuild}, {"redact", desk_redact},   {"snapshot", desk_snapshot},
    {"verify", desk_verify},   {"view", desk_view},
};

static int desk_do(struct desk_run *run, const struct word *word, struct words *line)
{
    int32_t kind = inc_command_find(word->name, INC_ZSTR);
    for (size_t i = 0; i < sizeof desk_verbs / sizeof desk_verbs[0]; i++)
        if (strcmp(desk_verbs[i].name, word->name) == 0)
            return desk_verbs[i].run(run, line);
    if (!kind)
        return desk_wrong_word(run, word, "is neither a verb nor a command (see --help)");
    return desk_command(run, kind, line);
}

/* The line as it was written, after its instant. */
static void desk_echo(const struct desk_run *run, const struct words *line)
{
    char now[INC_FORMAT_SIZE];
    const struct word *first = &line->words[line->next];
    const struct word *last = &line->words[line->count - 1];
    printf("%s  %.*s\n", desk_time(run, run->now, now),
           (int) (last->raw + last->raw_size - first->raw), first->raw);
}

static bool desk_is_instant(const char *text)
{
    return (*text >= '0' && *text <= '9') || *text == '+';
}

static int desk_line(struct desk_run *run, struct words *line)
{
    const struct word *word = &line->words[0];
    if (desk_is_instant(word->name)) {
        inc_time now;
        if (word->value || !words_instant(word->name, run->zone, run->now, &now))
            return desk_wrong_word(
                run, word, "is no instant like 2026-06-01T09:00, or 09:00 and +15m after one");
        run->now = now;
        line->next = 1;
    }
    if (line->next == line->count)
        return TOOL_OK;
    desk_echo(run, line);
    word = words_take(line);
    return desk_do(run, word, line);
}

static int desk_lines(struct desk_run *run, const char *text, size_t size)
{
    const char *end = text + size;
    int code = TOOL_OK;
    for (run->number = 1; code == TOOL_OK && text < end; run->number++) {
        const char *stop = memchr(text, '\n', (size_t) (end - text));
        size_t length = (size_t) ((stop ? stop : end) - text);
        struct words line = {0};
        struct word wrong;
        if (!words_split(text, length, &line, &wrong))
            code = desk_wrong_word(run, &wrong, "has a quote that nothing closes");
        else if (line.count > 0)
            code = desk_line(run, &line);
        words_free(&line);
        text += length + 1;
    }
    return code;
}

struct desk_arguments {
    const char *rules;
    const char *zone;
    bool strict;
};

static int desk_script(const struct desk_arguments *arguments, const char *path)
{
    struct desk_run run = {.path = path};
    size_t size = 0;
    char *text = tool_read_file(path, &size);
    int code = text ? desk_run_open(&run, arguments->rules, arguments->zone) : TOOL_INPUT;
    if (code == TOOL_OK)
        code = desk_lines(&run, text, size);
    if (code == TOOL_OK && run.refused > 0 && arguments->strict) {
        fflush(stdout);
        tool_error("%s: %d command%s refused", path, run.refused,
                   run.refused == 1 ? " was" : "s were");
        code = TOOL_FINDINGS;
    }
    desk_run_close(&run);
    free(text);
    return code;
}

int command_desk(int argc, char **argv)
{
    static const struct option options[] = {{"rules", required_argument, NULL, 'r'},
                                            {"zone", required_argument, NULL, 'z'},
                                            {"strict", no_argument, NULL, 's'},
                                            {"help", no_argument, NULL, 'H'},
                                            {NULL, 0, NULL, 0}};
    struct desk_arguments arguments = {NULL, NULL, false};
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == 'H') {
            fputs(desk_help, stdout);
            return TOOL_OK;
        }
        if (option == 'r')
            arguments.rules = optarg;
        else if (option == 'z')
            arguments.zone = optarg;
        else if (option == 's')
            arguments.strict = true;
        else
            return args_refuse(option, argv);
    }
    if (argc - optind != 1)
        return tool_usage("one script is needed, %d given", argc - optind);
    return desk_script(&arguments, argv[optind]);
}
