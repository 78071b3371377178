/* The subcommands: each reads its own arguments (argv[0] is its name) and returns an exit code. */
#ifndef EXAMPLES_INCIDENT_COMMANDS_H
#define EXAMPLES_INCIDENT_COMMANDS_H

int command_replay(int argc, char **argv);
int command_events(int argc, char **argv);
int command_check(int argc, char **argv);
int command_due(int argc, char **argv);
int command_between(int argc, char **argv);
int command_calendar(int argc, char **argv);
int command_desk(int argc, char **argv);
int command_kpi(int argc, char **argv);
int command_lint(int argc, char **argv);
int command_matrix(int argc, char **argv);
int command_merge(int argc, char **argv);
int command_mine(int argc, char **argv);
int command_simulate(int argc, char **argv);
int command_whatif(int argc, char **argv);

#endif
