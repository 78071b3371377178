/* Names of what an incident is made of. */
#include <incident/incident.h>

static const char *names_at(const char *const *names, size_t count, int32_t value)
{
    return value >= 0 && (size_t) value < count ? names[value] : "?";
}

#define NAMES_AT(names, value) names_at((names), sizeof(names) / sizeof(names)[0], (value))

const char *inc_stage_name(int32_t stage)
{
    static const char *const names[] = {"none",       "detected",  "logged",
                                        "classified", "diagnosis", "investigation",
                                        "resolved",   "closed",    "cancelled"};
    return NAMES_AT(names, stage);
}

const char *inc_choice_name(int32_t reason)
{
    static const char *const names[] = {"?",
                                        "attached",
                                        "no_milestone",
                                        "no_priority",
                                        "no_terms",
                                        "other_service",
                                        "other_category",
                                        "not_first",
                                        "not_strictest",
                                        "other_tier",
                                        "unusable"};
    return NAMES_AT(names, reason);
}

const char *inc_derived_name(int32_t kind)
{
    static const char *const names[] = {"?",        "fired",     "breached",
                                        "released", "timed_out", "closed"};
    return NAMES_AT(names, kind);
}

const char *inc_confirmation_name(int32_t confirmation)
{
    static const char *const names[] = {"none", "given", "timed_out"};
    return NAMES_AT(names, confirmation);
}
