"""Runs tasks that do nothing in a Python process pool: the cost of a fan-out inside one machine.

usage: pool_noop.py map|executor TASKS CHUNK
`map` is multiprocessing.Pool.map; `executor` is concurrent.futures.ProcessPoolExecutor.map, with a future per chunk.
prints tasks per second and CPU microseconds per task of all processes, without the start of the pool"""
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor


def noop(task):
    return task


def cpu():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def run(pool, tasks, chunk):
    list(pool.map(noop, range(100), chunksize=chunk))
    begun = time.perf_counter()
    answer = list(pool.map(noop, range(tasks), chunksize=chunk))
    seconds = time.perf_counter() - begun
    assert answer == list(range(tasks))
    return seconds


def main():
    kind, tasks, chunk = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    processors = os.cpu_count()
    if kind == "executor":
        with ProcessPoolExecutor(processors) as pool:
            seconds = run(pool, tasks, chunk)
    else:
        with multiprocessing.Pool(processors) as pool:
            seconds = run(pool, tasks, chunk)
            # An orderly end, so that the kernel counts the workers' CPU time.
            pool.close()
            pool.join()
    print(f"{tasks / seconds:.0f} tasks/s, {cpu() / tasks * 1e6:.0f} us CPU/task")


if __name__ == "__main__":
    main()
