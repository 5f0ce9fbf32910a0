package org.amplia.overseer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.observe.GameState;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Information;

/**
 * Whether anything hangs on the action that is taken from a state.
 *
 * @param indifferent whether every action leads to the same memory, reward and lives at once
 * @param frames emulator frames that it took to know
 */
public record FirstStep(boolean indifferent, long frames) {
  private static final List<Information> ITEM =
      List.of(new Information(new Feature.RewardSum(), 1));

  /** Takes every action's first step from every state. */
  public static List<FirstStep> of(Consequences consequences, List<GameState> states) {
    List<FirstStep> steps = new ArrayList<>();
    for (List<Prospect> prospects : consequences.ofEveryAction(states, ITEM)) {
      List<Future.Reading> readings =
          prospects.stream()
              .map(prospect -> prospect.futures().get(Continuation.POLICY).after(1))
              .toList();
      steps.add(
          new FirstStep(
              readings.stream().allMatch(reading -> same(reading, readings.get(0))),
              readings.stream().mapToLong(Future.Reading::frames).sum()));
    }
    return steps;
  }

  private static boolean same(Future.Reading one, Future.Reading other) {
    return one.rewardSum() == other.rewardSum()
        && one.livesLost() == other.livesLost()
        && one.ended() == other.ended()
        && Arrays.equals(one.ramChange(), other.ramChange());
  }
}
