/* The bytes of a rulebook, written and read: doc/canonical-form.md. */
#include "base/bytes.h"
#include "base/string.h"
#include "rules/rulebook.h"
#include "rules/rules.h"

#include <string.h>

static void rulebook_put_hash(inc__writer *writer, const inc_hash *hash)
{
    inc__put_raw(writer, hash->bytes, sizeof hash->bytes);
}

static void rulebook_write_versions(inc__writer *writer, const inc_rulebook *rulebook)
{
    size_t i;

    inc__put_u32(writer, (uint32_t) rulebook->versions.count);
    for (i = 0; i < rulebook->versions.count; i++) {
        const inc_rules *rules = *INC__AT(&rulebook->versions, inc_rules *, i);
        inc__put_blob(writer, rules->bytes.items, rules->bytes.count);
    }
}

static void rulebook_write_publications(inc__writer *writer, const inc_rulebook *rulebook)
{
    size_t i;

    inc__put_u32(writer, (uint32_t) rulebook->publications.count);
    for (i = 0; i < rulebook->publications.count; i++) {
        const inc__publication *item = INC__AT(&rulebook->publications, inc__publication, i);
        inc__put_i64(writer, item->from);
        rulebook_put_hash(writer, inc_rules_hash(item->rules));
    }
}

static void rulebook_write_acknowledgements(inc__writer *writer, const inc_rulebook *rulebook)
{
    size_t i;

    inc__put_u32(writer, (uint32_t) rulebook->by_time.count);
    for (i = 0; i < rulebook->by_time.count; i++) {
        const inc__acknowledged *item = *INC__AT(&rulebook->by_time, inc__acknowledged *, i);
        inc__put_i64(writer, item->at);
        inc__put_text(writer, item->person);
        rulebook_put_hash(writer, &item->hash);
    }
}

inc_status inc_rulebook_bytes(inc_rulebook *rulebook, const void **bytes, size_t *size)
{
    inc__writer writer;

    if (rulebook == NULL || bytes == NULL || size == NULL)
        return INC_E_INVALID;
    inc__writer_init(&writer, rulebook->context);
    inc__put_raw(&writer, "INCB", 4);
    inc__put_u32(&writer, INC__RULEBOOK_VERSION);
    rulebook_write_versions(&writer, rulebook);
    rulebook_write_publications(&writer, rulebook);
    rulebook_write_acknowledgements(&writer, rulebook);
    if (writer.status != INC_OK) {
        inc__writer_free(&writer);
        return writer.status;
    }
    inc__array_free(rulebook->context, &rulebook->bytes, 1);
    rulebook->bytes = writer.bytes;
    *bytes = rulebook->bytes.items;
    *size = rulebook->bytes.count;
    return INC_OK;
}

typedef struct rulebook_reader {
    inc_context *context;
    inc__reader bytes;
    const unsigned char *start;
    inc__array versions; /* inc_rules *, by hash, owned */
    inc_rulebook *rulebook;
} rulebook_reader;

static size_t rulebook_read_offset(const rulebook_reader *reader)
{
    return (size_t) (reader->bytes.at - reader->start);
}

static void rulebook_get_hash(rulebook_reader *reader, inc_hash *hash)
{
    size_t i;

    for (i = 0; i < sizeof hash->bytes; i++)
        hash->bytes[i] = inc__get_u8(&reader->bytes);
}

static inc_status rulebook_read_cut(const rulebook_reader *reader, const char *what, size_t offset)
{
    return inc__fail(reader->context, INC_E_FORMAT, "%s at offset '%zu' was cut short or malformed",
                     what, offset);
}

static inc_status rulebook_read_head(rulebook_reader *reader)
{
    static const unsigned char magic[4] = {'I', 'N', 'C', 'B'};
    uint32_t format;

    if (reader->bytes.left < sizeof magic || memcmp(reader->bytes.at, magic, sizeof magic) != 0)
        return inc__fail(reader->context, INC_E_FORMAT, "the bytes did not start with 'INCB'");
    (void) inc__get_u32(&reader->bytes);
    format = inc__get_u32(&reader->bytes);
    if (!reader->bytes.failed && format > INC__RULEBOOK_VERSION)
        return inc__fail(reader->context, INC_E_UNSUPPORTED,
                         "the rulebook had format version '%lu', not '%u'", (unsigned long) format,
                         INC__RULEBOOK_VERSION);
    if (reader->bytes.failed || format == 0)
        return rulebook_read_cut(reader, "the format version", 4);
    return inc_rulebook_new(reader->context, &reader->rulebook);
}

static inc_status rulebook_read_version(rulebook_reader *reader)
{
    size_t offset = rulebook_read_offset(reader), size = 0, count = reader->versions.count;
    const void *bytes = inc__get_blob(&reader->bytes, &size);
    inc_rules *rules = NULL, **place;
    inc_status status;

    if (bytes == NULL)
        return rulebook_read_cut(reader, "a version", offset);
    status = inc_rules_from_bytes(reader->context, bytes, size, &rules);
    if (status != INC_OK)
        return inc__rules_refuse(reader->context, status, "a version", offset);
    if (count > 0 &&
        inc__hash_compare(inc_rules_hash(*INC__AT(&reader->versions, inc_rules *, count - 1)),
                          inc_rules_hash(rules)) >= 0) {
        inc_rules_unref(rules);
        return inc__fail(reader->context, INC_E_FORMAT,
                         "the version at offset '%zu' was not in the order of hashes", offset);
    }
    place = INC__PUSH(reader->context, &reader->versions, inc_rules *);
    if (place == NULL) {
        inc_rules_unref(rules);
        return INC_E_NOMEM;
    }
    *place = rules;
    return INC_OK;
}

static const inc_rules *rulebook_read_find(const rulebook_reader *reader, const inc_hash *hash)
{
    size_t low = 0, high = reader->versions.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const inc_rules *rules = *INC__AT(&reader->versions, inc_rules *, middle);
        int order = inc__hash_compare(inc_rules_hash(rules), hash);
        if (order == 0)
            return rules;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static inc_status rulebook_read_publication(rulebook_reader *reader)
{
    size_t offset = rulebook_read_offset(reader);
    inc_time from = inc__get_i64(&reader->bytes);
    const inc_rules *rules;
    inc_status status;
    inc_hash hash;

    rulebook_get_hash(reader, &hash);
    if (reader->bytes.failed)
        return rulebook_read_cut(reader, "a publication", offset);
    rules = rulebook_read_find(reader, &hash);
    if (rules == NULL)
        return inc__fail(reader->context, INC_E_FORMAT,
                         "the publication at offset '%zu' was of no version that was given",
                         offset);
    status = inc_rulebook_publish(reader->rulebook, rules, from);
    return status == INC_OK ? status
                            : inc__rules_refuse(reader->context, status, "a publication", offset);
}

static inc_status rulebook_read_acknowledgement(rulebook_reader *reader)
{
    size_t offset = rulebook_read_offset(reader);
    inc_time at = inc__get_i64(&reader->bytes);
    inc_status status;
    char *person = inc__get_text(&reader->bytes, reader->context, INC__NAME_MOST, &status);
    inc_hash hash;

    if (person == NULL)
        return status == INC_E_NOMEM ? inc__nomem(reader->context)
                                     : rulebook_read_cut(reader, "an acknowledgement", offset);
    rulebook_get_hash(reader, &hash);
    if (reader->bytes.failed) {
        status = rulebook_read_cut(reader, "an acknowledgement", offset);
    } else {
        status = inc_rulebook_acknowledge(reader->rulebook, person, &hash, at);
        if (status != INC_OK)
            status = inc__rules_refuse(reader->context, status, "an acknowledgement", offset);
    }
    inc__string_free(reader->context, person);
    return status;
}

static inc_status rulebook_read_list(rulebook_reader *reader, const char *what, size_t least,
                                     inc_status (*item)(rulebook_reader *))
{
    size_t offset = rulebook_read_offset(reader), i;
    size_t count = inc__get_count(&reader->bytes, least);
    inc_status status = INC_OK;

    if (reader->bytes.failed)
        return inc__fail(reader->context, INC_E_FORMAT,
                         "the number of %s at offset '%zu' was too large", what, offset);
    for (i = 0; status == INC_OK && i < count; i++)
        status = item(reader);
    return status;
}

static inc_status rulebook_read_all(rulebook_reader *reader)
{
    inc_status status = rulebook_read_head(reader);

    if (status == INC_OK)
        status = rulebook_read_list(reader, "versions", 4, rulebook_read_version);
    if (status == INC_OK)
        status = rulebook_read_list(reader, "publications", 40, rulebook_read_publication);
    if (status == INC_OK)
        status = rulebook_read_list(reader, "acknowledgements", 45, rulebook_read_acknowledgement);
    if (status == INC_OK && reader->bytes.left > 0)
        status = inc__fail(reader->context, INC_E_FORMAT, "'%zu' bytes were left at offset '%zu'",
                           reader->bytes.left, rulebook_read_offset(reader));
    return status;
}

inc_status inc_rulebook_from_bytes(inc_context *context, const void *bytes, size_t size,
                                   inc_rulebook **rulebook)
{
    rulebook_reader reader;
    const void *made;
    inc_status status;
    size_t made_size, i;

    if (rulebook == NULL)
        return INC_E_INVALID;
    *rulebook = NULL;
    if (context == NULL || (bytes == NULL && size != 0))
        return INC_E_INVALID;
    memset(&reader, 0, sizeof reader);
    reader.context = context;
    reader.start = bytes;
    inc__reader_init(&reader.bytes, bytes, size);
    status = rulebook_read_all(&reader);
    if (status == INC_OK)
        status = inc_rulebook_bytes(reader.rulebook, &made, &made_size);
    if (status == INC_OK)
        status = inc__rules_canonical(context, bytes, size, made, made_size);
    if (status == INC_OK) {
        *rulebook = reader.rulebook;
        reader.rulebook = NULL;
    }
    inc_rulebook_free(reader.rulebook);
    for (i = 0; i < reader.versions.count; i++)
        inc_rules_unref(*INC__AT(&reader.versions, inc_rules *, i));
    inc__array_free(context, &reader.versions, sizeof(inc_rules *));
    return status;
}
