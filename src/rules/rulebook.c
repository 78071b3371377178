/* The rulebook: which rules held when, and who was told. */
#include "rules/rulebook.h"

#include "base/options.h"
#include "base/string.h"
#include "rules/rules.h"

#include <string.h>

inc_status inc_rulebook_new(inc_context *context, inc_rulebook **rulebook)
{
    inc_rulebook *made;

    if (rulebook == NULL)
        return INC_E_INVALID;
    *rulebook = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    made = inc__alloc(context, sizeof *made);
    if (made == NULL)
        return inc__nomem(context);
    made->context = inc_context_ref(context);
    *rulebook = made;
    return INC_OK;
}

static void rulebook_free_acknowledged(inc_context *context, inc__acknowledged *item)
{
    inc__string_free(context, item->person);
    inc__release(context, item, sizeof *item);
}

void inc_rulebook_free(inc_rulebook *rulebook)
{
    inc_context *context;
    size_t i;

    if (rulebook == NULL)
        return;
    context = rulebook->context;
    for (i = 0; i < rulebook->versions.count; i++)
        inc_rules_unref(*INC__AT(&rulebook->versions, inc_rules *, i));
    for (i = 0; i < rulebook->by_time.count; i++)
        rulebook_free_acknowledged(context, *INC__AT(&rulebook->by_time, inc__acknowledged *, i));
    inc__array_free(context, &rulebook->versions, sizeof(inc_rules *));
    inc__array_free(context, &rulebook->publications, sizeof(inc__publication));
    inc__array_free(context, &rulebook->known, sizeof(inc_hash));
    inc__array_free(context, &rulebook->by_time, sizeof(inc__acknowledged *));
    inc__array_free(context, &rulebook->by_person, sizeof(inc__acknowledged *));
    inc__array_free(context, &rulebook->bytes, 1);
    inc__release(context, rulebook, sizeof *rulebook);
    inc_context_unref(context);
}

/* The first version whose hash is not less. */
static size_t rulebook_version_place(const inc_rulebook *rulebook, const inc_hash *hash, int *found)
{
    size_t low = 0, high = rulebook->versions.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc_rules *rules = *INC__AT(&rulebook->versions, inc_rules *, middle);
        int order = inc__hash_compare(inc_rules_hash(rules), hash);
        *found |= order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t rulebook_known_place(const inc_rulebook *rulebook, const inc_hash *hash, int *found)
{
    size_t low = 0, high = rulebook->known.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = inc__hash_compare(INC__AT(&rulebook->known, inc_hash, middle), hash);
        *found |= order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The number of publications that hold from `time` or earlier. */
static size_t rulebook_publications_until(const inc_rulebook *rulebook, inc_time time)
{
    size_t low = 0, high = rulebook->publications.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (INC__AT(&rulebook->publications, inc__publication, middle)->from <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Needs room made before. */
static void rulebook_know(inc_rulebook *rulebook, const inc_hash *hash)
{
    int found;
    size_t at = rulebook_known_place(rulebook, hash, &found);
    inc_hash *place;

    if (found)
        return;
    place = inc__array_insert(rulebook->context, &rulebook->known, sizeof *place, at);
    *place = *hash;
}

static inc_status rulebook_room(inc_rulebook *rulebook)
{
    inc_context *context = rulebook->context;
    inc_status status = inc__array_reserve(context, &rulebook->versions, sizeof(inc_rules *),
                                           rulebook->versions.count + 1);

    if (status == INC_OK)
        status = inc__array_reserve(context, &rulebook->publications, sizeof(inc__publication),
                                    rulebook->publications.count + 1);
    if (status == INC_OK)
        status = inc__array_reserve(context, &rulebook->known, sizeof(inc_hash),
                                    rulebook->known.count + 2);
    return status;
}

/* The rulebook's own object for these rules; needs room made before. */
static const inc_rules *rulebook_keep(inc_rulebook *rulebook, const inc_rules *rules)
{
    const inc_matrix *matrix = inc_rules_matrix(rules);
    int found;
    size_t at = rulebook_version_place(rulebook, inc_rules_hash(rules), &found);
    inc_rules **place;

    if (found)
        return *INC__AT(&rulebook->versions, inc_rules *, at);
    place = inc__array_insert(rulebook->context, &rulebook->versions, sizeof *place, at);
    *place = inc_rules_ref(rules);
    rulebook_know(rulebook, inc_rules_hash(rules));
    if (matrix != NULL)
        rulebook_know(rulebook, inc_matrix_hash(matrix));
    return rules;
}

static inc_status rulebook_check_time(const inc_rulebook *rulebook, inc_time time)
{
    if (time >= INC_TIME_MIN && time <= INC_TIME_MAX)
        return INC_OK;
    return inc__fail(rulebook->context, INC_E_RANGE,
                     "the instant '%lld' us was outside the years 1900 to 9999", (long long) time);
}

inc_status inc_rulebook_publish(inc_rulebook *rulebook, const inc_rules *rules, inc_time from)
{
    inc__publication *place;
    inc_status status;
    size_t at;

    if (rulebook == NULL)
        return INC_E_INVALID;
    if (rules == NULL)
        return inc__fail(rulebook->context, INC_E_INVALID, "the rules were NULL");
    status = rulebook_check_time(rulebook, from);
    if (status != INC_OK)
        return status;
    at = rulebook_publications_until(rulebook, from);
    if (at > 0) {
        place = INC__AT(&rulebook->publications, inc__publication, at - 1);
        if (place->from == from) {
            if (inc__hash_compare(inc_rules_hash(place->rules), inc_rules_hash(rules)) == 0)
                return INC_OK;
            return inc__fail(rulebook->context, INC_E_EXISTS,
                             "rules '%s' already held from '%lld' us",
                             inc_rules_version(place->rules), (long long) from);
        }
    }
    status = rulebook_room(rulebook);
    if (status != INC_OK)
        return status;
    place = inc__array_insert(rulebook->context, &rulebook->publications, sizeof *place, at);
    place->from = from;
    place->rules = rulebook_keep(rulebook, rules);
    return INC_OK;
}

inc_status inc_rulebook_at(const inc_rulebook *rulebook, inc_time time, const inc_rules **rules)
{
    size_t count;

    if (rules != NULL)
        *rules = NULL;
    if (rulebook == NULL || rules == NULL)
        return INC_E_INVALID;
    count = rulebook_publications_until(rulebook, time);
    if (count == 0)
        return INC_E_NOT_FOUND;
    *rules = INC__AT(&rulebook->publications, inc__publication, count - 1)->rules;
    return INC_OK;
}

inc_status inc_rulebook_find(const inc_rulebook *rulebook, const inc_hash *hash,
                             const inc_rules **rules)
{
    size_t at;
    int found;

    if (rules != NULL)
        *rules = NULL;
    if (rulebook == NULL || hash == NULL || rules == NULL)
        return INC_E_INVALID;
    at = rulebook_version_place(rulebook, hash, &found);
    if (!found)
        return INC_E_NOT_FOUND;
    *rules = *INC__AT(&rulebook->versions, inc_rules *, at);
    return INC_OK;
}

inc_status inc_rulebook_publication(const inc_rulebook *rulebook, size_t index, inc_time *from,
                                    const inc_rules **rules)
{
    const inc__publication *item;

    if (rulebook == NULL)
        return INC_E_INVALID;
    if (index >= rulebook->publications.count)
        return INC_DONE;
    item = INC__AT(&rulebook->publications, inc__publication, index);
    if (from != NULL)
        *from = item->from;
    if (rules != NULL)
        *rules = item->rules;
    return INC_OK;
}

static int rulebook_person_order(const inc__acknowledged *item, const char *person,
                                 const inc_hash *hash)
{
    int order = strcmp(item->person, person);
    return order != 0 ? order : inc__hash_compare(&item->hash, hash);
}

/* The first acknowledgement by person whose (person, hash) is not less. */
static size_t rulebook_person_place(const inc_rulebook *rulebook, const char *person,
                                    const inc_hash *hash, int *found)
{
    size_t low = 0, high = rulebook->by_person.count;

    *found = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc__acknowledged *item = *INC__AT(&rulebook->by_person, inc__acknowledged *, middle);
        int order = rulebook_person_order(item, person, hash);
        *found |= order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t rulebook_time_place(const inc_rulebook *rulebook, const inc__acknowledged *new_item)
{
    size_t low = 0, high = rulebook->by_time.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc__acknowledged *item = *INC__AT(&rulebook->by_time, inc__acknowledged *, middle);
        int less = item->at != new_item->at
                       ? item->at < new_item->at
                       : rulebook_person_order(item, new_item->person, &new_item->hash) < 0;
        if (less)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Needs room made before, and a place among those by person. */
static void rulebook_put(inc_rulebook *rulebook, inc__acknowledged *item, size_t by_person)
{
    size_t by_time = rulebook_time_place(rulebook, item);
    inc__acknowledged **place;

    place = inc__array_insert(rulebook->context, &rulebook->by_time, sizeof *place, by_time);
    *place = item;
    place = inc__array_insert(rulebook->context, &rulebook->by_person, sizeof *place, by_person);
    *place = item;
}

static inc_status rulebook_add(inc_rulebook *rulebook, const char *person, const inc_hash *hash,
                               inc_time at, size_t by_person)
{
    inc_context *context = rulebook->context;
    inc__acknowledged *item;

    if (inc__array_reserve(context, &rulebook->by_time, sizeof item, rulebook->by_time.count + 1) !=
            INC_OK ||
        inc__array_reserve(context, &rulebook->by_person, sizeof item,
                           rulebook->by_person.count + 1) != INC_OK)
        return INC_E_NOMEM;
    item = inc__alloc(context, sizeof *item);
    if (item == NULL)
        return inc__nomem(context);
    item->person = inc__string_copy(context, person, INC_ZSTR);
    if (item->person == NULL) {
        rulebook_free_acknowledged(context, item);
        return inc__nomem(context);
    }
    item->at = at;
    item->hash = *hash;
    rulebook_put(rulebook, item, by_person);
    return INC_OK;
}

inc_status inc_rulebook_acknowledge(inc_rulebook *rulebook, const char *person,
                                    const inc_hash *hash, inc_time at)
{
    char text[INC_HASH_TEXT_SIZE];
    inc_status status;
    size_t place;
    int found;

    if (rulebook == NULL)
        return INC_E_INVALID;
    if (!inc__name_valid(person, 1) || hash == NULL)
        return inc__fail(rulebook->context, INC_E_INVALID,
                         "an acknowledgement needed a hash and a person of 1 to 255 bytes, not "
                         "'%s'",
                         person != NULL ? person : "");
    status = rulebook_check_time(rulebook, at);
    if (status != INC_OK)
        return status;
    (void) rulebook_known_place(rulebook, hash, &found);
    if (!found) {
        (void) inc_hash_text(hash, text);
        return inc__fail(rulebook->context, INC_E_NOT_FOUND,
                         "no published rules or matrix had the hash '%s'", text);
    }
    place = rulebook_person_place(rulebook, person, hash, &found);
    return found ? INC_OK : rulebook_add(rulebook, person, hash, at, place);
}

inc_status inc_rulebook_acknowledged(const inc_rulebook *rulebook, const char *person,
                                     const inc_hash *hash, inc_time *at)
{
    size_t place;
    int found;

    if (rulebook == NULL || person == NULL || hash == NULL || at == NULL)
        return INC_E_INVALID;
    place = rulebook_person_place(rulebook, person, hash, &found);
    if (!found)
        return INC_E_NOT_FOUND;
    *at = (*INC__AT(&rulebook->by_person, inc__acknowledged *, place))->at;
    return INC_OK;
}

inc_status inc_rulebook_acknowledgement(const inc_rulebook *rulebook, size_t index,
                                        inc_acknowledgement *acknowledgement)
{
    inc_acknowledgement local;
    const inc__acknowledged *item;

    if (rulebook == NULL || acknowledgement == NULL)
        return INC_E_INVALID;
    if (index >= rulebook->by_time.count)
        return INC_DONE;
    item = *INC__AT(&rulebook->by_time, inc__acknowledged *, index);
    memset(&local, 0, sizeof local);
    local.person = item->person;
    local.hash = item->hash;
    local.at = item->at;
    return INC__FILL(acknowledgement, &local, at);
}
