/* No memory: rows of a mine, the search for a rule, and the rules it gives. */
#include "desk.h"
#include "oom.h"

#define ROWS 24

static inc_context *rich;
static inc_zone *brussels;

/* Rows of Monday to Friday, 9 to 17: four hours are met, and a minute more is breached. */
static inc_status add_row(oom_run *run, inc_mine *mine, int32_t i)
{
    inc_time anchor = INC_HOUR * (24 * (4 + i % 3) + 8 + i % 2) + i * INC_MINUTE;
    inc_time stop = anchor + 4 * INC_HOUR + (i % 4 < 2 ? INC_MINUTE : 0);
    inc_mine_row row = {.size = sizeof row, .id = "INC-1", .priority = 1 + i % 2};
    inc_status status;

    row.met = i % 4 >= 2;
    row.anchors = &anchor;
    row.stops = &stop;
    OOM_CALL(run, inc_mine_add(mine, &row));
out:
    return status;
}

static void note_answer(oom_run *run, const inc_mine *mine)
{
    inc_mined found = {.size = sizeof found};
    inc_mined_target target = {.size = sizeof target};
    inc_contradiction row = {.size = sizeof row};
    size_t i;

    DESK_OK(inc_mine_found(mine, &found));
    oom_note_number(run, found.explained);
    oom_note_number(run, found.weekdays);
    oom_note_number(run, found.hours.from);
    oom_note_number(run, found.hours.to);
    for (i = 0; inc_mine_target(mine, i, &target) == INC_OK; i++)
        oom_note_number(run, target.target);
    for (i = 0; inc_mine_contradiction(mine, i, &row) == INC_OK; i++)
        oom_note_text(run, row.id);
}

static inc_status dig(oom_run *run)
{
    const int32_t anchors[] = {INC_MILESTONE_LOGGED}, stops[] = {INC_MILESTONE_CLOSED};
    inc_mine_options options = {.size = sizeof options, .zone = brussels, .fewest = 3};
    inc_mine *mine = NULL;
    inc_rules *rules = NULL;
    inc_status status;
    int32_t i;

    options.anchors = anchors;
    options.anchors_count = 1;
    options.stops = stops;
    options.stops_count = 1;
    OOM_MAKE(run, mine, inc_mine_new(run->context, &options, &mine));
    for (i = 0; i < ROWS; i++) {
        status = add_row(run, mine, i);
        if (status != INC_OK)
            goto out;
    }
    OOM_CALL(run, inc_mine_run(mine));
    note_answer(run, mine);
    OOM_MAKE(run, rules, inc_mine_rules(mine, "mined", "1", &rules));
    oom_note_hash(run, inc_rules_hash(rules));
out:
    inc_rules_unref(rules);
    inc_mine_free(mine);
    return status;
}

START_TEST(mining)
{
    DESK_OK(inc_context_new(NULL, &rich));
    brussels = desk_zone(rich, "Europe/Brussels");
    oom_sweep(dig, 40);
    inc_zone_unref(brussels);
    inc_context_unref(rich);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {mining};

    return oom_main("oom_mine", tests, sizeof tests / sizeof *tests);
}
