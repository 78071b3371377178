/* Lists the holidays of the iCalendar text on standard input within two dates: a date, a tab, a
 * name. With a third argument also observances. */
#include <incident/format.h>
#include <incident/ical.h>
#include <stdio.h>
#include <stdlib.h>

#define LIST_MOST (1 << 22)

static int list(inc_context *context, const char *text, size_t size,
                const inc_ical_options *options)
{
    inc_ical_holiday holiday = {sizeof holiday, 0, 0, NULL};
    char date[INC_FORMAT_SIZE];
    inc_ical *ical;
    size_t i;

    if (inc_ical_read(context, text, size, options, &ical) != INC_OK) {
        (void) fprintf(stderr, "%s\n", inc_context_error(context));
        return 1;
    }
    for (i = 0; inc_ical_at(ical, i, &holiday) == INC_OK; i++) {
        if (inc_date_format(holiday.date, date) == INC_OK)
            printf("%s\t%s\n", date, holiday.name);
    }
    inc_ical_free(ical);
    return 0;
}

int main(int count, char **arguments)
{
    inc_ical_options options = {sizeof options, 0, 0, 0, 0};
    inc_context *context = NULL;
    char *text = malloc(LIST_MOST);
    size_t size = text != NULL ? fread(text, 1, LIST_MOST, stdin) : 0;
    int failed = count < 3 || size == LIST_MOST || inc_context_new(NULL, &context) != INC_OK ||
                 inc_date_parse(arguments[1], INC_ZSTR, &options.from) != INC_OK ||
                 inc_date_parse(arguments[2], INC_ZSTR, &options.to) != INC_OK;

    options.all_events = count > 3;
    if (!failed)
        failed = list(context, text, size, &options);
    inc_context_unref(context);
    free(text);
    return failed;
}
