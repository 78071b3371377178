/* What a draft must be before an event is made of it. */
#include "facts/event.h"
#include "facts/fact_table.h"
#include "time/sight.h"

#include <string.h>

#define CHECK_TIER_MOST 100
#define CHECK_HASH_DIGITS 64

static inc_status check_required(const inc__draft *draft)
{
    if (!inc__draft_has(draft, INC_EVENT_SUBJECT))
        return inc__fail(draft->context, INC_E_INVALID, "an event had no subject");
    if (!inc__draft_has(draft, INC_EVENT_HAPPENED))
        return inc__fail(draft->context, INC_E_INVALID, "an event of subject '%s' had no happened",
                         inc__draft_get(draft, INC_EVENT_SUBJECT));
    return INC_OK;
}

/* Kinds of facts and of subjects below the host's, but above those there are, are of a later
 * version. */
static inc_status check_kind(const inc__draft *draft, int32_t column, int64_t last, int64_t host)
{
    int64_t kind = draft->cells[column].integer;

    if ((kind > 0 && kind <= last) || (kind >= host && kind <= INT32_MAX))
        return INC_OK;
    if (kind > last && kind < host)
        return inc__fail(draft->context, INC_E_UNSUPPORTED,
                         "this version did not know %s '%lld' of an event",
                         draft->table->columns[column].name, (long long) kind);
    return inc__fail(draft->context, INC_E_INVALID, "%s '%lld' of an event was none",
                     draft->table->columns[column].name, (long long) kind);
}

static inc_status check_kinds(const inc__draft *draft)
{
    inc_status status = check_kind(draft, INC_EVENT_KIND, INC_FACT_REPORTED, INC_FACT_HOST);

    if (status == INC_OK && inc__draft_has(draft, INC_EVENT_SUBJECT_KIND))
        status = check_kind(draft, INC_EVENT_SUBJECT_KIND, INC_SUBJECT_INCIDENT, INC_SUBJECT_HOST);
    return status;
}

static inc_status check_times(const inc__draft *draft)
{
    static const int32_t times[] = {INC_EVENT_HAPPENED, INC_EVENT_RECORDED, INC_EVENT_TIME_1,
                                    INC_EVENT_TIME_2};
    size_t i;

    for (i = 0; i < sizeof times / sizeof *times; i++) {
        int64_t time = draft->cells[times[i]].integer;
        if (time != INC_TIME_NONE && !inc__time_valid(time))
            return inc__fail(draft->context, INC_E_RANGE,
                             "%s '%lld' us of an event was outside the years 1900 to 9999",
                             draft->table->columns[times[i]].name, (long long) time);
    }
    return INC_OK;
}

static inc_status check_integer(const inc__draft *draft, int32_t column, const char *name,
                                int64_t least, int64_t most)
{
    int64_t value = draft->cells[column].integer;

    if (value >= least && value <= most)
        return INC_OK;
    if (most == INT64_MAX)
        return inc__fail(draft->context, INC_E_INVALID, "%s '%lld' of an event was below %lld",
                         name, (long long) value, (long long) least);
    return inc__fail(draft->context, INC_E_INVALID, "%s '%lld' of an event was not %lld to %lld",
                     name, (long long) value, (long long) least, (long long) most);
}

/* Of columns that mean the same for every kind. */
static inc_status check_integers(const inc__draft *draft)
{
    static const struct {
        int32_t column;
        int64_t most;
    } limits[] = {
        {INC_EVENT_SEQUENCE, INT64_MAX},
        {INC_EVENT_ACTOR_KIND, INC_ACTOR_CALLER},
        {INC_EVENT_VISIBILITY, INC_VISIBILITY_INTERNAL},
        {INC_EVENT_TIER, CHECK_TIER_MOST},
        {INC_EVENT_CAUSE, INT64_MAX},
        {INC_EVENT_CORRECTS, INT64_MAX},
        {INC_EVENT_REDACTED, INT64_MAX},
    };
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < sizeof limits / sizeof *limits && status == INC_OK; i++) {
        int32_t column = limits[i].column;
        status =
            check_integer(draft, column, draft->table->columns[column].name, 0, limits[i].most);
    }
    return status;
}

static inc_status check_hash(const inc__draft *draft)
{
    const char *hash = inc__draft_get(draft, INC_EVENT_RULES);

    if (hash[0] == '\0' || strspn(hash, "0123456789abcdef") == CHECK_HASH_DIGITS)
        return INC_OK;
    return inc__fail(draft->context, INC_E_INVALID,
                     "rules '%s' of an event were not 64 lower-case hex digits", hash);
}

static inc_status check_word(const inc__draft *draft, const char *fact, const inc__role *role)
{
    const char *code = inc__draft_get(draft, role->column);
    const char *const *word;

    for (word = role->words; *word != NULL; word++) {
        if (strcmp(*word, code) == 0)
            return INC_OK;
    }
    return inc__fail(draft->context, INC_E_INVALID, "fact '%s' had the unknown %s '%s'", fact,
                     role->name, code);
}

static inc_status check_role(const inc__draft *draft, const char *fact, const inc__role *role)
{
    if (!inc__draft_has(draft, role->column)) {
        if (!role->required)
            return INC_OK;
        return inc__fail(draft->context, INC_E_INVALID, "fact '%s' had no %s", fact, role->name);
    }
    if (role->words != NULL)
        return check_word(draft, fact, role);
    if (draft->table->columns[role->column].type == INC_VALUE_INTEGER)
        return check_integer(draft, role->column, role->name, role->least, role->most);
    return INC_OK;
}

static inc_status check_unused(const inc__draft *draft, const char *fact, int32_t column)
{
    const inc__column *row = &draft->table->columns[column];

    if (!inc__draft_has(draft, column))
        return INC_OK;
    if (row->type == INC_VALUE_TEXT)
        return inc__fail(draft->context, INC_E_INVALID, "fact '%s' had no use for %s '%s'", fact,
                         row->name, inc__draft_get(draft, column));
    return inc__fail(draft->context, INC_E_INVALID, "fact '%s' had no use for %s '%lld'", fact,
                     row->name, (long long) draft->cells[column].integer);
}

/* Of columns that mean what the kind says; a column without a role is refused where the column
 * itself says nothing. */
static inc_status check_roles(const inc__draft *draft)
{
    int32_t kind = (int32_t) draft->cells[INC_EVENT_KIND].integer, column;
    const inc__role *role = inc__fact_roles(kind);
    const char *fact = inc_fact_name(kind);
    uint32_t used = 0;
    inc_status status = INC_OK;

    if (role == NULL)
        return INC_OK;
    for (; role->column != 0 && status == INC_OK; role++) {
        status = check_role(draft, fact, role);
        used |= UINT32_C(1) << role->column;
    }
    for (column = INC_EVENT_CODE_1; column <= INC_EVENT_REFERENCE_2 && status == INC_OK; column++) {
        if ((used >> column & 1) == 0)
            status = check_unused(draft, fact, column);
    }
    return status;
}

inc_status inc__event_check(const inc__draft *draft)
{
    inc_status status = check_required(draft);

    if (status == INC_OK)
        status = check_kinds(draft);
    if (status == INC_OK)
        status = check_times(draft);
    if (status == INC_OK)
        status = check_integers(draft);
    if (status == INC_OK)
        status = check_hash(draft);
    if (status == INC_OK)
        status = check_roles(draft);
    return status;
}
