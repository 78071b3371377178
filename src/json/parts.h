/* The parts of a rules document, each read from its JSON value. */
#ifndef INC_JSON_PARTS_H
#define INC_JSON_PARTS_H

#include "document.h"

/* Calendars. Those by name are borrowed from the document; get gives a reference to its caller. */
inc_status inc__json_calendars_open(inc__json_document *document);
void inc__json_calendars_close(inc__json_document *document);
inc_status inc__json_calendars_add(inc__json_document *document, inc_rules_builder *builder);
/* The calendar of a member that holds a name or a definition; *calendar stays when it is absent. */
inc_status inc__json_calendar_of(inc__json_document *document, json_t *object, const char *key,
                                 inc_calendar **calendar);
/* A calendar with a zone and a weekly pattern. */
inc_status inc__json_pattern(inc__json_document *document, json_t *value, inc_calendar **calendar);

inc_status inc__json_matrix(inc__json_document *document, json_t *value, inc_matrix **matrix);
inc_status inc__json_taxonomy(inc__json_document *document, json_t *value, inc_taxonomy **taxonomy);
inc_status inc__json_process(inc__json_document *document, json_t *value, inc_process **process);
inc_status inc__json_target(inc__json_document *document, json_t *value, inc_target *target);
inc_status inc__json_policy(inc__json_document *document, json_t *value, inc_policy **policy);

#endif
