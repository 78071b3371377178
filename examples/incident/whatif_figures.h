/* The figures of both sides of a comparison, side by side. */
#ifndef EXAMPLES_INCIDENT_WHATIF_FIGURES_H
#define EXAMPLES_INCIDENT_WHATIF_FIGURES_H

#include "names.h"
#include "tool.h"

/* A definition, a group and a period. */
struct whatif_figure {
    size_t definition;
    uint32_t group; /* a name of the groups */
    bool has[2];    /* by inc_side: false where no row says anything */
    inc_figure values[2];
};

struct whatif_figures {
    struct whatif_figure *items;
    size_t count;
    size_t capacity;
    struct names groups;  /* "priority 1, team Network"; "all" without dimensions */
    const inc_zone *zone; /* of the periods */
};

void whatif_figures_take(struct whatif_figures *figures, inc_whatif *whatif);
void whatif_figures_free(struct whatif_figures *figures);

/* Whether the two sides say something else. */
bool whatif_figure_differs(const struct whatif_figure *figure);
/* The one that is there: both have id, unit and period. */
const inc_figure *whatif_figure_any(const struct whatif_figure *figure);

#endif
