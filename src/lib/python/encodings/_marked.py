# SPDX-License-Identifier: MIT
"""Encodings whose text begins with a byte order mark: utf-16, utf-32, utf-8-sig."""

import codecs
import encodings


def _signed():
    def encode(input, errors="strict"):
        return codecs.BOM_UTF8 + codecs.utf_8_encode(input, errors)[0], len(input)

    def decode(input, errors="strict"):
        skip = 3 if bytes(input[:3]) == codecs.BOM_UTF8 else 0
        text, used = codecs.utf_8_decode(input[skip:], errors, True)
        return text, used + skip

    class Encoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.first = 1

        def encode(self, input, final=False):
            if self.first:
                self.first = 0
                return encode(input, self.errors)[0]
            return codecs.utf_8_encode(input, self.errors)[0]

        def reset(self):
            codecs.IncrementalEncoder.reset(self)
            self.first = 1

        def getstate(self):
            return self.first

        def setstate(self, state):
            self.first = state

    class Decoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            codecs.BufferedIncrementalDecoder.__init__(self, errors)
            self.first = 1

        def _buffer_decode(self, input, errors, final):
            if self.first:
                if len(input) < 3 and codecs.BOM_UTF8.startswith(input) and not final:
                    return "", 0
                if len(input) >= 3 or final or not codecs.BOM_UTF8.startswith(input):
                    self.first = 0
                    if input[:3] == codecs.BOM_UTF8:
                        text, used = codecs.utf_8_decode(input[3:], errors, final)
                        return text, used + 3
            return codecs.utf_8_decode(input, errors, final)

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.first = 1

        def getstate(self):
            return codecs.BufferedIncrementalDecoder.getstate(self)[0], self.first

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            self.first = state[1]

    class Writer(codecs.StreamWriter):
        def reset(self):
            codecs.StreamWriter.reset(self)
            self.__dict__.pop("encode", None)

        def encode(self, input, errors="strict"):
            self.encode = codecs.utf_8_encode
            return encode(input, errors)

    class Reader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop("decode", None)

        def decode(self, input, errors="strict"):
            if len(input) < 3 and codecs.BOM_UTF8.startswith(input):
                return "", 0
            self.decode = codecs.utf_8_decode
            if input[:3] == codecs.BOM_UTF8:
                text, used = codecs.utf_8_decode(input[3:], errors)
                return text, used + 3
            return codecs.utf_8_decode(input, errors)

    encodings._name_classes("utf-8-sig", Encoder, Decoder, Reader, Writer)
    return codecs.CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, "utf-8-sig")


def _ordered(name):
    word = name.replace("-", "_")
    width = 2 if name == "utf-16" else 4
    encode, find = getattr(codecs, word + "_encode"), getattr(codecs, word + "_ex_decode")
    little, big = getattr(codecs, word + "_le_decode"), getattr(codecs, word + "_be_decode")
    native = getattr(codecs, word + "_le_encode")
    stateful = getattr(codecs, word + "_decode")

    def decode(input, errors="strict"):
        return stateful(input, errors, True)

    def refuse():
        raise UnicodeError(f"{name.upper()} stream does not start with BOM")

    class Encoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is None:
                output = encode(input, self.errors)[0]
                self.encoder = native
                return output
            return self.encoder(input, self.errors)[0]

        def reset(self):
            codecs.IncrementalEncoder.reset(self)
            self.encoder = None

        def getstate(self):
            return 0 if self.encoder else 2

        def setstate(self, state):
            self.encoder = None if state else native

    class Decoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            codecs.BufferedIncrementalDecoder.__init__(self, errors)
            self.decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder is None:
                text, used, order = find(input, errors, 0, final)
                if order:
                    self.decoder = little if order < 0 else big
                elif used >= width:
                    refuse()
                return text, used
            return self.decoder(input, self.errors, final)

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.decoder = None

        def getstate(self):
            waiting = codecs.BufferedIncrementalDecoder.getstate(self)[0]
            if self.decoder is None:
                return waiting, 2
            return waiting, int(self.decoder is big)

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            self.decoder = {0: little, 1: big}.get(state[1])

    class Writer(codecs.StreamWriter):
        def __init__(self, stream, errors="strict"):
            codecs.StreamWriter.__init__(self, stream, errors)
            self.encoder = None

        def reset(self):
            codecs.StreamWriter.reset(self)
            self.encoder = None

        def encode(self, input, errors="strict"):
            if self.encoder is None:
                output = encode(input, errors)
                self.encoder = native
                return output
            return self.encoder(input, errors)

    class Reader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop("decode", None)

        def decode(self, input, errors="strict"):
            text, used, order = find(input, errors, 0, False)
            if order:
                self.decode = little if order < 0 else big
            elif used >= width:
                refuse()
            return text, used

    encodings._name_classes(name, Encoder, Decoder, Reader, Writer)
    return codecs.CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, name)


def info(name):
    return _signed() if name == "utf-8-sig" else _ordered(name)
