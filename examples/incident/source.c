/* Incidents from a log or from event lines, one after the other through one handle. */
#include "source.h"

int source_open(struct source *source, inc_context *context, const inc_rules *rules)
{
    int code;
    if (source->events_path)
        return event_lines_read(&source->lines, context, source->events_path);
    code = log_file_read(&source->file, context, rules, true);
    if (code != TOOL_OK)
        return code;
    facts_init(&source->facts, &source->file.log, false);
    source->facts.is_reporting = true;
    tool_must(inc_event_builder_new(context, &source->builder));
    return TOOL_OK;
}

void source_free(struct source *source)
{
    event_lines_free(&source->lines);
    inc_event_builder_free(source->builder);
    facts_free(&source->facts);
    log_file_free(&source->file);
    source->builder = NULL;
}

const char *source_path(const struct source *source)
{
    return source->events_path ? source->events_path : source->file.path;
}

size_t source_incidents(const struct source *source)
{
    return source->events_path ? event_lines_incidents(&source->lines)
                               : source->file.log.numbers.count;
}

const char *source_name(const struct source *source, size_t index)
{
    return source->events_path ? event_lines_subject(&source->lines, index)
                               : names_text(&source->file.log.numbers, (uint32_t) index);
}

inc_time source_last(const struct source *source)
{
    return source->events_path ? source->lines.last : source->file.log.last;
}

bool source_tell(struct source *source, size_t index, inc_incident *incident)
{
    if (source->events_path) {
        if (event_lines_kind(&source->lines, index) != INC_SUBJECT_INCIDENT)
            return false;
        event_lines_tell(&source->lines, index, incident);
        return true;
    }
    inc_incident_clear(incident);
    if (!facts_of(&source->facts, (uint32_t) index))
        return false;
    for (size_t i = 0; i < source->facts.count; i++) {
        inc_event *event = facts_event(&source->facts, i, source->builder);
        tool_must(inc_incident_apply(incident, event));
        inc_event_unref(event);
    }
    return true;
}

static void source_line_fact(const struct event_lines *lines, size_t index, int64_t sequence,
                             int32_t *kind, size_t *line)
{
    for (size_t next = lines->incidents[index].first; next; next = lines->events[next - 1].next) {
        const inc_event *event = lines->events[next - 1].event;
        if (inc_event_integer(event, INC_EVENT_SEQUENCE) != sequence)
            continue;
        *kind = (int32_t) inc_event_integer(event, INC_EVENT_KIND);
        *line = lines->events[next - 1].line;
        return;
    }
}

void source_fact(const struct source *source, size_t index, int64_t sequence, int32_t *kind,
                 size_t *line)
{
    const struct facts *facts = &source->facts;
    *kind = 0;
    *line = 0;
    if (source->events_path) {
        source_line_fact(&source->lines, index, sequence, kind, line);
    } else if (sequence >= 1 && (size_t) sequence <= facts->count) {
        *kind = facts->items[sequence - 1].kind;
        *line = facts->items[sequence - 1].line;
    }
}
