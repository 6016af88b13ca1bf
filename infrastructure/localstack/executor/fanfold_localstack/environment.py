"""One execution environment: a java process with AWS's runtime interface client, and its runtime API."""

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
# After its response a runtime requests the next event; then its output is complete.
_LAST_WORDS_SECONDS = 0.25
# The share of a function's memory that Lambda's Java runtimes give to the heap.
_HEAP_SHARE = 0.85


def error(kind: str, message: str) -> bytes:
    """An error in the format of Lambda's own errors."""
    return json.dumps({"errorMessage": message, "errorType": kind}).encode()


class Environment:
    """Runs one event at a time. Its JVM has a heap limit and the options of the function's variables."""

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
            # On Lambda each environment has a /tmp of its own; here each has a folder.
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
            process_group=0,  # so that kill() also ends the processes that a function has started
        )

    def await_init(self) -> bytes | None:
        """Waits until the function can take events. Returns the error if its start fails."""
        while not self._api.idle.wait(_POLL_SECONDS):
            if (code := self._process.poll()) is not None:
                return error("Runtime.ExitError", f"exit status {code} during start: {self.output()[-2000:]}")
        return self._api.init_error

    def run(self, event: Event, request_id: str) -> Answer | None:
        """The response to an event; None if the environment has crashed or its time is over. It is then unusable."""
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
        """The exit code of the process, None while it runs."""
        return self._process.poll()

    def output(self, since: int = 0) -> str:
        """The output from this byte on."""
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), size - since, since).decode("utf-8", "replace")

    def printed(self) -> int:
        """The number of bytes of output."""
        return os.fstat(self._log.fileno()).st_size

    def kill(self) -> None:
        """Kills the process and all processes that it has started, as Lambda does."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it has already ended
        self._process.wait()
        self._api.close()
        self._scratch.cleanup()
