/* SHA-256, the stable hash of rules and zones. Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5 and
 * 6.2. */
#include <incident/hash.h>
#include <string.h>

#define HASH_BLOCK 64

/* FIPS 180-4, 4.2.2. */
static const uint32_t hash_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t hash_rotate(uint32_t x, unsigned bits)
{
    return x >> bits | x << (32 - bits);
}

/* The message schedule, 6.2.2 step 1. */
static void hash_schedule(const unsigned char *block, uint32_t w[64])
{
    size_t t;

    for (t = 0; t < 16; t++)
        w[t] = (uint32_t) block[4 * t] << 24 | (uint32_t) block[4 * t + 1] << 16 |
               (uint32_t) block[4 * t + 2] << 8 | (uint32_t) block[4 * t + 3];
    for (; t < 64; t++) {
        uint32_t a = w[t - 15], b = w[t - 2];
        uint32_t s0 = hash_rotate(a, 7) ^ hash_rotate(a, 18) ^ a >> 3;
        uint32_t s1 = hash_rotate(b, 17) ^ hash_rotate(b, 19) ^ b >> 10;
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
}

static void hash_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[64], v[8];
    size_t t;

    hash_schedule(block, w);
    memcpy(v, state, sizeof v);
    for (t = 0; t < 64; t++) {
        uint32_t a = v[0], e = v[4];
        uint32_t s1 = hash_rotate(e, 6) ^ hash_rotate(e, 11) ^ hash_rotate(e, 25);
        uint32_t s0 = hash_rotate(a, 2) ^ hash_rotate(a, 13) ^ hash_rotate(a, 22);
        uint32_t choice = (e & v[5]) ^ (~e & v[6]);
        uint32_t majority = (a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]);
        uint32_t t1 = v[7] + s1 + choice + hash_constants[t] + w[t];

        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += t1;
        v[0] = t1 + s0 + majority;
    }
    for (t = 0; t < 8; t++)
        state[t] += v[t];
}

/* The rest of a message with its padding, 5.1.1. */
static void hash_finish(uint32_t state[8], const unsigned char *rest, size_t left, uint64_t size)
{
    unsigned char block[2 * HASH_BLOCK] = {0};
    size_t padded = left + 9 <= HASH_BLOCK ? HASH_BLOCK : 2 * HASH_BLOCK;
    size_t i;

    if (left > 0)
        memcpy(block, rest, left);
    block[left] = 0x80;
    for (i = 0; i < 8; i++)
        block[padded - 1 - i] = (unsigned char) (size * 8 >> (8 * i));
    hash_block(state, block);
    if (padded > HASH_BLOCK)
        hash_block(state, block + HASH_BLOCK);
}

inc_status inc_hash_of(const void *data, size_t size, inc_hash *hash)
{
    /* FIPS 180-4, 5.3.3. */
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *at = data;
    size_t left = size, i;

    if (hash == NULL || (data == NULL && size != 0))
        return INC_E_INVALID;
    for (; left >= HASH_BLOCK; left -= HASH_BLOCK, at += HASH_BLOCK)
        hash_block(state, at);
    hash_finish(state, at, left, size);
    for (i = 0; i < sizeof hash->bytes; i++)
        hash->bytes[i] = (uint8_t) (state[i / 4] >> (24 - 8 * (i % 4)));
    return INC_OK;
}

inc_status inc_hash_text(const inc_hash *hash, char *text)
{
    static const char hash_digits[] = "0123456789abcdef";
    size_t i;

    if (hash == NULL || text == NULL)
        return INC_E_INVALID;
    for (i = 0; i < sizeof hash->bytes; i++) {
        text[2 * i] = hash_digits[hash->bytes[i] >> 4];
        text[2 * i + 1] = hash_digits[hash->bytes[i] & 15];
    }
    text[2 * sizeof hash->bytes] = '\0';
    return INC_OK;
}

static int hash_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

inc_status inc_hash_parse(const char *text, size_t size, inc_hash *hash)
{
    inc_hash read;
    size_t i;

    if (text == NULL || hash == NULL)
        return INC_E_INVALID;
    if (size == INC_ZSTR)
        size = strlen(text);
    if (size != INC_HASH_TEXT_SIZE - 1)
        return INC_E_FORMAT;
    for (i = 0; i < sizeof read.bytes; i++) {
        int high = hash_digit(text[2 * i]), low = hash_digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return INC_E_FORMAT;
        read.bytes[i] = (uint8_t) (high * 16 + low);
    }
    *hash = read;
    return INC_OK;
}
