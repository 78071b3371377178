/* Opening hours written on the command line: days, then one or more spans, commas between. */
#include "hours.h"

#include <string.h>

/* Days in hand: the spans that follow belong to them. */
struct hours_days {
    int32_t first;
    int32_t last; /* before first: over the week's end, as sat-mon */
};

static int32_t hours_weekday(const char *word)
{
    static const char names[7][4] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (int32_t i = 0; i < 7; i++)
        if (strncmp(word, names[i], 3) == 0)
            return i + INC_MONDAY;
    return 0;
}

static bool hours_parse_days(const char *word, size_t size, struct hours_days *days)
{
    if (size == 5 && strncmp(word, "daily", 5) == 0) {
        days->first = INC_MONDAY;
        days->last = INC_SUNDAY;
        return true;
    }
    if (size != 3 && (size != 7 || word[3] != '-'))
        return false;
    days->first = hours_weekday(word);
    days->last = size == 3 ? days->first : hours_weekday(word + 4);
    return days->first && days->last;
}

static bool hours_parse_span(const char *word, size_t size, inc_hours *hours)
{
    const char *dash = memchr(word, '-', size);
    size_t left = dash ? (size_t) (dash - word) : 0;
    return dash && inc_time_of_day_parse(word, left, &hours->from) == INC_OK &&
           inc_time_of_day_parse(dash + 1, size - left - 1, &hours->to) == INC_OK;
}

static inc_status hours_add(inc_calendar_builder *builder, const struct hours_days *days,
                            const inc_hours *hours)
{
    int32_t day = days->first;
    for (;;) {
        inc_status status = inc_calendar_builder_weekly(builder, day, hours);
        if (status != INC_OK || day == days->last)
            return status;
        day = day == INC_SUNDAY ? INC_MONDAY : day + 1;
    }
}

static bool hours_take_word(inc_calendar_builder *builder, const char *word, size_t size,
                            struct hours_days *days)
{
    inc_hours hours;
    if (hours_parse_days(word, size, days))
        return true;
    return days->first && hours_parse_span(word, size, &hours) &&
           hours_add(builder, days, &hours) == INC_OK;
}

int hours_calendar(inc_context *context, const inc_zone *zone, const char *text,
                   inc_calendar **calendar)
{
    inc_calendar_builder *builder = NULL;
    struct hours_days days = {0, 0};
    int code = TOOL_OK;
    tool_must(inc_calendar_builder_new(context, zone, &builder));
    for (const char *word = text + strspn(text, ", "); *word; word += strspn(word, ", ")) {
        size_t size = strcspn(word, ", ");
        if (!hours_take_word(builder, word, size, &days)) {
            code = tool_usage("--hours '%s': cannot read '%.*s'", text, (int) size, word);
            break;
        }
        word += size;
    }
    if (code == TOOL_OK)
        tool_must(inc_calendar_builder_build(builder, calendar));
    inc_calendar_builder_free(builder);
    return code;
}
