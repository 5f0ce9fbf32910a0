package org.amplia.rom;

import java.util.HexFormat;
import java.util.Optional;
import org.amplia.base.Hash;
import org.amplia.base.RootLocale;
import org.amplia.rom.RomCatalogue.Game;

/** Tells what some bytes are. Only the content decides; the name is used to explain a refusal. */
final class RomJudge {
  private final RomCatalogue catalogue;

  RomJudge(RomCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The verdict on a file, of which {@code path} is what is shown to the user. */
  RomVerdict judge(String path, byte[] bytes) {
    if (bytes.length > Cartridge.LARGEST) {
      return RomVerdict.unread(path, notARom(bytes));
    }
    String md5 = Hash.md5(bytes);
    Optional<Game> game = catalogue.byMd5(md5);
    if (game.isPresent()) {
      String title = game.get().title();
      boolean playable = !game.get().twoPlayerOnly();
      return new RomVerdict(
          path,
          bytes.length,
          md5,
          game.get().name(),
          playable,
          playable ? title : title + " needs two players, and an agent plays alone");
    }
    return new RomVerdict(path, bytes.length, md5, null, false, refusal(path, bytes, md5));
  }

  private String refusal(String path, byte[] bytes, String md5) {
    if (bytes.length == 0) {
      return "empty file: get it again";
    }
    for (BundledCartridge bundled : BundledCartridge.all()) {
      if (Cartridge.of(bundled).md5().equals(md5)) {
        return bundled.title() + " comes with Amplia: no need to import it";
      }
    }
    if (FileKind.of(bytes) != FileKind.OTHER) {
      return notARom(bytes);
    }
    Optional<Game> named = catalogue.byName(stem(path));
    if (named.isPresent() && bytes.length < named.get().size()) {
      return RootLocale.format(
          "shorter than %s (%,d of %,d bytes): cut off? get it again",
          named.get().title(), bytes.length, named.get().size());
    }
    if (named.isPresent()) {
      return RootLocale.format(
          "called like %s but has other content (md5 %s, expected %s): get the one in ale-py",
          named.get().title(), md5, named.get().md5());
    }
    if (bytes.length < Cartridge.SMALLEST) {
      return RootLocale.format(
          "too small for a cartridge (%,d bytes, the smallest has %,d)",
          bytes.length, Cartridge.SMALLEST);
    }
    return "no known game: the catalogue has no md5 " + md5;
  }

  private static String notARom(byte[] bytes) {
    FileKind kind = FileKind.of(bytes);
    if (kind.isZip()) {
      return "an archive inside an archive: unpack the outer one, then import the folder";
    }
    if (kind.isArchive()) {
      return "an archive of a kind that is not opened here: unpack it, then import the folder";
    }
    if (kind == FileKind.TEXT) {
      return "text, not a ROM: was a web page saved in place of the file?";
    }
    return RootLocale.format(
        "too large for a cartridge (the largest has %,d bytes)", Cartridge.LARGEST);
  }

  /** The file's own name without its folders and its ending. */
  private static String stem(String path) {
    String name = path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
    name = name.substring(name.lastIndexOf('!') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

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
}
