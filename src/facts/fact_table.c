/* Kinds of facts: their names, and the roles of their columns. */
#include "facts/fact_table.h"

#include "facts/event.h"

#include <string.h>

#define FACT_ROLES 7
#define FACT_LEVEL_MOST 1000

/* Roles: one that may be there, one that must, an integer of a range, a code of a list. */
#define FACT_ROLE(column, required, name, least, most, words)                                      \
    {                                                                                              \
        INC_EVENT_##column, (required), (name), (least), (most), (words)                           \
    }
#define FACT_MAY(column, name) FACT_ROLE(column, 0, name, INT64_MIN, INT64_MAX, NULL)
#define FACT_MUST(column, name) FACT_ROLE(column, 1, name, INT64_MIN, INT64_MAX, NULL)
#define FACT_UP_TO(column, name, most) FACT_ROLE(column, 0, name, 0, most, NULL)
#define FACT_WORD(column, name, words) FACT_ROLE(column, 1, name, INT64_MIN, INT64_MAX, words)

typedef struct fact_row {
    const char *name;
    inc__role roles[FACT_ROLES]; /* the last is an end */
} fact_row;

const char *const inc__relation_names[] = {"duplicate",   "duplicated_by", "parent",  "child",
                                           "change",      "problem",       "request", "follow_up",
                                           "followed_by", "related",       NULL};

static const char *const fact_directions[] = {"functional", "hierarchic", NULL};

static const fact_row fact_rows[] = {
    [INC_FACT_OCCURRED] = {.name = "occurred"},
    [INC_FACT_DETECTED] = {"detected", {FACT_MAY(CODE_1, "channel")}},
    [INC_FACT_LOGGED] = {"logged",
                         {FACT_MAY(PERSON, "caller"), FACT_MAY(CODE_1, "channel"),
                          FACT_MAY(CODE_2, "symptom"), FACT_MAY(REFERENCE_1, "service"),
                          FACT_MAY(REFERENCE_2, "ci"), FACT_MAY(TEXT, "title")}},
    [INC_FACT_ACKNOWLEDGED] = {.name = "acknowledged"},
    [INC_FACT_RESTORED] = {.name = "restored"},
    [INC_FACT_CONFIRMED] = {.name = "confirmed"},
    [INC_FACT_CLOSED] = {"closed", {FACT_MAY(CODE_1, "code")}},
    [INC_FACT_RESOLVED] = {"resolved",
                           {FACT_MAY(CODE_1, "code"), FACT_MAY(REFERENCE_1, "change"),
                            FACT_MAY(TEXT, "text")}},
    [INC_FACT_REFUSED] = {"refused", {FACT_MAY(CODE_1, "reason")}},
    [INC_FACT_REOPENED] = {"reopened", {FACT_MAY(CODE_1, "reason")}},
    [INC_FACT_CANCELLED] = {"cancelled", {FACT_MAY(CODE_1, "reason")}},
    [INC_FACT_CLASSIFIED] = {"classified",
                             {FACT_MAY(CODE_1, "category"), FACT_MAY(CODE_2, "symptom"),
                              FACT_UP_TO(INTEGER_1, "impact", FACT_LEVEL_MOST),
                              FACT_UP_TO(INTEGER_2, "urgency", FACT_LEVEL_MOST),
                              FACT_MAY(REFERENCE_1, "service"), FACT_MAY(REFERENCE_2, "ci")}},
    [INC_FACT_PRIORITISED] = {"prioritised",
                              {FACT_MUST(CODE_1, "reason"),
                               FACT_UP_TO(INTEGER_1, "priority", FACT_LEVEL_MOST)}},
    [INC_FACT_ASSIGNED] = {"assigned",
                           {FACT_MAY(TEAM, "team"), FACT_MAY(TIER, "tier"),
                            FACT_MAY(PERSON, "assignee")}},
    [INC_FACT_ESCALATED] = {"escalated",
                            {FACT_MAY(TEAM, "team"), FACT_MAY(TIER, "tier"),
                             FACT_MAY(PERSON, "assignee"),
                             FACT_WORD(CODE_1, "direction", fact_directions),
                             FACT_MAY(CODE_2, "reason")}},
    [INC_FACT_HELD] = {"held",
                       {FACT_MUST(CODE_1, "reason"), FACT_MAY(CODE_2, "source"),
                        FACT_MAY(TIME_1, "expires")}},
    [INC_FACT_RELEASED] = {"released", {FACT_MUST(CODE_1, "reason"), FACT_MAY(CODE_2, "source")}},
    [INC_FACT_WORKED] = {"worked",
                         {FACT_MAY(CODE_1, "activity"), FACT_UP_TO(INTEGER_1, "effort", INT64_MAX),
                          FACT_MAY(TEXT, "text")}},
    [INC_FACT_NOTED] = {"noted", {FACT_MAY(TEXT, "text")}},
    [INC_FACT_LINKED] = {"linked",
                         {FACT_WORD(CODE_1, "relation", inc__relation_names),
                          FACT_MUST(REFERENCE_1, "other")}},
    [INC_FACT_UNLINKED] = {"unlinked",
                           {FACT_WORD(CODE_1, "relation", inc__relation_names),
                            FACT_MUST(REFERENCE_1, "other")}},
    [INC_FACT_DOCUMENTED] = {"documented",
                             {FACT_MAY(REFERENCE_1, "article"), FACT_MAY(TEXT, "text")}},
    [INC_FACT_CONVERTED] = {"converted", {FACT_MAY(REFERENCE_1, "request")}},
    [INC_FACT_VOIDED] = {"voided", {FACT_MUST(CORRECTS, "corrects"), FACT_MAY(CODE_1, "reason")}},
    [INC_FACT_MIGRATED] = {"migrated", {FACT_MUST(RULES, "rules"), FACT_MAY(REFERENCE_1, "from")}},
    [INC_FACT_REDACTED] = {"redacted", {FACT_MAY(CODE_1, "reason")}},
    [INC_FACT_TIMED_OUT] = {.name = "timed_out"},
    [INC_FACT_FIRED] = {"fired",
                        {FACT_MUST(CODE_1, "policy"), FACT_MUST(CODE_2, "threshold"),
                         FACT_MAY(INTEGER_1, "cycle"), FACT_MAY(INTEGER_2, "revision"),
                         FACT_MAY(TIME_1, "due")}},
    [INC_FACT_REPORTED] = {"reported",
                           {FACT_MUST(CODE_1, "figure"), FACT_MAY(INTEGER_1, "value"),
                            FACT_MAY(TIME_1, "instant")}},
};

static const fact_row *fact_row_of(int32_t fact)
{
    if (fact < INC_FACT_OCCURRED || fact > INC_FACT_REPORTED)
        return NULL;
    return &fact_rows[fact];
}

const inc__role *inc__fact_roles(int32_t fact)
{
    const fact_row *row = fact_row_of(fact);
    return row != NULL ? row->roles : NULL;
}

const char *inc_fact_name(int32_t fact)
{
    const fact_row *row = fact_row_of(fact);
    return row != NULL ? row->name : "?";
}

int32_t inc_fact_find(const char *name, size_t size)
{
    int32_t fact;

    if (name == NULL)
        return 0;
    if (size == INC_ZSTR)
        size = strlen(name);
    for (fact = INC_FACT_OCCURRED; fact <= INC_FACT_REPORTED; fact++) {
        const char *own = fact_rows[fact].name;
        if (strlen(own) == size && memcmp(own, name, size) == 0)
            return fact;
    }
    return 0;
}

/* 1 for a column whose meaning depends on the kind. */
static int fact_column_varies(int32_t column)
{
    return (column >= INC_EVENT_TEAM && column <= INC_EVENT_PERSON) ||
           (column >= INC_EVENT_CORRECTS && column <= INC_EVENT_TEXT);
}

const char *inc_event_role(int32_t fact, int32_t column, int32_t *required)
{
    const inc__role *role = inc__fact_roles(fact);

    if (required != NULL)
        *required = 0;
    if (!fact_column_varies(column))
        return NULL;
    if (fact >= INC_FACT_HOST)
        return inc__event_table.columns[column].name;
    for (; role != NULL && role->column != 0; role++) {
        if (role->column != column)
            continue;
        if (required != NULL)
            *required = role->required;
        return role->name;
    }
    return NULL;
}

const char *inc_actor_kind_name(int32_t kind)
{
    static const char *const names[] = {"?", "human", "bot", "system", "caller"};
    return names[kind >= INC_ACTOR_HUMAN && kind <= INC_ACTOR_CALLER ? kind : 0];
}

const char *inc_visibility_name(int32_t visibility)
{
    static const char *const names[] = {"?", "public", "internal"};
    int known = visibility >= INC_VISIBILITY_PUBLIC && visibility <= INC_VISIBILITY_INTERNAL;
    return names[known ? visibility : 0];
}
