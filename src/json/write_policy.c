/* Policies as JSON values: the terms of the first target stand for all, the others say where they
 * differ. */
#include "words.h"
#include "write.h"

#include <incident/format.h>
#include <string.h>

static json_t *policy_put_pauses(const inc_terms *terms)
{
    json_t *list;
    int failed = 0;
    size_t i;

    if (inc_terms_pause_all(terms))
        return json_string("all");
    list = json_array();
    for (i = 0; list != NULL && inc_terms_pause(terms, i) != NULL; i++)
        failed |= inc__json_push(list, json_string(inc_terms_pause(terms, i)));
    return inc__json_whole(list, failed);
}

static json_t *policy_put_caps(const inc_terms *terms)
{
    json_t *object = json_object();
    inc_duration per_pause, per_cycle;
    int failed = object == NULL;

    inc_terms_caps(terms, &per_pause, &per_cycle);
    if (per_pause != 0)
        failed |= inc__json_put(object, "per_pause", inc__json_from_duration(per_pause));
    if (per_cycle != 0)
        failed |= inc__json_put(object, "per_cycle", inc__json_from_duration(per_cycle));
    return inc__json_whole(object, failed);
}

/* Puts a value unless it is what the reader takes anyway. */
static int policy_put_unless(json_t *object, const char *key, json_t *value, json_t *otherwise)
{
    int same = value != NULL && otherwise != NULL && json_equal(value, otherwise);

    if (value == NULL || otherwise == NULL || !same)
        return inc__json_put(object, key, value) | (otherwise == NULL);
    json_decref(value);
    return 0;
}

static int policy_put_terms(json_t *object, const inc_rules *rules, const inc_terms *terms,
                            json_t *calendar, json_t *pauses, json_t *caps)
{
    int failed = policy_put_unless(
        object, "calendar", inc__json_from_calendar(rules, inc_terms_calendar(terms)), calendar);

    failed |= policy_put_unless(object, "pauses", policy_put_pauses(terms), pauses);
    failed |= policy_put_unless(object, "caps", policy_put_caps(terms), caps);
    return failed;
}

static int policy_put_time(json_t *object, int32_t seconds)
{
    char text[INC_FORMAT_SIZE];

    return inc_time_of_day_format(seconds, text) != INC_OK ||
           inc__json_put(object, "time", json_string(text));
}

static json_t *policy_put_target(const inc_target *target)
{
    json_t *object = json_object();
    const char *kind = inc__json_word_of(inc__json_target_kinds, target->kind);
    int failed = object == NULL || kind == NULL;

    failed |= inc__json_put(object, "kind", json_string(kind));
    if (target->kind == INC_TARGET_WORKING)
        failed |= inc__json_put(object, "limit", inc__json_from_duration(target->limit));
    else
        failed |= inc__json_put(object, "days", json_integer(target->days));
    if (target->kind == INC_TARGET_WORKING && target->objective != target->limit)
        failed |= inc__json_put(object, "objective", inc__json_from_duration(target->objective));
    if (target->kind != INC_TARGET_WORKING && target->objective_days != target->days)
        failed |= inc__json_put(object, "objective_days", json_integer(target->objective_days));
    if (target->kind == INC_TARGET_DAYS && target->rule != INC_DAYS_SAME_TIME)
        failed |= inc__json_put(object, "rule",
                                json_string(inc__json_word_of(inc__json_day_rules, target->rule)));
    if (target->kind == INC_TARGET_BY)
        failed |= policy_put_time(object, target->time_of_day);
    if (target->kind != INC_TARGET_WORKING && target->zone != NULL)
        failed |= inc__json_put(object, "zone", json_string(inc_zone_name(target->zone)));
    return inc__json_whole(object, failed);
}

static int policy_put_key(json_t *targets, int32_t priority, json_t *target)
{
    char key[16] = "any", *end = key + sizeof key - 1;

    if (priority != INC_PRIORITY_ANY) {
        *end = '\0';
        for (; priority > 0; priority /= 10)
            *--end = (char) ('0' + priority % 10);
    } else {
        end = key;
    }
    return inc__json_put(targets, end, target);
}

/* The members of the policy are those of its first target. */
static int policy_put_targets(json_t *object, const inc_rules *rules, const inc_policy *policy)
{
    json_t *targets = json_object(), *none = json_array(), *uncapped = json_object(), *target;
    int32_t priority;
    int failed = targets == NULL;
    size_t i;

    for (i = 0; !failed && inc_policy_priority(policy, i, &priority) == INC_OK; i++) {
        const inc_terms *terms = inc_policy_terms(policy, priority);
        if (i == 0)
            failed |= policy_put_terms(object, rules, terms, json_null(), none, uncapped);
        target = policy_put_target(inc_terms_target(terms));
        if (target != NULL && i > 0) {
            json_t *pauses = json_object_get(object, "pauses");
            json_t *caps = json_object_get(object, "caps");
            failed |=
                policy_put_terms(target, rules, terms, json_object_get(object, "calendar"),
                                 pauses != NULL ? pauses : none, caps != NULL ? caps : uncapped);
        }
        failed |= policy_put_key(targets, priority, target);
    }
    json_decref(none);
    json_decref(uncapped);
    return inc__json_put(object, "targets", targets) | failed;
}

static json_t *policy_put_threshold(const inc_rules *rules, const inc_threshold *threshold)
{
    json_t *object = json_object();
    const char *word = inc__json_word_of(inc__json_thresholds, threshold->kind);
    json_t *value = threshold->kind == INC_THRESHOLD_PERCENT ? json_integer(threshold->percent)
                    : threshold->kind == INC_THRESHOLD_OBJECTIVE
                        ? json_true()
                        : inc__json_from_duration(threshold->duration);
    int failed = object == NULL || word == NULL;

    failed |= inc__json_put(object, "id", json_string(threshold->id));
    failed |= inc__json_put(object, word, value);
    if (threshold->calendar != NULL)
        failed |=
            inc__json_put(object, "calendar", inc__json_from_calendar(rules, threshold->calendar));
    return inc__json_whole(object, failed);
}

static int policy_put_thresholds(json_t *object, const inc_rules *rules, const inc_policy *policy)
{
    json_t *list = json_array();
    inc_threshold threshold = {sizeof threshold, NULL, 0, 0, 0, NULL};
    int failed = list == NULL;
    size_t i;

    for (i = 0; !failed && inc_policy_threshold(policy, i, &threshold) == INC_OK; i++)
        failed = inc__json_push(list, policy_put_threshold(rules, &threshold));
    if (!failed && i == 0) {
        json_decref(list);
        return 0;
    }
    return inc__json_put(object, "thresholds", list) | failed;
}

/* Words of constants that are not the default. */
static int policy_put_word(json_t *object, const char *key, const inc__json_word *words,
                           int32_t value, int32_t otherwise)
{
    if (value == otherwise)
        return 0;
    return inc__json_put(object, key, json_string(inc__json_word_of(words, value)));
}

json_t *inc__json_from_policy(const inc_rules *rules, const inc_policy *policy)
{
    inc_policy_options options = {sizeof options, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL};
    json_t *object = json_object();
    int failed = object == NULL || inc_policy_describe(policy, &options) != INC_OK;

    failed |= inc__json_put(object, "name", json_string(options.name));
    if (options.clock != NULL)
        failed |= inc__json_put(object, "clock", json_string(options.clock));
    failed |= policy_put_word(object, "agreement", inc__json_agreements, options.agreement,
                              INC_AGREEMENT_SLA);
    if (options.tier != 0)
        failed |= inc__json_put(object, "tier", json_integer(options.tier));
    failed |= policy_put_word(object, "anchor", inc__json_milestones, options.anchor, 0);
    failed |= policy_put_word(object, "stop", inc__json_milestones, options.stop, 0);
    failed |= policy_put_word(object, "on_retarget", inc__json_retargets, options.on_retarget,
                              INC_RETARGET_FROM_START);
    failed |= policy_put_word(object, "on_reopen", inc__json_reopens, options.on_reopen,
                              INC_REOPEN_EXCLUDE_CLOSED);
    failed |= policy_put_word(object, "boundary", inc__json_boundaries, options.boundary,
                              INC_BOUNDARY_CLOSING);
    if (options.service != NULL)
        failed |= inc__json_put(object, "service", json_string(options.service));
    if (options.category != NULL)
        failed |= inc__json_put(object, "category", json_string(options.category));
    failed |= policy_put_targets(object, rules, policy);
    failed |= policy_put_thresholds(object, rules, policy);
    return inc__json_whole(object, failed);
}
