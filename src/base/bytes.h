/* Canonical bytes: little-endian integers and counted text, written and read with one check at the
 * end. */
#ifndef INC_BASE_BYTES_H
#define INC_BASE_BYTES_H

#include "base/array.h"

/* Appends; the first failure sticks in status and later calls do nothing. */
typedef struct inc__writer {
    inc_context *context;
    inc__array bytes;
    inc_status status;
} inc__writer;

void inc__writer_init(inc__writer *writer, inc_context *context);
void inc__writer_free(inc__writer *writer);
void inc__put_raw(inc__writer *writer, const void *bytes, size_t size);
void inc__put_u8(inc__writer *writer, uint8_t value);
void inc__put_u32(inc__writer *writer, uint32_t value);
void inc__put_i32(inc__writer *writer, int32_t value);
void inc__put_i64(inc__writer *writer, int64_t value);
/* u32 length, then the bytes; NULL is written like "". */
void inc__put_text(inc__writer *writer, const char *text);
void inc__put_blob(inc__writer *writer, const void *bytes, size_t size);
/* Seven bits a byte, the least first, the high bit set on all but the last (LEB128). */
void inc__put_varint(inc__writer *writer, uint64_t value);
/* The same of 0, -1, 1, -2, ... as 0, 1, 2, 3, ... */
void inc__put_signed(inc__writer *writer, int64_t value);
/* A varint of the length, then the bytes. */
void inc__put_short_text(inc__writer *writer, const char *text);

/* Reads; after the first failure every call gives 0 and failed is 1. */
typedef struct inc__reader {
    const unsigned char *at;
    size_t left;
    int failed;
} inc__reader;

void inc__reader_init(inc__reader *reader, const void *bytes, size_t size);
uint8_t inc__get_u8(inc__reader *reader);
uint32_t inc__get_u32(inc__reader *reader);
int32_t inc__get_i32(inc__reader *reader);
int64_t inc__get_i64(inc__reader *reader);
uint64_t inc__get_varint(inc__reader *reader);
int64_t inc__get_signed(inc__reader *reader);
/* Bytes as they are, borrowed; NULL on a failure. */
const void *inc__get_raw(inc__reader *reader, size_t size);
/* A count of items of at least one byte each; more than could follow is a failure. */
size_t inc__get_short_count(inc__reader *reader);
/* As inc__get_text, of what inc__put_short_text wrote. */
char *inc__get_short_text(inc__reader *reader, inc_context *context, size_t most,
                          inc_status *status);
/* A count of items of at least item_size bytes each; more than could follow is a failure. */
size_t inc__get_count(inc__reader *reader, size_t item_size);
/* Borrowed bytes of the input; NULL on a failure. */
const void *inc__get_blob(inc__reader *reader, size_t *size);
/* A text without NUL bytes, in valid UTF-8, of at most most bytes, copied into a new NUL-terminated
 * block of strlen + 1 bytes; NULL on a failure, and *status tells INC_E_NOMEM from INC_E_FORMAT. */
char *inc__get_text(inc__reader *reader, inc_context *context, size_t most, inc_status *status);

#endif
