/* Names of statuses, and the version. */
#include "unit.h"

#include <incident/status.h>
#include <stdio.h>

/* The values are frozen as much as the names. */
static const struct {
    int value;
    inc_status status;
    const char *name;
} status_rows[] = {
    {0, INC_OK, "INC_OK"},
    {1, INC_DONE, "INC_DONE"},
    {-1, INC_E_INVALID, "INC_E_INVALID"},
    {-2, INC_E_NOMEM, "INC_E_NOMEM"},
    {-3, INC_E_RANGE, "INC_E_RANGE"},
    {-4, INC_E_UNREACHABLE, "INC_E_UNREACHABLE"},
    {-5, INC_E_UNSUPPORTED, "INC_E_UNSUPPORTED"},
    {-6, INC_E_NOT_FOUND, "INC_E_NOT_FOUND"},
    {-7, INC_E_EXISTS, "INC_E_EXISTS"},
    {-8, INC_E_FORMAT, "INC_E_FORMAT"},
    {-9, INC_E_IO, "INC_E_IO"},
    {-10, INC_E_CONFLICT, "INC_E_CONFLICT"},
    {-11, INC_E_REFUSED, "INC_E_REFUSED"},
    {-12, INC_E_BACKEND, "INC_E_BACKEND"},
};

START_TEST(status_names)
{
    size_t i;

    for (i = 0; i < sizeof status_rows / sizeof status_rows[0]; i++) {
        ck_assert_int_eq(status_rows[i].status, status_rows[i].value);
        ck_assert_str_eq(inc_status_name(status_rows[i].status), status_rows[i].name);
    }
    ck_assert_str_eq(inc_status_name((inc_status) -13), "INC_E_?");
    ck_assert_str_eq(inc_status_name((inc_status) 2), "INC_E_?");
}
END_TEST

START_TEST(status_version)
{
    char text[32];

    (void) snprintf(text, sizeof text, "%d.%d.%d", INC_VERSION_MAJOR, INC_VERSION_MINOR,
                    INC_VERSION_PATCH);
    ck_assert_str_eq(inc_version(), text);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {status_names, status_version, NULL};

    return unit_run("status", tests, NULL, NULL);
}
