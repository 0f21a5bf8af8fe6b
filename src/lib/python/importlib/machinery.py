# SPDX-License-Identifier: MIT
"""The classes that imports are made of."""

from importlib._bootstrap import (BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, SOURCE_SUFFIXES, BuiltinImporter, FileFinder,
                                  FrozenImporter, ModuleSpec, NamespaceLoader, PathFinder, SourceFileLoader)


def all_suffixes():
    """Suffixes of files that can be imported."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
