/* What simulated incidents must know of the rules to keep to them. */
#include "story_rules.h"

#include <string.h>

enum { STORY_TIERS = 3 }; /* where the rules do not say */

static void rules_take_categories(struct story_rules *story, const inc_taxonomy *taxonomy)
{
    static const char *const own[] = {"Mail", "Network", "Printing"};
    inc_category category = {.size = sizeof category};
    for (size_t i = 0; taxonomy && inc_taxonomy_at(taxonomy, i, &category) == INC_OK; i++)
        if (!category.request && !category.retired && story->categories_count < STORY_NAMES)
            story->categories[story->categories_count++] = category.id;
    for (size_t i = 0; !taxonomy && i < sizeof own / sizeof *own; i++)
        story->categories[story->categories_count++] = own[i];
}

static void rules_take_resolutions(struct story_rules *story, const inc_process *process)
{
    inc_resolution resolution = {.size = sizeof resolution};
    for (size_t i = 0; process && inc_process_resolution(process, i, &resolution) == INC_OK; i++)
        if (story->resolutions_count < STORY_NAMES)
            story->resolutions[story->resolutions_count++] = resolution;
    resolution = (inc_resolution){.size = sizeof resolution, .code = "fixed"};
    if (story->resolutions_count == 0)
        story->resolutions[story->resolutions_count++] = resolution;
}

static void rules_take_holds(struct story_rules *story, const inc_process *process)
{
    inc_hold_rule hold = {.size = sizeof hold};
    for (size_t i = 0; process && inc_process_hold(process, i, &hold) == INC_OK; i++)
        if (story->holds_count < STORY_NAMES)
            story->holds[story->holds_count++] = hold;
    hold = (inc_hold_rule){.size = sizeof hold, .reason = "caller"};
    if (story->holds_count == 0)
        story->holds[story->holds_count++] = hold;
}

void story_rules_init(struct story_rules *story, const inc_rules *rules)
{
    const inc_process *process = inc_rules_process(rules);
    memset(story, 0, sizeof *story);
    story->matrix = inc_rules_matrix(rules);
    story->process.size = sizeof story->process;
    if (process)
        tool_must(inc_process_describe(process, &story->process));
    story->tiers = story->process.tiers ? story->process.tiers : STORY_TIERS;
    rules_take_categories(story, inc_rules_taxonomy(rules));
    rules_take_resolutions(story, process);
    rules_take_holds(story, process);
}

inc_time story_rules_confirm_by(const struct story_rules *story, inc_time resolved)
{
    inc_time by = INC_TIME_NONE;
    if (story->process.confirm_within <= 0)
        return INC_TIME_NONE;
    if (!story->process.confirm_calendar)
        return resolved + story->process.confirm_within;
    tool_must(inc_calendar_add(story->process.confirm_calendar, resolved,
                               story->process.confirm_within, &by));
    return by;
}
