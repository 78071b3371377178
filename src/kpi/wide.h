/* Sums that cannot overflow: 128 bits, two's complement. */
#ifndef INC_KPI_WIDE_H
#define INC_KPI_WIDE_H

#include <stdint.h>

typedef struct inc__wide {
    int64_t high;
    uint64_t low;
} inc__wide;

/* *sum += value. */
static inline void inc__wide_add(inc__wide *sum, int64_t value)
{
    uint64_t low = sum->low + (uint64_t) value;
    uint64_t carry = low < sum->low;

    sum->high = (int64_t) ((uint64_t) sum->high + (value < 0 ? UINT64_MAX : 0) + carry);
    sum->low = low;
}

void inc__wide_plus(inc__wide *sum, const inc__wide *other);
void inc__wide_minus(inc__wide *sum, const inc__wide *other);
int inc__wide_is_zero(const inc__wide *sum);
/* Negative, 0 or positive. */
int inc__wide_sign(const inc__wide *sum);
/* The nearest double, or the one beside it. */
double inc__wide_double(const inc__wide *sum);
/* sum / n for n > 0, without loss before the last rounding. */
double inc__wide_mean(const inc__wide *sum, int64_t n);

#endif
