/* Claims: a message is given to one owner until an instant. */
#include "store/claim.h"

inc_status inc__claim_row(inc_row_builder *builder, const inc_row *row, const char *owner,
                          inc_time until, inc_row **claimed)
{
    int64_t attempts = inc__row_integer(row, INC_MESSAGE_ATTEMPTS);
    inc_status status = inc_row_builder_copy(builder, row);

    if (status == INC_OK)
        status = inc_row_builder_text(builder, INC_MESSAGE_OWNER, owner, INC_ZSTR);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_MESSAGE_NEXT_AT, until);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_MESSAGE_ATTEMPTS,
                                         attempts < INT64_MAX ? attempts + 1 : attempts);
    if (status == INC_OK)
        status = inc_row_builder_integer(builder, INC_ROW_REVISION,
                                         inc__row_integer(row, INC_ROW_REVISION) + 1);
    return status == INC_OK ? inc_row_builder_build(builder, claimed) : status;
}
