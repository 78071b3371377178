/** @file incident/hash.h
 * The stable hash that identifies rules.
 */
#ifndef INCIDENT_HASH_H
#define INCIDENT_HASH_H

#include "status.h"

INC_BEGIN

/** A SHA-256 digest (FIPS 180-4). Frozen layout. @since 0.1 */
typedef struct inc_hash {
    uint8_t bytes[32]; /**< as FIPS 180-4 orders them */
} inc_hash;

/** Bytes that inc_hash_text writes: 64 hexadecimal digits and a NUL. @since 0.1 */
#define INC_HASH_TEXT_SIZE 65

/** Hashes size bytes. Any thread.
 * @return INC_OK; INC_E_INVALID for a NULL pointer (data may be NULL when size is 0). @since 0.1 */
INC_API inc_status inc_hash_of(const void *data, size_t size, inc_hash *hash);

/** Writes 64 lower-case hexadecimal digits and a NUL into text, which has room for
 * INC_HASH_TEXT_SIZE bytes. Any thread. @return INC_OK; INC_E_INVALID for a NULL pointer.
 * @since 0.1 */
INC_API inc_status inc_hash_text(const inc_hash *hash, char *text);

/** Reads 64 hexadecimal digits of either case. Any thread.
 * @return INC_OK; INC_E_INVALID for a NULL pointer; INC_E_FORMAT otherwise. @since 0.1 */
INC_API inc_status inc_hash_parse(const char *text, size_t size, inc_hash *hash);

INC_END

#endif
