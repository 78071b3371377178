/* A document while it is read: where in it the reader stands, and what it says when a value does
 * not fit. */
#ifndef INC_JSON_DOCUMENT_H
#define INC_JSON_DOCUMENT_H

#include <incident/json.h>
#include <jansson.h>

#if defined(__GNUC__)
#define INC__JSON_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define INC__JSON_PRINTF(text, first)
#endif

/* How deep calendars may be made of calendars, as in the canonical form; each level takes at most
 * four steps of a path. */
#define INC__JSON_NESTING 16
#define INC__JSON_STEPS (4 * INC__JSON_NESTING + 20)
#define INC__JSON_NAME_MOST 255

/* One step down: a member by its key, or an item by its place. */
typedef struct inc__json_step {
    json_t *parent;
    const char *key; /* NULL: an item */
    size_t place;    /* of an item */
} inc__json_step;

/* Calendars of the document by name, built when first asked for. */
typedef struct inc__json_calendars {
    json_t *definitions; /* borrowed; NULL without any */
    json_t *places;      /* name: place in built */
    inc_calendar **built;
    unsigned char *busy;
    size_t count;
    size_t nesting;
} inc__json_calendars;

typedef struct inc__json_document {
    inc_context *context;
    const char *file;
    const char *zone_directory;
    size_t lines_before; /* the text, in its file */
    const char *text;
    size_t size;
    json_t *root;
    inc__json_step steps[INC__JSON_STEPS];
    size_t depth;
    size_t base; /* first step of the path in hand */
    inc__json_calendars calendars;
    inc_zone **zones;
    size_t zones_count;
} inc__json_document;

/* A word of the format and the constant it stands for; a list ends with a NULL word. */
typedef struct inc__json_word {
    const char *word;
    int32_t value;
} inc__json_word;

/* Opens a text of size bytes (or INC_ZSTR) with the options of a caller, which may be NULL; on
 * failure there is nothing to close. */
inc_status inc__json_open(inc__json_document *document, inc_context *context,
                          const inc_json_options *options, const char *text, size_t size);
void inc__json_close(inc__json_document *document);

void inc__json_enter(inc__json_document *document, json_t *object, const char *key);
void inc__json_enter_at(inc__json_document *document, json_t *list, size_t place);
void inc__json_leave(inc__json_document *document);

/* Leaves "file:line: path: VALUE text" on the context; value may be NULL. */
inc_status inc__json_fail(const inc__json_document *document, inc_status status, json_t *value,
                          const char *format, ...) INC__JSON_PRINTF(4, 5);
/* The same for what the core refused: its own line goes behind the path. */
inc_status inc__json_refused(const inc__json_document *document, inc_status status);
inc_status inc__json_nomem(const inc__json_document *document);

/* Checks of the value the reader stands at. */
inc_status inc__json_is_object(const inc__json_document *document, json_t *value);
inc_status inc__json_is_list(const inc__json_document *document, json_t *value, size_t least,
                             size_t most);
inc_status inc__json_is_text(const inc__json_document *document, json_t *value, size_t most);

/* An object whose members are all among known, which ends with NULL. */
inc_status inc__json_members(inc__json_document *document, json_t *value, const char *const *known);
inc_status inc__json_require(const inc__json_document *document, json_t *object, const char *key);

/* Members that may be absent: then the output keeps what it has. */
inc_status inc__json_text(inc__json_document *document, json_t *object, const char *key,
                          size_t most, const char **text);
inc_status inc__json_integer(inc__json_document *document, json_t *object, const char *key,
                             int32_t least, int32_t most, int32_t *number);
inc_status inc__json_flag(inc__json_document *document, json_t *object, const char *key,
                          int32_t *flag);
inc_status inc__json_choice(inc__json_document *document, json_t *object, const char *key,
                            const inc__json_word *words, int32_t *value);
inc_status inc__json_duration(inc__json_document *document, json_t *object, const char *key,
                              inc_duration least, inc_duration *duration);
inc_status inc__json_zone(inc__json_document *document, json_t *object, const char *key,
                          const inc_zone **zone);

#endif
