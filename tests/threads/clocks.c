/* What a thread makes of its own over shared objects. */
#include "world.h"

#include <string.h>

static void tell(inc_clock *clock, const inc_policy *policy)
{
    const inc_terms *slow = inc_policy_terms(policy, 9);
    inc_time at = WORLD_MONDAY;

    WORLD_OK(inc_clock_start(clock, at, NULL));
    WORLD_OK(inc_clock_pause(clock, at + INC_HOUR, "vendor", "a", NULL));
    WORLD_OK(inc_clock_pause(clock, at + 2 * INC_HOUR, "caller", "b", NULL));
    WORLD_OK(inc_clock_resume(clock, at + 3 * INC_HOUR, "vendor", "a", NULL));
    WORLD_OK(inc_clock_retarget(clock, at + 26 * INC_HOUR, slow, NULL));
    WORLD_OK(inc_clock_stop(clock, at + 50 * INC_HOUR, NULL));
    WORLD_OK(inc_clock_reopen(clock, at + 60 * INC_HOUR, NULL));
    WORLD_OK(inc_clock_stop(clock, at + 300 * INC_HOUR, NULL));
    WORLD_OK(inc_clock_close(clock, at + 310 * INC_HOUR, NULL));
}

static world_digest account(inc_context *context, inc_clock *clock, const inc_zone *zone,
                            world_digest digest)
{
    inc_ledger *ledger;
    inc_text *text;

    WORLD_OK(inc_ledger_new(clock, WORLD_MONDAY + 320 * INC_HOUR, INC_TIME_NONE, &ledger));
    WORLD_OK(inc_text_new(context, &text));
    WORLD_OK(inc_ledger_print(ledger, zone, text));
    digest = world_note_text(digest, inc_text_data(text, NULL));
    inc_text_free(text);
    inc_ledger_free(ledger);
    return digest;
}

static world_digest run_clock(inc_context *context, const inc_policy *policy, const inc_zone *zone,
                              world_digest digest)
{
    inc_clock_view view;
    inc_clock *clock;
    int32_t hour;

    memset(&view, 0, sizeof view);
    view.size = sizeof view;
    WORLD_OK(inc_clock_new(context, policy, 1, &clock));
    tell(clock, policy);
    for (hour = 0; hour < 320; hour += 9) {
        WORLD_OK(inc_clock_look(clock, WORLD_MONDAY + hour * INC_HOUR, INC_TIME_NONE, &view));
        digest = world_note(digest, &view, sizeof view);
    }
    digest = account(context, clock, zone, digest);
    inc_clock_free(clock);
    return digest;
}

/* Objects of this thread's context that keep references to shared ones. */
static world_digest build_own(inc_context *context, const world *shared, world_digest digest)
{
    const inc_calendar *parts[2];
    inc_rules_builder *builder;
    inc_calendar *own;
    inc_rules *rules;

    parts[0] = shared->office;
    parts[1] = shared->night;
    WORLD_OK(inc_calendar_combine(context, INC_UNION, parts, 2, &own));
    WORLD_OK(inc_rules_builder_new(context, "own", "1", &builder));
    WORLD_OK(inc_rules_builder_calendar(builder, "own", own));
    WORLD_OK(inc_rules_builder_policy(builder, shared->policies[0]));
    WORLD_OK(inc_rules_builder_matrix(builder, shared->matrix));
    WORLD_OK(inc_rules_builder_taxonomy(builder, shared->taxonomy));
    WORLD_OK(inc_rules_builder_build(builder, &rules));
    inc_rules_builder_free(builder);
    inc_calendar_unref(own);
    digest = world_note(digest, inc_rules_hash(rules), sizeof(inc_hash));
    inc_rules_unref(rules);
    return digest;
}

/* Copies of a shared event, and a reference to it where there is nothing to redact. */
static world_digest copy_event(inc_context *context, const inc_event *event, world_digest digest)
{
    inc_event *copy, *redacted, *same;
    inc_event_builder *builder;

    WORLD_OK(inc_event_builder_new(context, &builder));
    WORLD_OK(inc_event_builder_copy(builder, event));
    WORLD_OK(inc_event_builder_build(builder, &copy));
    WORLD_OK(inc_event_redact(context, event, "ada", 2, &redacted));
    WORLD_OK(inc_event_redact(context, event, "bob", 2, &same));
    WORLD_CHECK(same == event);
    digest = world_note_text(digest, inc_event_text(copy, INC_EVENT_TEXT, NULL));
    digest = world_note_text(digest, inc_event_text(redacted, INC_EVENT_TEXT, NULL));
    inc_event_builder_free(builder);
    inc_event_unref(same);
    inc_event_unref(redacted);
    inc_event_unref(copy);
    return digest;
}

world_digest world_clocks(const world *shared)
{
    world_digest digest = 2;
    inc_context *context;
    int i;

    WORLD_OK(inc_context_new(NULL, &context));
    for (i = 0; i < WORLD_POLICIES; i++)
        digest = run_clock(context, shared->policies[i], shared->zone, digest);
    digest = build_own(context, shared, digest);
    digest = copy_event(context, shared->event, digest);
    inc_context_unref(context);
    return digest;
}
