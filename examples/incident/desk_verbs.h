/* What a line of a script can say. Each reads the words that are left and returns an exit code. */
#ifndef EXAMPLES_INCIDENT_DESK_VERBS_H
#define EXAMPLES_INCIDENT_DESK_VERBS_H

#include "desk_run.h"

/* Any inc_command_kind. */
int desk_command(struct desk_run *run, int32_t kind, struct words *line);
int desk_allowed(struct desk_run *run, struct words *line);

/* What is known. */
int desk_view(struct desk_run *run, struct words *line);
int desk_ledger(struct desk_run *run, struct words *line);
int desk_history(struct desk_run *run, struct words *line);
int desk_list(struct desk_run *run, struct words *line);

/* What happens by itself, and what leaves the desk. */
int desk_advance(struct desk_run *run, struct words *line);
int desk_deadline(struct desk_run *run, struct words *line);
int desk_outbox(struct desk_run *run, struct words *line);
int desk_snapshot(struct desk_run *run, struct words *line);

/* Over all subjects. */
int desk_verify(struct desk_run *run, struct words *line);
int desk_rebuild(struct desk_run *run, struct words *line);
int desk_migrate(struct desk_run *run, struct words *line);
int desk_redact(struct desk_run *run, struct words *line);

#endif
