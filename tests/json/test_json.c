/* Rules as JSON: what is written reads back the same, what is wrong is told in a line. */
#include <check.h>
#include <incident.h>
#include <incident/json.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inc_context *context;
static json_t *refusals;
static char *full;

/* A file of the source tree, NUL-terminated; NULL without it. */
static char *slurp(const char *path)
{
    const char *source = getenv("INCIDENT_SOURCE");
    char name[1024];
    FILE *file;
    char *text;
    size_t size;

    (void) snprintf(name, sizeof name, "%s/%s", source != NULL ? source : ".", path);
    file = fopen(name, "rb");
    if (file == NULL)
        return NULL;
    text = calloc(1, 1 << 20);
    size = text != NULL ? fread(text, 1, (1 << 20) - 1, file) : 0;
    (void) fclose(file);
    if (size == 0)
        fprintf(stderr, "%s could not be read\n", name);
    return text;
}

static void setup(void)
{
    ck_assert_int_eq(inc_context_new(NULL, &context), INC_OK);
}

static void teardown(void)
{
    inc_context_unref(context);
}

static inc_rules *read_rules(const char *text)
{
    inc_rules *rules;

    ck_assert_msg(inc_json_read_rules(context, text, INC_ZSTR, NULL, &rules) == INC_OK, "%s",
                  inc_context_error(context));
    return rules;
}

static void ck_same_hash(const inc_hash *a, const inc_hash *b)
{
    char left[INC_HASH_TEXT_SIZE], right[INC_HASH_TEXT_SIZE];

    ck_assert_int_eq(inc_hash_text(a, left), INC_OK);
    ck_assert_int_eq(inc_hash_text(b, right), INC_OK);
    ck_assert_str_eq(left, right);
}

/* Written, read back, and written again: the same hash, the same text. */
static void ck_round_trip(const inc_rules *rules)
{
    inc_text *text, *again;
    inc_rules *back;

    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_text_new(context, &again), INC_OK);
    ck_assert_int_eq(inc_json_write_rules(context, rules, text), INC_OK);
    back = read_rules(inc_text_data(text, NULL));
    ck_same_hash(inc_rules_hash(rules), inc_rules_hash(back));
    ck_assert_int_eq(inc_json_write_rules(context, back, again), INC_OK);
    ck_assert_str_eq(inc_text_data(text, NULL), inc_text_data(again, NULL));
    inc_rules_unref(back);
    inc_text_free(text);
    inc_text_free(again);
}

static void ck_file_round_trip(const char *path)
{
    char *text = slurp(path);
    inc_rules *rules;

    ck_assert_ptr_nonnull(text);
    rules = read_rules(text);
    ck_round_trip(rules);
    inc_rules_unref(rules);
    free(text);
}

START_TEST(round_trip_of_every_member)
{
    ck_file_round_trip("tests/data/rules-full.json");
}
END_TEST

START_TEST(round_trip_of_uci)
{
    ck_file_round_trip("tests/data/uci-rules.json");
}
END_TEST

START_TEST(round_trip_of_presets)
{
    inc_zone *zone;
    inc_rules *rules;
    int32_t preset;

    ck_assert_int_eq(inc_zone_load(context, NULL, "Europe/Luxembourg", INC_ZSTR, &zone), INC_OK);
    for (preset = INC_PRESET_SMALL; preset <= INC_PRESET_LARGE; preset++) {
        ck_assert_int_eq(inc_preset_rules(context, preset, zone, &rules), INC_OK);
        ck_round_trip(rules);
        inc_rules_unref(rules);
    }
    inc_zone_unref(zone);
}
END_TEST

START_TEST(round_trip_of_nothing)
{
    inc_rules *rules = read_rules("{\"incident_rules\": 1, \"name\": \"n\", \"version\": \"v\"}");
    const char *name;
    const inc_calendar *calendar;

    ck_assert_str_eq(inc_rules_name(rules), "n");
    ck_assert_str_eq(inc_rules_version(rules), "v");
    ck_assert_int_eq(inc_rules_calendar(rules, 0, &name, &calendar), INC_DONE);
    ck_assert_ptr_null(inc_rules_matrix(rules));
    ck_assert_ptr_null(inc_rules_taxonomy(rules));
    ck_round_trip(rules);
    inc_rules_unref(rules);
}
END_TEST

/* The document in the guide is what the guide says: complete, and read as it stands. */
START_TEST(the_example_of_the_guide)
{
    char *guide = slurp("doc/rules-format.md"), *start, *end;
    inc_rules *rules;
    inc_lint *lint;
    inc_lint_finding finding = {sizeof finding, 0, 0, NULL, NULL};

    ck_assert_ptr_nonnull(guide);
    start = strstr(guide, "```json\n");
    ck_assert_ptr_nonnull(start);
    start += strlen("```json\n");
    end = strstr(start, "```");
    ck_assert_ptr_nonnull(end);
    *end = '\0';
    rules = read_rules(start);
    ck_round_trip(rules);
    ck_assert_int_eq(inc_lint_new(context, rules, &lint), INC_OK);
    while (inc_lint_next(lint, &finding) == INC_OK)
        ck_assert_msg(finding.severity != INC_LINT_ERROR, "%s: %s", finding.where, finding.line);
    inc_lint_free(lint);
    inc_rules_unref(rules);
    free(guide);
}
END_TEST

static const inc_terms *terms_of(const inc_rules *rules, const char *name, int32_t priority)
{
    const inc_policy *policy;

    ck_assert_int_eq(inc_rules_find_policy(rules, name, INC_ZSTR, &policy), INC_OK);
    return inc_policy_terms(policy, priority);
}

/* Read values, not only values that come back: both directions could be wrong alike. */
START_TEST(what_targets_and_terms_say)
{
    inc_rules *rules = read_rules(full);
    const inc_terms *terms = terms_of(rules, "resolve", 1);
    const inc_target *target = inc_terms_target(terms);
    const inc_calendar *always;
    inc_duration per_pause, per_cycle;

    ck_assert_int_eq(inc_rules_find_calendar(rules, "always", INC_ZSTR, &always), INC_OK);
    ck_same_hash(inc_calendar_hash(inc_terms_calendar(terms)), inc_calendar_hash(always));
    ck_assert_int_eq(target->kind, INC_TARGET_WORKING);
    ck_assert_int_eq(target->limit, 4 * INC_HOUR);
    ck_assert_int_eq(target->objective, INC_HOUR);
    ck_assert_ptr_null(inc_terms_pause(terms, 0));
    terms = terms_of(rules, "resolve", 2);
    inc_terms_caps(terms, &per_pause, &per_cycle);
    ck_assert_int_eq(per_pause, 48 * INC_HOUR);
    ck_assert_int_eq(per_cycle, 240 * INC_HOUR);
    ck_assert_str_eq(inc_terms_pause(terms, 0), "caller");
    ck_assert_int_eq(inc_terms_target(terms)->limit, 8 * INC_HOUR + 30 * INC_MINUTE);
    target = inc_terms_target(terms_of(rules, "resolve", 3));
    ck_assert_int_eq(target->kind, INC_TARGET_DAYS);
    ck_assert_int_eq(target->days, 3);
    ck_assert_int_eq(target->objective_days, 1);
    ck_assert_int_eq(target->rule, INC_DAYS_CLOSE_OF_DAY);
    terms = terms_of(rules, "resolve", 7);
    target = inc_terms_target(terms);
    ck_assert_int_eq(target->kind, INC_TARGET_BY);
    ck_assert_int_eq(target->time_of_day, 16 * 3600);
    ck_assert_str_eq(inc_zone_name(target->zone), "Europe/Paris");
    ck_assert_int_eq(inc_terms_pause_all(terms), 1);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(what_policies_say)
{
    inc_rules *rules = read_rules(full);
    const inc_policy *policy;
    inc_policy_options options = {sizeof options, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL};
    inc_threshold threshold = {sizeof threshold, NULL, 0, 0, 0, NULL};

    ck_assert_int_eq(inc_rules_find_policy(rules, "tier 1", INC_ZSTR, &policy), INC_OK);
    ck_assert_int_eq(inc_policy_describe(policy, &options), INC_OK);
    ck_assert_str_eq(options.clock, "tier");
    ck_assert_int_eq(options.agreement, INC_AGREEMENT_OLA);
    ck_assert_int_eq(options.tier, 1);
    ck_assert_int_eq(options.anchor, INC_MILESTONE_LOGGED);
    ck_assert_int_eq(options.stop, INC_MILESTONE_ACKNOWLEDGED);
    ck_assert_int_eq(options.on_retarget, INC_RETARGET_FROM_CHANGE);
    ck_assert_int_eq(options.on_reopen, INC_REOPEN_CONTINUE);
    ck_assert_int_eq(options.boundary, INC_BOUNDARY_CLOSING);
    ck_assert_str_eq(options.service, "mail");
    ck_assert_str_eq(options.category, "hardware");
    ck_assert_ptr_null(inc_policy_terms(policy, 4));
    ck_assert_int_eq(inc_rules_find_policy(rules, "resolve", INC_ZSTR, &policy), INC_OK);
    ck_assert_int_eq(inc_policy_describe(policy, &options), INC_OK);
    ck_assert_int_eq(options.on_retarget, INC_RETARGET_PRORATE);
    ck_assert_int_eq(options.on_reopen, INC_REOPEN_NEW_CYCLE);
    ck_assert_int_eq(options.boundary, INC_BOUNDARY_NEXT_OPENING);
    ck_assert_ptr_null(options.service);
    ck_assert_ptr_null(options.category);
    ck_assert_int_eq(inc_policy_threshold(policy, 3, &threshold), INC_OK);
    ck_assert_str_eq(threshold.id, "late");
    ck_assert_int_eq(threshold.kind, INC_THRESHOLD_AFTER);
    ck_assert_int_eq(threshold.duration, INC_HOUR);
    ck_assert_ptr_nonnull(threshold.calendar);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(what_the_matrix_and_the_taxonomy_say)
{
    inc_rules *rules = read_rules(full);
    const inc_matrix *matrix = inc_rules_matrix(rules);
    inc_category category = {sizeof category, NULL, NULL, NULL, 0, 0};
    const char *name, *definition;
    int32_t priority;

    ck_assert_str_eq(inc_matrix_version(matrix), "m1");
    ck_assert_int_eq(inc_matrix_priority(matrix, 2, 3, &priority), INC_OK);
    ck_assert_int_eq(priority, 4);
    ck_assert_int_eq(inc_matrix_priority(matrix, 1, 3, &priority), INC_E_NOT_FOUND);
    ck_assert_int_eq(inc_matrix_level(matrix, INC_SCALE_IMPACT, 1, &name, &definition), INC_OK);
    ck_assert_str_eq(name, "High");
    ck_assert_str_eq(definition, "the service is down");
    ck_assert_int_eq(
        inc_taxonomy_find(inc_rules_taxonomy(rules), "hardware.printer", INC_ZSTR, &category),
        INC_OK);
    ck_assert_str_eq(category.parent, "hardware");
    ck_assert_str_eq(category.name, "Printers");
    ck_assert_int_eq(inc_taxonomy_find(inc_rules_taxonomy(rules), "fax", INC_ZSTR, &category),
                     INC_OK);
    ck_assert_int_eq(category.retired, 1);
    ck_assert_int_eq(category.request, 0);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(what_the_process_says)
{
    inc_rules *rules = read_rules(full);
    const inc_process *process = inc_rules_process(rules);
    inc_process_options options = {sizeof options, 0, NULL, 0, 0, 0, 0, 0};
    inc_resolution resolution = {sizeof resolution, NULL, 0, 0};
    inc_hold_rule hold = {sizeof hold, NULL, 0};
    const inc_calendar *office;

    ck_assert_int_eq(inc_rules_find_calendar(rules, "office", INC_ZSTR, &office), INC_OK);
    ck_assert_int_eq(inc_process_describe(process, &options), INC_OK);
    ck_assert_int_eq(options.confirm_within, 24 * INC_HOUR);
    ck_assert_ptr_eq(options.confirm_calendar, office);
    ck_assert_int_eq(options.reopen_within, 336 * INC_HOUR);
    ck_assert_int_eq(options.close_on_timeout, 1);
    ck_assert_int_eq(options.close_on_confirm, 0);
    ck_assert_int_eq(options.choice, INC_CHOOSE_STRICTEST);
    ck_assert_int_eq(options.tiers, 4);
    ck_assert_int_eq(inc_process_resolution(process, 0, &resolution), INC_OK);
    ck_assert_str_eq(resolution.code, "fixed");
    ck_assert_int_eq(resolution.needs_change, 0);
    ck_assert_int_eq(inc_process_resolution(process, 1, &resolution), INC_OK);
    ck_assert_str_eq(resolution.code, "configuration");
    ck_assert_int_eq(resolution.needs_change, 1);
    ck_assert_int_eq(inc_process_resolution(process, 2, &resolution), INC_DONE);
    ck_assert_int_eq(inc_process_hold(process, 0, &hold), INC_OK);
    ck_assert_str_eq(hold.reason, "caller");
    ck_assert_int_eq(hold.expires, 120 * INC_HOUR);
    ck_assert_int_eq(inc_process_hold(process, 1, &hold), INC_OK);
    ck_assert_str_eq(hold.reason, "vendor");
    ck_assert_int_eq(hold.expires, 0);
    ck_assert_int_eq(inc_process_hold(process, 2, &hold), INC_DONE);
    inc_rules_unref(rules);
}
END_TEST

static int32_t open_at(const inc_calendar *calendar, const char *instant)
{
    inc_time time;
    int32_t open;

    ck_assert_int_eq(inc_time_parse(instant, INC_ZSTR, &time), INC_OK);
    ck_assert_int_eq(inc_calendar_is_open(calendar, time, &open), INC_OK);
    return open;
}

START_TEST(what_calendars_say)
{
    inc_rules *rules = read_rules(full);
    const inc_calendar *office, *both;
    const char *holiday;
    inc_time time;

    ck_assert_int_eq(inc_rules_find_calendar(rules, "office", INC_ZSTR, &office), INC_OK);
    ck_assert_int_eq(inc_rules_find_calendar(rules, "both", INC_ZSTR, &both), INC_OK);
    ck_assert_int_eq(open_at(office, "2026-06-01T09:00:00+02:00"), 1); /* Monday */
    ck_assert_int_eq(open_at(office, "2026-06-01T13:00:00+02:00"), 0);
    ck_assert_int_eq(open_at(office, "2026-06-02T17:00:29+02:00"), 1); /* Tuesday */
    ck_assert_int_eq(open_at(office, "2026-06-02T17:00:30+02:00"), 0);
    ck_assert_int_eq(open_at(office, "2026-06-06T05:59:00+02:00"), 1); /* of Friday */
    ck_assert_int_eq(open_at(office, "2027-06-07T08:00:00+02:00"), 1); /* revised */
    ck_assert_int_eq(open_at(office, "2026-07-21T10:00:00+02:00"), 0); /* a holiday */
    ck_assert_int_eq(open_at(office, "2028-02-29T11:59:00+01:00"), 1); /* leap day */
    ck_assert_int_eq(open_at(both, "2026-06-01T16:59:00-04:00"), 1);
    ck_assert_int_eq(inc_time_parse("2026-07-21T10:00:00+02:00", INC_ZSTR, &time), INC_OK);
    ck_assert_int_eq(inc_calendar_holiday(office, time, &holiday, NULL), INC_OK);
    ck_assert_str_eq(holiday, "Nationale feestdag");
    inc_rules_unref(rules);
}
END_TEST

static char *replaced(const char *text, const char *find, const char *replace)
{
    const char *at = strstr(text, find);
    char *made = malloc(strlen(text) + strlen(replace) + 1);

    ck_assert_msg(at != NULL, "'%s' is not in the document", find);
    ck_assert_msg(strstr(at + 1, find) == NULL, "'%s' is there twice", find);
    memcpy(made, text, (size_t) (at - text));
    strcpy(made + (at - text), replace);
    strcat(made, at + strlen(find));
    return made;
}

/* What jansson has to say about a text that is no JSON is jansson's own. */
static int says(const char *said, const char *expected)
{
    static const char open_end[] = "this was no JSON: ";
    size_t size = strlen(expected), tail = strlen(open_end);

    if (size > tail && strcmp(expected + size - tail, open_end) == 0)
        return strncmp(said, expected, size) == 0 && said[size] != '\0';
    return strcmp(said, expected) == 0;
}

START_TEST(a_refusal_tells_place_and_value)
{
    json_t *row = json_array_get(refusals, (size_t) _i);
    const char *id, *find, *replace, *name, *line;
    inc_json_options options = {.size = sizeof options, .file = "rules.json"};
    inc_rules *rules = (inc_rules *) &options;
    inc_status status;
    char *text;

    ck_assert_int_eq(json_unpack(row, "{s:s, s:s, s:s, s:s, s:s}", "id", &id, "find", &find,
                                 "replace", &replace, "status", &name, "line", &line),
                     0);
    text = replaced(full, find, replace);
    status = inc_json_read_rules(context, text, INC_ZSTR, &options, &rules);
    ck_assert_msg(strcmp(inc_status_name(status), name) == 0, "%s: %s", id,
                  inc_status_name(status));
    ck_assert_ptr_null(rules);
    ck_assert_msg(says(inc_context_error(context), line), "%s:\n%s\nnot\n%s", id,
                  inc_context_error(context), line);
    free(text);
}
END_TEST

START_TEST(arguments_that_are_never_right)
{
    inc_rules *rules = (inc_rules *) full;
    inc_text *text;
    inc_json_options options = {.size = sizeof options};
    struct {
        inc_json_options known;
        int64_t unknown;
    } later = {{.size = sizeof later}, 1};

    ck_assert_int_eq(inc_json_read_rules(NULL, full, INC_ZSTR, NULL, &rules), INC_E_INVALID);
    ck_assert_ptr_null(rules);
    ck_assert_int_eq(inc_json_read_rules(context, NULL, 0, NULL, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_json_read_rules(context, full, INC_ZSTR, NULL, NULL), INC_E_INVALID);
    options.size = 1;
    ck_assert_int_eq(inc_json_read_rules(context, full, INC_ZSTR, &options, &rules), INC_E_INVALID);
    ck_assert_int_eq(inc_json_read_rules(context, full, INC_ZSTR, &later.known, &rules),
                     INC_E_UNSUPPORTED);
    ck_assert_int_eq(inc_json_read_rules(context, "", 0, NULL, &rules), INC_E_FORMAT);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "<json>:1: document: "));
    rules = read_rules(full);
    ck_assert_int_eq(inc_text_new(context, &text), INC_OK);
    ck_assert_int_eq(inc_json_write_rules(NULL, rules, text), INC_E_INVALID);
    ck_assert_int_eq(inc_json_write_rules(context, NULL, text), INC_E_INVALID);
    ck_assert_int_eq(inc_json_write_rules(context, rules, NULL), INC_E_INVALID);
    inc_text_free(text);
    inc_rules_unref(rules);
}
END_TEST

START_TEST(a_size_ends_the_text)
{
    char *text = malloc(strlen(full) + 8);
    inc_rules *rules;

    strcpy(text, full);
    strcat(text, "} junk");
    ck_assert_int_eq(inc_json_read_rules(context, text, strlen(full), NULL, &rules), INC_OK);
    inc_rules_unref(rules);
    ck_assert_int_eq(inc_json_read_rules(context, text, INC_ZSTR, NULL, &rules), INC_E_FORMAT);
    free(text);
}
END_TEST

START_TEST(zones_come_from_the_folder)
{
    inc_json_options options = {.size = sizeof options, .zone_directory = "/nonexistent"};
    inc_rules *rules;

    ck_assert_int_eq(inc_json_read_rules(context, full, INC_ZSTR, &options, &rules),
                     INC_E_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(inc_context_error(context), "calendars/office/zone: "));
}
END_TEST

/* Calendars c0 to c<count>, each a union of the next. */
static inc_status read_chain(int count)
{
    size_t room = 128 + (size_t) count * 32, used;
    char *text = malloc(room);
    inc_rules *rules;
    inc_status status;
    int i;

    used = (size_t) snprintf(text, room,
                             "{\"incident_rules\": 1, \"name\": \"n\", \"version\": "
                             "\"v\", \"calendars\": {");
    for (i = 0; i + 1 < count; i++)
        used += (size_t) snprintf(text + used, room - used, "\"c%d\": {\"union\": [\"c%d\"]},", i,
                                  i + 1);
    (void) snprintf(text + used, room - used, "\"c%d\": {\"zone\": \"UTC\", \"weekly\": {}}}}", i);
    status = inc_json_read_rules(context, text, INC_ZSTR, NULL, &rules);
    inc_rules_unref(rules);
    free(text);
    return status;
}

START_TEST(nesting_ends)
{
    ck_assert_msg(read_chain(17) == INC_OK, "%s", inc_context_error(context));
    ck_assert_int_eq(read_chain(18), INC_E_FORMAT);
    ck_assert_str_eq(inc_context_error(context),
                     "<json>:1: calendars/c17: the calendar was nested more than 16 deep");
    ck_assert_int_eq(read_chain(20000), INC_E_FORMAT);
}
END_TEST

/* An allocator that fails once, or from then on. */
typedef struct fault {
    size_t left;
    int sticky;
    int fired;
} fault;

static void *fault_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    fault *state = user;

    (void) old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    if (state->fired && state->sticky)
        return NULL;
    if (!state->fired && state->left-- == 0) {
        state->fired = 1;
        return NULL;
    }
    return realloc(ptr, new_size);
}

static inc_status read_and_write(inc_context *faulty, const char *source)
{
    inc_rules *rules = NULL;
    inc_text *text = NULL;
    inc_status status = inc_json_read_rules(faulty, source, INC_ZSTR, NULL, &rules);

    if (status == INC_OK)
        status = inc_text_new(faulty, &text);
    if (status == INC_OK)
        status = inc_json_write_rules(faulty, rules, text);
    inc_text_free(text);
    inc_rules_unref(rules);
    return status;
}

static const char small_rules[] =
    "{\"incident_rules\": 1, \"name\": \"n\", \"version\": \"v\", \"calendars\": {"
    "\"a\": {\"zone\": \"Etc/UTC\", \"weekly\": {\"mon\": [\"09:00-17:00\"]}, \"exceptions\": "
    "[{\"yearly\": \"12-25\", \"hours\": [\"09:00-10:00\", \"11:00-12:00\"], \"name\": \"x\"}]},"
    "\"b\": {\"union\": [\"a\", {\"zone\": \"Europe/Paris\", \"weekly\": {}}]}},"
    "\"matrix\": {\"version\": \"1\", \"impacts\": [{\"name\": \"i\"}], \"urgencies\": [{}], "
    "\"priorities\": [{}], \"cells\": [[1]]},"
    "\"taxonomy\": {\"version\": \"1\", \"categories\": [{\"id\": \"c\"}]},"
    "\"process\": {\"confirm_within\": \"8h\", \"confirm_calendar\": \"b\", \"choice\": \"all\", "
    "\"resolutions\": [{\"code\": \"c\", \"needs_change\": true}], "
    "\"holds\": [{\"reason\": \"r\", \"expires\": \"1h\"}]},"
    "\"policies\": [{\"name\": \"p\", \"service\": \"s\", \"category\": \"c\", \"calendar\": "
    "\"a\", \"pauses\": [\"r\"], \"targets\": "
    "{\"any\": {\"kind\": \"working\", \"limit\": \"8h\"}}, \"thresholds\": [{\"id\": \"t\", "
    "\"percent\": 50}]}]}";

static void fail_every_allocation(int sticky)
{
    fault state = {0, 0, 0};
    inc_context_options options = {sizeof options, &state, fault_resize, NULL, NULL, NULL, NULL};
    inc_context *faulty;
    size_t allowed = 0, refused = 0;
    inc_status status;

    state.left = SIZE_MAX;
    ck_assert_int_eq(inc_context_new(&options, &faulty), INC_OK);
    do {
        state.left = allowed++;
        state.sticky = sticky;
        state.fired = 0;
        status = read_and_write(faulty, small_rules);
        /* Giving back spare memory may fail and be none the worse. */
        ck_assert_msg(status == INC_E_NOMEM || status == INC_OK, "allocation %zu: %s: %s", allowed,
                      inc_status_name(status), inc_context_error(faulty));
        ck_assert_msg(state.fired || status == INC_OK, "allocation %zu", allowed);
        refused += status == INC_E_NOMEM;
    } while (state.fired);
    ck_assert_uint_gt(refused, 40);
    state.fired = 0;
    state.left = SIZE_MAX;
    ck_assert_int_eq(read_and_write(faulty, small_rules), INC_OK);
    inc_context_unref(faulty);
}

START_TEST(every_allocation_may_fail)
{
    fail_every_allocation(0);
    fail_every_allocation(1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("json");
    SRunner *runner;
    char *table;
    int failed;

    full = slurp("tests/data/rules-full.json");
    table = slurp("tests/json/refusals.json");
    refusals = table != NULL ? json_loads(table, 0, NULL) : NULL;
    if (full == NULL || refusals == NULL)
        return 1;
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, round_trip_of_every_member);
    tcase_add_test(tests, round_trip_of_uci);
    tcase_add_test(tests, round_trip_of_presets);
    tcase_add_test(tests, round_trip_of_nothing);
    tcase_add_test(tests, the_example_of_the_guide);
    tcase_add_test(tests, what_targets_and_terms_say);
    tcase_add_test(tests, what_policies_say);
    tcase_add_test(tests, what_the_matrix_and_the_taxonomy_say);
    tcase_add_test(tests, what_the_process_says);
    tcase_add_test(tests, what_calendars_say);
    tcase_add_loop_test(tests, a_refusal_tells_place_and_value, 0, (int) json_array_size(refusals));
    tcase_add_test(tests, arguments_that_are_never_right);
    tcase_add_test(tests, a_size_ends_the_text);
    tcase_add_test(tests, zones_come_from_the_folder);
    tcase_add_test(tests, nesting_ends);
    tcase_add_test(tests, every_allocation_may_fail);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    json_decref(refusals);
    free(table);
    free(full);
    return failed != 0;
}
