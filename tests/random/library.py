# SPDX-License-Identifier: MIT
"""Calls of the library and of the built-in types' methods, as templates: {} stands for any expression, {I} for an integer, {i} for
a small one, {F} for a float, {N} for a number, {T} for text, {B} for bytes, {s} for a sequence, {n} for a list of integers, {d} for
a dict, {S} for a format specification, {[} for a slice and {k} for a key function."""

KEYS = ["str", "repr", "len", "lambda x: -x", "lambda x: x % 3", "lambda x: (x, 1)", "None", "abs", "int", "lambda x: str(x)[::-1]",
        "operator.itemgetter(0)", "functools.cmp_to_key(lambda p, q: (p > q) - (p < q))", "type", "lambda x: 0"]

MATH = """math.floor({N}) | math.ceil({N}) | math.trunc({N}) | math.gcd({I}, {I}, {I}) | math.lcm({I}, {I}) | math.isqrt({I}) | math.comb({i}, {i})
math.perm({i}, {i}) | math.factorial({i}) | math.prod({n}) | math.prod({s}, start={}) | math.fsum({s}) | math.hypot({N}, {N})
math.dist({n}, {n}) | math.frexp({F}) | math.ldexp({F}, {i}) | math.modf({F}) | math.fmod({N}, {N}) | math.remainder({N}, {N})
math.copysign({N}, {F}) | math.isclose({N}, {N}) | math.isnan({}) | math.isinf({N}) | math.nextafter({F}, {F}) | math.ulp({F})
math.sqrt({N}) | math.log2({I}) | math.log({I}, 10) | math.cbrt({i}) | math.degrees({i}) | math.fabs({N})
complex({N}, {N}) | complex({T}) | {N} * 1j + {N} | abs({i} + {i}j) | ({F} + 2j) ** {i} | ({N} - 1j) / ({i} + 1j) | ({F}*1j).conjugate() | cmath.rect({i}, 0)
{I} ** {i} % {I} | pow({I}, {i}, {I}) | divmod({I}, {I}) | divmod({F}, {N}) | {I} // {I} | {I} % {I} | {I} << {i} | {I} >> {i} | ~{I} | -{I} ^ {I} | {N} // {F} | {F} % {F}
({I}).to_bytes({i}, 'big') | ({I}).to_bytes(16, 'little', signed=True) | int.from_bytes({B}, 'big') | int.from_bytes({n}, 'little', signed=True) | ({I}).bit_count()
int({T}, 0) | int({T}, {i}) | float({T}) | float.fromhex({T}) | ({F}).hex() | ({F}).as_integer_ratio() | round({F}, {i}) | round({I}, {i}) | repr({F} * {F}) | str({F} / 3)
'{:{S}}'.format({N}) | format({F}, {S!}) | format({I}, {S!}) | format({T}, {S!}) | format(complex({N}, {N}), {S!}) | f'{{F}:{S}}' | f'{{I}:{S}}' | {F} < {I} | {F} == {I} | hash({F}) == hash({I}) | hash({N}) | hash(({I}, {F}))"""

TEXT = """{T}.encode('utf-16-le') | {T}.encode('latin-1', 'replace') | {T}.encode('ascii', 'backslashreplace') | {T}.encode('ascii', 'xmlcharrefreplace')
{T}.split(None, {i}) | {T}.rsplit({T}, {i}) | {T}.partition({T}) | {T}.replace({T}, {T}, {i}) | {T}.find({T}, {i}, {i}) | {T}.rindex({T}, {i}) | {T}.count({T}, {i})
{T}.join({s}) | {T}.join([{T}, {T}, {}]) | {T}.strip({T}) | {T}.center({i}, {T}) | {T}.zfill({i}) | {T}.title() | {T}.upper().lower() | {T}.casefold() | {T}.swapcase()
{T}.translate(str.maketrans({T}, {T})) | {T}.translate({1: None, 97: {}}) | {T}.expandtabs({i}) | {T}.splitlines(True) | {T}.startswith({T}, {i}) | {T}.endswith(({T}, {T}))
{T}[{[}] | {T} < {T} | {T} in {T} | {T} * {i} | ascii({T}) | {T}.isidentifier() | {T}.isprintable() | {T}.isnumeric() | {T}.format({}, {}, a={}) | {T} % {} | {T}.format_map({d})
'%s|%r|%a' % ({}, {}, {}) | '%5d|%-8x|%#o' % ({I}, {I}, {I}) | '%.3f|%10.2e|%g' % ({N}, {N}, {N}) | '%c%c' % ({T}, {i}) | '%(a)s %(b)5s' % {'a': {}, 'b': {}} | '%*d' % ({i}, {I}) | '%.*f' % ({i}, {N}) | '%s' % {}
'{0[1]} {0!r:>{1}}'.format({}, {i}) | '{a.real} {b[k]}'.format(a={}, b={}) | '{:>{w}.{p}}'.format({}, w={i}, p={i}) | f'{{T}!r:^{{i}}}' | f'{{N}:{{i}}.{{i}}}' | f'{{}!s:*>8}' | f'{{n}=}'
string.capwords({T}) | string.Template({T} + '$a').safe_substitute(a={}) | list(string.Formatter().parse({T})) | string.Formatter().format({T}, {}, a={})
{B}.hex({T}) | bytes.fromhex({T}) | {B}.decode('utf-8', 'replace') | {B}.decode({'!}) | {B}.split({B}) | {B}.replace({B}, {B}) | {B}.find({I}) | {B}.join([{B}, {B}]) | {B} + {B} | {B} * {i} | {B}[{[}] | {B}[{i}]
{B}.translate(None, {B}) | {B}.strip({B}) | {B}.upper() | {B}.isalpha() | {B}.center({i}, b'*') | {B}.partition({B}) | {B} % {} | b'%d %s' % ({I}, {B}) | {B} < {B} | {B} == {} | {i} in {B} | list({B}) | bytes({n}) | bytearray({})
bytearray({B}).pop({i}) | memoryview({B})[{[}] .tolist() | memoryview({B}).hex() | bytes(memoryview({B})[{[}]) | memoryview({B}) == {B} | memoryview({B}).cast('b').tolist() | memoryview({B})[{i}] | bytes(reversed({B}))"""

CONTAINERS = """sorted({s}, key={k}) | sorted({n}, key={k}, reverse={}) | max({n}, key={k}) | min({s}, key={k}, default={}) | sum({n}, {}) | sum({s}, []) | {n}[{[}] | {n} * {i} | {n} + {s} | {n} < {n}
list(itertools.accumulate({n})) | list(itertools.accumulate({n}, operator.mul, initial={})) | list(itertools.chain({s}, {s})) | list(itertools.combinations({s}, {i})) | list(itertools.permutations({n}, {i}))[:9]
list(itertools.product({s}, repeat=2))[:9] | list(itertools.groupby({n}, {k}))[:0] | [(k, list(g)) for k, g in itertools.groupby({n}, {k})] | list(itertools.islice({s}, {i}, {i}, {i})) | list(itertools.zip_longest({s}, {s}, fillvalue={}))
list(itertools.compress({s}, {n})) | list(itertools.dropwhile({k}, {n})) | list(itertools.takewhile({k}, {n})) | list(itertools.starmap(pow, zip({n}, {n}))) | list(itertools.pairwise({s})) | list(itertools.islice(itertools.cycle({s}), 7))
list(itertools.islice(itertools.count({N}, {N}), 4)) | [list(t) for t in itertools.tee({s}, 2)] | list(itertools.repeat({}, {i})) | list(itertools.filterfalse({k}, {n})) | list(itertools.combinations_with_replacement({n}, 2))[:9]
functools.reduce(operator.add, {s}) | functools.reduce(lambda p, q: p * 2 + q, {n}, {}) | functools.partial({k}, {})() | functools.partial(max, {i}, key={k})({n}) | functools.lru_cache(2)({k})({}) | functools.partial(int, base={i})({T})
collections.Counter({s}) | collections.Counter({T}).most_common({i}) | collections.Counter({n}) - collections.Counter({n}) | collections.Counter({n}) & collections.Counter({n}) | collections.Counter({d}).total()
collections.deque({s}, {i}) | (lambda d: (d.rotate({i}), d.append({}), d)[2])(collections.deque({n}, 4)) | collections.OrderedDict({d}) == {d} | collections.ChainMap({d}, {d})[{i}] | dict(collections.ChainMap({d}, {d})) | collections.defaultdict(list, {d})[{i}]
bisect.bisect({n}, {i}) | bisect.bisect_left(sorted({n}), {i}, key={k}) | bisect.insort(sorted({n}), {}) | heapq.nsmallest({i}, {n}, {k}) | heapq.nlargest({i}, {s}) | list(heapq.merge(sorted({n}), sorted({n}), key={k})) | (lambda h: (heapq.heapify(h), h)[1])({n}) | heapq.heappushpop({n}, {})
operator.itemgetter({i}, {i})({s}) | operator.methodcaller('count', {})({s}) | operator.attrgetter('real')({}) | operator.concat({s}, {s}) | operator.countOf({s}, {}) | operator.indexOf({s}, {}) | operator.length_hint({}, {i}) | operator.index({}) | operator.contains({s}, {}) | operator.truth({})
struct.pack('<hB', {i}, {i}) | struct.pack('>qd', {I}, {N}) | struct.unpack('<2H', {B}) | struct.unpack_from('B', {B}, {i}) | struct.calcsize({T}) | struct.pack('5s?', {B}, {}) | struct.pack('e', {N}).hex() | struct.pack('2i', *{n}) | struct.pack('f', {N}) | list(struct.iter_unpack('B', {B}))
array.array('i', {n}) | array.array('d', {s}) | array.array('B', {B})[{[}] | array.array('h', {n}).tobytes() | array.array('b', {n}) * {i} | array.array('l', {n}).index({}) | array.array('u', {T})
json.dumps({}) | json.dumps({d}, sort_keys={}, indent={i}) | json.loads({T}) | json.loads(json.dumps({})) | json.dumps({s}, default=repr, separators=(',', ':')) | json.dumps({T}, ensure_ascii=False) | json.dumps({F})
random.Random({i}).randint(1, 100) | random.Random({I}).sample(range(20), 3) | random.Random({T}).choices({s}, k=3) | random.Random({i}).shuffle({n}) | random.Random({i}).random() | random.Random({F}).gauss(0, 1) | random.Random({i}).uniform({N}, {N}) | random.Random({i}).getrandbits(70) | random.Random({i}).choices({s}, {n}, k=2) | random.Random({i}).randrange({i}, {i}, {i}) | random.Random({i}).choice({s}) | random.Random({i}).sample({s}, {i})
copy.copy({}) | copy.deepcopy({}) | Point({}, {}) | Point(*{s}) | Point({}, 2) == Point({}, 2) | Point(1, {})._replace(y={}) | Point({}, 1)._asdict() | Point({}, 1) + (1,) | Point._make({s}) | Record({}) | Record({}, {n}) == Record({}) | dataclasses.replace(Record({}), x={}) | dataclasses.asdict(Record({}, {n})) | Frozen({}, {i}) < Frozen({}, {i}) | hash(Frozen({i})) | dataclasses.astuple(Frozen({}))
Color({i}) | Color[{T}] | Color(1) in {s} | Color.RED is Color({i}) | list(Color)[{[}] | Perm({i}) | Perm.R | Perm({i}) | ~Perm.W & Perm({i}) | Perm.R in Perm({i}) | Level.LOW + {i} | Level({i}) < {} | f'{Level.HIGH:{S}}' | Color.RED.name | Color.GREEN == {}
{d} | sorted({d}.keys() & {d}.keys(), key=repr) | sorted({d}.keys() ^ {s}, key=repr) | sorted({d}.items() - {d}.items(), key=repr) | {d}.keys() <= set({n}) | list(reversed({d})) | {d}.values() | {d} == {d} | dict({s}) | dict(zip({s}, {s}), a={}) | dict.fromkeys({s}, {}) | set({n}) ^ set({n}) | frozenset({n}) & set({n}) | set({n}).isdisjoint({s}) | set({s}) >= frozenset({n}) | sorted(set({n}) - set({s}), key=repr) | types.MappingProxyType({d})[{}] | types.SimpleNamespace(a={}, b={}) | types.MappingProxyType({d}) | {d}
range({i}, {I}, {i})[{[}] | range({I}).index({I}) | range({i}, {I})[{i}] | {I} in range({i}, {I}, 3) | range({i}, {i}, {i}) == range({i}, {i}) | len(range({I}, {I})) | slice({i}, {i}, {i}).indices({I}) | list(range({i}, {i}))[{[}] | reversed(range({i}))
tuple({s})[{[}] | ({}, {}) < ({}, {}) | ({}, {}) + tuple({s}) | (1, {}, 3).index({}) | [{}, {}].count({}) | [*{s}, *{s}] | {**{d}, **{d}} | sorted({*{n}, *{s}}, key=repr) | (*{s},)"""

SPECS = ["", "5", "<5", ">8", "^9", "*^11", "05", "+", "-", " ", "x", "#x", "#b", "#010o", ",", "_", ",.2f", ".2f", ".0f", "#.0f", ".3", ".10", "e", ".0e", "g", ".3g", "#g", "%", ".1%", "08.3f",
         "s", "10.3s", "d", "n", "c", "+,d", "_x", "=+9", "z.1f", "E", "G", "F", "X", "5c", "q", "10.4", "<<6", "0>7", "é^7", ".", "1.2.3", "020,", "015,.3f", "-09_d", "\u20ac>6", "99", ".99f", ".17g"]


def templates(text):
    return [t.strip() for line in text.splitlines() for t in line.split(" | ") if t.strip()]


class Library:
    library_templates = templates(MATH) + templates(TEXT) + templates(CONTAINERS) * 2

    def number_atom(self):
        return self.pick([self.integer, self.integer, self.float_, self.small, self.name])()

    def text_atom(self):
        if self.chance(0.15):
            return self.name()
        if self.chance(0.5):
            return self.string()
        return self.pick(["'stra\\u00dfe'", "'\\u0130i\\u0131'", "'\\u1e9e\\ufb01'", "'\\ud800x'", "'a\\u0301'", "'\\u01c5'", "'\\u0660\\u0661'", "'\\u00b2'", "'\\u3000 x\\u2028y\\x1cz'", "'\\U0001d7d8'", "'\\u03a3\\u03a3'",
                          "'0x1F'", "'1_000'", "'  12  '", "'nan'", "'-inf'", "'1e5'", "'0b11'", "'3.14abc'", "'a b  c\\td'", "'{0}{a}'", "'{a!r:>5}{{'", "'{'", "'%(a)s'", "'%d %s'", "'$a ${b} $$'", "'[1, {\"k\": null}]'",
                          "'RED'", "'GREEN'", "'ff 00'", "'1+2j'", "'<hI'", "'\\t'", "'x' * 30", "'\"'", "\"it's\"", "'\\x7f\\x80\\xad'", "'aXbXc'", "'0x1.8p3'"])

    def bytes_atom(self):
        if self.chance(0.3):
            return self.bytes_()
        return self.pick(["b'a,b,,c'", "b'Hello'", "bytes(range(5))", "bytearray(b'abcabc')", "b'\\xe4\\xf6'", "b'\\xf0\\x9f\\x98\\x80'", "b'\\xed\\xa0\\x80'", "b' \\t\\x0b x '", "b'%d|%s'", "bytearray(8)", "b'12'", "memoryview(b'mv12')", "b'\\xff' * 5"])

    def key_function(self):
        return self.pick(KEYS)

    def dict_atom(self):
        return self.pick([self.name, lambda: self.dict_(1), lambda: self.dict_(1), lambda: "{1: 'a', 'k': 2, (1,): None}", lambda: f"{{{self.hashable()}: {self.atom()}}}", lambda: f"dict(enumerate({self.sequence(0)}))"])()

    def library_call(self, depth):
        template = self.pick(self.library_templates)
        kinds = {"": lambda: self.expression(min(depth - 1, 1)), "I": self.integer, "i": self.small, "F": self.float_, "N": self.number_atom, "T": self.text_atom,
                 "B": self.bytes_atom, "s": lambda: self.sequence(1), "n": lambda: self.numbers(0), "d": self.dict_atom, "S": lambda: self.pick(SPECS),
                 "S!": lambda: repr(self.pick(SPECS)), "[": self.slice_, "k": self.key_function, "'!": lambda: self.pick(["'utf-8'", "'latin-1'", "'ascii', 'ignore'", "'utf-16'", "'utf-8', 'surrogateescape'"])}
        quote = template[:2] in ("f'", 'f"')
        out, i = "", 0
        while i < len(template):
            for key, make in kinds.items():
                if template.startswith("{" + key + "}", i):
                    text = make()
                    if quote and key != "S":
                        text = self.plain(text)
                    out += text
                    i += len(key) + 2
                    break
            else:
                out += template[i]
                i += 1
        return f"({out})"

    def plain(self, text):
        """An expression that may stand in an f-string between single quotes."""
        if any(c in text for c in "'\"\\{}#") or "lambda" in text or ":=" in text or "!=" in text:
            return self.pick(["a", "b", "w", "12", "-7", "2.5", "[1, 2]"])
        return text
