/* Desks: made, freed, and what they answer about one subject. */
#include "desk/desk.h"

#include "base/options.h"
#include "base/string.h"
#include "time/sight.h"

#include <string.h>

static const int32_t desk_published[] = {
    INC_FACT_LOGGED,   INC_FACT_ASSIGNED, INC_FACT_ESCALATED, INC_FACT_RESOLVED,  INC_FACT_REFUSED,
    INC_FACT_REOPENED, INC_FACT_CLOSED,   INC_FACT_CANCELLED, INC_FACT_CONVERTED, INC_FACT_FIRED};

static inc_status desk_copy_publish(inc_desk *desk, const inc_desk_options *options)
{
    const int32_t *kinds = options->publish;
    size_t i, count = options->publish_count;

    if (kinds == NULL) {
        kinds = desk_published;
        count = sizeof desk_published / sizeof desk_published[0];
    }
    if (inc__array_reserve(desk->context, &desk->publish, sizeof(int32_t), count) != INC_OK)
        return INC_E_NOMEM;
    for (i = 0; i < count; i++)
        *INC__AT(&desk->publish, int32_t, i) = kinds[i];
    desk->publish.count = count;
    return INC_OK;
}

static inc_status desk_make_parts(inc_desk *desk)
{
    inc_incident_options options;
    inc_status status = inc_event_builder_new(desk->context, &desk->event);

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.rulebook = desk->rulebook;
    if (status == INC_OK)
        status = inc_row_builder_new(desk->context, INC_ROW_HEAD, &desk->head);
    if (status == INC_OK)
        status = inc_row_builder_new(desk->context, INC_ROW_MESSAGE, &desk->message);
    if (status == INC_OK)
        status = inc_page_new(desk->context, &desk->page);
    if (status == INC_OK)
        status = inc_incident_new(desk->context, &options, &desk->incident);
    if (status == INC_OK)
        status = inc_incident_new(desk->context, &options, &desk->before);
    return status;
}

static inc_status desk_check(inc_context *context, const inc_desk_options *options)
{
    if (options->rulebook == NULL)
        return inc__fail(context, INC_E_INVALID, "a desk got no rulebook");
    if (!inc__name_valid(options->tenant, 0))
        return inc__fail(context, INC_E_INVALID,
                         "the tenant '%s' of a desk was no UTF-8 text of at most 255 bytes",
                         options->tenant);
    if (options->attempts < 0 || options->attempts > 100 || options->publish_all < 0 ||
        options->publish_all > 1)
        return inc__fail(context, INC_E_INVALID, "a desk got '%ld' attempts, publish_all '%ld'",
                         (long) options->attempts, (long) options->publish_all);
    if (options->publish == NULL && options->publish_count > 0)
        return inc__fail(context, INC_E_INVALID, "a desk got '%zu' kinds to publish and no list",
                         options->publish_count);
    return INC_OK;
}

inc_status inc_desk_new(inc_context *context, inc_store *store, const inc_desk_options *options,
                        inc_desk **desk)
{
    inc_desk_options local;
    inc_desk *made;
    inc_status status;

    if (desk != NULL)
        *desk = NULL;
    if (context == NULL || store == NULL || desk == NULL)
        return INC_E_INVALID;
    status = INC__OPTIONS(&local, options, attempts);
    if (status != INC_OK)
        return inc__fail(context, status, "options of size '%zu' of a desk were refused",
                         options->size);
    status = desk_check(context, &local);
    if (status != INC_OK)
        return status;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    made->store = store;
    made->rulebook = local.rulebook;
    made->publish_all = local.publish_all;
    made->attempts = local.attempts > 0 ? local.attempts : 5;
    made->tenant = inc__string_copy(context, local.tenant != NULL ? local.tenant : "", INC_ZSTR);
    status = made->tenant != NULL ? desk_copy_publish(made, &local) : INC_E_NOMEM;
    if (status == INC_OK)
        status = desk_make_parts(made);
    if (status == INC_OK)
        *desk = made;
    else
        inc_desk_free(made);
    return status == INC_E_NOMEM ? inc__nomem(context) : status;
}

static void desk_free_differences(inc_desk *desk)
{
    size_t i;

    for (i = 0; i < desk->differences.count; i++) {
        inc__difference *difference = INC__AT(&desk->differences, inc__difference, i);
        inc__string_free(desk->context, difference->subject);
        inc__string_free(desk->context, difference->name);
    }
    inc__array_free(desk->context, &desk->differences, sizeof(inc__difference));
}

static void desk_destroy(inc_desk *desk)
{
    inc_context *context = desk->context;

    inc__desk_drop(desk);
    desk_free_differences(desk);
    inc__array_free(context, &desk->fresh, sizeof(inc_event *));
    inc__array_free(context, &desk->emptied, sizeof(inc_event *));
    inc__array_free(context, &desk->relays, sizeof(inc__relay));
    inc__array_free(context, &desk->publish, sizeof(int32_t));
    inc_event_builder_free(desk->event);
    inc_row_builder_free(desk->head);
    inc_row_builder_free(desk->message);
    inc_page_free(desk->page);
    inc_incident_free(desk->incident);
    inc_incident_free(desk->before);
    inc__string_free(context, desk->tenant);
    inc__string_free(context, desk->subject);
    inc__string_free(context, desk->after);
    inc__release(context, desk, sizeof *desk);
    inc_context_unref(context);
}

void inc_desk_free(inc_desk *desk)
{
    if (desk == NULL)
        return;
    desk->freed = 1;
    if (!desk->busy && desk->delivering == 0)
        desk_destroy(desk);
}

inc_status inc__desk_enter(inc_desk *desk)
{
    inc_incident *before = desk->before;

    if (desk->busy)
        return inc__fail(desk->context, INC_E_INVALID,
                         "a desk was called from a callback of its own backend");
    desk->busy = 1;
    desk->before = desk->incident;
    desk->incident = before;
    return INC_OK;
}

inc_status inc__desk_leave(inc_desk *desk, inc_status status)
{
    desk->busy = 0;
    if (desk->freed && desk->delivering == 0)
        desk_destroy(desk);
    return status;
}

int32_t inc_desk_refusal(const inc_desk *desk)
{
    return desk != NULL ? desk->refusal.code : INC_REFUSAL_NONE;
}

inc_status inc_desk_refusal_argument(const inc_desk *desk, size_t index, const char **name,
                                     const char **value)
{
    if (desk == NULL || name == NULL || value == NULL)
        return INC_E_INVALID;
    if (index >= desk->refusal.count)
        return INC_DONE;
    *name = desk->refusal.names[index];
    *value = desk->refusal.values[index];
    return INC_OK;
}

static inc_status desk_check_look(const inc_desk *desk, const char *subject, inc_time now)
{
    if (!inc__name_valid(subject, 1))
        return inc__fail(desk->context, INC_E_INVALID,
                         "the subject '%s' was no UTF-8 text of 1 to 255 bytes", subject);
    if (!inc__time_valid(now))
        return inc__fail(desk->context, INC_E_RANGE,
                         "the instant '%lld' us was outside the years 1900 to 9999",
                         (long long) now);
    return INC_OK;
}

static inc_status desk_look(inc_desk *desk, const char *subject, inc_time now)
{
    inc_status status = desk_check_look(desk, subject, now);

    return status == INC_OK ? inc__desk_load(desk, subject, now) : status;
}

inc_status inc_desk_look(inc_desk *desk, const char *subject, inc_time now, inc_incident_view *view,
                         inc_incident **incident)
{
    inc_incident_view empty;
    inc_status status;

    if (incident != NULL)
        *incident = NULL;
    memset(&empty, 0, sizeof empty);
    if (desk == NULL || subject == NULL ||
        (view != NULL && INC__FILL(view, &empty, resolution) != INC_OK))
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    status = desk_look(desk, subject, now);
    if (status == INC_OK && incident != NULL)
        *incident = desk->incident;
    if (status == INC_OK && view != NULL)
        (void) INC__FILL(view, &desk->incident->life.view, resolution);
    return inc__desk_leave(desk, status);
}

/* -1 for a number that no command has. */
static int32_t desk_allowance(const inc__case *facts, size_t command)
{
    if (command >= INC_COMMANDS_MOST || inc_command_fact((int32_t) command) == 0)
        return -1;
    return inc__guard_kind(facts, (int32_t) command);
}

inc_status inc_desk_allowed(inc_desk *desk, const char *subject, inc_time now, int32_t *refusals,
                            size_t count)
{
    inc__case facts;
    inc_status status;
    size_t i;

    if (desk == NULL || subject == NULL || refusals == NULL || count == 0)
        return INC_E_INVALID;
    status = inc__desk_enter(desk);
    if (status != INC_OK)
        return status;
    status = desk_look(desk, subject, now);
    if (status == INC_OK)
        inc__desk_case(desk, &facts);
    for (i = 0; i < count && status == INC_OK; i++)
        refusals[i] = desk_allowance(&facts, i);
    return inc__desk_leave(desk, status);
}

inc_status inc__desk_keep(inc_desk *desk, char **place, const char *text)
{
    char *copy = inc__string_copy(desk->context, text, INC_ZSTR);

    if (copy == NULL)
        return inc__nomem(desk->context);
    inc__string_free(desk->context, *place);
    *place = copy;
    return INC_OK;
}

void inc__desk_rewind(inc_desk *desk)
{
    inc__string_free(desk->context, desk->after);
    desk->after = NULL;
}
