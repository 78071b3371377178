"""libincident for Python: business calendars, SLA clocks, the incident process.

Instants are aware datetimes, durations are timedeltas; both are exact to the microsecond. The C
library is found by its soname, or where LIBINCIDENT_LIBRARY says."""
from . import _ffi
from ._ffi import (ActorKind, Agreement, Boundary, ChoiceReason, ChoiceRule, ClockState,
                   Combination, CommandKind, Comparison, Confirmation, DayRule, Delivery,
                   DerivedKind, EventColumnId, Fact, FigureKind, FindingKind, GamingKind, GoalState,
                   Grain, IncidentFindingKind, LintKind, LintSeverity, LogLevel, MessageState,
                   Milestone, OnReopen, OnRetarget, Period, Preset, Reading, RefusalCode,
                   RowColumnId, RowKind, Scale, Scope, SegmentKind, Stage, Status, SubjectKind,
                   System, TargetKind, ThresholdKind, Unit, ValueType, Verdict, Visibility, Weekday)
from .backend import Backend, Range
from .batch import Batch, Write
from .calendar import Calendar, CalendarException, Holiday, Interval
from .calendar_builder import CalendarBuilder
from .clock import Clock, ClockView
from .conformance import conformance
from .context import Context
from .definition import Definition, definitions
from .desk import AdvanceReport, Desk, Difference, Outcome, WalkReport, guard
from .errors import (BackendError, Conflict, Exists, FormatError, IncidentError, Invalid, IOFailure,
                     NotFound, OutOfMemory, OutOfRange, Refused, Unreachable, Unsupported)
from .event import Event
from .ical import Ical, IcalHoliday
from .incident import (Attachment, Choice, Derived, Episode, Hold, Incident, IncidentFinding,
                       IncidentView, Link, Reported, Stay)
from .kpi import Figure, Kpi, Trend
from .ledger import Correction, Cycle, Finding, Firing, Ledger, Segment
from .matrix import Matrix, MatrixBuilder
from .observations import Gaming, Observations
from .outbox import OutboxReport
from .policy import Policy, PolicyBuilder, Target, Terms, Threshold
from .process import HoldRule, Process, ProcessBuilder, Resolution
from .query import Condition, Query
from .row import Row, shard_of
from .rulebook import Acknowledgement, Rulebook
from .rules import LintFinding, Rules, RulesBuilder, system_limits
from .store import Memory, Store
from .table import Column
from .taxonomy import Category, Taxonomy, TaxonomyBuilder
from .times import microseconds, moment
from .zone import Zone

__version__ = "0.1.0"


def library_version():
    """The version of the C library in use."""
    return _ffi.lib.inc_version().decode()
