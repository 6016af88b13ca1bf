"""What the script that starts LocalStack says of this machine."""

import os
from pathlib import Path


def _given(name: str) -> str:
    if value := os.environ.get(name):
        return value
    raise RuntimeError(f"{name} is not set: start LocalStack by infrastructure/localstack/localstack")


def java() -> str:
    """The java of a JDK 25."""
    return str(Path(_given("FANFOLD_JDK"), "bin", "java"))


def runtime_jars() -> str:
    """A class path of the Java runtime interface client."""
    return str(Path(_given("FANFOLD_RUNTIME_JARS"), "*"))


def dynamodb_jars() -> Path:
    """The folder of DynamoDB Local's jars."""
    return Path(_given("FANFOLD_DYNAMODB_JARS"))


def dynamodb_source() -> str:
    """The program that runs DynamoDB Local."""
    return _given("FANFOLD_DYNAMODB_SOURCE")


def scratch() -> str:
    """The folder under which functions have their temporary files."""
    return _given("FANFOLD_SCRATCH")


def marked() -> dict[str, str]:
    """The variables that a function's process has of this machine's: enough to start, and the mark by which the script
    finds what LocalStack has started. No credentials, no proxies."""
    kept = ("PATH", "HOME", "LANG", "FANFOLD_LOCALSTACK")
    return {name: os.environ[name] for name in kept if name in os.environ}
