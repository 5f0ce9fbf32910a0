package org.amplia.rom;

import java.util.Arrays;
import java.util.HexFormat;

/** What kind of file some bytes begin; told by content, since anything can be called .bin. */
enum FileKind {
  ZIP("504b0304"),
  EMPTY_ZIP("504b0506"),
  RAR("526172211a07"),
  SEVEN_ZIP("377abcaf271c"),
  GZIP("1f8b08"),
  TEXT(""),
  OTHER("");

  private static final int LOOKED_AT = 512;
  private final byte[] start;

  FileKind(String hex) {
    this.start = HexFormat.of().parseHex(hex);
  }

  static FileKind of(byte[] bytes) {
    for (FileKind kind : values()) {
      int length = kind.start.length;
      if (length > 0
          && bytes.length >= length
          && Arrays.equals(kind.start, Arrays.copyOf(bytes, length))) {
        return kind;
      }
    }
    return isText(bytes) ? TEXT : OTHER;
  }

  /** Whether this is an archive, of any kind known here. */
  boolean isArchive() {
    return start.length > 0;
  }

  /** Whether this is an archive of the kind that wheels are. */
  boolean isZip() {
    return this == ZIP || this == EMPTY_ZIP;
  }

  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(LOOKED_AT, bytes.length); i++) {
      boolean printable = bytes[i] >= ' ' && bytes[i] < 0x7f;
      if (!printable && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
