/* Why a command was refused: a code, its arguments, and an English line. */
#include "desk/refusal.h"

#include "base/string.h"

#include <incident/format.h>
#include <stdio.h>
#include <string.h>

typedef struct refusal_word {
    const char *name;
    const char *line;
} refusal_word;

static const refusal_word refusal_words[] = {
    [INC_REFUSAL_NONE] = {"none", "nothing was refused"},
    [INC_REFUSAL_NOT_LOGGED] = {"not_logged", "it has no record yet"},
    [INC_REFUSAL_ALREADY_DETECTED] = {"already_detected", "it was detected already"},
    [INC_REFUSAL_ALREADY_LOGGED] = {"already_logged", "it was logged already"},
    [INC_REFUSAL_ALREADY_ACKNOWLEDGED] = {"already_acknowledged", "it was acknowledged already"},
    [INC_REFUSAL_ALREADY_RESTORED] = {"already_restored", "the service was restored already"},
    [INC_REFUSAL_NOT_CLASSIFIED] = {"not_classified", "it had no priority yet"},
    [INC_REFUSAL_OPEN] = {"open", "it was open"},
    [INC_REFUSAL_RESOLVED] = {"resolved", "it was resolved"},
    [INC_REFUSAL_NOT_RESOLVED] = {"not_resolved", "it was not resolved"},
    [INC_REFUSAL_CLOSED] = {"closed", "it was closed"},
    [INC_REFUSAL_CANCELLED] = {"cancelled", "it was cancelled"},
    [INC_REFUSAL_NOT_CONFIRMED] = {"not_confirmed", "the caller could still refuse the resolution"},
    [INC_REFUSAL_UNDOCUMENTED] = {"undocumented", "its documentation was missing"},
    [INC_REFUSAL_REOPEN_WINDOW] = {"reopen_window", "the reopen window was over"},
    [INC_REFUSAL_IS_REQUEST] = {"is_request", "the category was one of service requests"},
    [INC_REFUSAL_CATEGORY_UNKNOWN] = {"category_unknown", "the taxonomy had no such category"},
    [INC_REFUSAL_CATEGORY_RETIRED] = {"category_retired", "the category was retired"},
    [INC_REFUSAL_LEVEL_UNKNOWN] = {"level_unknown", "the matrix had no such level"},
    [INC_REFUSAL_CELL_EMPTY] = {"cell_empty", "the matrix had no priority for them"},
    [INC_REFUSAL_NO_OVERRIDE] = {"no_override", "there was no override to withdraw"},
    [INC_REFUSAL_TIER_UNKNOWN] = {"tier_unknown", "there was no such tier"},
    [INC_REFUSAL_TIER_NOT_HIGHER] = {"tier_not_higher", "the tier was not a higher one"},
    [INC_REFUSAL_HOLD_UNKNOWN] = {"hold_unknown", "the rules had no such hold reason"},
    [INC_REFUSAL_NOT_HELD] = {"not_held", "it was not on hold for that"},
    [INC_REFUSAL_RESOLUTION_UNKNOWN] = {"resolution_unknown",
                                        "the rules had no such resolution code"},
    [INC_REFUSAL_CHANGE_MISSING] = {"change_missing", "the code needed a linked change"},
    [INC_REFUSAL_LINK_EXISTS] = {"link_exists", "it was linked already"},
    [INC_REFUSAL_LINK_MISSING] = {"link_missing", "it was not linked"},
    [INC_REFUSAL_LINK_TO_SELF] = {"link_to_self", "it would have been linked to itself"},
    [INC_REFUSAL_FACT_UNKNOWN] = {"fact_unknown", "there was no such fact"},
    [INC_REFUSAL_FACT_KIND] = {"fact_kind", "the fact was of another kind"},
    [INC_REFUSAL_FACT_STRUCK] = {"fact_struck", "the fact was taken out already"},
    [INC_REFUSAL_IN_FUTURE] = {"in_future", "it lay in the future"},
    [INC_REFUSAL_RULES_UNKNOWN] = {"rules_unknown", "the rulebook had no such rules"},
};

static const refusal_word *refusal_find(int32_t code)
{
    const size_t count = sizeof refusal_words / sizeof refusal_words[0];
    return code >= 0 && (size_t) code < count ? &refusal_words[code] : NULL;
}

const char *inc_refusal_name(int32_t code)
{
    const refusal_word *word = refusal_find(code);
    return word != NULL ? word->name : "?";
}

void inc__refusal_clear(inc__refusal *refusal)
{
    memset(refusal, 0, sizeof *refusal);
}

int32_t inc__refuse(inc__refusal *refusal, int32_t code)
{
    refusal->code = code;
    return code;
}

int32_t inc__refuse_text(inc__refusal *refusal, int32_t code, const char *name, const char *value)
{
    inc__refusal_text(refusal, name, value);
    return inc__refuse(refusal, code);
}

void inc__refusal_text(inc__refusal *refusal, const char *name, const char *value)
{
    size_t size = strlen(value);

    if (size >= INC__REFUSAL_VALUE)
        size = inc__text_prefix(value, INC__REFUSAL_VALUE - 1);
    refusal->names[refusal->count] = name;
    memcpy(refusal->values[refusal->count], value, size);
    refusal->values[refusal->count][size] = '\0';
    refusal->count++;
}

void inc__refusal_number(inc__refusal *refusal, const char *name, int64_t value)
{
    char text[24];

    (void) snprintf(text, sizeof text, "%lld", (long long) value);
    inc__refusal_text(refusal, name, text);
}

void inc__refusal_time(inc__refusal *refusal, const char *name, inc_time value)
{
    char text[INC_FORMAT_SIZE] = "";

    if (value != INC_TIME_NONE && inc_time_format(value, 0, text) != INC_OK)
        text[0] = '\0';
    inc__refusal_text(refusal, name, text);
}

inc_status inc__refusal_fail(inc_context *context, const inc__refusal *refusal, const char *command,
                             const char *subject)
{
    char arguments[2 * INC__REFUSAL_VALUE + 64] = "";
    size_t i, used = 0;

    for (i = 0; i < refusal->count; i++)
        used += (size_t) snprintf(arguments + used, sizeof arguments - used, "%s%s '%s'",
                                  i == 0 ? " (" : ", ", refusal->names[i], refusal->values[i]);
    return inc__fail(context, INC_E_REFUSED, "%s of '%s' was refused: %s%s%s", command, subject,
                     refusal_find(refusal->code)->line, arguments, used > 0 ? ")" : "");
}
