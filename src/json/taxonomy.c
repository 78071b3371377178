/* The taxonomy of a rules document. */
#include "parts.h"

static inc_status taxonomy_category(inc__json_document *document, json_t *value,
                                    inc_taxonomy_builder *builder)
{
    static const char *const known[] = {"id", "parent", "name", "retired", "request", NULL};
    inc_category category = {sizeof category, NULL, NULL, NULL, 0, 0};
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "id");
    if (status == INC_OK)
        status = inc__json_text(document, value, "id", INC__JSON_NAME_MOST, &category.id);
    if (status == INC_OK)
        status = inc__json_text(document, value, "parent", INC__JSON_NAME_MOST, &category.parent);
    if (status == INC_OK)
        status = inc__json_text(document, value, "name", INC__JSON_NAME_MOST, &category.name);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "retired", &category.retired);
    if (status == INC_OK)
        status = inc__json_flag(document, value, "request", &category.request);
    if (status != INC_OK)
        return status;
    status = inc_taxonomy_builder_add(builder, &category);
    if (status == INC_E_NOT_FOUND)
        return inc__json_fail(document, INC_E_FORMAT, json_object_get(value, "parent"),
                              "was no category before this one");
    if (status == INC_E_EXISTS)
        return inc__json_fail(document, INC_E_FORMAT, json_object_get(value, "id"),
                              "was the id of a category before this one");
    return inc__json_refused(document, status);
}

static inc_status taxonomy_categories(inc__json_document *document, json_t *object,
                                      inc_taxonomy_builder *builder)
{
    json_t *list = json_object_get(object, "categories");
    inc_status status;
    size_t i;

    inc__json_enter(document, object, "categories");
    status = inc__json_is_list(document, list, 0, SIZE_MAX);
    for (i = 0; status == INC_OK && i < json_array_size(list); i++) {
        inc__json_enter_at(document, list, i);
        status = taxonomy_category(document, json_array_get(list, i), builder);
        inc__json_leave(document);
    }
    inc__json_leave(document);
    return status;
}

inc_status inc__json_taxonomy(inc__json_document *document, json_t *value, inc_taxonomy **taxonomy)
{
    static const char *const known[] = {"version", "categories", NULL};
    inc_taxonomy_builder *builder = NULL;
    const char *version = NULL;
    inc_status status = inc__json_members(document, value, known);

    if (status == INC_OK)
        status = inc__json_require(document, value, "version");
    if (status == INC_OK)
        status = inc__json_text(document, value, "version", INC__JSON_NAME_MOST, &version);
    if (status == INC_OK)
        status = inc__json_require(document, value, "categories");
    if (status == INC_OK)
        status = inc__json_refused(document,
                                   inc_taxonomy_builder_new(document->context, version, &builder));
    if (status == INC_OK)
        status = taxonomy_categories(document, value, builder);
    if (status == INC_OK)
        status = inc__json_refused(document, inc_taxonomy_builder_build(builder, taxonomy));
    inc_taxonomy_builder_free(builder);
    return status;
}
