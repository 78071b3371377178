/* The law of everything at once: random batches, held against a plain model. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#define MODEL_SUBJECTS 4
#define MODEL_MESSAGES 3
#define MODEL_ROUNDS 400
#define MODEL_EVENTS (4 * MODEL_ROUNDS)

/* What a subject should be like. Rows: the head first. */
typedef struct model_subject {
    int64_t events;
    int64_t revisions[1 + MODEL_MESSAGES];
    int64_t values[1 + MODEL_MESSAGES];
    char redacted[MODEL_EVENTS];
} model_subject;

typedef struct model {
    model_subject subjects[MODEL_SUBJECTS];
    uint32_t seed;
} model;

/* A batch in the making, and what the model is to be like when it is accepted. */
typedef struct model_step {
    inc_batch *batch;
    model_subject after;
    int conflicts;
} model_step;

static const suite_key model_keys[MODEL_SUBJECTS] = {
    {"", INC_SUBJECT_INCIDENT, "INC-1"},
    {"", INC_SUBJECT_INCIDENT, "INC-10"},
    {"", INC_SUBJECT_HOST, "INC-1"},
    {"acme", INC_SUBJECT_INCIDENT, "INC-1"},
};

static const char *const model_names[1 + MODEL_MESSAGES] = {"", "a", "b", "c"};

static uint32_t model_dice(model *self, uint32_t sides)
{
    self->seed = self->seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (self->seed >> 8) % sides;
}

static inc_row *model_row(suite *self, const suite_key *key, int row, int64_t value)
{
    return suite_row(self, row == 0 ? INC_ROW_HEAD : INC_ROW_MESSAGE, key, model_names[row],
                     row == 0 ? INC_HEAD_STAGE : INC_MESSAGE_FACT, value);
}

static inc_status model_write(suite *self, model *world, const suite_key *key, model_step *step,
                              int row)
{
    int64_t revision = step->after.revisions[row], value = (int64_t) model_dice(world, 1000);
    int wrong = model_dice(world, 12) == 0;
    int deletes = revision + wrong > 0 && model_dice(world, 4) == 0;

    step->conflicts |= wrong;
    step->after.revisions[row] = deletes ? 0 : revision + 1;
    step->after.values[row] = value;
    return suite_add_row(self, step->batch, model_row(self, key, row, value), revision + wrong,
                         deletes);
}

static inc_status model_redact(suite *self, model *world, const suite_key *key, model_step *step)
{
    int64_t sequence = 1 + (int64_t) model_dice(world, (uint32_t) step->after.events + 1);
    inc_event *redacted = NULL;
    inc_status status = inc_event_redact(self->context, suite_event(self, key, sequence, ""), NULL,
                                         sequence, &redacted);

    redacted = suite_keep_event(self, status, redacted);
    if (sequence > step->after.events)
        step->conflicts = 1;
    else
        step->after.redacted[sequence - 1] = 1;
    return inc_batch_redact(step->batch, redacted);
}

/* One that has events cannot redact what comes later; one that has none may try. */
static inc_status model_make(suite *self, model *world, const suite_key *key, model_step *step)
{
    int appends = model_dice(world, 2) == 0;
    int wrong = appends && model_dice(world, 8) == 0;
    int64_t events = 1 + (int64_t) model_dice(world, 3), last = step->after.events;
    inc_status status = INC_OK;
    int row, first = 0;

    step->batch = suite_batch(self, key, appends ? last + wrong : -1);
    step->conflicts = wrong;
    if (appends) {
        status = suite_add_events(self, step->batch, last + wrong, events);
        step->after.events += events;
    } else if (model_dice(world, 2) == 0) {
        status = model_redact(self, world, key, step);
    } else {
        status = model_write(self, world, key, step, 0);
        first = 1;
    }
    for (row = first; row <= MODEL_MESSAGES && status == INC_OK; row++) {
        if (model_dice(world, 2) == 0)
            status = model_write(self, world, key, step, row);
    }
    return status;
}

static void model_step_once(suite *self, model *world)
{
    uint32_t subject = model_dice(world, MODEL_SUBJECTS);
    model_step step;
    inc_status status;

    step.after = world->subjects[subject];
    LAW_OK(self, model_make(self, world, &model_keys[subject], &step));
    status = inc_store_commit(self->store, step.batch, NULL);
    LAW(self, status == (step.conflicts ? INC_E_CONFLICT : INC_OK),
        "a random batch was answered with %s: %s", inc_status_name(status),
        status < 0 ? inc_context_error(self->context) : "");
    if (!step.conflicts)
        world->subjects[subject] = step.after;
}

static void model_check_events(suite *self, const suite_key *key, const model_subject *subject)
{
    int64_t at = 0;
    size_t i;

    LAW(self, suite_count_events(self, key) == subject->events, "'%s' had not %lld events",
        key->subject, (long long) subject->events);
    while (at < subject->events) {
        LAW_OK(self, suite_read(self, key, at + 1, 0));
        for (i = 0; i < inc_page_events(self->page); i++, at++) {
            const char *text = inc_event_text(inc_page_event(self->page, i), INC_EVENT_TEXT, NULL);
            LAW(self, (text[0] == '\0') == subject->redacted[at],
                "event %lld of '%s' had the text '%s'", (long long) at + 1, key->subject, text);
        }
    }
}

static void model_check_rows(suite *self, const suite_key *key, const model_subject *subject)
{
    int row;

    for (row = 0; row <= MODEL_MESSAGES; row++) {
        int32_t kind = row == 0 ? INC_ROW_HEAD : INC_ROW_MESSAGE;
        int64_t revision = suite_revision(self, kind, key, model_names[row]);
        LAW(self, revision == subject->revisions[row],
            "row '%s' of '%s' had the revision %lld, not %lld", model_names[row], key->subject,
            (long long) revision, (long long) subject->revisions[row]);
        if (revision > 0)
            LAW(self,
                inc_row_integer(inc_page_row(self->page, 0),
                                row == 0 ? INC_HEAD_STAGE : INC_MESSAGE_FACT) ==
                    subject->values[row],
                "row '%s' of '%s' had another value", model_names[row], key->subject);
    }
}

static void model_run(suite *self)
{
    model world;
    int round, i;

    memset(&world, 0, sizeof world);
    world.seed = 20260601;
    for (round = 0; round < MODEL_ROUNDS && !self->failed; round++) {
        model_step_once(self, &world);
        for (i = 0; i < MODEL_SUBJECTS && round % 40 == 39 && !self->failed; i++) {
            model_check_events(self, &model_keys[i], &world.subjects[i]);
            model_check_rows(self, &model_keys[i], &world.subjects[i]);
        }
    }
}

const law suite_model_laws[] = {
    {"400 random batches do what a plain model does", model_run},
    {NULL, NULL},
};
