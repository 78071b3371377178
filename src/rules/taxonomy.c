/* The classification tree and its builder. */
#include "rules/taxonomy.h"

#include "base/options.h"
#include "base/string.h"

#include <string.h>

#define TAXONOMY_ROOT SIZE_MAX

/* A category that the tree owns; parents come before their children, so there are no cycles. */
typedef struct taxonomy_node {
    char *id;
    char *name; /* NULL: the id */
    size_t parent;
    int32_t retired;
    int32_t request;
} taxonomy_node;

/* What a builder collects and a taxonomy keeps. */
typedef struct taxonomy_body {
    char *version;
    inc__array nodes; /* taxonomy_node, as added */
    inc__array order; /* size_t into nodes, by id, bytewise */
} taxonomy_body;

struct inc_taxonomy {
    inc__refs refs;
    inc_context *context;
    inc_hash hash;
    taxonomy_body body;
};

struct inc_taxonomy_builder {
    inc_context *context;
    taxonomy_body body;
};

static taxonomy_node *taxonomy_node_at(const taxonomy_body *body, size_t index)
{
    return INC__AT(&body->nodes, taxonomy_node, index);
}

static void taxonomy_node_free(inc_context *context, taxonomy_node *node)
{
    inc__string_free(context, node->id);
    inc__string_free(context, node->name);
}

static void taxonomy_body_free(inc_context *context, taxonomy_body *body)
{
    size_t i;

    for (i = 0; i < body->nodes.count; i++)
        taxonomy_node_free(context, taxonomy_node_at(body, i));
    inc__array_free(context, &body->nodes, sizeof(taxonomy_node));
    inc__array_free(context, &body->order, sizeof(size_t));
    inc__string_free(context, body->version);
    memset(body, 0, sizeof *body);
}

static int taxonomy_compare(const char *id, const char *other, size_t other_size)
{
    size_t size = strlen(id);
    int order = memcmp(id, other, size < other_size ? size : other_size);

    return order != 0 ? order : (size > other_size) - (size < other_size);
}

/* Where an id is in the order, or would go. */
static size_t taxonomy_place(const taxonomy_body *body, const char *id, size_t id_size, int *found)
{
    size_t low = 0, high = body->order.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const taxonomy_node *node = taxonomy_node_at(body, *INC__AT(&body->order, size_t, middle));
        int order = taxonomy_compare(node->id, id, id_size);
        if (order == 0) {
            *found = 1;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The index of a category, or TAXONOMY_ROOT for an unknown id. */
static size_t taxonomy_index(const taxonomy_body *body, const char *id, size_t id_size)
{
    int found;
    size_t place = taxonomy_place(body, id, id_size, &found);

    return found ? *INC__AT(&body->order, size_t, place) : TAXONOMY_ROOT;
}

static inc_status taxonomy_node_init(inc_context *context, taxonomy_node *node, const char *id,
                                     const char *name)
{
    memset(node, 0, sizeof *node);
    node->id = inc__string_copy(context, id, INC_ZSTR);
    if (name != NULL)
        node->name = inc__string_copy(context, name, INC_ZSTR);
    if (node->id != NULL && (name == NULL || node->name != NULL))
        return INC_OK;
    taxonomy_node_free(context, node);
    return inc__nomem(context);
}

/* Makes room in both arrays first, so that nothing has to be undone. */
static inc_status taxonomy_add(inc_context *context, taxonomy_body *body, const taxonomy_node *like)
{
    taxonomy_node node, *added;
    size_t *ordered, place, count = body->nodes.count;
    int found;
    inc_status status = inc__array_reserve(context, &body->nodes, sizeof(taxonomy_node), count + 1);

    if (status == INC_OK)
        status = inc__array_reserve(context, &body->order, sizeof(size_t), count + 1);
    if (status == INC_OK)
        status = taxonomy_node_init(context, &node, like->id, like->name);
    if (status != INC_OK)
        return status;
    node.parent = like->parent;
    node.retired = like->retired;
    node.request = like->request;
    place = taxonomy_place(body, node.id, strlen(node.id), &found);
    added = INC__PUSH(context, &body->nodes, taxonomy_node);
    ordered = inc__array_insert(context, &body->order, sizeof *ordered, place);
    *added = node;
    *ordered = count;
    return INC_OK;
}

static inc_status taxonomy_body_copy(inc_context *context, const taxonomy_body *from,
                                     taxonomy_body *body)
{
    inc_status status = INC_OK;
    size_t i;

    memset(body, 0, sizeof *body);
    body->version = inc__string_copy(context, from->version, INC_ZSTR);
    if (body->version == NULL)
        return inc__nomem(context);
    for (i = 0; i < from->nodes.count && status == INC_OK; i++)
        status = taxonomy_add(context, body, taxonomy_node_at(from, i));
    if (status != INC_OK)
        taxonomy_body_free(context, body);
    return status;
}

inc_status inc_taxonomy_builder_new(inc_context *context, const char *version,
                                    inc_taxonomy_builder **builder)
{
    inc_taxonomy_builder *made;

    if (builder == NULL)
        return INC_E_INVALID;
    *builder = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (!inc__name_valid(version, 1))
        return inc__fail(context, INC_E_INVALID,
                         "a taxonomy had the version '%s', not 1 to %d bytes",
                         version != NULL ? version : "", INC__NAME_MOST);
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->body.version = inc__string_copy(context, version, INC_ZSTR);
    if (made->body.version == NULL) {
        inc__release(context, made, sizeof *made);
        return inc__nomem(context);
    }
    made->context = inc_context_ref(context);
    *builder = made;
    return INC_OK;
}

static inc_status taxonomy_check(inc_context *context, const inc_category *category)
{
    if (!inc__name_valid(category->id, 1))
        return inc__fail(context, INC_E_INVALID, "a category had the id '%s', not 1 to %d bytes",
                         category->id != NULL ? category->id : "", INC__NAME_MOST);
    if (!inc__name_valid(category->name, 0))
        return inc__fail(context, INC_E_INVALID, "category '%s' had a name over %d bytes",
                         category->id, INC__NAME_MOST);
    if ((category->retired != 0 && category->retired != 1) ||
        (category->request != 0 && category->request != 1))
        return inc__fail(context, INC_E_INVALID, "category '%s' had retired '%d', request '%d'",
                         category->id, (int) category->retired, (int) category->request);
    return INC_OK;
}

/* A name that says the id is none: one meaning has one hash. */
static char *taxonomy_own_name(const inc_category *category)
{
    if (category->name == NULL || category->name[0] == '\0' ||
        strcmp(category->name, category->id) == 0)
        return NULL;
    return (char *) (uintptr_t) category->name;
}

inc_status inc_taxonomy_builder_add(inc_taxonomy_builder *builder, const inc_category *category)
{
    inc_category local;
    taxonomy_node like;
    inc_context *context;
    inc_status status;

    if (builder == NULL || category == NULL)
        return INC_E_INVALID;
    context = builder->context;
    status = INC__OPTIONS(&local, category, request);
    if (status != INC_OK)
        return inc__fail(context, status, "a category had size '%zu'", category->size);
    status = taxonomy_check(context, &local);
    if (status != INC_OK)
        return status;
    if (taxonomy_index(&builder->body, local.id, strlen(local.id)) != TAXONOMY_ROOT)
        return inc__fail(context, INC_E_EXISTS, "taxonomy '%s' already had category '%s'",
                         builder->body.version, local.id);
    like.id = (char *) (uintptr_t) local.id;
    like.name = taxonomy_own_name(&local);
    like.parent = TAXONOMY_ROOT;
    like.retired = local.retired;
    like.request = local.request;
    if (local.parent != NULL) {
        like.parent = taxonomy_index(&builder->body, local.parent, strlen(local.parent));
        if (like.parent == TAXONOMY_ROOT)
            return inc__fail(context, INC_E_NOT_FOUND, "category '%s' had the unknown parent '%s'",
                             local.id, local.parent);
    }
    return taxonomy_add(context, &builder->body, &like);
}

static inc_status taxonomy_set_hash(inc_taxonomy *taxonomy)
{
    inc__writer writer;
    inc_status status;

    inc__writer_init(&writer, taxonomy->context);
    status = inc__taxonomy_write(&writer, taxonomy);
    if (status == INC_OK)
        status = inc_hash_of(writer.bytes.items, writer.bytes.count, &taxonomy->hash);
    inc__writer_free(&writer);
    return status;
}

inc_status inc_taxonomy_builder_build(inc_taxonomy_builder *builder, inc_taxonomy **taxonomy)
{
    inc_taxonomy *made;
    inc_status status;

    if (taxonomy == NULL)
        return INC_E_INVALID;
    *taxonomy = NULL;
    if (builder == NULL)
        return INC_E_INVALID;
    made = inc__alloc(builder->context, sizeof *made);
    if (made == NULL)
        return inc__nomem(builder->context);
    inc__refs_init(&made->refs);
    made->context = inc_context_ref(builder->context);
    status = taxonomy_body_copy(made->context, &builder->body, &made->body);
    if (status == INC_OK)
        status = taxonomy_set_hash(made);
    if (status == INC_OK)
        *taxonomy = made;
    else
        inc_taxonomy_unref(made);
    return status;
}

void inc_taxonomy_builder_free(inc_taxonomy_builder *builder)
{
    inc_context *context;

    if (builder == NULL)
        return;
    context = builder->context;
    taxonomy_body_free(context, &builder->body);
    inc__release(context, builder, sizeof *builder);
    inc_context_unref(context);
}

inc_taxonomy *inc_taxonomy_ref(const inc_taxonomy *taxonomy)
{
    return inc__refs_share(taxonomy);
}

void inc_taxonomy_unref(inc_taxonomy *taxonomy)
{
    inc_context *context;

    if (taxonomy == NULL || !inc__refs_drop(&taxonomy->refs))
        return;
    context = taxonomy->context;
    taxonomy_body_free(context, &taxonomy->body);
    inc__release(context, taxonomy, sizeof *taxonomy);
    inc_context_unref(context);
}

const inc_hash *inc_taxonomy_hash(const inc_taxonomy *taxonomy)
{
    return taxonomy != NULL ? &taxonomy->hash : NULL;
}

const char *inc_taxonomy_version(const inc_taxonomy *taxonomy)
{
    return taxonomy != NULL ? taxonomy->body.version : NULL;
}

size_t inc_taxonomy_count(const inc_taxonomy *taxonomy)
{
    return taxonomy != NULL ? taxonomy->body.nodes.count : 0;
}

inc_status inc_taxonomy_at(const inc_taxonomy *taxonomy, size_t index, inc_category *category)
{
    inc_category local = {.size = sizeof local};
    const taxonomy_node *node;

    if (taxonomy == NULL || category == NULL)
        return INC_E_INVALID;
    if (index >= taxonomy->body.nodes.count)
        return INC_DONE;
    node = taxonomy_node_at(&taxonomy->body, index);
    local.id = node->id;
    local.name = node->name != NULL ? node->name : node->id;
    local.retired = node->retired;
    local.request = node->request;
    if (node->parent != TAXONOMY_ROOT)
        local.parent = taxonomy_node_at(&taxonomy->body, node->parent)->id;
    return INC__FILL(category, &local, request);
}

inc_status inc_taxonomy_find(const inc_taxonomy *taxonomy, const char *id, size_t id_size,
                             inc_category *category)
{
    size_t index;

    if (taxonomy == NULL || id == NULL || category == NULL)
        return INC_E_INVALID;
    index = taxonomy_index(&taxonomy->body, id, id_size == INC_ZSTR ? strlen(id) : id_size);
    if (index == TAXONOMY_ROOT)
        return INC_E_NOT_FOUND;
    return inc_taxonomy_at(taxonomy, index, category);
}

inc_status inc_taxonomy_within(const inc_taxonomy *taxonomy, const char *id, const char *ancestor,
                               int32_t *within)
{
    size_t at, top;

    if (taxonomy == NULL || id == NULL || ancestor == NULL || within == NULL)
        return INC_E_INVALID;
    at = taxonomy_index(&taxonomy->body, id, strlen(id));
    top = taxonomy_index(&taxonomy->body, ancestor, strlen(ancestor));
    if (at == TAXONOMY_ROOT || top == TAXONOMY_ROOT)
        return INC_E_NOT_FOUND;
    /* A parent has a smaller index than its child. */
    while (at != TAXONOMY_ROOT && at > top)
        at = taxonomy_node_at(&taxonomy->body, at)->parent;
    *within = at == top;
    return INC_OK;
}
