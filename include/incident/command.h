/** @file incident/command.h
 * Commands: what people and machines ask of an incident. A command becomes facts if its guard
 * allows it in the incident's stage; the table of (stage, command) is public.
 */
#ifndef INCIDENT_COMMAND_H
#define INCIDENT_COMMAND_H

#include "incident.h"
#include "refusal.h"

INC_BEGIN

/** The commands. In brackets the members of inc_command that they take beside those that every
 * command takes; * marks the required ones. Frozen. @since 0.1 */
typedef enum inc_command_kind {
    INC_COMMAND_DETECT = 1,      /**< [channel] */
    INC_COMMAND_LOG = 2,         /**< [channel, symptom, service, ci, person: the caller, text: the
                                    title; category, impact, urgency classify it at once; relation
                                    and other link it at once: follow_up of a closed incident] */
    INC_COMMAND_ACKNOWLEDGE = 3, /**< [] */
    INC_COMMAND_CLASSIFY = 4,    /**< [category, symptom, impact, urgency, service, ci] */
    INC_COMMAND_PRIORITISE = 5,  /**< [priority (0 withdraws), reason*] */
    INC_COMMAND_ASSIGN = 6,      /**< [team, tier, person: at least one] */
    INC_COMMAND_ESCALATE = 7,    /**< [direction (functional), team, tier, person, reason] */
    INC_COMMAND_HOLD = 8,        /**< [reason*, source, expires] */
    INC_COMMAND_RELEASE = 9,     /**< [reason*, source] */
    INC_COMMAND_WORK = 10,       /**< [activity, effort, text] */
    INC_COMMAND_NOTE = 11,       /**< [text*] */
    INC_COMMAND_RESTORE = 12,    /**< [] the service works again */
    INC_COMMAND_RESOLVE = 13,    /**< [code*, text*, other: the change; documentation and article
                                    document it at once] */
    INC_COMMAND_CONFIRM = 14,    /**< [] */
    INC_COMMAND_REFUSE = 15,     /**< [reason*] */
    INC_COMMAND_DOCUMENT = 16,   /**< [documentation*, article] */
    INC_COMMAND_CLOSE = 17,      /**< [code; documentation and article document it at once] */
    INC_COMMAND_REOPEN = 18,     /**< [reason*] */
    INC_COMMAND_CANCEL = 19,     /**< [reason*] */
    INC_COMMAND_CONVERT = 20,    /**< [other*: the service request] */
    INC_COMMAND_LINK = 21,       /**< [relation*, other*] */
    INC_COMMAND_UNLINK = 22,     /**< [relation*, other*] */
    INC_COMMAND_VOID = 23,       /**< [corrects*: the fact to take out, reason*] */
    INC_COMMAND_REDACT = 24,     /**< [reason*, person: only what is by or about this person] */
    INC_COMMAND_MIGRATE = 25     /**< [rules: hash, 64 hex digits; none: the rules in force] */
} inc_command_kind;

/** Commands of every version have numbers below this: the length of an array with a place for each.
 * @since 0.1 */
#define INC_COMMANDS_MOST 64

/** A command. Members that it does not take must be 0 or NULL. Texts are NUL-terminated UTF-8 and
 * copied; NULL and "" are the same. @since 0.1 */
typedef struct inc_command {
    size_t size;         /**< sizeof(inc_command) */
    int32_t kind;        /**< an inc_command_kind */
    int32_t actor_kind;  /**< an inc_actor_kind; 0: human. Every command */
    int32_t visibility;  /**< an inc_visibility; 0: public. Every command */
    int32_t tier;        /**< from 1 */
    int32_t impact;      /**< from 1 */
    int32_t urgency;     /**< from 1 */
    int32_t priority;    /**< from 1 */
    int32_t reserved;    /**< 0 */
    const char *subject; /**< id of the incident; required by every command */
    const char *actor;   /**< who asks; every command */
    const char *commit;  /**< the host's name for this attempt: the same name again does nothing and
                            answers as the first did. Every command */
    const char *extra;   /**< of the host, kept with the first fact. Every command */
    const char *team;    /**< the one it goes to */
    const char *person;  /**< the caller, the assignee, or whom to forget */
    const char *channel; /**< how it came in, as "phone" */
    const char *symptom; /**< outage, slowness, intermittent, partial, or the host's own */
    const char *service; /**< the one that suffers */
    const char *ci;      /**< configuration item */
    const char *category;  /**< an id of the taxonomy */
    const char *reason;    /**< why; of a hold one of the rules', if they list any */
    const char *source;    /**< whose hold it is: the same reason from two sources is two holds */
    const char *code;      /**< of the resolution or closure */
    const char *activity;  /**< what was done, as "diagnosis" */
    const char *direction; /**< functional (the default) or hierarchic */
    const char *relation;  /**< as in inc_link */
    const char *other;     /**< another subject: the link's other end, change, or request */
    const char *article;   /**< of the knowledge base; with documentation */
    const char *rules;     /**< hash, 64 hex digits */
    const char *text;      /**< taken by all but detect, acknowledge, restore, confirm, document */
    const char *documentation; /**< what was done, for the record */
    inc_time happened;         /**< when it happened, not after now; 0 or INC_TIME_NONE: now. Every
                                  command */
    inc_time expires;          /**< after happened; 0 or INC_TIME_NONE: the rules' default */
    inc_duration effort;       /**< >= 0 */
    int64_t corrects; /**< sequence of a fact of the same kind that this one takes the place
                         of. Every command whose fact it could be */
} inc_command;

/** What a command did. @since 0.1 */
typedef struct inc_outcome {
    size_t size;     /**< set by the caller: sizeof(inc_outcome) */
    int64_t first;   /**< sequence of its first fact; 0 when the commit's name was seen before */
    int64_t last;    /**< of the subject's last fact */
    int32_t facts;   /**< how many the command appended */
    int32_t settled; /**< how many facts were due before it and were appended first */
} inc_outcome;

/** What the table says of a command in a stage: 0, or the inc_refusal_code of a refusal whatever
 * the details. A 0 is no promise: details (documentation, the reopen window) may still refuse. Any
 * thread. @since 0.1 */
INC_API int32_t inc_command_guard(int32_t command, int32_t stage);
/** The name of a command, as "resolve"; "?" for an unknown one. Static, any thread. @since 0.1 */
INC_API const char *inc_command_name(int32_t command);
/** The command of a name (size bytes or INC_ZSTR), or 0. Any thread. @since 0.1 */
INC_API int32_t inc_command_find(const char *name, size_t size);
/** The inc_fact that a command appends, or 0. Any thread. @since 0.1 */
INC_API int32_t inc_command_fact(int32_t command);

INC_END

#endif
