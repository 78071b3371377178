"""A backend that keeps everything in two dicts: what a host would write, as short as it gets."""
import threading

import libincident as li


class DictBackend(li.Backend):
    def __init__(self):
        self.events, self.rows, self.closed = {}, {}, 0
        self.lock = threading.Lock()

    def commit(self, batch):
        with self.lock:
            events = list(self.events.get(batch.key, []))
            seen = [e.sequence for e in events if batch.name and e.commit == batch.name]
            if seen:
                return seen[-1]
            if batch.sequence not in (-1, len(events)):
                raise li.Conflict("%s stands at %d" % (batch.subject, len(events)))
            rows = dict(self.rows)
            for write in batch.writes:
                self.write(rows, write)
            for event in batch.redacted:
                if event.sequence > len(events):
                    raise li.Conflict("%s has no event %d" % (batch.subject, event.sequence))
                events[event.sequence - 1] = event
            self.events[batch.key], self.rows = events + batch.events, rows
            return len(self.events[batch.key])

    @staticmethod
    def write(rows, write):
        stored = rows.get(write.row.key)
        if write.revision != (stored.revision if stored else 0):
            raise li.Conflict("a row of %s was changed" % write.row.subject)
        if write.deletes:
            del rows[write.row.key]
        else:
            rows[write.row.key] = write.row

    def read(self, range):
        events = self.events.get(range.key, [])
        return events[range.from_ - 1:range.from_ - 1 + range.limit]

    def find(self, query):
        return query.select(self.rows.values())

    def close(self):
        self.closed += 1


class Helpful(DictBackend):
    """With the optional methods too."""

    def claim(self, query, owner, until):
        with self.lock:
            claimed = [row.replace(owner=owner, next_at=until, attempts=row.attempts + 1,
                                   revision=row.revision + 1) for row in self.find(query)]
            self.rows.update({row.key: row for row in claimed})
            return claimed

    def count(self, query):
        return sum(map(query.matches, self.rows.values()))
