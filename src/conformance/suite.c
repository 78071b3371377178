/* Running the laws, and reporting them as TAP. */
#include "suite.h"

#include <incident/addon.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void suite_fail(suite *self, const char *format, ...)
{
    va_list arguments;

    if (self->failed)
        return;
    self->failed = 1;
    va_start(arguments, format);
    (void) vsnprintf(self->why, sizeof self->why, format, arguments);
    va_end(arguments);
}

static void suite_release_kept(suite *self)
{
    suite_kept *kept = &self->kept;

    if (self->space != NULL)
        (void) inc_context_resize(self->context, self->space, self->space_size, 0);
    self->space = NULL;
    while (kept->count > 0) {
        kept->count--;
        kept->release[kept->count](kept->objects[kept->count]);
    }
}

static void suite_free_kept(suite *self)
{
    suite_kept *kept = &self->kept;

    (void) inc_context_resize(self->context, kept->objects, kept->capacity * sizeof *kept->objects,
                              0);
    (void) inc_context_resize(self->context, kept->release, kept->capacity * sizeof *kept->release,
                              0);
    memset(kept, 0, sizeof *kept);
}

static const law *const suite_laws[] = {
    suite_commit_laws, suite_event_laws, suite_row_laws,
    suite_query_laws,  suite_claim_laws, suite_model_laws,
};

#define SUITE_FILES (sizeof suite_laws / sizeof *suite_laws)

static size_t suite_count(void)
{
    size_t file, count = 0;
    const law *each;

    for (file = 0; file < SUITE_FILES; file++) {
        for (each = suite_laws[file]; each->name != NULL; each++)
            count++;
    }
    return count;
}

static void suite_open(suite *self, const inc_conformance_options *options)
{
    inc_status status = options->open(options->user, self->context, &self->store);

    if (status != INC_OK)
        suite_fail(self, "opening answered %s: %s", inc_status_name(status),
                   inc_context_error(self->context));
    else if (self->store == NULL)
        suite_fail(self, "opening left no store");
}

static void suite_check(suite *self, const inc_conformance_options *options, const law *each)
{
    self->failed = 0;
    self->store = NULL;
    suite_open(self, options);
    if (!self->failed)
        each->check(self);
    inc_page_clear(self->page);
    suite_release_kept(self);
    inc_store_free(self->store);
}

/* Control characters in a quoted id must not break the line. */
static inc_status suite_report(suite *self, size_t number, const law *each, inc_text *report)
{
    char line[sizeof self->why + 128];
    char *at;
    int size = snprintf(line, sizeof line, "%s %zu - %s", self->failed ? "not ok" : "ok", number,
                        each->name);

    if (self->failed && size > 0)
        (void) snprintf(line + size, sizeof line - (size_t) size, "\n# %s", self->why);
    for (at = line + (size > 0 ? size + 1 : 0); self->failed && *at != '\0'; at++) {
        if ((unsigned char) *at < 0x20)
            *at = '?';
    }
    if (inc_text_append(report, line, INC_ZSTR) != INC_OK)
        return INC_E_NOMEM;
    return inc_text_append(report, "\n", 1);
}

static int32_t suite_run(suite *self, const inc_conformance_options *options, inc_text *report)
{
    char plan[32];
    inc_status status;
    int32_t failed = 0;
    size_t file, number = 0;
    const law *each;

    (void) snprintf(plan, sizeof plan, "1..%zu\n", suite_count());
    status = inc_text_append(report, plan, INC_ZSTR);
    for (file = 0; file < SUITE_FILES; file++) {
        for (each = suite_laws[file]; each->name != NULL && status == INC_OK; each++) {
            suite_check(self, options, each);
            status = suite_report(self, ++number, each, report);
            failed += self->failed;
        }
    }
    return status != INC_OK ? status : failed;
}

int32_t inc_conformance_run(inc_context *context, const inc_conformance_options *options,
                            inc_text *report)
{
    const size_t first = offsetof(inc_conformance_options, user) + sizeof(void *);
    inc_conformance_options local;
    suite self;
    int32_t result;

    if (context == NULL || options == NULL || report == NULL)
        return INC_E_INVALID;
    result = inc_options_read(&local, sizeof local, first, options);
    if (result != INC_OK)
        return result;
    if (local.open == NULL)
        return inc_context_fail(context, INC_E_INVALID, "the suite had nothing to open a store");
    memset(&self, 0, sizeof self);
    self.context = context;
    result = inc_page_new(context, &self.page);
    if (result == INC_OK)
        result = suite_run(&self, &local, report);
    inc_page_free(self.page);
    suite_free_kept(&self);
    return result;
}
