/* `incident desk`: what goes over all incidents. */
#include "desk_verbs.h"

#include <stdlib.h>
#include <string.h>

struct walk {
    inc_walk_options options;
    inc_walk_report done;
    const char *what; /* "would change", "changed" */
    inc_status (*step)(struct desk_run *run, struct walk *walk);
    void (*show)(const struct desk_run *run, const inc_difference *difference);
};

static void walk_show_column(const struct desk_run *run, const inc_difference *difference)
{
    (void) run;
    printf("  %s: %s differs\n", difference->subject, difference->name);
}

static void walk_show_verdict(const struct desk_run *run, const inc_difference *difference)
{
    char was[INC_FORMAT_SIZE], is[INC_FORMAT_SIZE];
    printf("  %s, policy %s: was %s, due %s; is %s, due %s\n", difference->subject,
           difference->name, inc_verdict_name(difference->was_verdict),
           desk_time(run, difference->was_due, was), inc_verdict_name(difference->is_verdict),
           desk_time(run, difference->is_due, is));
}

/* Goes over all incidents in chunks, and tells the differences of each. */
static int walk_all(struct desk_run *run, struct walk *walk)
{
    inc_difference difference = {.size = sizeof difference};
    int32_t subjects = 0, changed = 0;
    char *after = NULL;
    inc_status status;
    do {
        inc_walk_report *report = &walk->done;
        *report = (inc_walk_report){.size = sizeof *report};
        walk->options.after_subject = after;
        status = walk->step(run, walk);
        if (status != INC_OK)
            break;
        for (size_t i = 0; inc_desk_difference(run->desk, i, &difference) == INC_OK; i++)
            walk->show(run, &difference);
        subjects += report->subjects;
        changed += report->changed;
        free(after);
        after =
            report->more ? tool_copy(report->after_subject, strlen(report->after_subject)) : NULL;
    } while (after);
    free(after);
    if (status != INC_OK)
        return desk_failed(run, status);
    printf("  %d incident%s, %d %s\n", (int) subjects, subjects == 1 ? "" : "s", (int) changed,
           walk->what);
    return desk_tell_all(run);
}

static inc_status walk_verify(struct desk_run *run, struct walk *walk)
{
    return inc_desk_verify(run->desk, &walk->options, &walk->done);
}

static inc_status walk_rebuild(struct desk_run *run, struct walk *walk)
{
    return inc_desk_rebuild(run->desk, &walk->options, &walk->done);
}

static inc_status walk_migrate(struct desk_run *run, struct walk *walk)
{
    return inc_desk_migrate(run->desk, run->now, &walk->options, &walk->done);
}

static inc_status walk_redact(struct desk_run *run, struct walk *walk)
{
    return inc_desk_redact(run->desk, run->now, &walk->options, &walk->done);
}

/* dry_run, person=NAME, reason=WHY, actor=NAME */
static int walk_words(const struct desk_run *run, struct words *line, struct walk *walk)
{
    const struct word *word;
    while ((word = words_take(line))) {
        bool is_given = strcmp(word->sign, "=") == 0;
        if (!is_given && strcmp(word->name, "dry_run") == 0)
            walk->options.dry_run = 1;
        else if (is_given && strcmp(word->name, "person") == 0)
            walk->options.person = word->value;
        else if (is_given && strcmp(word->name, "reason") == 0)
            walk->options.reason = word->value;
        else if (is_given && strcmp(word->name, "actor") == 0)
            walk->options.actor = word->value;
        else
            return desk_wrong_word(run, word, "is none of dry_run, person=, reason=, actor=");
    }
    if (walk->options.dry_run)
        walk->what = "would change";
    return TOOL_OK;
}

int desk_verify(struct desk_run *run, struct words *line)
{
    struct walk walk = {.options = {.size = sizeof walk.options},
                        .what = "differ",
                        .step = walk_verify,
                        .show = walk_show_column};
    int code = desk_end(run, line);
    return code == TOOL_OK ? walk_all(run, &walk) : code;
}

int desk_rebuild(struct desk_run *run, struct words *line)
{
    struct walk walk = {.options = {.size = sizeof walk.options},
                        .what = "rebuilt",
                        .step = walk_rebuild,
                        .show = walk_show_column};
    int code = desk_end(run, line);
    return code == TOOL_OK ? walk_all(run, &walk) : code;
}

/* With a subject they are commands. */
static bool walk_has_subject(const struct words *line)
{
    return line->next < line->count && !line->words[line->next].value &&
           strcmp(line->words[line->next].name, "dry_run") != 0;
}

int desk_migrate(struct desk_run *run, struct words *line)
{
    struct walk walk = {.options = {.size = sizeof walk.options},
                        .what = "changed",
                        .step = walk_migrate,
                        .show = walk_show_verdict};
    int code;
    if (walk_has_subject(line))
        return desk_command(run, INC_COMMAND_MIGRATE, line);
    code = walk_words(run, line, &walk);
    return code == TOOL_OK ? walk_all(run, &walk) : code;
}

int desk_redact(struct desk_run *run, struct words *line)
{
    struct walk walk = {.options = {.size = sizeof walk.options},
                        .what = "changed",
                        .step = walk_redact,
                        .show = walk_show_column};
    int code;
    if (walk_has_subject(line))
        return desk_command(run, INC_COMMAND_REDACT, line);
    code = walk_words(run, line, &walk);
    return code == TOOL_OK ? walk_all(run, &walk) : code;
}
