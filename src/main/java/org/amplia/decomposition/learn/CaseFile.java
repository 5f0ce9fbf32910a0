package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.amplia.model.Dossier;
import org.amplia.observe.GameState;
import org.amplia.overseer.Consequences;
import org.amplia.overseer.PlayedFutures;
import org.amplia.overseer.Prospect;
import org.amplia.question.Continuation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.Question.ActionValue;

/**
 * Cases with everything that has been looked up about them: nothing is looked up twice. A future
 * that is too short for what is asked is played again, longer.
 */
public final class CaseFile {
  private final BiFunction<List<ActionValue>, List<List<Information>>, List<Prospect>> emulator;
  private final BiFunction<List<Prospect>, List<List<Information>>, List<Prospect>> deeper;
  private final List<Case> cases;
  private final Anchor anchor;
  private final Map<Integer, Prospect> prospects = new HashMap<>();
  private final Map<Integer, Long> framesByCase = new HashMap<>();
  private long framesPlayed;

  /**
   * A file of cases of which nothing is known yet.
   *
   * @param emulator looks up what is asked about each question, as {@link Consequences#of} does
   */
  public CaseFile(
      BiFunction<List<ActionValue>, List<List<Information>>, List<Prospect>> emulator,
      List<Case> cases) {
    this(emulator, (known, items) -> known, cases, Anchor.NONE);
  }

  private CaseFile(Consequences consequences, List<Case> cases, Anchor anchor) {
    this(consequences::of, consequences::valued, cases, anchor);
  }

  private CaseFile(
      BiFunction<List<ActionValue>, List<List<Information>>, List<Prospect>> emulator,
      BiFunction<List<Prospect>, List<List<Information>>, List<Prospect>> deeper,
      List<Case> cases,
      Anchor anchor) {
    this.emulator = emulator;
    this.deeper = deeper;
    this.cases = List.copyOf(cases);
    this.anchor = anchor;
  }

  /**
   * A file of which nothing is known, what the cases come to neither: their references are NaN.
   *
   * @return every action of a state, then of the next
   */
  public static CaseFile open(Consequences consequences, List<GameState> states, Anchor anchor) {
    float[][] own = own(consequences, states);
    List<Case> cases = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      for (int action = 0; action < own[s].length; action++) {
        cases.add(new Case(new ActionValue(states.get(s), action), own[s][action], Double.NaN));
      }
    }
    return new CaseFile(consequences, cases, anchor);
  }

  private static float[][] own(Consequences consequences, List<GameState> states) {
    return consequences
        .evaluator()
        .values(states.stream().map(GameState::observation).toArray(byte[][]::new));
  }

  /**
   * A file of cases that came to what a long look-ahead says: the discounted rewards of {@code
   * steps} agent steps under the policy and the value of the state after them. What that look-ahead
   * has shown on its way is known.
   *
   * @return every action of a state, then of the next
   */
  public static CaseFile of(Consequences consequences, List<GameState> states, int steps) {
    return open(consequences, states, Anchor.NONE).cameTo(steps);
  }

  /**
   * A file of one case that came to what such a look-ahead says.
   *
   * @param steps agent steps
   */
  public static CaseFile of(Consequences consequences, ActionValue about, int steps) {
    return alone(consequences, about, Anchor.NONE).cameTo(steps);
  }

  /** A file of one case of which nothing is known, what it comes to neither. */
  static CaseFile alone(Consequences consequences, ActionValue about, Anchor anchor) {
    float own = own(consequences, List.of(about.state()))[0][about.action()];
    return new CaseFile(consequences, List.of(new Case(about, own, Double.NaN)), anchor);
  }

  /** These cases with what their futures under the policy came to. */
  private CaseFile cameTo(int steps) {
    List<Information> item = List.of(new Information(new Feature.Outcome(), steps));
    List<Prospect> found =
        emulator.apply(
            cases.stream().map(Case::about).toList(), Collections.nCopies(cases.size(), item));
    CaseFile file =
        cameTo(
            found.stream()
                .mapToDouble(one -> one.after(steps, Continuation.POLICY).value())
                .toArray());
    for (int number = 0; number < cases.size(); number++) {
      file.prospects.put(number, found.get(number));
      file.count(number, found.get(number).frames(item));
    }
    return file;
  }

  /**
   * These cases with what they came to elsewhere; what has been looked up stays known.
   *
   * @param references discounted returns, one for each case
   */
  public CaseFile cameTo(double[] references) {
    List<Case> known = new ArrayList<>();
    for (int number = 0; number < cases.size(); number++) {
      Case before = cases.get(number);
      known.add(new Case(before.about(), before.ownValue(), references[number]));
    }
    CaseFile file = new CaseFile(emulator, deeper, known, anchor);
    file.prospects.putAll(prospects);
    framesByCase.forEach(file::count);
    return file;
  }

  /**
   * These cases with what was played from them, of which no item reads anything. Its frames are
   * counted.
   */
  public CaseFile cameTo(PlayedFutures.Played played) {
    CaseFile file = cameTo(played.returns());
    for (int number = 0; number < cases.size(); number++) {
      file.count(number, played.frames()[number]);
    }
    return file;
  }

  /** These cases and then those of another file, with what is known of all of them. */
  public CaseFile followedBy(CaseFile other) {
    List<Case> both = new ArrayList<>(cases);
    both.addAll(other.cases);
    CaseFile file = new CaseFile(emulator, deeper, both, anchor);
    file.prospects.putAll(prospects);
    other.prospects.forEach((number, known) -> file.prospects.put(cases.size() + number, known));
    framesByCase.forEach(file::count);
    other.framesByCase.forEach((number, frames) -> file.count(cases.size() + number, frames));
    return file;
  }

  /** The cases. */
  public List<Case> cases() {
    return cases;
  }

  private void count(int number, long frames) {
    framesPlayed += frames;
    framesByCase.merge(number, frames, Long::sum);
  }

  /** Whether an item has been looked up about a case. */
  public boolean tells(int number, Information item) {
    return !item.isNothing() && prospects.containsKey(number) && prospects.get(number).tells(item);
  }

  /** What is known of a case without a judge, see {@link Anchor}. */
  public double anchor(int number, List<Information> items) {
    return anchor.of(cases.get(number), findings(number, items));
  }

  /** What a judge that knows these items is to foretell: z less the anchor. */
  public double unexplained(int number, List<Information> items) {
    return cases.get(number).reference() - anchor(number, items);
  }

  /** Emulator frames that looking up about a case has taken. */
  public long framesPlayed(int number) {
    return framesByCase.getOrDefault(number, 0L);
  }

  /** Emulator frames that looking up has taken. */
  public long framesPlayed() {
    return framesPlayed;
  }

  /**
   * Looks up what is not known yet; nothing is nothing to look up.
   *
   * @param numbers of the cases
   * @param items what is asked about each of them
   */
  public void lookUp(List<Integer> numbers, List<List<Information>> items) {
    Map<Integer, List<Information>> missing = new TreeMap<>();
    Map<Integer, List<Information>> unvalued = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      Prospect known = prospects.get(number);
      for (Information item : items.get(i)) {
        if (!item.isNothing() && (known == null || !known.tells(item))) {
          (known != null && known.reaches(item) ? unvalued : missing)
              .computeIfAbsent(number, n -> new ArrayList<>())
              .add(item);
        }
      }
    }
    ask(unvalued);
    List<ActionValue> questions =
        missing.keySet().stream().map(number -> cases.get(number).about()).toList();
    List<List<Information>> wanted = List.copyOf(missing.values());
    List<Prospect> found = emulator.apply(questions, wanted);
    int next = 0;
    for (int number : missing.keySet()) {
      count(number, found.get(next).frames(wanted.get(next)));
      prospects.merge(number, found.get(next), Prospect::with);
      next++;
    }
  }

  /** Where only the value of a state that was reached is missing, nothing is played again. */
  private void ask(Map<Integer, List<Information>> unvalued) {
    List<List<Information>> items = List.copyOf(unvalued.values());
    List<Prospect> valued =
        deeper.apply(unvalued.keySet().stream().map(prospects::get).toList(), items);
    int next = 0;
    for (int number : unvalued.keySet()) {
      Prospect before = prospects.put(number, valued.get(next));
      // The way there was counted when it was played.
      count(number, valued.get(next).frames(items.get(next)) - before.frames(items.get(next)));
      next++;
    }
  }

  /** What was looked up about a case. */
  public List<Finding> findings(int number, List<Information> items) {
    return items.isEmpty() ? List.of() : prospects.get(number).findings(items);
  }

  /** Emulator frames that items take for a case, if nothing else is known. */
  public long frames(int number, List<Information> items) {
    return items.isEmpty() ? 0 : prospects.get(number).frames(items);
  }

  /**
   * What M2 was asked about the state that an item reads the value of, if it was.
   *
   * @param before items that were asked for before: what was asked for them is known
   */
  Optional<Prospect.Deeper> deeper(int number, List<Information> before, Information item) {
    boolean isKnown =
        before.stream()
            .anyMatch(
                one ->
                    one.feature().needsValue()
                        && one.continuation() == item.continuation()
                        && one.horizonSteps() == item.horizonSteps());
    return isKnown || !item.feature().needsValue()
        ? Optional.empty()
        : Optional.ofNullable(
            prospects.get(number).after(item.horizonSteps(), item.continuation()).deeper());
  }

  /**
   * Cases with what is known of them, as networks are asked about them: one a number.
   *
   * @param known items that have been looked up, one list a number
   */
  byte[][] dossiers(Dossier dossier, List<Integer> numbers, List<List<Information>> known) {
    byte[][] dossiers = new byte[numbers.size()][];
    for (int i = 0; i < dossiers.length; i++) {
      int number = numbers.get(i);
      dossiers[i] = cases.get(number).dossier(dossier, findings(number, known.get(i)));
    }
    return dossiers;
  }
}
