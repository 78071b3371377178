/* The memory backend: indexes, commits, queries, claims. */
#include "store_fixture.h"
#include "unit.h"

#include "store/memory.h"

#include <stdio.h>

static fixture_memory memory;
static inc_context *context;
static inc_memory *kept;
static inc_store *store;
static inc_page *page;

static void setup(void)
{
    context = fixture_context(&memory);
    ck_assert_int_eq(inc_memory_new(context, &kept), INC_OK);
    ck_assert_int_eq(inc_memory_store(kept, context, &store), INC_OK);
    ck_assert_int_eq(inc_page_new(context, &page), INC_OK);
}

static void teardown(void)
{
    inc_page_free(page);
    inc_store_free(store);
    inc_memory_unref(kept);
    inc_context_unref(context);
    ck_assert_uint_eq(memory.live, 0);
}

static uint32_t dice(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % sides;
}

/* Numbers in an index beside a plain list of which are in. */
#define NUMBERS 3000

typedef struct numbers {
    inc__index index;
    inc__spares spares;
    char in[NUMBERS];
} numbers;

static int compare_numbers(const void *key, const inc__indexed *entry)
{
    int64_t wanted = *(const int64_t *) key;
    return (wanted > entry->value) - (wanted < entry->value);
}

/* The rules of the tree; its height. */
static int check_tree(const inc__node *node, int root)
{
    int32_t i;
    int height = 0;

    ck_assert(node->count <= INC__NODE_MOST && node->count >= (root ? 1 : INC__NODE_FEWEST));
    for (i = 0; i <= node->count && !node->leaf; i++) {
        int below = check_tree(node->children[i], 0);
        ck_assert(i == 0 || below == height);
        height = below;
    }
    return height + 1;
}

static void check_walk(const numbers *all, int64_t from, int backwards)
{
    int64_t step = backwards ? -1 : 1, i;
    const inc__indexed *entry;
    inc__walk walk;

    inc__walk_start(&walk, &all->index, &from, backwards);
    for (i = from; i >= 0 && i < NUMBERS; i += step) {
        if (!all->in[i])
            continue;
        entry = inc__walk_next(&walk);
        ck_assert(entry != NULL && entry->value == i);
    }
    ck_assert_ptr_null(inc__walk_next(&walk));
}

/* Puts a number in or takes it out. */
static void flip(numbers *all, int64_t number)
{
    const inc__indexed entry = {number, all};
    const inc__indexed *found = inc__index_find(&all->index, &number);

    ck_assert((found != NULL) == all->in[number]);
    if (all->in[number]) {
        inc__index_remove(&all->index, &all->spares, &number);
    } else {
        ck_assert(inc__spares_reserve(&all->spares, 1, all->index.height));
        inc__index_insert(&all->index, &all->spares, &entry, &number);
    }
    all->in[number] = !all->in[number];
}

START_TEST(an_index_stays_in_order_and_in_balance)
{
    static numbers all;
    uint32_t seed = 7;
    int64_t i;
    int round;

    memset(&all, 0, sizeof all);
    all.index.compare = compare_numbers;
    all.spares.context = context;
    for (round = 0; round < 60000; round++) {
        /* Now more of them, now fewer. */
        int64_t number = dice(&seed, NUMBERS);
        if (all.in[number] == (round / 10000) % 2)
            flip(&all, number);
        if (round % 200 == 0 && all.index.root != NULL) {
            ck_assert_int_eq(check_tree(all.index.root, 1), all.index.height);
            check_walk(&all, dice(&seed, NUMBERS), round / 200 % 2);
        }
    }
    ck_assert_int_gt(all.index.height, 1);
    for (i = 0; i < NUMBERS; i++) {
        if (all.in[i])
            flip(&all, i);
    }
    ck_assert_ptr_null(all.index.root);
    inc__spares_trim(&all.spares, 0);
}
END_TEST

/* Subjects enough that tables would grow, without memory for that. */
START_TEST(tables_that_cannot_grow_go_on)
{
    static inc__link links[200];
    inc__links table = {NULL, 0, 0};
    uint64_t i;

    ck_assert(inc__links_ready(context, &table));
    memory.left = 0;
    memory.sticky = 1;
    for (i = 0; i < 200; i++)
        inc__links_put(context, &table, &links[i], inc__hash_number(inc__hash_start(0), i / 2));
    ck_assert_uint_eq(table.size, 16);
    memory.left = -1;
    for (i = 0; i < 200; i += 2) {
        const inc__link *link = inc__links_first(&table, links[i].hash);
        ck_assert_ptr_eq(link, &links[i + 1]);
        ck_assert_ptr_eq(inc__links_next(link), &links[i]);
        ck_assert_ptr_null(inc__links_next(&links[i]));
    }
    inc__links_take(&table, &links[1]);
    ck_assert_ptr_eq(inc__links_first(&table, links[0].hash), &links[0]);
    inc__links_put(context, &table, &links[1], links[1].hash);
    ck_assert_uint_gt(table.size, 16);
    ck_assert_ptr_eq(inc__links_first(&table, links[0].hash), &links[1]);
    inc__links_free(context, &table);
}
END_TEST

START_TEST(every_ordered_column_has_an_index)
{
    int32_t kind, found;

    for (kind = INC_ROW_HEAD; kind <= INC_ROW_MESSAGE; kind++) {
        inc_column column = {.size = sizeof column};
        size_t i;
        found = 1;
        for (i = 0; inc_row_column(kind, i, &column) == INC_OK; i++)
            found += (column.flags & INC_COLUMN_ORDERED) != 0;
        ck_assert_int_eq(kept->orders[kind - 1].count, found);
    }
}
END_TEST

START_TEST(events_are_appended_and_read)
{
    inc_range range = {.size = sizeof range, .subject = "INC-1"};
    int64_t last = 7;

    ck_assert_int_eq(inc_store_read(store, &range, page), INC_DONE);
    ck_assert_int_eq(store_append(context, store, "INC-1", 0, 3, "", &last), INC_OK);
    ck_assert_int_eq(last, 3);
    ck_assert_int_eq(store_append(context, store, "INC-1", 3, 6, "c", &last), INC_OK);
    ck_assert_int_eq(last, 9);
    last = 7;
    ck_assert_int_eq(store_append(context, store, "INC-1", 3, 1, "", &last), INC_E_CONFLICT);
    ck_assert_int_eq(last, 7);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "'9', not '3'"));
    ck_assert_int_eq(store_append(context, store, "INC-1", 3, 1, "c", &last), INC_OK);
    ck_assert_int_eq(last, 9);
    ck_assert_int_eq(store_append(context, store, "INC-2", 0, 1, "c", &last), INC_OK);
    ck_assert_int_eq(last, 1);
    ck_assert_int_eq(inc_store_read(store, &range, page), INC_OK);
    ck_assert_uint_eq(inc_page_events(page), 9);
    range.from = 8;
    ck_assert_int_eq(inc_store_read(store, &range, page), INC_OK);
    ck_assert_uint_eq(inc_page_events(page), 2);
    range.from = 10;
    ck_assert_int_eq(inc_store_read(store, &range, page), INC_DONE);
    range.from = 2;
    range.limit = 3;
    ck_assert_int_eq(inc_store_read(store, &range, page), INC_OK);
    ck_assert_uint_eq(inc_page_events(page), 3);
    ck_assert_int_eq(inc_event_integer(inc_page_event(page, 2), INC_EVENT_SEQUENCE), 4);
}
END_TEST

START_TEST(rows_have_revisions)
{
    inc_row *row;

    ck_assert_int_eq(inc_store_head(store, "", 0, "a", &row), INC_E_NOT_FOUND);
    ck_assert_ptr_null(row);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 1, 5), 1, 0),
                     INC_E_CONFLICT);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 1, 5), 0, 0), INC_OK);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 1, 5), 0, 0),
                     INC_E_CONFLICT);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 2, 6), 1, 0), INC_OK);
    ck_assert_int_eq(inc_store_head(store, "", 0, "a", &row), INC_OK);
    ck_assert_int_eq(inc_row_integer(row, INC_ROW_REVISION), 2);
    ck_assert_int_eq(inc_row_integer(row, INC_HEAD_PRIORITY), 2);
    inc_row_unref(row);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 0, 0), 1, 1),
                     INC_E_CONFLICT);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 0, 0), 2, 1), INC_OK);
    ck_assert_int_eq(inc_store_head(store, "", 0, "a", &row), INC_E_NOT_FOUND);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, "a", 1, 5), 0, 0), INC_OK);
}
END_TEST

START_TEST(a_redaction_takes_the_place_of_an_event)
{
    inc_range range = {.size = sizeof range, .subject = "INC-1"};
    inc_batch *batch;
    inc_event *redacted;

    ck_assert_int_eq(store_append(context, store, "INC-1", 0, 3, "", NULL), INC_OK);
    ck_assert_int_eq(inc_store_read(store, &range, page), INC_OK);
    ck_assert_int_eq(inc_event_redact(context, inc_page_event(page, 1), NULL, 3, &redacted),
                     INC_OK);
    batch = store_batch(context, "INC-1", -1);
    ck_assert_int_eq(inc_batch_redact(batch, redacted), INC_OK);
    ck_assert_int_eq(inc_store_commit(store, batch, NULL), INC_OK);
    inc_batch_free(batch);
    batch = store_batch(context, "INC-2", -1);
    inc_event_unref(redacted);
    ck_assert_int_eq(inc_store_read(store, &range, page), INC_OK);
    ck_assert_uint_eq(inc_page_events(page), 3);
    ck_assert_str_eq(inc_event_text(inc_page_event(page, 1), INC_EVENT_TEXT, NULL), "");
    ck_assert_str_eq(inc_event_text(inc_page_event(page, 0), INC_EVENT_TEXT, NULL), "a note");
    redacted = store_event(context, "", "INC-2", 1, "");
    ck_assert_int_eq(inc_batch_redact(batch, redacted), INC_E_INVALID);
    inc_event_unref(redacted);
    inc_batch_free(batch);
}
END_TEST

/* Heads in a plain array beside the store. */
#define MODEL_SIZE 60

typedef struct model {
    int64_t priority[MODEL_SIZE];
    int64_t next_at[MODEL_SIZE];
    int64_t revision[MODEL_SIZE];
} model;

static void model_change(model *all, uint32_t *seed)
{
    uint32_t i = dice(seed, MODEL_SIZE);
    int32_t deletes = all->revision[i] > 0 && dice(seed, 4) == 0;
    int64_t priority = dice(seed, 4), next_at = dice(seed, 5) == 0 ? INC_TIME_NONE : dice(seed, 20);
    char name[16];

    (void) snprintf(name, sizeof name, "%02u", (unsigned) i);
    ck_assert_int_eq(store_put(context, store, store_head_row(context, name, priority, next_at),
                               all->revision[i], deletes),
                     INC_OK);
    all->revision[i] = deletes ? 0 : all->revision[i] + 1;
    all->priority[i] = priority;
    all->next_at[i] = next_at;
}

/* What a random query asks for, in the model's words. */
typedef struct question {
    int32_t order;
    int32_t descending;
    int32_t limit;
    int32_t comparison; /* of next_at with value, 0: none */
    int64_t value;
    int64_t priority; /* -1: any */
} question;

static int question_meets(const question *asked, const model *all, uint32_t i)
{
    int64_t next_at = all->next_at[i], value = asked->value;

    if (all->revision[i] == 0 || (asked->priority >= 0 && asked->priority != all->priority[i]))
        return 0;
    if (next_at == INC_TIME_NONE)
        return asked->order != INC_HEAD_NEXT_AT && asked->comparison == 0;
    switch (asked->comparison) {
    case INC_EQUAL:
        return next_at == value;
    case INC_LESS:
        return next_at < value;
    case INC_LESS_OR_EQUAL:
        return next_at <= value;
    case INC_GREATER:
        return next_at > value;
    case INC_GREATER_OR_EQUAL:
        return next_at >= value;
    default:
        return 1;
    }
}

static int64_t question_rank(const question *asked, const model *all, uint32_t i)
{
    int64_t value = 0;

    if (asked->order == INC_HEAD_NEXT_AT)
        value = all->next_at[i];
    if (asked->order == INC_HEAD_PRIORITY)
        value = all->priority[i];
    return (value * MODEL_SIZE + i) * (asked->descending ? -1 : 1);
}

/* The model's rows after a rank, counted; *next becomes the first of them. */
static int64_t question_after(const question *asked, const model *all, int64_t after,
                              uint32_t *next)
{
    int64_t best = INT64_MAX, count = 0;
    uint32_t i;

    for (i = 0; i < MODEL_SIZE; i++) {
        int64_t rank;
        /* What does not meet it may have no instant, and so no rank. */
        if (!question_meets(asked, all, i))
            continue;
        rank = question_rank(asked, all, i);
        if (rank <= after)
            continue;
        count++;
        if (rank < best) {
            best = rank;
            *next = i;
        }
    }
    return count;
}

static question question_roll(uint32_t *seed)
{
    static const int32_t orders[] = {0, INC_HEAD_NEXT_AT, INC_HEAD_PRIORITY};
    question asked;

    asked.order = orders[dice(seed, 3)];
    asked.descending = (int32_t) dice(seed, 2);
    asked.limit = 1 + (int32_t) dice(seed, 9);
    asked.comparison = (int32_t) dice(seed, 6);
    asked.value = dice(seed, 20);
    asked.priority = (int64_t) dice(seed, 5) - 1;
    return asked;
}

static inc_query *question_ask(const question *asked)
{
    inc_query *query;

    ck_assert_int_eq(inc_query_new(context, INC_ROW_HEAD, "", &query), INC_OK);
    ck_assert_int_eq(inc_query_order(query, asked->order, asked->descending), INC_OK);
    ck_assert_int_eq(inc_query_limit(query, asked->limit), INC_OK);
    if (asked->comparison != 0)
        ck_assert_int_eq(inc_query_where(query, INC_HEAD_NEXT_AT, asked->comparison, asked->value),
                         INC_OK);
    if (asked->priority >= 0)
        ck_assert_int_eq(inc_query_where(query, INC_HEAD_PRIORITY, INC_EQUAL, asked->priority),
                         INC_OK);
    return query;
}

static void model_check(const model *all, uint32_t *seed)
{
    question asked = question_roll(seed);
    inc_query *query = question_ask(&asked);
    int64_t after = INT64_MIN, left, count;
    uint32_t next = 0;
    size_t i;

    ck_assert_int_eq(inc_store_count(store, query, &count), INC_OK);
    ck_assert_int_eq(count, question_after(&asked, all, after, &next));
    do {
        left = question_after(&asked, all, after, &next);
        ck_assert_int_eq(inc_store_find(store, query, page), left > 0 ? INC_OK : INC_DONE);
        ck_assert_int_eq((int64_t) inc_page_rows(page), left < asked.limit ? left : asked.limit);
        for (i = 0; i < inc_page_rows(page); i++) {
            const inc_row *row = inc_page_row(page, i);
            (void) question_after(&asked, all, after, &next);
            ck_assert_int_eq(atoi(inc_row_text(row, INC_ROW_SUBJECT, NULL)), (int) next);
            ck_assert_int_eq(inc_row_integer(row, INC_ROW_REVISION), all->revision[next]);
            after = question_rank(&asked, all, next);
            ck_assert_int_eq(inc_query_after(query, row), INC_OK);
        }
    } while (left > 0);
    inc_query_free(query);
}

START_TEST(queries_are_those_of_a_plain_array)
{
    static model all;
    uint32_t seed = 11;
    int round;

    memset(&all, 0, sizeof all);
    for (round = 0; round < 3000; round++) {
        model_change(&all, &seed);
        if (round % 3 == 0)
            model_check(&all, &seed);
    }
}
END_TEST

START_TEST(a_claim_takes_messages_away_until_then)
{
    inc_query *query;
    char name[16];
    int i;

    for (i = 0; i < 10; i++) {
        (void) snprintf(name, sizeof name, "m%d", i);
        ck_assert_int_eq(store_put(context, store,
                                   store_row(context, INC_ROW_MESSAGE, "", "INC-1", name,
                                             INC_MESSAGE_NEXT_AT, i, 0, 0),
                                   0, 0),
                         INC_OK);
    }
    ck_assert_int_eq(inc_query_new(context, INC_ROW_MESSAGE, "", &query), INC_OK);
    ck_assert_int_eq(inc_query_order(query, INC_MESSAGE_NEXT_AT, 0), INC_OK);
    ck_assert_int_eq(inc_query_where(query, INC_MESSAGE_NEXT_AT, INC_LESS_OR_EQUAL, 5), INC_OK);
    ck_assert_int_eq(inc_query_limit(query, 4), INC_OK);
    ck_assert_int_eq(inc_store_claim(store, query, "one", 100, page), INC_OK);
    ck_assert_uint_eq(inc_page_rows(page), 4);
    ck_assert_str_eq(inc_row_text(inc_page_row(page, 0), INC_MESSAGE_OWNER, NULL), "one");
    ck_assert_int_eq(inc_row_integer(inc_page_row(page, 0), INC_MESSAGE_ATTEMPTS), 1);
    ck_assert_int_eq(inc_row_integer(inc_page_row(page, 0), INC_ROW_REVISION), 2);
    ck_assert_int_eq(inc_store_claim(store, query, "two", 100, page), INC_OK);
    ck_assert_uint_eq(inc_page_rows(page), 2);
    ck_assert_str_eq(inc_row_text(inc_page_row(page, 1), INC_ROW_NAME, NULL), "m5");
    ck_assert_int_eq(inc_store_claim(store, query, "two", 100, page), INC_DONE);
    inc_query_free(query);
}
END_TEST

/* A backend without claim over the memory, in which somebody else is quicker with one message. */
static inc_status plain_commit(void *user, inc_context *theirs, const inc_batch *batch,
                               int64_t *sequence)
{
    inc_write write = {.size = sizeof write};

    (void) theirs;
    (void) user;
    ck_assert_int_eq(inc_batch_write_at(batch, 0, &write), INC_OK);
    if (strcmp(inc_row_text(write.row, INC_ROW_NAME, NULL), "m1") == 0)
        return INC_E_CONFLICT;
    return inc_store_commit(store, batch, sequence);
}

static inc_status plain_read(void *user, inc_context *theirs, const inc_range *range,
                             inc_page *found)
{
    (void) user;
    (void) theirs;
    (void) range;
    (void) found;
    return INC_E_IO;
}

/* All messages after the cursor, whatever the conditions. */
static inc_status plain_find(void *user, inc_context *theirs, const inc_query *query,
                             inc_page *found)
{
    inc_query *all;
    inc_status status;

    (void) user;
    ck_assert_int_eq(inc_query_new(theirs, INC_ROW_MESSAGE, "", &all), INC_OK);
    ck_assert_int_eq(inc_query_order(all, INC_MESSAGE_NEXT_AT, 0), INC_OK);
    ck_assert_int_eq(inc_query_limit(all, inc_query_most(query)), INC_OK);
    ck_assert_int_eq(inc_query_after(all, inc_query_cursor(query)), INC_OK);
    status = inc_store_find(store, all, found);
    inc_query_free(all);
    return status == INC_DONE ? INC_OK : status;
}

START_TEST(a_claim_by_commits_leaves_others_theirs)
{
    inc_backend backend = {
        .size = sizeof backend, .commit = plain_commit, .read = plain_read, .find = plain_find};
    inc_store *plain;
    inc_query *query;
    int64_t count;
    char name[16];
    int i;

    for (i = 0; i < 6; i++) {
        (void) snprintf(name, sizeof name, "m%d", i);
        ck_assert_int_eq(store_put(context, store,
                                   store_row(context, INC_ROW_MESSAGE, "", "INC-1", name,
                                             INC_MESSAGE_NEXT_AT, i, INC_MESSAGE_FACT, i % 2),
                                   0, 0),
                         INC_OK);
    }
    ck_assert_int_eq(inc_store_open(context, &backend, NULL, &plain), INC_OK);
    ck_assert_int_eq(inc_query_new(context, INC_ROW_MESSAGE, "", &query), INC_OK);
    ck_assert_int_eq(inc_query_order(query, INC_MESSAGE_NEXT_AT, 0), INC_OK);
    ck_assert_int_eq(inc_query_where(query, INC_MESSAGE_FACT, INC_EQUAL, 1), INC_OK);
    ck_assert_int_eq(inc_query_limit(query, 2), INC_OK);
    ck_assert_int_eq(inc_store_count(plain, query, &count), INC_OK);
    ck_assert_int_eq(count, 3);
    ck_assert_int_eq(inc_store_claim(plain, query, "me", 100, page), INC_OK);
    ck_assert_uint_eq(inc_page_rows(page), 2);
    ck_assert_str_eq(inc_row_text(inc_page_row(page, 0), INC_ROW_NAME, NULL), "m3");
    ck_assert_str_eq(inc_row_text(inc_page_row(page, 1), INC_ROW_NAME, NULL), "m5");
    ck_assert_int_eq(inc_row_integer(inc_page_row(page, 1), INC_MESSAGE_ATTEMPTS), 1);
    ck_assert_ptr_null(inc_query_cursor(query));
    inc_query_free(query);
    inc_store_free(plain);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        an_index_stays_in_order_and_in_balance,
        every_ordered_column_has_an_index,
        tables_that_cannot_grow_go_on,
        events_are_appended_and_read,
        rows_have_revisions,
        a_redaction_takes_the_place_of_an_event,
        queries_are_those_of_a_plain_array,
        a_claim_takes_messages_away_until_then,
        a_claim_by_commits_leaves_others_theirs,
        NULL,
    };

    return unit_run("memory", tests, setup, teardown);
}
