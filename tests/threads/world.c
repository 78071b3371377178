/* What several threads use at the same time. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void world_expect(int fine, const char *what, const char *file, int line)
{
    if (fine)
        return;
    printf("Bail out! %s:%d: %s\n", file, line, what);
    exit(EXIT_FAILURE);
}

world_digest world_note(world_digest digest, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (; size > 0; size--)
        digest = (digest ^ *at++) * UINT64_C(0x100000001b3);
    return digest;
}

world_digest world_note_number(world_digest digest, int64_t number)
{
    return world_note(digest, &number, sizeof number);
}

world_digest world_note_text(world_digest digest, const char *text)
{
    return world_note(digest, text, strlen(text) + 1);
}

static void *host_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    world_host *host = user;

    atomic_fetch_add(&host->live, (long long) new_size - (long long) old_size);
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    ptr = realloc(ptr, new_size);
    WORLD_CHECK(ptr != NULL);
    return ptr;
}

static void host_destroy(void *user)
{
    atomic_fetch_add(&((world_host *) user)->destroyed, 1);
}

/* A file where the system has one, so that the zone has transitions. */
static inc_zone *make_zone(inc_context *context)
{
    inc_zone *zone;

    if (inc_zone_load(context, NULL, "Europe/Brussels", INC_ZSTR, &zone) != INC_OK)
        WORLD_OK(inc_zone_load(context, NULL, "Etc/GMT", INC_ZSTR, &zone));
    return zone;
}

static inc_calendar *make_calendar(inc_context *context, const inc_zone *zone, int32_t from,
                                   int32_t to)
{
    inc_hours hours = {from * 3600, to * 3600};
    inc_calendar_builder *builder;
    inc_calendar *calendar;
    inc_exception holiday;
    int32_t day;

    memset(&holiday, 0, sizeof holiday);
    holiday.size = sizeof holiday;
    holiday.scope = INC_SCOPE_YEARLY;
    holiday.yearly_from = 603;
    holiday.name = "a day off";
    WORLD_OK(inc_calendar_builder_new(context, zone, &builder));
    for (day = INC_MONDAY; day <= INC_FRIDAY; day++)
        WORLD_OK(inc_calendar_builder_weekly(builder, day, &hours));
    WORLD_OK(inc_calendar_builder_except(builder, &holiday));
    WORLD_OK(inc_calendar_builder_build(builder, &calendar));
    inc_calendar_builder_free(builder);
    return calendar;
}

static void make_calendars(inc_context *context, world *made)
{
    inc_zone *utc;
    inc_calendar *inner;
    const inc_calendar *parts[2];

    WORLD_OK(inc_zone_load(context, NULL, "UTC", INC_ZSTR, &utc));
    made->zone = make_zone(context);
    made->office = make_calendar(context, made->zone, 9, 17);
    made->night = make_calendar(context, utc, 14, 26);
    inc_zone_unref(utc);
    parts[0] = made->office;
    parts[1] = made->night;
    WORLD_OK(inc_calendar_combine(context, INC_INTERSECTION, parts, 2, &inner));
    parts[1] = inner;
    WORLD_OK(inc_calendar_combine(context, INC_DIFFERENCE, parts, 2, &made->composite));
    inc_calendar_unref(inner);
}

static inc_terms *make_terms(inc_context *context, const inc_calendar *calendar, inc_duration limit)
{
    static const char *const pauses[] = {"vendor", "caller"};
    inc_terms_options options;
    inc_terms *terms;
    inc_target target;

    memset(&target, 0, sizeof target);
    target.size = sizeof target;
    target.kind = INC_TARGET_WORKING;
    target.limit = limit;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.calendar = calendar;
    options.target = &target;
    options.pauses = pauses;
    options.pauses_count = 2;
    options.cap_per_pause = 20 * INC_HOUR;
    WORLD_OK(inc_terms_new(context, &options, &terms));
    return terms;
}

static inc_policy *make_policy(inc_context *context, const world *made, int32_t on_retarget)
{
    inc_terms *slow = make_terms(context, made->composite, 12 * INC_HOUR);
    inc_policy_builder *builder;
    inc_policy_options options;
    inc_threshold threshold;
    inc_policy *policy;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.name = "resolve";
    options.on_retarget = on_retarget;
    options.on_reopen = on_retarget;
    memset(&threshold, 0, sizeof threshold);
    threshold.size = sizeof threshold;
    threshold.id = "half";
    threshold.kind = INC_THRESHOLD_PERCENT;
    threshold.percent = 50;
    threshold.calendar = made->night;
    WORLD_OK(inc_policy_builder_new(context, &options, &builder));
    WORLD_OK(inc_policy_builder_terms(builder, 1, made->terms));
    WORLD_OK(inc_policy_builder_terms(builder, INC_PRIORITY_ANY, slow));
    WORLD_OK(inc_policy_builder_threshold(builder, &threshold));
    WORLD_OK(inc_policy_builder_build(builder, &policy));
    inc_policy_builder_free(builder);
    inc_terms_unref(slow);
    return policy;
}

static inc_taxonomy *make_taxonomy(inc_context *context)
{
    inc_taxonomy_builder *builder;
    inc_taxonomy *taxonomy;
    inc_category category;

    memset(&category, 0, sizeof category);
    category.size = sizeof category;
    category.id = "hardware";
    WORLD_OK(inc_taxonomy_builder_new(context, "t1", &builder));
    WORLD_OK(inc_taxonomy_builder_add(builder, &category));
    category.id = "printer";
    category.parent = "hardware";
    WORLD_OK(inc_taxonomy_builder_add(builder, &category));
    WORLD_OK(inc_taxonomy_builder_build(builder, &taxonomy));
    inc_taxonomy_builder_free(builder);
    return taxonomy;
}

static inc_event *make_event(inc_context *context)
{
    inc_event_builder *builder;
    inc_event *event;

    WORLD_OK(inc_event_builder_new(context, &builder));
    WORLD_OK(inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR));
    WORLD_OK(inc_event_builder_text(builder, INC_EVENT_ACTOR, "ada", INC_ZSTR));
    WORLD_OK(inc_event_builder_text(builder, INC_EVENT_TEXT, "paper everywhere", INC_ZSTR));
    WORLD_OK(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, WORLD_MONDAY));
    WORLD_OK(inc_event_builder_integer(builder, INC_EVENT_KIND, INC_FACT_NOTED));
    WORLD_OK(inc_event_builder_build(builder, &event));
    inc_event_builder_free(builder);
    return event;
}

void world_make(world *made, world_host *host)
{
    inc_context_options options;
    inc_context *context;
    int32_t i;

    memset(made, 0, sizeof *made);
    memset(&options, 0, sizeof options);
    atomic_init(&host->live, 0);
    atomic_init(&host->destroyed, 0);
    options.size = sizeof options;
    options.user = host;
    options.resize = host_resize;
    options.destroy = host_destroy;
    WORLD_OK(inc_context_new(&options, &context));
    make_calendars(context, made);
    made->terms = make_terms(context, made->office, 4 * INC_HOUR);
    made->taxonomy = make_taxonomy(context);
    made->event = make_event(context);
    for (i = 0; i < WORLD_POLICIES; i++)
        made->policies[i] = make_policy(context, made, i);
    WORLD_OK(inc_preset_rules(context, INC_PRESET_LARGE, made->zone, &made->rules));
    made->matrix = inc_matrix_ref(inc_rules_matrix(made->rules));
    inc_context_unref(context);
}

world world_ref(const world *shared)
{
    world taken = *shared;
    int i;

    WORLD_CHECK(inc_zone_ref(shared->zone) == shared->zone);
    WORLD_CHECK(inc_calendar_ref(shared->office) == shared->office);
    (void) inc_calendar_ref(shared->night);
    (void) inc_calendar_ref(shared->composite);
    (void) inc_taxonomy_ref(shared->taxonomy);
    (void) inc_rules_ref(shared->rules);
    (void) inc_matrix_ref(shared->matrix);
    for (i = 0; i < WORLD_POLICIES; i++)
        (void) inc_policy_ref(shared->policies[i]);
    (void) inc_terms_ref(shared->terms);
    (void) inc_event_ref(shared->event);
    return taken;
}

void world_unref(world *shared)
{
    int i;

    inc_zone_unref(shared->zone);
    inc_calendar_unref(shared->office);
    inc_rules_unref(shared->rules);
    inc_calendar_unref(shared->composite);
    inc_calendar_unref(shared->night);
    inc_matrix_unref(shared->matrix);
    inc_terms_unref(shared->terms);
    for (i = 0; i < WORLD_POLICIES; i++)
        inc_policy_unref(shared->policies[i]);
    inc_taxonomy_unref(shared->taxonomy);
    inc_event_unref(shared->event);
    memset(shared, 0, sizeof *shared);
}
