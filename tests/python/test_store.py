"""Rows, queries, stores: the memory backend and backends written in Python pass the same tests."""
import gc
import threading
import unittest

from dict_backend import DictBackend, Helpful
from fixtures import HOUR, at, there_is

import libincident as li


def noted(sequence, **more):
    return li.Event("noted", "INC-7", at("01 09:00"), text="n%d" % sequence, sequence=sequence,
                    **more)


def head(number, **more):
    return li.Row("head", subject="INC-%d" % number, **more)


class Conformance:
    """What every backend does. `make` gives one."""

    def setUp(self):
        self.store = li.Store(self.make())

    def fill(self, count=5):
        for n in range(1, count + 1):
            due = at("01 12:00") - n * HOUR if n != 3 else None
            row = head(n, priority=n % 3 + 1, due=due, team="desk" if n % 2 else "net")
            self.store.commit(li.Batch("INC-%d" % n).put(row))

    def found(self, query):
        return [row.subject for row in self.store.find(query)]

    def test_commit_and_read(self):
        first = li.Batch("INC-7", 0).append(noted(1)).append(noted(2))
        self.assertEqual(2, self.store.commit(first))
        self.assertEqual(3, self.store.commit(li.Batch("INC-7", 2).append(noted(3))))
        self.assertEqual([noted(1), noted(2), noted(3)], self.store.read("INC-7"))
        self.assertEqual([noted(2)], self.store.read("INC-7", 2, 1))
        self.assertEqual([], self.store.read("INC-7", 4))
        self.assertEqual([], self.store.read("INC-8"))
        self.assertEqual([], self.store.read("INC-7", tenant="other"))

    def test_a_conflict_writes_nothing(self):
        self.store.commit(li.Batch("INC-7", 0).append(noted(1)).put(head(7, priority=1)))
        for batch in (li.Batch("INC-7", 0).append(noted(1)),
                      li.Batch("INC-7", 1).append(noted(2)).put(head(7, priority=2), revision=0),
                      li.Batch("INC-7", 1).append(noted(2)).put(head(7, priority=2), revision=5),
                      li.Batch("INC-7", 1).append(noted(2)).delete(head(7), 2)):
            with self.assertRaises(li.Conflict):
                self.store.commit(batch)
        self.assertEqual([noted(1)], self.store.read("INC-7"))
        self.assertEqual((1, 1), (self.store.head("INC-7").priority,
                                  self.store.head("INC-7").revision))

    def test_a_named_commit_is_answered_as_it_was(self):
        first = li.Batch("INC-7", 0, name="c1").append(noted(1, commit="c1"))
        self.assertEqual(1, self.store.commit(first))
        self.assertEqual(2, self.store.commit(li.Batch("INC-7", 1).append(noted(2))))
        self.assertEqual(1, self.store.commit(first))
        self.assertEqual(2, len(self.store.read("INC-7")))

    def test_a_row_is_raised_and_taken_out(self):
        self.store.commit(li.Batch("INC-7").put(head(7, priority=1)))
        self.store.commit(li.Batch("INC-7").put(head(7, priority=2), revision=1))
        stored = self.store.head("INC-7")
        self.assertEqual((2, 2), (stored.priority, stored.revision))
        self.store.commit(li.Batch("INC-7").delete(stored, 2))
        with self.assertRaisesRegex(li.NotFound, "INC-7"):
            self.store.head("INC-7")

    def test_a_redaction_takes_the_place(self):
        self.store.commit(li.Batch("INC-7", 0).append(noted(1)).append(noted(2)))
        self.store.commit(li.Batch("INC-7", 2).redact(noted(1).redacted_for(2)))
        self.assertEqual(["", "n2"], [event.text for event in self.store.read("INC-7")])
        with self.assertRaises(li.Conflict):
            self.store.commit(li.Batch("INC-7").redact(noted(9).redacted_for(2)))

    def test_find(self):
        self.fill()
        self.assertEqual(["INC-1", "INC-2", "INC-3", "INC-4", "INC-5"], self.found(li.Query()))
        self.assertEqual(["INC-5", "INC-4", "INC-2", "INC-1"], self.found(li.Query().order("due")))
        self.assertEqual(["INC-1", "INC-2"], self.found(li.Query().order("due", True).limit(2)))
        self.assertEqual(["INC-3"], self.found(li.Query().where("due", "==", None)))
        self.assertEqual(["INC-4", "INC-5"],
                         self.found(li.Query().where("due", "<=", at("01 08:00"))))
        self.assertEqual(["INC-5"], self.found(
            li.Query().where("team", "==", "desk").where("priority", ">=", 3)))
        self.assertEqual([], self.found(li.Query(tenant="other")))

    def test_pages(self):
        self.fill()
        query, seen = li.Query().order("priority").limit(2), []
        while True:
            rows = self.store.find(query)
            seen += [row.subject for row in rows]
            if len(rows) < 2:
                break
            query.after(rows[-1])
        self.assertEqual(["INC-3", "INC-1", "INC-4", "INC-2", "INC-5"], seen)

    def test_count(self):
        self.fill()
        query = li.Query().where("team", "==", "desk").limit(1)
        self.assertEqual(3, self.store.count(query))

    def test_claim(self):
        for n in (1, 2, 3):
            row = li.Row("message", subject="INC-7", name="m%d" % n, fact=n, state=1,
                         next_at=at("01 09:00") + n * HOUR, created_at=at("01 09:00"))
            self.store.commit(li.Batch("INC-7").put(row))
        query = li.Query("message").where("next_at", "<=", at("01 11:00")).order("next_at")
        claimed = self.store.claim(query, "worker", at("01 12:30"))
        self.assertEqual([("m1", "worker", 1, 2, at("01 12:30")),
                          ("m2", "worker", 1, 2, at("01 12:30"))],
                         [(r.name, r.owner, r.attempts, r.revision, r.next_at) for r in claimed])
        self.assertEqual([], self.store.claim(query, "other", at("01 12:30")))


class InMemory(Conformance, unittest.TestCase):
    def make(self):
        return li.Memory()

    def test_a_snapshot(self):
        memory = li.Memory()
        store = li.Store(memory)
        store.commit(li.Batch("INC-7", 0).append(noted(1)).put(head(7)))
        again = li.Memory.restore(memory.snapshot())
        self.assertEqual(store.read("INC-7"), li.Store(again).read("INC-7"))
        self.assertEqual(memory.snapshot(), again.snapshot())
        with self.assertRaises(li.FormatError):
            li.Memory.restore(b"not a snapshot")

    def test_a_thread_has_a_store_of_its_own(self):
        memory, wrong = li.Memory(), []

        def work(number):
            store = li.Store(memory)
            for i in range(50):
                subject = "INC-%d-%d" % (number, i)
                event = li.Event("noted", subject, at("01 09:00"), sequence=1)
                if store.commit(li.Batch(subject, 0).append(event)) != 1:
                    wrong.append(subject)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([], wrong)
        self.assertEqual(1, len(li.Store(memory).read("INC-3-49")))


class InDicts(Conformance, unittest.TestCase):
    def make(self):
        return DictBackend()


class WithEverything(Conformance, unittest.TestCase):
    def make(self):
        return Helpful()


class Forgetful(DictBackend):
    """Does not know the names of commits that it has seen."""

    def commit(self, batch):
        for event in batch.events:
            if self.events.get(batch.key, [])[event.sequence - 1:]:
                raise li.Conflict("it is there already")
        return super().commit(batch)


@unittest.skipUnless(there_is("inc_conformance_run"), "libincident-conformance was not built")
class Laws(unittest.TestCase):
    """The conformance suite of the library, over backends written in Python."""

    def test_all_laws_hold(self):
        for backend in (DictBackend, Helpful):
            failed, report = li.conformance(backend)
            self.assertEqual(0, failed, report)
            self.assertGreater(report.count("\nok "), 30)

    def test_a_backend_that_breaks_a_law(self):
        failed, report = li.conformance(Forgetful)
        self.assertGreater(failed, 0)
        self.assertIn("not ok 10 - a commit whose name was seen is answered as then", report)

    def test_a_backend_that_cannot_be_made(self):
        failed, report = li.conformance(lambda: 1 // 0)
        self.assertEqual(report.count("not ok"), failed)
        self.assertIn("ZeroDivisionError", report)


class Liar(DictBackend):
    """Answers what it is told to."""

    answer = None

    def say(self, what):
        if self.answer is None:
            return what
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def commit(self, batch):
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.say(super().commit(batch))

    def read(self, range):
        return self.say(super().read(range))

    def find(self, query):
        return self.say(super().find(query))


class Trouble(unittest.TestCase):
    def setUp(self):
        self.liar = Liar()
        self.store = li.Store(self.liar)
        self.store.commit(li.Batch("INC-7", 0).append(noted(1)).append(noted(2)).put(head(7)))

    def tearDown(self):
        """Whatever happened, the store is usable."""
        self.liar.answer = None
        self.assertEqual([noted(1), noted(2)], self.store.read("INC-7"))

    def test_an_exception_is_the_cause(self):
        self.liar.answer = OSError("the disk\nis full")
        for call in (lambda: self.store.read("INC-7"), lambda: self.store.find(li.Query()),
                     lambda: self.store.head("INC-7"), lambda: self.store.count(li.Query())):
            with self.assertRaisesRegex(li.IOFailure, "OSError: the disk.is full") as caught:
                call()
            self.assertIs(self.liar.answer, caught.exception.__cause__)

    def test_conflict_and_memory(self):
        for answer, expected in ((li.Conflict("moved on"), li.Conflict),
                                 (MemoryError(), li.OutOfMemory), (li.Invalid("x"), li.IOFailure)):
            self.liar.answer = answer
            with self.assertRaises(expected) as caught:
                self.store.commit(li.Batch("INC-8").put(head(8)))
            self.assertIs(answer, caught.exception.__cause__)

    def test_a_conflict_where_there_is_none_breaks_the_contract(self):
        self.liar.answer = li.Conflict("moved on")
        with self.assertRaises(li.BackendError):
            self.store.read("INC-7")

    def test_interrupts_go_through(self):
        self.liar.answer = KeyboardInterrupt()
        with self.assertRaises(KeyboardInterrupt):
            self.store.read("INC-7")

    def test_lies(self):
        for answer in ([noted(2), noted(1)], [noted(1)] * 2, [noted(2)],
                       [noted(1).replace(subject="INC-8")]):
            self.liar.answer = answer
            with self.assertRaises(li.BackendError):
                self.store.read("INC-7")
        for answer in ([head(7)], [head(8, revision=1), head(7, revision=1)],
                       [head(7, revision=1, tenant="x")]):
            self.liar.answer = answer
            with self.assertRaises(li.BackendError):
                self.store.find(li.Query())
        self.liar.answer = 99
        with self.assertRaises(li.BackendError):
            self.store.commit(li.Batch("INC-7", 2).append(noted(3)))
        self.liar.events[("", 1, "INC-7")].pop()

    def test_what_is_no_answer(self):
        for answer in (7, ["text"], [head(7, revision=1)], iter([noted(1), None])):
            self.liar.answer = answer
            with self.assertRaises(li.IOFailure) as caught:
                self.store.read("INC-7")
            self.assertIsInstance(caught.exception.__cause__, TypeError)
        self.liar.answer = "three"
        with self.assertRaises(li.IOFailure):
            self.store.commit(li.Batch("INC-8").put(head(8)))

    def test_calling_back_into_the_store(self):
        def nested(range):
            return self.store.read("INC-7")
        self.liar.read = nested
        with self.assertRaises(li.IOFailure) as caught:
            self.store.read("INC-7")
        self.assertIsInstance(caught.exception.__cause__, li.Invalid)
        del self.liar.read

    def test_what_was_lent_is_gone(self):
        kept = []
        self.liar.find = lambda query: kept.append(query) or []
        self.store.find(li.Query())
        del self.liar.find
        with self.assertRaisesRegex(Exception, "lent"):
            kept[0].most

    def test_a_backend_that_does_nothing(self):
        store = li.Store(li.Backend())
        with self.assertRaises(li.IOFailure) as caught:
            store.read("INC-7")
        self.assertIsInstance(caught.exception.__cause__, NotImplementedError)
        with self.assertRaises(TypeError):
            li.Store({})


class Lifetimes(unittest.TestCase):
    def test_closed_once_a_store(self):
        backend = DictBackend()
        one, two = li.Store(backend), li.Store(backend)
        del one
        gc.collect()
        self.assertEqual(1, backend.closed)
        two.commit(li.Batch("INC-7").put(head(7)))
        del two
        gc.collect()
        self.assertEqual(2, backend.closed)

    def test_a_store_keeps_its_backend_and_rows_outlive_both(self):
        store = li.Store(DictBackend())
        gc.collect()
        store.commit(li.Batch("INC-7", 0).append(noted(1)).put(head(7, team="desk")))
        event, row = store.read("INC-7")[0], store.head("INC-7")
        del store
        gc.collect()
        self.assertEqual(("n1", "desk"), (event.text, row.team))


class Rows(unittest.TestCase):
    def test_columns(self):
        row = head(7, stage=li.Stage.LOGGED, open=1, due=at("01 09:00"), title="No mail")
        self.assertEqual((li.RowKind.HEAD, li.Stage.LOGGED, True, at("01 09:00"), None, "", 0),
                         (row.row_kind, row.stage, row.open, row.due, row.closed_at, row.team,
                          row.tier))
        self.assertEqual("net", row.replace(team="net").team)
        self.assertEqual(head(7), head(7))
        self.assertEqual((1, "", 1, "INC-7", ""), row.key)
        self.assertEqual(li.shard_of("INC-7"), li.shard_of("INC-7"))

    def test_refusals(self):
        with self.assertRaisesRegex(TypeError, "head has no column 'colour'"):
            head(7, colour="red")
        with self.assertRaises(AttributeError):
            head(7).colour
        with self.assertRaises(li.Invalid):
            li.Row("head", priority=1)
        with self.assertRaisesRegex(KeyError, "TAIL"):
            li.Row("tail")

    def test_a_query_tells_what_it_asks(self):
        last = head(7, tenant="acme", due=at("01 09:00"))
        query = li.Query(tenant="acme").where("team", "==", "desk").where("due", ">", last.due)
        query.order("due", descending=True).limit(7).after(last)
        self.assertEqual((li.RowKind.HEAD, "acme", ("due", True), 7, "INC-7"),
                         (query.kind, query.tenant, query.ordered_by, query.most,
                          query.cursor.subject))
        self.assertEqual([("team", li.Comparison.EQUAL, "desk"),
                          ("due", li.Comparison.GREATER, at("01 09:00"))],
                         [(c.column, c.comparison, c.value) for c in query.conditions])
        with self.assertRaises(li.Invalid):
            query.limit(0)
        with self.assertRaises(li.Invalid):
            query.order("team")
        with self.assertRaises(TypeError):
            query.where("colour", "==", 1)


if __name__ == "__main__":
    unittest.main()
