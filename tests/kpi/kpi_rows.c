/* Folds event lines and writes what key figures are computed from, the observations of each grain,
 * as tab separated values. On the way, incidents one by one, the table of them and its columns must
 * give the same aggregate, to the byte.
 *
 * usage: kpi_rows RULES.json|small|large EVENTS.jsonl FOLDER [AS_OF]   (small, large: the presets)
 */
#include <incident.h>
#include <incident/json.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_LINE = 65536, ROWS_RULES = 1 << 20, ROWS_COLUMNS = 64, ROWS_WAYS = 3 };

struct rows {
    inc_context *context;
    inc_rules *rules;
    inc_incident *incident;
    inc_observations *table;
    inc_kpi *ways[ROWS_WAYS];
    inc_event **events;
    size_t count;
    size_t capacity;
    inc_time as_of;
};

static void rows_must(struct rows *rows, inc_status status)
{
    if (status >= INC_OK)
        return;
    fprintf(stderr, "kpi_rows: %s: %s\n", inc_status_name(status),
            inc_context_error(rows->context));
    exit(3);
}

static void rows_read_rules(struct rows *rows, const char *name)
{
    static char text[ROWS_RULES];
    int32_t preset = strcmp(name, "large") == 0   ? INC_PRESET_LARGE
                     : strcmp(name, "small") == 0 ? INC_PRESET_SMALL
                                                  : 0;
    if (preset != 0) {
        inc_zone *zone;
        rows_must(rows, inc_zone_load(rows->context, NULL, "Europe/Brussels", INC_ZSTR, &zone));
        rows_must(rows, inc_preset_rules(rows->context, preset, zone, &rows->rules));
        inc_zone_unref(zone);
        return;
    }
    FILE *file = fopen(name, "r");
    size_t size = file != NULL ? fread(text, 1, sizeof text, file) : 0;
    if (file != NULL)
        (void) fclose(file);
    rows_must(rows, inc_json_read_rules(rows->context, text, size, NULL, &rows->rules));
}

static void rows_keep(struct rows *rows, inc_event *event)
{
    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity != 0 ? rows->capacity * 2 : 1024;
        rows->events = realloc(rows->events, rows->capacity * sizeof *rows->events);
        if (rows->events == NULL)
            exit(3);
    }
    rows->events[rows->count++] = event;
}

static void rows_read(struct rows *rows, const char *path)
{
    static char line[ROWS_LINE];
    FILE *file = fopen(path, "r");
    if (file == NULL)
        exit(3);
    while (fgets(line, sizeof line, file) != NULL) {
        inc_event *event = NULL;
        rows_must(rows, inc_json_read_event(rows->context, line, strlen(line), NULL, &event));
        inc_time happened = inc_event_integer(event, INC_EVENT_HAPPENED);
        if (rows->as_of < happened)
            rows->as_of = happened;
        rows_keep(rows, event);
    }
    (void) fclose(file);
}

static int rows_compare(const void *left, const void *right)
{
    const inc_event *a = *(inc_event *const *) left;
    const inc_event *b = *(inc_event *const *) right;
    int64_t x = inc_event_integer(a, INC_EVENT_SEQUENCE);
    int64_t y = inc_event_integer(b, INC_EVENT_SEQUENCE);
    int order = strcmp(inc_event_text(a, INC_EVENT_TENANT, NULL),
                       inc_event_text(b, INC_EVENT_TENANT, NULL));
    if (order == 0)
        order = strcmp(inc_event_text(a, INC_EVENT_SUBJECT, NULL),
                       inc_event_text(b, INC_EVENT_SUBJECT, NULL));
    return order != 0 ? order : (x > y) - (x < y);
}

static int rows_same_subject(const inc_event *a, const inc_event *b)
{
    return strcmp(inc_event_text(a, INC_EVENT_SUBJECT, NULL),
                  inc_event_text(b, INC_EVENT_SUBJECT, NULL)) == 0 &&
           strcmp(inc_event_text(a, INC_EVENT_TENANT, NULL),
                  inc_event_text(b, INC_EVENT_TENANT, NULL)) == 0;
}

static void rows_fold_one(struct rows *rows, inc_event **events, size_t count)
{
    inc_incident_clear(rows->incident);
    for (size_t i = 0; i < count; i++)
        rows_must(rows, inc_incident_apply(rows->incident, events[i]));
    rows_must(rows, inc_incident_look(rows->incident, rows->as_of, INC_TIME_NONE, NULL));
    rows_must(rows, inc_observations_add(rows->table, rows->incident));
    rows_must(rows, inc_kpi_add(rows->ways[0], rows->incident));
}

static void rows_fold(struct rows *rows)
{
    size_t from = 0;
    if (rows->count > 0)
        qsort(rows->events, rows->count, sizeof *rows->events, rows_compare);
    for (size_t i = 1; i <= rows->count; i++) {
        if (i < rows->count && rows_same_subject(rows->events[i], rows->events[from]))
            continue;
        rows_fold_one(rows, rows->events + from, i - from);
        from = i;
    }
}

/* The columns of a grain; returns how many. */
static size_t rows_columns(struct rows *rows, int32_t grain, inc_values *values, inc_column *types)
{
    size_t count = 0;
    inc_column column = {.size = sizeof column};
    while (count < ROWS_COLUMNS && inc_observation_column(grain, count, &column) == INC_OK) {
        types[count] = column;
        values[count] = (inc_values){.size = sizeof *values};
        rows_must(rows, inc_observations_values(rows->table, grain, column.id, &values[count]));
        count++;
    }
    return count;
}

static void rows_write_value(FILE *file, const inc_values *values, size_t row)
{
    if (values->texts != NULL)
        fputs(values->texts[row] != NULL ? values->texts[row] : "", file);
    else if (values->integers[row] != INC_UNKNOWN)
        fprintf(file, "%" PRId64, values->integers[row]);
}

/* The first line names the columns by their numbers, with a letter for the type. */
static void rows_write(struct rows *rows, int32_t grain, const char *folder)
{
    char path[4096];
    inc_values values[ROWS_COLUMNS];
    inc_column types[ROWS_COLUMNS];
    size_t columns = rows_columns(rows, grain, values, types);
    size_t count = inc_observations_count(rows->table, grain);
    (void) snprintf(path, sizeof path, "%s/%d.tsv", folder, (int) grain);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        exit(3);
    for (size_t i = 0; i < columns; i++)
        fprintf(file, "%s%d%c", i > 0 ? "\t" : "", (int) types[i].id,
                types[i].type == INC_VALUE_TEXT ? 't' : 'i');
    fputc('\n', file);
    for (size_t row = 0; row < count; row++) {
        for (size_t i = 0; i < columns; i++) {
            if (i > 0)
                fputc('\t', file);
            rows_write_value(file, &values[i], row);
        }
        fputc('\n', file);
    }
    (void) fclose(file);
}

static void rows_add_columns(struct rows *rows, int32_t grain)
{
    inc_values values[ROWS_COLUMNS];
    inc_column types[ROWS_COLUMNS];
    size_t columns = rows_columns(rows, grain, values, types);
    rows_must(rows, inc_kpi_add_columns(rows->ways[2], grain, values, columns,
                                        inc_observations_count(rows->table, grain)));
}

/* Exits when the ways do not agree. */
static void rows_compare_ways(struct rows *rows)
{
    const void *bytes[ROWS_WAYS];
    size_t sizes[ROWS_WAYS];
    rows_must(rows, inc_kpi_add_observations(rows->ways[1], rows->table));
    for (int32_t grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        rows_add_columns(rows, grain);
    for (size_t i = 0; i < ROWS_WAYS; i++) {
        rows_must(rows, inc_kpi_bytes(rows->ways[i], &bytes[i], &sizes[i]));
        if (sizes[i] == sizes[0] && memcmp(bytes[i], bytes[0], sizes[0]) == 0)
            continue;
        fprintf(stderr, "kpi_rows: %s gives another aggregate than the incidents one by one\n",
                i == 1 ? "the table" : "a batch of columns");
        exit(1);
    }
}

static void rows_open(struct rows *rows, const char *rules)
{
    static const int32_t dimensions[] = {INC_OBSERVED_PRIORITY};
    inc_incident_options options = {.size = sizeof options};
    inc_kpi_options kpi = {.size = sizeof kpi,
                           .dimensions = dimensions,
                           .dimensions_count = 1,
                           .period = INC_PERIOD_MONTH};
    rows_must(rows, inc_context_new(NULL, &rows->context));
    rows_read_rules(rows, rules);
    options.rules = rows->rules;
    rows_must(rows, inc_incident_new(rows->context, &options, &rows->incident));
    rows_must(rows, inc_observations_new(rows->context, NULL, &rows->table));
    for (size_t i = 0; i < ROWS_WAYS; i++)
        rows_must(rows, inc_kpi_new(rows->context, &kpi, &rows->ways[i]));
}

static void rows_close(struct rows *rows)
{
    for (size_t i = 0; i < ROWS_WAYS; i++)
        inc_kpi_free(rows->ways[i]);
    for (size_t i = 0; i < rows->count; i++)
        inc_event_unref(rows->events[i]);
    free(rows->events);
    inc_observations_free(rows->table);
    inc_incident_free(rows->incident);
    inc_rules_unref(rows->rules);
    inc_context_unref(rows->context);
}

int main(int argc, char **argv)
{
    struct rows rows = {.as_of = INC_TIME_MIN};
    if (argc < 4 || argc > 5)
        return 2;
    rows_open(&rows, argv[1]);
    rows_read(&rows, argv[2]);
    if (argc == 5)
        rows_must(&rows, inc_time_parse(argv[4], INC_ZSTR, &rows.as_of));
    rows_fold(&rows);
    rows_compare_ways(&rows);
    for (int32_t grain = INC_GRAIN_INCIDENT; grain <= INC_GRAIN_EPISODE; grain++)
        rows_write(&rows, grain, argv[3]);
    rows_close(&rows);
    return 0;
}
