package org.amplia.rom;

import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** What one search for ROMs may read: a bomb, or the whole disk by mistake, ends here. */
final class ReadLimit {
  private final String source;
  private final int mostFiles;
  private final long mostBytes;
  private int files;
  private long bytes;

  /**
   * @param source named in the error
   * @param mostFiles files and folders that may be looked at
   * @param mostBytes bytes that may be read, after unpacking
   */
  ReadLimit(String source, int mostFiles, long mostBytes) {
    this.source = source;
    this.mostFiles = mostFiles;
    this.mostBytes = mostBytes;
  }

  /**
   * Counts one file or folder.
   *
   * @throws UserError beyond the limit
   */
  void countFile() {
    files++;
    if (files > mostFiles) {
      throw new UserError(
          RootLocale.format(
              "%s holds more than %,d files: name the folder or archive that holds the ROMs",
              source, mostFiles));
    }
  }

  /**
   * Counts bytes that were read.
   *
   * @throws UserError beyond the limit
   */
  void countBytes(long read) {
    bytes += read;
    if (bytes > mostBytes) {
      throw new UserError(
          RootLocale.format(
              "%s is more than %,d MiB to read: name the folder or archive that holds the ROMs",
              source, mostBytes >> 20));
    }
  }
}
