"""Counts the words of a text, and builds in memory all that one can ask about them.

usage: word_count.py [FILE]

Without FILE it reads the GNU General Public License, which every Debian system has. Four ways of holding objects come
together here: a dict that owns the words, a tree of sections whose parents and children hold each other, a ring of
neighbouring sections, and a cache of answers that lets go of what nobody uses any more.
"""

import gc
import sys
import weakref

DEFAULT_TEXT = "/usr/share/common-licenses/GPL-3"


class Word:
    """A word of the text: how often it occurs, and the words that followed it."""

    __slots__ = ("text", "count", "followers", "__weakref__")

    def __init__(self, text):
        self.text = text
        self.count = 0
        self.followers = {}

    def __repr__(self):
        return f"{self.text} ({self.count})"

    def favourite_follower(self):
        if not self.followers:
            return None
        return max(self.followers, key=lambda word: (self.followers[word], word.text))


class Section:
    """A paragraph, and under it its lines: parents and children hold each other, and neighbours form a ring."""

    def __init__(self, title, parent=None):
        self.title = title
        self.parent = parent
        self.children = []
        self.words = 0
        self.next = self.previous = self
        if parent is not None:
            parent.adopt(self)

    def adopt(self, child):
        if self.children:
            first, last = self.children[0], self.children[-1]
            last.next = child
            child.previous = last
            child.next = first
            first.previous = child
        self.children.append(child)

    def add_words(self, number):
        section = self
        while section is not None:
            section.words += number
            section = section.parent

    def depth(self):
        return 1 + max((child.depth() for child in self.children), default=0)

    def __iter__(self):
        yield self
        for child in self.children:
            yield from child


class Report:
    """The answer to one question; expensive to make, so worth keeping as long as somebody looks at it."""

    def __init__(self, length, words):
        self.length = length
        self.words = sorted(words, key=lambda word: (-word.count, word.text))

    def __str__(self):
        best = ", ".join(str(word) for word in self.words[:4])
        return f"{self.length:2} letters: {len(self.words):4} words; {best}"


class Library:
    """Everything known about one text."""

    def __init__(self):
        self.words = {}
        self.root = None
        self.cache = weakref.WeakValueDictionary()
        self.made = 0

    def word(self, text):
        try:
            return self.words[text]
        except KeyError:
            word = self.words[text] = Word(text)
            return word

    def read(self, path):
        self.root = Section(path)
        paragraph = None
        before = None
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if not line.strip():
                    paragraph = None
                    continue
                if paragraph is None:
                    paragraph = Section(line.strip(), self.root)
                section = Section(line.strip(), paragraph)
                number = 0
                for text in split_words(line):
                    word = self.word(text)
                    word.count += 1
                    if before is not None:
                        before.followers[word] = before.followers.get(word, 0) + 1
                    before = word
                    number += 1
                section.add_words(number)

    def report(self, length):
        """The words of a length: from the cache while somebody still holds the report, else made anew."""
        report = self.cache.get(length)
        if report is None:
            self.made += 1
            report = Report(length, (word for word in self.words.values() if len(word.text) == length))
            self.cache[length] = report
        return report


def split_words(line):
    """The words of a line in small letters: runs of letters and digits, with apostrophes inside."""
    letters = "".join(letter if letter.isalnum() or letter == "'" else " " for letter in line.lower())
    for word in letters.split():
        word = word.strip("'")
        if word:
            yield word


def show_words(library):
    words = sorted(library.words.values(), key=lambda word: (-word.count, word.text))
    print(f"{sum(word.count for word in words)} words, {len(words)} different")
    print("the ten most frequent:")
    for word in words[:10]:
        follower = word.favourite_follower()
        after = f', most often before "{follower.text}"' if follower else ""
        print(f"  {word.count:5}  {word.text}{after}")


def show_sections(root):
    longest = max(root.children, key=lambda section: section.words, default=root)
    print(f"{len(root.children)} paragraphs, {sum(1 for _ in root)} sections in all, {root.depth()} levels deep")
    print(f'the longest paragraph has {longest.words} words and begins "{longest.title}"')
    neighbour = longest.next
    steps = 1
    while neighbour is not longest:
        neighbour = neighbour.next
        steps += 1
    print(f"the ring of paragraphs closes after {steps} steps")


def show_cache(library):
    kept = [library.report(length) for length in (2, 7, 12)]
    for length in (2, 7, 12, 4, 7, 2):
        library.report(length)
    for report in kept:
        print(report)
    print(f"the cache made {library.made} reports and holds {len(library.cache)}")
    del kept, report
    print(f"once nobody looks at them it holds {len(library.cache)}")


def let_go_of_sections(library):
    """Only the collector can free the sections, since they hold each other."""
    sections = [weakref.ref(section) for section in library.root]
    library.root = None
    gc.collect()
    freed = sum(1 for section in sections if section() is None)
    print(f"dropping the tree of sections freed {freed} of {len(sections)}")


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else DEFAULT_TEXT
    library = Library()
    try:
        library.read(path)
    except OSError as error:
        sys.exit(f"word_count.py: {path}: {error.strerror}")
    show_words(library)
    show_sections(library.root)
    show_cache(library)
    let_go_of_sections(library)


if __name__ == "__main__":
    main()
