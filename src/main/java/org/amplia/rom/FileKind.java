package org.amplia.rom;

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
  private static final int LONGEST = 6;

  /** The first bytes in hexadecimal digits; empty where none tell. */
  private final String start;

  FileKind(String start) {
    this.start = start;
  }

  static FileKind of(byte[] bytes) {
    String begins = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST));
    for (FileKind kind : values()) {
      if (kind.isArchive() && begins.startsWith(kind.start)) {
        return kind;
      }
    }
    return isText(bytes) ? TEXT : OTHER;
  }

  /** Whether this is an archive, of any kind known here. */
  boolean isArchive() {
    return !start.isEmpty();
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
