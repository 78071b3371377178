/* What the rows of one incident tell, as facts for the library. */
#include "facts.h"

#include "facts_ends.h"
#include "facts_reports.h"

#include <stdlib.h>
#include <string.h>

void facts_init(struct facts *facts, const struct log *log, bool is_final)
{
    memset(facts, 0, sizeof *facts);
    facts->log = log;
    facts->is_final = is_final;
}

void facts_free(struct facts *facts)
{
    free(facts->items);
    memset(facts, 0, sizeof *facts);
}

struct fact *facts_push(struct facts *facts, int32_t kind, uint32_t line)
{
    struct fact *fact;
    facts->items = tool_grow(facts->items, facts->count, &facts->capacity, sizeof *facts->items);
    fact = &facts->items[facts->count++];
    *fact = (struct fact){.kind = kind, .line = line, .time = INC_TIME_NONE};
    return fact;
}

/* A fact as of a row. */
static struct fact *facts_add(struct facts *facts, int32_t kind, const struct log_entry *entry)
{
    struct fact *fact = facts_push(facts, kind, entry->line);
    fact->happened = entry->at == INC_TIME_NONE ? facts->opened : entry->at;
    fact->recorded = fact->happened;
    fact->is_timed = entry->is_timed;
    return fact;
}

void facts_put(struct fact *fact, int32_t column, const char *text)
{
    int i = 0;
    while (fact->texts[i].column)
        i++;
    fact->texts[i].column = column;
    fact->texts[i].text = text;
}

static void facts_put_value(const struct facts *facts, struct fact *fact, int32_t event_column,
                            enum column column)
{
    if (facts->values[column])
        facts_put(fact, event_column, log_text(facts->log, facts->values[column]));
}

static void facts_log(struct facts *facts, const struct log_entry *entry)
{
    struct fact *fact = facts_add(facts, INC_FACT_LOGGED, entry);
    fact->happened = fact->recorded = facts->opened;
    fact->is_timed = true;
    facts_put_value(facts, fact, INC_EVENT_CODE_1, COLUMN_CHANNEL);
    facts_put_value(facts, fact, INC_EVENT_CODE_2, COLUMN_SYMPTOM);
    facts_put_value(facts, fact, INC_EVENT_REFERENCE_2, COLUMN_CI);
    facts_put_value(facts, fact, INC_EVENT_PERSON, COLUMN_CALLER);
    facts->told[COLUMN_SYMPTOM] = facts->values[COLUMN_SYMPTOM];
    facts->told[COLUMN_CI] = facts->values[COLUMN_CI];
}

/* Tells a text of the classification, if it is new. */
static void facts_put_new(struct facts *facts, struct fact *fact, enum column column,
                          const uint32_t *values, int32_t event_column)
{
    if (values[column] != facts->told[column])
        facts_put(fact, event_column, log_text(facts->log, values[column]));
    facts->told[column] = values[column];
}

static bool facts_reclassified(const struct facts *facts, const uint32_t *values)
{
    static const enum column columns[] = {COLUMN_IMPACT, COLUMN_URGENCY, COLUMN_CATEGORY,
                                          COLUMN_SYMPTOM, COLUMN_CI};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (values[columns[i]] != facts->told[columns[i]])
            return true;
    return false;
}

static void facts_reclassify(struct facts *facts, const struct log_entry *entry,
                             const uint32_t *values)
{
    struct fact *fact;
    if (!facts_reclassified(facts, values))
        return;
    fact = facts_add(facts, INC_FACT_CLASSIFIED, entry);
    fact->integers[0] = values[COLUMN_IMPACT];
    fact->integers[1] = values[COLUMN_URGENCY];
    facts->told[COLUMN_IMPACT] = values[COLUMN_IMPACT];
    facts->told[COLUMN_URGENCY] = values[COLUMN_URGENCY];
    facts_put_new(facts, fact, COLUMN_CATEGORY, values, INC_EVENT_CODE_1);
    facts_put_new(facts, fact, COLUMN_SYMPTOM, values, INC_EVENT_CODE_2);
    facts_put_new(facts, fact, COLUMN_CI, values, INC_EVENT_REFERENCE_2);
}

static void facts_override(struct facts *facts, const struct log_entry *entry, int64_t priority)
{
    struct fact *fact;
    if (priority == facts->override)
        return;
    fact = facts_add(facts, INC_FACT_PRIORITISED, entry);
    fact->integers[0] = facts->override = priority;
    facts_put(fact, INC_EVENT_CODE_1, "recorded");
}

/* A priority that is not the matrix's is an override, told first, so that the matrix's is never
 * seen; one that is again is given back to the matrix, last, for the same reason. */
static void facts_classify(struct facts *facts, const struct log_entry *entry,
                           const uint32_t *values)
{
    int64_t priority = values[COLUMN_PRIORITY];
    if (priority == log_matrix_priority(facts->log, values[COLUMN_IMPACT], values[COLUMN_URGENCY]))
        priority = 0;
    if (priority)
        facts_override(facts, entry, priority);
    facts_reclassify(facts, entry, values);
    if (!priority)
        facts_override(facts, entry, 0);
}

/* The whole history runs under what the incident turned out to be. */
static void facts_classify_finally(struct facts *facts, const struct log_entry *entry)
{
    struct log_entry opening = *entry;
    uint32_t values[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        values[i] = log_latest(facts->log, facts->incident, (enum column) i);
    opening.at = facts->opened;
    opening.is_timed = true;
    facts_classify(facts, &opening, values);
}

static void facts_assign(struct facts *facts, const struct log_entry *entry, uint32_t team,
                         uint32_t person)
{
    struct fact *fact;
    if (team == facts->values[COLUMN_TEAM] && person == facts->values[COLUMN_PERSON])
        return;
    fact = facts_add(facts, INC_FACT_ASSIGNED, entry);
    fact->is_internal = true;
    facts_put_value(facts, fact, INC_EVENT_TEAM, COLUMN_TEAM);
    facts_put_value(facts, fact, INC_EVENT_PERSON, COLUMN_PERSON);
}

static bool facts_ended(enum column_phase phase)
{
    return phase == PHASE_RESOLVED || phase == PHASE_CLOSED;
}

static void facts_hold(struct facts *facts, const struct log_entry *entry, int32_t kind,
                       uint32_t state)
{
    struct fact *fact = facts_add(facts, kind, entry);
    facts_put(fact, INC_EVENT_CODE_1, names_text(&facts->log->states, state - 1));
    facts_put(fact, INC_EVENT_CODE_2, "state");
}

static void facts_leave(struct facts *facts, const struct log_entry *entry, uint32_t state)
{
    enum column_phase from = log_phase(facts->log, state);
    enum column_phase to = log_phase(facts->log, facts->values[COLUMN_STATE]);
    if (facts_ended(from) && !facts_ended(to))
        (void) facts_add(facts, INC_FACT_REOPENED, entry);
    if (from == PHASE_HOLD && !facts_ended(to)) /* a resolution ends holds by itself */
        facts_hold(facts, entry, INC_FACT_RELEASED, state);
    if (to != PHASE_NEW && facts->log->needs.has_acknowledged && !facts->is_acknowledged) {
        facts->is_acknowledged = true;
        (void) facts_add(facts, INC_FACT_ACKNOWLEDGED, entry);
    }
}

static void facts_enter(struct facts *facts, const struct log_entry *entry, uint32_t state)
{
    enum column_phase from = log_phase(facts->log, state);
    enum column_phase to = log_phase(facts->log, facts->values[COLUMN_STATE]);
    struct fact *fact;
    if (to == PHASE_HOLD)
        facts_hold(facts, entry, INC_FACT_HELD, facts->values[COLUMN_STATE]);
    if (facts_ended(to) && !facts_ended(from)) {
        fact = facts_add(facts, INC_FACT_RESOLVED, entry);
        facts_put_value(facts, fact, INC_EVENT_CODE_1, COLUMN_CODE);
    }
    if (from == PHASE_CLOSED && to == PHASE_RESOLVED)
        facts_unclose(facts);
    if (to == PHASE_CLOSED && from != PHASE_CLOSED)
        (void) facts_add(facts, INC_FACT_CLOSED, entry);
}

static void facts_take(struct facts *facts, const struct log_entry *entry)
{
    const struct log_value *values = &facts->log->values[entry->first];
    uint32_t state = facts->values[COLUMN_STATE], team = facts->values[COLUMN_TEAM];
    uint32_t person = facts->values[COLUMN_PERSON];
    bool is_first = facts->count == 0, moves;
    for (uint16_t i = 0; i < entry->count; i++)
        facts->values[values[i].column] = values[i].value;
    moves = facts->values[COLUMN_STATE] != state;
    if (is_first)
        facts_log(facts, entry);
    if (is_first && facts->is_final)
        facts_classify_finally(facts, entry);
    if (moves)
        facts_leave(facts, entry, state);
    if (!facts->is_final)
        facts_classify(facts, entry, facts->values);
    facts_assign(facts, entry, team, person);
    if (moves)
        facts_enter(facts, entry, state);
}

/* When it was opened; else the first instant that its rows tell. */
static inc_time facts_opened(const struct facts *facts)
{
    uint32_t next = facts->incident->first_entry;
    if (facts->incident->opened != INC_TIME_NONE)
        return facts->incident->opened;
    for (; next; next = facts->log->entries[next - 1].next)
        if (facts->log->entries[next - 1].at != INC_TIME_NONE)
            return facts->log->entries[next - 1].at;
    return INC_TIME_NONE;
}

bool facts_of(struct facts *facts, uint32_t index)
{
    uint32_t next;
    facts->incident = &facts->log->incidents[index];
    next = facts->incident->first_entry;
    facts->number = names_text(&facts->log->numbers, index);
    facts->count = 0;
    facts->spoiled = 0;
    facts->override = 0;
    facts->is_acknowledged = false;
    memset(facts->values, 0, sizeof facts->values);
    memset(facts->told, 0, sizeof facts->told);
    facts->opened = facts_opened(facts);
    if (facts->opened == INC_TIME_NONE)
        return false;
    for (; next; next = facts->log->entries[next - 1].next)
        facts_take(facts, &facts->log->entries[next - 1]);
    facts_end(facts);
    if (facts->is_reporting)
        facts_report(facts);
    return true;
}
