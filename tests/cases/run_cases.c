/* Runs case files (*.json) and vectors (*.jsonl): one test a case, named by its id, as TAP. */
#include "case_clock.h"
#include "case_desk.h"
#include "case_expect.h"
#include "case_incident.h"
#include "case_kpi.h"
#include "case_operation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tap_log {
    int count;
    int failed;
} tap_log;

static void tap_result(tap_log *tap, const case_run *run, const char *id)
{
    tap->count++;
    if (run->used == 0) {
        printf("ok %d - %s\n", tap->count, id);
        return;
    }
    tap->failed++;
    printf("not ok %d - %s\n", tap->count, id);
    for (const char *line = run->complaint; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        printf("# %.*s\n", (int) length, line);
        line += length + (line[length] == '\n');
    }
}

/* A file that cannot be used is one failed test, named by the file. */
static void tap_unusable(tap_log *tap, const char *path, const char *why)
{
    tap->count++;
    tap->failed++;
    printf("not ok %d - %s\n# %s\n", tap->count, path, why);
}

static void fold_case(case_run *run, const json_t *value)
{
    const json_t *expect = json_object_get(value, "expect");
    const json_t *known = json_object_get(value, "as_known");
    inc_clock_view view = {.size = sizeof(view)};
    inc_clock *clock = NULL;
    inc_ledger *ledger = NULL;
    inc_time as_of = 0;
    inc_time as_known = INC_TIME_NONE;
    inc_status status = case_clock(run, value, &clock);
    if (status == INC_OK)
        status = case_instant(run, json_object_get(value, "as_of"), &as_of);
    if (status == INC_OK && known != NULL)
        status = case_instant(run, known, &as_known);
    if (status == INC_OK)
        status = inc_clock_look(clock, as_of, as_known, &view);
    if (status == INC_OK)
        status = inc_ledger_new(clock, as_of, as_known, &ledger);
    if (case_expect_status(run, expect, status) && status == INC_OK)
        case_expect_clock(run, expect, &view, ledger);
    inc_ledger_free(ledger);
    inc_clock_free(clock);
}

static void run_one(tap_log *tap, const json_t *file, const json_t *value, int vector)
{
    case_run run = {.calendars = json_object_get(file, "calendars"),
                    .rules = json_object_get(file, "rules")};
    if (inc_context_new(NULL, &run.context) != INC_OK) {
        tap_unusable(tap, case_text(value, "id"), "no context");
        return;
    }
    if (vector)
        case_vector(&run, value);
    else if (case_text(value, "op") != NULL)
        case_operation(&run, value);
    else if (json_object_get(value, "commands") != NULL)
        case_desk(&run, value);
    else if (json_object_get(value, "incidents") != NULL)
        case_kpi(&run, value);
    else if (json_object_get(value, "events") != NULL)
        case_incident(&run, value);
    else
        fold_case(&run, value);
    tap_result(tap, &run, case_text(value, "id"));
    inc_context_unref(run.context);
}

static void run_cases(tap_log *tap, const char *path)
{
    json_error_t error;
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    const json_t *cases = json_object_get(root, "cases");
    if (json_array_size(cases) == 0)
        tap_unusable(tap, path, root == NULL ? error.text : "no cases");
    for (size_t i = 0; i < json_array_size(cases); i++)
        run_one(tap, root, json_array_get(cases, i), 0);
    json_decref(root);
}

static void run_vectors(tap_log *tap, const char *path)
{
    json_error_t error;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        tap_unusable(tap, path, "cannot be opened");
        return;
    }
    for (int c = getc(file); c != EOF; c = getc(file)) {
        if (c == '\n')
            continue;
        (void) ungetc(c, file);
        json_t *value = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error);
        if (value == NULL) {
            tap_unusable(tap, path, error.text);
            break;
        }
        run_one(tap, NULL, value, 1);
        json_decref(value);
    }
    (void) fclose(file);
}

/* Vectors lie outside the repository: where they are not, the whole run is skipped, by name. */
static int shared_path(const char *name, char *path, size_t size)
{
    const char *shared = getenv("INCIDENT_SHARED");
    const char *source = getenv("INCIDENT_SOURCE");
    int length = shared != NULL
                     ? snprintf(path, size, "%s/%s", shared, name)
                     : snprintf(path, size, "%s/../shared/%s", source == NULL ? "." : source, name);
    FILE *file = length > 0 && (size_t) length < size ? fopen(path, "r") : NULL;
    if (file == NULL)
        return 0;
    (void) fclose(file);
    return 1;
}

int main(int argc, char **argv)
{
    tap_log tap = {0, 0};
    if (argc == 3 && strcmp(argv[1], "--shared") == 0) {
        char path[4096];
        if (!shared_path(argv[2], path, sizeof(path))) {
            printf("1..0 # SKIP no %s under INCIDENT_SHARED\n", argv[2]);
            return EXIT_SUCCESS;
        }
        run_vectors(&tap, path);
        printf("1..%d\n", tap.count);
        return tap.failed == 0 && tap.count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    for (int i = 1; i < argc; i++) {
        size_t length = strlen(argv[i]);
        if (length > 6 && strcmp(argv[i] + length - 6, ".jsonl") == 0)
            run_vectors(&tap, argv[i]);
        else
            run_cases(&tap, argv[i]);
        (void) fflush(stdout);
    }
    printf("1..%d\n", tap.count);
    return tap.failed == 0 && tap.count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
