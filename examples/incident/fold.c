/* Incidents of a log folded by the library, one after the other through one handle. */
#include "fold.h"

#include <string.h>

void fold_init(struct fold *fold, const struct log *log, inc_context *context, bool is_retargeting)
{
    inc_incident_options options = {.size = sizeof options, .rules = log->rules};
    memset(fold, 0, sizeof *fold);
    fold->log = log;
    facts_init(&fold->facts, log, !is_retargeting);
    tool_must(inc_event_builder_new(context, &fold->builder));
    tool_must(inc_incident_new(context, &options, &fold->incident));
}

void fold_free(struct fold *fold)
{
    inc_incident_free(fold->incident);
    inc_event_builder_free(fold->builder);
    facts_free(&fold->facts);
    memset(fold, 0, sizeof *fold);
}

void fold_take(struct fold *fold, uint32_t index)
{
    inc_incident_clear(fold->incident);
    memset(&fold->view, 0, sizeof fold->view);
    fold->view.size = sizeof fold->view;
    fold->is_told = facts_of(&fold->facts, index);
    if (!fold->is_told)
        return;
    for (size_t i = 0; i < fold->facts.count; i++) {
        inc_event *event = facts_event(&fold->facts, i, fold->builder);
        tool_must(inc_incident_apply(fold->incident, event));
        inc_event_unref(event);
    }
    tool_must(inc_incident_look(fold->incident, fold->log->last, INC_TIME_NONE, &fold->view));
}
