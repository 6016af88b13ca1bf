#!/usr/bin/env python3
"""Compares an answer of `fanfold run tabulate --json` with what plain Python says of the same file.

usage: check_tabulate.py FILE GROUP-BY MEASURE ANSWER.json [--separator S] [--no-header] [--missing A,B]

GROUP-BY and MEASURE are column names separated by commas, or "" for none. Sums, minima, maxima and counts must be equal,
means to 12 digits, quantiles within 1 % of the value at their rank, distinct counts within 2 % or one. It holds the
file's numbers in memory: meant for files of some million rows. Prints the differences; exit 1 if there are any."""
import argparse
import csv
import json
import math
import os
import sys
from collections import defaultdict
from decimal import Decimal, InvalidOperation, localcontext


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("group_by", type=names)
    parser.add_argument("measure", type=names)
    parser.add_argument("answer")
    parser.add_argument("--separator", default=",")
    parser.add_argument("--no-header", action="store_true")
    parser.add_argument("--missing", type=lambda text: set(text.split(",")), default={"", "NA"})
    return parser.parse_args()


def names(text):
    return text.split(",") if text else []


def rows(options):
    with open(options.file, newline="", encoding="utf-8-sig") as file:
        lines = csv.reader(file, delimiter=options.separator)
        first = None if options.no_header else next(lines)
        for cells in lines:
            if not cells:
                continue
            first = first or [f"c{i + 1}" for i in range(len(cells))]
            yield dict(zip(first, cells)) if len(cells) == len(first) else None


class Group:
    def __init__(self, measures):
        self.count = 0
        self.missing = {name: 0 for name in measures}
        self.values = {name: [] for name in measures}


def tabulate(options):
    """What should be there: groups by key, rows read, values and rows rejected."""
    groups, read, rejected = defaultdict(lambda: Group(options.measure)), 0, 0
    for row in rows(options):
        read += 1
        if row is None:
            rejected += 1
            continue
        group = groups[tuple(row[name] for name in options.group_by)]
        group.count += 1
        for name in options.measure:
            if row[name] in options.missing:
                group.missing[name] += 1
                continue
            try:
                group.values[name].append(Decimal(row[name]))
            except InvalidOperation:
                rejected += 1
    return groups, read, rejected


def differences_of_job(job, options, read, rejected):
    ledger = job["ledger"]
    size = os.path.getsize(options.file)
    tasks = job["tasks"]
    expected = [
        ("state", job["state"], "SUCCEEDED"),
        ("balanced", ledger["balanced"], True),
        ("bytes of input", ledger["bytes"]["input"], size),
        ("bytes covered", ledger["bytes"]["covered"], size),
        ("records read", ledger["records"]["read"], read),
        ("records rejected", ledger["records"]["rejected"], rejected),
        ("tasks done", tasks["done"], tasks["planned"]),
        ("tasks lost", tasks["lost"], 0),
        ("repairs", ledger["repairs"], 0),
    ]
    return [f"job: {what} is {got}, not {want}" for what, got, want in expected if got != want]


def differences_of_measure(where, got, values, missing):
    values.sort()
    count = len(values)
    exact = {"count": count, "missing": missing, "sum": sum(values)}
    near = {}
    if count:
        with localcontext() as context:
            context.prec = 12
            exact["mean"] = sum(values) / count
        exact["min"], exact["max"] = values[0], values[-1]
        for name, share in (("p50", Decimal("0.50")), ("p95", Decimal("0.95")), ("p99", Decimal("0.99"))):
            value = values[math.ceil(share * count) - 1]
            near[name] = (value, abs(value) * Decimal("0.01000001"))
        distinct = len(set(values))
        near["distinct"] = (distinct, max(1, Decimal(distinct) * Decimal("0.02")))
    else:
        exact |= dict.fromkeys(("mean", "min", "max", "p50", "p95", "p99"))
    found = [f"{where} {name} is {got[name]}, not {want}" for name, want in exact.items() if got[name] != want]
    for name, (want, tolerance) in near.items():
        if got[name] is None or abs(got[name] - want) > tolerance:
            found.append(f"{where} {name} is {got[name]}, not {want} within {tolerance}")
    return found


def differences_of_groups(answer, groups, options):
    keys = [tuple(group["key"][name] for name in options.group_by) for group in answer]
    found = [] if keys == sorted(keys) else ["groups are not sorted by key"]
    found += [f"group {key} appears {keys.count(key)} times" for key in groups if keys.count(key) != 1]
    found += [f"group {key} is not in the file" for key in keys if key not in groups]
    for key, got in zip(keys, answer):
        group = groups.get(key)
        if group is None:
            continue
        if got["count"] != group.count:
            found.append(f"group {key} count is {got['count']}, not {group.count}")
        for name in options.measure:
            where = f"group {key} {name}"
            found += differences_of_measure(where, got["measures"][name], group.values[name], group.missing[name])
    return found


def main():
    options = arguments()
    with open(options.answer, encoding="utf-8") as file:
        answer = json.load(file, parse_float=Decimal, parse_int=Decimal)
    groups, read, rejected = tabulate(options)
    found = differences_of_job(answer["job"], options, read, rejected)
    found += differences_of_groups(answer["result"]["groups"], groups, options)
    for difference in found[:10]:
        print(difference)
    print(f"{options.file}: {len(groups)} groups, {read} rows, {len(found)} differences")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
