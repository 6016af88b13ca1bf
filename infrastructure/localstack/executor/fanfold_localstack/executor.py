"""LocalStack's runtime executor for functions that run as host processes."""

import time

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from .environment import Environment, error
from .runtime_api import Answer, Event


class HostExecutor(RuntimeExecutor):
    """Runs an environment, and starts a new one after a timeout or an exit, as AWS does."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id, function_version)
        self._variables: dict[str, str] = {}
        self._environment: Environment | None = None

    def start(self, env_vars: dict[str, str]) -> None:
        self._variables = {name: str(value) for name, value in env_vars.items()}
        self._started()

    def stop(self) -> None:
        if self._environment:
            self._environment.kill()
            self._environment = None

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        environment = self._environment or self._started()
        request_id = payload["invoke-id"]
        before, started = environment.printed(), time.monotonic()
        answer = environment.run(self._event(payload), request_id)
        millis = (time.monotonic() - started) * 1000
        logs = self._logs(request_id, environment.output(before), millis)
        if answer is None:
            answer = self._death(environment, request_id)
            if self._environment is environment:
                self.stop()
        return InvocationResult(request_id, answer.payload, is_error=answer.is_error, logs=logs)

    def _started(self) -> Environment:
        environment = self._environment = Environment(self.function_version, self._variables)
        if (failed := environment.await_init()) is not None:
            raise StatusErrorException(f"{self.function_version.id.function_name} failed to start", payload=failed)
        return environment

    def _event(self, payload: dict[str, str]) -> Event:
        deadline = int((time.time() + self.function_version.config.timeout) * 1000)
        headers = {
            "Lambda-Runtime-Aws-Request-Id": payload["invoke-id"],
            "Lambda-Runtime-Deadline-Ms": str(deadline),
            "Lambda-Runtime-Invoked-Function-Arn": payload["invoked-function-arn"],
            "Lambda-Runtime-Trace-Id": payload["trace-id"],
        }
        return Event(payload["payload"].encode(), headers)

    def _death(self, environment: Environment, request_id: str) -> Answer:
        if (code := environment.exit_code) is not None:
            said = error("Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited with error: exit status {code}")
        else:
            timeout = self.function_version.config.timeout
            said = error("Sandbox.Timedout", f"RequestId: {request_id} Error: Task timed out after {timeout:.2f} seconds")
        return Answer(request_id, said, is_error=True)

    def _logs(self, request_id: str, printed: str, millis: float) -> str:
        memory = self.function_version.config.memory_size
        return (
            f"START RequestId: {request_id} Version: {self.function_version.id.qualifier}\n{printed}"
            f"END RequestId: {request_id}\nREPORT RequestId: {request_id}\tDuration: {millis:.2f} ms\t"
            f"Billed Duration: {int(millis) + 1} ms\tMemory Size: {memory} MB\tMax Memory Used: {memory} MB\n"
        )

    def get_logs(self) -> str:
        return self._environment.output() if self._environment else ""

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}/_localstack_lambda/{self.id}"

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        pass


class HostExecutorPlugin(RuntimeExecutorPlugin):
    name = "host"

    def load(self, *_: object, **__: object) -> type[RuntimeExecutor]:
        return HostExecutor
