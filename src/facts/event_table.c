/* The published columns of the event envelope. */
#include "base/string.h"
#include "facts/event.h"

/* Longest texts. */
#define EVENT_RULES_MOST 64
#define EVENT_TEXT_MOST (1024 * 1024)
#define EVENT_EXTRA_MOST (64 * 1024)

/* Rows by type. */
#define EVENT_INTEGER(flags, name)                                                                 \
    {                                                                                              \
        INC_VALUE_INTEGER, (flags), 0, (name)                                                      \
    }
#define EVENT_TIME(name)                                                                           \
    {                                                                                              \
        INC_VALUE_TIME, 0, 0, (name)                                                               \
    }
#define EVENT_TEXT(flags, most, name)                                                              \
    {                                                                                              \
        INC_VALUE_TEXT, (flags), (most), (name)                                                    \
    }

static const inc__column event_columns[] = {
    [INC_EVENT_TENANT] = EVENT_TEXT(INC_COLUMN_KEY, INC__NAME_MOST, "tenant"),
    [INC_EVENT_SUBJECT_KIND] = EVENT_INTEGER(INC_COLUMN_KEY, "subject_kind"),
    [INC_EVENT_SUBJECT] = EVENT_TEXT(INC_COLUMN_KEY, INC__NAME_MOST, "subject"),
    [INC_EVENT_SEQUENCE] = EVENT_INTEGER(INC_COLUMN_KEY, "sequence"),
    [INC_EVENT_HAPPENED] = EVENT_TIME("happened"),
    [INC_EVENT_RECORDED] = EVENT_TIME("recorded"),
    [INC_EVENT_ORDER] = EVENT_INTEGER(0, "order"),
    [INC_EVENT_KIND] = EVENT_INTEGER(0, "kind"),
    [INC_EVENT_ACTOR] = EVENT_TEXT(INC_COLUMN_PERSONAL, INC__NAME_MOST, "actor"),
    [INC_EVENT_ACTOR_KIND] = EVENT_INTEGER(0, "actor_kind"),
    [INC_EVENT_VISIBILITY] = EVENT_INTEGER(0, "visibility"),
    [INC_EVENT_TEAM] = EVENT_TEXT(0, INC__NAME_MOST, "team"),
    [INC_EVENT_TIER] = EVENT_INTEGER(0, "tier"),
    [INC_EVENT_PERSON] = EVENT_TEXT(INC_COLUMN_PERSONAL, INC__NAME_MOST, "person"),
    [INC_EVENT_COMMIT] = EVENT_TEXT(0, INC__NAME_MOST, "commit"),
    [INC_EVENT_CAUSE] = EVENT_INTEGER(0, "cause"),
    [INC_EVENT_CORRECTS] = EVENT_INTEGER(0, "corrects"),
    [INC_EVENT_RULES] = EVENT_TEXT(0, EVENT_RULES_MOST, "rules"),
    [INC_EVENT_CODE_1] = EVENT_TEXT(0, INC__NAME_MOST, "code_1"),
    [INC_EVENT_CODE_2] = EVENT_TEXT(0, INC__NAME_MOST, "code_2"),
    [INC_EVENT_INTEGER_1] = EVENT_INTEGER(0, "integer_1"),
    [INC_EVENT_INTEGER_2] = EVENT_INTEGER(0, "integer_2"),
    [INC_EVENT_TIME_1] = EVENT_TIME("time_1"),
    [INC_EVENT_TIME_2] = EVENT_TIME("time_2"),
    [INC_EVENT_REFERENCE_1] = EVENT_TEXT(0, INC__NAME_MOST, "reference_1"),
    [INC_EVENT_REFERENCE_2] = EVENT_TEXT(0, INC__NAME_MOST, "reference_2"),
    [INC_EVENT_TEXT] = EVENT_TEXT(INC_COLUMN_PERSONAL, EVENT_TEXT_MOST, "text"),
    [INC_EVENT_EXTRA] = EVENT_TEXT(INC_COLUMN_PERSONAL, EVENT_EXTRA_MOST, "extra"),
    [INC_EVENT_REDACTED] = EVENT_INTEGER(0, "redacted"),
};

const inc__table inc__event_table = {"an event", event_columns, INC_EVENT_REDACTED};

inc_status inc_event_column(size_t index, inc_column *column)
{
    return inc__table_column(&inc__event_table, index, column);
}
