/** @file incident/json.h
 * Rules as JSON (library libincident-json). The format has a JSON Schema, doc/rules.schema.json;
 * unknown members are refused, and what is written reads back to the same hash.
 */
#ifndef INCIDENT_JSON_H
#define INCIDENT_JSON_H

#include "rules.h"

INC_BEGIN

/** Options of inc_json_read_rules. @since 0.1 */
typedef struct inc_json_options {
    size_t size;                /**< sizeof(inc_json_options) */
    const char *file;           /**< file name for messages; NULL: "<json>" */
    const char *zone_directory; /**< where zones are loaded from; NULL: as inc_zone_load */
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

INC_END

#endif
