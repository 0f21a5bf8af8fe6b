# SPDX-License-Identifier: MIT
# Plain targets in front of CMake. `make` alone lists them.
#
# Variables: JOBS (compile jobs at once), WERROR=1 (warnings are errors), ARGS (passed to the program of `make demo`),
# KIND (for `make kind`), TESTS (only tests whose name contains one of these words), PREFIX and DESTDIR (for `make install`).

JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
WERROR ?=
ARGS ?=
TESTS ?=
KIND ?= check
export JOBS WERROR

.DEFAULT_GOAL := help
.PHONY: help setup demo build test check rules kind bench oracle format lint tidy shared install clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and testing need (apt), or print the command that does
	@scripts/bootstrap test

demo: ## build, then count the words of a text with examples/word_count.py (ARGS=FILE for another one)
	@scripts/bootstrap build
	@scripts/build release
	build/ouro --stats examples/word_count.py $(ARGS)

build: ## build the program: build/ouro
	@scripts/bootstrap build
	@scripts/build release

test: ## build, then run every test on the release and on the check build
	@scripts/bootstrap test
	@scripts/build release all tests
	@scripts/build check all tests
	@scripts/run-tests build build/check -- $(TESTS)

check: ## the quick subset: every test on the release build, and the lints that need no compiler
	@scripts/bootstrap test
	@scripts/lint/includes
	@scripts/lint/words
	@scripts/lint/file-length
	@scripts/build release all tests
	@scripts/run-tests build -- $(TESTS)

rules: ## take each rule of the memory manager out: a test must fail (scripts/rules)
	@scripts/bootstrap test
	@scripts/rules

kind: ## build and test another kind: KIND=check, sanitize, thread-sanitize, stress, shrunken, first-fails, clang or clang-sanitize
	@scripts/bootstrap test
	@scripts/build $(KIND) all tests
	@scripts/run-tests build/$(KIND) -- $(TESTS)

bench: ## run the benchmarks (bench/run)
	@scripts/bootstrap bench
	@scripts/build release all benches
	@if [ -x bench/run ]; then exec bench/run; else echo "bench/run is missing: there are no benchmarks yet"; exit 1; fi

oracle: ## record again what CPython 3.11 prints for each test, and show what changed
	@scripts/oracle $(TESTS)

format: ## format every C file with clang-format
	@scripts/lint/format --fix

lint: ## run every lint but clang-tidy
	@scripts/bootstrap ci
	@scripts/lint/all

tidy: ## run clang-tidy
	@scripts/bootstrap ci
	@scripts/lint/tidy

shared: ## build build/libouro.a and build/libouro.so
	@scripts/bootstrap build
	@scripts/build release ouro_static ouro_shared

install: ## install the program, libraries, header and ouro.pc under PREFIX (DESTDIR is put in front)
	@scripts/bootstrap build
	@scripts/build release all ouro_static ouro_shared -- -DCMAKE_INSTALL_PREFIX=$(abspath $(PREFIX))
	@DESTDIR="$(DESTDIR)" cmake --install build

clean: ## remove everything that was built
	rm -rf build
