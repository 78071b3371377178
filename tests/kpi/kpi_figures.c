/* Reads the rows that kpi_rows wrote, or others of the same form, and writes the key figures of
 * them. A request is a line of words on standard input:
 *
 *   OUT period=N zone=NAME by=ID,ID exact=N rate=N multiplier=N at=TIME,TIME parts=N dense=0|1
 *
 * Each may be left out but OUT, a file to write to. With parts the rows are dealt to so many
 * aggregates, which are merged. Unless dense, figures of which nothing is to be seen are left out.
 *
 * usage: kpi_figures FOLDER <REQUESTS */
#include <incident.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURES_LINE = 1 << 20, FIGURES_COLUMNS = 64, FIGURES_INSTANTS = 1024, FIGURES_PARTS = 16 };

struct grain {
    inc_values columns[FIGURES_COLUMNS];
    size_t columns_count;
    size_t rows;
    size_t capacity;
};

struct request {
    inc_kpi_options options;
    int32_t dimensions[INC_KPI_DIMENSIONS];
    inc_time instants[FIGURES_INSTANTS];
    inc_zone *zone;
    size_t parts;
    int dense;
};

static inc_context *context;
static struct grain grains[INC_GRAIN_EPISODE + 1];

static void must(inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "kpi_figures: %s: %s\n", inc_status_name(status), inc_context_error(context));
    exit(3);
}

static void *larger(const void *old, size_t size)
{
    void *grown = realloc((void *) (uintptr_t) old, size);
    if (grown == NULL)
        exit(3);
    return grown;
}

/* The next field of a line that is cut at tabs; NULL past the last. */
static char *cut(char **rest, const char *ends)
{
    char *field = *rest;
    if (field == NULL)
        return NULL;
    char *end = field + strcspn(field, ends);
    *rest = *end == '\0' ? NULL : end + 1;
    *end = '\0';
    return field;
}

static void grain_head(struct grain *grain, char *line)
{
    for (char *field; (field = cut(&line, "\t")) != NULL;) {
        inc_values *values = &grain->columns[grain->columns_count++];
        *values = (inc_values){.size = sizeof *values};
        values->column = (int32_t) strtol(field, &field, 10);
        if (*field == 't')
            values->texts = larger(NULL, sizeof(char *));
        else
            values->integers = larger(NULL, sizeof(int64_t));
    }
}

static void grain_grow(struct grain *grain)
{
    grain->capacity = grain->capacity != 0 ? grain->capacity * 2 : 64;
    for (size_t i = 0; i < grain->columns_count; i++) {
        inc_values *values = &grain->columns[i];
        if (values->texts != NULL)
            values->texts = larger(values->texts, grain->capacity * sizeof(char *));
        else
            values->integers = larger(values->integers, grain->capacity * sizeof(int64_t));
    }
}

static void grain_row(struct grain *grain, char *line)
{
    size_t row = grain->rows++;
    if (row == grain->capacity)
        grain_grow(grain);
    for (size_t i = 0; i < grain->columns_count; i++) {
        const inc_values *values = &grain->columns[i];
        const char *field = cut(&line, "\t");
        if (values->texts != NULL) {
            char *copy = larger(NULL, strlen(field) + 1);
            strcpy(copy, field);
            ((const char **) (uintptr_t) values->texts)[row] = copy;
        } else {
            ((int64_t *) (uintptr_t) values->integers)[row] =
                *field == '\0' ? INC_UNKNOWN : strtoll(field, NULL, 10);
        }
    }
}

static void grain_read(struct grain *grain, const char *folder, int number)
{
    static char line[FIGURES_LINE];
    (void) snprintf(line, sizeof line, "%s/%d.tsv", folder, number);
    FILE *file = fopen(line, "r");
    if (file == NULL)
        exit(3);
    for (size_t i = 0; fgets(line, sizeof line, file) != NULL; i++) {
        line[strcspn(line, "\n")] = '\0';
        if (i == 0)
            grain_head(grain, line);
        else
            grain_row(grain, line);
    }
    (void) fclose(file);
}

static void grain_free(struct grain *grain)
{
    for (size_t i = 0; i < grain->columns_count; i++) {
        const inc_values *values = &grain->columns[i];
        for (size_t row = 0; values->texts != NULL && row < grain->rows; row++)
            free((void *) (uintptr_t) values->texts[row]);
        free((void *) (uintptr_t) values->texts);
        free((void *) (uintptr_t) values->integers);
    }
}

static void request_lists(struct request *request, const char *name, char *value)
{
    for (char *item; (item = cut(&value, ",")) != NULL;) {
        if (strcmp(name, "by") == 0)
            request->dimensions[request->options.dimensions_count++] =
                (int32_t) strtol(item, NULL, 10);
        else
            request->instants[request->options.instants_count++] = strtoll(item, NULL, 10);
    }
}

static void request_word(struct request *request, const char *name, char *value)
{
    inc_kpi_options *options = &request->options;
    if (strcmp(name, "by") == 0 || strcmp(name, "at") == 0)
        request_lists(request, name, value);
    else if (strcmp(name, "zone") == 0)
        must(inc_zone_load(context, NULL, value, INC_ZSTR, &request->zone));
    else if (strcmp(name, "period") == 0)
        options->period = (int32_t) strtol(value, NULL, 10);
    else if (strcmp(name, "exact") == 0)
        options->exact = (int32_t) strtol(value, NULL, 10);
    else if (strcmp(name, "rate") == 0)
        options->rate = strtoll(value, NULL, 10);
    else if (strcmp(name, "multiplier") == 0)
        options->multiplier = (int32_t) strtol(value, NULL, 10);
    else if (strcmp(name, "parts") == 0)
        request->parts = (size_t) strtoul(value, NULL, 10);
    else if (strcmp(name, "dense") == 0)
        request->dense = *value == '1';
    else
        exit(2);
}

/* The rows of one of several parts, which take turns. */
static void add_part(inc_kpi *kpi, int32_t number, size_t part, size_t parts)
{
    const struct grain *grain = &grains[number];
    inc_values one[FIGURES_COLUMNS];
    if (parts == 1) {
        must(inc_kpi_add_columns(kpi, number, grain->columns, grain->columns_count, grain->rows));
        return;
    }
    for (size_t row = part; row < grain->rows; row += parts) {
        for (size_t i = 0; i < grain->columns_count; i++) {
            one[i] = grain->columns[i];
            if (one[i].texts != NULL)
                one[i].texts += row;
            else
                one[i].integers += row;
        }
        must(inc_kpi_add_columns(kpi, number, one, grain->columns_count, 1));
    }
}

static inc_kpi *request_fold(const struct request *request)
{
    inc_kpi *kpi = NULL;
    for (size_t part = 0; part < request->parts; part++) {
        inc_kpi *one = NULL;
        must(inc_kpi_new(context, &request->options, &one));
        for (int32_t grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
            add_part(one, grain, part, request->parts);
        if (kpi == NULL) {
            kpi = one;
            continue;
        }
        must(inc_kpi_merge(kpi, one));
        inc_kpi_free(one);
    }
    return kpi;
}

static void write_keys(FILE *file, inc_kpi *kpi, size_t group)
{
    inc_kpi_key key = {.size = sizeof key};
    for (size_t i = 0; inc_kpi_key_at(kpi, group, i, &key) == INC_OK; i++) {
        if (key.text != NULL)
            fprintf(file, "\t%s", key.text);
        else if (key.integer == INC_UNKNOWN)
            fputc('\t', file);
        else
            fprintf(file, "\t%" PRId64, key.integer);
    }
}

static void write_integer(FILE *file, int64_t value)
{
    if (value == INT64_MIN)
        fputc('\t', file);
    else
        fprintf(file, "\t%" PRId64, value);
}

/* All the members that inc_kpi_figure gives, but for the size and the group's index. */
static void write_members(FILE *file, const inc_figure *figure)
{
    fprintf(file, "%s\t%d\t%d\t%d\t%d", figure->id, (int) figure->kind, (int) figure->unit,
            (int) figure->period, (int) figure->partial);
    write_integer(file, figure->from);
    write_integer(file, figure->to);
    write_integer(file, figure->n);
    write_integer(file, figure->hits);
    write_integer(file, figure->excluded);
    write_integer(file, figure->censored);
    write_integer(file, figure->immature);
    write_integer(file, figure->immature_hits);
    write_integer(file, figure->missing);
    write_integer(file, figure->negative);
    fprintf(file, "\t%d\t%d\t%.17g\t%.17g\t%.17g", (int) figure->has_value, (int) figure->goal,
            figure->value, figure->goal_value, figure->coverage);
    write_integer(file, figure->min);
    write_integer(file, figure->max);
    fprintf(file, "\t%.17g\t%.17g\t%d", figure->sum, figure->sum_of, (int) figure->exact);
}

/* Any instant of a figure's period will do. */
static void write_percentiles(FILE *file, inc_kpi *kpi, const inc_figure *figure)
{
    static const double shares[] = {0.5, 0.9, 0.95};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double value = 0;
        inc_time at = figure->from == INC_TIME_NONE ? 0 : figure->from;
        inc_status status = INC_DONE;
        if (figure->kind == INC_FIGURE_MEAN)
            status = inc_kpi_percentile(kpi, figure->id, figure->group, at, shares[i], &value);
        must(status);
        if (status == INC_OK)
            fprintf(file, "\t%.17g", value);
        else
            fputc('\t', file);
    }
}

static int figure_shows(const inc_figure *figure)
{
    return figure->n != 0 || figure->excluded != 0 || figure->censored != 0 ||
           figure->immature != 0 || figure->missing != 0 || figure->negative != 0 ||
           figure->value < 0 || figure->value > 0;
}

/* The figure that is found by its id, its group and an instant must be the one that was listed. */
static void find_again(inc_kpi *kpi, const inc_figure *figure)
{
    inc_figure again = {.size = sizeof again};
    inc_time at = figure->from == INC_TIME_NONE ? 0 : figure->from;
    must(inc_kpi_find(kpi, figure->id, figure->group, at, &again));
    if (again.n == figure->n && again.hits == figure->hits && again.from == figure->from &&
        again.to == figure->to && again.missing == figure->missing &&
        memcmp(&again.value, &figure->value, sizeof again.value) == 0)
        return;
    fprintf(stderr, "kpi_figures: %s was found otherwise than listed\n", figure->id);
    exit(1);
}

static void request_write(const struct request *request, inc_kpi *kpi, const char *path)
{
    FILE *file = fopen(path, "w");
    inc_figure figure = {.size = sizeof figure};
    inc_status status;
    size_t count = 0;
    if (file == NULL)
        exit(3);
    for (; (status = inc_kpi_figure(kpi, count, &figure)) == INC_OK; count++) {
        if (!request->dense && !figure_shows(&figure))
            continue;
        find_again(kpi, &figure);
        write_members(file, &figure);
        write_percentiles(file, kpi, &figure);
        write_keys(file, kpi, figure.group);
        fputc('\n', file);
    }
    must(status);
    (void) fclose(file);
    printf("%zu %zu\n", count, inc_kpi_groups(kpi));
    (void) fflush(stdout);
}

static void request_run(char *line)
{
    struct request *request = calloc(1, sizeof *request);
    if (request == NULL)
        exit(3);
    request->options.size = sizeof request->options;
    request->parts = 1;
    const char *path = cut(&line, " ");
    for (char *word; (word = cut(&line, " ")) != NULL;) {
        char *value = word;
        const char *name = cut(&value, "=");
        request_word(request, name, value);
    }
    if (request->options.dimensions_count > 0)
        request->options.dimensions = request->dimensions;
    if (request->options.instants_count > 0)
        request->options.instants = request->instants;
    request->options.zone = request->zone;
    inc_kpi *kpi = request_fold(request);
    request_write(request, kpi, path);
    inc_kpi_free(kpi);
    inc_zone_unref(request->zone);
    free(request);
}

int main(int argc, char **argv)
{
    static char line[FIGURES_LINE];
    if (argc != 2)
        return 2;
    must(inc_context_new(NULL, &context));
    for (int grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        grain_read(&grains[grain], argv[1], grain);
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        request_run(line);
    }
    for (int grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        grain_free(&grains[grain]);
    inc_context_unref(context);
    return 0;
}
