/* Histories: adding, finding, and which facts a horizon holds, against a slow way that is plain to
 * be right. */
#include "unit.h"

#include "calendar_fixture.h"

#include "facts/history.h"

#include <stdio.h>
#include <string.h>

#define AT INT64_C(1780304400000000) /* 2026-06-01T09:00Z */
#define MOST 40

static fixture_memory memory;
static inc_context *context;
static inc_event_builder *builder;
static inc__history history;
static inc__array selection;

static void setup(void)
{
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_event_builder_new(context, &builder), INC_OK);
    memset(&history, 0, sizeof history);
    memset(&selection, 0, sizeof selection);
}

static void teardown(void)
{
    inc__history_free(context, &history);
    inc__array_free(context, &selection, sizeof(const inc__entry *));
    inc_event_builder_free(builder);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

/* A fact as a test says it. */
typedef struct told {
    int64_t sequence;
    int64_t happened; /* from AT */
    int64_t recorded;
    int64_t order;
    int64_t corrects;
    int32_t kind;
    const char *reason;
} told;

static inc_event *event_of(const told *fact)
{
    inc_event *event;

    inc_event_builder_clear(builder);
    (void) inc_event_builder_text(builder, INC_EVENT_SUBJECT, "INC-1", INC_ZSTR);
    (void) inc_event_builder_integer(builder, INC_EVENT_SEQUENCE, fact->sequence);
    (void) inc_event_builder_integer(builder, INC_EVENT_HAPPENED, AT + fact->happened);
    (void) inc_event_builder_integer(builder, INC_EVENT_RECORDED, AT + fact->recorded);
    (void) inc_event_builder_integer(builder, INC_EVENT_ORDER, fact->order);
    (void) inc_event_builder_integer(builder, INC_EVENT_CORRECTS, fact->corrects);
    (void) inc_event_builder_integer(builder, INC_EVENT_KIND, fact->kind);
    if (fact->reason != NULL)
        (void) inc_event_builder_text(builder, INC_EVENT_CODE_1, fact->reason, INC_ZSTR);
    ck_assert_msg(inc_event_builder_build(builder, &event) == INC_OK, "%s",
                  inc_context_error(context));
    return event;
}

static void tell(const told *fact)
{
    inc_event *event = event_of(fact);

    ck_assert_msg(inc__history_add(context, &history, event) == INC_OK, "%s",
                  inc_context_error(context));
    inc_event_unref(event);
}

static void tell_all(const told *facts, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        tell(&facts[i]);
}

static void look(const inc__horizon *horizon)
{
    ck_assert_int_eq(inc__history_select(context, &history, horizon, &selection), INC_OK);
}

/* Sequences of what is selected, as "1 2 5". */
static const char *selected(void)
{
    static char text[400];
    size_t used = 0, i;

    text[0] = '\0';
    for (i = 0; i < selection.count; i++) {
        const inc__entry *entry = *INC__AT(&selection, const inc__entry *, i);
        used += (size_t) snprintf(text + used, sizeof text - used, "%s%lld", i > 0 ? " " : "",
                                  (long long) entry->sequence);
    }
    return text;
}

static const char *all(void)
{
    inc__horizon horizon = {INC_TIME_MAX, INC_TIME_NONE, 0};

    look(&horizon);
    return selected();
}

#define TELL(...)                                                                                  \
    do {                                                                                           \
        const told facts[] = {__VA_ARGS__};                                                        \
        inc__history_clear(&history);                                                              \
        tell_all(facts, sizeof facts / sizeof *facts);                                             \
    } while (0)
#define NOTE(sequence, at)                                                                         \
    {                                                                                              \
        (sequence), (at), (at), 0, 0, INC_FACT_NOTED, NULL                                         \
    }
#define VOID(sequence, at, of)                                                                     \
    {                                                                                              \
        (sequence), (at), (at), 0, (of), INC_FACT_VOIDED, "typo"                                   \
    }
#define CORRECTION(sequence, at, known, of)                                                        \
    {                                                                                              \
        (sequence), (at), (known), 0, (of), INC_FACT_NOTED, NULL                                   \
    }

START_TEST(an_empty_history)
{
    ck_assert_str_eq(all(), "");
    ck_assert_ptr_null(inc__history_find(&history, 1));
    inc__history_clear(&history);
    inc__history_free(context, &history);
}
END_TEST

START_TEST(an_entry_is_its_event)
{
    told fact = {7, 10, 12, 5, 0, INC_FACT_ACKNOWLEDGED, NULL};
    inc_event *event = event_of(&fact);
    const inc__entry *entry;

    ck_assert_int_eq(inc__history_add(context, &history, event), INC_OK);
    inc_event_unref(event);
    entry = inc__history_find(&history, 7);
    ck_assert_ptr_eq(entry->event, event);
    ck_assert_int_eq(entry->sequence, 7);
    ck_assert_int_eq(entry->happened, AT + 10);
    ck_assert_int_eq(entry->recorded, AT + 12);
    ck_assert_int_eq(entry->order, 5);
    ck_assert_int_eq(entry->kind, INC_FACT_ACKNOWLEDGED);
    ck_assert_int_eq(entry->strikes, 0);
    ck_assert_int_eq(inc__entry_late(entry), 1);
    ck_assert_int_eq(history.sequence, 7);
}
END_TEST

START_TEST(facts_without_a_sequence)
{
    TELL(NOTE(0, 0), NOTE(5, 0), NOTE(0, 0), NOTE(2, 0), NOTE(0, 0));
    ck_assert_str_eq(all(), "1 2 5 6 7");
    ck_assert_int_eq(inc__history_find(&history, 6)->order, 6);
    ck_assert_int_eq(history.sequence, 7);
}
END_TEST

START_TEST(a_sequence_twice)
{
    told first = NOTE(1, 0), third = NOTE(3, 0), second = NOTE(2, 0);
    inc_event *event;
    int round;

    tell(&first);
    tell(&third);
    for (round = 0; round < 2; round++) {
        event = event_of(round == 0 ? &first : &third);
        ck_assert_int_eq(inc__history_add(context, &history, event), INC_E_EXISTS);
        ck_assert_str_eq(inc_context_error(context),
                         round == 0 ? "the history of subject 'INC-1' already had sequence '1'"
                                    : "the history of subject 'INC-1' already had sequence '3'");
        inc_event_unref(event);
        ck_assert_str_eq(all(), round == 0 ? "1 3" : "1 2 3");
        if (round == 0)
            tell(&second);
    }
}
END_TEST

START_TEST(no_sequence_left)
{
    told last = NOTE(INT64_MAX, 0), next = NOTE(0, 0), early = NOTE(1, 0);
    inc_event *event = event_of(&next);

    tell(&last);
    ck_assert_int_eq(inc__history_add(context, &history, event), INC_E_RANGE);
    ck_assert_str_eq(
        inc_context_error(context),
        "the history of subject 'INC-1' had no sequence left after '9223372036854775807'");
    inc_event_unref(event);
    tell(&early);
    ck_assert_str_eq(all(), "1 9223372036854775807");
}
END_TEST

START_TEST(another_subject)
{
    static const struct {
        int32_t column;
        const char *text; /* NULL: the integer */
        const char *line;
    } others[] = {
        {INC_EVENT_SUBJECT, "INC-2",
         "an event of subject 'INC-2' (kind '1', tenant '') came to the history of 'INC-1' (kind "
         "'1', tenant '')"},
        {INC_EVENT_TENANT, "acme",
         "an event of subject 'INC-1' (kind '1', tenant 'acme') came to the history of 'INC-1' "
         "(kind '1', tenant '')"},
        {INC_EVENT_SUBJECT_KIND, NULL,
         "an event of subject 'INC-1' (kind '1000', tenant '') came to the history of 'INC-1' "
         "(kind '1', tenant '')"},
    };
    told first = NOTE(1, 0), second = NOTE(2, 0);
    size_t i;

    tell(&first);
    for (i = 0; i < sizeof others / sizeof *others; i++) {
        inc_event *event = event_of(&second);
        ck_assert_int_eq(inc_event_builder_copy(builder, event), INC_OK);
        inc_event_unref(event);
        if (others[i].text != NULL)
            (void) inc_event_builder_text(builder, others[i].column, others[i].text, INC_ZSTR);
        else
            (void) inc_event_builder_integer(builder, others[i].column, INC_SUBJECT_HOST);
        ck_assert_int_eq(inc_event_builder_build(builder, &event), INC_OK);
        ck_assert_int_eq(inc__history_add(context, &history, event), INC_E_INVALID);
        ck_assert_str_eq(inc_context_error(context), others[i].line);
        ck_assert_uint_eq(history.entries.count, 1);
        inc__history_clear(&history);
        ck_assert_int_eq(inc__history_add(context, &history, event), INC_OK);
        inc__history_clear(&history);
        inc_event_unref(event);
        tell(&first);
    }
}
END_TEST

START_TEST(the_order_of_the_fold)
{
    TELL({1, 5, 5, 0, 0, INC_FACT_NOTED, NULL}, {2, 1, 1, 0, 0, INC_FACT_NOTED, NULL},
         {3, 5, 5, -1, 0, INC_FACT_NOTED, NULL}, {4, 5, 5, 1, 0, INC_FACT_NOTED, NULL},
         {5, 9, 9, 0, 0, INC_FACT_NOTED, NULL});
    ck_assert_str_eq(all(), "2 3 1 4 5");
}
END_TEST

/* Facts in order after one that was not do not have all sorted again. */
START_TEST(in_order_after_a_late_one)
{
    told after = NOTE(4, 9);

    TELL(NOTE(1, 5), NOTE(2, 1), NOTE(3, 6));
    ck_assert_int_eq(history.unsorted, 1);
    ck_assert_str_eq(all(), "2 1 3");
    tell(&after);
    ck_assert_int_eq(history.unsorted, 0);
    ck_assert_str_eq(all(), "2 1 3 4");
}
END_TEST

/* What came in order needs neither a sorted list nor a table, and a cleared history no memory. */
START_TEST(the_common_way_is_short)
{
    inc__horizon horizon = {INC_TIME_MAX, INC_TIME_NONE, 0};
    inc_event *events[4];
    size_t i, live;
    int round;

    for (i = 0; i < 4; i++) {
        told fact = NOTE((int64_t) i + 1, (int64_t) i);
        events[i] = event_of(&fact);
    }
    for (round = 0; round < 2; round++) {
        if (round == 1)
            memory.left = 0;
        for (i = 0; i < 4; i++)
            ck_assert_int_eq(inc__history_add(context, &history, events[i]), INC_OK);
        look(&horizon);
        ck_assert_str_eq(selected(), "1 2 3 4");
        live = memory.live;
        inc__history_clear(&history);
        ck_assert_uint_eq(memory.live, live);
    }
    memory.left = -1;
    ck_assert_ptr_null(history.turns.items);
    ck_assert_ptr_null(history.slots.items);
    for (i = 0; i < 4; i++)
        inc_event_unref(events[i]);
}
END_TEST

START_TEST(horizons)
{
    inc__horizon horizon = {AT + 20, INC_TIME_NONE, 0};

    TELL(NOTE(1, 0), {2, 10, 30, 0, 0, INC_FACT_NOTED, NULL}, NOTE(3, 20), NOTE(4, 21),
         {5, 5, 20, 0, 0, INC_FACT_NOTED, NULL}, NOTE(6, 30));
    look(&horizon);
    ck_assert_str_eq(selected(), "1 5 2 3");
    horizon.as_known = AT + 20;
    look(&horizon);
    ck_assert_str_eq(selected(), "1 5 3");
    horizon.on_time = 1;
    look(&horizon);
    ck_assert_str_eq(selected(), "1 3");
    horizon.as_known = AT + 19;
    look(&horizon);
    ck_assert_str_eq(selected(), "1");
    horizon.as_of = AT - 1;
    look(&horizon);
    ck_assert_str_eq(selected(), "");
}
END_TEST

START_TEST(voids)
{
    TELL(NOTE(1, 0), NOTE(2, 1), VOID(3, 2, 1));
    ck_assert_str_eq(all(), "2 3");
    ck_assert_int_eq(inc__entry_late(inc__history_find(&history, 3)), 1);
    ck_assert_ptr_eq(inc__entry_named(inc__history_find(&history, 3)),
                     inc__history_find(&history, 1));
    TELL(NOTE(1, 0), {2, 1, 1, 0, 1, INC_FACT_VOIDED, NULL});
    ck_assert_str_eq(all(), "1 2");
    ck_assert_ptr_null(inc__entry_named(inc__history_find(&history, 2)));
    ck_assert_int_eq(inc__entry_late(inc__history_find(&history, 2)), 0);
    TELL(NOTE(1, 0), VOID(2, 1, 9));
    ck_assert_str_eq(all(), "1 2");
    ck_assert_ptr_null(inc__entry_named(inc__history_find(&history, 2)));
    TELL(NOTE(1, 0), VOID(2, 1, 2));
    ck_assert_str_eq(all(), "1 2");
    ck_assert_ptr_null(inc__entry_named(inc__history_find(&history, 2)));
}
END_TEST

START_TEST(voids_of_voids)
{
    TELL(NOTE(1, 0), VOID(2, 1, 1), VOID(3, 2, 2));
    ck_assert_str_eq(all(), "1 3");
    TELL(VOID(4, 3, 3), VOID(3, 2, 2), VOID(2, 1, 1), NOTE(1, 0));
    ck_assert_str_eq(all(), "2 4");
    TELL(NOTE(1, 0), VOID(2, 1, 3), VOID(3, 2, 2));
    ck_assert_str_eq(all(), "1 3");
    TELL(VOID(1, 0, 3), VOID(2, 1, 1), VOID(3, 2, 2));
    ck_assert_str_eq(all(), "1 3");
}
END_TEST

START_TEST(corrections_take_the_place)
{
    TELL(NOTE(1, 5), NOTE(2, 6), CORRECTION(3, 2, 9, 2));
    ck_assert_str_eq(all(), "3 1");
    TELL(NOTE(1, 5), CORRECTION(2, 4, 9, 1), CORRECTION(3, 3, 10, 2));
    ck_assert_str_eq(all(), "3");
    TELL(NOTE(1, 5), CORRECTION(2, 4, 9, 1), CORRECTION(3, 3, 10, 2), VOID(4, 12, 3));
    ck_assert_str_eq(all(), "2 4");
    TELL(NOTE(1, 5), CORRECTION(2, 4, 9, 1), VOID(3, 11, 2));
    ck_assert_str_eq(all(), "1 3");
    TELL(NOTE(1, 5), CORRECTION(2, 5, 5, 2), CORRECTION(3, 6, 6, 17));
    ck_assert_str_eq(all(), "1 2 3");
}
END_TEST

/* A void beyond the horizon strikes nothing yet, and what is beyond it is not struck. */
START_TEST(voids_and_horizons)
{
    inc__horizon horizon = {AT + 9, INC_TIME_NONE, 0};

    TELL(NOTE(1, 0), VOID(2, 10, 1), VOID(3, 4, 4), NOTE(4, 11));
    look(&horizon);
    ck_assert_str_eq(selected(), "1 3");
    ck_assert_ptr_null(inc__entry_named(inc__history_find(&history, 3)));
    horizon.as_of = AT + 10;
    look(&horizon);
    ck_assert_str_eq(selected(), "3 2");
    horizon.as_of = AT + 11;
    look(&horizon);
    ck_assert_str_eq(selected(), "3 2");
    ck_assert_ptr_eq(inc__entry_named(inc__history_find(&history, 3)),
                     inc__history_find(&history, 4));
}
END_TEST

/* The slow way: facts in a plain list, sorted by exchange, struck by definition. */
typedef struct slow {
    told facts[MOST]; /* in the order of the fold */
    size_t count;
    int out[MOST];
    int known[MOST];    /* whether out is */
    int replaced[MOST]; /* out because of a correction: it strikes all the same */
} slow;

static int slow_before(const told *a, const told *b)
{
    int64_t orders[] = {a->order != 0 ? a->order : a->sequence,
                        b->order != 0 ? b->order : b->sequence};

    if (a->happened != b->happened)
        return a->happened < b->happened;
    return orders[0] != orders[1] ? orders[0] < orders[1] : a->sequence < b->sequence;
}

static void slow_sort(slow *way)
{
    size_t i, j;

    for (i = 0; i < way->count; i++) {
        for (j = i + 1; j < way->count; j++) {
            if (slow_before(&way->facts[j], &way->facts[i])) {
                told swapped = way->facts[i];
                way->facts[i] = way->facts[j];
                way->facts[j] = swapped;
            }
        }
    }
}

static int slow_strikes(const told *fact)
{
    return fact->corrects != 0 && fact->corrects != fact->sequence &&
           (fact->kind != INC_FACT_VOIDED || fact->reason != NULL);
}

static int slow_within(const told *fact, const inc__horizon *horizon)
{
    int64_t happened = AT + fact->happened, recorded = AT + fact->recorded;
    int late = recorded > happened ||
               (fact->corrects != 0 && (fact->kind != INC_FACT_VOIDED || fact->reason != NULL));

    if (happened > horizon->as_of)
        return 0;
    if (horizon->as_known == INC_TIME_NONE)
        return 1;
    return recorded < horizon->as_known ||
           (recorded == horizon->as_known && !(horizon->on_time && late));
}

static int slow_corrects(const told *fact)
{
    return slow_strikes(fact) && fact->kind != INC_FACT_VOIDED;
}

/* A correction strikes as soon as it is known. */
static int slow_strikes_within(const told *fact, const inc__horizon *horizon)
{
    inc__horizon known = *horizon;

    if (slow_corrects(fact))
        known.as_of = INC_TIME_MAX;
    return slow_within(fact, &known);
}

/* One fact's fate, once that of all that matter is known, or at once; 1 for something new. */
static int slow_decide(slow *way, const inc__horizon *horizon, size_t at, int at_once)
{
    int open = 0, struck = 0, replaced = 0;
    size_t i;

    if (way->known[at])
        return 0;

    for (i = 0; i < way->count; i++) {
        const told *fact = &way->facts[i];
        int strikes = way->known[i] && (!way->out[i] || (way->replaced[i] && slow_corrects(fact)));
        if (i == at || !slow_strikes(fact) || !slow_strikes_within(fact, horizon) ||
            !slow_strikes_within(&way->facts[at], horizon) ||
            fact->corrects != way->facts[at].sequence)
            continue;
        open |= !way->known[i];
        struck |= strikes;
        replaced |= strikes && slow_corrects(fact);
    }
    if (open && !replaced && !(struck && !slow_corrects(&way->facts[at])) && !at_once)
        return 0;
    way->out[at] = struck;
    way->replaced[at] = replaced;
    return way->known[at] = 1;
}

/* Until nothing is new; then only rings are open, and the last fact in them is in. */
static void slow_strike(slow *way, const inc__horizon *horizon)
{
    size_t i;
    int again = 1;

    memset(way->out, 0, sizeof way->out);
    memset(way->known, 0, sizeof way->known);
    memset(way->replaced, 0, sizeof way->replaced);
    while (again) {
        again = 0;
        for (i = 0; i < way->count; i++)
            again |= slow_decide(way, horizon, i, 0);
        for (i = way->count; !again && i-- > 0;)
            again = slow_strikes(&way->facts[i]) && slow_decide(way, horizon, i, 1);
    }
}

static const char *slow_selected(slow *way, const inc__horizon *horizon)
{
    static char text[400];
    size_t used = 0, i;

    text[0] = '\0';
    slow_strike(way, horizon);
    for (i = 0; i < way->count; i++) {
        if (!way->out[i] && slow_within(&way->facts[i], horizon))
            used += (size_t) snprintf(text + used, sizeof text - used, "%s%lld",
                                      used > 0 ? " " : "", (long long) way->facts[i].sequence);
    }
    return text;
}

static int64_t below(uint64_t *state, int64_t most)
{
    return (int64_t) (fixture_random(state) % (uint64_t) most);
}

static told random_fact(uint64_t *state, int64_t sequence, int64_t count)
{
    told fact = NOTE(sequence, below(state, 12));

    fact.recorded = fact.happened + (below(state, 2) ? below(state, 6) : 0);
    fact.order = below(state, 3) == 0 ? below(state, 9) - 4 : 0;
    if (below(state, 2)) {
        fact.corrects = 1 + below(state, count + 1);
        if (below(state, 2)) {
            fact.kind = INC_FACT_VOIDED;
            fact.reason = below(state, 6) ? "typo" : NULL;
        }
    }
    return fact;
}

static void shuffle(uint64_t *state, told *facts, size_t count)
{
    size_t i;

    for (i = count; i-- > 1;) {
        size_t other = (size_t) below(state, (int64_t) i + 1);
        told swapped = facts[i];
        facts[i] = facts[other];
        facts[other] = swapped;
    }
}

START_TEST(random_histories)
{
    uint64_t state = 20261127;
    int round;

    for (round = 0; round < 20000; round++) {
        slow way = {.count = (size_t) below(&state, round % 50 == 0 ? MOST : 9)};
        size_t i, looks;

        inc__history_clear(&history);
        for (i = 0; i < way.count; i++)
            way.facts[i] = random_fact(&state, (int64_t) i + 1, (int64_t) way.count);
        if (round % 2)
            shuffle(&state, way.facts, way.count);
        for (i = 0; i < way.count; i++) {
            tell(&way.facts[i]);
            if (below(&state, 4) == 0)
                (void) all();
        }
        slow_sort(&way);
        for (looks = 0; looks < 3; looks++) {
            inc__horizon horizon = {AT + below(&state, 14), AT + below(&state, 18),
                                    (int32_t) below(&state, 2)};
            if (looks == 0)
                horizon.as_of = INC_TIME_MAX;
            if (looks != 1)
                horizon.as_known = INC_TIME_NONE;
            look(&horizon);
            ck_assert_str_eq(selected(), slow_selected(&way, &horizon));
        }
        for (i = 0; i < way.count; i++)
            ck_assert_int_eq(inc__history_find(&history, (int64_t) i + 1)->sequence,
                             (int64_t) i + 1);
        ck_assert_ptr_null(inc__history_find(&history, (int64_t) way.count + 1));
        ck_assert_ptr_null(inc__history_find(&history, 0));
    }
}
END_TEST

/* As many as make the table grow, from the last to the first. */
START_TEST(a_long_history_backwards)
{
    int64_t sequence;
    size_t i;

    for (sequence = 3000; sequence >= 1; sequence--) {
        told fact = NOTE(sequence, sequence);
        tell(&fact);
    }
    (void) inc__history_find(&history, 1);
    for (sequence = 1; sequence <= 3000; sequence++)
        ck_assert_int_eq(inc__history_find(&history, sequence)->happened, AT + sequence);
    ck_assert_int_eq(inc__history_select(context, &history,
                                         &(inc__horizon){INC_TIME_MAX, INC_TIME_NONE, 0},
                                         &selection),
                     INC_OK);
    for (i = 0; i < 3000; i++)
        ck_assert_int_eq((*INC__AT(&selection, const inc__entry *, i))->sequence, (int64_t) i + 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {an_empty_history,
                                  an_entry_is_its_event,
                                  facts_without_a_sequence,
                                  a_sequence_twice,
                                  no_sequence_left,
                                  another_subject,
                                  the_order_of_the_fold,
                                  in_order_after_a_late_one,
                                  the_common_way_is_short,
                                  horizons,
                                  voids,
                                  voids_of_voids,
                                  corrections_take_the_place,
                                  voids_and_horizons,
                                  random_histories,
                                  a_long_history_backwards,
                                  NULL};

    return unit_run("history", tests, setup, teardown);
}
