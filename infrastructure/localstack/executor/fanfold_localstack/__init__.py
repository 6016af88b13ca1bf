"""LocalStack without Docker.

`executor` runs Java functions as host processes, `runtime_api` serves events to them, and `loopback` makes every server
listen on 127.0.0.1 only. The script `localstack` installs this package and sets the variables that `host` reads.
"""
