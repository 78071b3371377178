/* Policies: the canonical form, written and read. */
#include "rules/policy.h"

#include "base/string.h"
#include "rules/terms.h"

#include <string.h>

#define POLICY_FORMAT 1

static void policy_put_hash(inc__writer *writer, const inc_hash *hash)
{
    inc__put_raw(writer, hash->bytes, sizeof hash->bytes);
}

static void policy_put_target(inc__writer *writer, const inc_target *target)
{
    inc__put_i32(writer, target->kind);
    inc__put_i32(writer, target->rule);
    inc__put_i64(writer, target->limit);
    inc__put_i64(writer, target->objective);
    inc__put_i32(writer, target->days);
    inc__put_i32(writer, target->objective_days);
    inc__put_i32(writer, target->time_of_day);
    inc__put_u8(writer, target->zone != NULL);
    if (target->zone != NULL)
        policy_put_hash(writer, inc_zone_hash(target->zone));
}

static void policy_put_terms(inc__writer *writer, const inc__policy_terms *own)
{
    const inc_terms *terms = own->terms;
    size_t i, count = inc__terms_pause_count(terms);
    inc_duration per_pause, per_cycle;

    inc_terms_caps(terms, &per_pause, &per_cycle);
    inc__put_i32(writer, own->priority);
    policy_put_hash(writer, inc_calendar_hash(inc_terms_calendar(terms)));
    policy_put_target(writer, inc_terms_target(terms));
    inc__put_i32(writer, inc_terms_pause_all(terms));
    inc__put_i64(writer, per_pause);
    inc__put_i64(writer, per_cycle);
    inc__put_u32(writer, (uint32_t) count);
    for (i = 0; i < count; i++)
        inc__put_text(writer, inc_terms_pause(terms, i));
}

static void policy_put_threshold(inc__writer *writer, const inc_threshold *threshold)
{
    inc__put_text(writer, threshold->id);
    inc__put_i32(writer, threshold->kind);
    inc__put_i32(writer, threshold->percent);
    inc__put_i64(writer, threshold->duration);
    inc__put_u8(writer, threshold->calendar != NULL);
    if (threshold->calendar != NULL)
        policy_put_hash(writer, inc_calendar_hash(threshold->calendar));
}

static void policy_put_options(inc__writer *writer, const inc_policy_options *options)
{
    inc__put_text(writer, options->name);
    inc__put_text(writer, options->clock);
    inc__put_i32(writer, options->agreement);
    inc__put_i32(writer, options->tier);
    inc__put_i32(writer, options->anchor);
    inc__put_i32(writer, options->stop);
    inc__put_i32(writer, options->on_retarget);
    inc__put_i32(writer, options->on_reopen);
    inc__put_i32(writer, options->boundary);
    inc__put_text(writer, options->service);
    inc__put_text(writer, options->category);
}

inc_status inc__policy_write(inc__writer *writer, const inc_policy *policy)
{
    const inc__policy_body *body = &policy->body;
    size_t i;

    inc__put_u8(writer, POLICY_FORMAT);
    policy_put_options(writer, &body->options);
    inc__put_u32(writer, (uint32_t) body->terms.count);
    for (i = 0; i < body->terms.count; i++)
        policy_put_terms(writer, INC__AT(&body->terms, inc__policy_terms, i));
    inc__put_u32(writer, (uint32_t) body->thresholds.count);
    for (i = 0; i < body->thresholds.count; i++)
        policy_put_threshold(writer, INC__AT(&body->thresholds, inc_threshold, i));
    return writer->status;
}

/* What the reading functions share. */
typedef struct policy_source {
    inc__reader *reader;
    inc_context *context;
    const inc__calendar_resolver *resolver;
} policy_source;

static void policy_get_hash(inc__reader *reader, inc_hash *hash)
{
    size_t i;

    for (i = 0; i < sizeof hash->bytes; i++)
        hash->bytes[i] = inc__get_u8(reader);
}

static inc_status policy_get_calendar(const policy_source *source, const inc_calendar **calendar)
{
    inc_hash hash;

    policy_get_hash(source->reader, &hash);
    if (source->reader->failed)
        return INC_E_FORMAT;
    *calendar = source->resolver->calendar(source->resolver->user, &hash);
    return *calendar != NULL ? INC_OK : INC_E_NOT_FOUND;
}

static inc_status policy_get_target(const policy_source *source, inc_target *target)
{
    inc__reader *reader = source->reader;
    uint8_t zoned;
    inc_hash hash;

    memset(target, 0, sizeof *target);
    target->size = sizeof *target;
    target->kind = inc__get_i32(reader);
    target->rule = inc__get_i32(reader);
    target->limit = inc__get_i64(reader);
    target->objective = inc__get_i64(reader);
    target->days = inc__get_i32(reader);
    target->objective_days = inc__get_i32(reader);
    target->time_of_day = inc__get_i32(reader);
    zoned = inc__get_u8(reader);
    if (zoned)
        policy_get_hash(reader, &hash);
    if (reader->failed || zoned > 1)
        return INC_E_FORMAT;
    if (zoned)
        target->zone = source->resolver->zone(source->resolver->user, &hash);
    return !zoned || target->zone != NULL ? INC_OK : INC_E_NOT_FOUND;
}

static void policy_free_pauses(inc_context *context, inc__array *pauses)
{
    size_t i;

    for (i = 0; i < pauses->count; i++)
        inc__string_free(context, *INC__AT(pauses, char *, i));
    inc__array_free(context, pauses, sizeof(char *));
}

static inc_status policy_get_pauses(const policy_source *source, inc__array *pauses)
{
    size_t i, count = inc__get_count(source->reader, sizeof(uint32_t) + 1);
    inc_status status = source->reader->failed ? INC_E_FORMAT : INC_OK;

    for (i = 0; i < count && status == INC_OK; i++) {
        char **place = INC__PUSH(source->context, pauses, char *);
        if (place == NULL)
            return INC_E_NOMEM;
        *place = inc__get_text(source->reader, source->context, INC__NAME_MOST, &status);
    }
    return status;
}

/* One priority's terms, put into the builder. */
static inc_status policy_get_terms(const policy_source *source, inc_policy_builder *builder)
{
    inc_terms_options options = {.size = sizeof options};
    inc__array pauses = {NULL, 0, 0};
    inc_target target;
    inc_terms *terms = NULL;
    int32_t priority = inc__get_i32(source->reader);
    inc_status status = policy_get_calendar(source, &options.calendar);

    if (status == INC_OK)
        status = policy_get_target(source, &target);
    if (status != INC_OK)
        return status;
    options.target = &target;
    options.pause_all = inc__get_i32(source->reader);
    options.cap_per_pause = inc__get_i64(source->reader);
    options.cap_per_cycle = inc__get_i64(source->reader);
    status = policy_get_pauses(source, &pauses);
    options.pauses = pauses.items;
    options.pauses_count = pauses.count;
    if (status == INC_OK)
        status = inc_terms_new(source->context, &options, &terms);
    if (status == INC_OK)
        status = inc_policy_builder_terms(builder, priority, terms);
    inc_terms_unref(terms);
    policy_free_pauses(source->context, &pauses);
    return status;
}

static inc_status policy_get_threshold(const policy_source *source, inc_policy_builder *builder)
{
    inc_threshold threshold = {.size = sizeof threshold};
    inc__reader *reader = source->reader;
    inc_status status;
    uint8_t named;
    char *id = inc__get_text(reader, source->context, INC__NAME_MOST, &status);

    if (id == NULL)
        return status;
    threshold.id = id;
    threshold.kind = inc__get_i32(reader);
    threshold.percent = inc__get_i32(reader);
    threshold.duration = inc__get_i64(reader);
    named = inc__get_u8(reader);
    if (named == 1)
        status = policy_get_calendar(source, &threshold.calendar);
    if (reader->failed || named > 1)
        status = INC_E_FORMAT;
    if (status == INC_OK)
        status = inc_policy_builder_threshold(builder, &threshold);
    inc__string_free(source->context, id);
    return status;
}

/* An empty text is none: NULL. */
static const char *policy_scope(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static inc_status policy_get_head(const policy_source *source, inc_policy_builder **builder)
{
    inc_policy_options options = {.size = sizeof options};
    inc__reader *reader = source->reader;
    inc_status status;
    char *texts[4] = {NULL, NULL, NULL, NULL};
    size_t i;

    texts[0] = inc__get_text(reader, source->context, INC__NAME_MOST, &status);
    if (status == INC_OK)
        texts[1] = inc__get_text(reader, source->context, INC__NAME_MOST, &status);
    options.name = texts[0];
    options.clock = texts[1];
    options.agreement = inc__get_i32(reader);
    options.tier = inc__get_i32(reader);
    options.anchor = inc__get_i32(reader);
    options.stop = inc__get_i32(reader);
    options.on_retarget = inc__get_i32(reader);
    options.on_reopen = inc__get_i32(reader);
    options.boundary = inc__get_i32(reader);
    for (i = 2; i < 4 && status == INC_OK; i++)
        texts[i] = inc__get_text(reader, source->context, INC__NAME_MOST, &status);
    options.service = policy_scope(texts[2]);
    options.category = policy_scope(texts[3]);
    if (status == INC_OK && reader->failed)
        status = INC_E_FORMAT;
    if (status == INC_OK)
        status = inc_policy_builder_new(source->context, &options, builder);
    for (i = 0; i < 4; i++)
        inc__string_free(source->context, texts[i]);
    return status;
}

static inc_status policy_get_body(const policy_source *source, inc_policy_builder *builder)
{
    size_t i, count = inc__get_count(source->reader, sizeof(inc_hash));
    inc_status status = INC_OK;

    for (i = 0; i < count && status == INC_OK; i++)
        status = policy_get_terms(source, builder);
    if (status != INC_OK)
        return status;
    count = inc__get_count(source->reader, sizeof(uint32_t) + 1);
    for (i = 0; i < count && status == INC_OK; i++)
        status = policy_get_threshold(source, builder);
    if (status == INC_OK && source->reader->failed)
        status = INC_E_FORMAT;
    return status;
}

/* Bytes of a policy that its builder refuses are not what they claim to be. */
static inc_status policy_read_status(inc_context *context, inc_status status)
{
    switch ((int) status) {
    case INC_OK:
    case INC_E_FORMAT:
    case INC_E_NOT_FOUND:
    case INC_E_UNSUPPORTED:
        return status;
    case INC_E_NOMEM:
        return inc__nomem(context);
    default:
        return inc__fail(context, INC_E_FORMAT, "the bytes of a policy were refused: '%s'",
                         inc_status_name(status));
    }
}

inc_policy *inc__policy_read(inc__reader *reader, inc_context *context,
                             const inc__calendar_resolver *resolver, inc_status *status)
{
    policy_source source = {reader, context, resolver};
    inc_policy_builder *builder = NULL;
    inc_policy *policy = NULL;
    uint8_t format = inc__get_u8(reader);

    *status = format == POLICY_FORMAT || reader->failed ? INC_OK : INC_E_UNSUPPORTED;
    if (*status == INC_OK)
        *status = policy_get_head(&source, &builder);
    if (*status == INC_OK)
        *status = policy_get_body(&source, builder);
    if (*status == INC_OK)
        *status = inc_policy_builder_build(builder, &policy);
    inc_policy_builder_free(builder);
    *status = policy_read_status(context, *status);
    if (*status == INC_E_NOT_FOUND)
        (void) inc__fail(context, *status, "the bytes of a policy named an unknown hash");
    else if (*status == INC_E_FORMAT && policy == NULL && reader->failed)
        (void) inc__fail(context, *status, "the bytes of a policy ended early or held bad text");
    else if (*status == INC_E_UNSUPPORTED)
        (void) inc__fail(context, *status, "the bytes of a policy had format '%u'",
                         (unsigned) format);
    return policy;
}
