/* Names of what definitions are made of. */
#include <incident/definition.h>

const char *inc_figure_kind_name(int32_t kind)
{
    static const char *const names[] = {"?",     "mean", "share", "count",   "growth",
                                        "ratio", "cost", "stock", "repeats", "sum"};

    return kind >= INC_FIGURE_MEAN && kind <= INC_FIGURE_SUM ? names[kind] : names[0];
}

const char *inc_unit_name(int32_t unit)
{
    static const char *const names[] = {"?", "count", "share", "duration", "money"};

    return unit >= INC_UNIT_COUNT && unit <= INC_UNIT_MONEY ? names[unit] : names[0];
}
