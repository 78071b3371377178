/* SHA-256 against FIPS 180-4 and, at the edges of blocks, against Python's hashlib. */
#include "unit.h"

#include <incident/hash.h>
#include <string.h>

static void expect(const void *data, size_t size, const char *digits)
{
    inc_hash hash;
    char text[INC_HASH_TEXT_SIZE];

    ck_assert_int_eq(inc_hash_of(data, size, &hash), INC_OK);
    ck_assert_int_eq(inc_hash_text(&hash, text), INC_OK);
    ck_assert_str_eq(text, digits);
}

/* The examples that NIST publishes beside FIPS 180-4. */
START_TEST(hash_standard_vectors)
{
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    expect(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(two, 56, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
END_TEST

START_TEST(hash_million_bytes)
{
    char *bytes = malloc(1000000);

    ck_assert_ptr_nonnull(bytes);
    memset(bytes, 'a', 1000000);
    expect(bytes, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(bytes);
}
END_TEST

/* Byte i of a message of n bytes is 7 i + n; digests from hashlib. */
static const struct {
    size_t size;
    const char *digits;
} hash_edges[] = {
    {55, "81afe5b788dc2ce138ff83d9b20164db75a94d75d2b2432eea4a0ef605088c72"},
    {56, "2aba54f0ac632420a2b502431408866e40e1d5e430df4cd822642c78ab2eb9c1"},
    {57, "903284efbf9100e8ba1614ec65eacacad125e03f857cae7acbf8b73b23e0fdfe"},
    {58, "49298f1616fb5777d7a68085f2be223e74b64e84b9dbb9b3e3e6f66599bcbcf1"},
    {59, "1b70d65ef02ab7524c4070295da64f4bc1742de82bc0f53a7241a211827bb65c"},
    {60, "a7395392b500ee1855fd4fb13ce5d863a5581fd02b981710533d5a83fbfab7bd"},
    {61, "eb75a7c80ccaebf13a9fbbe4db10e9fda98c623597d1ff194ba34a21852127d7"},
    {62, "c2c02d573cda0bf7b8c680a27687b40193446315b46675442d1ffacde704d4fc"},
    {63, "733d3d4ee79ee67145bf73da13588f6f235d37414fc64b14a2f00f1762792f5e"},
    {64, "79322907b3e9d013d7dc2c2f256674dbf733045cde01df3539271c6f5605feb8"},
    {65, "d85c007c6eb440f085afa2b84f6f2bce4658b240e9f62cb1364bf0485a57e720"},
    {119, "6c87eedf096b345de205b702e5223b73b447a3207791ded3ea007ba15ed6736e"},
    {120, "42500cf6a1e3936d6b9e0bcfe296d654b63255e525487d3634d0b15fde591c4d"},
    {127, "68f6ff710276900c0ffbbc57426f67e00c2e01f0750c7edc25ac06b8ce7a8095"},
    {128, "489d55fea9a73af36b6dd0be7b4117d8e5683386d39544e8a44c99a87f368707"},
    {129, "4e1556b2e9a50a3cc9478f3254727b01065f9ac5d2c3a8b4cd538ae7240bb87d"},
    {1000, "6b0df76627243d095b0c4400cb658b7e804dd03461cc03aee8fc8fe0bcada168"},
};

START_TEST(hash_block_edges)
{
    unsigned char bytes[1000];
    size_t row, i;

    for (row = 0; row < sizeof hash_edges / sizeof hash_edges[0]; row++) {
        for (i = 0; i < hash_edges[row].size; i++)
            bytes[i] = (unsigned char) (i * 7 + hash_edges[row].size);
        expect(bytes, hash_edges[row].size, hash_edges[row].digits);
    }
}
END_TEST

START_TEST(hash_text_round_trip)
{
    const char *upper = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
    inc_hash hash, read;
    char text[INC_HASH_TEXT_SIZE];

    ck_assert_int_eq(inc_hash_of("abc", 3, &hash), INC_OK);
    ck_assert_int_eq(inc_hash_text(&hash, text), INC_OK);
    ck_assert_int_eq(inc_hash_parse(text, INC_ZSTR, &read), INC_OK);
    ck_assert_mem_eq(&hash, &read, sizeof hash);
    memset(&read, 0, sizeof read);
    ck_assert_int_eq(inc_hash_parse(upper, 64, &read), INC_OK);
    ck_assert_mem_eq(&hash, &read, sizeof hash);
}
END_TEST

START_TEST(hash_refusals)
{
    inc_hash hash, before;
    char text[INC_HASH_TEXT_SIZE + 1];
    size_t i;

    memset(&hash, 0x5a, sizeof hash);
    before = hash;
    memset(text, '0', sizeof text);
    text[INC_HASH_TEXT_SIZE] = '\0';
    ck_assert_int_eq(inc_hash_of(NULL, 1, &hash), INC_E_INVALID);
    ck_assert_int_eq(inc_hash_of("a", 1, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_hash_text(NULL, text), INC_E_INVALID);
    ck_assert_int_eq(inc_hash_text(&hash, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_hash_parse(NULL, 64, &hash), INC_E_INVALID);
    ck_assert_int_eq(inc_hash_parse(text, 64, NULL), INC_E_INVALID);
    ck_assert_int_eq(inc_hash_parse(text, INC_ZSTR, &hash), INC_E_FORMAT);
    ck_assert_int_eq(inc_hash_parse(text, 63, &hash), INC_E_FORMAT);
    for (i = 0; i < 64; i += 9) {
        static const char bad[] = "g/:@G`\x7f ";
        text[i] = bad[i % (sizeof bad - 1)];
        ck_assert_int_eq(inc_hash_parse(text, 64, &hash), INC_E_FORMAT);
        text[i] = '0';
    }
    ck_assert_mem_eq(&hash, &before, sizeof hash);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {hash_standard_vectors, hash_million_bytes, hash_block_edges,
                                  hash_text_round_trip,  hash_refusals,      NULL};

    return unit_run("hash", tests, NULL, NULL);
}
