/* Moves from state to state: what they say about an incident, and which facts clocks must know.
 * Facts are kept only where a policy of the rules, or a reopen, needs them. */
#include "log_states.h"

static void states_fact(struct log_fold *fold, struct log_incident *incident,
                        enum log_fact_kind kind, struct log_mark mark, uint32_t value)
{
    struct log_fact *fact;
    if (mark.at == INC_TIME_NONE) {
        incident->spoiled |= SPOILED_FACTS;
        return;
    }
    fold->facts = tool_grow(fold->facts, fold->facts_count, &fold->facts_capacity, sizeof *fact);
    fact = &fold->facts[fold->facts_count++];
    *fact = (struct log_fact){mark.at, mark.line, 0, value, kind};
    if (incident->last_fact)
        fold->facts[incident->last_fact - 1].next = (uint32_t) fold->facts_count;
    else
        incident->first_fact = (uint32_t) fold->facts_count;
    incident->last_fact = (uint32_t) fold->facts_count;
}

/* Whether a pause for this reason stops any clock of the rules. */
static bool states_pauses(const inc_rules *rules, const char *reason)
{
    const inc_policy *policy;
    for (size_t i = 0; inc_rules_policy(rules, i, &policy) == INC_OK; i++) {
        for (int32_t priority = 0; priority <= INC_MATRIX_LEVELS; priority++) {
            const inc_terms *terms = inc_policy_terms(policy, priority);
            if (terms && inc_terms_pauses_for(terms, reason))
                return true;
        }
    }
    return false;
}

static uint32_t states_number(struct log_fold *fold, struct csv_field state)
{
    size_t known = fold->states.count;
    uint32_t number = names_add(&fold->states, state.text, state.size);
    const char *name;
    if (number < known)
        return number;
    fold->phases = tool_grow(fold->phases, number, &fold->phases_capacity, 1);
    fold->pausing = tool_grow(fold->pausing, number, &fold->pausing_capacity, 1);
    name = names_text(&fold->states, number);
    fold->phases[number] = (uint8_t) columns_phase(fold->columns, name);
    fold->pausing[number] = fold->phases[number] == PHASE_HOLD && states_pauses(fold->rules, name);
    return number;
}

enum column_phase log_fold_phase(const struct log_fold *fold, const struct log_incident *incident)
{
    return incident->state == UINT32_MAX ? PHASE_NEW
                                         : (enum column_phase) fold->phases[incident->state];
}

static bool states_ended(enum column_phase phase)
{
    return phase == PHASE_RESOLVED || phase == PHASE_CLOSED;
}

static void states_reopen(struct log_fold *fold, struct log_incident *incident,
                          enum column_phase from, struct log_mark mark)
{
    incident->reopens_seen++;
    states_fact(fold, incident, FACT_RESOLVED, incident->to_resolved, 0);
    if (from == PHASE_CLOSED)
        states_fact(fold, incident, FACT_CLOSED, incident->to_closed, 0);
    states_fact(fold, incident, FACT_REOPENED, mark, from == PHASE_CLOSED);
}

static void states_acknowledge(struct log_incident *incident, enum column_phase phase,
                               struct log_mark mark)
{
    if (phase == PHASE_NEW || incident->acknowledged.line)
        return;
    incident->acknowledged = mark;
    if (mark.at == INC_TIME_NONE)
        incident->spoiled |= SPOILED_ACKNOWLEDGED;
}

void log_states_move(struct log_fold *fold, struct log_incident *incident, struct csv_field state,
                     struct log_mark mark)
{
    uint32_t number = states_number(fold, state);
    uint32_t before = incident->state;
    enum column_phase from = log_fold_phase(fold, incident);
    enum column_phase to = (enum column_phase) fold->phases[number];
    if (number == before)
        return;
    states_acknowledge(incident, to, mark);
    if (before != UINT32_MAX && fold->pausing[before])
        states_fact(fold, incident, FACT_RESUME, mark, before);
    if (states_ended(from) && !states_ended(to))
        states_reopen(fold, incident, from, mark);
    if (states_ended(to) && !states_ended(from))
        incident->to_resolved = mark;
    if (to == PHASE_CLOSED && from != PHASE_CLOSED)
        incident->to_closed = mark;
    if (fold->pausing[number])
        states_fact(fold, incident, FACT_PAUSE, mark, number);
    incident->state = number;
}

void log_states_priority(struct log_fold *fold, struct log_incident *incident, inc_time at,
                         uint32_t line, int32_t priority)
{
    struct log_mark mark = {at, line};
    fold->priority_changes++;
    if (fold->retarget)
        states_fact(fold, incident, FACT_PRIORITY, mark, (uint32_t) priority);
}
