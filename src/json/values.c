/* Values of a rules document: each is what it should be, or refused with its place. */
#include "document.h"

#include <incident/addon.h>
#include <incident/format.h>
#include <stdio.h>
#include <string.h>

inc_status inc__json_is_object(const inc__json_document *document, json_t *value)
{
    return json_is_object(value) ? INC_OK
                                 : inc__json_fail(document, INC_E_FORMAT, value, "was no object");
}

inc_status inc__json_is_list(const inc__json_document *document, json_t *value, size_t least,
                             size_t most)
{
    size_t count = json_array_size(value);

    if (!json_is_array(value))
        return inc__json_fail(document, INC_E_FORMAT, value, "was no list");
    if (count >= least && count <= most)
        return INC_OK;
    if (least == most)
        return inc__json_fail(document, INC_E_FORMAT, NULL, "the list had %zu items, not %zu",
                              count, least);
    if (count == 0)
        return inc__json_fail(document, INC_E_FORMAT, NULL, "the list had no items");
    return inc__json_fail(document, INC_E_FORMAT, NULL, "the list had %zu items, over %zu", count,
                          most);
}

inc_status inc__json_is_text(const inc__json_document *document, json_t *value, size_t most)
{
    size_t size = json_string_length(value);

    if (!json_is_string(value))
        return inc__json_fail(document, INC_E_FORMAT, value, "was no text");
    if (size < 1 || size > most)
        return inc__json_fail(document, INC_E_FORMAT, value,
                              "was a text of %zu bytes, not of 1 to %zu", size, most);
    return INC_OK;
}

static void values_append(char *list, size_t size, const char *word, int first)
{
    size_t used = strlen(list);

    (void) snprintf(list + used, size - used, "%s%s", first ? "" : ", ", word);
}

static inc_status values_unknown(const inc__json_document *document, const char *const *known)
{
    char list[256] = "";
    size_t i;

    for (i = 0; known[i] != NULL; i++)
        values_append(list, sizeof list, known[i], i == 0);
    return inc__json_fail(document, INC_E_FORMAT, NULL, "the member was unknown, not one of %s",
                          list);
}

inc_status inc__json_members(inc__json_document *document, json_t *value, const char *const *known)
{
    inc_status status = inc__json_is_object(document, value);
    void *member = json_object_iter(value);
    size_t i;

    while (status == INC_OK && member != NULL) {
        const char *key = json_object_iter_key(member);
        for (i = 0; known[i] != NULL && strcmp(known[i], key) != 0; i++)
            ;
        if (known[i] == NULL) {
            inc__json_enter(document, value, key);
            status = values_unknown(document, known);
            inc__json_leave(document);
        }
        member = json_object_iter_next(value, member);
    }
    return status;
}

inc_status inc__json_require(const inc__json_document *document, json_t *object, const char *key)
{
    if (json_object_get(object, key) != NULL)
        return INC_OK;
    return inc__json_fail(document, INC_E_FORMAT, NULL, "the member '%s' was missing", key);
}

inc_status inc__json_text(inc__json_document *document, json_t *object, const char *key,
                          size_t most, const char **text)
{
    json_t *value = json_object_get(object, key);
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    status = inc__json_is_text(document, value, most);
    inc__json_leave(document);
    if (status == INC_OK)
        *text = json_string_value(value);
    return status;
}

inc_status inc__json_integer(inc__json_document *document, json_t *object, const char *key,
                             int32_t least, int32_t most, int32_t *number)
{
    json_t *value = json_object_get(object, key);
    json_int_t read = json_integer_value(value);
    inc_status status = INC_OK;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    if (!json_is_integer(value) || read < least || read > most)
        status = inc__json_fail(document, INC_E_FORMAT, value,
                                "was no whole number from %ld to %ld", (long) least, (long) most);
    inc__json_leave(document);
    if (status == INC_OK)
        *number = (int32_t) read;
    return status;
}

inc_status inc__json_flag(inc__json_document *document, json_t *object, const char *key,
                          int32_t *flag)
{
    json_t *value = json_object_get(object, key);
    inc_status status = INC_OK;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    if (json_is_boolean(value))
        *flag = json_is_true(value);
    else
        status = inc__json_fail(document, INC_E_FORMAT, value, "was neither true nor false");
    inc__json_leave(document);
    return status;
}

static inc_status values_no_choice(const inc__json_document *document, json_t *value,
                                   const inc__json_word *words)
{
    char list[256] = "";
    size_t i;

    for (i = 0; words[i].word != NULL; i++)
        values_append(list, sizeof list, words[i].word, i == 0);
    return inc__json_fail(document, INC_E_FORMAT, value, "was none of %s", list);
}

inc_status inc__json_choice(inc__json_document *document, json_t *object, const char *key,
                            const inc__json_word *words, int32_t *value)
{
    json_t *member = json_object_get(object, key);
    const char *text = json_is_string(member) ? json_string_value(member) : "";
    inc_status status = INC_OK;
    size_t i;

    if (member == NULL)
        return INC_OK;
    for (i = 0; words[i].word != NULL && strcmp(words[i].word, text) != 0; i++)
        ;
    inc__json_enter(document, object, key);
    if (words[i].word != NULL)
        *value = words[i].value;
    else
        status = values_no_choice(document, member, words);
    inc__json_leave(document);
    return status;
}

static inc_status values_duration(const inc__json_document *document, json_t *value,
                                  inc_duration *duration)
{
    json_int_t seconds = json_integer_value(value);
    inc_status status = INC_E_FORMAT;

    if (json_is_integer(value)) {
        if (seconds > INT64_MAX / INC_SECOND || seconds < INT64_MIN / INC_SECOND)
            return inc__json_fail(document, INC_E_RANGE, value, "was too long a duration");
        *duration = seconds * INC_SECOND;
        return INC_OK;
    }
    if (json_is_string(value))
        status = inc_duration_parse(json_string_value(value), json_string_length(value), duration);
    if (status == INC_E_RANGE)
        return inc__json_fail(document, status, value, "was too long a duration");
    if (status != INC_OK)
        return inc__json_fail(document, INC_E_FORMAT, value,
                              "was no duration such as \"8h\", \"1h30m\" or whole seconds");
    return INC_OK;
}

inc_status inc__json_duration(inc__json_document *document, json_t *object, const char *key,
                              inc_duration least, inc_duration *duration)
{
    json_t *value = json_object_get(object, key);
    inc_duration read = 0;
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    status = values_duration(document, value, &read);
    if (status == INC_OK && read < least)
        status = inc__json_fail(document, INC_E_FORMAT, value, "was %s",
                                least > 0 ? "not longer than nothing" : "less than nothing");
    inc__json_leave(document);
    if (status == INC_OK)
        *duration = read;
    return status;
}

static inc_status values_keep_zone(inc__json_document *document, inc_zone *zone)
{
    size_t size = document->zones_count * sizeof(inc_zone *);
    inc_zone **zones =
        inc_context_resize(document->context, document->zones, size, size + sizeof(inc_zone *));

    if (zones == NULL) {
        inc_zone_unref(zone);
        return inc__json_nomem(document);
    }
    document->zones = zones;
    document->zones[document->zones_count++] = zone;
    return INC_OK;
}

/* Many calendars share few zones: each is loaded once. */
static inc_status values_load_zone(inc__json_document *document, json_t *value,
                                   const inc_zone **zone)
{
    const char *name = json_string_value(value);
    inc_zone *loaded;
    inc_status status;
    size_t i;

    for (i = 0; i < document->zones_count; i++) {
        if (strcmp(inc_zone_name(document->zones[i]), name) == 0) {
            *zone = document->zones[i];
            return INC_OK;
        }
    }
    status = inc_zone_load(document->context, document->zone_directory, name, INC_ZSTR, &loaded);
    if (status == INC_E_NOT_FOUND || status == INC_E_INVALID)
        return inc__json_fail(document, INC_E_NOT_FOUND, value, "was no known time zone");
    if (status != INC_OK)
        return inc__json_refused(document, status);
    status = values_keep_zone(document, loaded);
    if (status == INC_OK)
        *zone = loaded;
    return status;
}

inc_status inc__json_zone(inc__json_document *document, json_t *object, const char *key,
                          const inc_zone **zone)
{
    json_t *value = json_object_get(object, key);
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    status = inc__json_is_text(document, value, INC__JSON_NAME_MOST);
    if (status == INC_OK)
        status = values_load_zone(document, value, zone);
    inc__json_leave(document);
    return status;
}
