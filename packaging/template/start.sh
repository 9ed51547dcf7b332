#!/bin/sh
# @COMMAND@.sh of ilo-tui @VERSION@, for Linux and macOS: finds a Python and hands over to it. Needs no network.
# Dari stik USB, tanpa jaringan. Usage / pemakaian: sh @COMMAND@.sh
# Another Python / Python lain: PYTHON=/path/python sh @COMMAND@.sh
set -eu
unset CDPATH
case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac
here=$(cd "$here" && pwd -P)

# Any Python since 2.7 can answer this: its version, and whether the first file it would run is the one that was built.
probe='import sys
try:
    import hashlib
    found = hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()
    whole = found in open(sys.argv[2]).read()
except Exception:
    whole = False
print("%d.%d %s" % (sys.version_info[0], sys.version_info[1], whole))'
python=
whole=
seen=

# Takes this Python if it is new enough, else notes what was seen.
try() {
    # On a Mac without developer tools, /usr/bin/python3 is no Python: it opens a window that wants to download one.
    if [ "$(command -v "$1")" = /usr/bin/python3 ] && [ -x /usr/bin/xcode-select ] &&
        ! /usr/bin/xcode-select -p >/dev/null 2>&1; then
        return 1
    fi
    answer=$("$1" -E -S -c "$probe" "$here/program/check.py" "$here/SHA256SUMS" 2>/dev/null) || return 1
    version=${answer%% *}
    minor=${version#*.}
    if { [ "${version%%.*}" -eq 3 ] && [ "$minor" -ge @MINOR@ ]; } 2>/dev/null; then
        python=$1
        whole=${answer##* }
    else
        seen="$seen, $1 ($version)"
        return 1
    fi
}

if [ -n "${PYTHON:-}" ]; then
    try "$PYTHON" || :
else
    for candidate in @CANDIDATES@; do
        if try "$candidate"; then break; fi
    done
fi

if [ -z "$python" ]; then
    if [ -n "$seen" ]; then
        echo "ilo-tui: Python @LEAST@ or newer is needed, found only: ${seen#, }. /" \
            "Perlu Python @LEAST@ atau lebih baru, yang ada hanya: ${seen#, }." >&2
    else
        echo "ilo-tui: no Python found${PYTHON:+ at $PYTHON}; install Python @LEAST@ or newer. /" \
            "Python tidak ditemukan${PYTHON:+ di $PYTHON}; pasang Python @LEAST@ atau lebih baru." >&2
    fi
    exit 2
fi
if [ "$whole" != True ]; then
    echo "ilo-tui: program/check.py or SHA256SUMS is damaged; copy the folder to the stick again. /" \
        "program/check.py atau SHA256SUMS rusak; salin ulang folder ini ke stik USB." >&2
    exit 2
fi
exec "$python" -I "$here/program/check.py" @COMMAND@ "$@"
