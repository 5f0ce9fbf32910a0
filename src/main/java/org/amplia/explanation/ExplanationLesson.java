package org.amplia.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.model.Explainer;
import org.amplia.net.Adam;
import org.amplia.question.Explanation;
import org.amplia.update.JudgedAnswers;
import org.amplia.update.SamplingUpdate;

/**
 * Teaches M1 to answer Q5 so that Q6 is high: by any {@link SamplingUpdate}, as every question
 * whose answer is selected. In each phase M1 is asked for candidates, the critic judges them, and
 * M1 takes gradient steps.
 *
 * @param settings how long and how fast
 * @param seen what was looked up before
 * @param critic Q6, with the frozen judge
 * @param prices what texts are charged
 */
public record ExplanationLesson(
    DecompositionSettings settings, Seen seen, Critic critic, Prices prices) {
  private static final double MAX_GRADIENT_NORM = 5;

  /** Learning to speak at all bears larger steps than learning to speak better. */
  private static final double IMITATION_LEARNING_RATE = 1e-2;

  /** Who can be asked for a text about any case, as often as one likes. */
  @FunctionalInterface
  public interface Demonstrator {
    /**
     * A text.
     *
     * @param number of the case
     * @param random what chance the text hangs on
     */
    Explanation text(int number, RandomStream random);
  }

  /**
   * Learns from demonstrated texts alone: raises their probability. The demonstrator is asked anew
   * in every step, since one text a case would be learned by heart, with what is wrong in it.
   *
   * @param numbers of the cases
   * @param steps gradient steps
   */
  public void imitate(
      Explainer explainer,
      CaseFile file,
      List<Integer> numbers,
      Demonstrator demonstrator,
      int steps,
      RandomStream random) {
    byte[][] questions = seen.questions(file, numbers);
    Adam optimiser = new Adam(IMITATION_LEARNING_RATE, steps, MAX_GRADIENT_NORM);
    explainer.network().seedDropout(random);
    double[] ones = new double[settings.batchSize()];
    Arrays.fill(ones, 1);
    for (int step = 0; step < steps; step++) {
      int[] drawn = random.ints(ones.length, 0, numbers.size()).toArray();
      explainer.raise(
          Arrays.stream(drawn).mapToObj(i -> questions[i]).toArray(byte[][]::new),
          Arrays.stream(drawn).mapToObj(i -> demonstrator.text(numbers.get(i), random)).toList(),
          ones,
          optimiser);
    }
  }

  /**
   * Learns by an update.
   *
   * @param numbers of the cases
   * @return mean quality of the candidates in each phase, nats
   */
  public double[] learn(
      Explainer explainer,
      CaseFile file,
      List<Integer> numbers,
      SamplingUpdate update,
      RandomStream random) {
    Adam optimiser = new Adam(settings.learningRate(), settings.chooserSteps(), MAX_GRADIENT_NORM);
    explainer.network().seedDropout(random);
    int stepsAPhase = settings.chooserSteps() / settings.phases();
    double[] means = new double[settings.phases()];
    try (Explainer start = explainer.frozenCopy()) {
      for (int phase = 0; phase < settings.phases(); phase++) {
        List<Integer> drawn =
            random
                .ints((long) stepsAPhase * settings.batchSize(), 0, numbers.size())
                .mapToObj(numbers::get)
                .toList();
        byte[][] questions = seen.questions(file, drawn);
        List<List<Explanation>> candidates =
            update.candidates(explainer, questions, settings.candidates(), random);
        JudgedAnswers<Explanation> judged =
            JudgedAnswers.of(
                explainer, start, questions, candidates, qualities(file, drawn, candidates));
        means[phase] = judged.mean();
        for (int step = 0; step < stepsAPhase; step++) {
          judged.raise(
              explainer, step * settings.batchSize(), settings.batchSize(), update, optimiser);
        }
      }
    }
    return means;
  }

  private List<double[]> qualities(
      CaseFile file, List<Integer> numbers, List<List<Explanation>> candidates) {
    List<Integer> owners = new ArrayList<>();
    List<Explanation> texts = new ArrayList<>();
    for (int q = 0; q < candidates.size(); q++) {
      for (Explanation candidate : candidates.get(q)) {
        owners.add(numbers.get(q));
        texts.add(candidate);
      }
    }
    double[] all =
        critic.of(file, owners, texts).stream()
            .mapToDouble(verdict -> verdict.quality(prices))
            .toArray();
    List<double[]> qualities = new ArrayList<>();
    int next = 0;
    for (List<Explanation> some : candidates) {
      qualities.add(Arrays.copyOfRange(all, next, next + some.size()));
      next += some.size();
    }
    return qualities;
  }
}
