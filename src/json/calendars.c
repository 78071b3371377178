/* Calendars by name, and calendars made of calendars. */
#include "parts.h"
#include "words.h"

#include <incident/addon.h>
#include <string.h>

#define CALENDARS_MOST_PARTS 64

inc_status inc__json_calendars_open(inc__json_document *document)
{
    inc__json_calendars *calendars = &document->calendars;
    json_t *value;
    const char *name;
    size_t count;

    calendars->definitions = json_object_get(document->root, "calendars");
    if (calendars->definitions == NULL)
        return INC_OK;
    count = json_object_size(calendars->definitions);
    calendars->places = json_object();
    calendars->built =
        inc_context_resize(document->context, NULL, 0, (count + 1) * sizeof *calendars->built);
    calendars->busy = inc_context_resize(document->context, NULL, 0, count + 1);
    if (calendars->places == NULL || calendars->built == NULL || calendars->busy == NULL)
        return inc__json_nomem(document);
    memset(calendars->busy, 0, count + 1);
    json_object_foreach(calendars->definitions, name, value)
    {
        calendars->built[calendars->count] = NULL;
        if (json_object_set_new(calendars->places, name,
                                json_integer((json_int_t) calendars->count)) != 0)
            return inc__json_nomem(document);
        calendars->count++;
    }
    return INC_OK;
}

void inc__json_calendars_close(inc__json_document *document)
{
    inc__json_calendars *calendars = &document->calendars;
    size_t count = json_object_size(calendars->definitions), i;

    for (i = 0; i < calendars->count; i++)
        inc_calendar_unref(calendars->built[i]);
    inc_context_resize(document->context, calendars->built, (count + 1) * sizeof(inc_calendar *),
                       0);
    inc_context_resize(document->context, calendars->busy, count + 1, 0);
    json_decref(calendars->places);
}

static inc_status calendars_define(inc__json_document *document, json_t *value,
                                   inc_calendar **calendar);

/* Builds a calendar of the document; what is wrong in it is reported where it is defined. */
static inc_status calendars_build(inc__json_document *document, const char *name, size_t place)
{
    inc__json_calendars *calendars = &document->calendars;
    json_t *definitions = calendars->definitions;
    size_t base = document->base;
    inc_status status;

    calendars->busy[place] = 1;
    document->base = document->depth;
    inc__json_enter(document, document->root, "calendars");
    inc__json_enter(document, definitions, name);
    status =
        calendars_define(document, json_object_get(definitions, name), &calendars->built[place]);
    inc__json_leave(document);
    inc__json_leave(document);
    document->base = base;
    calendars->busy[place] = 0;
    return status;
}

static inc_status calendars_named(inc__json_document *document, json_t *value,
                                  inc_calendar **calendar)
{
    inc__json_calendars *calendars = &document->calendars;
    const char *name = json_string_value(value);
    json_t *at = json_object_get(calendars->places, name);
    size_t place = (size_t) json_integer_value(at);
    inc_status status = INC_OK;

    if (at == NULL)
        return inc__json_fail(document, INC_E_FORMAT, value, "was no calendar of this document");
    if (calendars->busy[place])
        return inc__json_fail(document, INC_E_FORMAT, value,
                              "was a calendar made of itself, by way of this one");
    if (calendars->built[place] == NULL)
        status = calendars_build(document, name, place);
    if (status == INC_OK)
        *calendar = inc_calendar_ref(calendars->built[place]);
    return status;
}

/* A name or a definition, where the reader stands. */
static inc_status calendars_resolve(inc__json_document *document, json_t *value,
                                    inc_calendar **calendar)
{
    if (json_is_string(value))
        return calendars_named(document, value, calendar);
    if (!json_is_object(value))
        return inc__json_fail(document, INC_E_FORMAT, value,
                              "was neither the name of a calendar nor its definition");
    return calendars_define(document, value, calendar);
}

static inc_status calendars_combine(inc__json_document *document, json_t *list, int32_t combination,
                                    inc_calendar **calendar)
{
    inc_calendar *parts[CALENDARS_MOST_PARTS];
    size_t count = 0, i;
    inc_status status = inc__json_is_list(document, list, 1, CALENDARS_MOST_PARTS);

    while (status == INC_OK && count < json_array_size(list)) {
        inc__json_enter_at(document, list, count);
        status = calendars_resolve(document, json_array_get(list, count), &parts[count]);
        inc__json_leave(document);
        count += status == INC_OK;
    }
    if (status == INC_OK)
        status = inc__json_refused(
            document, inc_calendar_combine(document->context, combination,
                                           (const inc_calendar *const *) parts, count, calendar));
    for (i = 0; i < count; i++)
        inc_calendar_unref(parts[i]);
    return status;
}

static inc_status calendars_composite(inc__json_document *document, json_t *value,
                                      const inc__json_word *word, inc_calendar **calendar)
{
    const char *known[] = {NULL, NULL};
    inc_status status;

    known[0] = word->word;
    status = inc__json_members(document, value, known);
    if (status != INC_OK)
        return status;
    inc__json_enter(document, value, word->word);
    status = calendars_combine(document, json_object_get(value, word->word), word->value, calendar);
    inc__json_leave(document);
    return status;
}

static inc_status calendars_define(inc__json_document *document, json_t *value,
                                   inc_calendar **calendar)
{
    inc__json_calendars *calendars = &document->calendars;
    const inc__json_word *word = inc__json_combinations;
    inc_status status;

    if (calendars->nesting > INC__JSON_NESTING)
        return inc__json_fail(document, INC_E_FORMAT, NULL,
                              "the calendar was nested more than %d deep", INC__JSON_NESTING);
    while (word->word != NULL && json_object_get(value, word->word) == NULL)
        word++;
    calendars->nesting++;
    if (word->word != NULL)
        status = calendars_composite(document, value, word, calendar);
    else
        status = inc__json_pattern(document, value, calendar);
    calendars->nesting--;
    return status;
}

static inc_status calendars_add(inc__json_document *document, const char *name, size_t place,
                                inc_rules_builder *builder)
{
    json_t *definitions = document->calendars.definitions;
    size_t size = strlen(name);
    inc_status status = INC_OK;

    inc__json_enter(document, definitions, name);
    if (size < 1 || size > INC__JSON_NAME_MOST)
        status =
            inc__json_fail(document, INC_E_FORMAT, NULL,
                           "a name of %zu bytes was not one of 1 to %d", size, INC__JSON_NAME_MOST);
    inc__json_leave(document);
    if (status == INC_OK && document->calendars.built[place] == NULL)
        status = calendars_build(document, name, place);
    inc__json_enter(document, definitions, name);
    if (status == INC_OK)
        status = inc__json_refused(
            document, inc_rules_builder_calendar(builder, name, document->calendars.built[place]));
    inc__json_leave(document);
    return status;
}

inc_status inc__json_calendars_add(inc__json_document *document, inc_rules_builder *builder)
{
    json_t *definitions = document->calendars.definitions, *value;
    const char *name;
    size_t place = 0;
    inc_status status;

    if (definitions == NULL)
        return INC_OK;
    inc__json_enter(document, document->root, "calendars");
    status = inc__json_is_object(document, definitions);
    if (status == INC_OK) {
        json_object_foreach(definitions, name, value)
        {
            status = calendars_add(document, name, place++, builder);
            if (status != INC_OK)
                break;
        }
    }
    inc__json_leave(document);
    return status;
}

inc_status inc__json_calendar_of(inc__json_document *document, json_t *object, const char *key,
                                 inc_calendar **calendar)
{
    json_t *value = json_object_get(object, key);
    inc_calendar *found = NULL;
    inc_status status;

    if (value == NULL)
        return INC_OK;
    inc__json_enter(document, object, key);
    status = calendars_resolve(document, value, &found);
    inc__json_leave(document);
    if (status == INC_OK) {
        inc_calendar_unref(*calendar);
        *calendar = found;
    }
    return status;
}
