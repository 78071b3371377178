/* Event lines in a file, by incident: what `check`, `kpi` and `whatif` read. */
#include "event_lines.h"

#include <errno.h>
#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

static uint32_t event_lines_add_subject(struct event_lines *lines, const inc_event *event)
{
    char key[1024];
    int size = snprintf(key, sizeof key, "%s\n%s", inc_event_text(event, INC_EVENT_TENANT, NULL),
                        inc_event_text(event, INC_EVENT_SUBJECT, NULL));
    size_t known = lines->subjects.count;
    uint32_t index = names_add(&lines->subjects, key, (size_t) size);
    lines->incidents =
        tool_grow(lines->incidents, index, &lines->incidents_capacity, sizeof *lines->incidents);
    if (index == known)
        lines->incidents[index] = (struct event_lines_incident){0, 0};
    return index;
}

static void event_lines_keep(struct event_lines *lines, inc_event *event, size_t line)
{
    uint32_t subject = event_lines_add_subject(lines, event);
    struct event_lines_incident *incident = &lines->incidents[subject];
    inc_time happened = inc_event_integer(event, INC_EVENT_HAPPENED);
    lines->events = tool_grow(lines->events, lines->count, &lines->capacity, sizeof *lines->events);
    lines->events[lines->count++] = (struct event_lines_event){event, line, 0};
    if (incident->last)
        lines->events[incident->last - 1].next = lines->count;
    else
        incident->first = lines->count;
    incident->last = lines->count;
    if (lines->last == INC_TIME_NONE || happened > lines->last)
        lines->last = happened;
}

static void event_lines_line(struct event_lines *lines, const char *text, size_t size, size_t line)
{
    inc_json_options options = {
        .size = sizeof options, .file = lines->path, .first_line = (int64_t) line};
    inc_event *event = NULL;
    while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r'))
        size--;
    if (size == 0)
        return;
    if (inc_json_read_event(lines->context, text, size, &options, &event) == INC_OK) {
        event_lines_keep(lines, event, line);
        return;
    }
    lines->bad++;
    tool_error("%s", inc_context_error(lines->context));
}

static int event_lines_read_stream(struct event_lines *lines, FILE *stream)
{
    char *text = NULL;
    size_t capacity = 0, line = 0;
    ssize_t size;
    errno = 0;
    while ((size = getline(&text, &capacity, stream)) >= 0)
        event_lines_line(lines, text, (size_t) size, ++line);
    free(text);
    if (feof(stream) && !ferror(stream))
        return TOOL_OK;
    tool_error("cannot read '%s': %s", lines->path, strerror(errno));
    return TOOL_INPUT;
}

int event_lines_read(struct event_lines *lines, inc_context *context, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *stream = is_stdin ? stdin : fopen(path, "rb");
    int code;
    *lines = (struct event_lines){.path = path, .context = context, .last = INC_TIME_NONE};
    if (!stream) {
        tool_error("cannot open '%s': %s", path, strerror(errno));
        return TOOL_INPUT;
    }
    code = event_lines_read_stream(lines, stream);
    if (!is_stdin)
        fclose(stream);
    return code;
}

void event_lines_free(struct event_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        inc_event_unref(lines->events[i].event);
    free(lines->events);
    free(lines->incidents);
    names_free(&lines->subjects);
    *lines = (struct event_lines){.path = NULL};
}

size_t event_lines_incidents(const struct event_lines *lines)
{
    return lines->subjects.count;
}

const char *event_lines_subject(const struct event_lines *lines, size_t index)
{
    return strchr(names_text(&lines->subjects, (uint32_t) index), '\n') + 1;
}

int32_t event_lines_kind(const struct event_lines *lines, size_t index)
{
    const inc_event *first = lines->events[lines->incidents[index].first - 1].event;
    return (int32_t) inc_event_integer(first, INC_EVENT_SUBJECT_KIND);
}

void event_lines_tell(struct event_lines *lines, size_t index, inc_incident *incident)
{
    size_t next = lines->incidents[index].first;
    inc_incident_clear(incident);
    for (; next; next = lines->events[next - 1].next) {
        const struct event_lines_event *event = &lines->events[next - 1];
        inc_status status = inc_incident_apply(incident, event->event);
        if (status == INC_OK)
            continue;
        if (status != INC_E_EXISTS && status != INC_E_INVALID)
            tool_must(status);
        lines->bad++;
        tool_error("%s:%zu: %s", lines->path, event->line,
                   status == INC_E_EXISTS ? "another fact of the incident has this sequence"
                                          : inc_context_error(lines->context));
    }
}
