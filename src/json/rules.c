/* Rules as JSON, and back. */
#include "parts.h"
#include "write.h"

#include <incident/addon.h>
#include <stdlib.h>
#include <string.h>

#define RULES_FORMAT 1

static inc_status rules_add_matrix(inc__json_document *document, inc_rules_builder *builder)
{
    json_t *value = json_object_get(document->root, "matrix");
    inc_matrix *matrix = NULL;
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, document->root, "matrix");
    status = inc__json_matrix(document, value, &matrix);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_rules_builder_matrix(builder, matrix));
    inc__json_leave(document);
    inc_matrix_unref(matrix);
    return status;
}

static inc_status rules_add_taxonomy(inc__json_document *document, inc_rules_builder *builder)
{
    json_t *value = json_object_get(document->root, "taxonomy");
    inc_taxonomy *taxonomy = NULL;
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, document->root, "taxonomy");
    status = inc__json_taxonomy(document, value, &taxonomy);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_rules_builder_taxonomy(builder, taxonomy));
    inc__json_leave(document);
    inc_taxonomy_unref(taxonomy);
    return status;
}

static inc_status rules_add_process(inc__json_document *document, inc_rules_builder *builder)
{
    json_t *value = json_object_get(document->root, "process");
    inc_process *process = NULL;
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, document->root, "process");
    status = inc__json_process(document, value, &process);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_rules_builder_process(builder, process));
    inc__json_leave(document);
    inc_process_unref(process);
    return status;
}

static inc_status rules_add_policy(inc__json_document *document, json_t *value,
                                   inc_rules_builder *builder)
{
    inc_policy *policy = NULL;
    inc_status status = inc__json_policy(document, value, &policy);

    if (status == INC_OK)
        status = inc__json_refused(document, inc_rules_builder_policy(builder, policy));
    inc_policy_unref(policy);
    return status;
}

static inc_status rules_add_policies(inc__json_document *document, inc_rules_builder *builder)
{
    json_t *list = json_object_get(document->root, "policies");
    inc_status status;
    size_t i;

    if (list == NULL)
        return INC_OK;
    inc__json_enter(document, document->root, "policies");
    status = inc__json_is_list(document, list, 0, SIZE_MAX);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = rules_add_policy(document, json_array_get(list, i), builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

static inc_status rules_format(inc__json_document *document, json_t *root)
{
    json_t *value = json_object_get(root, "incident_rules");
    inc_status status = INC_OK;

    inc__json_enter(document, root, "incident_rules");
    if (!json_is_integer(value) || json_integer_value(value) != RULES_FORMAT)
        status = inc__json_fail(document, INC_E_FORMAT, value,
                                "was not %d, the version of the format", RULES_FORMAT);
    inc__json_leave(document);
    return status;
}

static inc_status rules_head(inc__json_document *document, const char **name, const char **version)
{
    static const char *const known[] = {
        "$schema", "incident_rules", "name",    "version",  "calendars",
        "matrix",  "taxonomy",       "process", "policies", NULL};
    json_t *root = document->root;
    const char *schema;
    inc_status status = inc__json_members(document, root, known);

    if (status == INC_OK)
        status = inc__json_require(document, root, "incident_rules");
    if (status == INC_OK)
        status = rules_format(document, root);
    if (status == INC_OK)
        status = inc__json_text(document, root, "$schema", SIZE_MAX, &schema);
    if (status == INC_OK)
        status = inc__json_require(document, root, "name");
    if (status == INC_OK)
        status = inc__json_text(document, root, "name", INC__JSON_NAME_MOST, name);
    if (status == INC_OK)
        status = inc__json_require(document, root, "version");
    if (status == INC_OK)
        status = inc__json_text(document, root, "version", INC__JSON_NAME_MOST, version);
    return status;
}

static inc_status rules_read(inc__json_document *document, inc_rules **rules)
{
    inc_rules_builder *builder = NULL;
    const char *name = NULL, *version = NULL;
    inc_status status = rules_head(document, &name, &version);

    if (status == INC_OK)
        status = inc__json_refused(
            document, inc_rules_builder_new(document->context, name, version, &builder));
    if (status == INC_OK)
        status = inc__json_calendars_open(document);
    if (status == INC_OK)
        status = inc__json_calendars_add(document, builder);
    if (status == INC_OK)
        status = rules_add_matrix(document, builder);
    if (status == INC_OK)
        status = rules_add_taxonomy(document, builder);
    if (status == INC_OK)
        status = rules_add_process(document, builder);
    if (status == INC_OK)
        status = rules_add_policies(document, builder);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_rules_builder_build(builder, rules));
    inc__json_calendars_close(document);
    inc_rules_builder_free(builder);
    return status;
}

inc_status inc_json_read_rules(inc_context *context, const char *text, size_t size,
                               const inc_json_options *options, inc_rules **rules)
{
    inc__json_document document;
    inc_status status;

    if (rules == NULL)
        return INC_E_INVALID;
    *rules = NULL;
    if (context == NULL || text == NULL)
        return INC_E_INVALID;
    status = inc__json_open(&document, context, options, text, size);
    if (status != INC_OK)
        return status;
    status = rules_read(&document, rules);
    inc__json_close(&document);
    return status;
}

inc_status inc_json_write_rules(inc_context *context, const inc_rules *rules, inc_text *text)
{
    json_t *root;
    char *dump = NULL;
    inc_status status = INC_E_NOMEM;

    if (context == NULL || rules == NULL || text == NULL)
        return INC_E_INVALID;
    root = inc__json_from_rules(rules);
    if (root != NULL)
        dump = json_dumps(root, JSON_INDENT(2) | JSON_SORT_KEYS);
    if (dump != NULL)
        status = inc_text_append(text, dump, INC_ZSTR);
    if (status == INC_OK)
        status = inc_text_append(text, "\n", 1);
    free(dump);
    json_decref(root);
    return status == INC_E_NOMEM ? inc_context_fail(context, status, "memory ran out") : status;
}
