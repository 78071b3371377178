/* Why a command was refused, from the inside. */
#ifndef INC_DESK_REFUSAL_H
#define INC_DESK_REFUSAL_H

#include "base/context.h"

#include <incident/refusal.h>

#define INC__REFUSAL_ARGUMENTS 2
/* Room for a value; longer ones are cut at a character. */
#define INC__REFUSAL_VALUE 256

typedef struct inc__refusal {
    int32_t code;
    size_t count;
    const char *names[INC__REFUSAL_ARGUMENTS];
    char values[INC__REFUSAL_ARGUMENTS][INC__REFUSAL_VALUE];
} inc__refusal;

void inc__refusal_clear(inc__refusal *refusal);
/* Each returns the code. */
int32_t inc__refuse(inc__refusal *refusal, int32_t code);
int32_t inc__refuse_text(inc__refusal *refusal, int32_t code, const char *name, const char *value);
void inc__refusal_text(inc__refusal *refusal, const char *name, const char *value);
void inc__refusal_number(inc__refusal *refusal, const char *name, int64_t value);
/* As an ISO 8601 instant in UTC; "" for INC_TIME_NONE. */
void inc__refusal_time(inc__refusal *refusal, const char *name, inc_time value);

/* Leaves the English line on the context and answers INC_E_REFUSED. */
inc_status inc__refusal_fail(inc_context *context, const inc__refusal *refusal, const char *command,
                             const char *subject);

#endif
