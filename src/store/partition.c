/* Partitions: what a key starts with. */
#include "store/partition.h"

#include "base/string.h"
#include "facts/event.h"
#include "store/row.h"

#include <string.h>

static inc_status partition_check(inc_context *context, const char *noun,
                                  const inc__partition *partition)
{
    int32_t kind = partition->subject_kind;

    if (!inc__name_valid(partition->tenant, 0))
        return inc__fail(context, INC_E_INVALID,
                         "%s had the tenant '%.80s', not UTF-8 of at most %d bytes", noun,
                         partition->tenant, INC__NAME_MOST);
    if (!inc__name_valid(partition->subject, 1))
        return inc__fail(context, INC_E_INVALID,
                         "%s had the subject '%.80s', not UTF-8 of 1 to %d bytes", noun,
                         partition->subject, INC__NAME_MOST);
    if (kind > INC_SUBJECT_INCIDENT && kind < INC_SUBJECT_HOST)
        return inc__fail(context, INC_E_UNSUPPORTED, "%s had the unknown subject kind '%d'", noun,
                         (int) kind);
    return INC_OK;
}

inc_status inc__partition_make(inc_context *context, const char *noun, const char *tenant,
                               int64_t subject_kind, const char *subject, inc__partition *partition)
{
    inc__partition local;
    inc_status status;

    if (subject_kind < 0 || subject_kind > INT32_MAX)
        return inc__fail(context, INC_E_INVALID, "%s had the subject kind '%lld'", noun,
                         (long long) subject_kind);
    local.tenant = tenant != NULL ? tenant : "";
    local.subject_kind = subject_kind != 0 ? (int32_t) subject_kind : INC_SUBJECT_INCIDENT;
    local.subject = subject != NULL ? subject : "";
    status = partition_check(context, noun, &local);
    if (status == INC_OK)
        *partition = local;
    return status;
}

inc_status inc__partition_copy(inc_context *context, const inc__partition *from,
                               inc__partition *copy)
{
    char *tenant = inc__string_copy(context, from->tenant, INC_ZSTR);
    char *subject = inc__string_copy(context, from->subject, INC_ZSTR);

    if (tenant == NULL || subject == NULL) {
        inc__string_free(context, tenant);
        inc__string_free(context, subject);
        return INC_E_NOMEM;
    }
    copy->tenant = tenant;
    copy->subject_kind = from->subject_kind;
    copy->subject = subject;
    return INC_OK;
}

void inc__partition_free(inc_context *context, inc__partition *copy)
{
    inc__string_free(context, (char *) (uintptr_t) copy->tenant);
    inc__string_free(context, (char *) (uintptr_t) copy->subject);
    memset(copy, 0, sizeof *copy);
}

inc__partition inc__partition_of_event(const inc_event *event)
{
    inc__partition partition;

    partition.tenant = inc__event_text(event, INC_EVENT_TENANT);
    partition.subject_kind = (int32_t) inc__event_integer(event, INC_EVENT_SUBJECT_KIND);
    partition.subject = inc__event_text(event, INC_EVENT_SUBJECT);
    return partition;
}

inc__partition inc__partition_of_row(const inc_row *row)
{
    inc__partition partition;

    partition.tenant = inc__row_text(row, INC_ROW_TENANT);
    partition.subject_kind = (int32_t) inc__row_integer(row, INC_ROW_SUBJECT_KIND);
    partition.subject = inc__row_text(row, INC_ROW_SUBJECT);
    return partition;
}

int32_t inc__partition_compare(const inc__partition *a, const inc__partition *b)
{
    int order = strcmp(a->tenant, b->tenant);

    if (order == 0)
        order = (a->subject_kind > b->subject_kind) - (a->subject_kind < b->subject_kind);
    return order != 0 ? order : strcmp(a->subject, b->subject);
}
