/* The matrix of a rules document. */
#include "parts.h"

#define MATRIX_DEFINITION_MOST 4095

static inc_status matrix_level(inc__json_document *document, json_t *value,
                               inc_matrix_builder *builder, int32_t scale, int32_t level)
{
    static const char *const known[] = {"name", "definition", NULL};
    const char *name = NULL, *definition = NULL;
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_text(document, value, "name", INC__JSON_NAME_MOST, &name);
    if (status == INC_OK)
        status = inc__json_text(document, value, "definition", MATRIX_DEFINITION_MOST, &definition);
    if (status == INC_OK)
        status = inc__json_refused(
            document, inc_matrix_builder_level(builder, scale, level, name, definition));
    return status;
}

static inc_status matrix_scale(inc__json_document *document, json_t *object, const char *key,
                               inc_matrix_builder *builder, int32_t scale)
{
    json_t *list = json_object_get(object, key);
    inc_status status = INC_OK;
    size_t i;

    inc__json_enter(document, object, key);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = matrix_level(document, json_array_get(list, i), builder, scale, (int32_t) i + 1);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

static inc_status matrix_count(inc__json_document *document, json_t *object, const char *key,
                               int32_t *count)
{
    json_t *list = json_object_get(object, key);
    inc_status status = inc__json_require(document, object, key);

    if (status != INC_OK)
        return status;
    inc__json_enter(document, object, key);
    status = inc__json_is_list(document, list, 1, INC_MATRIX_LEVELS);
    inc__json_leave(document);
    *count = (int32_t) json_array_size(list);
    return status;
}

static inc_status matrix_row(inc__json_document *document, json_t *row, inc_matrix_builder *builder,
                             int32_t impact, const int32_t *counts)
{
    size_t urgencies = (size_t) counts[1], i;
    inc_status status = inc__json_is_list(document, row, urgencies, urgencies);

    for (i = 0; status == INC_OK && i < urgencies; i++) {
        json_t *cell = json_array_get(row, i);
        json_int_t priority = json_integer_value(cell);

        if (json_is_null(cell))
            continue;
        inc__json_enter_at(document, row, i);
        if (!json_is_integer(cell) || priority < 1 || priority > counts[2])
            status =
                inc__json_fail(document, INC_E_FORMAT, cell,
                               "was neither null nor a priority from 1 to %ld", (long) counts[2]);
        else
            status = inc__json_refused(
                document,
                inc_matrix_builder_cell(builder, impact, (int32_t) i + 1, (int32_t) priority));
        inc__json_leave(document);
    }
    return status;
}

static inc_status matrix_cells(inc__json_document *document, json_t *object,
                               inc_matrix_builder *builder, const int32_t *counts)
{
    json_t *cells = json_object_get(object, "cells");
    size_t impacts = (size_t) counts[0], i;
    inc_status status;

    inc__json_enter(document, object, "cells");
    status = inc__json_is_list(document, cells, impacts, impacts);
    for (i = 0; status == INC_OK && i < impacts; i++) {
        inc__json_enter_at(document, cells, i);
        status = matrix_row(document, json_array_get(cells, i), builder, (int32_t) i + 1, counts);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

static inc_status matrix_fill(inc__json_document *document, json_t *value, const int32_t *counts,
                              inc_matrix_builder *builder)
{
    inc_status status = matrix_scale(document, value, "impacts", builder, INC_SCALE_IMPACT);

    if (status == INC_OK)
        status = matrix_scale(document, value, "urgencies", builder, INC_SCALE_URGENCY);
    if (status == INC_OK)
        status = matrix_scale(document, value, "priorities", builder, INC_SCALE_PRIORITY);
    if (status == INC_OK)
        status = matrix_cells(document, value, builder, counts);
    return status;
}

static inc_status matrix_check(inc__json_document *document, json_t *value, const char **version,
                               int32_t *counts)
{
    static const char *const known[] = {"version",    "impacts", "urgencies",
                                        "priorities", "cells",   NULL};
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "version");
    if (status == INC_OK)
        status = inc__json_text(document, value, "version", INC__JSON_NAME_MOST, version);
    if (status == INC_OK)
        status = matrix_count(document, value, "impacts", &counts[0]);
    if (status == INC_OK)
        status = matrix_count(document, value, "urgencies", &counts[1]);
    if (status == INC_OK)
        status = matrix_count(document, value, "priorities", &counts[2]);
    if (status == INC_OK)
        status = inc__json_require(document, value, "cells");
    return status;
}

inc_status inc__json_matrix(inc__json_document *document, json_t *value, inc_matrix **matrix)
{
    inc_matrix_builder *builder = NULL;
    const char *version = NULL;
    int32_t counts[3] = {0, 0, 0};
    inc_status status = matrix_check(document, value, &version, counts);

    if (status == INC_OK)
        status = inc__json_refused(document,
                                   inc_matrix_builder_new(document->context, version, counts[0],
                                                          counts[1], counts[2], &builder));
    if (status == INC_OK)
        status = matrix_fill(document, value, counts, builder);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_matrix_builder_build(builder, matrix));
    inc_matrix_builder_free(builder);
    return status;
}
