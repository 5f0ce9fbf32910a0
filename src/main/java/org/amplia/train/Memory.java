package org.amplia.train;

import java.util.ArrayList;
import java.util.List;
import org.amplia.model.Preferences;
import org.amplia.update.Lesson;

/**
 * What a run remembers between rounds besides M1 itself. All of it goes into the checkpoint. A
 * method leaves empty what it does not use.
 *
 * @param demonstrations every step that the demonstrator showed
 * @param visited lessons about earlier rounds' states, oldest round first
 * @param games returns of the games played for the value, oldest round first
 * @param targets values found by look-ahead from earlier rounds' states, oldest round first
 * @param judged comparisons of answers in earlier rounds' states, oldest round first
 */
record Memory(
    List<Return> demonstrations,
    List<List<Lesson>> visited,
    List<List<Return>> games,
    List<List<EvaluatorLesson>> targets,
    List<List<Preferences>> judged) {
  /** A memory of the demonstrations alone. */
  static Memory of(List<Return> demonstrations) {
    return new Memory(
        demonstrations, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** Adds a round and forgets the oldest beyond {@code rounds}. */
  static <T> void remember(List<List<T>> memory, List<T> newest, int rounds) {
    memory.add(newest);
    while (memory.size() > rounds) {
      memory.remove(0);
    }
  }
}
