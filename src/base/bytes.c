/* Canonical bytes. */
#include "base/bytes.h"

#include "base/string.h"

#include <string.h>

void inc__writer_init(inc__writer *writer, inc_context *context)
{
    memset(writer, 0, sizeof *writer);
    writer->context = context;
}

void inc__writer_free(inc__writer *writer)
{
    inc__array_free(writer->context, &writer->bytes, 1);
}

void inc__put_raw(inc__writer *writer, const void *bytes, size_t size)
{
    if (writer->status != INC_OK || size == 0)
        return;
    writer->status =
        inc__array_reserve(writer->context, &writer->bytes, 1, writer->bytes.count + size);
    if (writer->status != INC_OK)
        return;
    memcpy((unsigned char *) writer->bytes.items + writer->bytes.count, bytes, size);
    writer->bytes.count += size;
}

void inc__put_u8(inc__writer *writer, uint8_t value)
{
    inc__put_raw(writer, &value, 1);
}

void inc__put_u32(inc__writer *writer, uint32_t value)
{
    unsigned char bytes[4];
    size_t i;

    for (i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char) (value >> (8 * i));
    inc__put_raw(writer, bytes, sizeof bytes);
}

void inc__put_i32(inc__writer *writer, int32_t value)
{
    inc__put_u32(writer, (uint32_t) value);
}

void inc__put_i64(inc__writer *writer, int64_t value)
{
    inc__put_u32(writer, (uint32_t) ((uint64_t) value & UINT32_MAX));
    inc__put_u32(writer, (uint32_t) ((uint64_t) value >> 32));
}

void inc__put_blob(inc__writer *writer, const void *bytes, size_t size)
{
    inc__put_u32(writer, (uint32_t) size);
    inc__put_raw(writer, bytes, size);
}

void inc__put_text(inc__writer *writer, const char *text)
{
    inc__put_blob(writer, text, text != NULL ? strlen(text) : 0);
}

void inc__put_varint(inc__writer *writer, uint64_t value)
{
    unsigned char bytes[10];
    size_t size = 0;

    for (; value > 127; value >>= 7)
        bytes[size++] = (unsigned char) (value | 128);
    bytes[size++] = (unsigned char) value;
    inc__put_raw(writer, bytes, size);
}

void inc__put_signed(inc__writer *writer, int64_t value)
{
    uint64_t bits = (uint64_t) value << 1;

    inc__put_varint(writer, value < 0 ? ~bits : bits);
}

void inc__put_short_text(inc__writer *writer, const char *text)
{
    size_t size = strlen(text);

    inc__put_varint(writer, size);
    inc__put_raw(writer, text, size);
}

void inc__reader_init(inc__reader *reader, const void *bytes, size_t size)
{
    reader->at = bytes;
    reader->left = size;
    reader->failed = 0;
}

static const unsigned char *reader_take(inc__reader *reader, size_t size)
{
    const unsigned char *at = reader->at;

    if (reader->failed || size > reader->left) {
        reader->failed = 1;
        return NULL;
    }
    reader->at += size;
    reader->left -= size;
    return at;
}

uint8_t inc__get_u8(inc__reader *reader)
{
    const unsigned char *at = reader_take(reader, 1);
    return at != NULL ? *at : 0;
}

uint32_t inc__get_u32(inc__reader *reader)
{
    const unsigned char *at = reader_take(reader, 4);

    if (at == NULL)
        return 0;
    return (uint32_t) at[0] | (uint32_t) at[1] << 8 | (uint32_t) at[2] << 16 |
           (uint32_t) at[3] << 24;
}

int32_t inc__get_i32(inc__reader *reader)
{
    return (int32_t) inc__get_u32(reader);
}

int64_t inc__get_i64(inc__reader *reader)
{
    uint64_t low = inc__get_u32(reader);
    uint64_t high = inc__get_u32(reader);
    return reader->failed ? 0 : (int64_t) (high << 32 | low);
}

size_t inc__get_count(inc__reader *reader, size_t item_size)
{
    size_t count = inc__get_u32(reader);

    if (count > reader->left / item_size) {
        reader->failed = 1;
        return 0;
    }
    return count;
}

const void *inc__get_blob(inc__reader *reader, size_t *size)
{
    *size = inc__get_u32(reader);
    return reader_take(reader, *size);
}

uint64_t inc__get_varint(inc__reader *reader)
{
    uint64_t value = 0;
    int shift;

    for (shift = 0; shift < 64; shift += 7) {
        uint64_t byte = inc__get_u8(reader);
        if (shift == 63 && byte > 1)
            break;
        value |= (byte & 127) << shift;
        if (byte < 128)
            return value;
    }
    reader->failed = 1;
    return 0;
}

int64_t inc__get_signed(inc__reader *reader)
{
    uint64_t bits = inc__get_varint(reader);

    return (int64_t) ((bits >> 1) ^ ((bits & 1) != 0 ? UINT64_MAX : 0));
}

const void *inc__get_raw(inc__reader *reader, size_t size)
{
    return reader_take(reader, size);
}

size_t inc__get_short_count(inc__reader *reader)
{
    uint64_t count = inc__get_varint(reader);

    if (count > reader->left) {
        reader->failed = 1;
        return 0;
    }
    return (size_t) count;
}

/* A copy of text bytes that were read; NULL is a failure. */
static char *reader_text(inc__reader *reader, inc_context *context, const char *bytes, size_t size,
                         size_t most, inc_status *status)
{
    char *copy;

    *status = INC_E_FORMAT;
    if (bytes == NULL || size > most || !inc__text_valid(bytes, size)) {
        reader->failed = 1;
        return NULL;
    }
    copy = inc__string_copy(context, bytes, size);
    *status = copy != NULL ? INC_OK : INC_E_NOMEM;
    return copy;
}

char *inc__get_short_text(inc__reader *reader, inc_context *context, size_t most,
                          inc_status *status)
{
    size_t size = inc__get_short_count(reader);
    const char *bytes = inc__get_raw(reader, size);

    return reader_text(reader, context, bytes, size, most, status);
}

char *inc__get_text(inc__reader *reader, inc_context *context, size_t most, inc_status *status)
{
    size_t size;
    const char *bytes = inc__get_blob(reader, &size);

    return reader_text(reader, context, bytes, size, most, status);
}
