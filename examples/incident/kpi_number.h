/* Numbers of key figures: exact for programs, readable for people. */
#ifndef EXAMPLES_INCIDENT_KPI_NUMBER_H
#define EXAMPLES_INCIDENT_KPI_NUMBER_H

#include "tool.h"

enum { KPI_NUMBER_SIZE = 40 };

/* The shortest decimal text that reads back as the same number. */
void kpi_number_exact(double value, char text[KPI_NUMBER_SIZE]);

/* How the values of a table are shown: divided, with so many decimals, and what they then are. */
struct kpi_scale {
    double divisor;
    int decimals;
    const char *suffix;
};

/* For values up to the largest; durations in minutes, hours or days. */
struct kpi_scale kpi_scale_of(int32_t unit, double largest);

/* As "12.5 h"; a growth with its sign. */
void kpi_number_show(struct kpi_scale scale, double value, bool is_signed,
                     char text[KPI_NUMBER_SIZE]);

/* In the unit that suits it, without decimals that say nothing: "4 h", "90 %". */
void kpi_number_short(int32_t unit, double value, char text[KPI_NUMBER_SIZE]);

#endif
