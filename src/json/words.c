/* The words of the format for the constants of the library. */
#include "words.h"

const inc__json_word inc__json_weekdays[] = {
    {"mon", INC_MONDAY}, {"tue", INC_TUESDAY},  {"wed", INC_WEDNESDAY}, {"thu", INC_THURSDAY},
    {"fri", INC_FRIDAY}, {"sat", INC_SATURDAY}, {"sun", INC_SUNDAY},    {NULL, 0},
};

const inc__json_word inc__json_combinations[] = {
    {"union", INC_UNION},
    {"intersection", INC_INTERSECTION},
    {"difference", INC_DIFFERENCE},
    {NULL, 0},
};

const inc__json_word inc__json_target_kinds[] = {
    {"working", INC_TARGET_WORKING},
    {"days", INC_TARGET_DAYS},
    {"by", INC_TARGET_BY},
    {NULL, 0},
};

const inc__json_word inc__json_day_rules[] = {
    {"same_time", INC_DAYS_SAME_TIME},
    {"close_of_day", INC_DAYS_CLOSE_OF_DAY},
    {"own_length", INC_DAYS_OWN_LENGTH},
    {NULL, 0},
};

const inc__json_word inc__json_boundaries[] = {
    {"closing", INC_BOUNDARY_CLOSING},
    {"next_opening", INC_BOUNDARY_NEXT_OPENING},
    {NULL, 0},
};

const inc__json_word inc__json_milestones[] = {
    {"occurred", INC_MILESTONE_OCCURRED}, {"detected", INC_MILESTONE_DETECTED},
    {"logged", INC_MILESTONE_LOGGED},     {"acknowledged", INC_MILESTONE_ACKNOWLEDGED},
    {"restored", INC_MILESTONE_RESTORED}, {"confirmed", INC_MILESTONE_CONFIRMED},
    {"closed", INC_MILESTONE_CLOSED},     {NULL, 0},
};

const inc__json_word inc__json_agreements[] = {
    {"sla", INC_AGREEMENT_SLA},
    {"ola", INC_AGREEMENT_OLA},
    {"uc", INC_AGREEMENT_UC},
    {NULL, 0},
};

const inc__json_word inc__json_retargets[] = {
    {"from_start", INC_RETARGET_FROM_START},
    {"from_change", INC_RETARGET_FROM_CHANGE},
    {"prorate", INC_RETARGET_PRORATE},
    {NULL, 0},
};

const inc__json_word inc__json_reopens[] = {
    {"exclude_closed", INC_REOPEN_EXCLUDE_CLOSED},
    {"continue", INC_REOPEN_CONTINUE},
    {"new_cycle", INC_REOPEN_NEW_CYCLE},
    {"none", INC_REOPEN_NONE},
    {NULL, 0},
};

const inc__json_word inc__json_thresholds[] = {
    {"percent", INC_THRESHOLD_PERCENT},
    {"objective", INC_THRESHOLD_OBJECTIVE},
    {"before", INC_THRESHOLD_BEFORE},
    {"after", INC_THRESHOLD_AFTER},
    {NULL, 0},
};

const inc__json_word inc__json_choices[] = {
    {"first", INC_CHOOSE_FIRST},
    {"strictest", INC_CHOOSE_STRICTEST},
    {"all", INC_CHOOSE_ALL},
    {NULL, 0},
};

const char *inc__json_word_of(const inc__json_word *words, int32_t value)
{
    size_t i;

    for (i = 0; words[i].word != NULL; i++) {
        if (words[i].value == value)
            return words[i].word;
    }
    return NULL;
}
