#!/usr/bin/env python3
"""Compares an answer of `fanfold run tabulate --json` with that of plain Python for the same file.

usage: check_tabulate.py FILE GROUP-BY MEASURE ANSWER.json [--separator S] [--no-header] [--missing A,B] [--decimal D]
       [--thousands T]

GROUP-BY and MEASURE are column names separated by commas, or "" for none. Sums, minima, maxima and counts must be
equal and are computed exactly; means are rounded once to 12 digits; quantiles must be within 1 % of the value at
their rank, distinct counts within 2 % or one. Holds the file's numbers in memory, so it suits files of some million
rows. Prints the differences; exits with 1 if there are any."""
import argparse
import csv
import json
import os
import re
import sys
from collections import defaultdict
from decimal import Context, Decimal
from fractions import Fraction

# The limits of numbers in `tabulate`: see Decimals.java.
MAX_CHARACTERS, MAX_DIGITS, MAX_EXPONENT = 1_000, 64, 300


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("group_by", type=names)
    parser.add_argument("measure", type=names)
    parser.add_argument("answer")
    parser.add_argument("--separator", default=",")
    parser.add_argument("--no-header", action="store_true")
    parser.add_argument("--decimal", default=".")
    parser.add_argument("--thousands", default="")
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


def numbers(options):
    """The pattern of a number: sign, digits before and after the decimal sign, exponent."""
    grouped = f"[1-9][0-9]{{0,2}}(?:{re.escape(options.thousands)}[0-9]{{3}})+|" if options.thousands else ""
    whole, fraction = f"({grouped}[0-9]*)", f"(?:{re.escape(options.decimal)}([0-9]*))?"
    return re.compile(f"[ \\t]*([+-]?){whole}{fraction}(?:[eE]([+-]?[0-9]+))?[ \\t]*")


def number(text, pattern, thousands):
    """The cell's number as a Fraction, None if it is rejected."""
    found = pattern.fullmatch(text)
    if not found:
        return None
    whole, part = found[2].replace(thousands, "") if thousands else found[2], found[3] or ""
    bare = text.strip(" \t")
    if not whole + part or len(bare.replace(thousands, "") if thousands else bare) > MAX_CHARACTERS:
        return None
    digits = (whole + part).lstrip("0")
    if not digits:
        return Fraction(0)
    exponent = int(found[4] or 0) - len(part)
    magnitude = len(digits) - 1 + exponent
    if len(digits.rstrip("0")) > MAX_DIGITS or abs(magnitude) > MAX_EXPONENT:
        return None
    value = int(digits) * Fraction(10) ** exponent
    return -value if found[1] == "-" else value


def rounded(value, digits):
    """The Fraction rounded to significant digits, half to even. Rounds once, because both operands are exact."""
    return Context(prec=digits).divide(Decimal(value.numerator), Decimal(value.denominator))


class Group:
    def __init__(self, measures):
        self.count = 0
        self.missing = {name: 0 for name in measures}
        self.values = {name: [] for name in measures}


def tabulate(options):
    """The expected result: groups by key, rows read, rows rejected for their columns or a value."""
    pattern = numbers(options)
    groups, read, rejected = defaultdict(lambda: Group(options.measure)), 0, 0
    for row in rows(options):
        read += 1
        if row is None:
            rejected += 1
            continue
        group = groups[tuple(row[name] for name in options.group_by)]
        group.count += 1
        spoilt = False
        for name in options.measure:
            if row[name] in options.missing:
                group.missing[name] += 1
                continue
            value = number(row[name], pattern, options.thousands)
            if value is None:
                spoilt = True
            else:
                group.values[name].append(value)
        rejected += spoilt
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
    total = sum(values, Fraction(0))
    exact = {"count": count, "missing": missing, "sum": total}
    near = {}
    if count:
        exact["mean"] = Fraction(rounded(total / count, 12))
        exact["min"], exact["max"] = values[0], values[-1]
        for name, percent in (("p50", 50), ("p95", 95), ("p99", 99)):
            value = values[-(-percent * count // 100) - 1]
            near[name] = (value, abs(value) / 100)
        distinct = len(set(values))
        near["distinct"] = (distinct, max(1, Fraction(distinct) / 50))
    else:
        exact |= dict.fromkeys(("mean", "min", "max", "p50", "p95", "p99", "distinct"))
    found = [f"{where} {name} is {got[name]}, not {shown(want)}" for name, want in exact.items() if got[name] != want]
    for name, (want, tolerance) in near.items():
        if got[name] is None or abs(got[name] - want) > tolerance:
            found.append(f"{where} {name} is {got[name]}, not {shown(want)} within {shown(tolerance)}")
    return found


def shown(value):
    """The value as a decimal, which is exact for numbers that were read, because their digits are limited."""
    return rounded(value, 2_000) if isinstance(value, Fraction) else value


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
        answer = json.load(file, parse_float=Fraction, parse_int=Fraction)
    groups, read, rejected = tabulate(options)
    found = differences_of_job(answer["job"], options, read, rejected)
    found += differences_of_groups(answer["result"]["groups"], groups, options)
    for difference in found[:10]:
        print(difference)
    print(f"{options.file}: {len(groups)} groups, {read} rows, {len(found)} differences")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
