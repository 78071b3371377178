/* Laws of commits: sequences, revisions, names, all or nothing. */
#include "suite.h"

#include <string.h>

static const suite_key commit_key = {"acme", INC_SUBJECT_INCIDENT, "INC-1"};

static void commit_empty(suite *self)
{
    inc_query *heads = suite_query(self, INC_ROW_HEAD, "acme");
    inc_query *messages = suite_query(self, INC_ROW_MESSAGE, "acme");
    int64_t count = -1;
    inc_row *row;

    LAW_STATUS(self, suite_read(self, &commit_key, 1, 0), INC_DONE);
    LAW_STATUS(self, inc_store_find(self->store, heads, self->page), INC_DONE);
    LAW_STATUS(self, inc_store_find(self->store, messages, self->page), INC_DONE);
    LAW_STATUS(self, inc_store_head(self->store, "acme", 0, "INC-1", &row), INC_E_NOT_FOUND);
    LAW_OK(self, inc_store_count(self->store, heads, &count));
    LAW(self, count == 0, "an empty backend counted %lld heads", (long long) count);
}

static void commit_sequences(suite *self)
{
    inc_batch *batch = suite_batch(self, &commit_key, 0);
    int64_t last = -7;

    LAW_OK(self, suite_add_events(self, batch, 0, 3));
    LAW_OK(self, inc_store_commit(self->store, batch, &last));
    LAW(self, last == 3, "after 3 events the sequence was %lld", (long long) last);
    LAW_STATUS(self, inc_store_commit(self->store, batch, &last), INC_E_CONFLICT);
    LAW_STATUS(self, suite_append(self, &commit_key, 2, 1, ""), INC_E_CONFLICT);
    LAW_STATUS(self, suite_append(self, &commit_key, 4, 1, ""), INC_E_CONFLICT);
    LAW_OK(self, suite_append(self, &commit_key, 3, 2, ""));
    LAW(self, suite_count_events(self, &commit_key) == 5, "5 events became %lld",
        (long long) suite_count_events(self, &commit_key));
    batch = suite_batch(self, &commit_key, 5);
    LAW_OK(self,
           suite_add_row(self, batch,
                         suite_row(self, INC_ROW_HEAD, &commit_key, "", INC_HEAD_STAGE, 1), 0, 0));
    LAW_OK(self, inc_store_commit(self->store, batch, &last));
    LAW(self, last == 5, "a commit of a row left the sequence %lld of 5", (long long) last);
}

static void commit_sequence_any(suite *self)
{
    inc_batch *batch = suite_batch(self, &commit_key, -1);
    int64_t last = -7;

    LAW_OK(self, suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "m", 0, 0), 0, 0));
    LAW_OK(self, inc_store_commit(self->store, batch, &last));
    LAW(self, last == 0, "a subject without events had the sequence %lld", (long long) last);
    LAW_OK(self, suite_append(self, &commit_key, 0, 2, ""));
    batch = suite_batch(self, &commit_key, -1);
    LAW_OK(self, suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "m", 0, 0), 1, 1));
    LAW_OK(self, inc_store_commit(self->store, batch, &last));
    LAW(self, last == 2, "a subject with 2 events had the sequence %lld", (long long) last);
}

static void commit_revisions(suite *self)
{
    inc_row *row = suite_row(self, INC_ROW_HEAD, &commit_key, "", INC_HEAD_STAGE, 1);
    int64_t revision;

    LAW_STATUS(self, suite_put(self, row, 1, 0), INC_E_CONFLICT);
    LAW_OK(self, suite_put(self, row, 0, 0));
    LAW_STATUS(self, suite_put(self, row, 0, 0), INC_E_CONFLICT);
    LAW_STATUS(self, suite_put(self, row, 2, 0), INC_E_CONFLICT);
    LAW_OK(self, suite_put(self, row, 1, 0));
    LAW_OK(self, suite_put(self, row, 2, 0));
    revision = suite_revision(self, INC_ROW_HEAD, &commit_key, "");
    LAW(self, revision == 3, "a row that was written 3 times had the revision %lld",
        (long long) revision);
}

static void commit_deletes(suite *self)
{
    inc_row *row = suite_row(self, INC_ROW_MESSAGE, &commit_key, "m", INC_MESSAGE_FACT, 1);
    inc_row *other = suite_row(self, INC_ROW_MESSAGE, &commit_key, "n", INC_MESSAGE_FACT, 2);

    LAW_STATUS(self, suite_put(self, row, 1, 1), INC_E_CONFLICT);
    LAW_OK(self, suite_put(self, row, 0, 0));
    LAW_OK(self, suite_put(self, other, 0, 0));
    LAW_STATUS(self, suite_put(self, row, 2, 1), INC_E_CONFLICT);
    LAW_OK(self, suite_put(self, row, 1, 1));
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "m") == 0,
        "a deleted message was found");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "n") == 1,
        "a message was gone after another was deleted");
    LAW_STATUS(self, suite_put(self, row, 1, 0), INC_E_CONFLICT);
    LAW_OK(self, suite_put(self, row, 0, 0));
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "m") == 1,
        "a message that was deleted and written again had another revision than 1");
}

/* 3 events, a head and two messages at revision 1. */
static inc_status commit_prepare(suite *self)
{
    inc_batch *batch = suite_batch(self, &commit_key, 0);
    inc_status status = suite_add_events(self, batch, 0, 3);

    if (status == INC_OK)
        status =
            suite_add_row(self, batch, suite_row(self, INC_ROW_HEAD, &commit_key, "", 0, 0), 0, 0);
    if (status == INC_OK)
        status = suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "a", 0, 0), 0, 0);
    if (status == INC_OK)
        status = suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "z", 0, 0), 0, 0);
    return status == INC_OK ? inc_store_commit(self->store, batch, NULL) : status;
}

/* What a redaction of the event of a sequence puts in its place. */
static inc_event *commit_redacted(suite *self, int64_t sequence)
{
    inc_event *event = suite_event(self, &commit_key, sequence, ""), *redacted = NULL;
    inc_status status = inc_event_redact(self->context, event, NULL, 4, &redacted);

    return suite_keep_event(self, status, redacted);
}

/* A batch that would do a bit of everything, were it not for one thing. */
static inc_status commit_try(suite *self, int64_t sequence, int64_t last_revision, int64_t redacts)
{
    inc_batch *batch = suite_batch(self, &commit_key, sequence);
    inc_status status = suite_add_events(self, batch, sequence, 2);

    if (status == INC_OK)
        status = inc_batch_redact(batch, commit_redacted(self, redacts));
    if (status == INC_OK)
        status = suite_add_row(
            self, batch, suite_row(self, INC_ROW_HEAD, &commit_key, "", INC_HEAD_STAGE, 5), 1, 0);
    if (status == INC_OK)
        status = suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "a", 0, 0), 1, 1);
    if (status == INC_OK)
        status = suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "new", 0, 0), 0, 0);
    if (status == INC_OK)
        status = suite_add_row(
            self, batch, suite_row(self, INC_ROW_MESSAGE, &commit_key, "z", INC_MESSAGE_FACT, 9),
            last_revision, 0);
    return status == INC_OK ? inc_store_commit(self->store, batch, NULL) : status;
}

static void commit_check_untouched(suite *self)
{
    LAW(self, suite_count_events(self, &commit_key) == 3, "a refused commit left events");
    LAW_OK(self, suite_read(self, &commit_key, 1, 0));
    LAW(self,
        strcmp(inc_event_text(inc_page_event(self->page, 0), INC_EVENT_TEXT, NULL), "a note") == 0,
        "a refused commit redacted an event");
    LAW(self, suite_revision(self, INC_ROW_HEAD, &commit_key, "") == 1,
        "a refused commit wrote a head");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "a") == 1,
        "a refused commit deleted a message");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "z") == 1,
        "a refused commit wrote a message");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "new") == 0,
        "a refused commit left a new message");
}

static void commit_atomic_sequence(suite *self)
{
    LAW_OK(self, commit_prepare(self));
    LAW_STATUS(self, commit_try(self, 2, 1, 1), INC_E_CONFLICT);
    commit_check_untouched(self);
    LAW_STATUS(self, commit_try(self, 4, 1, 1), INC_E_CONFLICT);
    commit_check_untouched(self);
}

static void commit_atomic_revision(suite *self)
{
    LAW_OK(self, commit_prepare(self));
    LAW_STATUS(self, commit_try(self, 3, 0, 1), INC_E_CONFLICT);
    commit_check_untouched(self);
    LAW_STATUS(self, commit_try(self, 3, 2, 1), INC_E_CONFLICT);
    commit_check_untouched(self);
    LAW_OK(self, commit_try(self, 3, 1, 1));
    LAW(self, suite_count_events(self, &commit_key) == 5, "a good commit wrote too little");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "new") == 1,
        "a good commit wrote too few rows");
    LAW(self, suite_revision(self, INC_ROW_MESSAGE, &commit_key, "a") == 0,
        "a good commit deleted too little");
}

static void commit_atomic_rows(suite *self)
{
    inc_batch *batch;

    LAW_OK(self, commit_prepare(self));
    batch = suite_batch(self, &commit_key, -1);
    LAW_OK(self,
           suite_add_row(self, batch,
                         suite_row(self, INC_ROW_HEAD, &commit_key, "", INC_HEAD_STAGE, 5), 1, 0));
    LAW_OK(self, suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "a", 0, 0), 1, 1));
    LAW_OK(self, suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "new", 0, 0), 0, 0));
    LAW_OK(self, suite_add_row(self, batch,
                               suite_row(self, INC_ROW_MESSAGE, &commit_key, "z", 0, 0), 2, 0));
    LAW_STATUS(self, inc_store_commit(self->store, batch, NULL), INC_E_CONFLICT);
    commit_check_untouched(self);
}

static void commit_atomic_redaction(suite *self)
{
    inc_batch *batch;

    LAW_OK(self, commit_prepare(self));
    batch = suite_batch(self, &commit_key, -1);
    LAW_OK(self,
           suite_add_row(self, batch,
                         suite_row(self, INC_ROW_HEAD, &commit_key, "", INC_HEAD_STAGE, 5), 1, 0));
    LAW_OK(self, inc_batch_redact(batch, commit_redacted(self, 1)));
    LAW_OK(self, inc_batch_redact(batch, commit_redacted(self, 9)));
    LAW_STATUS(self, inc_store_commit(self->store, batch, NULL), INC_E_CONFLICT);
    commit_check_untouched(self);
}

static void commit_names(suite *self)
{
    inc_batch *batch = suite_batch(self, &commit_key, 0), *again;
    int64_t last = 0;

    LAW_OK(self, inc_batch_commit(batch, "it's a name"));
    LAW_OK(self, suite_add_events(self, batch, 0, 2));
    LAW_OK(self,
           suite_add_row(self, batch,
                         suite_row(self, INC_ROW_HEAD, &commit_key, "", INC_HEAD_STAGE, 1), 0, 0));
    LAW_OK(self, inc_store_commit(self->store, batch, &last));
    LAW_OK(self, suite_append(self, &commit_key, 2, 3, "another"));
    LAW_OK(self, suite_append(self, &commit_key, 5, 1, ""));
    last = 0;
    LAW_OK(self, inc_store_commit(self->store, batch, &last));
    LAW(self, last == 2, "a commit that was seen answered %lld, then it was 2", (long long) last);
    again = suite_batch(self, &commit_key, 6);
    LAW_OK(self, inc_batch_commit(again, "another"));
    LAW_OK(self, suite_add_events(self, again, 6, 1));
    LAW_OK(self, inc_store_commit(self->store, again, &last));
    LAW(self, last == 5, "a commit that was seen answered %lld, then it was 5", (long long) last);
    LAW(self, suite_count_events(self, &commit_key) == 6, "a commit that was seen wrote again");
    LAW(self, suite_revision(self, INC_ROW_HEAD, &commit_key, "") == 1,
        "a commit that was seen wrote a row again");
}

static void commit_names_elsewhere(suite *self)
{
    static const suite_key others[] = {{"acme", INC_SUBJECT_INCIDENT, "INC-2"},
                                       {"acme", INC_SUBJECT_HOST, "INC-1"},
                                       {"", INC_SUBJECT_INCIDENT, "INC-1"}};
    size_t i;

    LAW_OK(self, suite_append(self, &commit_key, 0, 2, "name"));
    for (i = 0; i < sizeof others / sizeof *others; i++) {
        LAW_OK(self, suite_append(self, &others[i], 0, 1, "name"));
        LAW(self, suite_count_events(self, &others[i]) == 1,
            "a commit was taken for one of another subject");
    }
    LAW_OK(self, suite_append(self, &commit_key, 2, 1, "Name"));
    LAW_OK(self, suite_append(self, &commit_key, 3, 1, "name "));
    LAW(self, suite_count_events(self, &commit_key) == 4,
        "a commit was taken for one of another name");
}

static void commit_name_of_a_conflict(suite *self)
{
    LAW_OK(self, suite_append(self, &commit_key, 0, 1, ""));
    LAW_STATUS(self, suite_append(self, &commit_key, 0, 1, "name"), INC_E_CONFLICT);
    LAW_OK(self, suite_append(self, &commit_key, 1, 1, "name"));
    LAW(self, suite_count_events(self, &commit_key) == 2,
        "a name that was refused was taken for one that was seen");
}

const law suite_commit_laws[] = {
    {"an empty backend has nothing", commit_empty},
    {"a commit is refused unless it follows the last event", commit_sequences},
    {"a commit without a sequence follows any event", commit_sequence_any},
    {"a row is refused unless it has the revision that is expected", commit_revisions},
    {"a deleted row is gone, and can be written anew", commit_deletes},
    {"a commit at a wrong sequence writes nothing at all", commit_atomic_sequence},
    {"a commit with a row at a wrong revision writes nothing at all", commit_atomic_revision},
    {"a commit of rows with one at a wrong revision writes nothing at all", commit_atomic_rows},
    {"a commit that redacts what is not there writes nothing at all", commit_atomic_redaction},
    {"a commit whose name was seen is answered as then", commit_names},
    {"names of commits belong to a subject, and are compared bytewise", commit_names_elsewhere},
    {"the name of a refused commit was not seen", commit_name_of_a_conflict},
    {NULL, NULL},
};
