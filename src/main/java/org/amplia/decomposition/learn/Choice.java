package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Scores;
import org.amplia.observe.GameState;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;

/** A way to answer Q3: which item to look up next about each case. */
public sealed interface Choice {
  /**
   * One more item for each case, or {@link Information#NOTHING_MORE}.
   *
   * @param file everything known has been looked up in it
   * @param numbers of the cases
   * @param known the items asked for before, one list per case
   */
  List<Information> next(
      CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random);

  /**
   * Asks up to {@code items} times, until nothing more is asked for, and looks everything up.
   *
   * @return the items of each case, in the order asked
   */
  default List<List<Information>> ask(
      CaseFile file, List<Integer> numbers, int items, RandomStream random) {
    List<List<Information>> known = new ArrayList<>();
    numbers.forEach(number -> known.add(new ArrayList<>()));
    List<Integer> open = IntStream.range(0, numbers.size()).boxed().toList();
    for (int i = 0; i < items && !open.isEmpty(); i++) {
      List<Integer> asking = open.stream().map(numbers::get).toList();
      List<List<Information>> before = open.stream().map(known::get).toList();
      List<Information> next = next(file, asking, before, random);
      List<Integer> goOn = new ArrayList<>();
      for (int n = 0; n < next.size(); n++) {
        if (!next.get(n).isNothing()) {
          before.get(n).add(next.get(n));
          goOn.add(open.get(n));
        }
      }
      file.lookUp(numbers, known);
      open = goOn;
    }
    return known;
  }

  /** The same items in the same order, whatever the case; then nothing more. */
  record Fixed(List<Information> items) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      return known.stream()
          .map(
              before ->
                  before.size() < items.size()
                      ? items.get(before.size())
                      : Information.NOTHING_MORE)
          .toList();
    }
  }

  /** Any item, see {@link QuerySpace#any}. */
  record Random(QuerySpace space) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      return numbers.stream().map(number -> space.any(random)).toList();
    }
  }

  /**
   * One item at most, which somebody says for each state; then nothing more.
   *
   * @param answers by state; empty to ask nothing
   */
  record Told(Function<GameState, Optional<Information>> answers) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      return IntStream.range(0, numbers.size())
          .mapToObj(
              i ->
                  known.get(i).isEmpty()
                      ? answers
                          .apply(file.cases().get(numbers.get(i)).about().state())
                          .orElse(Information.NOTHING_MORE)
                      : Information.NOTHING_MORE)
          .toList();
    }
  }

  /** M1's answer: the most probable item. */
  record Learned(InformationChooser chooser, Dossier dossier) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      return chooser.modes(file.dossiers(dossier, numbers, known));
    }
  }

  /**
   * M1's answers about all actions of a state together: one item for all of them, the one whose
   * probabilities about the actions have the highest product. What is known of the actions can then
   * be compared: where one action's value is a look-ahead's and another's is M1's own, their
   * difference is mostly that.
   *
   * @param actions of a state; the cases asked about are all actions of a state, then of the next
   */
  record Common(InformationChooser chooser, Dossier dossier, int actions) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      float[][] scores = chooser.scores(file.dossiers(dossier, numbers, known));
      List<Information> next = new ArrayList<>();
      for (int from = 0; from < scores.length; from += actions) {
        Information item =
            chooser.space().at(mostProbable(Arrays.asList(scores).subList(from, from + actions)));
        next.addAll(Collections.nCopies(actions, item));
      }
      return next;
    }

    private static int mostProbable(List<float[]> ofState) {
      double[] logarithms = new double[ofState.get(0).length];
      for (float[] scores : ofState) {
        double[] probabilities = Scores.probabilities(scores);
        for (int item = 0; item < logarithms.length; item++) {
          logarithms[item] += Math.log(Math.max(probabilities[item], Double.MIN_NORMAL));
        }
      }
      return IntStream.range(0, logarithms.length)
          .boxed()
          .max(Comparator.comparingDouble(item -> logarithms[item]))
          .orElseThrow();
    }
  }

  /** An answer drawn from M1's distribution: what the judge has to know about while M1 learns. */
  record Sampled(InformationChooser chooser, Dossier dossier) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      return chooser.samples(file.dossiers(dossier, numbers, known), random);
    }
  }

  /**
   * The item that the judge finds most useful, of all there are. It sees what the case came to, so
   * it is a ceiling and nothing that could be done.
   */
  record Greedy(Usefulness usefulness, QuerySpace space) implements Choice {
    @Override
    public List<Information> next(
        CaseFile file, List<Integer> numbers, List<List<Information>> known, RandomStream random) {
      List<Information> all = IntStream.range(0, space.size()).mapToObj(space::at).toList();
      file.lookUp(numbers, numbers.stream().map(number -> all).toList());
      List<Information> best = new ArrayList<>();
      for (int n = 0; n < numbers.size(); n++) {
        int number = numbers.get(n);
        double[] useful =
            usefulness.of(file, List.of(number), List.of(known.get(n)), List.of(all)).get(0);
        best.add(
            all.get(
                IntStream.range(0, useful.length)
                    .boxed()
                    .max(Comparator.comparingDouble(i -> useful[i]))
                    .orElseThrow()));
      }
      return best;
    }
  }
}
