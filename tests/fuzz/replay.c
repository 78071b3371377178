/* Runs a fuzz target over the files of its corpus, as a plain test: for builds without an engine.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder, const char *name)
{
    char path[4096];
    int length = snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = length > 0 && (size_t) length < sizeof(path) ? fopen(path, "rb") : NULL;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        return 0;
    long size = ftell(file);
    /* An exact copy, so that a read past the end is seen by the address sanitizer. */
    uint8_t *bytes = size < 0 ? NULL : malloc(size == 0 ? 1 : (size_t) size);
    rewind(file);
    int read = bytes != NULL && fread(bytes, 1, (size_t) size, file) == (size_t) size;
    (void) fclose(file);
    if (read)
        (void) LLVMFuzzerTestOneInput(bytes, (size_t) size);
    free(bytes);
    return read;
}

int main(int argc, char **argv)
{
    int count = 0;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        (void) fprintf(stderr, "no corpus folder\n");
        return EXIT_FAILURE;
    }
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        if (!replay(argv[1], entry->d_name)) {
            (void) fprintf(stderr, "%s could not be read\n", entry->d_name);
            return EXIT_FAILURE;
        }
        count++;
    }
    (void) closedir(folder);
    printf("%d inputs\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
