#!/bin/sh
# Locks the dependencies of pyproject.toml with hashes and without index addresses, for every supported Python.
set -eu
uv="${STANDFIRST_HOME:-var}/venv/bin/uv"
flags="--quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate"
"$uv" pip compile $flags pyproject.toml -o requirements/runtime.txt
"$uv" pip compile $flags --extra dev -c requirements/runtime.txt pyproject.toml -o requirements/dev.txt
