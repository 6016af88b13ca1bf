"""Makes LocalStack and DynamoDB Local listen on 127.0.0.1 only. Both would bind every interface, LocalStack even if
GATEWAY_LISTEN names a host."""

import logging

from localstack.runtime import hooks

from . import host

LOG = logging.getLogger(__name__)


@hooks.on_runtime_create()
def bind_gateway_to_loopback() -> None:
    from twisted.internet import endpoints

    class OnLoopback(endpoints.TCP4ServerEndpoint):
        def __init__(self, reactor: object, port: int, backlog: int = 50, interface: str = "127.0.0.1") -> None:
            super().__init__(reactor, port, backlog, interface)

    endpoints.TCP4ServerEndpoint = OnLoopback


@hooks.on_runtime_create()
def run_dynamodb_from_maven() -> None:
    """Starts the pinned version of DynamoDB Local, instead of downloading the latest one."""
    from localstack.services.dynamodb.server import DynamodbServer
    from localstack.utils.run import ShellCommandThread
    from localstack.utils.threads import TMP_THREADS

    def start(server: DynamodbServer) -> ShellCommandThread:
        jars = host.dynamodb_jars()
        command = [host.java(), f"-Xmx{server.heap_size}", f"-Djava.library.path={jars}", "--enable-native-access=ALL-UNNAMED"]
        command += ["-cp", f"{jars}/*", host.dynamodb_source(), str(server.port)]
        thread = ShellCommandThread(
            command,
            strip_color=True,
            auto_restart=True,
            name="dynamodb",
            log_listener=lambda line, **_: LOG.debug(line.rstrip()),
            env_vars={"DDB_LOCAL_TELEMETRY": "0"},
        )
        TMP_THREADS.append(thread)
        thread.start()
        return thread

    DynamodbServer.do_start_thread = start
