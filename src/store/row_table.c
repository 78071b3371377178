/* The published columns of rows. */
#include "base/string.h"
#include "store/row.h"

/* Longest texts. */
#define ROW_RULES_MOST 64
#define ROW_ERROR_MOST (64 * 1024)
#define ROW_TEXT_MOST (1024 * 1024)

/* Rows by type. */
#define ROW_INTEGER(flags, name)                                                                   \
    {                                                                                              \
        INC_VALUE_INTEGER, (flags), 0, (name)                                                      \
    }
#define ROW_TIME(name)                                                                             \
    {                                                                                              \
        INC_VALUE_TIME, INC_COLUMN_ORDERED, 0, (name)                                              \
    }
#define ROW_TEXT(flags, most, name)                                                                \
    {                                                                                              \
        INC_VALUE_TEXT, (flags), (most), (name)                                                    \
    }
#define ROW_KEYS                                                                                   \
    [INC_ROW_TENANT] = ROW_TEXT(INC_COLUMN_KEY, INC__NAME_MOST, "tenant"),                         \
    [INC_ROW_SUBJECT_KIND] = ROW_INTEGER(INC_COLUMN_KEY, "subject_kind"),                          \
    [INC_ROW_SUBJECT] = ROW_TEXT(INC_COLUMN_KEY, INC__NAME_MOST, "subject"),                       \
    [INC_ROW_NAME] = ROW_TEXT(INC_COLUMN_KEY, INC__NAME_MOST, "name"),                             \
    [INC_ROW_REVISION] = ROW_INTEGER(0, "revision")

static const inc__column row_head_columns[INC_HEAD_UPDATED_AT + 1] = {
    ROW_KEYS,
    [INC_HEAD_SEQUENCE] = ROW_INTEGER(0, "sequence"),
    [INC_HEAD_FOLD] = ROW_INTEGER(0, "fold"),
    [INC_HEAD_RULES] = ROW_TEXT(0, ROW_RULES_MOST, "rules"),
    [INC_HEAD_SHARD] = ROW_INTEGER(0, "shard"),
    [INC_HEAD_STAGE] = ROW_INTEGER(0, "stage"),
    [INC_HEAD_OPEN] = ROW_INTEGER(0, "open"),
    [INC_HEAD_PRIORITY] = ROW_INTEGER(INC_COLUMN_ORDERED, "priority"),
    [INC_HEAD_IMPACT] = ROW_INTEGER(0, "impact"),
    [INC_HEAD_URGENCY] = ROW_INTEGER(0, "urgency"),
    [INC_HEAD_TIER] = ROW_INTEGER(0, "tier"),
    [INC_HEAD_HELD] = ROW_INTEGER(0, "held"),
    [INC_HEAD_REOPENS] = ROW_INTEGER(0, "reopens"),
    [INC_HEAD_TEAM] = ROW_TEXT(0, INC__NAME_MOST, "team"),
    [INC_HEAD_PERSON] = ROW_TEXT(INC_COLUMN_PERSONAL, INC__NAME_MOST, "person"),
    [INC_HEAD_CALLER] = ROW_TEXT(INC_COLUMN_PERSONAL, INC__NAME_MOST, "caller"),
    [INC_HEAD_SERVICE] = ROW_TEXT(0, INC__NAME_MOST, "service"),
    [INC_HEAD_CI] = ROW_TEXT(0, INC__NAME_MOST, "ci"),
    [INC_HEAD_CATEGORY] = ROW_TEXT(0, INC__NAME_MOST, "category"),
    [INC_HEAD_SYMPTOM] = ROW_TEXT(0, INC__NAME_MOST, "symptom"),
    [INC_HEAD_CHANNEL] = ROW_TEXT(0, INC__NAME_MOST, "channel"),
    [INC_HEAD_TITLE] = ROW_TEXT(INC_COLUMN_PERSONAL, ROW_TEXT_MOST, "title"),
    [INC_HEAD_NEXT_AT] = ROW_TIME("next_at"),
    [INC_HEAD_DUE] = ROW_TIME("due"),
    [INC_HEAD_BREACH_AT] = ROW_TIME("breach_at"),
    [INC_HEAD_DETECTED_AT] = ROW_TIME("detected_at"),
    [INC_HEAD_LOGGED_AT] = ROW_TIME("logged_at"),
    [INC_HEAD_RESOLVED_AT] = ROW_TIME("resolved_at"),
    [INC_HEAD_CLOSED_AT] = ROW_TIME("closed_at"),
    [INC_HEAD_UPDATED_AT] = ROW_TIME("updated_at"),
};

static const inc__column row_message_columns[INC_MESSAGE_ERROR + 1] = {
    ROW_KEYS,
    [INC_MESSAGE_FACT] = ROW_INTEGER(0, "fact"),
    [INC_MESSAGE_KIND] = ROW_INTEGER(0, "kind"),
    [INC_MESSAGE_STATE] = ROW_INTEGER(0, "state"),
    [INC_MESSAGE_ATTEMPTS] = ROW_INTEGER(0, "attempts"),
    [INC_MESSAGE_CREATED_AT] = ROW_TIME("created_at"),
    [INC_MESSAGE_NEXT_AT] = ROW_TIME("next_at"),
    [INC_MESSAGE_OWNER] = ROW_TEXT(0, INC__NAME_MOST, "owner"),
    [INC_MESSAGE_TO] = ROW_TEXT(0, INC__NAME_MOST, "to"),
    [INC_MESSAGE_BODY] = ROW_TEXT(0, ROW_TEXT_MOST, "body"),
    [INC_MESSAGE_ERROR] = ROW_TEXT(0, ROW_ERROR_MOST, "error"),
};

static const inc__table row_head_table = {"a head", row_head_columns, INC_HEAD_UPDATED_AT};
static const inc__table row_message_table = {"a message", row_message_columns, INC_MESSAGE_ERROR};

const inc__table *inc__row_table(int32_t kind)
{
    if (kind == INC_ROW_HEAD)
        return &row_head_table;
    return kind == INC_ROW_MESSAGE ? &row_message_table : NULL;
}

inc_status inc_row_column(int32_t kind, size_t index, inc_column *column)
{
    const inc__table *table = inc__row_table(kind);
    return table != NULL ? inc__table_column(table, index, column) : INC_E_INVALID;
}
