/* Facts as events of the library. */
#include "facts.h"

#include <string.h>

enum { FACTS_TEXT_SIZE = 256 };

/* A text that the library refuses: too long, or no UTF-8. What is not ASCII becomes '?'. */
static void facts_put_clean(inc_event_builder *builder, int32_t column, const char *text)
{
    char clean[FACTS_TEXT_SIZE];
    size_t size = 0;
    for (; text[size] != '\0' && size < sizeof clean - 1; size++)
        clean[size] = (unsigned char) text[size] < 0x80 ? text[size] : '?';
    tool_must(inc_event_builder_text(builder, column, clean, size));
}

static void facts_put_text(inc_event_builder *builder, int32_t column, const char *text)
{
    inc_status status = inc_event_builder_text(builder, column, text, INC_ZSTR);
    if (status == INC_E_INVALID)
        facts_put_clean(builder, column, text);
    else
        tool_must(status);
}

/* Text that begins with a NUL byte is none, and a name is needed. */
static const char *facts_name(const char *text)
{
    return text[0] != '\0' ? text : "?";
}

static void facts_set(inc_event_builder *builder, int32_t column, int64_t value)
{
    tool_must(inc_event_builder_integer(builder, column, value));
}

/* Empties the columns that only some facts have. */
static void facts_unset(inc_event_builder *builder, const struct fact *fact)
{
    if (fact->time != INC_TIME_NONE)
        facts_set(builder, INC_EVENT_TIME_1, INC_TIME_NONE);
    for (int i = 0; i < 2; i++)
        if (fact->integers[i])
            facts_set(builder, INC_EVENT_INTEGER_1 + i, 0);
    for (int i = 0; i < FACT_TEXTS && fact->texts[i].column; i++)
        tool_must(inc_event_builder_text(builder, fact->texts[i].column, NULL, 0));
    if (fact->is_internal)
        facts_set(builder, INC_EVENT_VISIBILITY, 0);
}

static void facts_fill(inc_event_builder *builder, const struct fact *fact)
{
    inc_time recorded = fact->recorded > fact->happened ? fact->recorded : fact->happened;
    facts_set(builder, INC_EVENT_HAPPENED, fact->happened);
    facts_set(builder, INC_EVENT_RECORDED, recorded);
    facts_set(builder, INC_EVENT_ORDER, fact->line);
    facts_set(builder, INC_EVENT_KIND, fact->kind);
    if (fact->time != INC_TIME_NONE)
        facts_set(builder, INC_EVENT_TIME_1, fact->time);
    for (int i = 0; i < 2; i++)
        if (fact->integers[i])
            facts_set(builder, INC_EVENT_INTEGER_1 + i, fact->integers[i]);
    for (int i = 0; i < FACT_TEXTS && fact->texts[i].column; i++)
        facts_put_text(builder, fact->texts[i].column, facts_name(fact->texts[i].text));
    if (fact->is_internal)
        facts_set(builder, INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL);
}

inc_event *facts_event(const struct facts *facts, size_t index, inc_event_builder *builder)
{
    inc_event *event = NULL;
    if (index == 0) {
        inc_event_builder_clear(builder);
        facts_put_text(builder, INC_EVENT_SUBJECT, facts_name(facts->number));
    } else {
        facts_unset(builder, &facts->items[index - 1]);
    }
    facts_set(builder, INC_EVENT_SEQUENCE, (int64_t) index + 1);
    facts_fill(builder, &facts->items[index]);
    tool_must(inc_event_builder_build(builder, &event));
    return event;
}
