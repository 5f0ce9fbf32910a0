#!/usr/bin/env python3
"""What OpenCV's INTER_AREA makes of the pictures of AreaResizeTest: an MD5 for each row of its table.

    pip install opencv-python-headless numpy
    python3 benchmarks/parity/area_resize.py

The pictures are 160 pixels wide and come from a generator that is easy to write in any language. With
few colours many means lie exactly half-way between two greys, where rounding errors decide.
"""

import hashlib

import cv2
import numpy as np

COLUMNS = 160
SIDE = 84
PICTURES = 10
CASES = [  # rows, darkest grey, distance between greys, number of greys
    (210, 0, 1, 256),
    (210, 40, 20, 2),
    (210, 6, 50, 5),
    (250, 0, 1, 256),
    (250, 40, 20, 2),
    (214, 6, 50, 5),
    (230, 6, 50, 5),
    (192, 40, 20, 2),
]


def pictures(rows, darkest, distance, greys):
    state = rows
    for _ in range(PICTURES):
        pixels = bytearray(rows * COLUMNS)
        for i in range(len(pixels)):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            pixels[i] = darkest + distance * ((state >> 16) % greys)
        yield np.frombuffer(pixels, np.uint8).reshape(rows, COLUMNS)


def main():
    print("OpenCV", cv2.__version__)
    for case in CASES:
        digest = hashlib.md5()
        for picture in pictures(*case):
            small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
            digest.update(small.tobytes())
        print(", ".join(map(str, case)), digest.hexdigest(), sep=", ")


if __name__ == "__main__":
    main()
