/* Compares single values. */
#include "case_expect.h"

#include <inttypes.h>
#include <string.h>

void case_expect_instant(case_run *run, const char *what, const json_t *expected, inc_time got)
{
    inc_time wanted = 0;
    char text[INC_FORMAT_SIZE] = "none";
    if (case_instant(run, expected, &wanted) != INC_OK || wanted == got)
        return;
    if (got != INC_TIME_NONE && inc_time_format(got, 0, text) != INC_OK)
        (void) strcpy(text, "out of range");
    case_complain(run, "%s is %s, not %s", what, text,
                  wanted == INC_TIME_NONE ? "none" : json_string_value(expected));
}

void case_expect_duration(case_run *run, const char *what, const json_t *expected, inc_duration got)
{
    inc_duration wanted = 0;
    if (case_duration(run, expected, &wanted) == INC_OK && wanted != got)
        case_complain(run, "%s is %" PRId64 " us, not %" PRId64, what, got, wanted);
}

void case_expect_number(case_run *run, const char *what, const json_t *expected, int64_t got)
{
    if (!json_is_integer(expected) || json_integer_value(expected) != got)
        case_complain(run, "%s is %" PRId64 ", not %" PRId64, what, got,
                      (int64_t) json_integer_value(expected));
}

void case_expect_truth(case_run *run, const char *what, const json_t *expected, int32_t got)
{
    if (!json_is_boolean(expected) || json_boolean_value(expected) != (got != 0) || got < 0 ||
        got > 1)
        case_complain(run, "%s is %d, not %s", what, (int) got,
                      json_is_true(expected) ? "true" : "false");
}

void case_expect_text(case_run *run, const char *what, const json_t *expected, const char *got)
{
    const char *wanted = json_string_value(expected);
    if (wanted == NULL ? got != NULL : got == NULL || strcmp(wanted, got) != 0)
        case_complain(run, "%s is '%s', not '%s'", what, got == NULL ? "(none)" : got,
                      wanted == NULL ? "(none)" : wanted);
}

int case_expect_status(case_run *run, const json_t *expect, inc_status got)
{
    const char *name = case_text(expect, "status");
    inc_status wanted = INC_OK;
    if (name != NULL && strcmp(name, "unreachable") == 0)
        wanted = INC_E_UNREACHABLE;
    else if (name != NULL && strcmp(name, "range") == 0)
        wanted = INC_E_RANGE;
    else if (name != NULL)
        wanted = INC_E_INVALID;
    if (got != wanted)
        case_complain(run, "status is %s, not %s (%s)", inc_status_name(got),
                      inc_status_name(wanted), inc_context_error(run->context));
    return got == wanted;
}
