/* Events as JSON: a line reads back to the same columns and the same bytes, what is wrong is told
 * in a line. */
#include <check.h>
#include <incident.h>
#include <incident/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define AT INT64_C(1780304400000000) /* 2026-06-01T09:00Z */

static inc_context *context;
static inc_event_builder *builder;
static inc_text *text;

static void setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
    ck_assert_int_eq(inc_event_builder_new(context, &builder), INC_OK);
    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
}

static void teardown(void)
{
    inc_text_free(text);
    inc_event_builder_free(builder);
    inc_context_unref(context);
}

static void set_integer(int32_t column, int64_t value)
{
    ck_assert_msg(inc_event_builder_integer(builder, column, value) == INC_OK, "%s",
                  inc_context_error(context));
}

static void set_text(int32_t column, const char *value)
{
    ck_assert_msg(inc_event_builder_text(builder, column, value, INC_ZSTR) == INC_OK, "%s",
                  inc_context_error(context));
}

static void begin(int32_t kind)
{
    inc_event_builder_clear(builder);
    set_text(INC_EVENT_SUBJECT, "INC-1");
    set_integer(INC_EVENT_HAPPENED, AT);
    set_integer(INC_EVENT_KIND, kind);
}

static inc_event *build(void)
{
    inc_event *event;

    ck_assert_msg(inc_event_builder_build(builder, &event) == INC_OK, "%s",
                  inc_context_error(context));
    return event;
}

static const char *written(const inc_event *event)
{
    inc_text_clear(text);
    ck_assert_int_eq(inc_json_write_event(context, event, text), INC_OK);
    return inc_text_data(text, NULL);
}

static void writes(const char *line)
{
    inc_event *event = build();

    ck_assert_str_eq(written(event), line);
    inc_event_unref(event);
}

static inc_event *read_line(const char *line)
{
    inc_event *event;

    ck_assert_msg(inc_json_read_event(context, line, INC_ZSTR, NULL, &event) == INC_OK, "%s\n%s",
                  inc_context_error(context), line);
    return event;
}

static void ck_same(const inc_event *a, const inc_event *b)
{
    int32_t id;

    for (id = INC_EVENT_TENANT; id <= INC_EVENT_REDACTED; id++) {
        ck_assert_int_eq(inc_event_integer(a, id), inc_event_integer(b, id));
        ck_assert_str_eq(inc_event_text(a, id, NULL), inc_event_text(b, id, NULL));
    }
}

static void ck_round_trip(const inc_event *event)
{
    const char *first = written(event);
    size_t size = strlen(first);
    char *line = malloc(size + 1);
    inc_event *back;

    memcpy(line, first, size + 1);
    back = read_line(line);
    ck_same(event, back);
    ck_assert_str_eq(written(back), line);
    ck_assert_ptr_eq(strchr(line, '\n'), line + size - 1);
    inc_event_unref(back);
    free(line);
}

START_TEST(the_least_event)
{
    begin(INC_FACT_RESTORED);
    writes("{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"restored\"}\n");
}
END_TEST

START_TEST(members_are_named_by_their_roles)
{
    begin(INC_FACT_LOGGED);
    set_integer(INC_EVENT_SEQUENCE, 1);
    set_integer(INC_EVENT_RECORDED, AT + 1);
    set_text(INC_EVENT_PERSON, "ada");
    set_text(INC_EVENT_CODE_1, "phone");
    set_text(INC_EVENT_CODE_2, "outage");
    set_text(INC_EVENT_REFERENCE_1, "mail");
    set_text(INC_EVENT_REFERENCE_2, "mx1");
    set_text(INC_EVENT_TEXT, "No mail");
    writes("{\"subject\":\"INC-1\",\"sequence\":1,\"happened\":\"2026-06-01T09:00:00Z\","
           "\"recorded\":\"2026-06-01T09:00:00.000001Z\",\"kind\":\"logged\",\"person\":\"ada\","
           "\"channel\":\"phone\",\"symptom\":\"outage\",\"service\":\"mail\",\"ci\":\"mx1\","
           "\"text\":\"No mail\"}\n");
    begin(INC_FACT_FIRED);
    set_integer(INC_EVENT_ACTOR_KIND, INC_ACTOR_SYSTEM);
    set_integer(INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL);
    set_text(INC_EVENT_CODE_1, "resolve");
    set_text(INC_EVENT_CODE_2, "breach");
    set_integer(INC_EVENT_INTEGER_1, 1);
    set_integer(INC_EVENT_TIME_1, AT);
    writes("{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"fired\","
           "\"actor_kind\":\"system\",\"visibility\":\"internal\",\"policy\":\"resolve\","
           "\"threshold\":\"breach\",\"cycle\":1,\"due\":\"2026-06-01T09:00:00Z\"}\n");
}
END_TEST

START_TEST(kinds_of_the_host_are_numbers)
{
    begin(INC_FACT_HOST + 7);
    set_integer(INC_EVENT_SUBJECT_KIND, INC_SUBJECT_HOST);
    set_text(INC_EVENT_CODE_1, "a");
    set_integer(INC_EVENT_INTEGER_2, INT64_MIN);
    set_integer(INC_EVENT_ORDER, INT64_MAX);
    writes("{\"subject_kind\":1000,\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\","
           "\"order\":9223372036854775807,\"kind\":1007,\"code_1\":\"a\","
           "\"integer_2\":-9223372036854775808}\n");
}
END_TEST

START_TEST(a_text_may_hold_anything)
{
    begin(INC_FACT_NOTED);
    set_text(INC_EVENT_TEXT, "\"\\/\b\f\n\r\t\x01\x7f é\xe2\x80\xa8\xf0\x9f\x92\xa5");
    writes("{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"noted\","
           "\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f é\xe2\x80\xa8\xf0\x9f\x92\xa5\"}\n");
}
END_TEST

START_TEST(lines_are_appended)
{
    inc_event *event;
    size_t size;

    begin(INC_FACT_CLOSED);
    event = build();
    ck_assert_int_eq(inc_text_append(text, "before\n", INC_ZSTR), INC_OK);
    ck_assert_int_eq(inc_json_write_event(context, event, text), INC_OK);
    ck_assert_int_eq(inc_json_write_event(context, event, text), INC_OK);
    ck_assert_str_eq(
        inc_text_data(text, &size),
        "before\n{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"closed\"}"
        "\n"
        "{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"closed\"}\n");
    ck_assert_uint_eq(size, strlen(inc_text_data(text, NULL)));
    inc_event_unref(event);
}
END_TEST

/* SplitMix64. */
static uint64_t random_number(uint64_t *state)
{
    uint64_t mixed = (*state += UINT64_C(0x9E3779B97F4A7C15));

    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

/* Anything that is UTF-8 without NUL. */
static void random_text(uint64_t *state, char *to, size_t most)
{
    static const char *const pieces[] = {"a",
                                         "Z",
                                         "é",
                                         "\xef\xbf\xbf",
                                         "\"",
                                         "\\",
                                         "\n",
                                         "\x01",
                                         "/",
                                         "{",
                                         "\xed\x9f\xbf",
                                         "\xe2\x82\xac",
                                         "\xc2\x80",
                                         "\xc2\xa0",
                                         "\x7f",
                                         "\xf4\x8f\xbf\xbf",
                                         " ",
                                         "\\u0000",
                                         "0",
                                         "\xf0\x9f\x92\xa5"};
    size_t count = random_number(state) % 12, i, used = 0;

    to[0] = '\0';
    for (i = 0; i < count; i++) {
        const char *piece = pieces[random_number(state) % (sizeof pieces / sizeof *pieces)];
        if (used + strlen(piece) > most)
            return;
        strcpy(to + used, piece);
        used += strlen(piece);
    }
}

static inc_time random_time(uint64_t *state)
{
    uint64_t span = (uint64_t) INC_TIME_MAX - (uint64_t) INC_TIME_MIN;
    inc_time time = INC_TIME_MIN + (inc_time) (random_number(state) % (span + 1));

    switch (random_number(state) % 4) {
    case 0:
        return time;
    case 1:
        return time - time % INC_SECOND;
    case 2:
        return random_number(state) % 2 ? INC_TIME_MIN : INC_TIME_MAX;
    default:
        return AT;
    }
}

/* An integer that the column of a kind takes. */
static int64_t random_integer(uint64_t *state, int32_t id, const char *role)
{
    static const int64_t free_values[] = {INT64_MIN, INT64_MAX, -1, 1, INT64_C(1) << 53};
    int64_t small = (int64_t) (random_number(state) % 101), value = free_values[small % 5];

    if (id == INC_EVENT_SUBJECT_KIND)
        return random_number(state) % 2 ? INC_SUBJECT_INCIDENT : INC_SUBJECT_HOST + small;
    if (id == INC_EVENT_ACTOR_KIND)
        return small % 5;
    if (id == INC_EVENT_VISIBILITY)
        return small % 3;
    if (id == INC_EVENT_TIER || strcmp(role, "impact") == 0 || strcmp(role, "urgency") == 0 ||
        strcmp(role, "priority") == 0)
        return small;
    if (id == INC_EVENT_ORDER ||
        (id >= INC_EVENT_INTEGER_1 && strcmp(role, "effort") != 0 && id != INC_EVENT_REDACTED))
        return value;
    return value < 0 ? 1 : value;
}

static const char *random_word(uint64_t *state, int32_t id, const char *role, int required,
                               char *to)
{
    if (id == INC_EVENT_RULES)
        return HASH;
    if (strcmp(role, "direction") == 0)
        return random_number(state) % 2 ? "functional" : "hierarchic";
    if (strcmp(role, "relation") == 0)
        return random_number(state) % 2 ? "duplicate" : "follow_up";
    random_text(state, to, 255);
    return required && to[0] == '\0' ? "x" : to;
}

static inc_event *random_event(uint64_t *state, int32_t kind)
{
    inc_column column = {.size = sizeof column};
    char word[300];
    size_t i;

    inc_event_builder_clear(builder);
    for (i = 0; inc_event_column(i, &column) == INC_OK; i++) {
        int32_t required = 0, id = column.id;
        const char *role = inc_event_role(kind, id, &required);
        int varies = id >= INC_EVENT_CODE_1 && id <= INC_EVENT_REFERENCE_2;
        if ((varies && role == NULL) || (!required && random_number(state) % 2))
            continue;
        role = role != NULL ? role : "";
        if (column.type == INC_VALUE_TIME)
            set_integer(id, random_time(state));
        else if (column.type == INC_VALUE_INTEGER)
            set_integer(id, random_integer(state, id, role));
        else
            set_text(id, random_word(state, id, role, required, word));
    }
    set_text(INC_EVENT_SUBJECT, "é");
    set_integer(INC_EVENT_HAPPENED, random_time(state));
    set_integer(INC_EVENT_KIND, kind);
    return build();
}

START_TEST(random_events_read_back)
{
    static const int32_t hosts[] = {INC_FACT_HOST, INC_FACT_HOST + 17, INT32_MAX};
    uint64_t state = 20261128;
    int32_t round;

    for (round = 0; round < 1550; round++) {
        int32_t place = round % (INC_FACT_FIRED + 3);
        int32_t kind = place < INC_FACT_FIRED ? place + 1 : hosts[place - INC_FACT_FIRED];
        inc_event *event = random_event(&state, kind), *redacted;

        ck_round_trip(event);
        ck_assert_int_eq(inc_event_redact(context, event, NULL, INT64_MAX, &redacted), INC_OK);
        ck_round_trip(redacted);
        inc_event_unref(redacted);
        inc_event_unref(event);
    }
}
END_TEST

START_TEST(the_longest_texts)
{
    static char longest[1048577];
    inc_event *event;

    memset(longest, '\x01', sizeof longest - 1);
    begin(INC_FACT_NOTED);
    set_text(INC_EVENT_TEXT, longest);
    longest[65536] = '\0';
    set_text(INC_EVENT_EXTRA, longest);
    event = build();
    ck_round_trip(event);
    inc_event_unref(event);
}
END_TEST

/* Defaults may be said, times given with an offset, members in any order, with white space. */
START_TEST(other_ways_to_say_it)
{
    inc_event *event = read_line(
        " { \"kind\" : \"held\",\n\"reason\":\"caller\", \"expires\": \"2026-06-02 11:00+02:00\",\n"
        "\"happened\":\"2026-06-01T09:00Z\", \"tenant\":\"\", \"sequence\":0, \"order\":0,"
        "\"actor_kind\":\"human\", \"visibility\":\"public\", \"subject_kind\":1,"
        "\"recorded\":\"2026-06-01T09:00:00Z\", \"subject\":\"\\u0049NC-1\" }\r\n");

    ck_assert_str_eq(
        written(event),
        "{\"subject\":\"INC-1\",\"happened\":\"2026-06-01T09:00:00Z\",\"kind\":\"held\","
        "\"reason\":\"caller\",\"expires\":\"2026-06-02T09:00:00Z\"}\n");
    inc_event_unref(event);
}
END_TEST

#define HEAD "{\"subject\":\"s\",\"happened\":\"2026-06-01T09:00:00Z\","

static const struct {
    const char *line;
    inc_status status;
    const char *error; /* ends in "..." where jansson goes on */
} refusals[] = {
    {"[]", INC_E_FORMAT, "e.jsonl:7: document: a list was no object"},
    {"7", INC_E_FORMAT, "e.jsonl:7: document: this was no JSON: ..."},
    {"", INC_E_FORMAT, "e.jsonl:7: document: this was no JSON: ..."},
    {"{} {}", INC_E_FORMAT, "e.jsonl:7: document: this was no JSON: ..."},
    {"{}", INC_E_FORMAT, "e.jsonl:7: document: the member 'kind' was missing"},
    {HEAD "\"kind\":\"noted\",\"kind\":\"noted\"}", INC_E_FORMAT,
     "e.jsonl:7: kind: the member was given twice"},
    {"\n{\"kind\":\n\"note\"}", INC_E_FORMAT,
     "e.jsonl:9: kind: \"note\" was no name of a kind, nor a number of the host's from 1000 to "
     "2147483647"},
    {"{\"kind\":3}", INC_E_FORMAT,
     "e.jsonl:7: kind: 3 was no name of a kind, nor a number of the host's from 1000 to "
     "2147483647"},
    {"{\"kind\":2147483648}", INC_E_FORMAT,
     "e.jsonl:7: kind: 2147483648 was no name of a kind, nor a number of the host's from 1000 to "
     "2147483647"},
    {"{\"kind\":null}", INC_E_FORMAT,
     "e.jsonl:7: kind: null was no name of a kind, nor a number of the host's from 1000 to "
     "2147483647"},
    {HEAD "\"kind\":\"noted\",\"txt\":\"x\"}", INC_E_FORMAT,
     "e.jsonl:7: txt: the member was unknown to the kind noted"},
    {HEAD "\"kind\":\"noted\",\"code_1\":\"x\"}", INC_E_FORMAT,
     "e.jsonl:7: code_1: the member was unknown to the kind noted"},
    {HEAD "\"kind\":\"noted\",\"reason\":\"x\"}", INC_E_FORMAT,
     "e.jsonl:7: reason: the member was unknown to the kind noted"},
    {HEAD "\"kind\":\"logged\",\"title\":\"x\"}", INC_E_FORMAT,
     "e.jsonl:7: title: the member was unknown to the kind logged"},
    {HEAD "\"kind\":1000,\"reason\":\"x\"}", INC_E_FORMAT,
     "e.jsonl:7: reason: the member was unknown"},
    {HEAD "\"kind\":\"noted\",\"text\":7}", INC_E_FORMAT, "e.jsonl:7: text: 7 was no text"},
    {HEAD "\"kind\":\"noted\",\"text\":\"\\u0000\"}", INC_E_FORMAT,
     "e.jsonl:7: text: this was no JSON: ..."},
    {HEAD "\"kind\":\"noted\",\"text\":\"\xff\"}", INC_E_FORMAT,
     "e.jsonl:7: text: this was no JSON: ..."},
    {HEAD "\"kind\":\"noted\",\"tier\":\"2\"}", INC_E_FORMAT,
     "e.jsonl:7: tier: \"2\" was no whole number"},
    {HEAD "\"kind\":\"noted\",\"tier\":2.0}", INC_E_FORMAT,
     "e.jsonl:7: tier: 2.0 was no whole number"},
    {HEAD "\"kind\":\"noted\",\"order\":9223372036854775808}", INC_E_FORMAT,
     "e.jsonl:7: order: this was no JSON: ..."},
    {HEAD "\"kind\":\"noted\",\"actor_kind\":\"robot\"}", INC_E_FORMAT,
     "e.jsonl:7: actor_kind: \"robot\" was none of human, bot, system, caller"},
    {HEAD "\"kind\":\"noted\",\"actor_kind\":1}", INC_E_FORMAT,
     "e.jsonl:7: actor_kind: 1 was none of human, bot, system, caller"},
    {HEAD "\"kind\":\"noted\",\"visibility\":\"?\"}", INC_E_FORMAT,
     "e.jsonl:7: visibility: \"?\" was none of public, internal"},
    {HEAD "\"kind\":\"noted\",\"recorded\":1780304400}", INC_E_FORMAT,
     "e.jsonl:7: recorded: 1780304400 was no instant such as \"2026-06-01T09:00:00Z\""},
    {HEAD "\"kind\":\"noted\",\"recorded\":\"2026-06-01T09:00:00\"}", INC_E_FORMAT,
     "e.jsonl:7: recorded: \"2026-06-01T09:00:00\" was no instant such as "
     "\"2026-06-01T09:00:00Z\""},
    {HEAD "\"kind\":\"noted\",\"recorded\":\"1899-12-31T23:59:59Z\"}", INC_E_RANGE,
     "e.jsonl:7: recorded: \"1899-12-31T23:59:59Z\" was outside the years 1900 to 9999"},
    {HEAD "\"kind\":\"noted\",\"tier\":101}", INC_E_FORMAT,
     "e.jsonl:7: document: tier '101' of an event was not 0 to 100"},
    {HEAD "\"kind\":\"noted\",\"subject_kind\":7}", INC_E_FORMAT,
     "e.jsonl:7: document: this version did not know subject_kind '7' of an event"},
    {HEAD "\"kind\":\"held\"}", INC_E_FORMAT, "e.jsonl:7: document: fact 'held' had no reason"},
    {HEAD "\"kind\":\"linked\",\"relation\":\"x\",\"other\":\"y\"}", INC_E_FORMAT,
     "e.jsonl:7: document: fact 'linked' had the unknown relation 'x'"},
    {"{\"kind\":\"noted\"}", INC_E_FORMAT, "e.jsonl:7: document: an event had no subject"},
    {"{\"kind\":\"noted\",\"subject\":\"s\"}", INC_E_FORMAT,
     "e.jsonl:7: document: an event of subject 's' had no happened"},
};

START_TEST(a_refusal_tells_place_and_value)
{
    inc_json_options options = {.size = sizeof options, .file = "e.jsonl", .first_line = 7};
    inc_event *event = (inc_event *) context;
    const char *said, *error = refusals[_i].error;
    size_t size = strlen(error);

    ck_assert_int_eq(inc_json_read_event(context, refusals[_i].line, INC_ZSTR, &options, &event),
                     refusals[_i].status);
    ck_assert_ptr_null(event);
    said = inc_context_error(context);
    if (strcmp(error + size - 3, "...") == 0)
        ck_assert_msg(strncmp(said, error, size - 3) == 0 && said[size - 3] != '\0', "%s\nnot\n%s",
                      said, error);
    else
        ck_assert_str_eq(said, error);
}
END_TEST

START_TEST(a_text_too_long)
{
    char line[512];
    inc_event *event;

    (void) snprintf(line, sizeof line, HEAD "\"kind\":\"noted\",\"team\":\"%0256d\"}", 7);
    ck_assert_int_eq(inc_json_read_event(context, line, INC_ZSTR, NULL, &event), INC_E_FORMAT);
    ck_assert_str_eq(
        inc_context_error(context),
        "<json>:1: team: column 'team' of an event had 256 bytes, more than 255: "
        "'00000000000000000000000000000000000000000000000000000000000000000000000000000000'");
}
END_TEST

START_TEST(arguments_that_are_never_right)
{
    const char *line = HEAD "\"kind\":\"noted\"}";
    inc_json_options options = {.size = 1};
    inc_event *event = (inc_event *) context;
    inc_json_options later[2] = {{.size = sizeof later}, {.size = 1}};

    ck_assert_int_eq(inc_json_read_event(NULL, line, INC_ZSTR, NULL, &event), INC_E_INVALID);
    ck_assert_ptr_null(event);
    ck_assert_int_eq(inc_json_read_event(context, NULL, 0, NULL, &event), INC_E_INVALID);
    ck_assert_int_eq(inc_json_read_event(context, line, INC_ZSTR, NULL, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_json_read_event(context, line, INC_ZSTR, &options, &event), INC_E_INVALID);
    ck_assert_int_eq(inc_json_read_event(context, line, INC_ZSTR, later, &event),
                     INC_E_UNSUPPORTED);
    ck_assert_str_eq(inc_context_error(context), "the options of reading JSON were of no size");
    event = read_line(line);
    ck_assert_int_eq(inc_json_write_event(NULL, event, text), INC_E_INVALID);
    ck_assert_int_eq(inc_json_write_event(context, NULL, text), INC_E_INVALID);
    ck_assert_int_eq(inc_json_write_event(context, event, NULL), INC_E_INVALID);
    inc_event_unref(event);
    ck_assert_str_eq(inc_text_data(text, NULL), "");
}
END_TEST

START_TEST(a_size_ends_the_line)
{
    const char *lines = HEAD "\"kind\":\"noted\"}\n" HEAD "\"kind\":\"closed\"}\n";
    size_t size = (size_t) (strchr(lines, '\n') - lines);
    inc_event *event;

    ck_assert_int_eq(inc_json_read_event(context, lines, size, NULL, &event), INC_OK);
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_KIND), INC_FACT_NOTED);
    inc_event_unref(event);
    ck_assert_int_eq(inc_json_read_event(context, lines, INC_ZSTR, NULL, &event), INC_E_FORMAT);
}
END_TEST

/* No two columns of a kind are one member. */
START_TEST(members_are_unique)
{
    inc_column a = {.size = sizeof a}, b = {.size = sizeof b};
    int32_t kind;
    size_t i, j;

    for (kind = INC_FACT_OCCURRED; kind <= INC_FACT_FIRED; kind++) {
        for (i = INC_EVENT_CODE_1 - 1; i < INC_EVENT_REFERENCE_2; i++) {
            const char *role = inc_event_role(kind, (int32_t) i + 1, NULL);
            for (j = 0; role != NULL && inc_event_column(j, &b) == INC_OK; j++) {
                const char *other = inc_event_role(kind, b.id, NULL);
                int varies = b.id >= INC_EVENT_CODE_1 && b.id <= INC_EVENT_REFERENCE_2;
                ck_assert_int_eq(inc_event_column(i, &a), INC_OK);
                if (a.id != b.id && (!varies || other != NULL))
                    ck_assert_str_ne(role, varies ? other : b.name);
            }
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {the_least_event,
                                  members_are_named_by_their_roles,
                                  kinds_of_the_host_are_numbers,
                                  a_text_may_hold_anything,
                                  lines_are_appended,
                                  random_events_read_back,
                                  the_longest_texts,
                                  other_ways_to_say_it,
                                  a_text_too_long,
                                  arguments_that_are_never_right,
                                  a_size_ends_the_line,
                                  members_are_unique};
    Suite *suite = suite_create("event_json");
    TCase *tcase = tcase_create("event_json");
    SRunner *runner;
    int failed;
    size_t i;

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 100);
    for (i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, a_refusal_tells_place_and_value, 0,
                        (int) (sizeof refusals / sizeof *refusals));
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
