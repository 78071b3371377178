/* The rules of the process: the canonical form, written and read. */
#include "rules/process.h"

#include "base/string.h"

#include <string.h>

#define PROCESS_FORMAT 1
/* A counted text of a byte and a flag; with an expiry. */
#define PROCESS_RESOLUTION_LEAST (sizeof(uint32_t) + 2)
#define PROCESS_HOLD_LEAST (sizeof(uint32_t) + 1 + sizeof(int64_t))

static void process_put_options(inc__writer *writer, const inc_process_options *options)
{
    const inc_hash *hash = inc_calendar_hash(options->confirm_calendar);

    inc__put_i64(writer, options->confirm_within);
    inc__put_u8(writer, hash != NULL);
    if (hash != NULL)
        inc__put_raw(writer, hash->bytes, sizeof hash->bytes);
    inc__put_i64(writer, options->reopen_within);
    inc__put_u8(writer, (uint8_t) options->close_on_timeout);
    inc__put_u8(writer, (uint8_t) options->close_on_confirm);
    inc__put_i32(writer, options->choice);
    inc__put_i32(writer, options->tiers);
}

inc_status inc__process_write(inc__writer *writer, const inc_process *process)
{
    const inc__process_body *body = &process->body;
    size_t i;

    inc__put_u8(writer, PROCESS_FORMAT);
    process_put_options(writer, &body->options);
    inc__put_u32(writer, (uint32_t) body->resolutions.count);
    for (i = 0; i < body->resolutions.count; i++) {
        const inc_resolution *resolution = INC__AT(&body->resolutions, inc_resolution, i);
        inc__put_text(writer, resolution->code);
        inc__put_u8(writer, (uint8_t) resolution->needs_change);
    }
    inc__put_u32(writer, (uint32_t) body->holds.count);
    for (i = 0; i < body->holds.count; i++) {
        const inc_hold_rule *hold = INC__AT(&body->holds, inc_hold_rule, i);
        inc__put_text(writer, hold->reason);
        inc__put_i64(writer, hold->expires);
    }
    return writer->status;
}

static inc_status process_get_calendar(inc__reader *reader, const inc__calendar_resolver *resolver,
                                       const inc_calendar **calendar)
{
    uint8_t named = inc__get_u8(reader);
    inc_hash hash;
    size_t i;

    for (i = 0; named == 1 && i < sizeof hash.bytes; i++)
        hash.bytes[i] = inc__get_u8(reader);
    if (reader->failed || named > 1)
        return INC_E_FORMAT;
    if (named == 0)
        return INC_OK;
    *calendar = resolver->calendar(resolver->user, &hash);
    return *calendar != NULL ? INC_OK : INC_E_NOT_FOUND;
}

static inc_status process_get_head(inc__reader *reader, inc_context *context,
                                   const inc__calendar_resolver *resolver,
                                   inc_process_builder **builder)
{
    inc_process_options options = {.size = sizeof options};
    inc_status status;

    options.confirm_within = inc__get_i64(reader);
    status = process_get_calendar(reader, resolver, &options.confirm_calendar);
    if (status != INC_OK)
        return status;
    options.reopen_within = inc__get_i64(reader);
    options.close_on_timeout = inc__get_u8(reader);
    options.close_on_confirm = inc__get_u8(reader);
    options.choice = inc__get_i32(reader);
    options.tiers = inc__get_i32(reader);
    return reader->failed ? INC_E_FORMAT : inc_process_builder_new(context, &options, builder);
}

static inc_status process_get_resolution(inc__reader *reader, inc_context *context,
                                         inc_process_builder *builder)
{
    inc_resolution resolution = {.size = sizeof resolution};
    inc_status status;
    char *code = inc__get_text(reader, context, INC__NAME_MOST, &status);

    if (code == NULL)
        return status;
    resolution.code = code;
    resolution.needs_change = inc__get_u8(reader);
    status = reader->failed ? INC_E_FORMAT : inc_process_builder_resolution(builder, &resolution);
    inc__string_free(context, code);
    return status;
}

static inc_status process_get_hold(inc__reader *reader, inc_context *context,
                                   inc_process_builder *builder)
{
    inc_hold_rule hold = {.size = sizeof hold};
    inc_status status;
    char *reason = inc__get_text(reader, context, INC__NAME_MOST, &status);

    if (reason == NULL)
        return status;
    hold.reason = reason;
    hold.expires = inc__get_i64(reader);
    status = reader->failed ? INC_E_FORMAT : inc_process_builder_hold(builder, &hold);
    inc__string_free(context, reason);
    return status;
}

static inc_status process_get_lists(inc__reader *reader, inc_context *context,
                                    inc_process_builder *builder)
{
    size_t i, count = inc__get_count(reader, PROCESS_RESOLUTION_LEAST);
    inc_status status = INC_OK;

    for (i = 0; i < count && status == INC_OK; i++)
        status = process_get_resolution(reader, context, builder);
    if (status != INC_OK)
        return status;
    count = inc__get_count(reader, PROCESS_HOLD_LEAST);
    for (i = 0; i < count && status == INC_OK; i++)
        status = process_get_hold(reader, context, builder);
    return status == INC_OK && reader->failed ? INC_E_FORMAT : status;
}

/* Bytes of a process that its builder refuses are not what they claim to be. */
static inc_status process_read_status(inc_context *context, const inc__reader *reader,
                                      inc_status status)
{
    if (status == INC_OK)
        return INC_OK;
    if (status == INC_E_NOMEM)
        return inc__nomem(context);
    if (status == INC_E_NOT_FOUND)
        return inc__fail(context, status, "the bytes of a process named an unknown hash");
    return inc__fail(context, INC_E_FORMAT, "the bytes of a process were refused: '%s'",
                     reader->failed ? "early end or bad text" : inc_status_name(status));
}

inc_process *inc__process_read(inc__reader *reader, inc_context *context,
                               const inc__calendar_resolver *resolver, inc_status *status)
{
    inc_process_builder *builder = NULL;
    inc_process *process = NULL;
    uint8_t format = inc__get_u8(reader);

    if (format != PROCESS_FORMAT && !reader->failed) {
        *status = inc__fail(context, INC_E_UNSUPPORTED, "the bytes of a process had format '%u'",
                            (unsigned) format);
        return NULL;
    }
    *status = process_get_head(reader, context, resolver, &builder);
    if (*status == INC_OK)
        *status = process_get_lists(reader, context, builder);
    if (*status == INC_OK)
        *status = inc_process_builder_build(builder, &process);
    inc_process_builder_free(builder);
    *status = process_read_status(context, reader, *status);
    return process;
}
