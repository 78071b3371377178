/* Bytes of an aggregate: whatever is accepted is written back as it came, can be asked, and can be
 * added to itself and taken away again. */
#include <incident.h>
#include <stdlib.h>
#include <string.h>

/* Figures that are asked for. */
#define ASKED 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_same(inc_kpi *kpi, const uint8_t *data, size_t size)
{
    const void *bytes;
    size_t count;

    if (inc_kpi_bytes(kpi, &bytes, &count) != INC_OK)
        abort();
    if (count != size || memcmp(bytes, data, size) != 0)
        abort();
}

static void ask(inc_kpi *kpi)
{
    inc_figure figure = {.size = sizeof figure};
    inc_kpi_key key = {.size = sizeof key};
    double value;
    size_t i;

    for (i = 0; i < ASKED && inc_kpi_figure(kpi, i, &figure) == INC_OK; i++) {
        if (figure.n < 0 && figure.kind != INC_FIGURE_STOCK)
            abort();
        (void) inc_kpi_key_at(kpi, figure.group, 0, &key);
        (void) inc_kpi_percentile(kpi, figure.id, figure.group, figure.from, 0.9, &value);
    }
}

/* Twice the aggregate, less the aggregate. */
static void add_and_take(inc_context *context, inc_kpi *kpi, const uint8_t *data, size_t size)
{
    inc_kpi *other = NULL, *rolled = NULL;

    if (inc_kpi_from_bytes(context, NULL, data, size, &other) != INC_OK)
        abort();
    if (inc_kpi_merge(other, kpi) != INC_OK || inc_kpi_subtract(other, kpi) != INC_OK)
        abort();
    ask(other);
    if (inc_kpi_rollup(other, NULL, 0, INC_PERIOD_NONE, &rolled) == INC_OK)
        ask(rolled);
    inc_kpi_free(rolled);
    inc_kpi_free(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context;
    inc_kpi *kpi;
    inc_status status;

    if (inc_context_new(NULL, &context) != INC_OK)
        abort();
    status = inc_kpi_from_bytes(context, NULL, data, size, &kpi);
    if (status == INC_OK) {
        check_same(kpi, data, size);
        ask(kpi);
        add_and_take(context, kpi, data, size);
        inc_kpi_free(kpi);
    } else if (data != NULL && inc_context_error(context)[0] == '\0') {
        abort();
    }
    inc_context_unref(context);
    return 0;
}
