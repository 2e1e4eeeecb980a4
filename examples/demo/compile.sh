#!/bin/sh
# Simulates a compiler: it is slow, and its output depends on all of its input.
set -eu
echo "compiling"
sleep 3
cat packages/* src/hello.sh >hello
