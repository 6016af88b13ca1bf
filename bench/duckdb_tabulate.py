"""Computes the table of `tabulate` with DuckDB.

usage: duckdb_tabulate.py FILE [THREADS]
prints station, count, sum, min, max, mean, p50, p95, p99, distinct, separated by tabs"""
import sys

import duckdb

file = sys.argv[1]
threads = int(sys.argv[2]) if len(sys.argv) > 2 else 2
database = duckdb.connect(config={"threads": threads})
# The fastest query that we know: types and format are given instead of detected, rows may be read in any order, and
# the three quantiles come from one sketch instead of three (4.3 CPU-seconds for 20 M rows instead of 7.1).
database.execute("SET preserve_insertion_order = false")
table = database.execute(
    """
    SELECT station, count(*), sum(value), min(value), max(value), avg(value),
           approx_quantile(value, [0.5, 0.95, 0.99]),
           approx_count_distinct(value)
    FROM read_csv(?, header = false, delim = ';', quote = '', escape = '', auto_detect = false,
                  columns = {'station': 'VARCHAR', 'value': 'DOUBLE'})
    GROUP BY station ORDER BY station
    """,
    [file],
).fetchall()
for *exact, quantiles, distinct in table:
    print(*exact, *quantiles, distinct, sep="\t")
