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
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amplia.base.InputFile;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.rom.RomJudge.FileKind;

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
      if (FileKind.of(content).isZip()) {
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
    } else if (expected || verdict.game() != null || FileKind.of(content).isArchive()) {
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
}
