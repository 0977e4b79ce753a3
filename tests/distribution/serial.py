#!/usr/bin/env python3
"""A distributor as somebody else may write it: holds a job file to LLVM's schema (llvm/docs/DTLTO.rst), then runs the jobs one by one.

Arguments before the job file are words that are run before each command ("env", "nice").
"""
import json
import subprocess
import sys


def check_keys(where, record, expected):
    if list(sorted(record)) != sorted(expected):
        sys.exit(f"{where} has {sorted(record)} and not {sorted(expected)}")


def check_words(where, words, least):
    if not isinstance(words, list) or len(words) < least or not all(isinstance(word, str) for word in words):
        sys.exit(f"{where} is not a list of {least} strings or more: {words}")


def main():
    with open(sys.argv[-1], encoding="utf-8") as file:
        jobs = json.load(file)
    check_keys("the file", jobs, ["common", "jobs"])
    common = jobs["common"]
    check_keys("common", common, ["linker_output", "args", "inputs"])
    check_words("common.args", common["args"], 1)
    check_words("common.inputs", common["inputs"], 0)
    if not isinstance(common["linker_output"], str) or not jobs["jobs"]:
        sys.exit("no output, or no jobs")
    for job in jobs["jobs"]:
        check_keys("a job", job, ["args", "inputs", "outputs"])
        check_words("inputs", job["inputs"], 2)
        check_words("outputs", job["outputs"], 1)
        check_words("args", job["args"], 0)
        for name in job["inputs"]:
            open(name, "rb").close()
        subprocess.run(sys.argv[1:-1] + common["args"] + job["args"], check=True)


main()
