/* Commands from the inside: which members each takes. */
#ifndef INC_DESK_COMMAND_H
#define INC_DESK_COMMAND_H

#include "base/context.h"

#include <incident/command.h>

/* Reads a command of any version's size into ours, texts never NULL; refuses what is missing, what
 * the command does not take, and numbers out of their bounds, with a line. */
inc_status inc__command_read(inc_context *context, const inc_command *command, inc_command *ours);

#endif
