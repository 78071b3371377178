/* Zones from a zoneinfo directory: the one place that reads a file. */
#include "base/string.h"
#include "time/zone.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define ZONE_DIRECTORY "/usr/share/zoneinfo"
#define ZONE_FILE_MOST (1024 * 1024)
/* No transition, one type at offset 0; the 32-bit block is the same as the 64-bit one. */
#define ZONE_BLOCK(version, text)                                                                  \
    "TZif" version                                                                                 \
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"               \
    "\0\0\0\0\0\0" text "\0"
#define ZONE_BYTES(text) ZONE_BLOCK("2", text) ZONE_BLOCK("2", text) "\n" text "0\n"

static int zone_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '_' || c == '.';
}

static int zone_part_valid(const char *part, size_t size)
{
    return size > 0 && !(size == 1 && part[0] == '.') &&
           !(size == 2 && part[0] == '.' && part[1] == '.');
}

int inc__zone_name_valid(const char *name, size_t size)
{
    size_t start = 0, i;

    if (size == 0 || size > INC__NAME_MOST)
        return 0;
    for (i = 0; i < size; i++) {
        if (name[i] == '/') {
            if (!zone_part_valid(name + start, i - start))
                return 0;
            start = i + 1;
        } else if (!zone_name_byte(name[i])) {
            return 0;
        }
    }
    return zone_part_valid(name + start, size - start);
}

/* The same bytes everywhere, whether or not there is a file: what zic makes of the zone. NULL for
 * any other name. */
static const char *zone_builtin(const char *name, size_t *size)
{
    static const char zone_utc[] = ZONE_BYTES("UTC");
    static const char zone_gmt[] = ZONE_BYTES("GMT");

    *size = sizeof zone_utc - 1;
    if (strcmp(name, "UTC") == 0 || strcmp(name, "Etc/UTC") == 0)
        return zone_utc;
    if (strcmp(name, "GMT") == 0 || strcmp(name, "Etc/GMT") == 0)
        return zone_gmt;
    return NULL;
}

static inc_status zone_io_error(inc_context *context, const char *path, int error)
{
    if (error == ENOENT || error == ENOTDIR || error == EISDIR)
        return inc__fail(context, INC_E_NOT_FOUND, "no zone was found at '%s'", path);
    return inc__fail(context, INC_E_IO, "the zone at '%s' could not be read", path);
}

/* Reads to the end of a file of at most ZONE_FILE_MOST bytes. */
static inc_status zone_read(inc_context *context, const char *path, inc__array *bytes)
{
    inc_status status = INC_OK;
    size_t got = 1;
    FILE *file;

    errno = 0;
    file = fopen(path, "rb");
    if (file == NULL)
        return zone_io_error(context, path, errno);
    while (status == INC_OK && got > 0) {
        status = inc__array_reserve(context, bytes, 1, bytes->count + 4096);
        if (status != INC_OK)
            break;
        got = fread(INC__AT(bytes, char, bytes->count), 1, 4096, file);
        bytes->count += got;
        if (ferror(file))
            status = zone_io_error(context, path, errno);
        else if (bytes->count > ZONE_FILE_MOST)
            status = inc__fail(context, INC_E_FORMAT, "the zone at '%s' was over %d bytes", path,
                               ZONE_FILE_MOST);
    }
    (void) fclose(file);
    return status;
}

static inc_status zone_load_file(inc_context *context, const char *directory, const char *name,
                                 inc_zone **zone)
{
    inc__array bytes = {0};
    size_t size = strlen(directory) + 1 + strlen(name) + 1;
    char *path = inc__alloc(context, size);
    inc_status status;

    if (path == NULL)
        return inc__nomem(context);
    (void) snprintf(path, size, "%s/%s", directory, name);
    status = zone_read(context, path, &bytes);
    if (status == INC_OK)
        status = inc_zone_new(context, name, INC_ZSTR, bytes.items, bytes.count, zone);
    inc__array_free(context, &bytes, 1);
    inc__release(context, path, size);
    return status;
}

inc_status inc_zone_load(inc_context *context, const char *directory, const char *name,
                         size_t name_size, inc_zone **zone)
{
    char copy[INC__NAME_MOST + 1];
    const char *bytes;
    size_t size;

    if (zone == NULL)
        return INC_E_INVALID;
    *zone = NULL;
    if (context == NULL)
        return INC_E_INVALID;
    if (name == NULL)
        return inc__fail(context, INC_E_INVALID, "a zone was loaded without a name");
    if (name_size == INC_ZSTR)
        name_size = strlen(name);
    if (!inc__zone_name_valid(name, name_size))
        return inc__fail(context, INC_E_INVALID, "'%.*s' was not a name that a zone can have",
                         (int) (name_size < INC__NAME_MOST ? name_size : INC__NAME_MOST), name);
    memcpy(copy, name, name_size);
    copy[name_size] = '\0';
    bytes = zone_builtin(copy, &size);
    if (bytes != NULL)
        return inc_zone_new(context, copy, name_size, bytes, size, zone);
    return zone_load_file(context, directory != NULL ? directory : ZONE_DIRECTORY, copy, zone);
}
