package org.amplia.decomposition.demonstrate;

import java.util.List;
import org.amplia.base.Json;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.episode.Episode;
import org.amplia.question.ContentAddress;

/**
 * Demonstrated decompositions of one game: the content of a {@code .decompositions.json} file. At
 * key frames of an episode it says what the demonstrator asked about actions, what the emulator
 * answered, and what the demonstrator concluded. It holds the episode, so that it can be executed
 * again from this file alone, and no pixels.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param source {@link #HUMAN} or {@link #SCRIPTED}
 * @param demonstrator {@code human}, or a program's name
 * @param seed root of all chances: of the game's, of the demonstrator's and of random continuations
 * @param answers what the emulator's answers depend on beside the state
 * @param keyFrames at least one, by ascending step
 * @param episode the game that was played
 * @param digest {@link ContentAddress} of all this with an empty digest
 */
public record DecompositionDemonstration(
    int schema,
    String source,
    String demonstrator,
    long seed,
    AnswerSources answers,
    List<KeyFrame> keyFrames,
    Episode episode,
    String digest) {
  /** The version that this program reads and writes. */
  public static final int SCHEMA = 1;

  /** A person said all of it. */
  public static final String HUMAN = "human";

  /** A program did. */
  public static final String SCRIPTED = "scripted";

  /**
   * Checks that the parts fit together; whether they are true, only executing them can tell.
   *
   * @throws UserError naming the part that does not fit
   */
  public DecompositionDemonstration {
    DecompositionCheck.check(schema, source, demonstrator, answers, keyFrames, episode, digest);
    keyFrames = List.copyOf(keyFrames);
  }

  /** One with the digest that belongs to it. */
  static DecompositionDemonstration sealed(
      String source,
      String demonstrator,
      long seed,
      AnswerSources answers,
      List<KeyFrame> keyFrames,
      Episode episode) {
    DecompositionDemonstration open =
        new DecompositionDemonstration(
            SCHEMA, source, demonstrator, seed, answers, keyFrames, episode, "");
    return open.with(open.expectedDigest());
  }

  /** What {@link #digest} must be unless something was changed after the recording. */
  public String expectedDigest() {
    return ContentAddress.ofText(Json.line(with("")));
  }

  private DecompositionDemonstration with(String newDigest) {
    return new DecompositionDemonstration(
        schema, source, demonstrator, seed, answers, keyFrames, episode, newDigest);
  }

  /** The agent steps of the key frames. */
  public List<Integer> steps() {
    return keyFrames.stream().map(KeyFrame::step).toList();
  }

  /** The chance that random continuations from a key frame come from; an episode has none left. */
  static long chance(long seed, int step) {
    return new RandomStreams(seed).stream("key frame", step).state();
  }
}
