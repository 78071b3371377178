/* A history of one clock, decoded from bytes. */
#include "script.h"

#include <stdio.h>
#include <string.h>

typedef struct byte_reader {
    const uint8_t *bytes;
    size_t size;
    size_t used;
} byte_reader;

static uint8_t take(byte_reader *reader)
{
    return reader->used < reader->size ? reader->bytes[reader->used++] : 0;
}

static int32_t choose(byte_reader *reader, int32_t count)
{
    return (int32_t) take(reader) % count;
}

static inc_target random_target(byte_reader *reader)
{
    static const inc_duration limits[] = {0,
                                          1,
                                          INC_HOUR,
                                          2 * INC_HOUR,
                                          4 * INC_HOUR,
                                          8 * INC_HOUR,
                                          9 * INC_HOUR,
                                          16 * INC_HOUR,
                                          40 * INC_HOUR,
                                          30 * INC_MINUTE};
    inc_target target = {.size = sizeof(target)};
    int32_t form = choose(reader, 8);
    if (form < 5) {
        target.kind = INC_TARGET_WORKING;
        target.limit = limits[choose(reader, 10)];
        if (choose(reader, 2) == 1)
            target.objective = target.limit / 4;
    } else if (form < 7) {
        target.kind = INC_TARGET_DAYS;
        target.rule = choose(reader, 3);
        target.days = 1 + choose(reader, 4);
        target.objective_days = target.days > 1 ? 1 : 0;
    } else {
        target.kind = INC_TARGET_BY;
        target.days = 1 + choose(reader, 3);
        target.time_of_day = choose(reader, 25) * 3600;
    }
    return target;
}

static inc_terms *random_terms(const script_world *world, byte_reader *reader, int *has_caps)
{
    static const char *const reasons[] = {"caller", "vendor", "maintenance"};
    inc_terms_options options = {.size = sizeof(options)};
    inc_terms *terms = NULL;
    inc_target target = random_target(reader);
    int32_t calendar = choose(reader, SCRIPT_CALENDARS);
    int32_t pauses = choose(reader, 5);
    int32_t caps = choose(reader, 8);
    if (target.kind != INC_TARGET_WORKING)
        target.zone = inc_calendar_zone(world->calendars[0]);
    options.calendar = world->calendars[calendar];
    options.target = &target;
    options.pause_all = pauses == 4;
    options.pauses = reasons;
    options.pauses_count = pauses == 4 ? 0 : (size_t) pauses;
    if (caps == 5 || caps == 7)
        options.cap_per_pause = (1 + choose(reader, 30)) * INC_HOUR;
    if (caps == 6 || caps == 7)
        options.cap_per_cycle = (1 + choose(reader, 30)) * INC_HOUR;
    *has_caps |= caps >= 5;
    return inc_terms_new(world->context, &options, &terms) == INC_OK ? terms : NULL;
}

static inc_status add_thresholds(const script_world *world, byte_reader *reader,
                                 inc_policy_builder *builder)
{
    static const char *const ids[] = {"a", "b", "c"};
    int32_t count = choose(reader, 4);
    inc_status status = INC_OK;
    for (int32_t i = 0; status == INC_OK && i < count; i++) {
        inc_threshold threshold = {.size = sizeof(threshold), .id = ids[i]};
        threshold.kind = INC_THRESHOLD_PERCENT + choose(reader, 4);
        threshold.percent = threshold.kind == INC_THRESHOLD_PERCENT ? 1 + choose(reader, 200) : 0;
        if (threshold.kind == INC_THRESHOLD_BEFORE || threshold.kind == INC_THRESHOLD_AFTER)
            threshold.duration = choose(reader, 40) * INC_HOUR / 2;
        if (choose(reader, 3) == 2)
            threshold.calendar = world->calendars[choose(reader, SCRIPT_CALENDARS)];
        status = inc_policy_builder_threshold(builder, &threshold);
    }
    return status;
}

static int read_policy(const script_world *world, byte_reader *reader, law_script *script)
{
    inc_policy_options options = {.size = sizeof(options), .name = "law"};
    inc_policy_builder *builder = NULL;
    options.on_retarget = script->on_retarget = choose(reader, 3);
    options.on_reopen = script->on_reopen = choose(reader, 4);
    options.boundary = choose(reader, 2);
    inc_terms *terms = random_terms(world, reader, &script->has_caps);
    inc_status status = terms == NULL ? INC_E_INVALID : INC_OK;
    if (status == INC_OK)
        status = inc_policy_builder_new(world->context, &options, &builder);
    if (status == INC_OK)
        status = inc_policy_builder_terms(builder, INC_PRIORITY_ANY, terms);
    if (status == INC_OK)
        status = add_thresholds(world, reader, builder);
    if (status == INC_OK)
        status = inc_policy_builder_build(builder, &script->policy);
    inc_terms_unref(terms);
    inc_policy_builder_free(builder);
    return status == INC_OK;
}

/* Most instants lie on half hours of ten days, so that facts meet each other, closings and dues. */
static inc_time read_instant(byte_reader *reader, inc_time after)
{
    int32_t step = choose(reader, 24);
    inc_time at = after + step * INC_HOUR / 2;
    if (step == 23)
        at = SCRIPT_START + choose(reader, 240) * INC_HOUR;
    if (step == 22)
        at = after + 1;
    if (step == 21)
        at = after + choose(reader, 5) * 24 * INC_HOUR;
    return at;
}

static int read_fact(const script_world *world, byte_reader *reader, law_script *script,
                     inc_time *clock)
{
    static const script_kind kinds[] = {
        SCRIPT_PAUSE,    SCRIPT_RESUME,   SCRIPT_PAUSE,  SCRIPT_RESUME,    SCRIPT_STOP,
        SCRIPT_REOPEN,   SCRIPT_STOP,     SCRIPT_REOPEN, SCRIPT_CLOSE,     SCRIPT_CANCEL,
        SCRIPT_RETARGET, SCRIPT_RETARGET, SCRIPT_VOID,   SCRIPT_START_FACT};
    static const char *const reasons[] = {"caller", "vendor", "maintenance", "other"};
    static const char *const sources[] = {NULL, "mail"};
    script_fact *fact = &script->facts[script->count];
    fact->kind = script->count == 0 ? SCRIPT_START_FACT : kinds[choose(reader, 14)];
    fact->at = *clock = read_instant(reader, *clock);
    fact->recorded = choose(reader, 6) == 5 ? fact->at + choose(reader, 48) * INC_HOUR : fact->at;
    fact->reason = reasons[choose(reader, 4)];
    fact->source = sources[choose(reader, 2)];
    (void) snprintf(fact->id, sizeof(fact->id), "f%zu", script->count + 1);
    if (fact->kind == SCRIPT_VOID) {
        (void) snprintf(fact->voided, sizeof(fact->voided), "f%d", choose(reader, 15));
        script->has_voids = 1;
    }
    if (fact->kind == SCRIPT_RETARGET) {
        fact->terms = random_terms(world, reader, &script->has_caps);
        if (fact->terms == NULL)
            return 0;
    }
    script->count++;
    return 1;
}

int script_read(const script_world *world, const uint8_t *bytes, size_t size, law_script *script)
{
    byte_reader reader = {bytes, size, 0};
    inc_time clock = SCRIPT_START + 8 * INC_HOUR;
    memset(script, 0, sizeof(*script));
    script->world = world;
    script->shuffle = (uint64_t) take(&reader) * 256 + take(&reader) + 1;
    if (!read_policy(world, &reader, script))
        return 0;
    while (script->count < SCRIPT_FACTS && (reader.used < size || script->count == 0)) {
        if (!read_fact(world, &reader, script, &clock))
            return 0;
    }
    return 1;
}

void script_free(law_script *script)
{
    for (size_t i = 0; i < script->count; i++)
        inc_terms_unref(script->facts[i].terms);
    inc_policy_unref(script->policy);
}

static inc_status tell(inc_clock *clock, const script_fact *fact, int64_t order)
{
    inc_stamp stamp = {
        .size = sizeof(stamp), .id = fact->id, .recorded = fact->recorded, .order = order};
    switch (fact->kind) {
    case SCRIPT_START_FACT:
        return inc_clock_start(clock, fact->at, &stamp);
    case SCRIPT_STOP:
        return inc_clock_stop(clock, fact->at, &stamp);
    case SCRIPT_PAUSE:
        return inc_clock_pause(clock, fact->at, fact->reason, fact->source, &stamp);
    case SCRIPT_RESUME:
        return inc_clock_resume(clock, fact->at, fact->reason, fact->source, &stamp);
    case SCRIPT_REOPEN:
        return inc_clock_reopen(clock, fact->at, &stamp);
    case SCRIPT_CLOSE:
        return inc_clock_close(clock, fact->at, &stamp);
    case SCRIPT_CANCEL:
        return inc_clock_cancel(clock, fact->at, &stamp);
    case SCRIPT_RETARGET:
        return inc_clock_retarget(clock, fact->at, fact->terms, &stamp);
    case SCRIPT_VOID:
        return inc_clock_void(clock, fact->at, fact->voided,
                              fact->reason[0] == 'o' ? "" : fact->reason, &stamp);
    case SCRIPT_KINDS:
        break;
    }
    return INC_E_INVALID;
}

inc_clock *script_clock(const law_script *script, inc_time until, uint64_t seed)
{
    size_t order[SCRIPT_FACTS];
    inc_clock *clock = NULL;
    for (size_t i = 0; i < script->count; i++)
        order[i] = i;
    for (size_t i = script->count; seed != 0 && i > 1; i--) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t j = (size_t) (seed >> 33) % i;
        size_t kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
    inc_status status =
        inc_clock_new(script->world->context, script->policy, INC_PRIORITY_ANY, &clock);
    for (size_t i = 0; status == INC_OK && i < script->count; i++) {
        const script_fact *fact = &script->facts[order[i]];
        if (fact->at <= until)
            status = tell(clock, fact, (int64_t) order[i] + 1);
    }
    if (status == INC_OK)
        return clock;
    inc_clock_free(clock);
    return NULL;
}

const script_fact *script_find(const law_script *script, const char *id)
{
    for (size_t i = 0; id != NULL && i < script->count; i++) {
        if (strcmp(script->facts[i].id, id) == 0)
            return &script->facts[i];
    }
    return NULL;
}

const inc_calendar *script_calendar(const script_world *world, const inc_hash *hash)
{
    for (size_t i = 0; hash != NULL && i < SCRIPT_CALENDARS; i++) {
        if (memcmp(inc_calendar_hash(world->calendars[i]), hash, sizeof(*hash)) == 0)
            return world->calendars[i];
    }
    return NULL;
}
