"""The classification tree: categories that incidents are filed under."""
from ctypes import byref

from ._ffi import inc_category, inc_taxonomy, int32, lib
from .context import Contextual
from .errors import check
from .handle import Hashed
from .record import Record, built, decoded, encoded, listed, wraps


class Category(Record):
    """A category: `id`, `parent`, `name`, `retired`, `request`."""


class TaxonomyBuilder(Contextual):
    """Collects categories, parents first. Every call gives the builder back."""

    _noun = "taxonomy_builder"

    def __init__(self, version, *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_taxonomy_builder_new, context, encoded(version)))

    def add(self, id, *, parent=None, name=None, retired=False, request=False):
        category = built(inc_category, id=id, parent=parent, name=name, retired=retired,
                         request=request)
        self._call(lib.inc_taxonomy_builder_add, byref(category))
        return self

    def build(self):
        return Taxonomy._wrap(self._context._make(lib.inc_taxonomy_builder_build, self))


@wraps(inc_taxonomy)
class Taxonomy(Hashed):
    """An immutable taxonomy; iterate over its categories, or look one up by its id."""

    _noun = "taxonomy"

    def __init__(self):
        raise TypeError("taxonomies are made by a TaxonomyBuilder")

    @property
    def version(self):
        return decoded(lib.inc_taxonomy_version(self))

    def __len__(self):
        return lib.inc_taxonomy_count(self)

    def __iter__(self):
        return iter(listed(lib.inc_taxonomy_at, inc_category, Category, self))

    def __getitem__(self, id):
        out, data = inc_category(), encoded(id)
        check(lib.inc_taxonomy_find(self, data, len(data), byref(out)), "'%s'", id)
        return Category(out)

    def within(self, id, ancestor):
        """Whether a category lies at or under another."""
        out = int32()
        check(lib.inc_taxonomy_within(self, encoded(id), encoded(ancestor), byref(out)),
              "within('%s', '%s')", id, ancestor)
        return out.value != 0


__all__ = ["Category", "Taxonomy", "TaxonomyBuilder"]
