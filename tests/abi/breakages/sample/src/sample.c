/* The sample library. */
#include <incident/sample.h>

#include <stdlib.h>

struct inc_opaque {
    inc_colour colour;
};

int32_t inc_sample_open(const inc_sized *sized, inc_opaque **opaque)
{
    *opaque = malloc(sizeof **opaque);
    if (*opaque == NULL)
        return -1;
    (*opaque)->colour = sized->colour;
    return 0;
}

void inc_sample_free(inc_opaque *opaque)
{
    free(opaque);
}

int32_t inc_sample_span(const inc_opaque *opaque, int32_t colour, inc_frozen *frozen)
{
    frozen->from = opaque->colour == INC_BLUE ? colour : 0;
    frozen->to = frozen->from + INC_SAMPLE_LIMIT;
    return 0;
}

inc_colour inc_sample_colour(const inc_opaque *opaque, const inc_hooks *hooks)
{
    return hooks->resize != NULL ? opaque->colour : INC_RED;
}
