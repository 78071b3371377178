/* The process as a JSON value: what is the default is left out. */
#include "words.h"
#include "write.h"

static json_t *process_put_resolutions(const inc_process *process)
{
    json_t *list = json_array();
    inc_resolution resolution = {sizeof resolution, NULL, 0, 0};
    int failed = list == NULL;
    size_t i;

    for (i = 0; !failed && inc_process_resolution(process, i, &resolution) == INC_OK; i++) {
        json_t *object = json_object();
        failed |= inc__json_push(list, object);
        failed |= inc__json_put(object, "code", json_string(resolution.code));
        if (resolution.needs_change)
            failed |= inc__json_put(object, "needs_change", json_true());
    }
    return inc__json_whole(list, failed);
}

static json_t *process_put_holds(const inc_process *process)
{
    json_t *list = json_array();
    inc_hold_rule hold = {sizeof hold, NULL, 0};
    int failed = list == NULL;
    size_t i;

    for (i = 0; !failed && inc_process_hold(process, i, &hold) == INC_OK; i++) {
        json_t *object = json_object();
        failed |= inc__json_push(list, object);
        failed |= inc__json_put(object, "reason", json_string(hold.reason));
        if (hold.expires != 0)
            failed |= inc__json_put(object, "expires", inc__json_from_duration(hold.expires));
    }
    return inc__json_whole(list, failed);
}

static int process_put_options(json_t *object, const inc_rules *rules,
                               const inc_process_options *options)
{
    const char *choice = inc__json_word_of(inc__json_choices, options->choice);
    int failed = 0;

    if (options->confirm_within != 0)
        failed |= inc__json_put(object, "confirm_within",
                                inc__json_from_duration(options->confirm_within));
    if (options->confirm_calendar != NULL)
        failed |= inc__json_put(object, "confirm_calendar",
                                inc__json_from_calendar(rules, options->confirm_calendar));
    if (options->reopen_within != 0)
        failed |=
            inc__json_put(object, "reopen_within", inc__json_from_duration(options->reopen_within));
    if (options->close_on_timeout)
        failed |= inc__json_put(object, "close_on_timeout", json_true());
    if (options->close_on_confirm)
        failed |= inc__json_put(object, "close_on_confirm", json_true());
    if (options->choice != INC_CHOOSE_FIRST)
        failed |= inc__json_put(object, "choice", json_string(choice));
    if (options->tiers != 0)
        failed |= inc__json_put(object, "tiers", json_integer(options->tiers));
    return failed;
}

json_t *inc__json_from_process(const inc_rules *rules, const inc_process *process)
{
    inc_process_options options = {sizeof options, 0, NULL, 0, 0, 0, 0, 0};
    inc_resolution resolution = {sizeof resolution, NULL, 0, 0};
    inc_hold_rule hold = {sizeof hold, NULL, 0};
    json_t *object = json_object();
    int failed = object == NULL || inc_process_describe(process, &options) != INC_OK;

    failed |= process_put_options(object, rules, &options);
    if (inc_process_resolution(process, 0, &resolution) == INC_OK)
        failed |= inc__json_put(object, "resolutions", process_put_resolutions(process));
    if (inc_process_hold(process, 0, &hold) == INC_OK)
        failed |= inc__json_put(object, "holds", process_put_holds(process));
    return inc__json_whole(object, failed);
}
