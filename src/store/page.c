/* Pages: lists of events or rows. */
#include "base/array.h"

#include <incident/page.h>

struct inc_page {
    inc_context *context;
    inc__array events; /* inc_event *, owned */
    inc__array rows;   /* inc_row *, owned */
};

inc_status inc_page_new(inc_context *context, inc_page **page)
{
    if (page == NULL)
        return INC_E_INVALID;
    *page = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    *page = inc__alloc(context, sizeof **page);
    if (*page == NULL)
        return inc__nomem(context);
    (*page)->context = inc_context_ref(context);
    return INC_OK;
}

void inc_page_free(inc_page *page)
{
    inc_context *context;

    if (page == NULL)
        return;
    inc_page_clear(page);
    context = page->context;
    inc__array_free(context, &page->events, sizeof(inc_event *));
    inc__array_free(context, &page->rows, sizeof(inc_row *));
    inc__release(context, page, sizeof *page);
    inc_context_unref(context);
}

void inc_page_clear(inc_page *page)
{
    size_t i;

    if (page == NULL)
        return;
    for (i = 0; i < page->events.count; i++)
        inc_event_unref(*INC__AT(&page->events, inc_event *, i));
    for (i = 0; i < page->rows.count; i++)
        inc_row_unref(*INC__AT(&page->rows, inc_row *, i));
    page->events.count = 0;
    page->rows.count = 0;
}

inc_status inc_page_add_event(inc_page *page, const inc_event *event)
{
    inc_event **place;

    if (page == NULL || event == NULL)
        return INC_E_INVALID;
    place = INC__PUSH(page->context, &page->events, inc_event *);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = inc_event_ref(event);
    return INC_OK;
}

inc_status inc_page_add_row(inc_page *page, const inc_row *row)
{
    inc_row **place;

    if (page == NULL || row == NULL)
        return INC_E_INVALID;
    place = INC__PUSH(page->context, &page->rows, inc_row *);
    if (place == NULL)
        return INC_E_NOMEM;
    *place = inc_row_ref(row);
    return INC_OK;
}

size_t inc_page_events(const inc_page *page)
{
    return page != NULL ? page->events.count : 0;
}

size_t inc_page_rows(const inc_page *page)
{
    return page != NULL ? page->rows.count : 0;
}

const inc_event *inc_page_event(const inc_page *page, size_t index)
{
    return index < inc_page_events(page) ? *INC__AT(&page->events, inc_event *, index) : NULL;
}

const inc_row *inc_page_row(const inc_page *page, size_t index)
{
    return index < inc_page_rows(page) ? *INC__AT(&page->rows, inc_row *, index) : NULL;
}
