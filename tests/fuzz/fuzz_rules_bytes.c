/* Canonical bytes of rules: whatever is accepted is written back as it came, and can be linted. */
#include <incident.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_findings(inc_context *context, const inc_rules *rules)
{
    inc_lint_finding finding;
    inc_lint *lint;

    if (inc_lint_new(context, rules, &lint) != INC_OK)
        abort();
    finding.size = sizeof finding;
    while (inc_lint_next(lint, &finding) == INC_OK) {
        if (finding.where[0] == '\0' || finding.line[0] == '\0')
            abort();
    }
    inc_lint_free(lint);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    inc_context *context;
    inc_rules *rules;
    const void *bytes;
    size_t count;

    if (inc_context_new(NULL, &context) != INC_OK)
        abort();
    if (inc_rules_from_bytes(context, data, size, &rules) == INC_OK) {
        if (inc_rules_bytes(rules, &bytes, &count) != INC_OK || count != size ||
            memcmp(bytes, data, size) != 0)
            abort();
        fuzz_findings(context, rules);
        inc_rules_unref(rules);
    } else if (inc_context_error(context)[0] == '\0') {
        abort();
    }
    inc_context_unref(context);
    return 0;
}
