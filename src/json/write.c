/* Rules as JSON values: the frame, the matrix, the taxonomy. */
#include "write.h"

#include <incident/format.h>
#include <string.h>

int inc__json_put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) != 0;
}

int inc__json_push(json_t *list, json_t *value)
{
    return json_array_append_new(list, value) != 0;
}

json_t *inc__json_whole(json_t *value, int failed)
{
    if (!failed)
        return value;
    json_decref(value);
    return NULL;
}

json_t *inc__json_from_duration(inc_duration duration)
{
    char text[INC_FORMAT_SIZE];

    return inc_duration_format(duration, text) == INC_OK ? json_string(text) : NULL;
}

static json_t *write_levels(const inc_matrix *matrix, int32_t scale)
{
    json_t *levels = json_array();
    const char *name, *definition;
    int32_t level;
    int failed = levels == NULL;

    for (level = 1; !failed && level <= inc_matrix_levels(matrix, scale); level++) {
        json_t *object = json_object();
        failed = inc__json_push(levels, object);
        if (failed || inc_matrix_level(matrix, scale, level, &name, &definition) != INC_OK)
            break;
        if (name[0] != '\0')
            failed |= inc__json_put(object, "name", json_string(name));
        if (definition[0] != '\0')
            failed |= inc__json_put(object, "definition", json_string(definition));
    }
    return inc__json_whole(levels, failed);
}

static json_t *write_cells(const inc_matrix *matrix)
{
    json_t *rows = json_array();
    int32_t impact, urgency, priority;
    int failed = rows == NULL;

    for (impact = 1; !failed && impact <= inc_matrix_levels(matrix, INC_SCALE_IMPACT); impact++) {
        json_t *row = json_array();
        failed = inc__json_push(rows, row);
        for (urgency = 1; !failed && urgency <= inc_matrix_levels(matrix, INC_SCALE_URGENCY);
             urgency++) {
            inc_status status = inc_matrix_priority(matrix, impact, urgency, &priority);
            failed = inc__json_push(row, status == INC_OK ? json_integer(priority) : json_null());
        }
    }
    return inc__json_whole(rows, failed);
}

static json_t *write_matrix(const inc_matrix *matrix)
{
    json_t *object = json_object();
    int failed = object == NULL;

    failed |= inc__json_put(object, "version", json_string(inc_matrix_version(matrix)));
    failed |= inc__json_put(object, "impacts", write_levels(matrix, INC_SCALE_IMPACT));
    failed |= inc__json_put(object, "urgencies", write_levels(matrix, INC_SCALE_URGENCY));
    failed |= inc__json_put(object, "priorities", write_levels(matrix, INC_SCALE_PRIORITY));
    failed |= inc__json_put(object, "cells", write_cells(matrix));
    return inc__json_whole(object, failed);
}

static json_t *write_category(const inc_category *category)
{
    json_t *object = json_object();
    int failed = object == NULL;

    failed |= inc__json_put(object, "id", json_string(category->id));
    if (category->parent != NULL && category->parent[0] != '\0')
        failed |= inc__json_put(object, "parent", json_string(category->parent));
    if (category->name != NULL && strcmp(category->name, category->id) != 0)
        failed |= inc__json_put(object, "name", json_string(category->name));
    if (category->retired)
        failed |= inc__json_put(object, "retired", json_true());
    if (category->request)
        failed |= inc__json_put(object, "request", json_true());
    return inc__json_whole(object, failed);
}

static json_t *write_taxonomy(const inc_taxonomy *taxonomy)
{
    json_t *object = json_object(), *list = json_array();
    inc_category category = {sizeof category, NULL, NULL, NULL, 0, 0};
    int failed = object == NULL || list == NULL;
    size_t i;

    for (i = 0; !failed && inc_taxonomy_at(taxonomy, i, &category) == INC_OK; i++)
        failed = inc__json_push(list, write_category(&category));
    failed |= inc__json_put(object, "categories", list);
    failed |= inc__json_put(object, "version", json_string(inc_taxonomy_version(taxonomy)));
    return inc__json_whole(object, failed);
}

static json_t *write_calendars(const inc_rules *rules)
{
    json_t *object = json_object();
    const inc_calendar *calendar;
    const char *name;
    int failed = object == NULL;
    size_t i;

    for (i = 0; !failed && inc_rules_calendar(rules, i, &name, &calendar) == INC_OK; i++)
        failed = inc__json_put(object, name, inc__json_define_calendar(rules, calendar));
    return inc__json_whole(object, failed);
}

static json_t *write_policies(const inc_rules *rules)
{
    json_t *list = json_array();
    const inc_policy *policy;
    int failed = list == NULL;
    size_t i;

    for (i = 0; !failed && inc_rules_policy(rules, i, &policy) == INC_OK; i++)
        failed = inc__json_push(list, inc__json_from_policy(rules, policy));
    return inc__json_whole(list, failed);
}

json_t *inc__json_from_rules(const inc_rules *rules)
{
    json_t *root = json_object();
    const inc_matrix *matrix = inc_rules_matrix(rules);
    const inc_taxonomy *taxonomy = inc_rules_taxonomy(rules);
    const inc_process *process = inc_rules_process(rules);
    int failed = root == NULL;

    failed |= inc__json_put(root, "incident_rules", json_integer(1));
    failed |= inc__json_put(root, "name", json_string(inc_rules_name(rules)));
    failed |= inc__json_put(root, "version", json_string(inc_rules_version(rules)));
    failed |= inc__json_put(root, "calendars", write_calendars(rules));
    failed |= inc__json_put(root, "policies", write_policies(rules));
    if (matrix != NULL)
        failed |= inc__json_put(root, "matrix", write_matrix(matrix));
    if (taxonomy != NULL)
        failed |= inc__json_put(root, "taxonomy", write_taxonomy(taxonomy));
    if (process != NULL)
        failed |= inc__json_put(root, "process", inc__json_from_process(rules, process));
    return inc__json_whole(root, failed);
}
