package org.amplia.rom;

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
