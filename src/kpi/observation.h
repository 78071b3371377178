/* A table of observations from the inside. */
#ifndef INC_KPI_OBSERVATION_H
#define INC_KPI_OBSERVATION_H

#include "incident/incident_body.h"
#include "kpi/strings.h"

#include <incident/gaming.h>

#define INC__GRAINS 4
/* Ids of columns are below this. */
#define INC__OBSERVED_SLOTS 320

/* A column of a grain: where its values lie in a row. */
typedef struct inc__observed {
    int32_t column;
    int32_t type; /* an inc_value_type */
    const char *name;
} inc__observed;

/* The columns of a grain, in the order of ids. */
const inc__observed *inc__observed_columns(int32_t grain, size_t *count);

/* A grain's rows, a list a column. */
typedef struct inc__observed_rows {
    inc__array *columns;                  /* int64_t, or const char *; their counts are not used */
    size_t count;                         /* of rows */
    size_t capacity;                      /* of every column */
    uint16_t places[INC__OBSERVED_SLOTS]; /* 1 + the place of a column; 0: it has none such */
} inc__observed_rows;

struct inc_observations {
    inc_context *context;
    inc_calendar *calendar; /* or NULL */
    inc__strings strings;
    inc__observed_rows grains[INC__GRAINS];
    size_t last[INC__GRAINS]; /* rows there were before the last incident */
    size_t last_gaming;
    inc__array gaming; /* inc_gaming, texts in strings */
    inc__fold fold;    /* scratch: a clock as it stood at an instant */
    int32_t has_fold;
    inc__array spans; /* inc__stint, scratch */
};

/* Takes the rows of the last incident back; nothing else was done with the table since. */
void inc__observations_undo(inc_observations *table);

/* What is known of an incident that all its rows share. */
typedef struct inc__observer {
    inc_observations *table;
    inc_incident *incident;
    const inc__life *life;
    const inc_incident_view *view;
    inc_time looked;
    inc_status status;
    size_t gaming; /* findings there were before */
} inc__observer;

/* A stretch of time. */
typedef struct inc__stint {
    inc_time from;
    inc_time to;
} inc__stint;

/* The place of a value in the last row of a grain; the column is the grain's. */
void inc__observe_integer(inc__observer *observer, int32_t grain, int32_t column, int64_t value);
/* Keeps the text. */
void inc__observe_text(inc__observer *observer, int32_t grain, int32_t column, const char *value);

/* observation_incident.c: the row of the grain incident. */
void inc__observe_incident(inc__observer *observer);
/* observation_time.c: time on hold, business time, counted time. */
inc_duration inc__observe_held(inc__observer *observer);
inc_duration inc__observe_business(const inc__observer *observer);
/* The first SLA clock "resolve" that is not cancelled, or NULL; *index is its number. */
const inc__attached *inc__observe_resolve(const inc__observer *observer, size_t *index);
inc_duration inc__observe_counted(const inc__attached *attached);
inc_duration inc__observe_root_cause(inc__observer *observer, const inc__attached *attached);

/* observation_gaming.c: findings; 1 if there is any of a kind. */
void inc__observe_gaming(inc__observer *observer);
int inc__observe_has_gaming(const inc__observer *observer, int32_t kind);

#endif
