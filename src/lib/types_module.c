// SPDX-License-Identifier: MIT
// The module _types: the types that are no built-in names, under the names they have in `types`.
#include "lib/library.h"
#include "lib/module_types.h"
#include "object/error.h"
#include "object/state.h"
#include "object/str.h"

static struct {
    char const *name;
    enum type_number number;
} const types[] = {
    {"AsyncGeneratorType", TYPE_ASYNC_GENERATOR},
    {"BuiltinFunctionType", TYPE_NATIVE},
    {"BuiltinMethodType", TYPE_NATIVE},
    {"CellType", TYPE_CELL},
    {"ClassMethodDescriptorType", TYPE_CLASSMETHOD_DESCRIPTOR},
    {"CodeType", TYPE_CODE},
    {"CoroutineType", TYPE_COROUTINE},
    {"EllipsisType", TYPE_ELLIPSIS},
    {"FrameType", TYPE_FRAME},
    {"FunctionType", TYPE_FUNCTION},
    {"GeneratorType", TYPE_GENERATOR},
    {"GenericAlias", TYPE_GENERIC_ALIAS},
    {"GetSetDescriptorType", TYPE_GETSET_DESCRIPTOR},
    {"LambdaType", TYPE_FUNCTION},
    {"MappingProxyType", TYPE_MAPPING_PROXY},
    {"MemberDescriptorType", TYPE_MEMBER_DESCRIPTOR},
    {"MethodDescriptorType", TYPE_METHOD_DESCRIPTOR},
    {"MethodType", TYPE_METHOD},
    {"MethodWrapperType", TYPE_METHOD_WRAPPER},
    {"ModuleType", TYPE_MODULE},
    {"NoneType", TYPE_NONE},
    {"NotImplementedType", TYPE_NOT_IMPLEMENTED},
    {"SimpleNamespace", TYPE_SIMPLE_NAMESPACE},
    {"TracebackType", TYPE_TRACEBACK},
    {"UnionType", TYPE_UNION_TYPE},
    {"WrapperDescriptorType", TYPE_SLOT_WRAPPER},
};

own_value types_module_open(struct ouro *rt)
{
    own_value module = module_make(rt, "_types", NULL, NULL);
    bool done = !failed(module);
    for (size_t i = 0; done && i < sizeof types / sizeof *types; i++) {
        struct type *t = type_by_number(rt, types[i].number);
        done = t != NULL && module_set(rt, lend(module), types[i].name, retain(ref_object(t)));
    }
    if (!done) {
        release(rt, give(module));
    }
    return module;
}
