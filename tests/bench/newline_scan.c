/* Counts the newlines of a file: the least that any reader of lines must do. The floor that
 * bench_replay.py compares `incident replay` with. */
#include <stdio.h>
#include <string.h>

static char newline_buffer[256 * 1024];

int main(int argc, char **argv)
{
    FILE *stream = argc == 2 ? fopen(argv[1], "rb") : NULL;
    unsigned long lines = 0;
    size_t got;
    if (!stream) {
        fputs("usage: newline_scan FILE\n", stderr);
        return 2;
    }
    setvbuf(stream, NULL, _IONBF, 0);
    while ((got = fread(newline_buffer, 1, sizeof newline_buffer, stream)) > 0) {
        const char *end = newline_buffer + got;
        const char *at = newline_buffer;
        while ((at = memchr(at, '\n', (size_t) (end - at))) != NULL) {
            lines++;
            at++;
        }
    }
    fclose(stream);
    printf("%lu\n", lines);
    return 0;
}
