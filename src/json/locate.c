/* Where in the text a value stands. */
#include "locate.h"

#include <stdio.h>
#include <string.h>

#define LOCATE_DEPTH 48

static size_t locate_blank(const char *text, size_t size, size_t at)
{
    while (at < size &&
           (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
        at++;
    return at;
}

/* Past the closing quote of a text that opens at at, or to the end. */
static size_t locate_after_text(const char *text, size_t size, size_t at)
{
    for (at++; at < size && text[at] != '"'; at++) {
        if (text[at] == '\\')
            at++;
    }
    return at < size ? at + 1 : size;
}

static size_t locate_after_value(const char *text, size_t size, size_t at)
{
    size_t depth = 0;

    while (at < size) {
        char byte = text[at];
        if (depth == 0 && (byte == ',' || byte == ']' || byte == '}'))
            break;
        if (byte == '"') {
            at = locate_after_text(text, size, at);
            continue;
        }
        if (byte == '{' || byte == '[')
            depth++;
        if (byte == '}' || byte == ']')
            depth--;
        at++;
    }
    return at;
}

/* jansson keeps members in the order of the text, so a key's place among them finds it without
 * decoding any. */
static size_t locate_place(const inc__json_step *step)
{
    const char *key;
    json_t *value;
    size_t place = 0;

    if (step->key == NULL)
        return step->place;
    json_object_foreach(step->parent, key, value)
    {
        if (strcmp(key, step->key) == 0)
            break;
        place++;
    }
    return place;
}

static size_t locate_descend(const char *text, size_t size, size_t at, const inc__json_step *step)
{
    size_t place = locate_place(step);

    for (at++; place > 0 && at < size; place--) {
        at = locate_after_value(text, size, at);
        at += at < size;
    }
    at = locate_blank(text, size, at);
    if (step->key != NULL) {
        at = locate_after_text(text, size, at);
        at = locate_blank(text, size, at);
        at = locate_blank(text, size, at + (at < size));
    }
    return at;
}

size_t inc__json_line_of(const char *text, size_t size, const inc__json_step *steps, size_t count)
{
    size_t at = locate_blank(text, size, 0), line = 1, i;

    for (i = 0; i < count; i++)
        at = locate_descend(text, size, at, &steps[i]);
    for (i = 0; i < at && i < size; i++)
        line += text[i] == '\n';
    return line;
}

void inc__json_path_append(char *path, size_t path_size, const char *bytes, size_t size)
{
    size_t used = strlen(path), room = path_size - used - 1;

    if (size > room) {
        size = room;
        while (size > 0 && ((unsigned char) bytes[size] & 0xc0) == 0x80)
            size--;
    }
    memcpy(path + used, bytes, size);
    path[used + size] = '\0';
}

/* A list or an object that is open at the offset. */
typedef struct locate_frame {
    char kind; /* '{' or '[' */
    int wants_key;
    const char *key;
    size_t key_size;
    size_t place;
} locate_frame;

typedef struct locate_walk {
    locate_frame frames[LOCATE_DEPTH];
    size_t depth; /* may exceed the frames kept */
} locate_walk;

static void locate_open(locate_walk *walk, char kind)
{
    if (walk->depth < LOCATE_DEPTH) {
        locate_frame *frame = &walk->frames[walk->depth];
        memset(frame, 0, sizeof *frame);
        frame->kind = kind;
        frame->wants_key = kind == '{';
    }
    walk->depth++;
}

static void locate_next(locate_frame *frame)
{
    frame->place++;
    frame->wants_key = frame->kind == '{';
    frame->key = NULL;
}

static void locate_text(locate_frame *frame, const char *text, size_t size)
{
    if (frame == NULL || !frame->wants_key)
        return;
    frame->key = text + 1;
    frame->key_size = size > 1 && text[size - 1] == '"' ? size - 2 : size - 1;
    frame->wants_key = 0;
}

static void locate_walk_to(locate_walk *walk, const char *text, size_t offset)
{
    size_t at = 0;

    while (at < offset) {
        int kept = walk->depth > 0 && walk->depth <= LOCATE_DEPTH;
        locate_frame *frame = kept ? &walk->frames[walk->depth - 1] : NULL;
        size_t next = at + 1;

        if (text[at] == '"') {
            next = locate_after_text(text, offset, at);
            locate_text(frame, text + at, next - at);
        } else if (text[at] == '{' || text[at] == '[') {
            locate_open(walk, text[at]);
        } else if ((text[at] == '}' || text[at] == ']') && walk->depth > 0) {
            walk->depth--;
        } else if (text[at] == ',' && frame != NULL) {
            locate_next(frame);
        }
        at = next;
    }
}

void inc__json_path_at(const char *text, size_t offset, char *path, size_t path_size)
{
    locate_walk walk;
    char number[24];
    size_t i;

    walk.depth = 0;
    locate_walk_to(&walk, text, offset);
    path[0] = '\0';
    for (i = 0; i < walk.depth && i < LOCATE_DEPTH; i++) {
        const locate_frame *frame = &walk.frames[i];
        if (frame->kind == '{' && frame->key == NULL)
            break;
        if (i > 0)
            inc__json_path_append(path, path_size, "/", 1);
        (void) snprintf(number, sizeof number, "%zu", frame->place);
        if (frame->kind == '{')
            inc__json_path_append(path, path_size, frame->key, frame->key_size);
        else
            inc__json_path_append(path, path_size, number, strlen(number));
    }
    if (path[0] == '\0')
        inc__json_path_append(path, path_size, "document", 8);
}
