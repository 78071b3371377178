/* Numbers of key figures: exact for programs, readable for people. */
#include "kpi_number.h"

#include <math.h>
#include <stdlib.h>

void kpi_number_exact(double value, char text[KPI_NUMBER_SIZE])
{
    for (int digits = 15; digits <= 17; digits++) {
        double read;
        snprintf(text, KPI_NUMBER_SIZE, "%.*g", digits, value);
        read = strtod(text, NULL);
        if (read >= value && read <= value)
            return;
    }
}

struct kpi_scale kpi_scale_of(int32_t unit, double largest)
{
    if (unit == INC_UNIT_SHARE)
        return (struct kpi_scale){0.01, 2, " %"};
    if (unit == INC_UNIT_MONEY)
        return (struct kpi_scale){1, 2, ""};
    if (unit != INC_UNIT_DURATION)
        return (struct kpi_scale){1, 0, ""};
    if (fabs(largest) < 2 * (double) INC_HOUR)
        return (struct kpi_scale){(double) INC_MINUTE, 2, " min"};
    if (fabs(largest) < 96 * (double) INC_HOUR)
        return (struct kpi_scale){(double) INC_HOUR, 2, " h"};
    return (struct kpi_scale){24 * (double) INC_HOUR, 2, " d"};
}

void kpi_number_show(struct kpi_scale scale, double value, bool is_signed,
                     char text[KPI_NUMBER_SIZE])
{
    snprintf(text, KPI_NUMBER_SIZE, is_signed ? "%+.*f%s" : "%.*f%s", scale.decimals,
             value / scale.divisor, scale.suffix);
}

void kpi_number_short(int32_t unit, double value, char text[KPI_NUMBER_SIZE])
{
    struct kpi_scale scale = kpi_scale_of(unit, value);
    snprintf(text, KPI_NUMBER_SIZE, "%.6g%s", value / scale.divisor, scale.suffix);
}
