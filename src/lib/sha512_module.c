// SPDX-License-Identifier: MIT
// The module _sha512: SHA-384 and SHA-512 (FIPS 180-4). random seeds itself from text by it.
#include "lib/module_types.h"
#include "object/buffer.h"
#include "object/bytes_methods.h"
#include "object/error.h"
#include "object/operation.h"
#include "object/str.h"
#include "object/type.h"

#define BLOCK 128

struct sha512 {
    struct object header;
    uint64_t state[8];
    uint64_t size; // bytes seen
    uint8_t block[BLOCK];
    uint32_t digest_size; // 48 or 64
};
OURO_INLINE struct sha512 *as_sha512(ref_value v)
{
    return (struct sha512 *)as_object(v);
}

static uint64_t const round_constants[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

static uint64_t rotated(uint64_t x, int by)
{
    return x >> by | x << (64 - by);
}

static void absorb(uint64_t state[8], uint8_t const *block)
{
    uint64_t w[80], s[8];
    for (int i = 0; i < 16; i++) {
        w[i] = 0;
        for (int j = 0; j < 8; j++) {
            w[i] = w[i] << 8 | block[8 * i + j];
        }
    }
    for (int i = 16; i < 80; i++) {
        uint64_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (rotated(a, 1) ^ rotated(a, 8) ^ a >> 7) + w[i - 7] +
               (rotated(b, 19) ^ rotated(b, 61) ^ b >> 6);
    }
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 80; i++) {
        uint64_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
        uint64_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        uint64_t t1 =
            s[7] + (rotated(s[4], 14) ^ rotated(s[4], 18) ^ rotated(s[4], 41)) + choice + round_constants[i] + w[i];
        uint64_t t2 = (rotated(s[0], 28) ^ rotated(s[0], 34) ^ rotated(s[0], 39)) + majority;
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += t1;
        s[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) {
        state[i] += s[i];
    }
}

static void add(struct sha512 *h, uint8_t const *data, size_t size)
{
    size_t filled = h->size % BLOCK;
    h->size += size;
    while (size > 0) {
        size_t part = BLOCK - filled < size ? BLOCK - filled : size;
        memcpy(h->block + filled, data, part);
        filled += part;
        data += part;
        size -= part;
        if (filled == BLOCK) {
            absorb(h->state, h->block);
            filled = 0;
        }
    }
}

static void result(struct sha512 const *h, uint8_t out[64])
{
    uint64_t state[8];
    uint8_t block[2 * BLOCK] = {0};
    size_t filled = h->size % BLOCK, end = filled + 17 > BLOCK ? 2 * BLOCK : BLOCK;
    memcpy(state, h->state, sizeof state);
    memcpy(block, h->block, filled);
    block[filled] = 0x80;
    for (size_t i = 0; i < 9; i++) { // the number of bits, big-endian
        block[end - 1 - i] = (uint8_t)(i == 0 ? h->size << 3 : h->size >> (8 * i - 3));
    }
    for (size_t at = 0; at < end; at += BLOCK) {
        absorb(state, block + at);
    }
    for (int i = 0; i < 64; i++) {
        out[i] = (uint8_t)(state[i / 8] >> (56 - 8 * (i % 8)));
    }
}

// The bytes to be hashed. false: TypeError.
static bool hashable(struct ouro *rt, ref_value v, struct byte_view *view)
{
    if (is_buffer(rt, v)) {
        return byte_view_get(rt, v, view);
    }
    (void)error_raise(rt, TYPE_TYPE_ERROR,
                      is_str(rt, v) ? "Strings must be encoded before hashing"
                                    : "object supporting the buffer API required");
    return false;
}

static own_value make(struct ouro *rt, char const *name, uint64_t const start[8], uint32_t digest_size,
                      ref_value const *args, uint32_t count, ref_value kwnames)
{
    static char const *const names[] = {"string", "usedforsecurity"};
    struct signature const signature = {name, names, 2, 0, 0, 1};
    ref_value given[2];
    struct byte_view view = {0};
    if (!arguments_bind(rt, &signature, args, count, kwnames, given)) {
        return own_nothing;
    }
    if (!is_nothing(given[0]) && !hashable(rt, given[0], &view)) {
        return own_nothing;
    }
    struct sha512 *h = object_allocate(rt, HEAP_LEAF, sizeof *h, TYPE_SHA512);
    if (h == NULL) {
        return error_no_memory(rt);
    }
    memcpy(h->state, start, sizeof h->state);
    h->digest_size = digest_size;
    add(h, view.data, view.size);
    return own_object(h);
}

METHOD(function_sha512)
{
    static uint64_t const start[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                      0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    return make(rt, "sha512", start, 64, args, count, kwnames);
}

METHOD(function_sha384)
{
    static uint64_t const start[8] = {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
                                      0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
    return make(rt, "sha384", start, 48, args, count, kwnames);
}

METHOD(method_update)
{
    struct byte_view view;
    if (!hashable(rt, args[1], &view)) {
        return own_nothing;
    }
    add(as_sha512(args[0]), view.data, view.size);
    return own_none;
}

METHOD(method_copy)
{
    struct sha512 *copy = object_allocate(rt, HEAP_LEAF, sizeof *copy, TYPE_SHA512);
    if (copy == NULL) {
        return error_no_memory(rt);
    }
    size_t header = sizeof copy->header;
    memcpy((char *)copy + header, (char *)as_sha512(args[0]) + header, sizeof *copy - header);
    return own_object(copy);
}

METHOD(method_digest)
{
    uint8_t out[64];
    result(as_sha512(args[0]), out);
    return bytes_new(rt, out, as_sha512(args[0])->digest_size);
}

METHOD(method_hexdigest)
{
    uint8_t out[64];
    result(as_sha512(args[0]), out);
    return bytes_hex(rt, (struct byte_view){out, as_sha512(args[0])->digest_size}, 0, 0);
}

static own_value get_block_size(struct ouro *rt, ref_value self)
{
    (void)rt, (void)self;
    return own_small_int(BLOCK);
}

static own_value get_digest_size(struct ouro *rt, ref_value self)
{
    (void)rt;
    return own_small_int(as_sha512(self)->digest_size);
}

static own_value get_name(struct ouro *rt, ref_value self)
{
    return str_from(rt, as_sha512(self)->digest_size == 64 ? "sha512" : "sha384");
}

static struct native_definition const methods[] = {
    {"copy", method_copy, 0, 0, 0, "Return a copy of the hash object."},
    {"digest", method_digest, 0, 0, 0, "Return the digest value as a bytes object."},
    {"hexdigest", method_hexdigest, 0, 0, 0, "Return the digest value as a string of hexadecimal digits."},
    {"update", method_update, 1, 1, 0, "Update this hash object's state with the provided string."},
    {0},
};
static struct attribute_definition const attributes[] = {
    {"block_size", get_block_size, NULL, NULL},
    {"digest_size", get_digest_size, NULL, NULL},
    {"name", get_name, NULL, NULL},
    {0},
};
static struct type_definition const definition = {
    .name = "_sha512.sha512",
    .number = TYPE_SHA512,
    .base = TYPE_OBJECT,
    .flags = TYPE_NO_CREATE | TYPE_IS_LEAF,
    .size = sizeof(struct sha512),
    .methods = methods,
    .attributes = attributes,
};
static struct native_definition const functions[] = {
    {"sha384", function_sha384, 0, -1, NATIVE_KEYWORDS, "Return a new SHA-384 hash object."},
    {"sha512", function_sha512, 0, -1, NATIVE_KEYWORDS, "Return a new SHA-512 hash object."},
    {0},
};

own_value sha512_module_open(struct ouro *rt)
{
    static struct module_type const types[] = {
        {NULL, &definition},
    };
    own_value module = module_make(rt, "_sha512", NULL, functions);
    if (!failed(module) && !module_add_types(rt, lend(module), types, sizeof types / sizeof *types)) {
        release(rt, give(module));
    }
    return module;
}
