package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.RootLocale;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.rom.RomCatalogue.Game;

/**
 * Finds the ROMs in a file, an archive (zip, wheel) or a folder. Writes nothing, and believes no
 * name and no size that an archive states.
 */
public final class RomSearch {
  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final int DEEPEST_FOLDER = 16;

  private final RomJudge judge;

  /** Named in the errors. */
  private final String source;

  private final BiConsumer<RomVerdict, byte[]> found;
  private int files;
  private long bytes;

  private RomSearch(RomJudge judge, String source, BiConsumer<RomVerdict, byte[]> found) {
    this.judge = judge;
    this.source = source;
    this.found = found;
  }

  /**
   * The verdict on a file; of an archive or a folder, on each ROM in it and each file that is
   * called like one.
   *
   * @return at least one verdict
   * @throws UserError if there is nothing, nothing like a ROM, or more than 10,000 files or 256 MiB
   */
  public static List<RomVerdict> check(RomCatalogue catalogue, Path path) {
    List<RomVerdict> verdicts = new ArrayList<>();
    find(catalogue, path, (verdict, bytes) -> verdicts.add(verdict));
    if (verdicts.isEmpty()) {
      throw new UserError(Shown.path(path) + " holds nothing like a ROM: name a file to check");
    }
    return List.copyOf(verdicts);
  }

  /**
   * Looks through {@code source}.
   *
   * @param found gets each verdict, with the content if it was accepted and null if not
   * @throws UserError if there is no such file or folder, or it is beyond the limits
   */
  static void find(RomCatalogue catalogue, Path source, BiConsumer<RomVerdict, byte[]> found) {
    String shown = Shown.path(source);
    RomSearch search = new RomSearch(new RomJudge(catalogue), shown, found);
    if (Files.isDirectory(source)) {
      try {
        // Resolved: the link that the user names is followed, and no other.
        Files.walkFileTree(
            source.toRealPath(),
            EnumSet.noneOf(FileVisitOption.class),
            DEEPEST_FOLDER,
            search.new FolderVisitor());
      } catch (IOException e) {
        search.unreadable(source, e);
      }
    } else if (Files.isRegularFile(source)) {
      search.file(source, true);
    } else if (Files.exists(source)) {
      throw new UserError(shown + " is neither a file nor a folder: name one that holds ROMs");
    } else {
      throw new UserError(shown + " does not exist: check the path");
    }
  }

  /** Opens only real files and goes on after a fault. */
  private final class FolderVisitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      // Empty folders without end are not walked for ever.
      countFile();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        file(file, false);
      } else if (attributes.isSymbolicLink()) {
        refuse(file, "a link, not followed: name the file or folder it leads to");
      } else if (attributes.isDirectory()) {
        refuse(file, "a folder too deep inside others: name it");
      } else {
        // Reading a pipe would wait for ever.
        refuse(file, "a device or a pipe, not a file");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      unreadable(file, e);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      if (e != null) {
        unreadable(folder, e);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /**
   * Looks at a file, or into an archive; if the user {@code named} this very file there is always a
   * verdict.
   */
  private void file(Path file, boolean named) {
    countFile();
    try {
      byte[] content;
      try (InputStream in = InputFile.open(file, Long.MAX_VALUE, "a ROM", "check the path")) {
        content = Cartridge.read(in);
      }
      countBytes(content.length);
      if (RomJudge.FileKind.of(content).isZip()) {
        countBytes(Files.size(file));
        archive(file);
      } else {
        report(Shown.path(file), content, named || isCalledLikeRom(file.toString()));
      }
    } catch (IOException e) {
      found.accept(unread(file, e), null);
    } catch (UnreadableFile e) {
      found.accept(RomVerdict.unread(Shown.path(file), e.getMessage()), null);
    }
  }

  private void refuse(Path file, String why) {
    countFile();
    found.accept(RomVerdict.unread(Shown.path(file), why), null);
  }

  private void unreadable(Path file, IOException e) {
    countFile();
    found.accept(unread(file, e), null);
  }

  private static RomVerdict unread(Path file, IOException e) {
    return RomVerdict.unread(Shown.path(file), "cannot be read: " + Shown.reason(e));
  }

  private void archive(Path file) {
    String shown = Shown.path(file);
    // Latin-1 has a character for every byte, so that an odd name in an archive is no error.
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        countFile();
        if (!entry.isDirectory()) {
          entry(zip, entry, shown + "!" + Shown.text(entry.getName()));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // IllegalArgumentException: a name that is marked as UTF-8 and is not.
      found.accept(RomVerdict.unread(shown, "a damaged archive: get it again"), null);
    }
  }

  private void entry(ZipFile zip, ZipEntry entry, String shown) {
    byte[] content;
    try (InputStream in = zip.getInputStream(entry)) {
      content = Cartridge.read(in);
    } catch (IOException e) {
      found.accept(
          RomVerdict.unread(shown, "cannot be unpacked, the archive is damaged: get it again"),
          null);
      return;
    }
    countBytes(content.length);
    report(shown, content, isCalledLikeRom(entry.getName()));
  }

  private void report(String shown, byte[] content, boolean expected) {
    RomVerdict verdict = judge.judge(shown, content);
    if (verdict.accepted()) {
      found.accept(verdict, content);
    } else if (expected || verdict.game() != null || RomJudge.FileKind.of(content).isArchive()) {
      found.accept(verdict, null);
    }
  }

  private static boolean isCalledLikeRom(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".bin") || lower.endsWith(".a26") || lower.endsWith(".rom");
  }

  /** Ends at a bomb, or at the whole disk named by mistake. */
  private void countFile() {
    files++;
    if (files > MOST_FILES) {
      throw UserError.of(
          "%s holds more than %,d files: name the folder or archive that holds the ROMs",
          source, MOST_FILES);
    }
  }

  private void countBytes(long read) {
    bytes += read;
    if (bytes > MOST_BYTES) {
      throw UserError.of(
          "%s is more than %,d MiB to read: name the folder or archive that holds the ROMs",
          source, MOST_BYTES >> 20);
    }
  }

  /**
   * What a file is.
   *
   * @param path where it lies; {@code archive!entry} inside an archive; printable, one line
   * @param size in bytes; null if it was not read to its end
   * @param md5 32 lower-case hexadecimal digits; null if it was not read to its end
   * @param game name of the game it holds; null if unknown
   * @param accepted true if it can be imported
   * @param explanation one line for people: what it is, or why it is refused and what to do
   */
  public record RomVerdict(
      String path, Integer size, String md5, String game, boolean accepted, String explanation) {

    /** A file that was refused without being read. */
    static RomVerdict unread(String path, String explanation) {
      return new RomVerdict(path, null, null, null, false, explanation);
    }
  }

  /** Tells what some bytes are. Only the content decides; the name is used to explain a refusal. */
  private static final class RomJudge {
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
}
