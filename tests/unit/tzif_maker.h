/* Makes TZif bytes by hand, right and wrong ones. */
#ifndef TESTS_TZIF_MAKER_H
#define TESTS_TZIF_MAKER_H

#include <stdint.h>
#include <string.h>

#define MAKER_MOST 8
#define MAKER_SIZE 1024

typedef struct maker {
    char version; /* 0, or '2' and later */
    uint32_t time_count, type_count, name_size;
    uint32_t leap_count, standard_count, utc_count;
    int64_t times[MAKER_MOST];
    unsigned char index[MAKER_MOST];
    struct {
        int32_t offset;
        unsigned char daylight, name;
    } types[MAKER_MOST];
    const char *names;
    const char *footer; /* without its newlines */
} maker;

typedef struct maker_bytes {
    unsigned char at[MAKER_SIZE];
    size_t size;
} maker_bytes;

static void maker_put(maker_bytes *bytes, uint64_t value, int width)
{
    for (width -= 1; width >= 0; width--)
        bytes->at[bytes->size++] = (unsigned char) (value >> (8 * width));
}

static void maker_put_header(maker_bytes *bytes, const maker *made, int empty)
{
    memcpy(bytes->at + bytes->size, "TZif", 4);
    bytes->size += 4;
    bytes->at[bytes->size++] = (unsigned char) made->version;
    memset(bytes->at + bytes->size, 0, 15);
    bytes->size += 15;
    maker_put(bytes, empty ? 0 : made->utc_count, 4);
    maker_put(bytes, empty ? 0 : made->standard_count, 4);
    maker_put(bytes, empty ? 0 : made->leap_count, 4);
    maker_put(bytes, empty ? 0 : made->time_count, 4);
    maker_put(bytes, empty ? 1 : made->type_count, 4);
    maker_put(bytes, empty ? 1 : made->name_size, 4);
}

static void maker_put_block(maker_bytes *bytes, const maker *made, int time_size)
{
    uint32_t i;

    for (i = 0; i < made->time_count; i++)
        maker_put(bytes, (uint64_t) made->times[i], time_size);
    for (i = 0; i < made->time_count; i++)
        maker_put(bytes, made->index[i], 1);
    for (i = 0; i < made->type_count; i++) {
        maker_put(bytes, (uint64_t) made->types[i].offset, 4);
        maker_put(bytes, made->types[i].daylight, 1);
        maker_put(bytes, made->types[i].name, 1);
    }
    memcpy(bytes->at + bytes->size, made->names, made->name_size);
    bytes->size += made->name_size;
    for (i = 0; i < made->leap_count; i++) {
        maker_put(bytes, 78796800 + i, time_size);
        maker_put(bytes, i + 1, 4);
    }
    for (i = 0; i < made->standard_count + made->utc_count; i++)
        maker_put(bytes, 0, 1);
}

/* Version 2 and later have an empty 32-bit block, as slim files do. */
static void maker_write(const maker *made, maker_bytes *bytes)
{
    bytes->size = 0;
    if (made->version != 0) {
        maker_put_header(bytes, made, 1);
        maker_put(bytes, 0, 4 + 2 + 1);
    }
    maker_put_header(bytes, made, 0);
    maker_put_block(bytes, made, made->version != 0 ? 8 : 4);
    if (made->version == 0)
        return;
    bytes->at[bytes->size++] = '\n';
    memcpy(bytes->at + bytes->size, made->footer, strlen(made->footer));
    bytes->size += strlen(made->footer);
    bytes->at[bytes->size++] = '\n';
}

/* No transitions, one type at offset 0, and the footer. */
static maker maker_footer(const char *footer)
{
    maker made = {'2', 0, 1, 4, 0, 0, 0, {0}, {0}, {{0, 0, 0}}, "LMT", NULL};

    made.footer = footer;
    return made;
}

#endif
