/** @file incident/page.h
 * A page of events or rows: what a backend fills and a caller reads.
 */
#ifndef INCIDENT_PAGE_H
#define INCIDENT_PAGE_H

#include "event.h"
#include "row.h"

INC_BEGIN

/** A list of events or rows; it keeps references. One thread at a time. @since 0.1 */
typedef struct inc_page inc_page;

/** Makes an empty page. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_page_new(inc_context *context, inc_page **page);
/** Frees a page and gives its references back; NULL is allowed. @since 0.1 */
INC_API void inc_page_free(inc_page *page);
/** Empties a page and keeps its memory. @since 0.1 */
INC_API void inc_page_clear(inc_page *page);
/** Appends an event and keeps a reference. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1
 */
INC_API inc_status inc_page_add_event(inc_page *page, const inc_event *event);
/** Appends a row and keeps a reference. @return INC_OK; INC_E_NOMEM; INC_E_INVALID. @since 0.1 */
INC_API inc_status inc_page_add_row(inc_page *page, const inc_row *row);
/** How many events it holds. @since 0.1 */
INC_API size_t inc_page_events(const inc_page *page);
/** How many rows it holds. @since 0.1 */
INC_API size_t inc_page_rows(const inc_page *page);
/** The index-th event, borrowed; NULL past the last. @since 0.1 */
INC_API const inc_event *inc_page_event(const inc_page *page, size_t index);
/** The index-th row, borrowed; NULL past the last. @since 0.1 */
INC_API const inc_row *inc_page_row(const inc_page *page, size_t index);

INC_END

#endif
