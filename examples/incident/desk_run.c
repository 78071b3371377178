/* What a run of `incident desk` works on, and what its verbs share. */
#include "desk_run.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define RUN_BEGINNING "1900-01-01T00:00:00Z"

int desk_wrong(const struct desk_run *run, const char *format, ...)
{
    char said[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    fflush(stdout);
    tool_error("%s:%zu: %s", run->path, run->number, said);
    return TOOL_INPUT;
}

int desk_failed(const struct desk_run *run, inc_status status)
{
    const char *said = inc_context_error(run->context);
    if (status == INC_E_NOMEM)
        tool_must(status);
    return desk_wrong(run, "%s", *said ? said : inc_status_name(status));
}

int desk_wrong_word(const struct desk_run *run, const struct word *word, const char *hint)
{
    return desk_wrong(run, "'%.*s' %s", (int) word->raw_size, word->raw, hint);
}

int desk_end(const struct desk_run *run, struct words *line)
{
    const struct word *word = words_take(line);
    return word ? desk_wrong_word(run, word, "is one word too many") : TOOL_OK;
}

const char *desk_subject(const struct desk_run *run, struct words *line)
{
    const struct word *word = words_take(line);
    if (!word) {
        (void) desk_wrong_word(run, &line->words[line->next - 1], "needs the id of an incident");
        return NULL;
    }
    if (word->value) {
        (void) desk_wrong_word(run, word, "stands where the id of an incident should");
        return NULL;
    }
    return word->name;
}

const char *desk_time(const struct desk_run *run, inc_time time, char *text)
{
    int32_t offset = 0;
    if (time == INC_TIME_NONE || inc_zone_offset(run->zone, time, &offset, NULL) != INC_OK ||
        inc_time_format(time, offset, text) != INC_OK)
        memcpy(text, "-", 2);
    return text;
}

static int run_zone(struct desk_run *run, const inc_rules *rules, const char *name)
{
    const inc_calendar *calendar;
    const char *calendar_name;
    if (!name && rules && inc_rules_calendar(rules, 0, &calendar_name, &calendar) == INC_OK &&
        inc_calendar_zone(calendar)) {
        run->zone = inc_zone_ref(inc_calendar_zone(calendar));
        return TOOL_OK;
    }
    if (inc_zone_load(run->context, NULL, name ? name : "UTC", INC_ZSTR, &run->zone) == INC_OK)
        return TOOL_OK;
    tool_error("%s", inc_context_error(run->context));
    return TOOL_INPUT;
}

static int run_rules(struct desk_run *run, const char *path, const char *zone)
{
    inc_rules *rules = NULL;
    inc_time from = 0;
    int code = path ? tool_load_rules(run->context, path, &rules) : TOOL_OK;
    if (code == TOOL_OK)
        code = run_zone(run, rules, zone);
    if (code == TOOL_OK && !rules)
        tool_must(inc_preset_rules(run->context, INC_PRESET_SMALL, run->zone, &rules));
    if (code == TOOL_OK) {
        tool_must(inc_time_parse(RUN_BEGINNING, INC_ZSTR, &from));
        tool_must(inc_rulebook_publish(run->rulebook, rules, from));
    }
    inc_rules_unref(rules);
    return code;
}

int desk_run_open(struct desk_run *run, const char *rules, const char *zone)
{
    inc_desk_options options = {.size = sizeof options};
    int code;
    run->now = INC_TIME_NONE;
    tool_must(inc_context_new(NULL, &run->context));
    tool_must(inc_rulebook_new(run->context, &run->rulebook));
    code = run_rules(run, rules, zone);
    if (code != TOOL_OK)
        return code;
    tool_must(inc_memory_new(run->context, &run->memory));
    tool_must(inc_memory_store(run->memory, run->context, &run->store));
    options.rulebook = run->rulebook;
    tool_must(inc_desk_new(run->context, run->store, &options, &run->desk));
    tool_must(inc_page_new(run->context, &run->page));
    tool_must(inc_text_new(run->context, &run->text));
    return TOOL_OK;
}

void desk_run_close(struct desk_run *run)
{
    inc_text_free(run->text);
    inc_page_free(run->page);
    inc_desk_free(run->desk);
    inc_store_free(run->store);
    inc_memory_unref(run->memory);
    inc_rulebook_free(run->rulebook);
    inc_zone_unref(run->zone);
    inc_context_unref(run->context);
    names_free(&run->subjects);
    free(run->told);
}

int desk_publish(struct desk_run *run, const char *path, inc_time from)
{
    inc_rules *rules = NULL;
    inc_status status;
    int code = tool_load_rules(run->context, path, &rules);
    if (code != TOOL_OK)
        return code;
    status = inc_rulebook_publish(run->rulebook, rules, from);
    if (status == INC_OK)
        printf("  %s, version %s\n", inc_rules_name(rules), inc_rules_version(rules));
    inc_rules_unref(rules);
    return status == INC_OK ? TOOL_OK : desk_failed(run, status);
}

static int64_t *run_told(struct desk_run *run, const char *subject)
{
    size_t count = run->subjects.count;
    uint32_t index = names_add(&run->subjects, subject, strlen(subject));
    if (run->subjects.count > count) {
        run->told = tool_grow(run->told, count, &run->told_capacity, sizeof(int64_t));
        run->told[index] = 0;
    }
    return &run->told[index];
}

static void run_print_fact(const struct desk_run *run, const inc_event *event)
{
    static const int32_t columns[] = {INC_EVENT_CODE_1, INC_EVENT_CODE_2, INC_EVENT_TEAM,
                                      INC_EVENT_PERSON, INC_EVENT_REFERENCE_1};
    char happened[INC_FORMAT_SIZE], number[32];
    snprintf(number, sizeof number, "#%lld",
             (long long) inc_event_integer(event, INC_EVENT_SEQUENCE));
    printf("  %s %-4s %s  %s", inc_event_text(event, INC_EVENT_SUBJECT, NULL), number,
           desk_time(run, inc_event_integer(event, INC_EVENT_HAPPENED), happened),
           inc_fact_name((int32_t) inc_event_integer(event, INC_EVENT_KIND)));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        const char *value = inc_event_text(event, columns[i], NULL);
        if (*value && strlen(value) < 64)
            printf(" %s", value);
    }
    putchar('\n');
}

int desk_tell(struct desk_run *run, const char *subject)
{
    int64_t *told = run_told(run, subject);
    inc_range range = {.size = sizeof range, .subject = subject, .from = *told + 1};
    inc_page *page = NULL;
    inc_status status;
    tool_must(inc_page_new(run->context, &page));
    while ((status = inc_store_read(run->store, &range, page)) == INC_OK) {
        for (size_t i = 0; i < inc_page_events(page); i++)
            run_print_fact(run, inc_page_event(page, i));
        range.from += (int64_t) inc_page_events(page);
    }
    *told = range.from - 1;
    inc_page_free(page);
    return status == INC_DONE ? TOOL_OK : desk_failed(run, status);
}

int desk_tell_all(struct desk_run *run)
{
    inc_query *query = NULL;
    inc_page *heads = NULL;
    inc_status status;
    int code = TOOL_OK;
    tool_must(inc_query_new(run->context, INC_ROW_HEAD, "", &query));
    tool_must(inc_page_new(run->context, &heads));
    while (code == TOOL_OK && (status = inc_store_find(run->store, query, heads)) == INC_OK) {
        for (size_t i = 0; i < inc_page_rows(heads) && code == TOOL_OK; i++)
            code = desk_tell(run, inc_row_text(inc_page_row(heads, i), INC_ROW_SUBJECT, NULL));
        tool_must(inc_query_after(query, inc_page_row(heads, inc_page_rows(heads) - 1)));
    }
    inc_page_free(heads);
    inc_query_free(query);
    return code;
}
