"""A Python process pool running tasks that do nothing: what a fan-out costs inside one machine.

usage: pool_noop.py map|executor TASKS CHUNK
`map` is multiprocessing.Pool.map, `executor` concurrent.futures.ProcessPoolExecutor.map, which keeps a future for each chunk.
prints tasks per second and CPU microseconds per task, of all processes, the pool's start not counted"""
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
            # Ended in order, so that the kernel counts what the workers used.
            pool.close()
            pool.join()
    print(f"{tasks / seconds:.0f} tasks/s, {cpu() / tasks * 1e6:.0f} us CPU/task")


if __name__ == "__main__":
    main()
