"""How mutate.py damages a file: each mutation is a function of its bytes and a random generator, or None if it does not fit."""

import gzip
import hashlib
import json
import re
import struct

# JSON texts that stand where something else stood. Most are wrong for most properties, some only for a few.
WRONG = (
    "null", "true", "false", "-1", "0", "1", "-0.0", "0.5", "1e400", "-1e400", "1e308", "1e-320", "NaN", "Infinity", "-Infinity", "01",
    "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "1" * 400, "0." + "3" * 2000,
    '""', '" "', '"x"', '"0"', '"1"', '"\\u0000"', '"\\ud800"', '"\\udc00x"', '"a\\nb\\u001b[31m"', '"../../x"', '"/dev/zero"', '"%s%n{}"',
    '"' + "x" * 70000 + '"', "[]", "[null]", "[[]]", "{}", '{"":0}', '{"a":{"b":null}}', "[" * 150 + "]" * 150, "[" * 5000, '{"a":' * 5000,
)  # fmt: skip
CHECKSUM = slice(35, 99)


def flip_bits(content, random):
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 8, 64)) if content else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(content, random):
    return content[: random.randrange(len(content))] if content else None


def cut_a_little(content, random):
    return content[: -random.randint(1, min(40, len(content)))] if content else None


def append(content, random):
    more = (b"\0", b"\n", b"{}\n", b"}", content, random.randbytes(random.randint(1, 300)), b" " * 1000)
    return content + random.choice(more)


def block(content, random):
    start = random.randrange(len(content))
    return start, min(len(content), start + random.choice((1, 4, 30, 512, 5000)))


def duplicate_block(content, random):
    if not content:
        return None
    start, end = block(content, random)
    return content[:end] + content[start:]


def remove_block(content, random):
    if not content:
        return None
    start, end = block(content, random)
    return content[:start] + content[end:]


def zero_block(content, random):
    if not content:
        return None
    start, end = block(content, random)
    return content[:start] + bytes(end - start) + content[end:]


def empty(content, random):
    return b""


def noise(content, random):
    return random.randbytes(random.choice((1, 100, max(1, len(content)))))


def invalid_utf8(content, random):
    at = random.randint(0, len(content))
    return content[:at] + random.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82")) + content[at:]


def nul(content, random):
    at = random.randint(0, len(content))
    return content[:at] + b"\0" + content[at:]


def digit(content, random):
    places = [match.start() for match in re.finditer(rb"[0-9]", content)]
    if not places:
        return None
    at = random.choice(places)
    return content[:at] + random.choice(b"0123456789").to_bytes(1, "big") + content[at + 1 :]


def lines_changed(content, random, change):
    lines = content.splitlines(keepends=True)
    return b"".join(change(lines)) if len(lines) > 1 else None


def swap_lines(content, random):
    def change(lines):
        a, b = random.sample(range(len(lines)), 2)
        lines[a], lines[b] = lines[b], lines[a]
        return lines

    return lines_changed(content, random, change)


def delete_line(content, random):
    at = random.random()
    return lines_changed(content, random, lambda lines: lines[: int(at * len(lines))] + lines[int(at * len(lines)) + 1 :])


def duplicate_line(content, random):
    def change(lines):
        at = random.randrange(len(lines))
        return lines[: at + 1] + lines[at:]

    return lines_changed(content, random, change)


def places(value, path=()):
    """The paths of everything in a JSON value."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, element in inside:
        yield from places(element, path + (key,))


def with_change(value, path, change):
    """The value with something else at a path."""
    if not path:
        return change(value)
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        changed = change(copy[path[0]])
        if changed is None:
            del copy[path[0]]
        else:
            copy[path[0]] = changed
    else:
        copy[path[0]] = with_change(copy[path[0]], path[1:], change)
    return copy


def changed_json(text, random):
    """A JSON text with something wrong at one place, or None if there is no such place."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    # Long lists of the same would be drawn all the time.
    paths = [path for path in places(value) if path and (not isinstance(path[-1], int) or path[-1] < 2 or random.random() < 0.05)]
    if not paths:
        return None
    path = random.choice(paths)
    parent = value
    for key in path[:-1]:
        parent = parent[key]
    choice = random.random()
    marker = "@mark@"
    if choice < 0.12:
        return json.dumps(with_change(value, path, lambda _: None), ensure_ascii=False)
    if choice < 0.24 and isinstance(parent, dict):
        name = json.dumps(random.choice((path[-1], path[-1] + "x", "", "__proto__", path[-1].upper())))
        double = json.dumps(parent[path[-1]])
        text = json.dumps(with_change(value, path, lambda _: marker), ensure_ascii=False)
        return text.replace(f'"{marker}"', f"{double},{name}:{random.choice((double, random.choice(WRONG)))}", 1)
    if choice < 0.34 and isinstance(parent[path[-1]], (int, float)) and not isinstance(parent[path[-1]], bool):
        number = parent[path[-1]]
        near = json.dumps(random.choice((number + 1, number - 1, -number, number * 2, number * 1000, number + 0.5)))
        return json.dumps(with_change(value, path, lambda _: marker), ensure_ascii=False).replace(f'"{marker}"', near, 1)
    text = json.dumps(with_change(value, path, lambda _: marker), ensure_ascii=False)
    return text.replace(f'"{marker}"', random.choice(WRONG), 1)


def json_value(content, random):
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    changed = changed_json(text, random)
    return None if changed is None else changed.encode("utf-8", "surrogatepass") + b"\n"


def json_line(content, random):
    lines = content.splitlines(keepends=True)
    if len(lines) < 2:
        return None
    at = random.randrange(len(lines))
    changed = json_value(lines[at], random)
    return None if changed is None else b"".join(lines[:at] + [changed] + lines[at + 1 :])


def sealed(content):
    """A tensor file with the checksum that belongs to it."""
    blank = content[: CHECKSUM.start] + b"0" * 64 + content[CHECKSUM.stop :]
    digits = hashlib.sha256(blank).hexdigest().encode()
    return content[: CHECKSUM.start] + digits + content[CHECKSUM.stop :]


def tensors_forged(content, random):
    """Another header or other data under a right checksum: what stands behind it is tested too."""
    (length,) = struct.unpack("<Q", content[:8])
    head, data = content[8 : 8 + length], content[8 + length :]
    choice = random.random()
    if choice < 0.55:
        text = head.decode()
        opening, rest = text[: CHECKSUM.stop - 8], text[CHECKSUM.stop - 8 :]
        if random.random() < 0.5:
            # The settings and counters are JSON within JSON.
            inner = [match for match in re.finditer(r'"(counters|settings)":("(?:[^"\\]|\\.)*")', rest)]
            if not inner:
                return None
            match = random.choice(inner)
            changed = changed_json(json.loads(match.group(2)), random)
            if changed is None:
                return None
            rest = rest[: match.start(2)] + json.dumps(changed) + rest[match.end(2) :]
        else:
            value = json.loads(text)
            name = random.choice([key for key in value if key != "__metadata__"])
            mark = json.dumps(value[name], separators=(",", ":"))
            if mark not in rest:
                return None
            changed = changed_json(mark, random)
            if changed is None:
                return None
            rest = rest.replace(mark, changed, 1)
        head = (opening + rest).encode("utf-8", "surrogatepass")
    elif choice < 0.8:
        data = random.choice((flip_bits, zero_block, special_floats))(data, random)
    elif choice < 0.9:
        data = random.choice((cut, append, remove_block, duplicate_block))(data, random)
    else:
        length = random.choice((0, 1, 2**31, 2**63, 2**64 - 1, length - 1, length + 1))
        return sealed(struct.pack("<Q", length) + head + data)
    return sealed(struct.pack("<Q", len(head)) + head + data)


def special_floats(content, random):
    changed = bytearray(content)
    for _ in range(random.choice((1, 20, 1000))):
        at = 4 * random.randrange(max(1, len(content) // 4))
        changed[at : at + 4] = struct.pack("<f", random.choice((float("nan"), float("inf"), 3e38, -3e38, 1e-42)))
    return bytes(changed[: len(content)])


def game_forged(content, random):
    """Another emulator state within a checkpoint, under its own right hash and the file's."""
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    games = [value for name, value in header.items() if name.startswith("environment.")]
    if not games:
        return None
    start, end = (8 + length + offset for offset in random.choice(games)["data_offsets"])
    game = bytearray(content[start : end - 32])
    for _ in range(random.choice((1, 1, 4, 100))):
        # Half of the changes fall on the lengths and names at its beginning.
        at = random.randrange(min(200, len(game)) if random.random() < 0.5 else len(game))
        game[at] = random.choice((0, 1, 255, 128, random.randrange(256)))
    whole = bytes(game) + hashlib.sha256(game).digest()
    return sealed(content[:start] + whole + content[end:])


def replay_forged(content, random):
    """Another header or other slots of a replay memory under a right hash."""
    (length,) = struct.unpack(">I", content[8:12])
    head, slots = content[12 : 12 + length], content[12 + length : -32]
    choice = random.random()
    if choice < 0.6:
        changed = changed_json(head.decode(), random)
        if changed is None:
            return None
        head = changed.encode("utf-8", "surrogatepass")
    elif choice < 0.85:
        slots = random.choice((flip_bits, zero_block))(slots, random)
    else:
        slots = random.choice((cut, append, remove_block, duplicate_block))(slots, random)
    size = len(head) if random.random() < 0.9 else random.choice((0, 2**31 - 1, 2**32 - 1, 2**20, len(head) + 1))
    body = content[:8] + struct.pack(">I", size) + head + slots
    return body + hashlib.sha256(body).digest()


def pictures_forged(content, random):
    """Other pictures in a whole gzip file."""
    pictures = gzip.decompress(content)
    return gzip.compress(random.choice((flip_bits, cut, append, zero_block))(pictures, random), mtime=0)


BYTES = (flip_bits, flip_bits, cut, cut_a_little, append, duplicate_block, remove_block, zero_block, empty, noise)
TEXT = (digit, digit, swap_lines, delete_line, duplicate_line, invalid_utf8, nul)
JSON = BYTES + TEXT + 3 * TEXT[:1] + 12 * (json_value,)
JSON_LINES = BYTES + TEXT + TEXT + 12 * (json_line,)


def mutate(content, mutations, others, random):
    """Another content, and what was done to get it. `others`: contents of files of other kinds."""
    while True:
        if random.random() < 0.03:
            name, changed = "another file", random.choice(others)
        else:
            mutation = random.choice(mutations)
            name, changed = mutation.__name__.replace("_", " "), mutation(content, random)
        if changed is not None and changed != content:
            return name, changed
