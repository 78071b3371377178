/* Classification and priority. */
#include "incident/life.h"

#include <string.h>

void inc__life_set(const char **place, const char *value)
{
    if (value[0] != '\0')
        *place = value;
}

static const inc_matrix *class_matrix(const inc__life *life)
{
    return life->rules != NULL ? inc_rules_matrix(life->rules) : NULL;
}

static void class_priority(inc__life *life, int32_t priority)
{
    int32_t before = life->view.priority;

    life->view.priority = priority;
    if (priority != before) {
        life->changed = 1;
        inc__life_grade(life, before);
    }
    if (priority > 0)
        life->raise = INC_STAGE_CLASSIFIED;
}

/* The priority of the matrix, once impact and urgency are known; else it stays as it was. */
static void class_compute(inc__life *life)
{
    inc_incident_view *view = &life->view;
    const inc_matrix *matrix = class_matrix(life);
    int32_t priority;

    if (life->override > 0 || matrix == NULL || view->impact == 0 || view->urgency == 0)
        return;
    if (inc_matrix_priority(matrix, view->impact, view->urgency, &priority) == INC_OK)
        class_priority(life, priority);
    else
        inc__life_find(life, INC_FINDING_PRIORITY_UNKNOWN);
}

/* What the taxonomy says of a category. */
static void class_check_category(inc__life *life)
{
    const inc_taxonomy *taxonomy = life->rules != NULL ? inc_rules_taxonomy(life->rules) : NULL;
    inc_category category;

    if (taxonomy == NULL)
        return;
    memset(&category, 0, sizeof category);
    category.size = sizeof category;
    if (inc_taxonomy_find(taxonomy, life->view.category, INC_ZSTR, &category) != INC_OK)
        inc__life_find(life, INC_FINDING_CATEGORY_UNKNOWN);
    else if (category.request)
        inc__life_find(life, INC_FINDING_IS_REQUEST);
}

static int32_t class_level(const inc__life *life, int32_t column, int32_t level)
{
    int64_t given = inc__event_integer(life->entry->event, column);
    return given != 0 ? (int32_t) given : level;
}

void inc__life_classify(inc__life *life)
{
    inc_incident_view *view = &life->view;
    const inc_event *event = life->entry->event;
    const char *category = inc__event_text(event, INC_EVENT_CODE_1);

    inc__life_set(&view->category, category);
    inc__life_set(&view->symptom, inc__event_text(event, INC_EVENT_CODE_2));
    inc__life_set(&view->service, inc__event_text(event, INC_EVENT_REFERENCE_1));
    inc__life_set(&view->ci, inc__event_text(event, INC_EVENT_REFERENCE_2));
    view->impact = class_level(life, INC_EVENT_INTEGER_1, view->impact);
    view->urgency = class_level(life, INC_EVENT_INTEGER_2, view->urgency);
    life->changed = 1;
    if (category[0] != '\0')
        class_check_category(life);
    class_compute(life);
    if (view->priority > 0)
        life->raise = INC_STAGE_CLASSIFIED;
}

/* 0 without a matrix: then any priority is one. */
static int class_is_unknown(const inc__life *life, int64_t priority)
{
    const inc_matrix *matrix = class_matrix(life);
    return matrix != NULL && priority > inc_matrix_levels(matrix, INC_SCALE_PRIORITY);
}

void inc__life_prioritise(inc__life *life)
{
    const inc_event *event = life->entry->event;
    int64_t priority = inc__event_integer(event, INC_EVENT_INTEGER_1);

    if (class_is_unknown(life, priority)) {
        inc__life_find(life, INC_FINDING_PRIORITY_UNKNOWN);
    } else {
        life->override = (int32_t) priority;
        life->view.overridden = priority > 0;
        class_priority(life, (int32_t) priority);
        class_compute(life);
    }
}
