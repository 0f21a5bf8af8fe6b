// SPDX-License-Identifier: MIT
// Names the runtime itself looks up, interned once per runtime: name_of(rt, NAME_init) is the str "__init__".
// SPECIAL_NAMES are the special methods; their order is that of enum special, which struct type's override bits use.
#ifndef OURO_OBJECT_NAMES_H
#define OURO_OBJECT_NAMES_H

// clang-format off
// X(identifier, "text")
#define SPECIAL_NAMES(X) \
    X(add, "__add__") X(sub, "__sub__") X(mul, "__mul__") X(matmul, "__matmul__") X(truediv, "__truediv__") \
    X(floordiv, "__floordiv__") X(mod, "__mod__") X(pow, "__pow__") X(lshift, "__lshift__") X(rshift, "__rshift__") \
    X(and, "__and__") X(or, "__or__") X(xor, "__xor__") X(divmod, "__divmod__") X(radd, "__radd__") \
    X(rsub, "__rsub__") X(rmul, "__rmul__") X(rmatmul, "__rmatmul__") X(rtruediv, "__rtruediv__") \
    X(rfloordiv, "__rfloordiv__") X(rmod, "__rmod__") X(rpow, "__rpow__") X(rlshift, "__rlshift__") \
    X(rrshift, "__rrshift__") X(rand, "__rand__") X(ror, "__ror__") X(rxor, "__rxor__") X(rdivmod, "__rdivmod__") \
    X(iadd, "__iadd__") X(isub, "__isub__") X(imul, "__imul__") X(imatmul, "__imatmul__") \
    X(itruediv, "__itruediv__") X(ifloordiv, "__ifloordiv__") X(imod, "__imod__") X(ipow, "__ipow__") \
    X(ilshift, "__ilshift__") X(irshift, "__irshift__") X(iand, "__iand__") X(ior, "__ior__") X(ixor, "__ixor__") \
    X(lt, "__lt__") X(le, "__le__") X(eq, "__eq__") X(ne, "__ne__") X(gt, "__gt__") X(ge, "__ge__") \
    X(neg, "__neg__") X(pos, "__pos__") X(invert, "__invert__") X(abs, "__abs__") X(bool, "__bool__") \
    X(int, "__int__") X(float, "__float__") X(index, "__index__") X(complex, "__complex__") X(round, "__round__") \
    X(trunc, "__trunc__") X(floor, "__floor__") X(ceil, "__ceil__") X(repr, "__repr__") X(str, "__str__") \
    X(hash, "__hash__") X(call, "__call__") X(iter, "__iter__") X(next, "__next__") X(len, "__len__") \
    X(length_hint, "__length_hint__") X(getitem, "__getitem__") X(setitem, "__setitem__") X(delitem, "__delitem__") \
    X(contains, "__contains__") X(missing, "__missing__") X(reversed, "__reversed__") \
    X(getattribute, "__getattribute__") X(getattr, "__getattr__") X(setattr, "__setattr__") \
    X(delattr, "__delattr__") X(get, "__get__") X(set, "__set__") X(delete, "__delete__") \
    X(set_name, "__set_name__") X(new, "__new__") X(init, "__init__") X(del, "__del__") X(enter, "__enter__") \
    X(exit, "__exit__") X(await, "__await__") X(aiter, "__aiter__") X(anext, "__anext__") X(aenter, "__aenter__") \
    X(aexit, "__aexit__") X(bytes, "__bytes__") X(format, "__format__") X(dir, "__dir__") \
    X(instancecheck, "__instancecheck__") X(subclasscheck, "__subclasscheck__") \
    X(init_subclass, "__init_subclass__") X(prepare, "__prepare__") X(class_getitem, "__class_getitem__")

// Further names, not special methods.
#define OTHER_NAMES(X) \
    X(class, "__class__") X(dict, "__dict__") X(slots, "__slots__") X(weakref, "__weakref__") X(doc, "__doc__") \
    X(module, "__module__") X(name, "__name__") X(qualname, "__qualname__") X(bases, "__bases__") \
    X(base, "__base__") X(mro, "__mro__") X(mro_method, "mro") X(subclasses, "__subclasses__") \
    X(classcell, "__classcell__") X(annotations, "__annotations__") X(defaults, "__defaults__") \
    X(kwdefaults, "__kwdefaults__") X(code, "__code__") X(globals, "__globals__") X(closure, "__closure__") \
    X(func, "__func__") X(self, "__self__") X(wrapped, "__wrapped__") X(file, "__file__") X(path, "__path__") \
    X(package, "__package__") X(spec, "__spec__") X(loader, "__loader__") X(cached, "__cached__") X(all, "__all__") \
    X(builtins, "__builtins__") X(main, "__main__") X(builtins_module, "builtins") X(import, "__import__") \
    X(build_class, "__build_class__") X(debug, "__debug__") X(metaclass, "metaclass") X(args, "args") \
    X(traceback, "__traceback__") X(cause, "__cause__") X(context, "__context__") \
    X(suppress_context, "__suppress_context__") X(notes, "__notes__") X(with_traceback, "with_traceback") \
    X(value, "value") X(msg, "msg") X(filename, "filename") X(lineno, "lineno") X(offset, "offset") X(text, "text") \
    X(end_lineno, "end_lineno") X(end_offset, "end_offset") X(print_file_and_line, "print_file_and_line") \
    X(send, "send") X(throw, "throw") X(close, "close") X(append, "append") X(keys, "keys") X(values, "values") \
    X(items, "items") X(copy, "copy") X(update, "update") X(write, "write") X(flush, "flush") X(read, "read") \
    X(readline, "readline") X(stdout, "stdout") X(stderr, "stderr") X(stdin, "stdin") X(modules, "modules") \
    X(displayhook, "displayhook") X(excepthook, "excepthook") X(unraisablehook, "unraisablehook") \
    X(sizeof, "__sizeof__") X(reduce, "__reduce__") X(reduce_ex, "__reduce_ex__") X(getstate, "__getstate__") \
    X(setstate, "__setstate__") X(getnewargs, "__getnewargs__") X(getnewargs_ex, "__getnewargs_ex__") \
    X(copy_special, "__copy__") X(deepcopy, "__deepcopy__") X(isabstractmethod, "__isabstractmethod__") \
    X(abstractmethods, "__abstractmethods__") X(match_args, "__match_args__") X(objclass, "__objclass__") \
    X(text_signature, "__text_signature__") X(fspath, "__fspath__") X(orig_bases, "__orig_bases__") \
    X(mro_entries, "__mro_entries__") X(origin, "__origin__") X(parameters, "__parameters__") \
    X(callback, "__callback__") X(lambda, "<lambda>") X(listcomp, "<listcomp>") X(setcomp, "<setcomp>") \
    X(dictcomp, "<dictcomp>") X(genexpr, "<genexpr>") X(module_code, "<module>") X(empty, "") X(locals, "<locals>") \
    X(dot_zero, ".0") X(return_name, "return") X(big, "big") X(little, "little") X(strict, "strict") \
    X(ignore, "ignore") X(replace, "replace") X(utf_8, "utf-8") X(key, "key") X(reverse, "reverse") \
    X(default, "default") X(sep, "sep") X(end, "end") X(encoding, "encoding") X(errors, "errors") \
    X(path_name, "path") X(obj, "obj") X(name_plain, "name") X(code_plain, "code") X(exceptions, "exceptions") \
    X(message, "message") X(underscore, "_") X(argv, "argv") X(tag, "tag") X(sys, "sys") \
    X(typing_subst, "__typing_subst__") X(typing_prepare_subst, "__typing_prepare_subst__") \
    X(typing_unpacked_tuple_args, "__typing_unpacked_tuple_args__") \
    X(typing_is_unpacked_typevartuple, "__typing_is_unpacked_typevartuple__")
// clang-format on

enum name_number {
#define X(identifier, text) NAME_##identifier,
    SPECIAL_NAMES(X) NAME_SPECIAL_COUNT,
    NAME_before_others = NAME_SPECIAL_COUNT - 1,
    OTHER_NAMES(X)
#undef X
        NAME_COUNT,
};

#endif
