/* A walk over the incidents of a store: pages of heads in the order of their ids, and for each of
 * them its events. */
#include "base/options.h"
#include "base/string.h"
#include "incident/incident_body.h"
#include "store/row.h"

#include <incident/scan.h>
#include <string.h>

struct inc_scan {
    inc_context *context;
    inc_store *store;
    inc_incident *incident;
    char *tenant;
    inc_query *query;
    inc_page *heads;
    inc_page *events;
    size_t next;         /* of the heads in hand */
    const char *subject; /* of a head in hand */
};

static void scan_forget(inc_scan *scan)
{
    inc_context *context = scan->context;

    inc_page_free(scan->events);
    inc_page_free(scan->heads);
    inc_query_free(scan->query);
    inc__string_free(context, scan->tenant);
    inc__release(context, scan, sizeof *scan);
    inc_context_unref(context);
}

/* The key of an incident, as a row to go on after. */
static inc_status scan_key(const inc_scan *scan, const char *subject, inc_row **row)
{
    inc_row_builder *builder = NULL;
    inc_status status = inc_row_builder_new(scan->context, INC_ROW_HEAD, &builder);

    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_ROW_TENANT, scan->tenant, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_ROW_SUBJECT_KIND, INC_SUBJECT_INCIDENT);
    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_ROW_SUBJECT, subject, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_build(builder, row);
    inc_row_builder_free(builder);
    return status;
}

static inc_status scan_query(inc_scan *scan, const char *after)
{
    inc_row *row = NULL;
    inc_status status = inc_query_new(scan->context, INC_ROW_HEAD, scan->tenant, &scan->query);

    if (status == INC_OK)
        status =
            inc_query_where(scan->query, INC_ROW_SUBJECT_KIND, INC_EQUAL, INC_SUBJECT_INCIDENT);
    if (status != INC_OK || after == NULL || after[0] == '\0')
        return status;
    status = scan_key(scan, after, &row);
    if (status == INC_OK)
        status = inc_query_after(scan->query, row);
    inc_row_unref(row);
    return status;
}

static inc_status scan_fill(inc_scan *scan, const inc_scan_options *options)
{
    inc_status status = inc_page_new(scan->context, &scan->heads);

    if (status == INC_OK)
        status = inc_page_new(scan->context, &scan->events);
    if (status != INC_OK)
        return status;
    scan->tenant =
        inc__string_copy(scan->context, options->tenant != NULL ? options->tenant : "", INC_ZSTR);
    if (scan->tenant == NULL)
        return inc__nomem(scan->context);
    return scan_query(scan, options->after);
}

inc_status inc_scan_new(inc_store *store, const inc_scan_options *options, inc_incident *incident,
                        inc_scan **scan)
{
    inc_scan_options local;
    inc_context *context;
    inc_scan *made;
    inc_status status;

    if (scan == NULL)
        return INC_E_INVALID;
    *scan = NULL;
    if (store == NULL || incident == NULL)
        return INC_E_INVALID;
    context = incident->context;
    status = INC__OPTIONS(&local, options, after);
    if (status != INC_OK)
        return inc__fail(context, status, "options of size '%zu' of a scan were refused",
                         options->size);
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    made->store = store;
    made->incident = incident;
    made->subject = "";
    status = scan_fill(made, &local);
    if (status == INC_OK)
        *scan = made;
    else
        scan_forget(made);
    return status;
}

void inc_scan_free(inc_scan *scan)
{
    if (scan != NULL)
        scan_forget(scan);
}

/* The heads after those in hand; INC_DONE without any. */
static inc_status scan_heads(inc_scan *scan)
{
    const inc_row *last = inc_page_row(scan->heads, scan->next - 1);
    inc_status status = INC_OK;

    if (scan->next > 0)
        status = inc_query_after(scan->query, last);
    if (status != INC_OK)
        return status;
    scan->next = 0;
    return inc_store_find(scan->store, scan->query, scan->heads);
}

static inc_status scan_page(inc_scan *scan, inc_range *range)
{
    inc_status status = inc_store_read(scan->store, range, scan->events);
    size_t i, count = inc_page_events(scan->events);

    for (i = 0; i < count && status == INC_OK; i++) {
        const inc_event *event = inc_page_event(scan->events, i);
        status = inc_incident_apply(scan->incident, event);
        range->from = inc_event_integer(event, INC_EVENT_SEQUENCE) + 1;
    }
    return status == INC_OK && count < INC_QUERY_LIMIT ? INC_DONE : status;
}

static inc_status scan_events(inc_scan *scan)
{
    inc_status status = INC_OK;
    inc_range range;

    memset(&range, 0, sizeof range);
    range.size = sizeof range;
    range.tenant = scan->tenant;
    range.subject_kind = INC_SUBJECT_INCIDENT;
    range.subject = scan->subject;
    range.from = 1;
    while (status == INC_OK)
        status = scan_page(scan, &range);
    inc_page_clear(scan->events);
    return status == INC_DONE ? INC_OK : status;
}

inc_status inc_scan_next(inc_scan *scan)
{
    inc_status status = INC_OK;

    if (scan == NULL)
        return INC_E_INVALID;
    scan->subject = "";
    inc_incident_clear(scan->incident);
    if (scan->next == inc_page_rows(scan->heads))
        status = scan_heads(scan);
    if (status != INC_OK)
        return status;
    scan->subject = inc_row_text(inc_page_row(scan->heads, scan->next), INC_ROW_SUBJECT, NULL);
    status = scan_events(scan);
    if (status == INC_OK)
        scan->next++;
    else
        inc_incident_clear(scan->incident);
    return status;
}

const char *inc_scan_subject(const inc_scan *scan)
{
    return scan != NULL ? scan->subject : "";
}
