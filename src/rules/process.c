/* The rules of the process and their builder. */
#include "rules/process.h"

#include "base/options.h"
#include "base/string.h"

#include <string.h>

#define PROCESS_TIERS_MOST 100

struct inc_process_builder {
    inc_context *context;
    inc__process_body body;
};

static inc_resolution *process_resolution_at(const inc__process_body *body, size_t index)
{
    return INC__AT(&body->resolutions, inc_resolution, index);
}

static inc_hold_rule *process_hold_at(const inc__process_body *body, size_t index)
{
    return INC__AT(&body->holds, inc_hold_rule, index);
}

/* Names are the body's own copies. */
static void process_free_name(inc_context *context, const char *name)
{
    inc__string_free(context, (char *) (uintptr_t) name);
}

static void process_body_free(inc_context *context, inc__process_body *body)
{
    size_t i;

    for (i = 0; i < body->resolutions.count; i++)
        process_free_name(context, process_resolution_at(body, i)->code);
    for (i = 0; i < body->holds.count; i++)
        process_free_name(context, process_hold_at(body, i)->reason);
    inc__array_free(context, &body->resolutions, sizeof(inc_resolution));
    inc__array_free(context, &body->holds, sizeof(inc_hold_rule));
    inc_calendar_unref((inc_calendar *) (uintptr_t) body->options.confirm_calendar);
    memset(body, 0, sizeof *body);
}

static void process_body_init(inc__process_body *body, const inc_process_options *options)
{
    memset(body, 0, sizeof *body);
    body->options = *options;
    body->options.size = sizeof body->options;
    (void) inc_calendar_ref(options->confirm_calendar);
}

/* Room for one more, and a copy of its name in *copy. */
static inc_status process_reserve(inc_context *context, inc__array *items, size_t item_size,
                                  const char *name, char **copy)
{
    inc_status status = inc__array_reserve(context, items, item_size, items->count + 1);

    if (status != INC_OK)
        return status;
    *copy = inc__string_copy(context, name, INC_ZSTR);
    return *copy != NULL ? INC_OK : inc__nomem(context);
}

static inc_status process_add_resolution(inc_context *context, inc__process_body *body,
                                         const inc_resolution *resolution)
{
    inc_resolution *item;
    char *copy = NULL;
    inc_status status =
        process_reserve(context, &body->resolutions, sizeof *item, resolution->code, &copy);

    if (status != INC_OK)
        return status;
    item = INC__PUSH(context, &body->resolutions, inc_resolution);
    *item = *resolution;
    item->code = copy;
    return INC_OK;
}

static inc_status process_add_hold(inc_context *context, inc__process_body *body,
                                   const inc_hold_rule *hold)
{
    inc_hold_rule *item;
    char *copy = NULL;
    inc_status status = process_reserve(context, &body->holds, sizeof *item, hold->reason, &copy);

    if (status != INC_OK)
        return status;
    item = INC__PUSH(context, &body->holds, inc_hold_rule);
    *item = *hold;
    item->reason = copy;
    return INC_OK;
}

static inc_status process_body_copy(inc_context *context, const inc__process_body *from,
                                    inc__process_body *body)
{
    inc_status status = INC_OK;
    size_t i;

    process_body_init(body, &from->options);
    for (i = 0; i < from->resolutions.count && status == INC_OK; i++)
        status = process_add_resolution(context, body, process_resolution_at(from, i));
    for (i = 0; i < from->holds.count && status == INC_OK; i++)
        status = process_add_hold(context, body, process_hold_at(from, i));
    return status;
}

static int process_flag(int32_t value)
{
    return value == 0 || value == 1;
}

static inc_status process_check(inc_context *context, const inc_process_options *options)
{
    if (options->confirm_within < 0 || options->reopen_within < 0)
        return inc__fail(context, INC_E_INVALID,
                         "a process had confirm_within '%lld' us, reopen_within '%lld' us",
                         (long long) options->confirm_within, (long long) options->reopen_within);
    if (!process_flag(options->close_on_timeout) || !process_flag(options->close_on_confirm))
        return inc__fail(context, INC_E_INVALID,
                         "a process had close_on_timeout '%d', close_on_confirm '%d'",
                         (int) options->close_on_timeout, (int) options->close_on_confirm);
    if (options->choice < INC_CHOOSE_FIRST || options->choice > INC_CHOOSE_ALL)
        return inc__fail(context, INC_E_INVALID, "a process had the choice '%d'",
                         (int) options->choice);
    if (options->tiers < 0 || options->tiers > PROCESS_TIERS_MOST)
        return inc__fail(context, INC_E_INVALID, "a process had '%d' tiers, not 0 to %d",
                         (int) options->tiers, PROCESS_TIERS_MOST);
    return INC_OK;
}

inc_status inc_process_builder_new(inc_context *context, const inc_process_options *options,
                                   inc_process_builder **builder)
{
    inc_process_options local;
    inc_process_builder *made;
    inc_status status;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, tiers);
    if (status != INC_OK)
        return inc__fail(context, status, "the options of a process had size '%zu'", options->size);
    status = process_check(context, &local);
    if (status != INC_OK)
        return status;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    process_body_init(&made->body, &local);
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

static inc_status process_room(inc_context *context, const inc__array *items, const char *name)
{
    if (items->count < INC__PROCESS_ITEMS_MOST)
        return INC_OK;
    return inc__fail(context, INC_E_INVALID, "a process had no room for '%s' after %d others", name,
                     INC__PROCESS_ITEMS_MOST);
}

/* The index of a code, or the count. */
static size_t process_resolution_index(const inc__process_body *body, const char *code)
{
    size_t i;

    for (i = 0; i < body->resolutions.count; i++) {
        if (strcmp(process_resolution_at(body, i)->code, code) == 0)
            break;
    }
    return i;
}

static size_t process_hold_index(const inc__process_body *body, const char *reason)
{
    size_t i;

    for (i = 0; i < body->holds.count; i++) {
        if (strcmp(process_hold_at(body, i)->reason, reason) == 0)
            break;
    }
    return i;
}

inc_status inc_process_builder_resolution(inc_process_builder *builder,
                                          const inc_resolution *resolution)
{
    inc_resolution local;
    inc_context *context;
    inc_status status;

    if (builder == NULL || resolution == NULL)
        return INC_E_INVALID;
    context = builder->context;
    status = INC__OPTIONS(&local, resolution, reserved);
    if (status != INC_OK)
        return inc__fail(context, status, "a resolution had size '%zu'", resolution->size);
    if (!inc__name_valid(local.code, 1))
        return inc__fail(context, INC_E_INVALID,
                         "a resolution had the code '%s', not 1 to %d bytes of UTF-8",
                         local.code != NULL ? local.code : "", INC__NAME_MOST);
    if (!process_flag(local.needs_change) || local.reserved != 0)
        return inc__fail(context, INC_E_INVALID,
                         "resolution '%s' had needs_change '%d', reserved '%d'", local.code,
                         (int) local.needs_change, (int) local.reserved);
    if (process_resolution_index(&builder->body, local.code) < builder->body.resolutions.count)
        return inc__fail(context, INC_E_EXISTS, "a process already had resolution '%s'",
                         local.code);
    status = process_room(context, &builder->body.resolutions, local.code);
    local.size = sizeof local;
    return status == INC_OK ? process_add_resolution(context, &builder->body, &local) : status;
}

inc_status inc_process_builder_hold(inc_process_builder *builder, const inc_hold_rule *hold)
{
    inc_hold_rule local;
    inc_context *context;
    inc_status status;

    if (builder == NULL || hold == NULL)
        return INC_E_INVALID;
    context = builder->context;
    status = INC__OPTIONS(&local, hold, expires);
    if (status != INC_OK)
        return inc__fail(context, status, "a hold rule had size '%zu'", hold->size);
    if (!inc__name_valid(local.reason, 1))
        return inc__fail(context, INC_E_INVALID,
                         "a hold rule had the reason '%s', not 1 to %d bytes of UTF-8",
                         local.reason != NULL ? local.reason : "", INC__NAME_MOST);
    if (local.expires < 0)
        return inc__fail(context, INC_E_INVALID, "hold reason '%s' expired after '%lld' us",
                         local.reason, (long long) local.expires);
    if (process_hold_index(&builder->body, local.reason) < builder->body.holds.count)
        return inc__fail(context, INC_E_EXISTS, "a process already had hold reason '%s'",
                         local.reason);
    status = process_room(context, &builder->body.holds, local.reason);
    local.size = sizeof local;
    return status == INC_OK ? process_add_hold(context, &builder->body, &local) : status;
}

static inc_status process_set_hash(inc_process *process)
{
    inc__writer writer;
    inc_status status;

    inc__writer_init(&writer, process->context);
    status = inc__process_write(&writer, process);
    if (status == INC_OK)
        status = inc_hash_of(writer.bytes.items, writer.bytes.count, &process->hash);
    inc__writer_free(&writer);
    return status;
}

inc_status inc_process_builder_build(inc_process_builder *builder, inc_process **process)
{
    inc_process *made;
    inc_status status;

    if (process == NULL)
        return INC_E_INVALID;
    *process = NULL;
    if (builder == NULL)
        return INC_E_INVALID;
    made = inc__alloc(builder->context, sizeof *made);
    if (made == NULL)
        return inc__nomem(builder->context);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(builder->context);
    status = process_body_copy(made->context, &builder->body, &made->body);
    if (status == INC_OK)
        status = process_set_hash(made);
    if (status == INC_OK)
        *process = made;
    else
        inc_process_unref(made);
    return status;
}

void inc_process_builder_free(inc_process_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    process_body_free(context, &builder->body);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

inc_process *inc_process_ref(const inc_process *process)
{
    return inc__refs_share(process);
}

void inc_process_unref(inc_process *process)
{
    inc_context *context;

    if (process == NULL || !inc__refs_drop(&process->refs))
        return;
    context = process->context;
    process_body_free(context, &process->body);
    inc__release(context, process, sizeof *process);
    inc_context_unref(context);
}

const inc_hash *inc_process_hash(const inc_process *process)
{
    return process != NULL ? &process->hash : NULL;
}

inc_status inc_process_describe(const inc_process *process, inc_process_options *options)
{
    if (process == NULL || options == NULL)
        return INC_E_INVALID;
    return INC__FILL(options, &process->body.options, tiers);
}

inc_status inc_process_resolution(const inc_process *process, size_t index,
                                  inc_resolution *resolution)
{
    if (process == NULL || resolution == NULL)
        return INC_E_INVALID;
    if (index >= process->body.resolutions.count)
        return INC_DONE;
    return INC__FILL(resolution, process_resolution_at(&process->body, index), reserved);
}

inc_status inc_process_hold(const inc_process *process, size_t index, inc_hold_rule *hold)
{
    if (process == NULL || hold == NULL)
        return INC_E_INVALID;
    if (index >= process->body.holds.count)
        return INC_DONE;
    return INC__FILL(hold, process_hold_at(&process->body, index), expires);
}

int inc__process_find_resolution(const inc_process *process, const char *code,
                                 inc_resolution *resolution)
{
    size_t index = process_resolution_index(&process->body, code);

    if (index == process->body.resolutions.count)
        return 0;
    *resolution = *process_resolution_at(&process->body, index);
    return 1;
}

int inc__process_find_hold(const inc_process *process, const char *reason, inc_hold_rule *hold)
{
    size_t index = process_hold_index(&process->body, reason);

    if (index == process->body.holds.count)
        return 0;
    *hold = *process_hold_at(&process->body, index);
    return 1;
}
