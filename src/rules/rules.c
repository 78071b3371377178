/* A set of rules: collected by a builder, then immutable and identified by its bytes. */
#include "rules/rules.h"

#include "base/string.h"

#include <string.h>

struct inc_rules_builder {
    inc_context *context;
    inc__rules_body body;
};

static int rules_name_compare(const char *name, size_t size, const char *other)
{
    size_t other_size = strlen(other);
    int order = memcmp(name, other, size < other_size ? size : other_size);

    if (order != 0)
        return order;
    return size < other_size ? -1 : size > other_size;
}

/* Strings of inc_policy_describe live as long as the policy. */
static const char *rules_policy_name(const inc_policy *policy)
{
    inc_policy_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    return inc_policy_describe(policy, &options) == INC_OK ? options.name : "";
}

/* The place of a name among the calendars; *found is 1 if it is taken. */
static size_t rules_calendar_place(const inc__rules_body *body, const char *name, size_t size,
                                   int *found)
{
    size_t low = 0, high = body->calendars.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = INC__AT(&body->calendars, inc__rules_calendar, middle)->name;
        int order = rules_name_compare(name, size, other);
        if (order == 0) {
            *found = 1;
            return middle;
        }
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same among the policies by name. */
static size_t rules_policy_place(const inc__rules_body *body, const char *name, size_t size,
                                 int *found)
{
    size_t low = 0, high = body->by_name.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc_policy *other = *INC__AT(&body->by_name, const inc_policy *, middle);
        int order = rules_name_compare(name, size, rules_policy_name(other));
        if (order == 0) {
            *found = 1;
            return middle;
        }
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void rules_body_free(inc_context *context, inc__rules_body *body)
{
    size_t i;

    for (i = 0; i < body->calendars.count; i++) {
        inc__string_free(context, INC__AT(&body->calendars, inc__rules_calendar, i)->name);
        inc_calendar_unref(INC__AT(&body->calendars, inc__rules_calendar, i)->calendar);
    }
    for (i = 0; i < body->policies.count; i++)
        inc_policy_unref(*INC__AT(&body->policies, inc_policy *, i));
    inc__array_free(context, &body->calendars, sizeof(inc__rules_calendar));
    inc__array_free(context, &body->policies, sizeof(inc_policy *));
    inc__array_free(context, &body->by_name, sizeof(const inc_policy *));
    inc_matrix_unref(body->matrix);
    inc_taxonomy_unref(body->taxonomy);
    inc_process_unref(body->process);
    inc__string_free(context, body->name);
    inc__string_free(context, body->version);
    memset(body, 0, sizeof *body);
}

static inc_status rules_body_init(inc_context *context, inc__rules_body *body, const char *name,
                                  const char *version)
{
    memset(body, 0, sizeof *body);
    body->name = inc__string_copy(context, name, INC_ZSTR);
    body->version = inc__string_copy(context, version, INC_ZSTR);
    if (body->name != NULL && body->version != NULL)
        return INC_OK;
    rules_body_free(context, body);
    return inc__nomem(context);
}

static inc_status rules_put_calendar(inc_context *context, inc__rules_body *body, size_t at,
                                     const char *name, const inc_calendar *calendar)
{
    char *copy = inc__string_copy(context, name, INC_ZSTR);
    inc__rules_calendar *item;

    if (copy == NULL)
        return inc__nomem(context);
    item = inc__array_insert(context, &body->calendars, sizeof *item, at);
    if (item == NULL) {
        inc__string_free(context, copy);
        return INC_E_NOMEM;
    }
    item->name = copy;
    item->calendar = inc_calendar_ref(calendar);
    return INC_OK;
}

static inc_status rules_put_policy(inc_context *context, inc__rules_body *body, size_t at,
                                   const inc_policy *policy)
{
    inc_policy **last;
    const inc_policy **place;

    if (inc__array_reserve(context, &body->by_name, sizeof *place, body->by_name.count + 1) !=
        INC_OK)
        return INC_E_NOMEM;
    last = INC__PUSH(context, &body->policies, inc_policy *);
    if (last == NULL)
        return INC_E_NOMEM;
    place = inc__array_insert(context, &body->by_name, sizeof *place, at);
    *place = policy;
    *last = inc_policy_ref(policy);
    return INC_OK;
}

static inc_status rules_body_copy(inc_context *context, inc__rules_body *to,
                                  const inc__rules_body *from)
{
    inc_status status = rules_body_init(context, to, from->name, from->version);
    size_t i;

    for (i = 0; status == INC_OK && i < from->calendars.count; i++) {
        const inc__rules_calendar *item = INC__AT(&from->calendars, inc__rules_calendar, i);
        status = rules_put_calendar(context, to, i, item->name, item->calendar);
    }
    for (i = 0; status == INC_OK && i < from->policies.count; i++) {
        const inc_policy *policy = *INC__AT(&from->policies, inc_policy *, i);
        const char *name = rules_policy_name(policy);
        int found;
        size_t at = rules_policy_place(to, name, strlen(name), &found);
        status = rules_put_policy(context, to, at, policy);
    }
    if (status != INC_OK) {
        rules_body_free(context, to);
        return status;
    }
    to->matrix = from->matrix != NULL ? inc_matrix_ref(from->matrix) : NULL;
    to->taxonomy = from->taxonomy != NULL ? inc_taxonomy_ref(from->taxonomy) : NULL;
    to->process = inc_process_ref(from->process);
    return INC_OK;
}

inc_status inc_rules_builder_new(inc_context *context, const char *name, const char *version,
                                 inc_rules_builder **builder)
{
    inc_rules_builder *made;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (!inc__name_valid(name, 1) || !inc__name_valid(version, 1))
        return inc__fail(context, INC_E_INVALID,
                         "rules needed a name and a version of 1 to 255 bytes, not '%s' and '%s'",
                         name != NULL ? name : "", version != NULL ? version : "");
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    if (rules_body_init(context, &made->body, name, version) != INC_OK) {
        inc__release(context, made, sizeof *made);
        return INC_E_NOMEM;
    }
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

inc_status inc_rules_builder_calendar(inc_rules_builder *builder, const char *name,
                                      const inc_calendar *calendar)
{
    size_t at;
    int found;

    if (builder == NULL)
        return INC_E_INVALID;
    if (calendar == NULL || !inc__name_valid(name, 1))
        return inc__fail(builder->context, INC_E_INVALID,
                         "a calendar needed a name of 1 to 255 bytes, not '%s'",
                         name != NULL ? name : "");
    at = rules_calendar_place(&builder->body, name, strlen(name), &found);
    if (found)
        return inc__fail(builder->context, INC_E_EXISTS, "there already was a calendar '%s'", name);
    return rules_put_calendar(builder->context, &builder->body, at, name, calendar);
}

inc_status inc_rules_builder_matrix(inc_rules_builder *builder, const inc_matrix *matrix)
{
    if (builder == NULL)
        return INC_E_INVALID;
    if (matrix == NULL)
        return inc__fail(builder->context, INC_E_INVALID, "the matrix was NULL");
    if (builder->body.matrix != NULL)
        return inc__fail(builder->context, INC_E_EXISTS, "there already was the matrix '%s'",
                         inc_matrix_version(builder->body.matrix));
    builder->body.matrix = inc_matrix_ref(matrix);
    return INC_OK;
}

inc_status inc_rules_builder_taxonomy(inc_rules_builder *builder, const inc_taxonomy *taxonomy)
{
    if (builder == NULL)
        return INC_E_INVALID;
    if (taxonomy == NULL)
        return inc__fail(builder->context, INC_E_INVALID, "the taxonomy was NULL");
    if (builder->body.taxonomy != NULL)
        return inc__fail(builder->context, INC_E_EXISTS, "there already was the taxonomy '%s'",
                         inc_taxonomy_version(builder->body.taxonomy));
    builder->body.taxonomy = inc_taxonomy_ref(taxonomy);
    return INC_OK;
}

inc_status inc_rules_builder_process(inc_rules_builder *builder, const inc_process *process)
{
    if (builder == NULL)
        return INC_E_INVALID;
    if (process == NULL)
        return inc__fail(builder->context, INC_E_INVALID, "the process was NULL");
    if (builder->body.process != NULL)
        return inc__fail(builder->context, INC_E_EXISTS, "the rules '%s' already had a process",
                         builder->body.name);
    builder->body.process = inc_process_ref(process);
    return INC_OK;
}

inc_status inc_rules_builder_policy(inc_rules_builder *builder, const inc_policy *policy)
{
    const char *name;
    size_t at;
    int found;

    if (builder == NULL)
        return INC_E_INVALID;
    if (policy == NULL)
        return inc__fail(builder->context, INC_E_INVALID, "the policy was NULL");
    name = rules_policy_name(policy);
    at = rules_policy_place(&builder->body, name, strlen(name), &found);
    if (found)
        return inc__fail(builder->context, INC_E_EXISTS, "there already was a policy '%s'", name);
    return rules_put_policy(builder->context, &builder->body, at, policy);
}

inc_status inc_rules_builder_build(inc_rules_builder *builder, inc_rules **rules)
{
    inc_rules *made;
    inc_status status;

    if (rules != NULL)
        *rules = NULL;
    if (builder == NULL || rules == NULL)
        return INC_E_INVALID;
    made = inc__alloc(builder->context, sizeof *made);
    if (made == NULL)
        return inc__nomem(builder->context);
    status = rules_body_copy(builder->context, &made->body, &builder->body);
    if (status == INC_OK)
        status = inc__rules_encode(builder->context, &made->body, &made->bytes);
    if (status == INC_OK)
        status = inc_hash_of(made->bytes.items, made->bytes.count, &made->hash);
    if (status != INC_OK) {
        inc__array_free(builder->context, &made->bytes, 1);
        rules_body_free(builder->context, &made->body);
        inc__release(builder->context, made, sizeof *made);
        return status;
    }
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(builder->context);
    *rules = made;
    return INC_OK;
}

void inc_rules_builder_free(inc_rules_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    rules_body_free(context, &builder->body);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

inc_rules *inc_rules_ref(const inc_rules *rules)
{
    return inc__refs_share(rules);
}

void inc_rules_unref(inc_rules *rules)
{
    inc_context *context;

    if (rules == NULL || !inc__refs_drop(&rules->refs))
        return;
    context = rules->context;
    rules_body_free(context, &rules->body);
    inc__array_free(context, &rules->bytes, 1);
    inc__release(context, rules, sizeof *rules);
    inc_context_unref(context);
}

const inc_hash *inc_rules_hash(const inc_rules *rules)
{
    return rules != NULL ? &rules->hash : NULL;
}

const char *inc_rules_name(const inc_rules *rules)
{
    return rules != NULL ? rules->body.name : "";
}

const char *inc_rules_version(const inc_rules *rules)
{
    return rules != NULL ? rules->body.version : "";
}

const inc_matrix *inc_rules_matrix(const inc_rules *rules)
{
    return rules != NULL ? rules->body.matrix : NULL;
}

const inc_taxonomy *inc_rules_taxonomy(const inc_rules *rules)
{
    return rules != NULL ? rules->body.taxonomy : NULL;
}

const inc_process *inc_rules_process(const inc_rules *rules)
{
    return rules != NULL ? rules->body.process : NULL;
}

inc_status inc_rules_calendar(const inc_rules *rules, size_t index, const char **name,
                              const inc_calendar **calendar)
{
    const inc__rules_calendar *item;

    if (rules == NULL)
        return INC_E_INVALID;
    if (index >= rules->body.calendars.count)
        return INC_DONE;
    item = INC__AT(&rules->body.calendars, inc__rules_calendar, index);
    if (name != NULL)
        *name = item->name;
    if (calendar != NULL)
        *calendar = item->calendar;
    return INC_OK;
}

inc_status inc_rules_find_calendar(const inc_rules *rules, const char *name, size_t name_size,
                                   const inc_calendar **calendar)
{
    size_t at;
    int found;

    if (calendar != NULL)
        *calendar = NULL;
    if (rules == NULL || name == NULL || calendar == NULL)
        return INC_E_INVALID;
    at = rules_calendar_place(&rules->body, name, name_size == INC_ZSTR ? strlen(name) : name_size,
                              &found);
    if (!found)
        return INC_E_NOT_FOUND;
    *calendar = INC__AT(&rules->body.calendars, inc__rules_calendar, at)->calendar;
    return INC_OK;
}

inc_status inc_rules_policy(const inc_rules *rules, size_t index, const inc_policy **policy)
{
    if (rules == NULL || policy == NULL)
        return INC_E_INVALID;
    if (index >= rules->body.policies.count)
        return INC_DONE;
    *policy = *INC__AT(&rules->body.policies, inc_policy *, index);
    return INC_OK;
}

inc_status inc_rules_find_policy(const inc_rules *rules, const char *name, size_t name_size,
                                 const inc_policy **policy)
{
    size_t at;
    int found;

    if (policy != NULL)
        *policy = NULL;
    if (rules == NULL || name == NULL || policy == NULL)
        return INC_E_INVALID;
    at = rules_policy_place(&rules->body, name, name_size == INC_ZSTR ? strlen(name) : name_size,
                            &found);
    if (!found)
        return INC_E_NOT_FOUND;
    *policy = *INC__AT(&rules->body.by_name, const inc_policy *, at);
    return INC_OK;
}

inc_status inc_rules_bytes(const inc_rules *rules, const void **bytes, size_t *size)
{
    if (rules == NULL || bytes == NULL || size == NULL)
        return INC_E_INVALID;
    *bytes = rules->bytes.items;
    *size = rules->bytes.count;
    return INC_OK;
}
