# SPDX-License-Identifier: MIT
# Writes OUTPUT, a C file with the text of every Python file under ROOT as constant bytes, sorted by module name.
# collections/abc.py is module collections.abc; collections/__init__.py is module collections.
file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/*.py")

set(pairs)
foreach(file IN LISTS files)
  string(REGEX REPLACE "\\.py$" "" module "${file}")
  string(REGEX REPLACE "/__init__$" "" module "${module}")
  string(REPLACE "/" "." module "${module}")
  list(APPEND pairs "${module} ${file}") # a space sorts before the dot of a submodule
endforeach()
list(SORT pairs)

set(texts "")
set(rows "")
set(count 0)
foreach(pair IN LISTS pairs)
  string(REGEX MATCH "^[^ ]*" module "${pair}")
  string(REGEX REPLACE "^[^ ]* " "" file "${pair}")
  file(READ "${ROOT}/${file}" bytes HEX)
  file(SIZE "${ROOT}/${file}" size)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
  # The byte after the end is zero, for scanners that want to stop there.
  string(APPEND texts "static unsigned char const text_${count}[] = {\n${bytes}0};\n\n")
  set(package false)
  if(file MATCHES "(^|/)__init__\\.py$")
    set(package true)
  endif()
  string(APPEND rows "    {\"${module}\", text_${count}, ${size}, ${package}},\n")
  math(EXPR count "${count} + 1")
endforeach()

string(CONCAT content
  "// SPDX-License-Identifier: MIT\n"
  "// Generated from src/lib/python by cmake/embed.cmake.\n"
  "#include \"lib/embedded.h\"\n\n"
  "${texts}"
  "struct embedded_module const embedded_modules[] = {\n${rows}    {NULL, NULL, 0, false},\n};\n\n"
  "size_t const embedded_module_count = ${count};\n")
file(WRITE "${OUTPUT}" "${content}")
