/* Holidays from iCalendar files. */
#include "event.h"

#include <incident/addon.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ICAL_NAME_MOST 255
#define ICAL_FIRST INC_DATE_MIN
#define ICAL_LAST INT32_C(84370) /* 2200-12-31 */

typedef struct ical_holiday {
    inc_date date;
    const char *name; /* one of the names */
} ical_holiday;

struct inc_ical {
    inc_context *context;
    ical_holiday *holidays;
    size_t count;
    size_t capacity;
    char **names; /* each in a block of its length + 1 */
    size_t names_count;
    size_t names_capacity;
};

static inc_status ical_nomem(inc_context *context)
{
    return inc_context_fail(context, INC_E_NOMEM, "memory ran out");
}

void inc_ical_free(inc_ical *ical)
{
    inc_context *context;
    size_t i;

    if (ical == NULL)
        return;
    context = ical->context;
    for (i = 0; i < ical->names_count; i++)
        inc_context_resize(context, ical->names[i], strlen(ical->names[i]) + 1, 0);
    inc_context_resize(context, (void *) ical->names, ical->names_capacity * sizeof *ical->names,
                       0);
    inc_context_resize(context, ical->holidays, ical->capacity * sizeof *ical->holidays, 0);
    inc_context_resize(context, ical, sizeof *ical, 0);
    inc_context_unref(context);
}

/* The SUMMARY on one line, cut between characters. */
static inc_status ical_name(const inc__ical_job *job, icalcomponent *event, char *name)
{
    icalproperty *property = icalcomponent_get_first_property(event, ICAL_SUMMARY_PROPERTY);
    const char *summary = property != NULL ? icalproperty_get_summary(property) : NULL;
    size_t size = summary != NULL ? strlen(summary) : 0, i;

    if (size > 0 && !inc_text_valid(summary, size))
        return inc__ical_event_fail(job, INC_E_FORMAT, "SUMMARY", "was not UTF-8");
    if (size > ICAL_NAME_MOST) {
        size = ICAL_NAME_MOST;
        while (((unsigned char) summary[size] & 0xc0) == 0x80)
            size--;
    }
    for (i = 0; i < size; i++)
        name[i] = (unsigned char) summary[i] < 0x20 || summary[i] == 0x7f ? ' ' : summary[i];
    name[size] = '\0';
    return INC_OK;
}

static inc_status ical_keep_name(inc_ical *ical, const char *name)
{
    char **names = inc__ical_room(ical->context, (void *) ical->names, ical->names_count,
                                  &ical->names_capacity, sizeof *names);
    char *copy;

    if (names == NULL)
        return ical_nomem(ical->context);
    ical->names = names;
    copy = inc_context_resize(ical->context, NULL, 0, strlen(name) + 1);
    if (copy == NULL)
        return ical_nomem(ical->context);
    memcpy(copy, name, strlen(name) + 1);
    ical->names[ical->names_count++] = copy;
    return INC_OK;
}

static inc_status ical_add(const inc__ical_job *job, inc_ical *ical, const inc__ical_dates *dates)
{
    size_t i;

    for (i = 0; i < dates->count; i++) {
        ical_holiday *holidays = inc__ical_room(ical->context, ical->holidays, ical->count,
                                                &ical->capacity, sizeof *holidays);
        if (holidays == NULL)
            return ical_nomem(ical->context);
        ical->holidays = holidays;
        if (ical->count >= INC__ICAL_MOST)
            return inc__ical_event_fail(job, INC_E_RANGE, NULL, "was one too many, after 500000");
        holidays[ical->count].date = dates->items[i];
        holidays[ical->count++].name = ical->names[ical->names_count - 1];
    }
    return INC_OK;
}

static inc_status ical_read_event(const inc__ical_job *job, icalcomponent *event, inc_ical *ical)
{
    inc__ical_dates dates = {NULL, 0, 0};
    char name[ICAL_NAME_MOST + 1];
    inc_status status = inc__ical_event(job, event, &dates);

    if (status == INC_OK && dates.count > 0)
        status = ical_name(job, event, name);
    if (status == INC_OK && dates.count > 0)
        status = ical_keep_name(ical, name);
    if (status == INC_OK)
        status = ical_add(job, ical, &dates);
    inc__ical_dates_free(job->context, &dates);
    return status;
}

static inc_status ical_read_calendar(inc__ical_job *job, icalcomponent *calendar, inc_ical *ical)
{
    icalcompiter place = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    icalcomponent *event = icalcompiter_deref(&place);
    inc_status status = INC_OK;

    for (; status == INC_OK && event != NULL; event = icalcompiter_next(&place)) {
        status = ical_read_event(job, event, ical);
        job->event++;
    }
    return status;
}

/* One calendar is the root itself; several hang below a root of libical's. */
static inc_status ical_read_root(inc__ical_job *job, icalcomponent *root, inc_ical *ical)
{
    icalcompiter place = icalcomponent_begin_component(root, ICAL_VCALENDAR_COMPONENT);
    icalcomponent *calendar = icalcompiter_deref(&place);
    inc_status status = INC_OK;

    if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT)
        return ical_read_calendar(job, root, ical);
    for (; status == INC_OK && calendar != NULL; calendar = icalcompiter_next(&place))
        status = ical_read_calendar(job, calendar, ical);
    return status;
}

static int ical_compare(const void *a, const void *b)
{
    const ical_holiday *left = a, *right = b;

    if (left->date != right->date)
        return left->date < right->date ? -1 : 1;
    return strcmp(left->name, right->name);
}

static void ical_settle(inc_ical *ical)
{
    size_t kept = 0, i;

    if (ical->count > 0)
        qsort(ical->holidays, ical->count, sizeof *ical->holidays, ical_compare);
    for (i = 0; i < ical->count; i++) {
        if (kept == 0 || ical_compare(&ical->holidays[kept - 1], &ical->holidays[i]) != 0)
            ical->holidays[kept++] = ical->holidays[i];
    }
    ical->count = kept;
}

/* libical may be told, for a whole process, to abort on errors: not while this reads. */
static inc_status ical_parse(inc__ical_job *job, const char *text, inc_ical *ical)
{
    int fatal = icalerror_get_errors_are_fatal();
    icalerrorenum before = icalerrno;
    inc_status status;

    icalerror_set_errors_are_fatal(0);
    job->root = icalparser_parse_string(text);
    if (job->root != NULL)
        status = ical_read_root(job, job->root, ical);
    else if (icalerrno == ICAL_NEWFAILED_ERROR)
        status = ical_nomem(job->context);
    else
        status = inc__ical_fail(job->context, INC_E_FORMAT, 1, "libical found no component");
    if (job->root != NULL)
        icalcomponent_free(job->root);
    icalerrno = before;
    icalerror_set_errors_are_fatal(fatal);
    return status;
}

/* libical wants a text that ends with a NUL. */
static inc_status ical_read_copy(inc__ical_job *job, inc_ical *ical)
{
    int mark = job->size >= 3 && memcmp(job->text, "\xef\xbb\xbf", 3) == 0;
    size_t skip = mark ? 3 : 0;
    char *copy = inc_context_resize(job->context, NULL, 0, job->size - skip + 1);
    inc_status status;

    if (copy == NULL)
        return ical_nomem(job->context);
    memcpy(copy, job->text + skip, job->size - skip);
    copy[job->size - skip] = '\0';
    status = ical_parse(job, copy, ical);
    inc_context_resize(job->context, copy, job->size - skip + 1, 0);
    if (status == INC_OK)
        ical_settle(ical);
    return status;
}

static inc_status ical_options(const inc_ical_options *options, inc__ical_job *job)
{
    inc_ical_options local;
    inc_status status =
        inc_options_read(&local, sizeof local,
                         offsetof(inc_ical_options, reserved) + sizeof local.reserved, options);

    if (status != INC_OK)
        return inc_context_fail(job->context, status, "the options of reading were of no size");
    job->all_events = local.all_events != 0;
    job->from = local.from != 0 || local.to != 0 ? local.from : ICAL_FIRST;
    job->to = local.from != 0 || local.to != 0 ? local.to : ICAL_LAST;
    if (job->from > job->to || local.reserved != 0)
        return inc_context_fail(job->context, INC_E_INVALID,
                                "the first date wanted was after the last");
    if (job->from < INC_DATE_MIN || job->to > INC_DATE_MAX)
        return inc_context_fail(job->context, INC_E_RANGE,
                                "the dates wanted were outside the years 1900 to 9999");
    return INC_OK;
}

static inc_status ical_new(inc_context *context, inc_ical **ical)
{
    *ical = inc_context_resize(context, NULL, 0, sizeof **ical);
    if (*ical == NULL)
        return ical_nomem(context);
    memset(*ical, 0, sizeof **ical);
    (*ical)->context = inc_context_ref(context);
    return INC_OK;
}

inc_status inc_ical_read(inc_context *context, const char *text, size_t size,
                         const inc_ical_options *options, inc_ical **ical)
{
    inc__ical_job job;
    inc_ical *made = NULL;
    inc_status status;

    if (ical == NULL)
        return INC_E_INVALID;
    *ical = NULL;
    if (context == NULL || text == NULL)
        return INC_E_INVALID;
    memset(&job, 0, sizeof job);
    job.context = context;
    job.text = text;
    job.size = size == INC_ZSTR ? strlen(text) : size;
    status = ical_options(options, &job);
    if (status == INC_OK)
        status = inc__ical_check(context, text, job.size);
    if (status == INC_OK)
        status = ical_new(context, &made);
    if (status == INC_OK)
        status = ical_read_copy(&job, made);
    if (status == INC_OK)
        *ical = made;
    else
        inc_ical_free(made);
    return status;
}

inc_status inc_ical_at(const inc_ical *ical, size_t index, inc_ical_holiday *holiday)
{
    inc_ical_holiday local = {sizeof local, 0, 0, NULL};

    if (ical == NULL || holiday == NULL)
        return INC_E_INVALID;
    if (index >= ical->count)
        return INC_DONE;
    local.date = ical->holidays[index].date;
    local.name = ical->holidays[index].name;
    return inc_options_write(&local, sizeof local,
                             offsetof(inc_ical_holiday, name) + sizeof local.name, holiday);
}

inc_status inc_ical_apply(const inc_ical *ical, inc_calendar_builder *builder)
{
    inc_exception exception = {sizeof exception, INC_SCOPE_DATE, 0, 0, 0, 0, NULL, 0, NULL};
    inc_status status = INC_OK;
    size_t i;

    if (ical == NULL || builder == NULL)
        return INC_E_INVALID;
    for (i = 0; status == INC_OK && i < ical->count; i++) {
        exception.from = ical->holidays[i].date;
        exception.name = ical->holidays[i].name;
        status = inc_calendar_builder_except(builder, &exception);
    }
    /* All of them or none: the one that failed was not added. */
    if (status != INC_OK)
        (void) inc_calendar_builder_undo(builder, i - 1);
    return status;
}
