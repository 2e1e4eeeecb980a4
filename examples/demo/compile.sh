#!/bin/sh
# Stands for a compiler: it takes its time, and its output depends on all of its input.
set -eu
echo "compiling"
sleep 3
cat packages/* src/hello.sh >hello
