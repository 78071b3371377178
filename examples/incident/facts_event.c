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

static void facts_put_integer(inc_event_builder *builder, int32_t column, int64_t value)
{
    if (value != 0)
        tool_must(inc_event_builder_integer(builder, column, value));
}

/* Text that begins with a NUL byte is none, and a name is needed. */
static const char *facts_name(const char *text)
{
    return text[0] != '\0' ? text : "?";
}

inc_event *facts_event(const struct facts *facts, size_t index, inc_event_builder *builder)
{
    const struct fact *fact = &facts->items[index];
    inc_event *event = NULL;
    inc_event_builder_clear(builder);
    facts_put_text(builder, INC_EVENT_SUBJECT, facts_name(facts->number));
    facts_put_integer(builder, INC_EVENT_SEQUENCE, (int64_t) index + 1);
    tool_must(inc_event_builder_integer(builder, INC_EVENT_HAPPENED, fact->happened));
    if (fact->recorded > fact->happened)
        tool_must(inc_event_builder_integer(builder, INC_EVENT_RECORDED, fact->recorded));
    facts_put_integer(builder, INC_EVENT_ORDER, fact->line);
    facts_put_integer(builder, INC_EVENT_KIND, fact->kind);
    if (fact->is_internal)
        facts_put_integer(builder, INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL);
    facts_put_integer(builder, INC_EVENT_INTEGER_1, fact->integers[0]);
    facts_put_integer(builder, INC_EVENT_INTEGER_2, fact->integers[1]);
    for (int i = 0; i < FACT_TEXTS && fact->texts[i].column; i++)
        facts_put_text(builder, fact->texts[i].column, facts_name(fact->texts[i].text));
    tool_must(inc_event_builder_build(builder, &event));
    return event;
}
