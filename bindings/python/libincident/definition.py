"""What key figures mean, as data: the library's definitions, and those of a host."""
import itertools
from ctypes import byref
from datetime import timedelta

from . import times
from ._ffi import (NONE, Comparison, FigureKind, Period, Unit, ValueType, inc_criteria,
                   inc_criterion, inc_definition, inc_goal, inc_term, lib)
from .errors import check
from .observations import DURATIONS, column_of, columns, grain_of, names, number, said
from .query import COMPARISONS
from .record import built, decoded, encoded, member

SYMBOLS = {comparison: symbol for symbol, comparison in COMPARISONS.items()}
CRITERIA = ("population", "excluded", "censored", "hits")


def coded(enumeration, value):
    """A member of an enumeration, by itself or by its name."""
    return enumeration[value.upper()] if isinstance(value, str) else enumeration(value)


def term_struct(grain, said_term):
    """A term from "restored - detected - held"; None is none."""
    term = inc_term()
    if said_term is not None:
        parts = [part.strip() for part in said_term.split(" - ")]
        if len(parts) > 3:
            raise TypeError("'%s' takes off more than two columns" % said_term)
        ids = [column_of(grain, part).id for part in parts]
        for name, column in zip(("column", "minus", "less"), ids):
            setattr(term, name, column)
    return term


def term_text(grain, term):
    """The same back."""
    ids = [term.column.value, term.minus.value, term.less.value]
    return " - ".join(names(grain)[column] for column in ids if column) or None


def criterion_struct(grain, criterion):
    """A criterion from (term, comparison, value): ("priority", "<=", 2)."""
    said_term, comparison, value = criterion
    term = term_struct(grain, said_term)
    out = inc_criterion(term=term, comparison=COMPARISONS.get(comparison, comparison))
    first = columns(grain)[names(grain)[term.column.value]]
    if isinstance(value, str) and first.type == ValueType.TEXT:
        out.text = encoded(value)
    else:
        out.value = times.span(value) if isinstance(value, str) else number(value)
    return out


def criteria_struct(grain, criteria):
    items = [criterion_struct(grain, criterion) for criterion in criteria]
    return inc_criteria((inc_criterion * len(items))(*items), len(items))


def criterion_tuple(grain, criterion):
    """The same back. A difference of instants is a timedelta."""
    name = term_text(grain, criterion.term)
    first = names(grain)[criterion.term.column.value]
    symbol = SYMBOLS[Comparison(criterion.comparison.value)]
    if criterion.text is not None:
        return name, symbol, decoded(criterion.text)
    value, column = criterion.value, columns(grain)[first]
    if value == NONE:
        return name, symbol, None
    if name == first:
        return name, symbol, said(name, value, column)
    is_span = column.type == ValueType.TIME or first in DURATIONS
    return name, symbol, times.elapsed(value) if is_span else value


def goal_struct(unit, goal):
    """A goal from (comparison, value) or (comparison, value, priority)."""
    comparison, value, priority = (*goal, 0)[:3]
    if unit == Unit.DURATION and isinstance(value, (str, timedelta)):
        value = times.span(value)
    return inc_goal(value=value, comparison=COMPARISONS.get(comparison, comparison),
                    priority=priority)


def amount(unit, value):
    """A figure's value in its unit: a timedelta of a duration, unless it is too long for one."""
    try:
        return times.elapsed(value) if unit == Unit.DURATION else value
    except OverflowError:
        return value


def goal_tuple(unit, goal):
    symbol = SYMBOLS[Comparison(goal.comparison.value)]
    return symbol, amount(unit, goal.value), goal.priority.value


class Definition:
    """What a key figure means. Names are those of inc_definition:

    * `kind` ("mean", "share", "count", "growth", "ratio", "cost", "stock", "repeats", "sum"),
      `unit` ("count", "share", "duration", "money"), `grain`, `period`: members or their names;
    * `by`: names of up to three time columns, the first that is known says where a row lies;
    * `value`, `of`: terms, as "restored - detected - held";
    * `population`, `excluded`, `censored`, `hits`: criteria, as [("priority", "<=", 2),
      ("resolved - logged", "<", "15m"), ("restored", "==", None)]; None is not known;
    * `mature` (a column) and `mature_after`, `age_from` and `age_to`: durations;
    * `goals`: [(comparison, value)] or [(comparison, value, priority)]."""

    def __init__(self, id, *, kind, unit, by, grain="incident", title=None, formula="", source="",
                 period="none", is_signed=False, ends_after=False, value=None, of=None,
                 population=(), excluded=(), censored=(), hits=(), mature=None, mature_after=None,
                 age_from=None, age_to=None, goals=()):
        grain, unit = grain_of(grain), coded(Unit, unit)
        struct = built(
            inc_definition, id=id, title=title, formula=formula, source=source, grain=grain,
            kind=coded(FigureKind, kind), unit=unit, period=coded(Period, period),
            is_signed=bool(is_signed), ends_after=bool(ends_after), mature_after=mature_after,
            mature_column=column_of(grain, mature).id if mature is not None else 0,
            age_from=age_from, age_to=age_to, goals_count=len(goals))
        struct.value, struct.of = term_struct(grain, value), term_struct(grain, of)
        for place, name in enumerate([by] if isinstance(by, str) else by):
            struct.by[place] = column_of(grain, name).id
        for name, criteria in zip(CRITERIA, (population, excluded, censored, hits)):
            setattr(struct, name, criteria_struct(grain, criteria))
        struct.goals = (inc_goal * len(goals))(*(goal_struct(unit, goal) for goal in goals))
        self._struct = struct

    @classmethod
    def _of(cls, struct, keeper=None):
        """A definition that the library keeps, or that a kpi does."""
        made = cls.__new__(cls)
        made._struct = inc_definition.from_buffer_copy(struct)
        made._keeper = keeper
        return made

    @classmethod
    def find(cls, id):
        """The library's definition of an id."""
        struct, data = inc_definition(), encoded(id)
        check(lib.inc_definition_find(data, len(data), byref(struct)), "'%s'", id)
        return cls._of(struct)

    id = property(lambda self: decoded(self._struct.id))
    title = property(lambda self: decoded(self._struct.title) or self.id)
    formula = property(lambda self: decoded(self._struct.formula) or "")
    source = property(lambda self: decoded(self._struct.source) or "")
    grain = property(lambda self: grain_of(self._struct.grain.value))
    kind = property(lambda self: member(FigureKind, self._struct.kind.value))
    unit = property(lambda self: member(Unit, self._struct.unit.value))
    period = property(lambda self: member(Period, self._struct.period.value))
    is_signed = property(lambda self: self._struct.is_signed.value != 0)
    ends_after = property(lambda self: self._struct.ends_after.value != 0)
    value = property(lambda self: term_text(self.grain, self._struct.value))
    of = property(lambda self: term_text(self.grain, self._struct.of))
    mature_after = property(lambda self: times.elapsed(self._struct.mature_after.value))
    age_from = property(lambda self: times.elapsed(self._struct.age_from.value))
    age_to = property(lambda self: times.elapsed(self._struct.age_to.value))

    @property
    def by(self):
        return [names(self.grain)[column.value] for column in self._struct.by if column.value]

    @property
    def mature(self):
        return names(self.grain).get(self._struct.mature_column.value)

    def _criteria(self, name):
        criteria = getattr(self._struct, name)
        return [criterion_tuple(self.grain, item) for item in criteria.items[:criteria.count]]

    population = property(lambda self: self._criteria("population"))
    excluded = property(lambda self: self._criteria("excluded"))
    censored = property(lambda self: self._criteria("censored"))
    hits = property(lambda self: self._criteria("hits"))

    @property
    def goals(self):
        count = self._struct.goals_count.value
        return [goal_tuple(self.unit, goal) for goal in self._struct.goals[:count]]

    def __eq__(self, other):
        """Whether both compute the same under the same id; what people read does not count."""
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in COMPARED)

    def __hash__(self):
        return hash(self.id)

    def __repr__(self):
        return "<Definition %r: %s>" % (self.id, self.formula or self.kind.name.lower())


COMPARED = ("id", "grain", "kind", "unit", "period", "by", "is_signed", "ends_after", "value", "of",
            "mature", "mature_after", "age_from", "age_to", "goals") + CRITERIA


def packed(definitions):
    """An array of structs of definitions, or of ids of the library's."""
    found = [Definition.find(item) if isinstance(item, str) else item for item in definitions]
    out = (inc_definition * len(found))()
    for place, item in enumerate(found):
        out[place] = item._struct
    return out, found


def definitions():
    """The library's definitions, in their frozen order."""
    struct = inc_definition()
    return [Definition._of(struct) for _ in itertools.takewhile(
        lambda index: lib.inc_definition_at(index, byref(struct)) == 0, itertools.count())]


__all__ = ["Definition", "definitions"]
