/* The classification tree: its canonical form, written and read. */
#include "rules/taxonomy.h"

#include "base/string.h"

#include <string.h>

#define TAXONOMY_FORMAT 1
/* Three counted texts and two flags. */
#define TAXONOMY_LEAST (3 * sizeof(uint32_t) + 2)

inc_status inc__taxonomy_write(inc__writer *writer, const inc_taxonomy *taxonomy)
{
    size_t i, count = inc_taxonomy_count(taxonomy);
    inc_category category = {.size = sizeof category};

    inc__put_u8(writer, TAXONOMY_FORMAT);
    inc__put_text(writer, inc_taxonomy_version(taxonomy));
    inc__put_u32(writer, (uint32_t) count);
    for (i = 0; i < count; i++) {
        (void) inc_taxonomy_at(taxonomy, i, &category);
        inc__put_text(writer, category.id);
        inc__put_text(writer, category.parent);
        inc__put_text(writer, category.name);
        inc__put_u8(writer, (uint8_t) category.retired);
        inc__put_u8(writer, (uint8_t) category.request);
    }
    return writer->status;
}

static inc_status taxonomy_get_category(inc__reader *reader, inc_context *context,
                                        inc_taxonomy_builder *builder)
{
    inc_category category = {.size = sizeof category};
    char *texts[3] = {NULL, NULL, NULL};
    inc_status status = INC_OK;
    size_t i;

    for (i = 0; i < 3 && status == INC_OK; i++)
        texts[i] = inc__get_text(reader, context, INC__NAME_MOST, &status);
    if (status == INC_OK) {
        category.id = texts[0];
        category.parent = texts[1][0] != '\0' ? texts[1] : NULL;
        category.name = texts[2];
        category.retired = inc__get_u8(reader);
        category.request = inc__get_u8(reader);
        status = reader->failed ? INC_E_FORMAT : inc_taxonomy_builder_add(builder, &category);
    }
    for (i = 0; i < 3; i++)
        inc__string_free(context, texts[i]);
    return status;
}

static inc_status taxonomy_get_head(inc__reader *reader, inc_context *context,
                                    inc_taxonomy_builder **builder)
{
    inc_status status;
    char *version = inc__get_text(reader, context, INC__NAME_MOST, &status);

    if (version == NULL)
        return status;
    status = inc_taxonomy_builder_new(context, version, builder);
    inc__string_free(context, version);
    return status;
}

inc_taxonomy *inc__taxonomy_read(inc__reader *reader, inc_context *context, inc_status *status)
{
    inc_taxonomy_builder *builder = NULL;
    inc_taxonomy *taxonomy = NULL;
    uint8_t format = inc__get_u8(reader);
    size_t i, count;

    if (format != TAXONOMY_FORMAT && !reader->failed) {
        *status = inc__fail(context, INC_E_UNSUPPORTED, "the bytes of a taxonomy had format '%u'",
                            (unsigned) format);
        return NULL;
    }
    *status = taxonomy_get_head(reader, context, &builder);
    count = inc__get_count(reader, TAXONOMY_LEAST);
    for (i = 0; i < count && *status == INC_OK; i++)
        *status = taxonomy_get_category(reader, context, builder);
    if (*status == INC_OK && reader->failed)
        *status = INC_E_FORMAT;
    if (*status == INC_OK)
        *status = inc_taxonomy_builder_build(builder, &taxonomy);
    inc_taxonomy_builder_free(builder);
    if (*status == INC_E_NOMEM)
        (void) inc__nomem(context);
    else if (*status != INC_OK)
        *status = inc__fail(context, INC_E_FORMAT, "the bytes of a taxonomy were refused: '%s'",
                            reader->failed ? "early end or bad text" : inc_status_name(*status));
    return taxonomy;
}
