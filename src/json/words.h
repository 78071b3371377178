/* The words of the format for the constants of the library, for reading and for writing. */
#ifndef INC_JSON_WORDS_H
#define INC_JSON_WORDS_H

#include "document.h"

extern const inc__json_word inc__json_weekdays[];
extern const inc__json_word inc__json_combinations[];
extern const inc__json_word inc__json_target_kinds[];
extern const inc__json_word inc__json_day_rules[];
extern const inc__json_word inc__json_boundaries[];
extern const inc__json_word inc__json_milestones[];
extern const inc__json_word inc__json_agreements[];
extern const inc__json_word inc__json_retargets[];
extern const inc__json_word inc__json_reopens[];
extern const inc__json_word inc__json_thresholds[];
extern const inc__json_word inc__json_choices[];

/* The word for a constant; NULL for one without. */
const char *inc__json_word_of(const inc__json_word *words, int32_t value);

#endif
