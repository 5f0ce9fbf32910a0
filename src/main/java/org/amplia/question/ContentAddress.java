package org.amplia.question;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.amplia.base.Json;
import org.amplia.env.AtariEnvironment.EnvironmentState;
import org.amplia.observe.GameState;
import org.amplia.observe.Snapshot;

/**
 * Names that follow from the content, so that a number can be traced to the state that it came
 * from: SHA-256, 64 small hexadecimal digits.
 */
public final class ContentAddress {
  private static final String FORM = "[0-9a-f]{64}";

  private ContentAddress() {}

  /**
   * The address of a state: that of its {@link Snapshot}, with 0 for the stream that decides which
   * frames stick. No answer depends on it (look-ahead is without stickiness), and an episode that
   * is played again does not have it.
   */
  public static String of(GameState state) {
    EnvironmentState now = state.environment();
    EnvironmentState withoutChance =
        new EnvironmentState(
            now.emulator(),
            now.heldAction(),
            0,
            now.episodeFrames(),
            now.episodeScore(),
            now.lives());
    return of(Snapshot.toBytes(new GameState(withoutChance, state.observation())));
  }

  /**
   * The first 64 bits of a state's address: the root of chances that whoever asks about the state
   * again meets again, be it in an episode that is played again.
   */
  public static long numberOf(GameState state) {
    return HexFormat.fromHexDigitsToLong(of(state).substring(0, Long.SIZE / 4));
  }

  /**
   * The address of a tree: that of its canonical JSON in UTF-8. Canonical is what {@link Json#line}
   * writes: no spaces, properties in the order of the record, numbers as Java prints a double.
   */
  public static String of(QuestionTree tree) {
    return ofText(Json.line(tree));
  }

  /** The address of a text in UTF-8. */
  public static String ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a text could be an address. */
  public static boolean isOne(String text) {
    return text != null && text.matches(FORM);
  }

  /** The address of bytes. */
  public static String of(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
