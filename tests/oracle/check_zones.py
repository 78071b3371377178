#!/usr/bin/env python3
"""Every zone of the installed database against Python's zoneinfo or against glibc. The arguments:
which files (system, or compiled here as fat or slim), which oracle, and its program."""
import bisect
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import zoneinfo

import model

SYSTEM = "/usr/share/zoneinfo"
SKIPPED = 77
LONG = bool(os.environ.get("INCIDENT_LONG"))
END = 7258118400  # 2200-01-01
STEP = (7 if LONG else 45) * model.DAY


def compile_tree(form, directory):
    zic = shutil.which("zic", path="/usr/sbin:/usr/bin:/sbin:/bin")
    source = os.path.join(SYSTEM, "tzdata.zi")
    if zic is None or not os.path.exists(source):
        print(f"skipped: no zic, or no tzdata.zi, to compile {form} zones with")
        sys.exit(SKIPPED)
    subprocess.run([zic, "-b", form, "-d", directory, source], check=True,
                   stderr=subprocess.DEVNULL)
    return directory


def names_in(directory):
    found = []
    for folder, folders, files in os.walk(directory):
        folders[:] = [f for f in folders if f not in ("posix", "right")]
        for file in files:
            path = os.path.join(folder, file)
            with open(path, "rb") as stream:
                if stream.read(4) == b"TZif" and file not in ("localtime", "posixrules"):
                    found.append(os.path.relpath(path, directory))
    return sorted(found)


class Dump:
    """What zone_dump printed of one zone."""

    def __init__(self, name, status):
        self.name, self.status = name, status
        self.before, self.transitions, self.samples = [], [], []

    def take(self, kind, row):
        {"b": self.before, "t": self.transitions, "s": self.samples}[kind].append(row)


def read_dumps(text):
    dumps = []
    for line in text.splitlines():
        kind, *rest = line.split(" ")
        if kind == "zone":
            dumps.append(Dump(rest[0], rest[1]))
        elif kind == "broken":
            dumps[-1].status = "broken"
        else:
            dumps[-1].take(kind, (int(rest[0]), int(rest[1]), int(rest[2]), rest[3]))
    return dumps


def zoneinfo_at(zone, second):
    moment = datetime.datetime(1970, 1, 1, tzinfo=model.UTC) + datetime.timedelta(seconds=second)
    local = moment.astimezone(zone)
    delta = local.utcoffset()
    return delta.days * model.DAY + delta.seconds, local.tzname()


def check_dump(dump, zone):
    """Instants at which the dump and zoneinfo differ, and how many were compared."""
    rows = dump.before + dump.transitions + dump.samples
    wrong = [row for row in rows if zoneinfo_at(zone, row[0]) != (row[1], row[3])]
    starts = [row[0] for row in dump.transitions]
    second = starts[0]
    while second < END:
        row = dump.transitions[bisect.bisect_right(starts, second) - 1]
        got = zoneinfo_at(zone, second)
        if got != (row[1], row[3]):
            wrong.append((second,) + row[1:])
        second += STEP
    still = [b for a, b in zip(dump.transitions, dump.transitions[1:]) if a[1:] == b[1:]]
    return wrong + still, len(rows) + (END - starts[0]) // STEP


class Truth:
    """What the fat files say, where a slim file can be read in two ways: zic may end its table with
    a type that the footer does not have at that instant. The library keeps the table's type until
    the footer's next change, as the source of the data means it; glibc and zoneinfo do not."""

    def __init__(self, form):
        self.folder = tempfile.TemporaryDirectory() if form == "slim" else None
        self.directory = compile_tree("fat", self.folder.name) if self.folder else None
        self.excused = 0

    def excuses(self, name, second, offset, abbreviation):
        if self.directory is None or self.excused >= 20:
            return False
        with open(os.path.join(self.directory, name), "rb") as stream:
            zone = zoneinfo.ZoneInfo.from_file(stream, key=name)
        if zoneinfo_at(zone, second) != (offset, abbreviation):
            return False
        self.excused += 1
        print(f"{name} at {second}: {offset} {abbreviation} as in the fat file")
        return True


def against_zoneinfo(program, directory, names, truth):
    questions = "".join(f"{directory} {name}\n" for name in names)
    text = subprocess.run([program], input=questions, capture_output=True, text=True,
                          check=True).stdout
    dumps = read_dumps(text)
    zoneinfo.reset_tzpath(to=[directory])
    compared, failed = 0, len(names) - len(dumps)
    for dump in dumps:
        if dump.status != "INC_OK":
            print(f"{dump.name}: {dump.status}")
            failed += 1
            continue
        wrong, count = check_dump(dump, zoneinfo.ZoneInfo.no_cache(dump.name))
        wrong = [row for row in wrong
                 if not truth.excuses(dump.name, row[0], row[1], row[-1])]
        compared += count
        if wrong:
            print(f"{dump.name}: {len(wrong)} differ, first {wrong[0]}")
            failed += 1
    print(f"{len(names)} zones, {compared} instants compared, {failed} zones differ")
    return 1 if failed or compared < 1000 * len(names) / 2 else 0


def against_glibc(program, directory, names, truth):
    questions = "".join(f"{directory} {name}\n" for name in names)
    done = subprocess.run([program], input=questions, capture_output=True, text=True, check=False)
    failed = 0 if done.returncode == 0 or done.returncode == 1 else 1
    for line in done.stdout.splitlines():
        kind, *row = line.split()
        if kind == "differs":
            name, second, offset, abbreviation = row[:4]
            if truth.excuses(name, int(second), int(offset), abbreviation):
                continue
            failed += 1
        print(line)
    return 1 if failed or not names else 0


def main():
    form, oracle, program = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        directory = SYSTEM if form == "system" else compile_tree(form, folder)
        if not os.path.isdir(directory):
            print(f"skipped: no {directory}")
            return SKIPPED
        names = names_in(directory)
        if oracle == "glibc":
            if os.confstr("CS_GNU_LIBC_VERSION") is None:
                print("skipped: this is not glibc")
                return SKIPPED
            return against_glibc(program, directory, names, Truth(form))
        return against_zoneinfo(program, directory, names, Truth(form))


if __name__ == "__main__":
    sys.exit(main())
