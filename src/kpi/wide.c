/* Sums of 128 bits. */
#include "kpi/wide.h"

void inc__wide_plus(inc__wide *sum, const inc__wide *other)
{
    uint64_t low = sum->low + other->low;

    sum->high = (int64_t) ((uint64_t) sum->high + (uint64_t) other->high + (low < sum->low));
    sum->low = low;
}

void inc__wide_minus(inc__wide *sum, const inc__wide *other)
{
    uint64_t low = sum->low - other->low;

    sum->high = (int64_t) ((uint64_t) sum->high - (uint64_t) other->high - (low > sum->low));
    sum->low = low;
}

int inc__wide_is_zero(const inc__wide *sum)
{
    return sum->high == 0 && sum->low == 0;
}

int inc__wide_sign(const inc__wide *sum)
{
    if (sum->high < 0)
        return -1;
    return !inc__wide_is_zero(sum);
}

/* Its absolute value; 1 if it was negative. */
static int wide_absolute(inc__wide *sum)
{
    const inc__wide zero = {0, 0};
    inc__wide positive = zero;

    if (sum->high >= 0)
        return 0;
    inc__wide_minus(&positive, sum);
    *sum = positive;
    return 1;
}

double inc__wide_double(const inc__wide *sum)
{
    inc__wide absolute = *sum;
    int negative = wide_absolute(&absolute);
    double value =
        (double) (uint64_t) absolute.high * 18446744073709551616.0 + (double) absolute.low;

    return negative ? -value : value;
}

/* Long division, a bit at a time; the remainder stays below n, which is below 2^63. */
static uint64_t wide_divide(const inc__wide *sum, uint64_t n, uint64_t *quotient_high,
                            uint64_t *rest)
{
    uint64_t high = (uint64_t) sum->high / n, rem = (uint64_t) sum->high % n, low = 0;
    int bit;

    for (bit = 63; bit >= 0; bit--) {
        rem = (rem << 1) | ((sum->low >> bit) & 1);
        low <<= 1;
        if (rem >= n) {
            rem -= n;
            low |= 1;
        }
    }
    *quotient_high = high;
    *rest = rem;
    return low;
}

double inc__wide_mean(const inc__wide *sum, int64_t n)
{
    inc__wide absolute = *sum;
    int negative = wide_absolute(&absolute);
    uint64_t high, rest, low = wide_divide(&absolute, (uint64_t) n, &high, &rest);
    double value = (double) high * 18446744073709551616.0 + (double) low;

    value += (double) rest / (double) n;
    return negative ? -value : value;
}
