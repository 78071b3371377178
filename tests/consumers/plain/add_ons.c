/* A program outside that uses the add-ons: refused input, so that no file is needed. */
#include <incident.h>
#include <incident/ical.h>
#include <incident/json.h>

#include <stdio.h>

int main(void)
{
    inc_context *context = NULL;
    inc_rules *rules = NULL;
    inc_ical *ical = NULL;
    int failed = inc_context_new(NULL, &context) != INC_OK;

    failed |= inc_json_read_rules(context, "{", INC_ZSTR, NULL, &rules) != INC_E_FORMAT;
    failed |= rules != NULL || inc_context_error(context)[0] == '\0';
    failed |= inc_ical_read(context, "nothing", INC_ZSTR, NULL, &ical) == INC_OK;
    failed |= ical != NULL;
    inc_context_unref(context);
    puts(failed ? "failed" : "refused as it should be");
    return failed;
}
