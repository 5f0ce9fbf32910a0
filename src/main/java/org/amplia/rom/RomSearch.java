package org.amplia.rom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amplia.base.InputFile;
import org.amplia.base.UnreadableFile;

/**
 * One search for ROMs, within limits. Writes nothing, and believes no name and no size that an
 * archive states.
 */
final class RomSearch {
  private final RomJudge judge;
  private final ReadLimit limit;
  private final BiConsumer<RomVerdict, byte[]> found;

  RomSearch(RomJudge judge, ReadLimit limit, BiConsumer<RomVerdict, byte[]> found) {
    this.judge = judge;
    this.limit = limit;
    this.found = found;
  }

  /**
   * Looks at a file, or into it if it is an archive.
   *
   * @param named true if the user named this very file, and so wants to hear of it in any case
   */
  void file(Path file, boolean named) {
    limit.countFile();
    try {
      byte[] bytes;
      try (InputStream in = InputFile.open(file, Long.MAX_VALUE, "a ROM", "check the path")) {
        bytes = RomBytes.read(in);
      }
      limit.countBytes(bytes.length);
      if (FileKind.of(bytes).isZip()) {
        limit.countBytes(Files.size(file));
        archive(file);
      } else {
        report(Shown.path(file), bytes, named || isCalledLikeRom(file.toString()));
      }
    } catch (IOException e) {
      found.accept(unread(file, e), null);
    } catch (UnreadableFile e) {
      found.accept(RomVerdict.unread(Shown.path(file), e.getMessage()), null);
    }
  }

  /** Counts a folder, so that empty ones without end are not walked for ever. */
  void countFolder() {
    limit.countFile();
  }

  /** Reports something that is not opened. */
  void refuse(Path file, String why) {
    limit.countFile();
    found.accept(RomVerdict.unread(Shown.path(file), why), null);
  }

  /** Reports a file or folder that the system does not let us read. */
  void unreadable(Path file, IOException e) {
    limit.countFile();
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
        limit.countFile();
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
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = RomBytes.read(in);
    } catch (IOException e) {
      found.accept(
          RomVerdict.unread(shown, "cannot be unpacked, the archive is damaged: get it again"),
          null);
      return;
    }
    limit.countBytes(bytes.length);
    report(shown, bytes, isCalledLikeRom(entry.getName()));
  }

  private void report(String shown, byte[] bytes, boolean expected) {
    RomVerdict verdict = judge.judge(shown, bytes);
    if (verdict.accepted()) {
      found.accept(verdict, bytes);
    } else if (expected || verdict.game() != null || FileKind.of(bytes).isArchive()) {
      found.accept(verdict, null);
    }
  }

  private static boolean isCalledLikeRom(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".bin") || lower.endsWith(".a26") || lower.endsWith(".rom");
  }
}
