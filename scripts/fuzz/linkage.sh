# shellcheck shell=bash disable=SC2154  # sourced by fuzz.sh
# IR heavy in linkage, from tests/Fuzz.

# run_block WORK FIRST COUNT
run_block() {
    local work=$1 first=$2 count=$3 folder seed
    "$generator" "$work/ll" "$first" "$count"
    for ((seed = first; seed < first + count; seed++)); do
        folder=$work/$seed
        mkdir "$folder"
        mv "$work/ll/$seed.ll" "$folder/input.ll"
        check_module "$folder/input.ll" "$seed" "$folder" '' linkage
        finish linkage "$work" "$seed" "$folder"
    done
}
