/* No memory: rules and events read from JSON and written again, as far as the context's allocator
 * goes. */
#include "desk.h"
#include "oom.h"

#include <incident/json.h>

static inc_context *rich;
static inc_rules *rules;
static inc_text *document;

static inc_status write_rules(oom_run *run)
{
    inc_text *text = NULL;
    inc_status status;

    OOM_MAKE(run, text, inc_text_new(run->context, &text));
    OOM_PRINT(run, text, inc_text_append(text, "before", INC_ZSTR));
    OOM_PRINT(run, text, inc_json_write_rules(run->context, rules, text));
    oom_note_text(run, inc_text_data(text, NULL));
out:
    inc_text_free(text);
    return status;
}

static inc_status read_rules(oom_run *run)
{
    inc_rules *made = NULL;
    inc_status status;
    const char *json;
    size_t size;

    json = inc_text_data(document, &size);
    OOM_MAKE(run, made, inc_json_read_rules(run->context, json, size, NULL, &made));
    ck_assert_mem_eq(inc_rules_hash(made), inc_rules_hash(rules), sizeof(inc_hash));
out:
    inc_rules_unref(made);
    return status;
}

START_TEST(rules_as_json)
{
    DESK_OK(inc_context_new(NULL, &rich));
    rules = desk_rules(rich, "1");
    DESK_OK(inc_text_new(rich, &document));
    DESK_OK(inc_json_write_rules(rich, rules, document));
    oom_sweep(write_rules, 3);
    oom_sweep(read_rules, 150);
    inc_text_free(document);
    inc_rules_unref(rules);
    inc_context_unref(rich);
}
END_TEST

static const char line[] =
    "{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"logged\","
    "\"actor\":\"ada\",\"channel\":\"phone\",\"text\":\"No mail since nine o'clock, and no "
    "calls\"}\n";

static inc_status read_and_write_event(oom_run *run)
{
    inc_event *event = NULL;
    inc_text *text = NULL;
    inc_status status;

    OOM_MAKE(run, event, inc_json_read_event(run->context, line, INC_ZSTR, NULL, &event));
    OOM_MAKE(run, text, inc_text_new(run->context, &text));
    OOM_PRINT(run, text, inc_text_append(text, "before", INC_ZSTR));
    OOM_PRINT(run, text, inc_json_write_event(run->context, event, text));
    ck_assert_str_eq(inc_text_data(text, NULL) + strlen("before"), line);
    oom_note_text(run, inc_text_data(text, NULL));
out:
    inc_text_free(text);
    inc_event_unref(event);
    return status;
}

START_TEST(an_event_as_json)
{
    oom_sweep(read_and_write_event, 10);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {rules_as_json, an_event_as_json};
    return oom_main("oom_json", tests, sizeof tests / sizeof *tests);
}
