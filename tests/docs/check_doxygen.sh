#!/bin/sh
# The reference builds without a warning. usage: check_doxygen.sh DOXYFILE OUTPUT-FOLDER
set -eu
command -v doxygen >/dev/null || {
    echo "SKIPPED: doxygen is not installed"
    exit 77
}
rm -rf "$2"
mkdir -p "$2"
doxygen "$1" >"$2/log" 2>&1 || {
    cat "$2/log"
    exit 1
}
if grep -i "warning:" "$2/log"; then
    exit 1
fi
test -s "$2/html/index.html"
