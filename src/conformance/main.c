/* incident-conformance: holds a storage backend against the contract. */
#include <incident/conformance.h>
#include <incident/memory.h>

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* inc_conformance_open of a shared object. */
typedef inc_status main_opener(inc_context *context, const char *argument, inc_store **store);

/* Where the stores come from. */
typedef struct main_backend {
    main_opener *opener;
    const char *argument;
} main_backend;

static inc_status main_open_memory(inc_context *context, const char *argument, inc_store **store)
{
    inc_memory *memory = NULL;
    inc_status status = inc_memory_new(context, &memory);

    (void) argument;
    if (status == INC_OK)
        status = inc_memory_store(memory, context, store);
    inc_memory_unref(memory);
    return status;
}

static inc_status main_open(void *user, inc_context *context, inc_store **store)
{
    const main_backend *backend = user;
    return backend->opener(context, backend->argument, store);
}

static int main_run(main_backend *backend)
{
    inc_conformance_options options;
    inc_context *context = NULL;
    inc_text *report = NULL;
    int32_t failed;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.open = main_open;
    options.user = backend;
    failed = inc_context_new(NULL, &context);
    if (failed == INC_OK)
        failed = inc_text_new(context, &report);
    if (failed == INC_OK)
        failed = inc_conformance_run(context, &options, report);
    if (failed >= 0)
        fputs(inc_text_data(report, NULL), stdout);
    else
        fprintf(stderr, "incident-conformance: %s: %s\n", inc_status_name((inc_status) failed),
                inc_context_error(context));
    inc_text_free(report);
    inc_context_unref(context);
    return failed == 0 ? 0 : 1;
}

/* The object stays loaded: what it made may outlive the run. */
static main_opener *main_load(const char *path)
{
    main_opener *opener = NULL;
    void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL), *symbol;

    symbol = object != NULL ? dlsym(object, "inc_conformance_open") : NULL;
    if (symbol == NULL)
        fprintf(stderr, "incident-conformance: %s\n", dlerror());
    else
        memcpy(&opener, &symbol, sizeof opener);
    return opener;
}

int main(int count, char **arguments)
{
    main_backend backend = {main_open_memory, ""};

    if (count < 2 || count > 3 || arguments[1][0] == '-') {
        fputs("usage: incident-conformance memory\n"
              "       incident-conformance ./BACKEND.so [ARGUMENT]\n"
              "Holds a storage backend against the contract in incident/backend.h. BACKEND.so\n"
              "exports inc_conformance_open (incident/conformance.h).\n",
              stderr);
        return 2;
    }
    if (count == 3)
        backend.argument = arguments[2];
    if (strcmp(arguments[1], "memory") != 0)
        backend.opener = main_load(arguments[1]);
    return backend.opener != NULL ? main_run(&backend) : 2;
}
