"""The Lambda runtime API of one execution environment: its runtime gets events and posts responses."""

import queue
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_PATH = "/2018-06-01/runtime/"


@dataclass(frozen=True)
class Event:
    """The payload and headers of an invocation."""

    payload: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """A function's response to an event."""

    request_id: str
    payload: bytes
    is_error: bool


class RuntimeApi:
    """Serves on a free port of 127.0.0.1 until it is closed.

    `idle` is set while the runtime waits for an event, or after it failed to start; `init_error` then has the error.
    """

    def __init__(self) -> None:
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.answers: queue.Queue[Answer] = queue.Queue()
        self.idle = threading.Event()
        self.init_error: bytes | None = None
        self._server = _Server(("127.0.0.1", 0), _Requests)
        self._server.api = self
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.events.put(None)
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    api: RuntimeApi


class _Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != _PATH + "invocation/next":
            self._reply(404)
            return
        api = self.server.api
        api.idle.set()
        event = api.events.get()
        if event is None:
            self.close_connection = True
            return
        api.idle.clear()
        self._reply(200, event.payload, event.headers)

    def do_POST(self) -> None:
        api, body = self.server.api, self._body()
        match self.path.removeprefix(_PATH).split("/"):
            case ["init", "error"]:
                api.init_error = body
                api.idle.set()
            case ["invocation", request_id, "response" | "error" as kind]:
                api.answers.put(Answer(request_id, body, kind == "error"))
            case _:
                self._reply(404)
                return
        self._reply(202, b'{"status":"OK"}')

    def _reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)
