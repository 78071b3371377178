/* Laws of claims: a message has one owner at a time. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define CLAIM_MESSAGES 20

static inc_status claim_fill(suite *self)
{
    inc_status status = INC_OK;
    char subject[16], name[16];
    suite_key key = {"acme", INC_SUBJECT_INCIDENT, subject};
    int i;

    for (i = 0; i < CLAIM_MESSAGES && status == INC_OK; i++) {
        (void) snprintf(subject, sizeof subject, "INC-%d", i % 4);
        (void) snprintf(name, sizeof name, "m%02d", i);
        status = suite_put(
            self, suite_row(self, INC_ROW_MESSAGE, &key, name, INC_MESSAGE_NEXT_AT, i + 1), 0, 0);
    }
    return status;
}

/* Messages due at an instant, the first ones first. */
static inc_query *claim_query(suite *self, inc_time now, int32_t limit)
{
    inc_query *query = suite_query(self, INC_ROW_MESSAGE, "acme");
    inc_status status = inc_query_order(query, INC_MESSAGE_NEXT_AT, 0);

    if (status == INC_OK)
        status = inc_query_where(query, INC_MESSAGE_NEXT_AT, INC_LESS_OR_EQUAL, now);
    if (status == INC_OK)
        status = inc_query_limit(query, limit);
    if (status != INC_OK)
        suite_fail(self, "the suite could not make a query");
    return query;
}

static void claim_sets(suite *self)
{
    size_t i;

    LAW_OK(self, claim_fill(self));
    LAW_OK(self,
           inc_store_claim(self->store, claim_query(self, 5, 100), "it's me", 1000, self->page));
    LAW(self, inc_page_rows(self->page) == 5, "%zu of 5 messages were claimed",
        inc_page_rows(self->page));
    for (i = 0; i < 5; i++) {
        const inc_row *row = inc_page_row(self->page, i);
        LAW(self, strcmp(inc_row_text(row, INC_MESSAGE_OWNER, NULL), "it's me") == 0,
            "a message was claimed for '%s'", inc_row_text(row, INC_MESSAGE_OWNER, NULL));
        LAW(self, inc_row_integer(row, INC_MESSAGE_NEXT_AT) == 1000,
            "a message was not claimed "
            "until then");
        LAW(self, inc_row_integer(row, INC_MESSAGE_ATTEMPTS) == 1, "a first claim was attempt %lld",
            (long long) inc_row_integer(row, INC_MESSAGE_ATTEMPTS));
        LAW(self, inc_row_integer(row, INC_ROW_REVISION) == 2,
            "a first claim left the revision %lld",
            (long long) inc_row_integer(row, INC_ROW_REVISION));
    }
}

/* What a claim gave is what is stored. */
static void claim_stores(suite *self)
{
    inc_query *query = suite_query(self, INC_ROW_MESSAGE, "acme");
    inc_row *claimed;

    LAW_OK(self, claim_fill(self));
    LAW_OK(self, inc_store_claim(self->store, claim_query(self, 5, 1), "me", 1000, self->page));
    claimed = suite_keep_row(self, INC_OK, inc_row_ref(inc_page_row(self->page, 0)));
    LAW_OK(self, inc_query_where_text(query, INC_MESSAGE_OWNER, INC_EQUAL, "me"));
    LAW_OK(self, inc_store_find(self->store, query, self->page));
    LAW(self,
        inc_page_rows(self->page) == 1 &&
            suite_row_differs(claimed, inc_page_row(self->page, 0)) == NULL,
        "a claimed message was stored otherwise");
    LAW_STATUS(self, suite_put(self, claimed, 1, 1), INC_E_CONFLICT);
    LAW_OK(self, suite_put(self, claimed, 2, 1));
}

static void claim_two_owners(suite *self)
{
    char seen[CLAIM_MESSAGES];
    size_t count = 0, i;
    int round;

    memset(seen, 0, sizeof seen);
    LAW_OK(self, claim_fill(self));
    for (round = 0; round < 10; round++) {
        inc_status status =
            inc_store_claim(self->store, claim_query(self, CLAIM_MESSAGES, 3),
                            round % 2 == 0 ? "one" : "two", 1000 + round, self->page);
        LAW(self, status >= INC_OK, "a claim answered %s: %s", inc_status_name(status),
            inc_context_error(self->context));
        LAW(self, inc_page_rows(self->page) <= 3, "a claim gave more than 3 messages");
        for (i = 0; i < inc_page_rows(self->page); i++) {
            int64_t fact = inc_row_text(inc_page_row(self->page, i), INC_ROW_NAME, NULL)[1] - '0';
            fact =
                fact * 10 + inc_row_text(inc_page_row(self->page, i), INC_ROW_NAME, NULL)[2] - '0';
            LAW(self, fact >= 0 && fact < CLAIM_MESSAGES && !seen[fact],
                "message %lld was given twice", (long long) fact);
            seen[fact] = 1;
            count++;
        }
    }
    LAW(self, count == CLAIM_MESSAGES, "%zu of %d messages were given", count, CLAIM_MESSAGES);
    LAW_STATUS(self,
               inc_store_claim(self->store, claim_query(self, 999, 3), "one", 2000, self->page),
               INC_DONE);
    LAW_OK(self,
           inc_store_claim(self->store, claim_query(self, 1000, 100), "two", 2000, self->page));
    LAW(self,
        inc_page_rows(self->page) == 3 &&
            inc_row_integer(inc_page_row(self->page, 0), INC_MESSAGE_ATTEMPTS) == 2,
        "messages that expired were not given again");
}

static void claim_conditions(suite *self)
{
    inc_query *query = claim_query(self, 15, 100);
    size_t i;

    LAW_OK(self, claim_fill(self));
    LAW_OK(self, inc_query_where_text(query, INC_ROW_SUBJECT, INC_EQUAL, "INC-2"));
    LAW_OK(self, inc_query_where(query, INC_MESSAGE_ATTEMPTS, INC_LESS, 1));
    LAW_OK(self, inc_store_claim(self->store, query, "me", 1000, self->page));
    LAW(self, inc_page_rows(self->page) == 4, "%zu of 4 messages were claimed",
        inc_page_rows(self->page));
    for (i = 0; i < 4; i++)
        LAW(self,
            strcmp(inc_row_text(inc_page_row(self->page, i), INC_ROW_SUBJECT, NULL), "INC-2") == 0,
            "a claim gave a message that did not meet the query");
    LAW_STATUS(self, inc_store_claim(self->store, query, "me", 2000, self->page), INC_DONE);
}

static void claim_first_ones(suite *self)
{
    LAW_OK(self, claim_fill(self));
    LAW_OK(self, inc_store_claim(self->store, claim_query(self, 999, 2), "me", 1000, self->page));
    LAW(self,
        inc_page_rows(self->page) == 2 &&
            strcmp(inc_row_text(inc_page_row(self->page, 0), INC_ROW_NAME, NULL), "m00") == 0 &&
            strcmp(inc_row_text(inc_page_row(self->page, 1), INC_ROW_NAME, NULL), "m01") == 0,
        "a claim did not give the first messages");
}

const law suite_claim_laws[] = {
    {"a claim sets owner, time, attempts and revision", claim_sets},
    {"what a claim gave is what is stored", claim_stores},
    {"two owners never have one message", claim_two_owners},
    {"a claim gives what meets the query", claim_conditions},
    {"a claim gives the first ones in order", claim_first_ones},
    {NULL, NULL},
};
