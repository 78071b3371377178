/* The priority matrix and its builder. */
#include "rules/matrix.h"

#include "base/string.h"

#include <string.h>

struct inc_matrix_builder {
    inc_context *context;
    inc__matrix_body body;
};

static size_t matrix_cells(const inc__matrix_body *body)
{
    return (size_t) body->counts[INC_SCALE_IMPACT - 1] *
           (size_t) body->counts[INC_SCALE_URGENCY - 1];
}

static void matrix_body_free(inc_context *context, inc__matrix_body *body)
{
    int scale;
    int32_t i;

    for (scale = 0; scale < INC__MATRIX_SCALES; scale++) {
        inc__matrix_level *levels = body->levels[scale];
        for (i = 0; levels != NULL && i < body->counts[scale]; i++) {
            inc__string_free(context, levels[i].name);
            inc__string_free(context, levels[i].definition);
        }
        inc__release(context, levels, (size_t) body->counts[scale] * sizeof *levels);
    }
    inc__release(context, body->cells, matrix_cells(body) * sizeof *body->cells);
    inc__string_free(context, body->version);
    memset(body, 0, sizeof *body);
}

static inc_status matrix_body_init(inc_context *context, const char *version, const int32_t *counts,
                                   inc__matrix_body *body)
{
    int scale, whole = 1;

    memset(body, 0, sizeof *body);
    memcpy(body->counts, counts, sizeof body->counts);
    body->version = inc__string_copy(context, version, INC_ZSTR);
    body->cells = inc__alloc(context, matrix_cells(body) * sizeof *body->cells);
    for (scale = 0; scale < INC__MATRIX_SCALES; scale++) {
        body->levels[scale] =
            inc__alloc(context, (size_t) counts[scale] * sizeof(inc__matrix_level));
        whole = whole && body->levels[scale] != NULL;
    }
    if (whole && body->version != NULL && body->cells != NULL)
        return INC_OK;
    matrix_body_free(context, body);
    return inc__nomem(context);
}

/* NULL and "" are no text. */
static int matrix_copy_text(inc_context *context, const char *text, char **copy)
{
    *copy = NULL;
    if (text == NULL || text[0] == '\0')
        return 1;
    *copy = inc__string_copy(context, text, INC_ZSTR);
    return *copy != NULL;
}

static inc_status matrix_set_level(inc_context *context, inc__matrix_level *level, const char *name,
                                   const char *definition)
{
    inc__matrix_level made = {NULL, NULL};

    if (!matrix_copy_text(context, name, &made.name) ||
        !matrix_copy_text(context, definition, &made.definition)) {
        inc__string_free(context, made.name);
        return inc__nomem(context);
    }
    inc__string_free(context, level->name);
    inc__string_free(context, level->definition);
    *level = made;
    return INC_OK;
}

static inc_status matrix_body_copy(inc_context *context, const inc__matrix_body *from,
                                   inc__matrix_body *body)
{
    inc_status status = matrix_body_init(context, from->version, from->counts, body);
    int scale;
    int32_t i;

    if (status != INC_OK)
        return status;
    memcpy(body->cells, from->cells, matrix_cells(from) * sizeof *from->cells);
    for (scale = 0; scale < INC__MATRIX_SCALES; scale++) {
        for (i = 0; i < from->counts[scale] && status == INC_OK; i++) {
            const inc__matrix_level *level = &from->levels[scale][i];
            status =
                matrix_set_level(context, &body->levels[scale][i], level->name, level->definition);
        }
    }
    if (status != INC_OK)
        matrix_body_free(context, body);
    return status;
}

/* The level, or NULL for one that does not exist. */
static inc__matrix_level *matrix_level(const inc__matrix_body *body, int32_t scale, int32_t level)
{
    if (scale < INC_SCALE_IMPACT || scale > INC_SCALE_PRIORITY || level < 1 ||
        level > body->counts[scale - 1])
        return NULL;
    return &body->levels[scale - 1][level - 1];
}

/* The cell, or NULL for one that does not exist. */
static int32_t *matrix_cell(const inc__matrix_body *body, int32_t impact, int32_t urgency)
{
    int32_t urgencies = body->counts[INC_SCALE_URGENCY - 1];

    if (impact < 1 || impact > body->counts[INC_SCALE_IMPACT - 1] || urgency < 1 ||
        urgency > urgencies)
        return NULL;
    return &body->cells[(impact - 1) * urgencies + urgency - 1];
}

inc_status inc_matrix_builder_new(inc_context *context, const char *version, int32_t impacts,
                                  int32_t urgencies, int32_t priorities,
                                  inc_matrix_builder **builder)
{
    const int32_t counts[INC__MATRIX_SCALES] = {impacts, urgencies, priorities};
    inc_matrix_builder *made;
    inc_status status;
    int scale;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (!inc__name_valid(version, 1))
        return inc__fail(context, INC_E_INVALID, "a matrix had the version '%s', not 1 to %d bytes",
                         version != NULL ? version : "", INC__NAME_MOST);
    for (scale = 0; scale < INC__MATRIX_SCALES; scale++) {
        if (counts[scale] < 1 || counts[scale] > INC_MATRIX_LEVELS)
            return inc__fail(context, INC_E_INVALID, "matrix '%s' had a scale of '%d' levels",
                             version, (int) counts[scale]);
    }
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    status = matrix_body_init(context, version, counts, &made->body);
    if (status != INC_OK) {
        inc__release(context, made, sizeof *made);
        return status;
    }
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

static int matrix_text_valid(const char *text, size_t most)
{
    size_t size = text != NULL ? strlen(text) : 0;

    return size <= most && (size == 0 || inc__text_valid(text, size));
}

inc_status inc_matrix_builder_level(inc_matrix_builder *builder, int32_t scale, int32_t level,
                                    const char *name, const char *definition)
{
    inc__matrix_level *place;

    if (builder == NULL)
        return INC_E_INVALID;
    place = matrix_level(&builder->body, scale, level);
    if (place == NULL)
        return inc__fail(builder->context, INC_E_INVALID, "matrix '%s' had no level '%d' on '%d'",
                         builder->body.version, (int) level, (int) scale);
    if (!matrix_text_valid(name, INC__NAME_MOST) ||
        !matrix_text_valid(definition, INC__DEFINITION_MOST))
        return inc__fail(builder->context, INC_E_INVALID,
                         "level '%d' got the name '%s' or a definition too long or not UTF-8",
                         (int) level, name != NULL ? name : "");
    return matrix_set_level(builder->context, place, name, definition);
}

inc_status inc_matrix_builder_cell(inc_matrix_builder *builder, int32_t impact, int32_t urgency,
                                   int32_t priority)
{
    int32_t *cell;

    if (builder == NULL)
        return INC_E_INVALID;
    cell = matrix_cell(&builder->body, impact, urgency);
    if (cell == NULL || matrix_level(&builder->body, INC_SCALE_PRIORITY, priority) == NULL)
        return inc__fail(builder->context, INC_E_INVALID,
                         "matrix '%s' had no cell of impact '%d', urgency '%d', priority '%d'",
                         builder->body.version, (int) impact, (int) urgency, (int) priority);
    *cell = priority;
    return INC_OK;
}

static inc_status matrix_set_hash(inc_matrix *matrix)
{
    inc__writer writer;
    inc_status status;

    inc__writer_init(&writer, matrix->context);
    status = inc__matrix_write(&writer, matrix);
    if (status == INC_OK)
        status = inc_hash_of(writer.bytes.items, writer.bytes.count, &matrix->hash);
    inc__writer_free(&writer);
    return status;
}

inc_status inc_matrix_builder_build(inc_matrix_builder *builder, inc_matrix **matrix)
{
    inc_matrix *made;
    inc_status status;

    if (matrix == NULL)
        return INC_E_INVALID;
    *matrix = NULL;
    if (builder == NULL)
        return INC_E_INVALID;
    made = inc__alloc(builder->context, sizeof *made);
    if (made == NULL)
        return inc__nomem(builder->context);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(builder->context);
    status = matrix_body_copy(made->context, &builder->body, &made->body);
    if (status == INC_OK)
        status = matrix_set_hash(made);
    if (status == INC_OK)
        *matrix = made;
    else
        inc_matrix_unref(made);
    return status;
}

void inc_matrix_builder_free(inc_matrix_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    matrix_body_free(context, &builder->body);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

inc_matrix *inc_matrix_ref(const inc_matrix *matrix)
{
    return inc__refs_share(matrix);
}

void inc_matrix_unref(inc_matrix *matrix)
{
    inc_context *context;

    if (matrix == NULL || !inc__refs_drop(&matrix->refs))
        return;
    context = matrix->context;
    matrix_body_free(context, &matrix->body);
    inc__release(context, matrix, sizeof *matrix);
    inc_context_unref(context);
}

const inc_hash *inc_matrix_hash(const inc_matrix *matrix)
{
    return matrix != NULL ? &matrix->hash : NULL;
}

const char *inc_matrix_version(const inc_matrix *matrix)
{
    return matrix != NULL ? matrix->body.version : NULL;
}

int32_t inc_matrix_levels(const inc_matrix *matrix, int32_t scale)
{
    if (matrix == NULL || scale < INC_SCALE_IMPACT || scale > INC_SCALE_PRIORITY)
        return 0;
    return matrix->body.counts[scale - 1];
}

inc_status inc_matrix_priority(const inc_matrix *matrix, int32_t impact, int32_t urgency,
                               int32_t *priority)
{
    const int32_t *cell =
        matrix != NULL && priority != NULL ? matrix_cell(&matrix->body, impact, urgency) : NULL;

    if (cell == NULL)
        return INC_E_INVALID;
    if (*cell == 0)
        return INC_E_NOT_FOUND;
    *priority = *cell;
    return INC_OK;
}

inc_status inc_matrix_level(const inc_matrix *matrix, int32_t scale, int32_t level,
                            const char **name, const char **definition)
{
    const inc__matrix_level *found =
        matrix != NULL ? matrix_level(&matrix->body, scale, level) : NULL;

    if (found == NULL)
        return INC_E_INVALID;
    if (name != NULL)
        *name = found->name != NULL ? found->name : "";
    if (definition != NULL)
        *definition = found->definition != NULL ? found->definition : "";
    return INC_OK;
}
