/* Names of statuses, and the version. */
#include <incident/status.h>

#define STATUS_STRING(x) #x
#define STATUS_VERSION(a, b, c) STATUS_STRING(a) "." STATUS_STRING(b) "." STATUS_STRING(c)

const char *inc_version(void)
{
    return STATUS_VERSION(INC_VERSION_MAJOR, INC_VERSION_MINOR, INC_VERSION_PATCH);
}

const char *inc_status_name(inc_status status)
{
    switch (status) {
    case INC_OK:
        return "INC_OK";
    case INC_DONE:
        return "INC_DONE";
    case INC_E_INVALID:
        return "INC_E_INVALID";
    case INC_E_NOMEM:
        return "INC_E_NOMEM";
    case INC_E_RANGE:
        return "INC_E_RANGE";
    case INC_E_UNREACHABLE:
        return "INC_E_UNREACHABLE";
    case INC_E_UNSUPPORTED:
        return "INC_E_UNSUPPORTED";
    case INC_E_NOT_FOUND:
        return "INC_E_NOT_FOUND";
    case INC_E_EXISTS:
        return "INC_E_EXISTS";
    case INC_E_FORMAT:
        return "INC_E_FORMAT";
    case INC_E_IO:
        return "INC_E_IO";
    case INC_E_CONFLICT:
        return "INC_E_CONFLICT";
    case INC_E_REFUSED:
        return "INC_E_REFUSED";
    case INC_E_BACKEND:
        return "INC_E_BACKEND";
    }
    return "INC_E_?";
}
