package org.amplia.cli.ask;

import java.util.Locale;
import org.amplia.ask.Inquiry;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.observe.GameState;
import org.amplia.question.QuestionTree;
import org.amplia.run.RunFolder;

/** A question of {@code ask} with all that its options say; {@link QuestionKinds} reads it. */
public interface AskedQuestion {
  /**
   * Puts it to an agent.
   *
   * @throws UserError if the agent, or its game, has no answer to it
   */
  QuestionTree ask(Moment moment);

  /**
   * Who is asked, and about what.
   *
   * @param run the agent's
   * @param inquiry the agent
   * @param state the state
   */
  record Moment(RunFolder run, Inquiry inquiry, GameState state) {
    /**
     * The index of an action.
     *
     * @param name in capital letters or small ones
     * @throws UserError that lists the actions if it names none
     */
    int action(String name) {
      int index = inquiry.actionNames().indexOf(name.toUpperCase(Locale.ROOT));
      if (index < 0) {
        throw new UserError(
            RootLocale.format(
                "%s has no action '%s': choose one of %s",
                run.description().game(), name, String.join(", ", inquiry.actionNames())));
      }
      return index;
    }
  }
}
