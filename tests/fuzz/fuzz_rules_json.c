/* Any text is refused with a line, or is rules that read back the same from what is written. */
#include <incident.h>
#include <incident/json.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void round_trip(inc_context *context, const inc_rules *rules)
{
    inc_text *text;
    inc_rules *back;
    const char *written;
    size_t size;

    if (inc_text_new(context, &text) != INC_OK ||
        inc_json_write_rules(context, rules, text) != INC_OK)
        abort();
    written = inc_text_data(text, &size);
    if (inc_json_read_rules(context, written, size, NULL, &back) != INC_OK ||
        memcmp(inc_rules_hash(rules), inc_rules_hash(back), sizeof(inc_hash)) != 0)
        abort();
    inc_rules_unref(back);
    inc_text_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context;
    inc_rules *rules;

    if (inc_context_new(NULL, &context) != INC_OK)
        return 0;
    if (inc_json_read_rules(context, (const char *) data, size, NULL, &rules) == INC_OK)
        round_trip(context, rules);
    else if (rules != NULL || inc_context_error(context)[0] == '\0')
        abort();
    inc_rules_unref(rules);
    inc_context_unref(context);
    return 0;
}
