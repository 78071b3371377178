/** @file incident/json.h
 * Rules and events as JSON (library libincident-json). The formats have JSON Schemas,
 * doc/rules.schema.json and doc/event.schema.json; unknown members are refused, and what is written
 * reads back the same: rules to the same hash, events to the same columns.
 */
#ifndef INCIDENT_JSON_H
#define INCIDENT_JSON_H

#include "event.h"
#include "rules.h"

INC_BEGIN

/** Options of the readers. @since 0.1 */
typedef struct inc_json_options {
    size_t size;                /**< sizeof(inc_json_options) */
    const char *file;           /**< file name for messages; NULL: "<json>" */
    const char *zone_directory; /**< where zones are loaded from; NULL: as inc_zone_load */
    int64_t first_line; /**< number that the first line has in its file, for messages; 0: 1 */
} inc_json_options;

/** Reads a rules document (UTF-8). The line on the context is "file:line: path/in/document: what
 * was wrong with which value".
 * @return INC_OK; INC_E_FORMAT; INC_E_NOT_FOUND for an unknown zone; INC_E_RANGE; INC_E_NOMEM;
 * INC_E_IO; INC_E_INVALID for a NULL pointer; INC_E_UNSUPPORTED for options of a later version.
 * @since 0.1 */
INC_API inc_status inc_json_read_rules(inc_context *context, const char *text, size_t size,
                                       const inc_json_options *options, inc_rules **rules);

/** Appends rules as a JSON document with sorted members; zones by name, so that reading it back
 * gives the same hash on the same tzdata. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_json_write_rules(inc_context *context, const inc_rules *rules,
                                        inc_text *text);

/** Reads an event from a JSON object (UTF-8), as a line of a file of events; white space around it
 * is allowed. Members are those of doc/event-format.md. The line on the context is "file:line:
 * member: what was wrong with which value".
 * @return INC_OK; INC_E_FORMAT; INC_E_RANGE for an instant; INC_E_NOMEM; INC_E_INVALID for a NULL
 * pointer; INC_E_UNSUPPORTED for options of a later version. @since 0.1 */
INC_API inc_status inc_json_read_event(inc_context *context, const char *line, size_t size,
                                       const inc_json_options *options, inc_event **event);

/** Appends an event as one JSON object and a newline: members in the order of the columns, named by
 * their role for the kind, without those that have their default. Reading it back gives the same
 * columns, and writing that the same bytes. @return INC_OK; INC_E_NOMEM; INC_E_INVALID.
 * @since 0.1 */
INC_API inc_status inc_json_write_event(inc_context *context, const inc_event *event,
                                        inc_text *text);

INC_END

#endif
