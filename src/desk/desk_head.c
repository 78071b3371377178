/* The head of a subject: what lists need of its fold. */
#include "desk/desk.h"

typedef struct head_integer {
    int32_t column;
    int64_t value;
} head_integer;

typedef struct head_text {
    int32_t column;
    const char *value;
} head_text;

static inc_status head_integers(inc_desk *desk, const head_integer *columns, size_t count)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < count && status == INC_OK; i++)
        status = inc_row_builder_integer(desk->head, columns[i].column, columns[i].value);
    return status;
}

static inc_status head_texts(inc_desk *desk, const head_text *columns, size_t count)
{
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < count && status == INC_OK; i++)
        status = inc_row_builder_text(desk->head, columns[i].column, columns[i].value, INC_ZSTR);
    return status;
}

static inc_status head_numbers(inc_desk *desk, const inc_incident_view *view, int64_t revision)
{
    const head_integer columns[] = {{INC_ROW_SUBJECT_KIND, INC_SUBJECT_INCIDENT},
                                    {INC_ROW_REVISION, revision},
                                    {INC_HEAD_SEQUENCE, view->sequence},
                                    {INC_HEAD_FOLD, INC_FOLD_VERSION},
                                    {INC_HEAD_SHARD, inc_shard_of(desk->subject, INC_ZSTR)},
                                    {INC_HEAD_STAGE, view->stage},
                                    {INC_HEAD_OPEN, view->stage < INC_STAGE_RESOLVED},
                                    {INC_HEAD_PRIORITY, view->priority},
                                    {INC_HEAD_IMPACT, view->impact},
                                    {INC_HEAD_URGENCY, view->urgency},
                                    {INC_HEAD_TIER, view->tier},
                                    {INC_HEAD_HELD, view->held},
                                    {INC_HEAD_REOPENS, view->reopens}};
    return head_integers(desk, columns, sizeof columns / sizeof columns[0]);
}

static inc_status head_times(inc_desk *desk, const inc_incident_view *view)
{
    inc_time ended = view->closed != INC_TIME_NONE ? view->closed : view->cancelled;
    const head_integer columns[] = {
        {INC_HEAD_NEXT_AT, view->next},        {INC_HEAD_DUE, view->due},
        {INC_HEAD_BREACH_AT, view->breach_at}, {INC_HEAD_DETECTED_AT, view->detected},
        {INC_HEAD_LOGGED_AT, view->logged},    {INC_HEAD_RESOLVED_AT, view->resolved},
        {INC_HEAD_CLOSED_AT, ended},           {INC_HEAD_UPDATED_AT, desk->recorded}};
    return head_integers(desk, columns, sizeof columns / sizeof columns[0]);
}

static inc_status head_words(inc_desk *desk, const inc_incident_view *view)
{
    char hash[INC_HASH_TEXT_SIZE] = "";
    const head_text columns[] = {{INC_ROW_TENANT, desk->tenant},
                                 {INC_ROW_SUBJECT, desk->subject},
                                 {INC_HEAD_RULES, hash},
                                 {INC_HEAD_TEAM, view->team},
                                 {INC_HEAD_PERSON, view->person},
                                 {INC_HEAD_CALLER, view->caller},
                                 {INC_HEAD_SERVICE, view->service},
                                 {INC_HEAD_CI, view->ci},
                                 {INC_HEAD_CATEGORY, view->category},
                                 {INC_HEAD_SYMPTOM, view->symptom},
                                 {INC_HEAD_CHANNEL, view->channel},
                                 {INC_HEAD_TITLE, view->title}};

    if (desk->incident->life.rules != NULL)
        (void) inc_hash_text(inc_rules_hash(desk->incident->life.rules), hash);
    return head_texts(desk, columns, sizeof columns / sizeof columns[0]);
}

inc_status inc__desk_head(inc_desk *desk, int64_t revision, inc_row **row)
{
    const inc_incident_view *view = &desk->incident->life.view;
    inc_status status;

    inc_row_builder_clear(desk->head);
    status = head_numbers(desk, view, revision);
    if (status == INC_OK)
        status = head_times(desk, view);
    if (status == INC_OK)
        status = head_words(desk, view);
    return status == INC_OK ? inc_row_builder_build(desk->head, row) : status;
}
