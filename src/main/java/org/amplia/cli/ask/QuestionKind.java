package org.amplia.cli.ask;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of question that {@code ask} can put; {@link QuestionKinds} has them all.
 *
 * @param name for {@code --question}
 * @param needs the options without which there is no question
 * @param takes the options that may be given
 * @param reader makes the question of the options
 */
record QuestionKind(
    String name,
    List<Needed> needs,
    List<String> takes,
    Function<QuestionOptions, AskedQuestion> reader) {
  /**
   * An option that has to be given.
   *
   * @param example a value
   */
  record Needed(String option, String example) {
    /** The action that a question is about. */
    static final Needed ACTION = new Needed(QuestionOptions.ACTION, "UP");
  }

  /** The options that belong to it. */
  List<String> options() {
    return Stream.concat(needs.stream().map(Needed::option), takes.stream()).toList();
  }
}
