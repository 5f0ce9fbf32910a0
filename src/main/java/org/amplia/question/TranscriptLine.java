package org.amplia.question;

import org.amplia.base.UserError;
import org.amplia.observe.GameState;

/**
 * A line of a transcript file: the questions asked at one step of a recorded episode.
 *
 * @param schema version of the layout, {@link #SCHEMA}
 * @param episode name of the episode's file
 * @param step agent step, 0 or more
 * @param state {@link ContentAddress} of the state that was asked about
 * @param id {@link ContentAddress} of the tree
 * @param tree what was asked and answered; last, so that its canonical JSON is the rest of the line
 *     but for the brace at its end
 */
public record TranscriptLine(
    int schema, String episode, int step, String state, String id, QuestionTree tree) {
  /** The version that this program reads and writes. */
  public static final int SCHEMA = 2;

  /**
   * Checks the parts by themselves.
   *
   * @throws UserError naming the part that is wrong
   */
  public TranscriptLine {
    require(schema == SCHEMA, "schema is " + schema + " and this version reads " + SCHEMA);
    require(episode != null, "episode is missing");
    require(step >= 0, "step is " + step + ": it must be 0 or more");
    require(ContentAddress.isOne(state), "state is not 64 hexadecimal digits");
    require(ContentAddress.isOne(id), "id is not 64 hexadecimal digits");
    require(tree != null, "tree is missing");
  }

  /** The line about a state. */
  public static TranscriptLine of(String episode, int step, GameState state, QuestionTree tree) {
    return new TranscriptLine(
        SCHEMA, episode, step, ContentAddress.of(state), ContentAddress.of(tree), tree);
  }

  /** Whether the tree is the one that the line was written with. */
  public boolean matchesItsId() {
    return id.equals(ContentAddress.of(tree));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UserError(message);
    }
  }
}
