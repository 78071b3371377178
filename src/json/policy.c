/* A policy of a rules document. */
#include "parts.h"
#include "words.h"

#include <incident/addon.h>
#include <string.h>

#define POLICY_TIER_MOST 1000

/* The terms that a policy sets for all its targets, and a target for itself. */
typedef struct policy_terms {
    inc_calendar *calendar;
    json_t *pauses; /* NULL, "all" or a list that was checked */
    inc_duration per_pause;
    inc_duration per_cycle;
} policy_terms;

static inc_status policy_pauses(inc__json_document *document, json_t *object, json_t **pauses)
{
    json_t *value = json_object_get(object, "pauses");
    int all = json_is_string(value) && strcmp(json_string_value(value), "all") == 0;
    inc_status status = INC_OK;
    size_t i;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, "pauses");
    if (!all && !json_is_array(value))
        status = inc__json_fail(document, INC_E_FORMAT, value,
                                "was neither \"all\" nor a list of reasons");
    for (i = 0; status == INC_OK && i < json_array_size(value); i++) {
        inc__json_enter_at(document, value, i);
        status = inc__json_is_text(document, json_array_get(value, i), INC__JSON_NAME_MOST);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    if (status == INC_OK)
        *pauses = value;
    return status;
}

static inc_status policy_caps(inc__json_document *document, json_t *object, policy_terms *terms)
{
    static const char *const known[] = {"per_pause", "per_cycle", NULL};
    json_t *value = json_object_get(object, "caps");
    inc_status status;

    if (value == NULL)
        return INC_OK;
    terms->per_pause = terms->per_cycle = 0;
    inc__json_enter(document, object, "caps");
    status = inc__json_members(document, value, known);
    if (status == INC_OK)
        status = inc__json_duration(document, value, "per_pause", 1, &terms->per_pause);
    if (status == INC_OK)
        status = inc__json_duration(document, value, "per_cycle", 1, &terms->per_cycle);
    inc__json_leave(document);
    return status;
}

static inc_status policy_read_terms(inc__json_document *document, json_t *object,
                                    policy_terms *terms)
{
    inc_status status = inc__json_calendar_of(document, object, "calendar", &terms->calendar);

    if (status == INC_OK)
        status = policy_pauses(document, object, &terms->pauses);
    if (status == INC_OK)
        status = policy_caps(document, object, terms);
    return status;
}

static inc_status policy_reasons(inc__json_document *document, json_t *pauses,
                                 inc_terms_options *options, const char ***reasons)
{
    size_t count = json_array_size(pauses), i;

    options->pause_all = json_is_string(pauses);
    if (count == 0)
        return INC_OK;
    *reasons = inc_context_resize(document->context, NULL, 0, count * sizeof **reasons);
    if (*reasons == NULL)
        return inc__json_nomem(document);
    for (i = 0; i < count; i++)
        (*reasons)[i] = json_string_value(json_array_get(pauses, i));
    options->pauses = *reasons;
    options->pauses_count = count;
    return INC_OK;
}

static inc_status policy_make_terms(inc__json_document *document, const policy_terms *terms,
                                    const inc_target *target, inc_terms **made)
{
    inc_terms_options options = {sizeof options, terms->calendar, target, NULL, 0, 0, 0, 0, 0};
    const char **reasons = NULL;
    inc_status status = policy_reasons(document, terms->pauses, &options, &reasons);

    options.cap_per_pause = terms->per_pause;
    options.cap_per_cycle = terms->per_cycle;
    if (status == INC_OK)
        status = inc__json_refused(document, inc_terms_new(document->context, &options, made));
    if (reasons != NULL)
        inc_context_resize(document->context, (void *) reasons,
                           options.pauses_count * sizeof *reasons, 0);
    return status;
}

static inc_status policy_target(inc__json_document *document, json_t *value,
                                const policy_terms *common, int32_t priority,
                                inc_policy_builder *builder)
{
    inc_target target = {sizeof target, 0, 0, 0, 0, 0, 0, 0, 0, NULL};
    policy_terms terms = *common;
    inc_terms *made = NULL;
    inc_status status;

    terms.calendar = inc_calendar_ref(common->calendar);
    status = inc__json_target(document, value, &target);
    if (status == INC_OK)
        status = policy_read_terms(document, value, &terms);
    if (status == INC_OK && terms.calendar == NULL)
        status = inc__json_fail(document, INC_E_FORMAT, NULL,
                                "neither the target nor its policy had a calendar");
    if (status == INC_OK)
        status = policy_make_terms(document, &terms, &target, &made);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_policy_builder_terms(builder, priority, made));
    inc_terms_unref(made);
    inc_calendar_unref(terms.calendar);
    return status;
}

/* "1" to "1000" without leading zeros, or "any"; -1 for anything else. */
static int32_t policy_priority(const char *key)
{
    int32_t priority = 0;

    if (strcmp(key, "any") == 0)
        return INC_PRIORITY_ANY;
    if (*key == '0' || *key == '\0')
        return -1;
    for (; *key >= '0' && *key <= '9' && priority <= 1000; key++)
        priority = priority * 10 + (*key - '0');
    return *key == '\0' && priority <= 1000 ? priority : -1;
}

static inc_status policy_targets(inc__json_document *document, json_t *object,
                                 const policy_terms *common, inc_policy_builder *builder)
{
    json_t *targets = json_object_get(object, "targets"), *value;
    const char *key;
    inc_status status;

    inc__json_enter(document, object, "targets");
    status = inc__json_is_object(document, targets);
    if (status == INC_OK && json_object_size(targets) == 0)
        status = inc__json_fail(document, INC_E_FORMAT, NULL, "there was no target");
    if (status == INC_OK) {
        json_object_foreach(targets, key, value)
        {
            int32_t priority = policy_priority(key);
            inc__json_enter(document, targets, key);
            status = priority >= 0
                         ? policy_target(document, value, common, priority, builder)
                         : inc__json_fail(document, INC_E_FORMAT, NULL,
                                          "the member was neither a priority from 1 to 1000 "
                                          "nor 'any'");
            inc__json_leave(document);
            if (status != INC_OK)
                break;
        }
    }
    inc__json_leave(document);
    return status;
}

/* Exactly one of the words of inc__json_thresholds is a member. */
static inc_status policy_threshold_kind(inc__json_document *document, json_t *value,
                                        inc_threshold *threshold)
{
    int given = 0;
    size_t i;

    for (i = 0; inc__json_thresholds[i].word != NULL; i++) {
        if (json_object_get(value, inc__json_thresholds[i].word) == NULL)
            continue;
        threshold->kind = inc__json_thresholds[i].value;
        given++;
    }
    if (given == 1)
        return INC_OK;
    return inc__json_fail(document, INC_E_FORMAT, NULL,
                          "the threshold had not exactly one of 'percent', 'objective', 'before' "
                          "and 'after'");
}

static inc_status policy_threshold_point(inc__json_document *document, json_t *value,
                                         inc_threshold *threshold)
{
    int32_t objective = 1;
    inc_status status = policy_threshold_kind(document, value, threshold);

    if (status == INC_OK)
        status = inc__json_integer(document, value, "percent", 1, 10000, &threshold->percent);
    if (status == INC_OK)
        status = inc__json_duration(document, value, "before", 0, &threshold->duration);
    if (status == INC_OK)
        status = inc__json_duration(document, value, "after", 0, &threshold->duration);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "objective", &objective);
    if (status == INC_OK && !objective)
        status = inc__json_fail(document, INC_E_FORMAT, NULL,
                                "the member 'objective' was false, so the threshold had no point");
    return status;
}

static inc_status policy_threshold(inc__json_document *document, json_t *value,
                                   inc_policy_builder *builder)
{
    static const char *const known[] = {"id",    "percent",  "objective", "before",
                                        "after", "calendar", NULL};
    inc_threshold threshold = {sizeof threshold, NULL, 0, 0, 0, NULL};
    inc_calendar *calendar = NULL;
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "id");
    if (status == INC_OK)
        status = inc__json_text(document, value, "id", INC__JSON_NAME_MOST, &threshold.id);
    if (status == INC_OK)
        status = policy_threshold_point(document, value, &threshold);
    if (status == INC_OK)
        status = inc__json_calendar_of(document, value, "calendar", &calendar);
    threshold.calendar = calendar;
    if (status == INC_OK)
        status = inc__json_refused(document, inc_policy_builder_threshold(builder, &threshold));
    inc_calendar_unref(calendar);
    return status;
}

static inc_status policy_thresholds(inc__json_document *document, json_t *object,
                                    inc_policy_builder *builder)
{
    json_t *list = json_object_get(object, "thresholds");
    inc_status status;
    size_t i;

    if (list == NULL)
        return INC_OK;
    inc__json_enter(document, object, "thresholds");
    status = inc__json_is_list(document, list, 0, SIZE_MAX);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = policy_threshold(document, json_array_get(list, i), builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

static inc_status policy_options(inc__json_document *document, json_t *value,
                                 inc_policy_options *options)
{
    inc_status status =
        inc__json_text(document, value, "name", INC__JSON_NAME_MOST, &options->name);

    if (status == INC_OK)
        status = inc__json_text(document, value, "clock", INC__JSON_NAME_MOST, &options->clock);
    if (status == INC_OK)
        status = inc__json_choice(document, value, "agreement", inc__json_agreements,
                                  &options->agreement);
    if (status == INC_OK)
        status = inc__json_integer(document, value, "tier", 1, POLICY_TIER_MOST, &options->tier);
    if (status == INC_OK)
        status =
            inc__json_choice(document, value, "anchor", inc__json_milestones, &options->anchor);
    if (status == INC_OK)
        status = inc__json_choice(document, value, "stop", inc__json_milestones, &options->stop);
    if (status == INC_OK)
        status = inc__json_choice(document, value, "on_retarget", inc__json_retargets,
                                  &options->on_retarget);
    if (status == INC_OK)
        status =
            inc__json_choice(document, value, "on_reopen", inc__json_reopens, &options->on_reopen);
    if (status == INC_OK)
        status =
            inc__json_choice(document, value, "boundary", inc__json_boundaries, &options->boundary);
    if (status == INC_OK)
        status = inc__json_text(document, value, "service", INC__JSON_NAME_MOST, &options->service);
    if (status == INC_OK)
        status =
            inc__json_text(document, value, "category", INC__JSON_NAME_MOST, &options->category);
    return status;
}

static inc_status policy_build(inc__json_document *document, json_t *value,
                               const inc_policy_options *options, const policy_terms *common,
                               inc_policy **policy)
{
    inc_policy_builder *builder = NULL;
    inc_status status =
        inc__json_refused(document, inc_policy_builder_new(document->context, options, &builder));

    if (status == INC_OK)
        status = policy_targets(document, value, common, builder);
    if (status == INC_OK)
        status = policy_thresholds(document, value, builder);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_policy_builder_build(builder, policy));
    inc_policy_builder_free(builder);
    return status;
}

inc_status inc__json_policy(inc__json_document *document, json_t *value, inc_policy **policy)
{
    static const char *const known[] = {
        "name",        "clock",     "agreement", "tier",       "anchor",   "stop",
        "on_retarget", "on_reopen", "boundary",  "service",    "category", "calendar",
        "pauses",      "caps",      "targets",   "thresholds", NULL};
    inc_policy_options options = {sizeof options, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL};
    policy_terms common = {NULL, NULL, 0, 0};
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "name");
    if (status == INC_OK)
        status = policy_options(document, value, &options);
    if (status == INC_OK)
        status = inc__json_require(document, value, "targets");
    if (status == INC_OK)
        status = policy_read_terms(document, value, &common);
    if (status == INC_OK)
        status = policy_build(document, value, &options, &common, policy);
    inc_calendar_unref(common.calendar);
    return status;
}
