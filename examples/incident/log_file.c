/* A log in a file, read under a column map: what `replay` and `events` share. */
#include "log_file.h"

#include "progress.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static long log_file_give(void *user, char *buffer, size_t size)
{
    FILE *stream = user;
    size_t got = fread(buffer, 1, size, stream);
    return got == 0 && ferror(stream) ? -1 : (long) got;
}

static uint64_t log_file_size(FILE *stream)
{
    struct stat info;
    return fstat(fileno(stream), &info) == 0 && S_ISREG(info.st_mode) ? (uint64_t) info.st_size : 0;
}

static int log_file_read_stream(struct log_file *file, FILE *stream)
{
    struct csv_reader reader;
    struct progress progress;
    int code;
    setvbuf(stream, NULL, _IONBF, 0); /* the reader has a buffer of its own */
    csv_open(&reader, log_file_give, stream, file->columns.separator);
    progress_start(&progress, log_file_size(stream));
    code = log_read(&file->log, &reader, &file->columns, progress_step, &progress);
    progress_end(&progress);
    csv_close(&reader);
    return code;
}

static int log_file_open(struct log_file *file, const inc_rules *rules, bool is_whole)
{
    bool is_stdin = strcmp(file->path, "-") == 0;
    FILE *stream = is_stdin ? stdin : fopen(file->path, "rb");
    int code;
    if (!stream) {
        tool_error("cannot open '%s': %s", file->path, strerror(errno));
        return TOOL_INPUT;
    }
    log_init(&file->log, &file->columns, rules, is_whole, is_stdin ? "<stdin>" : file->path);
    code = log_file_read_stream(file, stream);
    if (!is_stdin)
        fclose(stream);
    return code;
}

int log_file_read(struct log_file *file, inc_context *context, const inc_rules *rules,
                  bool is_whole)
{
    int code = columns_builtin(&file->columns, file->format ? file->format : "servicenow");
    if (code == TOOL_OK && file->columns_path)
        code = columns_read(&file->columns, context, file->columns_path);
    if (code == TOOL_OK)
        code = log_file_open(file, rules, is_whole);
    if (code == TOOL_OK && file->is_strict && file->log.rejects.count > 0) {
        tool_error("%s: %zu rows or cells are bad, and --strict was given", file->path,
                   file->log.rejects.count);
        return TOOL_FINDINGS;
    }
    return code;
}

void log_file_free(struct log_file *file)
{
    log_free(&file->log);
    columns_free(&file->columns);
}
