// SPDX-License-Identifier: MIT
// RULE(number, part): a rule of the memory manager holds (docs/memory.md, "The rules"; 0 is the barrier). It does in
// every build: the constant true. tests/gc/rules takes out one at a time (-DOURO_WITHOUT_RULE=number * 10 + part),
// compiles the files that name it once more, and wants a test to fail.
#ifndef OURO_OS_RULES_H
#define OURO_OS_RULES_H

#ifdef OURO_WITHOUT_RULE
#define RULE(number, part) (10 * (number) + (part) != OURO_WITHOUT_RULE)
#else
#define RULE(number, part) true
#endif

#endif
