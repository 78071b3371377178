/* Reading members of a case. */
#include "case_json.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 2, 0))) static void
complaint_append(case_run *run, const char *format, va_list arguments)
{
    size_t room = sizeof(run->complaint) - run->used;
    int length = vsnprintf(run->complaint + run->used, room, format, arguments);
    if (length > 0)
        run->used += (size_t) length < room ? (size_t) length : room - 1;
}

void case_complain(case_run *run, const char *format, ...)
{
    va_list arguments;
    for (const char *place = run->place; place != NULL && *place != '\0'; place++) {
        if (run->used + 1 < sizeof(run->complaint))
            run->complaint[run->used++] = *place;
    }
    va_start(arguments, format);
    complaint_append(run, format, arguments);
    va_end(arguments);
    if (run->used + 1 < sizeof(run->complaint)) {
        run->complaint[run->used++] = '\n';
        run->complaint[run->used] = '\0';
    }
}

const char *case_text(const json_t *object, const char *member)
{
    return json_string_value(json_object_get(object, member));
}

inc_status case_instant(case_run *run, const json_t *value, inc_time *instant)
{
    if (json_is_null(value)) {
        *instant = INC_TIME_NONE;
        return INC_OK;
    }
    const char *text = json_string_value(value);
    inc_status status = text == NULL ? INC_E_FORMAT : inc_time_parse(text, strlen(text), instant);
    if (status != INC_OK)
        case_complain(run, "no instant: '%s'", text == NULL ? "(no text)" : text);
    return status;
}

inc_status case_duration(case_run *run, const json_t *value, inc_duration *duration)
{
    if (json_is_integer(value)) {
        *duration = (inc_duration) json_integer_value(value) * INC_SECOND;
        return INC_OK;
    }
    if (json_is_real(value)) {
        double micros = json_real_value(value) * (double) INC_SECOND;
        *duration = (inc_duration) (micros < 0 ? micros - 0.5 : micros + 0.5);
        return INC_OK;
    }
    const char *text = json_string_value(value);
    inc_status status =
        text == NULL ? INC_E_FORMAT : inc_duration_parse(text, strlen(text), duration);
    if (status != INC_OK)
        case_complain(run, "no duration: '%s'", text == NULL ? "(no text)" : text);
    return status;
}

inc_status case_date(const char *text, inc_date *date)
{
    inc_status status = text == NULL ? INC_E_FORMAT : inc_date_parse(text, strlen(text), date);
    return status == INC_E_FORMAT ? INC_E_INVALID : status;
}

inc_status case_hours(const char *text, inc_hours *hours)
{
    const char *dash = text == NULL ? NULL : strchr(text, '-');
    if (dash == NULL)
        return INC_E_INVALID;
    if (inc_time_of_day_parse(text, (size_t) (dash - text), &hours->from) != INC_OK ||
        inc_time_of_day_parse(dash + 1, strlen(dash + 1), &hours->to) != INC_OK)
        return INC_E_INVALID;
    return INC_OK;
}

int32_t case_index(const char *const *names, const char *text)
{
    for (int32_t i = 0; text != NULL && names[i] != NULL; i++) {
        if (strcmp(names[i], text) == 0)
            return i;
    }
    return -1;
}

int32_t case_weekday(const char *name)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
    return case_index(names, name) + 1;
}
