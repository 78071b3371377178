/* The process of a rules document. */
#include "parts.h"
#include "words.h"

#define PROCESS_TIERS_MOST 100

static inc_status process_resolution(inc__json_document *document, json_t *value,
                                     inc_process_builder *builder)
{
    static const char *const known[] = {"code", "needs_change", NULL};
    inc_resolution resolution = {sizeof resolution, NULL, 0, 0};
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "code");
    if (status == INC_OK)
        status = inc__json_text(document, value, "code", INC__JSON_NAME_MOST, &resolution.code);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "needs_change", &resolution.needs_change);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_process_builder_resolution(builder, &resolution));
    return status;
}

static inc_status process_hold(inc__json_document *document, json_t *value,
                               inc_process_builder *builder)
{
    static const char *const known[] = {"reason", "expires", NULL};
    inc_hold_rule hold = {sizeof hold, NULL, 0};
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "reason");
    if (status == INC_OK)
        status = inc__json_text(document, value, "reason", INC__JSON_NAME_MOST, &hold.reason);
    if (status == INC_OK)
        status = inc__json_duration(document, value, "expires", 1, &hold.expires);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_process_builder_hold(builder, &hold));
    return status;
}

static inc_status process_list(inc__json_document *document, json_t *object, const char *key,
                               inc_process_builder *builder,
                               inc_status (*item)(inc__json_document *document, json_t *value,
                                                  inc_process_builder *builder))
{
    json_t *list = json_object_get(object, key);
    inc_status status;
    size_t i;

    if (list == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    status = inc__json_is_list(document, list, 0, SIZE_MAX);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = item(document, json_array_get(list, i), builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

static inc_status process_options(inc__json_document *document, json_t *value,
                                  inc_process_options *options)
{
    inc_status status =
        inc__json_duration(document, value, "confirm_within", 1, &options->confirm_within);

    if (status == INC_OK)
        status = inc__json_duration(document, value, "reopen_within", 1, &options->reopen_within);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "close_on_timeout", &options->close_on_timeout);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "close_on_confirm", &options->close_on_confirm);
    if (status == INC_OK)
        status = inc__json_choice(document, value, "choice", inc__json_choices, &options->choice);
    if (status == INC_OK)
        status =
            inc__json_integer(document, value, "tiers", 1, PROCESS_TIERS_MOST, &options->tiers);
    return status;
}

static inc_status process_build(inc__json_document *document, json_t *value,
                                const inc_process_options *options, inc_process **process)
{
    inc_process_builder *builder = NULL;
    inc_status status =
        inc__json_refused(document, inc_process_builder_new(document->context, options, &builder));

    if (status == INC_OK)
        status = process_list(document, value, "resolutions", builder, process_resolution);
    if (status == INC_OK)
        status = process_list(document, value, "holds", builder, process_hold);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_process_builder_build(builder, process));
    inc_process_builder_free(builder);
    return status;
}

inc_status inc__json_process(inc__json_document *document, json_t *value, inc_process **process)
{
    static const char *const known[] = {"confirm_within",
                                        "confirm_calendar",
                                        "reopen_within",
                                        "close_on_timeout",
                                        "close_on_confirm",
                                        "choice",
                                        "tiers",
                                        "resolutions",
                                        "holds",
                                        NULL};
    inc_process_options options = {sizeof options, 0, NULL, 0, 0, 0, 0, 0};
    inc_calendar *calendar = NULL;
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = process_options(document, value, &options);
    if (status == INC_OK)
        status = inc__json_calendar_of(document, value, "confirm_calendar", &calendar);
    options.confirm_calendar = calendar;
    if (status == INC_OK)
        status = process_build(document, value, &options, process);
    inc_calendar_unref(calendar);
    return status;
}
