"""One execution environment: a java process with AWS's runtime interface client, and the runtime API it talks to."""

import json
import os
import queue
import signal
import subprocess
import tempfile
import time

from localstack.services.lambda_.invocation.lambda_models import FunctionVersion

from . import host
from .runtime_api import Answer, Event, RuntimeApi

_MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
_POLL_SECONDS = 0.05
# After its answer a runtime asks for the next event: then what it printed is complete.
_LAST_WORDS_SECONDS = 0.25
# The share of a function's memory that Lambda's Java runtimes give to the heap.
_HEAP_SHARE = 0.85


def error(kind: str, message: str) -> bytes:
    """An error as Lambda reports those that no function has written."""
    return json.dumps({"errorMessage": message, "errorType": kind}).encode()


class Environment:
    """Runs one event at a time. Its JVM has the options that the function's variables give it, and a heap limit."""

    def __init__(self, function: FunctionVersion, variables: dict[str, str]) -> None:
        self._function = function
        self._api = RuntimeApi()
        self._log = tempfile.TemporaryFile(prefix="lambda-")
        self._scratch = tempfile.TemporaryDirectory(prefix="lambda-", dir=host.scratch())
        config = function.config
        task = str(config.code.get_unzipped_code_location())
        variables = host.marked() | variables
        variables |= {
            "AWS_LAMBDA_RUNTIME_API": self._api.address,
            # Environments share this machine's /tmp, which on Lambda each has for itself.
            "TMPDIR": self._scratch.name,
            "LAMBDA_TASK_ROOT": task,
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.runtime}",
        }
        heap = f"-Xmx{int(config.memory_size * _HEAP_SHARE)}m"
        path = f"{task}:{task}/lib/*:{host.runtime_jars()}"
        self._process = subprocess.Popen(
            [host.java(), heap, "-cp", path, _MAIN, config.handler],
            cwd=task,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            process_group=0,  # so that what a function has started ends with it
        )

    def await_init(self) -> bytes | None:
        """Waits until the function can take events; otherwise says why it never will."""
        while not self._api.idle.wait(_POLL_SECONDS):
            if (code := self._process.poll()) is not None:
                return error("Runtime.ExitError", f"exit status {code} while it started: {self.output()[-2000:]}")
        return self._api.init_error

    def run(self, event: Event, request_id: str) -> Answer | None:
        """The answer to an event; none if the environment has died or its time is up, and it is of no more use."""
        self._api.events.put(event)
        deadline = time.monotonic() + self._function.config.timeout
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                answer = self._api.answers.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if answer.request_id == request_id:
                self._api.idle.wait(_LAST_WORDS_SECONDS)
                return answer
        return None

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def output(self, since: int = 0) -> str:
        """What it has printed from this byte on."""
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size - since, since).decode("utf-8", "replace")

    def printed(self) -> int:
        """How many bytes it has printed."""
        return os.fstat(self._log.fileno()).st_size

    def kill(self) -> None:
        """At once, as Lambda does, with all that it has started."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it was faster
        self._process.wait()
        self._api.close()
        self._scratch.cleanup()
