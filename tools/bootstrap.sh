#!/bin/sh
# Finds the newest Python that works, makes the virtual environment and installs the locked dependencies.
# Usage: sh tools/bootstrap.sh runtime|dev. Quick when nothing has changed. Touches nothing outside the home folder.
set -eu

which="$1"
home="${STANDFIRST_HOME:-var}"
venv="$home/venv"
lock="requirements/$which.txt"
stamp="$venv/installed-$which"

# A virtual environment of `dev` also serves `runtime`.
fresh() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null || return 1
    [ -f "$stamp" ] && cmp -s "$lock" "$stamp" && return 0
    [ "$which" = runtime ] && [ -f "$venv/installed-dev" ] && cmp -s requirements/dev.txt "$venv/installed-dev"
}
fresh && exit 0

# Stand-ins of version managers answer to a name and then fail, so each candidate is run, not only found.
best=""
best_minor=0
try() {
    minor=$("$1" -c 'import sys, venv, ensurepip; print(sys.version_info[1] if sys.version_info[0] == 3 else 0)' 2>/dev/null) || return 0
    case "$minor" in '' | *[!0-9]*) return 0 ;; esac
    # Newer than the locks were made for may lack finished packages.
    [ "$minor" -ge 12 ] && [ "$minor" -le 15 ] || return 0
    [ "$minor" -gt "$best_minor" ] && best_minor="$minor" && best="$1"
    return 0
}
for name in python3.15 python3.14 python3.13 python3.12 python3 python; do
    try "$name"
done
for folder in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin "$HOME"/.local/share/uv/python/*/bin /usr/local/bin /opt/homebrew/bin; do
    for name in python3.15 python3.14 python3.13 python3.12; do
        [ -x "$folder/$name" ] && try "$folder/$name"
    done
done
if [ -z "$best" ]; then
    echo "error: Standfirst needs Python 3.12 or newer (with venv); none was found on this machine." >&2
    exit 1
fi

mkdir -p "$home"
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c '' 2>/dev/null; then
    echo "making a virtual environment with Python 3.$best_minor in $venv …"
    rm -rf "$venv"
    "$best" -m venv "$venv"
fi
all=$(grep -c '==' "$lock")
echo "installing the locked dependencies (up to $all packages; the first time takes a minute) …"
# pip says a line for each package it has found; every tenth is told, so that nobody thinks it hangs.
# Its end is kept in a file, since a pipe knows only that of its last part.
{
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes -r "$lock" &&
        echo 0 > "$venv/pip-ended" || echo 1 > "$venv/pip-ended"
} | awk -v all="$all" '/^Collecting/ { n++; if (n % 10 == 0) { print "  " n " of " all " …"; fflush() } }
    /^Installing collected/ { print "  unpacking …"; fflush() }'
[ "$(cat "$venv/pip-ended")" = 0 ] || {
    echo "error: the dependencies could not be installed; pip's own words stand above." >&2
    exit 1
}
cp "$lock" "$stamp"
