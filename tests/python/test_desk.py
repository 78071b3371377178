"""The desk through the binding: what the cases do not ask."""
import gc
import inspect
import threading
import unittest
from datetime import timedelta

from dict_backend import DictBackend
from fixtures import HOUR, at

import libincident as li
from libincident.commands import Commands

RULES = li.Rules.preset("small", "Europe/Brussels")
START = at("01 09:00")


def rulebook():
    book = li.Rulebook()
    book.publish(RULES, at("01 00:00"))
    return book


def new_desk(backend=None, **options):
    return li.Desk(backend or li.Memory(), rulebook(), **options)


def logged(desk, subject="INC-7", now=START, **more):
    return desk.log(subject, now=now, channel="phone", service="mail", caller="ann",
                    title="No mail", impact=1, urgency=2, **more)


class Life(unittest.TestCase):
    def test_from_the_call_to_the_closing(self):
        desk = new_desk()
        outcome = logged(desk)
        self.assertEqual((1, 2, 2, 0),
                         (outcome.first, outcome.last, outcome.facts, outcome.settled))
        desk.acknowledge("INC-7", now=START + HOUR / 12, actor="eve")
        desk.assign("INC-7", now=START + HOUR / 6, team="desk", tier=1, assignee="eve")
        desk.hold("INC-7", "caller", now=START + HOUR)
        desk.release("INC-7", "caller", now=START + 2 * HOUR)
        desk.work("INC-7", now=START + 2 * HOUR, effort=timedelta(minutes=20), text="looked")
        desk.resolve("INC-7", "fixed", "restarted the relay", now=START + 3 * HOUR)
        view = desk.look("INC-7", START + 3 * HOUR)
        self.assertEqual((li.Stage.RESOLVED, "ann", "eve", "fixed", timedelta(minutes=20)),
                         (view.stage, view.caller, view.person, view.resolution, view.effort))
        desk.confirm("INC-7", now=START + 4 * HOUR, actor_kind=li.ActorKind.CALLER)
        desk.close("INC-7", now=START + 5 * HOUR, documentation="restarted the relay")
        self.assertEqual(li.Stage.CLOSED, desk.look("INC-7", START + 5 * HOUR).stage)
        self.assertEqual(START + 5 * HOUR, desk.store.head("INC-7").closed_at)
        self.assertIn("paused", [s.kind.name.lower()
                                 for s in desk.ledger("INC-7", 1, START + 5 * HOUR)])

    def test_a_command_from_a_dict(self):
        desk = new_desk()
        logged(desk)
        outcome = desk.run({"command": "note", "subject": "INC-7", "text": "called"}, START + HOUR)
        self.assertEqual(1, outcome.facts)
        self.assertEqual("called", desk.store.read("INC-7")[-1].text)
        for wrong in ({"command": "sing", "subject": "INC-7"}, {"command": 99, "subject": "INC-7"}):
            with self.assertRaises(li.Invalid):
                desk.run(wrong, START + HOUR)
        with self.assertRaises(KeyError):
            desk.run({"command": "note"}, START + HOUR)

    def test_every_command_is_a_method(self):
        for kind in li.CommandKind:
            method = getattr(Commands, kind.name.lower())
            self.assertTrue(method.__doc__)
            self.assertIn("subject", inspect.signature(method).parameters)

    def test_now_is_the_clock_of_the_context(self):
        desk = new_desk(context=li.Context(now=lambda: START))
        desk.log("INC-7", caller="ann")
        self.assertEqual(START, desk.store.read("INC-7")[0].recorded)
        with self.assertRaises(li.Unsupported):
            new_desk().log("INC-7")

    def test_members_that_there_are_not(self):
        desk = new_desk()
        logged(desk)
        with self.assertRaisesRegex(TypeError, "colour"):
            desk.note("INC-7", "x", now=START, colour="red")
        with self.assertRaisesRegex(li.Invalid, "tier"):
            desk.note("INC-7", "x", now=START, tier=2)
        with self.assertRaisesRegex(TypeError, "caller, person"):
            desk.log("INC-8", now=START, caller="ann", person="bob")
        with self.assertRaisesRegex(li.Invalid, "32 bits"):
            desk.assign("INC-7", now=START, tier=1 << 40)
        with self.assertRaises(ValueError):
            desk.note("INC-7", "x", now=START.replace(tzinfo=None))
        with self.assertRaisesRegex(li.NotFound, "INC-9"):
            desk.note("INC-9", "x", now=START)

    def test_the_same_commit_again(self):
        desk = new_desk()
        first = logged(desk, commit="call-1")
        again = logged(desk, commit="call-1")
        self.assertEqual((1, 0, 2), (first.first, again.first, len(desk.store.read("INC-7"))))


class Refusals(unittest.TestCase):
    def setUp(self):
        self.desk = new_desk()
        logged(self.desk)

    def test_code_name_and_arguments(self):
        with self.assertRaises(li.Refused) as caught:
            self.desk.release("INC-7", "vendor", now=START + HOUR)
        refusal = caught.exception
        self.assertEqual((li.RefusalCode.NOT_HELD, "not_held", li.Status.E_REFUSED),
                         (refusal.code, refusal.name, refusal.status))
        self.assertEqual("vendor", refusal.arguments["reason"])
        self.assertIn("vendor", refusal.line)

    def test_a_refusal_writes_nothing(self):
        before = self.desk.store.read("INC-7")
        with self.assertRaises(li.Refused):
            self.desk.close("INC-7", now=START + HOUR)
        self.assertEqual(before, self.desk.store.read("INC-7"))

    def test_allowed(self):
        allowed = self.desk.allowed("INC-7", START)
        self.assertEqual((None, "not_resolved", 25),
                         (allowed["resolve"], allowed["close"], len(allowed)))
        table = {command: li.guard(command, li.Stage.CLASSIFIED) for command in allowed}
        refused = {command: refusal for command, refusal in table.items() if refusal}
        self.assertEqual(refused, {command: allowed[command] for command in refused})
        self.assertIn("close", refused)

    def test_the_table(self):
        self.assertEqual("not_resolved", li.guard("close", li.Stage.LOGGED))
        self.assertIsNone(li.guard(li.CommandKind.NOTE, li.Stage.LOGGED))


class Time(unittest.TestCase):
    def test_deadlines_are_settled_at_their_instants(self):
        desk = new_desk()
        logged(desk)
        deadline = desk.next_deadline()
        self.assertGreater(deadline, START)
        report = desk.advance(START + 30 * 24 * HOUR)
        self.assertEqual((1, False), (report.subjects, report.more))
        fired = [e for e in desk.store.read("INC-7") if e.kind == li.Fact.FIRED]
        self.assertEqual(report.facts, len(fired))
        self.assertEqual(deadline, fired[0].happened)
        self.assertEqual(START + 30 * 24 * HOUR, fired[0].recorded)
        self.assertEqual(0, desk.advance(START + 30 * 24 * HOUR).facts)

    def test_nothing_is_waiting(self):
        self.assertIsNone(new_desk().next_deadline())

    def test_in_chunks(self):
        desk, seen, report = new_desk(), 0, None
        for n in range(5):
            logged(desk, "INC-%d" % n)
        while report is None or report.more:
            report = desk.advance(START + 3000 * HOUR, limit=2, after=report)
            seen += report.subjects
        self.assertEqual(5, seen)

    def test_shards_share_the_work(self):
        desk = new_desk()
        for n in range(8):
            logged(desk, "INC-%d" % n)
        done = [desk.advance(START + 3000 * HOUR, shard_index=i, shard_count=2).subjects
                for i in (0, 1)]
        self.assertEqual(8, sum(done))


class Walks(unittest.TestCase):
    def test_verify_and_rebuild(self):
        desk = new_desk()
        logged(desk)
        self.assertEqual((1, 0, []), (desk.verify().subjects, desk.verify().changed,
                                      desk.verify().differences))
        head = desk.store.head("INC-7")
        desk.store.commit(li.Batch("INC-7").put(head.replace(priority=4), head.revision))
        wrong = desk.verify()
        self.assertEqual((1, [("INC-7", "priority")]),
                         (wrong.changed, [(d.subject, d.name) for d in wrong.differences]))
        desk.rebuild(dry_run=True)
        self.assertEqual(4, desk.store.head("INC-7").priority)
        desk.rebuild()
        self.assertEqual([], desk.verify().differences)

    def test_migrate(self):
        desk = new_desk()
        logged(desk)
        strict = li.Rules.preset("large", "Europe/Brussels")
        desk.rulebook.publish(strict, at("02 00:00"))
        dry = desk.migrate_all(strict, at("02 09:00"), dry_run=True)
        self.assertEqual(1, dry.changed)
        self.assertTrue(all(d.was_due != d.is_due or d.was_verdict != d.is_verdict
                            for d in dry.differences))
        desk.migrate_all(strict.hash, at("02 09:00"), actor="eve")
        self.assertEqual(1, desk.look("INC-7", at("02 09:00")).migrations)

    def test_a_person_is_forgotten(self):
        desk = new_desk()
        logged(desk)
        self.assertEqual(1, desk.forget("ann", "she asked", START + HOUR).changed)
        view = desk.look("INC-7", START + HOUR)
        self.assertEqual(("", "", True), (view.caller, view.title, view.redacted))


class Outbox(unittest.TestCase):
    def setUp(self):
        self.desk = new_desk(publish=["logged", li.Fact.RESOLVED])
        logged(self.desk)

    def test_delivery(self):
        told = []
        report = self.desk.deliver(lambda message, event: told.append((message.fact, event.kind)),
                                   "w1", START + HOUR)
        self.assertEqual([(1, li.Fact.LOGGED)], told)
        self.assertEqual((1, 0, 0, 0), (report.delivered, report.retried, report.dead, report.lost))
        self.assertEqual([], self.desk.store.find(li.Query("message")))

    def test_an_exception_is_a_retry_and_its_line_is_kept(self):
        def fail(message, event):
            raise ConnectionError("no route to host")
        report = self.desk.deliver(fail, "w1", START + HOUR, backoff="1m")
        self.assertEqual((0, 1), (report.delivered, report.retried))
        message = self.desk.store.find(li.Query("message"))[0]
        self.assertEqual(("ConnectionError: no route to host", START + HOUR + HOUR / 60),
                         (message.error, message.next_at))
        self.assertEqual(0, self.desk.deliver(fail, "w1", START + HOUR).retried)

    def test_dead_and_revived(self):
        self.desk.deliver(lambda m, e: li.Delivery.DEAD, "w1", START + HOUR)
        dead = self.desk.store.find(li.Query("message"))[0]
        self.assertEqual(li.MessageState.DEAD, dead.state)
        self.desk.revive(dead, START + 2 * HOUR)
        self.assertEqual(1, self.desk.deliver(lambda m, e: None, "w1", START + 2 * HOUR).delivered)

    def test_by_hand(self):
        message, = self.desk.claim("w1", START + HOUR, lease="5m")
        self.assertEqual("w1", message.owner)
        self.assertEqual([], self.desk.claim("w2", START + HOUR))
        self.desk.settle(message, li.Delivery.DONE, "w1", START + HOUR)
        with self.assertRaises(li.Conflict):
            self.desk.settle(message, li.Delivery.DONE, "w1", START + HOUR)

    def test_interrupts_go_through(self):
        def interrupt(message, event):
            raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            self.desk.deliver(interrupt, "w1", START + HOUR)

    def test_what_is_no_delivery(self):
        self.assertEqual(1, self.desk.deliver(lambda m, e: "yes", "w1", START + HOUR).retried)


class Busy(DictBackend):
    """Somebody else wrote in between, so many times."""

    def __init__(self, times):
        super().__init__()
        self.times = times

    def commit(self, batch):
        if self.times > 0:
            self.times -= 1
            raise li.Conflict("somebody else was faster")
        return super().commit(batch)


class Python(unittest.TestCase):
    """A desk over a backend written in Python."""

    def test_a_conflict_is_tried_again(self):
        self.assertEqual(2, logged(new_desk(Busy(3))).facts)

    def test_a_conflict_that_stays(self):
        desk = new_desk(Busy(99), attempts=2)
        with self.assertRaisesRegex(li.Conflict, "somebody else was faster") as caught:
            logged(desk)
        self.assertIsInstance(caught.exception.__cause__, li.Conflict)
        self.assertEqual([], desk.store.find(li.Query()))

    def test_an_exception_reaches_the_caller_and_the_desk_stays_usable(self):
        backend = DictBackend()
        desk = new_desk(backend)
        backend.commit = lambda batch: 1 // 0
        with self.assertRaises(li.IOFailure) as caught:
            logged(desk)
        self.assertIsInstance(caught.exception.__cause__, ZeroDivisionError)
        del backend.commit
        self.assertEqual(2, logged(desk).facts)

    def test_calling_the_desk_from_its_backend(self):
        backend = DictBackend()
        desk = new_desk(backend)
        logged(desk)
        backend.find = lambda query: desk.look("INC-7", START) and []
        with self.assertRaises(li.IncidentError) as caught:
            desk.next_deadline()
        self.assertIsInstance(caught.exception.__cause__, li.Invalid)
        del backend.find
        self.assertIsNotNone(desk.next_deadline())

    def test_the_same_facts_as_in_memory(self):
        desks = new_desk(), new_desk(DictBackend())
        for desk in desks:
            logged(desk)
            desk.hold("INC-7", "caller", now=START + HOUR, expires=START + 2 * HOUR)
            desk.advance(START + 100 * HOUR)
            desk.forget("ann", "she asked", START + 101 * HOUR)
        one, two = (desk.store.read("INC-7") for desk in desks)
        self.assertEqual(one, two)
        self.assertEqual(*(desk.store.head("INC-7") for desk in desks))


class Threads(unittest.TestCase):
    def test_a_desk_each_on_one_memory(self):
        memory, wrong = li.Memory(), []
        logged(new_desk(memory))

        def work(name):
            desk = new_desk(memory, attempts=100)
            for i in range(20):
                try:
                    desk.note("INC-7", "%s %d" % (name, i), now=START + HOUR)
                except li.IncidentError as error:
                    wrong.append(error)

        threads = [threading.Thread(target=work, args=(n,)) for n in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        events = li.Store(memory).read("INC-7")
        self.assertEqual([], wrong)
        self.assertEqual(list(range(1, len(events) + 1)), [event.sequence for event in events])
        fired = [(e.policy, e.threshold) for e in events if e.kind == li.Fact.FIRED]
        self.assertEqual(len(set(fired)), len(fired))
        self.assertEqual(60, len({event.text for event in events if event.kind == li.Fact.NOTED}))


class Lifetimes(unittest.TestCase):
    def test_a_desk_keeps_what_it_leans_on(self):
        desk = new_desk(DictBackend())
        del desk.store, desk.rulebook
        gc.collect()
        self.assertEqual(2, logged(desk).facts)

    def test_views_and_ledgers_outlive_the_desk(self):
        desk = new_desk()
        logged(desk)
        view, ledger = desk.look("INC-7", START + HOUR), desk.ledger("INC-7", 1, START + HOUR)
        del desk
        gc.collect()
        self.assertEqual("ann", view.caller)
        self.assertEqual("resolve", view.clocks[1].policy.name)
        self.assertEqual(1, len(list(ledger)))

    def test_a_cycle_of_desk_backend_and_rulebook(self):
        closed = []

        class Closing(DictBackend):
            def close(self):
                closed.append(1)

        for _ in range(20):
            backend = Closing()
            desk = new_desk(backend)
            logged(desk)
            backend.desk, desk.rulebook.desk = desk, desk
        del backend, desk
        gc.collect()
        gc.collect()
        self.assertEqual(20, len(closed))


if __name__ == "__main__":
    unittest.main()
