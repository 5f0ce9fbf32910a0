package org.amplia.decomposition.demonstrate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.demonstrate.KeyFrame.Conclusion;
import org.amplia.decomposition.demonstrate.ShownDecompositions.Choices;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.JudgeTraining.Example;
import org.amplia.model.Judge;
import org.amplia.question.Information;

/**
 * Teaches a judge what demonstrators concluded from what they had looked up: the second half of a
 * decomposition.
 *
 * <p>A program's conclusion is a return: what follows from the returns that it asked for. If it
 * asked for none, or for rewards no further than cases are played without the value after them, its
 * conclusion says nothing and teaches nothing. A person's goodness has a scale of its own, 0 … 10:
 * it is taken for the return a + b · goodness, a and b by least squares from what the shown cases
 * came to. Where goodness does not rise with that (b is not positive) it teaches nothing.
 *
 * @param choices what was asked and concluded; items were looked up, and it is known what cases
 *     came to
 * @param referenceSteps agent steps of the futures that say so, to each of which a value is added
 */
public record ConclusionTeaching(Choices choices, int referenceSteps) {
  private static final int FEWEST = 2;

  /** A case, by its place among the choices, and what was concluded of it, a return. */
  private record Concluded(int place, double value) {}

  /**
   * Teaches.
   *
   * @return how many conclusions were taught
   */
  public int teach(Judge judge, JudgeTraining training, RandomStream random) {
    List<Concluded> all = returns();
    if (all.size() < FEWEST) {
      return 0;
    }
    CaseFile file = choices.file();
    training.fit(
        judge,
        all.size(),
        (index, chances) -> {
          Concluded one = all.get(index);
          int number = choices.numbers().get(one.place());
          List<Information> asked = choices.items().get(one.place());
          List<Information> known = asked.subList(0, chances.nextInt(asked.size() + 1));
          return new Example(
              file.cases().get(number),
              file.findings(number, known),
              one.value() - file.anchor(number, known));
        },
        random);
    return all.size();
  }

  private List<Concluded> returns() {
    Line line = line();
    List<Concluded> all = new ArrayList<>();
    for (int place = 0; place < choices.concluded().size(); place++) {
      Conclusion conclusion = choices.concluded().get(place);
      if (isReturn(conclusion)) {
        if (choices.items().get(place).stream().anyMatch(this::concludes)) {
          all.add(new Concluded(place, conclusion.value()));
        }
      } else if (line.slope() > 0) {
        all.add(new Concluded(place, line.at(conclusion.value())));
      }
    }
    return all;
  }

  /** Rewards alone leave out what comes after them. */
  private boolean concludes(Information item) {
    return item.feature().needsValue()
        || (item.feature().isReturn() && item.horizonSteps() > referenceSteps);
  }

  private static boolean isReturn(Conclusion conclusion) {
    return conclusion.kind().equals(Conclusion.RETURN);
  }

  /** A return as a function of goodness. */
  private record Line(double start, double slope) {
    double at(double goodness) {
      return start + slope * goodness;
    }
  }

  private Line line() {
    List<double[]> points = new ArrayList<>();
    for (int place = 0; place < choices.concluded().size(); place++) {
      Conclusion conclusion = choices.concluded().get(place);
      if (!isReturn(conclusion)) {
        double cameTo = choices.file().cases().get(choices.numbers().get(place)).reference();
        points.add(new double[] {conclusion.value(), cameTo});
      }
    }
    OptionalDouble goodness = points.stream().mapToDouble(point -> point[0]).average();
    OptionalDouble cameTo = points.stream().mapToDouble(point -> point[1]).average();
    double covariance = 0;
    double variance = 0;
    for (double[] point : points) {
      double away = point[0] - goodness.orElseThrow();
      covariance += away * (point[1] - cameTo.orElseThrow());
      variance += away * away;
    }
    if (!(variance > 0)) {
      return new Line(0, 0);
    }
    double slope = covariance / variance;
    return new Line(cameTo.orElseThrow() - slope * goodness.orElseThrow(), slope);
  }
}
