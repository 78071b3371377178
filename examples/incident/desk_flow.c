/* `incident desk`: what happens by itself, and what leaves the desk. */
#include "desk_verbs.h"

#include <errno.h>
#include <string.h>

static int flow_needs_now(const struct desk_run *run, const struct words *line)
{
    return run->now == INC_TIME_NONE
               ? desk_wrong_word(run, &line->words[0], "needs an instant before it")
               : TOOL_OK;
}

int desk_advance(struct desk_run *run, struct words *line)
{
    inc_advance_options options = {.size = sizeof options};
    inc_advance_report report = {.size = sizeof report};
    int32_t facts = 0, messages = 0;
    inc_status status;
    if (desk_end(run, line) != TOOL_OK || flow_needs_now(run, line) != TOOL_OK)
        return TOOL_INPUT;
    do {
        status = inc_desk_advance(run->desk, run->now, &options, &report);
        if (status != INC_OK)
            return desk_failed(run, status);
        facts += report.facts;
        messages += report.messages;
        options.after = report.after;
        options.after_subject = report.after_subject;
    } while (report.more);
    printf("  %d fact%s due, %d message%s between incidents\n", (int) facts, facts == 1 ? "" : "s",
           (int) messages, messages == 1 ? "" : "s");
    return desk_tell_all(run);
}

int desk_deadline(struct desk_run *run, struct words *line)
{
    char text[INC_FORMAT_SIZE];
    inc_time when;
    inc_status status;
    if (desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    status = inc_desk_next_deadline(run->desk, NULL, &when);
    if (status < INC_OK)
        return desk_failed(run, status);
    printf("  %s\n", status == INC_DONE ? "nothing is waiting" : desk_time(run, when, text));
    return TOOL_OK;
}

struct flow_post {
    const struct desk_run *run;
    int32_t answer;
};

static int32_t flow_deliver(void *user, const inc_row *message, const inc_event *event)
{
    const struct flow_post *post = user;
    char happened[INC_FORMAT_SIZE];
    if (post->answer != INC_DELIVERY_DONE)
        return post->answer;
    printf("  delivered %s %s  %s  %s\n", inc_row_text(message, INC_ROW_SUBJECT, NULL),
           inc_row_text(message, INC_ROW_NAME, NULL),
           desk_time(post->run, inc_event_integer(event, INC_EVENT_HAPPENED), happened),
           inc_fact_name((int32_t) inc_event_integer(event, INC_EVENT_KIND)));
    return post->answer;
}

/* What is still in the outbox for the host. */
static int flow_left(struct desk_run *run)
{
    char next[INC_FORMAT_SIZE];
    inc_query *query = NULL;
    inc_status status;
    tool_must(inc_query_new(run->context, INC_ROW_MESSAGE, "", &query));
    tool_must(inc_query_where_text(query, INC_MESSAGE_TO, INC_EQUAL, ""));
    status = inc_store_find(run->store, query, run->page);
    for (size_t i = 0; status == INC_OK && i < inc_page_rows(run->page); i++) {
        const inc_row *row = inc_page_row(run->page, i);
        bool dead = inc_row_integer(row, INC_MESSAGE_STATE) == INC_MESSAGE_DEAD;
        printf("  %-9s %s %s  %s  %s, %lld tried\n", dead ? "dead" : "waiting",
               inc_row_text(row, INC_ROW_SUBJECT, NULL), inc_row_text(row, INC_ROW_NAME, NULL),
               desk_time(run, inc_row_integer(row, INC_MESSAGE_NEXT_AT), next),
               inc_fact_name((int32_t) inc_row_integer(row, INC_MESSAGE_KIND)),
               (long long) inc_row_integer(row, INC_MESSAGE_ATTEMPTS));
    }
    inc_query_free(query);
    return status < INC_OK ? desk_failed(run, status) : TOOL_OK;
}

static int flow_answer(const struct desk_run *run, struct words *line, int32_t *answer)
{
    const struct word *word = words_take(line);
    *answer = INC_DELIVERY_DONE;
    if (!word)
        return TOOL_OK;
    if (strcmp(word->name, "retry") == 0)
        *answer = INC_DELIVERY_RETRY;
    else if (strcmp(word->name, "dead") == 0)
        *answer = INC_DELIVERY_DEAD;
    else
        return desk_wrong_word(run, word, "is neither retry nor dead");
    return desk_end(run, line);
}

int desk_outbox(struct desk_run *run, struct words *line)
{
    struct flow_post post = {.run = run};
    inc_outbox_options options = {
        .size = sizeof options, .owner = "incident desk", .deliver = flow_deliver, .user = &post};
    inc_outbox_report report = {.size = sizeof report};
    inc_status status;
    int32_t moved;
    int code = flow_answer(run, line, &post.answer);
    if (code == TOOL_OK)
        code = flow_needs_now(run, line);
    if (code != TOOL_OK)
        return code;
    do {
        status = inc_outbox_deliver(run->desk, run->now, &options, &report);
        moved = report.delivered + report.retried + report.dead;
    } while (status == INC_OK && moved > 0);
    return status < INC_OK ? desk_failed(run, status) : flow_left(run);
}

int desk_snapshot(struct desk_run *run, struct words *line)
{
    const struct word *word = words_take(line);
    inc_text *bytes = NULL;
    FILE *file = NULL;
    size_t size, wrote = 0;
    if (!word)
        return desk_wrong(run, "'snapshot' needs a file");
    if (desk_end(run, line) != TOOL_OK)
        return TOOL_INPUT;
    tool_must(inc_text_new(run->context, &bytes));
    tool_must(inc_memory_snapshot(run->memory, bytes));
    (void) inc_text_data(bytes, &size);
    file = fopen(word->name, "wb");
    if (file)
        wrote = fwrite(inc_text_data(bytes, NULL), 1, size, file);
    if (file && fclose(file) != 0)
        wrote = 0;
    inc_text_free(bytes);
    if (wrote != size)
        return desk_wrong(run, "cannot write '%s': %s", word->name, strerror(errno));
    printf("  %zu bytes\n", size);
    return TOOL_OK;
}
