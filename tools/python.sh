#!/bin/sh
# Runs its arguments with a Python that can run the site: the project's own if there is one,
# else the one named by PYTHON, else the newest of 3.11 to 3.14 on this machine.
set -eu

new_enough() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

for python in .venv/bin/python ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    if new_enough "$python"; then
        exec "$python" "$@"
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "PYTHON is $PYTHON, which is not a Python from 3.11 to 3.14 that runs here." >&2
else
    echo "Please install Python 3.11 or newer (up to 3.14), or name one: make PYTHON=/path/to/python3." >&2
fi
exit 1
