/* No memory: rulebooks, the linter, presets. */
#include "desk.h"
#include "oom.h"

/* What is made once, with memory. */
static inc_context *rich;
static inc_zone *utc;
static inc_rules *first_rules, *second_rules, *wrong_rules;

/* Rules without any calendar of a name, with business days on a composite without a zone. */
static inc_rules *make_wrong(void)
{
    inc_target target = {.size = sizeof target, .kind = INC_TARGET_DAYS, .days = 2};
    inc_terms_options terms_options = {.size = sizeof terms_options, .target = &target};
    inc_policy_options options = {.size = sizeof options, .name = "resolve"};
    inc_calendar *plain = desk_calendar(rich, utc, 9, 17), *composite;
    const inc_calendar *parts[1];
    inc_policy_builder *builder;
    inc_rules_builder *rules_builder;
    inc_policy *policy;
    inc_matrix *matrix = desk_matrix(rich);
    inc_rules *rules;
    inc_terms *terms;

    parts[0] = plain;
    DESK_OK(inc_calendar_combine(rich, INC_UNION, parts, 1, &composite));
    terms_options.calendar = composite;
    DESK_OK(inc_terms_new(rich, &terms_options, &terms));
    DESK_OK(inc_policy_builder_new(rich, &options, &builder));
    DESK_OK(inc_policy_builder_terms(builder, 1, terms));
    DESK_OK(inc_policy_builder_build(builder, &policy));
    DESK_OK(inc_rules_builder_new(rich, "wrong", "1", &rules_builder));
    DESK_OK(inc_rules_builder_policy(rules_builder, policy));
    DESK_OK(inc_rules_builder_matrix(rules_builder, matrix));
    DESK_OK(inc_rules_builder_build(rules_builder, &rules));
    inc_rules_builder_free(rules_builder);
    inc_policy_builder_free(builder);
    inc_matrix_unref(matrix);
    inc_policy_unref(policy);
    inc_terms_unref(terms);
    inc_calendar_unref(composite);
    inc_calendar_unref(plain);
    return rules;
}

static void sweep(oom_scenario *scenario, size_t least)
{
    DESK_OK(inc_context_new(NULL, &rich));
    utc = desk_zone(rich, "UTC");
    first_rules = desk_rules(rich, "1");
    second_rules = desk_rules(rich, "2");
    wrong_rules = make_wrong();
    oom_sweep(scenario, least);
    inc_rules_unref(wrong_rules);
    inc_rules_unref(second_rules);
    inc_rules_unref(first_rules);
    inc_zone_unref(utc);
    inc_context_unref(rich);
}

static inc_status fill_book(oom_run *run, inc_rulebook *book)
{
    static const char *const people[] = {"ann", "bob", "cem", "dee", "eva"};
    const inc_hash *hash = inc_matrix_hash(inc_rules_matrix(first_rules));
    inc_status status;
    size_t i;

    OOM_CALL(run, inc_rulebook_publish(book, second_rules, desk_time(7, 1, 0, 0)));
    for (i = 0; i < 5; i++) {
        inc_time from = desk_time(1, 1 + (int32_t) i, 0, 0);
        OOM_CALL(run, inc_rulebook_publish(book, first_rules, from));
    }
    for (i = 0; i < 5; i++) {
        OOM_CALL(run, inc_rulebook_acknowledge(book, people[i], hash, desk_time(1, 2, 9, 0)));
        OOM_CALL(run, inc_rulebook_acknowledge(book, people[i], inc_rules_hash(second_rules),
                                               desk_time(1, 1, 9, 0)));
    }
out:
    return status;
}

static void note_book(oom_run *run, const inc_rulebook *book)
{
    inc_acknowledgement one = {.size = sizeof one};
    const inc_rules *rules;
    inc_time from;
    size_t i;

    for (i = 0; inc_rulebook_publication(book, i, &from, &rules) == INC_OK; i++) {
        oom_note_number(run, from);
        oom_note_hash(run, inc_rules_hash(rules));
    }
    for (i = 0; inc_rulebook_acknowledgement(book, i, &one) == INC_OK; i++) {
        oom_note_text(run, one.person);
        oom_note_hash(run, &one.hash);
        oom_note_number(run, one.at);
    }
}

static inc_status make_book(oom_run *run)
{
    inc_rulebook *book = NULL;
    const void *bytes;
    inc_status status;
    size_t size;

    OOM_MAKE(run, book, inc_rulebook_new(run->context, &book));
    status = fill_book(run, book);
    if (status != INC_OK)
        goto out;
    OOM_CALL(run, inc_rulebook_bytes(book, &bytes, &size));
    oom_note(run, bytes, size);
    note_book(run, book);
out:
    inc_rulebook_free(book);
    return status;
}

static inc_status read_book(oom_run *run)
{
    inc_rulebook *rich_book, *book = NULL;
    const inc_hash *hash = inc_rules_hash(second_rules);
    const void *bytes;
    inc_status status;
    size_t size;

    DESK_OK(inc_rulebook_new(rich, &rich_book));
    DESK_OK(inc_rulebook_publish(rich_book, first_rules, desk_time(1, 1, 0, 0)));
    DESK_OK(inc_rulebook_publish(rich_book, second_rules, desk_time(2, 1, 0, 0)));
    DESK_OK(inc_rulebook_acknowledge(rich_book, "ann", hash, desk_time(2, 2, 0, 0)));
    DESK_OK(inc_rulebook_bytes(rich_book, &bytes, &size));
    OOM_MAKE(run, book, inc_rulebook_from_bytes(run->context, bytes, size, &book));
    note_book(run, book);
out:
    inc_rulebook_free(book);
    inc_rulebook_free(rich_book);
    return status;
}

START_TEST(a_rulebook_and_its_bytes)
{
    sweep(make_book, 20);
    sweep(read_book, 100);
}
END_TEST

static inc_status lint_wrong(oom_run *run)
{
    inc_lint_finding finding = {.size = sizeof finding};
    inc_lint *lint = NULL;
    inc_status status;
    size_t count = 0;

    OOM_MAKE(run, lint, inc_lint_new(run->context, wrong_rules, &lint));
    for (; inc_lint_next(lint, &finding) == INC_OK; count++) {
        oom_note_number(run, finding.kind);
        oom_note_text(run, finding.where);
        oom_note_text(run, finding.line);
    }
    ck_assert_uint_ge(count, 3);
out:
    inc_lint_free(lint);
    return status;
}

START_TEST(the_linter_finds)
{
    sweep(lint_wrong, 5);
}
END_TEST

static inc_status make_preset(oom_run *run)
{
    inc_rules *rules = NULL;
    inc_status status;

    OOM_MAKE(run, rules, inc_preset_rules(run->context, INC_PRESET_LARGE, utc, &rules));
    oom_note_hash(run, inc_rules_hash(rules));
out:
    inc_rules_unref(rules);
    return status;
}

START_TEST(a_preset)
{
    sweep(make_preset, 150);
}
END_TEST

/* Reasons are copied for Jira, a process for iTop and Zendesk. */
static inc_status make_like(oom_run *run)
{
    inc_rules *base = NULL, *rules = NULL;
    inc_status status;
    int32_t system;

    OOM_MAKE(run, base, inc_preset_rules(run->context, INC_PRESET_SMALL, utc, &base));
    for (system = INC_SYSTEM_ITOP; system <= INC_SYSTEM_JIRA; system += 2) {
        OOM_MAKE(run, rules, inc_preset_like(run->context, system, base, &rules));
        oom_note_hash(run, inc_rules_hash(rules));
        inc_rules_unref(rules);
        rules = NULL;
    }
out:
    inc_rules_unref(rules);
    inc_rules_unref(base);
    return status;
}

START_TEST(rules_like_a_system)
{
    sweep(make_like, 200);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {a_rulebook_and_its_bytes, the_linter_finds, a_preset,
                                  rules_like_a_system};
    return oom_main("oom_rulebook", tests, sizeof tests / sizeof *tests);
}
