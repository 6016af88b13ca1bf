"""LocalStack without Docker.

`executor` runs Java functions as host processes, `runtime_api` is what such a process talks to, `loopback` keeps every
server off the network. The script beside this package installs it into LocalStack and sets what `host` names.
"""
