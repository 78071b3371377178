/* The priority matrix: its canonical form, written and read. */
#include "rules/matrix.h"

#include "base/string.h"

#define MATRIX_FORMAT 1

inc_status inc__matrix_write(inc__writer *writer, const inc_matrix *matrix)
{
    const inc__matrix_body *body = &matrix->body;
    int32_t i, cells = body->counts[INC_SCALE_IMPACT - 1] * body->counts[INC_SCALE_URGENCY - 1];
    int scale;

    inc__put_u8(writer, MATRIX_FORMAT);
    inc__put_text(writer, body->version);
    for (scale = 0; scale < INC__MATRIX_SCALES; scale++)
        inc__put_i32(writer, body->counts[scale]);
    for (scale = 0; scale < INC__MATRIX_SCALES; scale++) {
        for (i = 0; i < body->counts[scale]; i++) {
            inc__put_text(writer, body->levels[scale][i].name);
            inc__put_text(writer, body->levels[scale][i].definition);
        }
    }
    for (i = 0; i < cells; i++)
        inc__put_i32(writer, body->cells[i]);
    return writer->status;
}

static inc_status matrix_get_head(inc__reader *reader, inc_context *context, int32_t *counts,
                                  inc_matrix_builder **builder)
{
    inc_status status;
    char *version = inc__get_text(reader, context, INC__NAME_MOST, &status);
    int scale;

    if (version == NULL)
        return status;
    for (scale = 0; scale < INC__MATRIX_SCALES; scale++)
        counts[scale] = inc__get_i32(reader);
    status = inc_matrix_builder_new(context, version, counts[0], counts[1], counts[2], builder);
    inc__string_free(context, version);
    return status;
}

static inc_status matrix_get_level(inc__reader *reader, inc_context *context,
                                   inc_matrix_builder *builder, int32_t scale, int32_t level)
{
    inc_status status;
    char *definition = NULL, *name = inc__get_text(reader, context, INC__NAME_MOST, &status);

    if (name != NULL)
        definition = inc__get_text(reader, context, INC__DEFINITION_MOST, &status);
    if (status == INC_OK)
        status = inc_matrix_builder_level(builder, scale, level, name, definition);
    inc__string_free(context, name);
    inc__string_free(context, definition);
    return status;
}

static inc_status matrix_get_levels(inc__reader *reader, inc_context *context,
                                    const int32_t *counts, inc_matrix_builder *builder)
{
    inc_status status = INC_OK;
    int32_t scale, level;

    for (scale = 1; scale <= INC__MATRIX_SCALES; scale++) {
        for (level = 1; level <= counts[scale - 1] && status == INC_OK; level++)
            status = matrix_get_level(reader, context, builder, scale, level);
    }
    return status;
}

static inc_status matrix_get_cells(inc__reader *reader, const int32_t *counts,
                                   inc_matrix_builder *builder)
{
    inc_status status = INC_OK;
    int32_t impact, urgency, priority;

    for (impact = 1; impact <= counts[0] && status == INC_OK; impact++) {
        for (urgency = 1; urgency <= counts[1] && status == INC_OK; urgency++) {
            priority = inc__get_i32(reader);
            if (priority != 0)
                status = inc_matrix_builder_cell(builder, impact, urgency, priority);
        }
    }
    return status == INC_OK && reader->failed ? INC_E_FORMAT : status;
}

inc_matrix *inc__matrix_read(inc__reader *reader, inc_context *context, inc_status *status)
{
    int32_t counts[INC__MATRIX_SCALES] = {0, 0, 0};
    inc_matrix_builder *builder = NULL;
    inc_matrix *matrix = NULL;
    uint8_t format = inc__get_u8(reader);

    if (format != MATRIX_FORMAT && !reader->failed) {
        *status = inc__fail(context, INC_E_UNSUPPORTED, "the bytes of a matrix had format '%u'",
                            (unsigned) format);
        return NULL;
    }
    *status = matrix_get_head(reader, context, counts, &builder);
    if (*status == INC_OK)
        *status = matrix_get_levels(reader, context, counts, builder);
    if (*status == INC_OK)
        *status = matrix_get_cells(reader, counts, builder);
    if (*status == INC_OK)
        *status = inc_matrix_builder_build(builder, &matrix);
    inc_matrix_builder_free(builder);
    if (*status == INC_E_NOMEM)
        (void) inc__nomem(context);
    else if (*status != INC_OK)
        *status = inc__fail(context, INC_E_FORMAT, "the bytes of a matrix were refused: '%s'",
                            reader->failed ? "early end or bad text" : inc_status_name(*status));
    return matrix;
}
