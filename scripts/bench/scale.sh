# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit
bench_scale() { die "not yet"; }
