"""pandas' side of the race: CustomBusinessHour; see bench_peers.py.

The offsets are made once, as a careful program would. pandas has no call for the working time of a
span; the idiom is to count the steps of a date_range.
"""
import sys
import time
import warnings

import pandas

warnings.simplefilter('ignore', pandas.errors.PerformanceWarning)
UNIT = 10 ** 9


def read(path):
    holidays, starts, spans = [], [], []
    with open(path) as file:
        for line in file:
            word, *values = line.split()
            if word == 'holiday':
                holidays.append(values[0])
            elif word == 'start':
                starts.append(pandas.Timestamp(int(values[0]), unit='s'))
            else:
                spans.append([pandas.Timestamp(int(value), unit='s') for value in values])
    return holidays, starts, spans


def main():
    holidays, starts, spans = read(sys.argv[1])
    hour = pandas.offsets.CustomBusinessHour(start='09:00', end='17:00', holidays=holidays)
    eight = pandas.offsets.CustomBusinessHour(8, start='09:00', end='17:00', holidays=holidays)

    def add():
        return [start + eight for start in starts]

    def between():
        return [len(pandas.date_range(a, b, freq=hour)) - 1 for a, b in spans]

    for line in sys.stdin:
        word = line.strip()
        if word == 'answers':
            print(*(moment.value // UNIT for moment in add()), *(60 * n for n in between()))
        else:
            run, count = (add, len(starts)) if word == 'add' else (between, len(spans))
            start = time.process_time_ns()
            run()
            print((time.process_time_ns() - start) / count)
        sys.stdout.flush()


if __name__ == '__main__':
    main()
