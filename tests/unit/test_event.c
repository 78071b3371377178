/* Events: columns, kinds and roles, what a builder refuses, order, redaction. */
#include "unit.h"

#include "calendar_fixture.h"

#include "facts/event.h"

#include <stdio.h>
#include <string.h>

#define AT INT64_C(1780304400000000) /* 2026-06-01T09:00Z */
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static fixture_memory memory;
static inc_context *context;
static inc_event_builder *builder;

static void setup(void)
{
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_event_builder_new(context, &builder), INC_OK);
}

static void teardown(void)
{
    inc_event_builder_free(builder);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static void set_integer(int32_t column, int64_t value)
{
    ck_assert_msg(inc_event_builder_integer(builder, column, value) == INC_OK, "%s",
                  inc_context_error(context));
}

static void set_text(int32_t column, const char *text)
{
    ck_assert_msg(inc_event_builder_text(builder, column, text, INC_ZSTR) == INC_OK, "%s",
                  inc_context_error(context));
}

/* The least that an event must have. */
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

static void refused(inc_status status, const char *line)
{
    inc_event *event = (inc_event *) context;

    ck_assert_int_eq(inc_event_builder_build(builder, &event), status);
    ck_assert_ptr_null(event);
    ck_assert_str_eq(inc_context_error(context), line);
}

static inc_column column_of(int32_t id)
{
    inc_column column = {.size = sizeof column};

    ck_assert_int_eq(inc_event_column((size_t) id - 1, &column), INC_OK);
    ck_assert_int_eq(column.id, id);
    return column;
}

static const struct {
    int32_t id;
    const char *name;
    char type;
    int32_t flags;
    int32_t most;
} envelope[] = {
    {INC_EVENT_TENANT, "tenant", 't', INC_COLUMN_KEY, 255},
    {INC_EVENT_SUBJECT_KIND, "subject_kind", 'i', INC_COLUMN_KEY, 0},
    {INC_EVENT_SUBJECT, "subject", 't', INC_COLUMN_KEY, 255},
    {INC_EVENT_SEQUENCE, "sequence", 'i', INC_COLUMN_KEY, 0},
    {INC_EVENT_HAPPENED, "happened", '@', 0, 0},
    {INC_EVENT_RECORDED, "recorded", '@', 0, 0},
    {INC_EVENT_ORDER, "order", 'i', 0, 0},
    {INC_EVENT_KIND, "kind", 'i', 0, 0},
    {INC_EVENT_ACTOR, "actor", 't', INC_COLUMN_PERSONAL, 255},
    {INC_EVENT_ACTOR_KIND, "actor_kind", 'i', 0, 0},
    {INC_EVENT_VISIBILITY, "visibility", 'i', 0, 0},
    {INC_EVENT_TEAM, "team", 't', 0, 255},
    {INC_EVENT_TIER, "tier", 'i', 0, 0},
    {INC_EVENT_PERSON, "person", 't', INC_COLUMN_PERSONAL, 255},
    {INC_EVENT_COMMIT, "commit", 't', 0, 255},
    {INC_EVENT_CAUSE, "cause", 'i', 0, 0},
    {INC_EVENT_CORRECTS, "corrects", 'i', 0, 0},
    {INC_EVENT_RULES, "rules", 't', 0, 64},
    {INC_EVENT_CODE_1, "code_1", 't', 0, 255},
    {INC_EVENT_CODE_2, "code_2", 't', 0, 255},
    {INC_EVENT_INTEGER_1, "integer_1", 'i', 0, 0},
    {INC_EVENT_INTEGER_2, "integer_2", 'i', 0, 0},
    {INC_EVENT_TIME_1, "time_1", '@', 0, 0},
    {INC_EVENT_TIME_2, "time_2", '@', 0, 0},
    {INC_EVENT_REFERENCE_1, "reference_1", 't', 0, 255},
    {INC_EVENT_REFERENCE_2, "reference_2", 't', 0, 255},
    {INC_EVENT_TEXT, "text", 't', INC_COLUMN_PERSONAL, 1048576},
    {INC_EVENT_EXTRA, "extra", 't', INC_COLUMN_PERSONAL, 65536},
    {INC_EVENT_REDACTED, "redacted", 'i', 0, 0},
};

START_TEST(columns_are_published)
{
    size_t count = sizeof envelope / sizeof *envelope, i;
    inc_column column = {.size = sizeof column};

    ck_assert_uint_eq(count, INC_EVENT_REDACTED);
    for (i = 0; i < count; i++) {
        column = column_of(envelope[i].id);
        ck_assert_uint_eq(column.size, sizeof column);
        ck_assert_str_eq(column.name, envelope[i].name);
        ck_assert_int_eq(column.type, envelope[i].type == 't'   ? INC_VALUE_TEXT
                                      : envelope[i].type == 'i' ? INC_VALUE_INTEGER
                                                                : INC_VALUE_TIME);
        ck_assert_int_eq(column.flags, envelope[i].flags);
        ck_assert_int_eq(column.most, envelope[i].most);
    }
    ck_assert_int_eq(inc_event_column(count, &column), INC_DONE);
    ck_assert_int_eq(inc_event_column(SIZE_MAX, &column), INC_DONE);
    ck_assert_int_eq(inc_event_column(0, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_event_column(count, NULL), INC_E_INVALID);
    column.size = 1;
    ck_assert_int_eq(inc_event_column(0, &column), INC_E_INVALID);
}
END_TEST

/* A table with a hole, as rows have them: ids stay, indexes close up. */
START_TEST(tables_may_have_holes)
{
    static const inc__column columns[] = {
        {0, 0, 0, NULL},
        {INC_VALUE_TEXT, 0, 3, "first"},
        {0, 0, 0, NULL},
        {INC_VALUE_TIME, INC_COLUMN_ORDERED, 0, "third"},
    };
    static const inc__table table = {"a row", columns, 3};
    inc_column column = {.size = sizeof column};
    inc__draft draft;
    inc__record *record;

    ck_assert_int_eq(inc__table_column(&table, 1, &column), INC_OK);
    ck_assert_int_eq(column.id, 3);
    ck_assert_int_eq(column.flags, INC_COLUMN_ORDERED);
    ck_assert_int_eq(inc__table_column(&table, 2, &column), INC_DONE);
    ck_assert_int_eq(inc__draft_init(&draft, context, &table), INC_OK);
    ck_assert_int_eq(inc__draft_integer(&draft, 2, 1), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "a row had no column '2'");
    ck_assert_int_eq(inc__draft_text(&draft, 1, "four", 4), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "column 'first' of a row had 4 bytes, more than 3: 'four'");
    ck_assert_int_eq(inc__draft_text(&draft, 1, "two", 3), INC_OK);
    ck_assert_int_eq(inc__record_make(&draft, &record), INC_OK);
    inc__draft_free(&draft);
    ck_assert_str_eq(inc__record_text(record, 1, NULL), "two");
    ck_assert_int_eq(inc__record_integer(record, 3), INC_TIME_NONE);
    ck_assert_int_eq(inc__record_integer(record, 2), 0);
    ck_assert_ptr_eq(inc__record_ref(record), record);
    inc__record_unref(record);
    inc__record_unref(record);
    inc__record_unref(NULL);
}
END_TEST

/* Some value for every column that a kind of the host takes. */
static int64_t sample_integer(int32_t id)
{
    switch (id) {
    case INC_EVENT_SUBJECT_KIND:
        return INC_SUBJECT_HOST + 7;
    case INC_EVENT_KIND:
        return INC_FACT_HOST + 3;
    case INC_EVENT_ACTOR_KIND:
        return INC_ACTOR_BOT;
    case INC_EVENT_VISIBILITY:
        return INC_VISIBILITY_INTERNAL;
    case INC_EVENT_ORDER:
        return INT64_MIN;
    case INC_EVENT_INTEGER_2:
        return INT64_MAX;
    default:
        return id;
    }
}

static const char *sample_text(int32_t id, char *text)
{
    if (id == INC_EVENT_RULES)
        return HASH;
    (void) snprintf(text, 40, "é %d", (int) id);
    return text;
}

static void set_all(void)
{
    char text[40];
    int32_t id;

    inc_event_builder_clear(builder);
    for (id = 1; id <= INC_EVENT_REDACTED; id++) {
        if (column_of(id).type == INC_VALUE_TEXT)
            set_text(id, sample_text(id, text));
        else
            set_integer(id, sample_integer(id));
    }
}

static void has_all(const inc_event *event)
{
    char text[40];
    int32_t id;
    size_t size;

    for (id = 1; id <= INC_EVENT_REDACTED; id++) {
        if (column_of(id).type == INC_VALUE_TEXT) {
            ck_assert_str_eq(inc_event_text(event, id, &size), sample_text(id, text));
            ck_assert_uint_eq(size, strlen(sample_text(id, text)));
            ck_assert_int_eq(inc_event_integer(event, id), 0);
            ck_assert_str_eq(inc__event_text(event, id), inc_event_text(event, id, NULL));
        } else {
            ck_assert_int_eq(inc_event_integer(event, id), sample_integer(id));
            ck_assert_str_eq(inc_event_text(event, id, &size), "");
            ck_assert_uint_eq(size, 0);
            ck_assert_int_eq(inc__event_integer(event, id), sample_integer(id));
        }
    }
}

START_TEST(columns_read_back)
{
    inc_event *event, *again, *shared;

    set_all();
    event = build();
    has_all(event);
    again = build();
    ck_assert_ptr_ne(event, again);
    has_all(again);
    inc_event_unref(again);
    begin(INC_FACT_NOTED);
    ck_assert_int_eq(inc_event_builder_copy(builder, event), INC_OK);
    again = build();
    has_all(again);
    shared = inc_event_ref(event);
    ck_assert_ptr_eq(shared, event);
    inc_event_unref(event);
    has_all(shared);
    inc_event_unref(shared);
    inc_event_unref(again);
}
END_TEST

START_TEST(columns_empty_again)
{
    inc_event *event;
    int32_t id;

    set_all();
    inc_event_builder_clear(builder);
    begin(INC_FACT_NOTED);
    event = build();
    for (id = 1; id <= INC_EVENT_REDACTED; id++) {
        int64_t none = column_of(id).type == INC_VALUE_TIME ? INC_TIME_NONE : 0;
        if (id != INC_EVENT_SUBJECT)
            ck_assert_str_eq(inc_event_text(event, id, NULL), "");
        if (column_of(id).type != INC_VALUE_TEXT && id != INC_EVENT_KIND &&
            id != INC_EVENT_HAPPENED && id != INC_EVENT_RECORDED && id != INC_EVENT_SUBJECT_KIND &&
            id != INC_EVENT_ACTOR_KIND && id != INC_EVENT_VISIBILITY)
            ck_assert_int_eq(inc_event_integer(event, id), none);
    }
    inc_event_unref(event);
    inc_event_builder_clear(NULL);
}
END_TEST

START_TEST(defaults_are_filled)
{
    inc_event *event;

    begin(INC_FACT_OCCURRED);
    event = build();
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_SUBJECT_KIND), INC_SUBJECT_INCIDENT);
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_RECORDED), AT);
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_ACTOR_KIND), INC_ACTOR_HUMAN);
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_VISIBILITY), INC_VISIBILITY_PUBLIC);
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_ORDER), 0);
    inc_event_unref(event);
    set_integer(INC_EVENT_HAPPENED, AT + 1);
    event = build();
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_RECORDED), AT + 1);
    inc_event_unref(event);
    set_integer(INC_EVENT_HAPPENED, 0);
    set_integer(INC_EVENT_RECORDED, INC_TIME_MAX);
    event = build();
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_HAPPENED), 0);
    ck_assert_int_eq(inc_event_integer(event, INC_EVENT_RECORDED), INC_TIME_MAX);
    inc_event_unref(event);
}
END_TEST

START_TEST(null_pointers)
{
    inc_event_builder *none = builder;
    inc_event *event = (inc_event *) context;
    size_t size = 7;

    ck_assert_int_eq(inc_event_builder_new(NULL, &none), INC_E_INVALID);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(inc_event_builder_new(context, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_integer(NULL, 1, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_text(NULL, 1, "", 0), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_text(builder, 1, NULL, 1), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_text(builder, 1, NULL, INC_ZSTR), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_copy(NULL, event), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_copy(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_build(builder, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_event_builder_build(NULL, &event), INC_E_INVALID);
    ck_assert_ptr_null(event);
    ck_assert_ptr_null(inc_event_ref(NULL));
    inc_event_unref(NULL);
    inc_event_builder_free(NULL);
    ck_assert_int_eq(inc_event_integer(NULL, 1), 0);
    ck_assert_str_eq(inc_event_text(NULL, 1, &size), "");
    ck_assert_uint_eq(size, 0);
    ck_assert_str_eq(inc_context_error(context), "");
}
END_TEST

START_TEST(unknown_columns)
{
    static const int32_t ids[] = {0, -1, INC_EVENT_REDACTED + 1, INT32_MIN, INT32_MAX};
    inc_event *event;
    size_t i, size;

    begin(INC_FACT_NOTED);
    event = build();
    for (i = 0; i < sizeof ids / sizeof *ids; i++) {
        char line[60];
        (void) snprintf(line, sizeof line, "an event had no column '%d'", (int) ids[i]);
        ck_assert_int_eq(inc_event_builder_integer(builder, ids[i], 1), INC_E_INVALID);
        ck_assert_str_eq(inc_context_error(context), line);
        ck_assert_int_eq(inc_event_builder_text(builder, ids[i], "a", 1), INC_E_INVALID);
        ck_assert_str_eq(inc_context_error(context), line);
        ck_assert_int_eq(inc_event_integer(event, ids[i]), 0);
        ck_assert_str_eq(inc_event_text(event, ids[i], &size), "");
        ck_assert_uint_eq(size, 0);
    }
    inc_event_unref(event);
}
END_TEST

START_TEST(columns_of_another_type)
{
    ck_assert_int_eq(inc_event_builder_integer(builder, INC_EVENT_ACTOR, 5), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "column 'actor' of an event was a text and did not take the number '5'");
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_TIER, "two", 3), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "column 'tier' of an event was a number and did not take the text 'two'");
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_HAPPENED, NULL, 0), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "column 'happened' of an event was a number and did not take the text ''");
}
END_TEST

START_TEST(texts_that_are_refused)
{
    char text[300], line[400];
    inc_event *event;

    begin(INC_FACT_NOTED);
    set_text(INC_EVENT_ACTOR, "before");
    memset(text, 'x', sizeof text);
    memcpy(text + 78, "éé", 4);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_ACTOR, text, 256), INC_E_INVALID);
    (void) snprintf(line, sizeof line,
                    "column 'actor' of an event had 256 bytes, more than 255: '%.80s'", text);
    ck_assert_str_eq(inc_context_error(context), line);
    memcpy(text + 77, "éé", 4);
    text[81] = 'x';
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_ACTOR, text, 256), INC_E_INVALID);
    (void) snprintf(line, sizeof line,
                    "column 'actor' of an event had 256 bytes, more than 255: '%.79s'", text);
    ck_assert_str_eq(inc_context_error(context), line);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_ACTOR, "a\xff", 2), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "column 'actor' of an event was not UTF-8 without NUL bytes: 'a?'");
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_ACTOR, "a\0b", 3), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context),
                     "column 'actor' of an event was not UTF-8 without NUL bytes: 'a'");
    event = build();
    ck_assert_str_eq(inc_event_text(event, INC_EVENT_ACTOR, NULL), "before");
    inc_event_unref(event);
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_ACTOR, NULL, 0), INC_OK);
    event = build();
    ck_assert_str_eq(inc_event_text(event, INC_EVENT_ACTOR, NULL), "");
    inc_event_unref(event);
}
END_TEST

/* Every text column takes as much as it says, and not one byte more. */
START_TEST(texts_as_long_as_allowed)
{
    static char text[1048577];
    inc_event *event;
    int32_t id;
    size_t size;

    memset(text, 'a', sizeof text);
    begin(INC_FACT_HOST);
    for (id = 1; id <= INC_EVENT_REDACTED; id++) {
        inc_column column = column_of(id);
        size_t most = (size_t) column.most;
        if (column.type != INC_VALUE_TEXT)
            continue;
        ck_assert_int_eq(inc_event_builder_text(builder, id, text, most + 1), INC_E_INVALID);
        ck_assert_int_eq(inc_event_builder_text(builder, id, text, most), INC_OK);
    }
    event = build();
    for (id = 1; id <= INC_EVENT_REDACTED; id++) {
        const char *kept = inc_event_text(event, id, &size);
        ck_assert_uint_eq(size, (size_t) column_of(id).most);
        ck_assert_int_eq(memcmp(kept, text, size), 0);
        ck_assert_int_eq(kept[size], 0);
    }
    inc_event_unref(event);
}
END_TEST

/* The comments of enum inc_fact, once more; * marks what is required. */
static const struct {
    int32_t fact;
    const char *name;
    const char *roles;
} kinds[] = {
    {INC_FACT_OCCURRED, "occurred", ""},
    {INC_FACT_DETECTED, "detected", "code_1 channel"},
    {INC_FACT_LOGGED, "logged",
     "code_1 channel, code_2 symptom, reference_1 service, reference_2 ci, person caller, text "
     "title"},
    {INC_FACT_ACKNOWLEDGED, "acknowledged", ""},
    {INC_FACT_RESTORED, "restored", ""},
    {INC_FACT_CONFIRMED, "confirmed", ""},
    {INC_FACT_CLOSED, "closed", "code_1 code"},
    {INC_FACT_RESOLVED, "resolved", "code_1 code, reference_1 change, text text"},
    {INC_FACT_REFUSED, "refused", "code_1 reason"},
    {INC_FACT_REOPENED, "reopened", "code_1 reason"},
    {INC_FACT_CANCELLED, "cancelled", "code_1 reason"},
    {INC_FACT_CLASSIFIED, "classified",
     "code_1 category, code_2 symptom, integer_1 impact, integer_2 urgency, reference_1 service, "
     "reference_2 ci"},
    {INC_FACT_PRIORITISED, "prioritised", "integer_1 priority, code_1 reason*"},
    {INC_FACT_ASSIGNED, "assigned", "team team, tier tier, person assignee"},
    {INC_FACT_ESCALATED, "escalated",
     "code_1 direction*, code_2 reason, team team, tier tier, person assignee"},
    {INC_FACT_HELD, "held", "code_1 reason*, code_2 source, time_1 expires"},
    {INC_FACT_RELEASED, "released", "code_1 reason*, code_2 source"},
    {INC_FACT_WORKED, "worked", "code_1 activity, integer_1 effort, text text"},
    {INC_FACT_NOTED, "noted", "text text"},
    {INC_FACT_LINKED, "linked", "code_1 relation*, reference_1 other*"},
    {INC_FACT_UNLINKED, "unlinked", "code_1 relation*, reference_1 other*"},
    {INC_FACT_DOCUMENTED, "documented", "reference_1 article, text text"},
    {INC_FACT_CONVERTED, "converted", "reference_1 request"},
    {INC_FACT_VOIDED, "voided", "corrects corrects*, code_1 reason"},
    {INC_FACT_MIGRATED, "migrated", "rules rules*, reference_1 from"},
    {INC_FACT_REDACTED, "redacted", "code_1 reason"},
    {INC_FACT_TIMED_OUT, "timed_out", ""},
    {INC_FACT_FIRED, "fired",
     "code_1 policy*, code_2 threshold*, integer_1 cycle, integer_2 revision, time_1 due"},
    {INC_FACT_REPORTED, "reported", "code_1 figure*, integer_1 value, time_1 instant"},
};

#define KINDS (sizeof kinds / sizeof *kinds)

/* The role of a column in such a list, or "". */
static void role_in(const char *roles, const char *column, char *role, int *required)
{
    size_t size = strlen(column);
    const char *at;

    role[0] = '\0';
    *required = 0;
    for (at = roles; at != NULL && *at != '\0'; at = strchr(at, ',')) {
        at += strspn(at, ", ");
        if (strncmp(at, column, size) == 0 && at[size] == ' ')
            (void) sscanf(at + size, " %30[a-z_]", role);
        if (role[0] != '\0') {
            *required = at[size + 1 + strlen(role)] == '*';
            return;
        }
    }
}

START_TEST(kinds_have_names)
{
    size_t i;

    ck_assert_uint_eq(KINDS, INC_FACT_REPORTED);
    for (i = 0; i < KINDS; i++) {
        ck_assert_int_eq(kinds[i].fact, (int32_t) i + 1);
        ck_assert_str_eq(inc_fact_name(kinds[i].fact), kinds[i].name);
        ck_assert_int_eq(inc_fact_find(kinds[i].name, INC_ZSTR), kinds[i].fact);
        ck_assert_int_eq(inc_fact_find(kinds[i].name, strlen(kinds[i].name) - 1), 0);
    }
    ck_assert_str_eq(inc_fact_name(0), "?");
    ck_assert_str_eq(inc_fact_name(-1), "?");
    ck_assert_str_eq(inc_fact_name(INC_FACT_REPORTED + 1), "?");
    ck_assert_str_eq(inc_fact_name(INC_FACT_HOST), "?");
    ck_assert_int_eq(inc_fact_find("?", INC_ZSTR), 0);
    ck_assert_int_eq(inc_fact_find("", 0), 0);
    ck_assert_int_eq(inc_fact_find(NULL, 0), 0);
    ck_assert_int_eq(inc_fact_find("held_", 4), INC_FACT_HELD);
    ck_assert_str_eq(inc_actor_kind_name(INC_ACTOR_HUMAN), "human");
    ck_assert_str_eq(inc_actor_kind_name(INC_ACTOR_BOT), "bot");
    ck_assert_str_eq(inc_actor_kind_name(INC_ACTOR_SYSTEM), "system");
    ck_assert_str_eq(inc_actor_kind_name(INC_ACTOR_CALLER), "caller");
    ck_assert_str_eq(inc_actor_kind_name(0), "?");
    ck_assert_str_eq(inc_actor_kind_name(5), "?");
    ck_assert_str_eq(inc_visibility_name(INC_VISIBILITY_PUBLIC), "public");
    ck_assert_str_eq(inc_visibility_name(INC_VISIBILITY_INTERNAL), "internal");
    ck_assert_str_eq(inc_visibility_name(0), "?");
    ck_assert_str_eq(inc_visibility_name(3), "?");
}
END_TEST

START_TEST(roles_are_published)
{
    size_t i;
    int32_t id;

    for (i = 0; i < KINDS; i++) {
        for (id = 1; id <= INC_EVENT_REDACTED; id++) {
            int32_t required = 7;
            const char *role = inc_event_role(kinds[i].fact, id, &required);
            char expected[40];
            int must;
            role_in(kinds[i].roles, column_of(id).name, expected, &must);
            ck_assert_str_eq(role != NULL ? role : "", expected);
            ck_assert_int_eq(required, must);
            ck_assert_ptr_eq(inc_event_role(kinds[i].fact, id, NULL), role);
        }
    }
}
END_TEST

START_TEST(roles_of_other_kinds)
{
    static const int32_t unknown[] = {INT32_MIN, -1, 0, INC_FACT_REPORTED + 1, INC_FACT_HOST - 1};
    int32_t id, required;
    size_t i;

    for (id = -1; id <= INC_EVENT_REDACTED + 1; id++) {
        int varies = (id >= INC_EVENT_TEAM && id <= INC_EVENT_PERSON) ||
                     (id >= INC_EVENT_CORRECTS && id <= INC_EVENT_TEXT);
        const char *own = varies ? column_of(id).name : NULL;
        required = 1;
        if (own != NULL)
            ck_assert_str_eq(inc_event_role(INC_FACT_HOST, id, &required), own);
        else
            ck_assert_ptr_null(inc_event_role(INC_FACT_HOST, id, &required));
        ck_assert_int_eq(required, 0);
        ck_assert_ptr_eq(inc_event_role(INT32_MAX, id, NULL),
                         inc_event_role(INC_FACT_HOST, id, NULL));
        for (i = 0; i < sizeof unknown / sizeof *unknown; i++)
            ck_assert_ptr_null(inc_event_role(unknown[i], id, NULL));
    }
}
END_TEST

static void set_role(int32_t id, const char *role)
{
    if (column_of(id).type != INC_VALUE_TEXT)
        set_integer(id, 3);
    else if (id == INC_EVENT_RULES)
        set_text(id, HASH);
    else if (strcmp(role, "direction") == 0)
        set_text(id, "functional");
    else
        set_text(id, "related");
}

/* An event of a kind with what it requires, but for one column. */
static void begin_without(int32_t fact, int32_t left_out)
{
    int32_t id, required;

    begin(fact);
    for (id = INC_EVENT_TEAM; id <= INC_EVENT_TEXT; id++) {
        const char *role = inc_event_role(fact, id, &required);
        if (required && id != left_out)
            set_role(id, role);
    }
}

/* Each kind with each column: what has a role is taken, and missed where it is required; of the
 * rest codes, integers, times and references are refused. */
START_TEST(kinds_and_columns)
{
    size_t i;
    int32_t id, required;

    for (i = 0; i < KINDS; i++) {
        for (id = INC_EVENT_TEAM; id <= INC_EVENT_TEXT; id++) {
            const char *role = inc_event_role(kinds[i].fact, id, &required);
            int text = column_of(id).type == INC_VALUE_TEXT;
            char line[120];

            begin_without(kinds[i].fact, 0);
            set_role(id, role != NULL ? role : "");
            if (role == NULL && id >= INC_EVENT_CODE_1 && id <= INC_EVENT_REFERENCE_2) {
                (void) snprintf(line, sizeof line, "fact '%s' had no use for %s '%s'",
                                kinds[i].name, column_of(id).name, text ? "related" : "3");
                refused(INC_E_INVALID, line);
                continue;
            }
            inc_event_unref(build());
            if (!required)
                continue;
            begin_without(kinds[i].fact, id);
            (void) snprintf(line, sizeof line, "fact '%s' had no %s", kinds[i].name, role);
            refused(INC_E_INVALID, line);
        }
    }
}
END_TEST

START_TEST(required_columns)
{
    inc_event_builder_clear(builder);
    refused(INC_E_INVALID, "an event had no subject");
    set_text(INC_EVENT_SUBJECT, "INC-1");
    refused(INC_E_INVALID, "an event of subject 'INC-1' had no happened");
    set_integer(INC_EVENT_HAPPENED, AT);
    refused(INC_E_INVALID, "kind '0' of an event was none");
    set_integer(INC_EVENT_KIND, INC_FACT_NOTED);
    inc_event_unref(build());
}
END_TEST

START_TEST(kinds_that_are_refused)
{
    begin(INC_FACT_REPORTED + 1);
    refused(INC_E_UNSUPPORTED, "this version did not know kind '30' of an event");
    begin(INC_FACT_HOST - 1);
    refused(INC_E_UNSUPPORTED, "this version did not know kind '999' of an event");
    begin(-1);
    refused(INC_E_INVALID, "kind '-1' of an event was none");
    set_integer(INC_EVENT_KIND, INT64_C(4294967297));
    refused(INC_E_INVALID, "kind '4294967297' of an event was none");
    begin(INT32_MAX);
    inc_event_unref(build());
    set_integer(INC_EVENT_SUBJECT_KIND, 2);
    refused(INC_E_UNSUPPORTED, "this version did not know subject_kind '2' of an event");
    set_integer(INC_EVENT_SUBJECT_KIND, -2);
    refused(INC_E_INVALID, "subject_kind '-2' of an event was none");
    set_integer(INC_EVENT_SUBJECT_KIND, INC_SUBJECT_HOST);
    inc_event_unref(build());
}
END_TEST

START_TEST(instants_that_are_refused)
{
    static const int32_t ids[] = {INC_EVENT_HAPPENED, INC_EVENT_RECORDED, INC_EVENT_TIME_1,
                                  INC_EVENT_TIME_2};
    size_t i;

    for (i = 0; i < sizeof ids / sizeof *ids; i++) {
        char line[120];
        begin(INC_FACT_HOST);
        set_integer(ids[i], INC_TIME_MIN);
        inc_event_unref(build());
        set_integer(ids[i], INC_TIME_MAX);
        inc_event_unref(build());
        set_integer(ids[i], INC_TIME_MAX + 1);
        (void) snprintf(line, sizeof line,
                        "%s '253402300800000000' us of an event was outside the years 1900 to 9999",
                        column_of(ids[i]).name);
        refused(INC_E_RANGE, line);
        set_integer(ids[i], INC_TIME_MIN - 1);
        (void) snprintf(line, sizeof line,
                        "%s '-2208988800000001' us of an event was outside the years 1900 to 9999",
                        column_of(ids[i]).name);
        refused(INC_E_RANGE, line);
    }
}
END_TEST

static const struct {
    int32_t fact;
    int32_t column;
    int64_t most; /* and 0 the least */
    const char *name;
} limits[] = {
    {INC_FACT_NOTED, INC_EVENT_SEQUENCE, INT64_MAX, "sequence"},
    {INC_FACT_NOTED, INC_EVENT_ACTOR_KIND, 4, "actor_kind"},
    {INC_FACT_NOTED, INC_EVENT_VISIBILITY, 2, "visibility"},
    {INC_FACT_ASSIGNED, INC_EVENT_TIER, 100, "tier"},
    {INC_FACT_HOST, INC_EVENT_TIER, 100, "tier"},
    {INC_FACT_NOTED, INC_EVENT_CAUSE, INT64_MAX, "cause"},
    {INC_FACT_NOTED, INC_EVENT_CORRECTS, INT64_MAX, "corrects"},
    {INC_FACT_HOST, INC_EVENT_CORRECTS, INT64_MAX, "corrects"},
    {INC_FACT_NOTED, INC_EVENT_REDACTED, INT64_MAX, "redacted"},
    {INC_FACT_CLASSIFIED, INC_EVENT_INTEGER_1, 1000, "impact"},
    {INC_FACT_CLASSIFIED, INC_EVENT_INTEGER_2, 1000, "urgency"},
    {INC_FACT_PRIORITISED, INC_EVENT_INTEGER_1, 1000, "priority"},
    {INC_FACT_WORKED, INC_EVENT_INTEGER_1, INT64_MAX, "effort"},
};

START_TEST(integers_that_are_refused)
{
    size_t i;

    for (i = 0; i < sizeof limits / sizeof *limits; i++) {
        char line[120];
        begin_without(limits[i].fact, 0);
        set_integer(limits[i].column, 0);
        inc_event_unref(build());
        set_integer(limits[i].column, limits[i].most);
        inc_event_unref(build());
        if (limits[i].most == INT64_MAX)
            (void) snprintf(line, sizeof line, "%s '-1' of an event was below 0", limits[i].name);
        else
            (void) snprintf(line, sizeof line, "%s '-1' of an event was not 0 to %d",
                            limits[i].name, (int) limits[i].most);
        set_integer(limits[i].column, -1);
        refused(INC_E_INVALID, line);
        if (limits[i].most == INT64_MAX)
            continue;
        (void) snprintf(line, sizeof line, "%s '%d' of an event was not 0 to %d", limits[i].name,
                        (int) limits[i].most + 1, (int) limits[i].most);
        set_integer(limits[i].column, limits[i].most + 1);
        refused(INC_E_INVALID, line);
    }
}
END_TEST

/* Of kinds that say nothing about them. */
START_TEST(integers_that_are_free)
{
    begin(INC_FACT_HOST);
    set_integer(INC_EVENT_INTEGER_1, INT64_MIN);
    set_integer(INC_EVENT_INTEGER_2, INT64_MAX);
    set_integer(INC_EVENT_ORDER, -5);
    inc_event_unref(build());
    begin_without(INC_FACT_FIRED, 0);
    set_integer(INC_EVENT_INTEGER_1, -1);
    set_integer(INC_EVENT_INTEGER_2, INT64_MIN);
    inc_event_unref(build());
}
END_TEST

START_TEST(words_of_codes)
{
    static const char *const relations[] = {"duplicate",   "duplicated_by", "parent",  "child",
                                            "change",      "problem",       "request", "follow_up",
                                            "followed_by", "related"};
    size_t i;

    for (i = 0; i < sizeof relations / sizeof *relations; i++) {
        begin_without(INC_FACT_LINKED, INC_EVENT_CODE_1);
        set_text(INC_EVENT_CODE_1, relations[i]);
        inc_event_unref(build());
        begin_without(INC_FACT_UNLINKED, INC_EVENT_CODE_1);
        set_text(INC_EVENT_CODE_1, relations[i]);
        inc_event_unref(build());
    }
    set_text(INC_EVENT_CODE_1, "duplicates");
    refused(INC_E_INVALID, "fact 'unlinked' had the unknown relation 'duplicates'");
    begin(INC_FACT_ESCALATED);
    set_text(INC_EVENT_CODE_1, "hierarchic");
    inc_event_unref(build());
    set_text(INC_EVENT_CODE_1, "functional");
    inc_event_unref(build());
    set_text(INC_EVENT_CODE_1, "Functional");
    refused(INC_E_INVALID, "fact 'escalated' had the unknown direction 'Functional'");
}
END_TEST

START_TEST(rules_are_a_hash)
{
    begin(INC_FACT_NOTED);
    set_text(INC_EVENT_RULES, HASH);
    inc_event_unref(build());
    ck_assert_int_eq(inc_event_builder_text(builder, INC_EVENT_RULES, HASH, 63), INC_OK);
    refused(INC_E_INVALID,
            "rules '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde' of an event "
            "were not 64 lower-case hex digits");
    set_text(INC_EVENT_RULES, "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef");
    refused(INC_E_INVALID,
            "rules '0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef' of an event "
            "were not 64 lower-case hex digits");
}
END_TEST

static inc_event *placed(int64_t happened, int64_t order, int64_t sequence)
{
    begin(INC_FACT_NOTED);
    set_integer(INC_EVENT_HAPPENED, happened);
    set_integer(INC_EVENT_ORDER, order);
    set_integer(INC_EVENT_SEQUENCE, sequence);
    return build();
}

/* In the order of the fold; an order of 0 is the sequence. */
START_TEST(events_compare)
{
    static const int64_t places[][3] = {{AT, -1, 9}, {AT, 2, 1}, {AT, 0, 3},    {AT, 4, 2},
                                        {AT, 0, 4},  {AT, 4, 5}, {AT + 1, 1, 1}};
    size_t count = sizeof places / sizeof *places, i, j;
    inc_event *events[sizeof places / sizeof *places];

    for (i = 0; i < count; i++)
        events[i] = placed(places[i][0], places[i][1], places[i][2]);
    for (i = 0; i < count; i++) {
        for (j = 0; j < count; j++) {
            int32_t order = inc_event_compare(events[i], events[j]);
            ck_assert_int_eq((order > 0) - (order < 0), (i > j) - (i < j));
        }
        ck_assert_int_lt(inc_event_compare(NULL, events[i]), 0);
        ck_assert_int_gt(inc_event_compare(events[i], NULL), 0);
    }
    ck_assert_int_eq(inc_event_compare(NULL, NULL), 0);
    for (i = 0; i < count; i++)
        inc_event_unref(events[i]);
}
END_TEST

static void is_redacted(const inc_event *redacted, const inc_event *event)
{
    int32_t id;

    for (id = 1; id < INC_EVENT_REDACTED; id++) {
        const char *text = inc_event_text(event, id, NULL);
        int personal = (column_of(id).flags & INC_COLUMN_PERSONAL) != 0;
        ck_assert_str_eq(inc_event_text(redacted, id, NULL), personal ? "" : text);
        ck_assert_int_eq(inc_event_integer(redacted, id), inc_event_integer(event, id));
    }
    ck_assert_int_eq(inc_event_integer(redacted, INC_EVENT_REDACTED), 77);
}

START_TEST(events_are_redacted)
{
    static const char *const people[] = {NULL, "é 9", "é 14"}; /* actor and person */
    inc_event *event, *redacted;
    size_t i;

    set_all();
    event = build();
    for (i = 0; i < 3; i++) {
        ck_assert_int_eq(inc_event_redact(context, event, people[i], 77, &redacted), INC_OK);
        ck_assert_ptr_ne(redacted, event);
        is_redacted(redacted, event);
        inc_event_unref(redacted);
    }
    has_all(event);
    ck_assert_int_eq(inc_event_redact(context, event, "é 1", 77, &redacted), INC_OK);
    ck_assert_ptr_eq(redacted, event);
    inc_event_unref(event);
    has_all(redacted);
    inc_event_unref(redacted);
}
END_TEST

START_TEST(redactions_that_are_refused)
{
    inc_event *event, *redacted = (inc_event *) context;

    set_all();
    event = build();
    ck_assert_int_eq(inc_event_redact(context, event, NULL, 0, &redacted), INC_E_INVALID);
    ck_assert_ptr_null(redacted);
    ck_assert_str_eq(inc_context_error(context), "a redaction had the sequence '0'");
    ck_assert_int_eq(inc_event_redact(context, event, "", 1, &redacted), INC_E_INVALID);
    ck_assert_str_eq(inc_context_error(context), "a redaction was asked for the person ''");
    ck_assert_int_eq(inc_event_redact(NULL, event, NULL, 1, &redacted), INC_E_INVALID);
    ck_assert_int_eq(inc_event_redact(context, NULL, NULL, 1, &redacted), INC_E_INVALID);
    ck_assert_int_eq(inc_event_redact(context, event, NULL, 1, NULL), INC_E_INVALID);
    inc_event_unref(event);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {columns_are_published,
                                  tables_may_have_holes,
                                  columns_read_back,
                                  columns_empty_again,
                                  defaults_are_filled,
                                  null_pointers,
                                  unknown_columns,
                                  columns_of_another_type,
                                  texts_that_are_refused,
                                  texts_as_long_as_allowed,
                                  kinds_have_names,
                                  roles_are_published,
                                  roles_of_other_kinds,
                                  kinds_and_columns,
                                  required_columns,
                                  kinds_that_are_refused,
                                  instants_that_are_refused,
                                  integers_that_are_refused,
                                  integers_that_are_free,
                                  words_of_codes,
                                  rules_are_a_hash,
                                  events_compare,
                                  events_are_redacted,
                                  redactions_that_are_refused,
                                  NULL};

    return unit_run("event", tests, setup, teardown);
}
