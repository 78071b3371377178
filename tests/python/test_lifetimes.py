"""Objects that are dropped in any order, by any thread, and callbacks that outlive them."""
import gc
import itertools
import os
import subprocess
import sys
import threading
import unittest
import weakref

from fixtures import HOUR, at, office, resolve, utc

import libincident as li
from libincident import context as contexts
from libincident.handle import Handle


class Order(unittest.TestCase):
    def test_every_order_of_a_chain(self):
        names = ("context", "zone", "builder", "calendar", "terms", "policy", "clock", "ledger")
        for order in itertools.islice(itertools.permutations(names), 0, 40320, 97):
            made = self.chain()
            for name in order:
                del made[name]
        gc.collect()

    def chain(self):
        context = li.Context(log=lambda level, line: None)
        zone = li.Zone("Europe/Brussels", context=context)
        builder = li.CalendarBuilder(zone, context=context).weekly(1, "09:00-17:00")
        calendar = builder.build()
        terms = li.Terms(calendar, li.Target.working("8h"), context=context)
        policy = li.PolicyBuilder("p", context=context).terms(terms).build()
        clock = li.Clock(policy, context=context)
        clock.start(at("01 09:00"))
        return {"context": context, "zone": zone, "builder": builder, "calendar": calendar,
                "terms": terms, "policy": policy, "clock": clock,
                "ledger": clock.ledger(at("01 10:00"))}

    def test_what_is_left_works(self):
        left = self.chain()["ledger"]
        self.assertEqual(1, len(list(left)))
        left = self.chain()["calendar"]
        self.assertTrue(left.is_open(at("01 10:00")))

    def test_a_temporary_lives_through_its_call(self):
        for _ in range(200):
            self.assertEqual("Europe/Brussels",
                             li.CalendarBuilder(li.Zone("Europe/Brussels")).build().zone.name)

    def test_a_cycle_is_collected(self):
        made = self.chain()
        made["itself"] = made
        gone = weakref.ref(made["clock"])
        del made
        gc.collect()
        self.assertIsNone(gone())

    def test_a_record_keeps_what_it_shows(self):
        threshold = li.PolicyBuilder("p").terms(resolve().terms()).before_due(
            "soon", "1h", office()).build().thresholds[0]
        gc.collect()
        self.assertEqual(office(), threshold.calendar)


class Handles(unittest.TestCase):
    def test_what_is_leaned_on_goes_last(self):
        gone = []
        base = Handle("base", gone.append)
        one, two = (Handle(name, gone.append, [base]) for name in ("one", "two"))
        for handle in (base, one, two):
            handle.drop()
        self.assertEqual(["one", "two", "base"], gone)

    def test_threads_that_drop_at_once_give_back_once(self):
        for _ in range(50):
            gone = []
            handle = Handle("x", gone.append)
            threads = [threading.Thread(target=handle.hold().drop) for _ in range(8)]
            handle.drop()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(["x"], gone)


class Threads(unittest.TestCase):
    def test_a_thread_has_a_context_of_its_own(self):
        found = []
        threads = [threading.Thread(target=lambda: found.append(li.Context.default()))
                   for _ in range(2)]
        for thread in threads:
            thread.start()
            thread.join()
        self.assertEqual(3, len({id(c) for c in found + [li.Context.default()]}))

    def test_a_calendar_of_one_thread_serves_all(self):
        made, wrong = [], []

        def ask(calendar):
            for _ in range(300):
                if calendar.add(at("05 16:00"), 8 * HOUR) != at("08 16:00"):
                    wrong.append(1)

        maker = threading.Thread(target=lambda: made.append(office()))
        maker.start()
        maker.join()
        threads = [threading.Thread(target=ask, args=made) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([], wrong)

    def test_threads_that_share_a_clock_wait_for_each_other(self):
        clock = li.Clock(resolve())
        clock.start(at("01 09:00"))

        def tell(number):
            for i in range(100):
                clock.pause(at("01 10:00"), "caller", "%d-%d" % (number, i))
                clock.look(at("01 11:00"))

        threads = [threading.Thread(target=tell, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clock.resume(at("01 10:30"), "caller", "3-99")
        self.assertEqual([], clock.ledger(at("01 11:00")).findings)


class Callbacks(unittest.TestCase):
    def test_log_now_entropy(self):
        lines = []
        context = li.Context(log=lambda level, line: lines.append((level, line)),
                             now=lambda: utc(2026, 6, 1), entropy=lambda size: b"x" * size)
        self.assertEqual(utc(2026, 6, 1), context.now())
        li.CalendarBuilder("UTC", context=context).build()
        self.assertEqual([li.LogLevel.WARNING], [level for level, _ in lines])

    def test_without_a_clock(self):
        with self.assertRaises(li.Unsupported):
            li.Context.default().now()

    def test_an_exception_of_a_callback_is_the_cause(self):
        context = li.Context(now=lambda: 1 // 0)
        with self.assertRaises(li.OutOfRange) as caught:
            context.now()
        self.assertIsInstance(caught.exception.__cause__, ZeroDivisionError)
        naive = li.Context(now=lambda: utc(2026, 6, 1).replace(tzinfo=None))
        with self.assertRaises(li.OutOfRange) as caught:
            naive.now()
        self.assertIn("2026-06-01", str(caught.exception.__cause__))

    def test_an_interrupt_goes_through(self):
        def interrupted():
            raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            li.Context(now=interrupted).now()

    def test_callbacks_live_as_long_as_what_may_call_them(self):
        lines = []
        builder = li.CalendarBuilder("UTC", context=li.Context(
            log=lambda level, line: lines.append(line)))
        gc.collect()
        calendar = builder.build()
        self.assertEqual(1, len(lines))
        gc.collect()
        held = len(contexts._hosts)
        del builder
        gc.collect()
        self.assertEqual(held - 1, len(contexts._hosts))
        self.assertFalse(calendar.reachable)

    def test_a_host_that_is_its_own_clock_is_collected(self):
        class Host:
            def __init__(self):
                self.context = li.Context(now=self.now)

            def now(self):
                return utc(2026, 6, 1)

        host = Host()
        self.assertEqual(utc(2026, 6, 1), host.context.now())
        gone = weakref.ref(host)
        del host
        gc.collect()
        self.assertIsNone(gone())


class Endings(unittest.TestCase):
    """A program that ends with objects alive ends without a word."""

    def run_program(self, text, **environment):
        return subprocess.run([sys.executable, "-B", "-c", text], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True,
                              env=dict(os.environ, **environment))

    def test_at_exit(self):
        done = self.run_program(
            "import libincident as li\n"
            "c = li.Context(log=print)\n"
            "b = li.CalendarBuilder('UTC', context=c)\n"
            "x = b.build(); y = [x]; y.append(y)\n")
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_a_library_that_is_not_there(self):
        done = self.run_program("import libincident", LIBINCIDENT_LIBRARY="/nowhere/libx.so")
        self.assertEqual(1, done.returncode)
        self.assertIn("ImportError: libincident was not found (LIBINCIDENT_LIBRARY names it)",
                      done.stderr)

    def test_an_add_on_that_is_not_there(self):
        done = self.run_program(
            "import libincident as li\n"
            "li._ffi.lib._path = '/nowhere/libincident.so.0'\n"
            "li.Rules.from_json('{}')")
        self.assertIn("ImportError: libincident-json was not found", done.stderr)


@unittest.skipIf("LD_PRELOAD" in os.environ, "a sanitizer keeps what was freed")
class Steadiness(unittest.TestCase):
    def test_memory_does_not_grow(self):
        def round():
            for _ in range(300):
                clock = li.Clock(resolve())
                clock.start(at("01 09:00"))
                list(clock.ledger(at("09 10:00")))
                try:
                    clock.pause(at("01 10:00"), "")
                except li.Invalid:
                    pass
            gc.collect()
            with open("/proc/self/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

        round()
        before = round()
        self.assertLess(max(round() for _ in range(3)) - before, 2 << 20)


if __name__ == "__main__":
    unittest.main()
