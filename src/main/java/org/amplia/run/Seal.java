package org.amplia.run;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/**
 * A checksum as the last property of a JSON object, {@code "crc32"}: CRC-32 of everything before
 * it, in a file of lines after the checksum of the line before. So one wrong digit shows, and so
 * does a line that is missing or in another place. It shows damage, not forgery.
 *
 * @param json the object without it
 * @param checksum 8 hexadecimal digits; empty if the object has none, being older than checksums or
 *     written by hand
 */
record Seal(String json, String checksum) {
  /** Before the first line. */
  static final String FIRST = "";

  private static final Pattern SEALED =
      Pattern.compile("(?s)(.*),\\s*\"crc32\"\\s*:\\s*\"([0-9a-f]{8})\"\\s*}\\s*");

  /** The object with its checksum, over as many lines as before. */
  static String put(String json, String previous) {
    boolean severalLines = json.endsWith("\n");
    String body = json.strip();
    body = body.substring(0, body.length() - 1).stripTrailing();
    String checksum = checksum(body, previous);
    return severalLines
        ? body + ",\n  \"crc32\" : \"" + checksum + "\"\n}\n"
        : body + ",\"crc32\":\"" + checksum + "\"}";
  }

  /**
   * Takes the checksum off and looks whether it is right.
   *
   * @param previous checksum of the line before
   * @throws UserError if it is wrong, or is missing after a line that has one
   */
  static Seal of(String text, String previous, String where) {
    Matcher matcher = SEALED.matcher(text);
    if (!matcher.matches()) {
      if (!previous.isEmpty()) {
        throw new UserError(
            where + " has no checksum, and the line before it has one: " + RunFolder.REMEDY);
      }
      return new Seal(text, FIRST);
    }
    String body = matcher.group(1);
    if (!checksum(body, previous).equals(matcher.group(2))) {
      throw new UserError(
          RootLocale.format(
              "%s is damaged, or what comes before it (its checksum is wrong): %s",
              where, RunFolder.REMEDY));
    }
    return new Seal(body + "}", matcher.group(2));
  }

  private static String checksum(String body, String previous) {
    CRC32 crc = new CRC32();
    crc.update((previous + body).getBytes(StandardCharsets.UTF_8));
    return RootLocale.format("%08x", crc.getValue());
  }
}
