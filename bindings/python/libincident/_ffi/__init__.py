"""The C interface, declared by hand; the parity test compares all of it with the headers.

One module a room of the library. `lib` has the functions, `inc_*` are the structs."""
from . import (addons, base, clock, desk, facts, incident, kpi, mine, policy, rules, store, time,
               whatif)
from .addons import *  # noqa: F401,F403
from .base import *  # noqa: F401,F403
from .clock import *  # noqa: F401,F403
from .desk import *  # noqa: F401,F403
from .facts import *  # noqa: F401,F403
from .incident import *  # noqa: F401,F403
from .kinds import (NO_DATE, NONE, double, flag, inc_date, inc_duration, inc_time,  # noqa: F401
                    int32, int64)
from .kpi import *  # noqa: F401,F403
from .library import Library
from .mine import *  # noqa: F401,F403
from .policy import *  # noqa: F401,F403
from .rules import *  # noqa: F401,F403
from .store import *  # noqa: F401,F403
from .time import *  # noqa: F401,F403
from .whatif import *  # noqa: F401,F403

ROOMS = (base, time, policy, rules, facts, clock, incident, mine, kpi, store, whatif, desk,
         addons)

FUNCTIONS = {name: types for room in ROOMS for name, types in room.FUNCTIONS.items()}

ENUMS = {name: item for room in ROOMS for name, item in getattr(room, "ENUMS", {}).items()}

# Macros, and enumerators that are no member of an enumeration.
CONSTANTS = {
    "INC_CAUSE_CAP": -1,
    "INC_COLUMN_KEY": 1,
    "INC_COLUMN_ORDERED": 4,
    "INC_COLUMN_PERSONAL": 2,
    "INC_COMMANDS_MOST": 64,
    "INC_DATE_MAX": 2932896,
    "INC_DATE_MIN": -25567,
    "INC_DATE_NONE": NO_DATE,
    "INC_FOLD_VERSION": 1,
    "INC_FORMAT_SIZE": 48,
    "INC_HASH_TEXT_SIZE": 65,
    "INC_HOUR": 3600000000,
    "INC_KPI_DIMENSIONS": 8,
    "INC_KPI_EXACT": 1000,
    "INC_MATRIX_LEVELS": 100,
    "INC_MICROSECOND": 1,
    "INC_MINE_FEWEST": 10,
    "INC_MINE_MILESTONES": 4,
    "INC_MINE_UNBOUNDED": (1 << 63) - 1,
    "INC_MINUTE": 60000000,
    "INC_PERIOD_TEXT_SIZE": 40,
    "INC_PRIORITY_ANY": 0,
    "INC_QUERY_LIMIT": 1000,
    "INC_SECOND": 1000000,
    "INC_SHARDS": 256,
    "INC_TIME_MAX": 253402300799999999,
    "INC_TIME_MIN": -2208988800000000,
    "INC_TIME_NONE": NONE,
    "INC_UNKNOWN": NONE,
    "INC_VERSION_MAJOR": 0,
    "INC_VERSION_MINOR": 1,
    "INC_VERSION_PATCH": 0,
    "INC_ZSTR": -1,
}

lib = Library(FUNCTIONS, set(addons.FUNCTIONS))
