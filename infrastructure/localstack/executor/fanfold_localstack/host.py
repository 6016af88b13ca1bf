"""Settings of this machine, which the script `localstack` passes in environment variables."""

import os
from pathlib import Path


def _given(name: str) -> str:
    if value := os.environ.get(name):
        return value
    raise RuntimeError(f"{name} is not set: start LocalStack with infrastructure/localstack/localstack")


def java() -> str:
    """The java program of a JDK 25."""
    return str(Path(_given("FANFOLD_JDK"), "bin", "java"))


def runtime_jars() -> str:
    """The class path of the Java runtime interface client."""
    return str(Path(_given("FANFOLD_RUNTIME_JARS"), "*"))


def dynamodb_jars() -> Path:
    """The folder with the jars of DynamoDB Local."""
    return Path(_given("FANFOLD_DYNAMODB_JARS"))


def dynamodb_source() -> str:
    """The source file that runs DynamoDB Local."""
    return _given("FANFOLD_DYNAMODB_SOURCE")


def scratch() -> str:
    """The parent folder of the functions' temporary files."""
    return _given("FANFOLD_SCRATCH")


def marked() -> dict[str, str]:
    """The variables that a function's process inherits: those it needs to start, and the mark by which the script finds
    LocalStack's processes. No credentials, no proxies."""
    kept = ("PATH", "HOME", "LANG", "FANFOLD_LOCALSTACK")
    return {name: os.environ[name] for name in kept if name in os.environ}
