/* TZif bytes. Source: RFC 8536 and RFC 9636, section 3. */
#include "time/tzif.h"

#include <string.h>

#define TZIF_HEADER_SIZE 44
#define TZIF_TYPE_SIZE 6
#define TZIF_COUNT_MOST 65536
#define TZIF_OFFSET_MOST (26 * 3600 - 1)

/* The counts of a header, in their order in the file. */
typedef struct tzif_header {
    int version; /* 1, or 2 for all later ones */
    size_t utc_count, standard_count, leap_count, time_count, type_count, name_size;
} tzif_header;

static uint32_t tzif_u32(const unsigned char *at)
{
    return (uint32_t) at[0] << 24 | (uint32_t) at[1] << 16 | (uint32_t) at[2] << 8 |
           (uint32_t) at[3];
}

static int32_t tzif_i32(const unsigned char *at)
{
    return (int32_t) tzif_u32(at);
}

int64_t inc__tzif_time(const inc__tzif *tzif, size_t at)
{
    const unsigned char *time = tzif->times + at * tzif->time_size;

    if (tzif->time_size == 4)
        return tzif_i32(time);
    return (int64_t) ((uint64_t) tzif_u32(time) << 32 | tzif_u32(time + 4));
}

inc__tz_type inc__tzif_type(const inc__tzif *tzif, size_t at)
{
    const unsigned char *type = tzif->types + at * TZIF_TYPE_SIZE;
    inc__tz_type made = {tzif_i32(type), type[4], tzif->names + type[5]};
    return made;
}

/* NULL, or what was wrong. */
static const char *tzif_header_read(const unsigned char *bytes, size_t size, tzif_header *header)
{
    size_t *counts[6], i;

    if (size < TZIF_HEADER_SIZE)
        return "ended within a header";
    if (memcmp(bytes, "TZif", 4) != 0)
        return "did not start with 'TZif'";
    if (bytes[4] != 0 && (bytes[4] < '2' || bytes[4] > '9'))
        return "had an unknown version";
    header->version = bytes[4] == 0 ? 1 : 2;
    counts[0] = &header->utc_count;
    counts[1] = &header->standard_count;
    counts[2] = &header->leap_count;
    counts[3] = &header->time_count;
    counts[4] = &header->type_count;
    counts[5] = &header->name_size;
    for (i = 0; i < 6; i++) {
        uint32_t count = tzif_u32(bytes + 20 + 4 * i);
        if (count > TZIF_COUNT_MOST)
            return "had a count over 65,536";
        *counts[i] = count;
    }
    return NULL;
}

static size_t tzif_block_size(const tzif_header *header, size_t time_size)
{
    return header->time_count * (time_size + 1) + header->type_count * TZIF_TYPE_SIZE +
           header->name_size + header->leap_count * (time_size + 4) + header->standard_count +
           header->utc_count;
}

static const char *tzif_check_counts(const tzif_header *header)
{
    if (header->type_count == 0 || header->name_size == 0)
        return "had no local time type";
    if ((header->utc_count != 0 && header->utc_count != header->type_count) ||
        (header->standard_count != 0 && header->standard_count != header->type_count))
        return "had a count of indicators that is not that of its types";
    return NULL;
}

static const char *tzif_check_name(const inc__tzif *tzif, size_t at)
{
    for (; at < tzif->name_size; at++) {
        if (tzif->names[at] == '\0')
            return NULL;
        if (tzif->names[at] < ' ' || tzif->names[at] > '~')
            return "had an abbreviation that is not printable ASCII";
    }
    return "had an abbreviation without an end";
}

static const char *tzif_check_types(const inc__tzif *tzif)
{
    size_t i;

    for (i = 0; i < tzif->type_count; i++) {
        const unsigned char *type = tzif->types + i * TZIF_TYPE_SIZE;
        int32_t offset = tzif_i32(type);
        const char *wrong = tzif_check_name(tzif, type[5]);

        if (wrong != NULL)
            return wrong;
        if (offset < -TZIF_OFFSET_MOST || offset > TZIF_OFFSET_MOST)
            return "had an offset of 26 hours or more";
        if (type[4] > 1)
            return "had a daylight flag other than 0 and 1";
    }
    return NULL;
}

static const char *tzif_check_times(const inc__tzif *tzif)
{
    size_t i;

    for (i = 0; i < tzif->time_count; i++) {
        if (i > 0 && inc__tzif_time(tzif, i) <= inc__tzif_time(tzif, i - 1))
            return "had transition times that did not rise";
        if (tzif->index[i] >= tzif->type_count)
            return "had a transition to a type that it does not have";
    }
    return NULL;
}

static const char *tzif_block_read(const tzif_header *header, size_t time_size,
                                   const unsigned char *bytes, inc__tzif *tzif)
{
    const char *wrong = tzif_check_counts(header);

    tzif->time_size = time_size;
    tzif->time_count = header->time_count;
    tzif->type_count = header->type_count;
    tzif->name_size = header->name_size;
    tzif->times = bytes;
    tzif->index = tzif->times + header->time_count * time_size;
    tzif->types = tzif->index + header->time_count;
    tzif->names = (const char *) tzif->types + header->type_count * TZIF_TYPE_SIZE;
    if (wrong == NULL)
        wrong = tzif_check_types(tzif);
    if (wrong == NULL)
        wrong = tzif_check_times(tzif);
    return wrong;
}

/* A newline, a TZ string or nothing, a newline. */
static const char *tzif_footer_read(const unsigned char *bytes, size_t size, inc__tzif *tzif)
{
    tzif->has_footer = 0;
    if (size < 2 || bytes[0] != '\n' || bytes[size - 1] != '\n')
        return "had no footer between newlines at its end";
    if (size == 2)
        return NULL;
    tzif->has_footer = 1;
    if (!inc__posix_tz_parse((const char *) bytes + 1, size - 2, &tzif->footer))
        return "had a footer that is no POSIX TZ string";
    return NULL;
}

/* Everything but leap seconds, whose presence it tells. */
static const char *tzif_parse(const unsigned char *bytes, size_t size, inc__tzif *tzif, int *leap)
{
    tzif_header header;
    size_t time_size = 4, block;
    const char *wrong = tzif_header_read(bytes, size, &header);

    if (wrong == NULL && header.version > 1) {
        block = TZIF_HEADER_SIZE + tzif_block_size(&header, time_size);
        if (block > size)
            return "ended within its 32-bit block";
        time_size = 8;
        bytes += block;
        size -= block;
        wrong = tzif_header_read(bytes, size, &header);
        if (wrong == NULL && header.version == 1)
            wrong = "had two versions";
    }
    if (wrong != NULL)
        return wrong;
    bytes += TZIF_HEADER_SIZE;
    size -= TZIF_HEADER_SIZE;
    block = tzif_block_size(&header, time_size);
    if (block > size)
        return "ended within its data";
    *leap = header.leap_count > 0;
    wrong = tzif_block_read(&header, time_size, bytes, tzif);
    if (wrong == NULL && time_size == 8)
        wrong = tzif_footer_read(bytes + block, size - block, tzif);
    else if (wrong == NULL && block != size)
        wrong = "went on after its data";
    return wrong;
}

inc_status inc__tzif_read(inc_context *context, const char *name, const unsigned char *bytes,
                          size_t size, inc__tzif *tzif)
{
    int leap = 0;
    const char *wrong;

    memset(tzif, 0, sizeof *tzif);
    wrong = tzif_parse(bytes, size, tzif, &leap);
    if (wrong != NULL)
        return inc__fail(context, INC_E_FORMAT, "the TZif data of zone '%s' %s", name, wrong);
    if (leap)
        return inc__fail(context, INC_E_UNSUPPORTED, "the TZif data of zone '%s' had leap seconds",
                         name);
    return INC_OK;
}
