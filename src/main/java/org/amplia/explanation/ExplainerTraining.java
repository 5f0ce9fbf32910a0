package org.amplia.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.explanation.Critic.Prices;
import org.amplia.model.Explainer;
import org.amplia.question.Explanation;
import org.amplia.update.AnswerTraining;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * Teaches M1 to answer Q5 so that Q6 is high: by any {@link AnswerUpdate}, as every question whose
 * answer is selected. In each phase M1 is asked for candidates, the critic judges them, and M1
 * takes gradient steps.
 *
 * @param settings how long and how fast
 * @param seen what was looked up before
 * @param critic Q6, with the frozen judge
 * @param prices what texts are charged
 */
public record ExplainerTraining(
    DecompositionSettings settings, Seen seen, Critic critic, Prices prices) {
  /** Learning to speak at all bears larger steps than learning to speak better. */
  private static final double IMITATION_LEARNING_RATE = 1e-2;

  /** Who can be asked for a text about any case, as often as one likes. */
  @FunctionalInterface
  public interface Demonstrator {
    /**
     * A text.
     *
     * @param number of the case
     * @param random chances of the text
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
    explainer.network().seedDropout(random);
    new AnswerTraining(steps, 1, settings.batchSize(), IMITATION_LEARNING_RATE)
        .imitate(
            explainer,
            () -> {
              int[] drawn = random.ints(settings.batchSize(), 0, numbers.size()).toArray();
              return Arrays.stream(drawn)
                  .mapToObj(
                      i -> Example.shown(questions[i], demonstrator.text(numbers.get(i), random)))
                  .toList();
            });
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
      AnswerUpdate update,
      RandomStream random) {
    explainer.network().seedDropout(random);
    return settings
        .chooserTraining()
        .train(
            explainer,
            numbers.size(),
            drawn -> {
              List<Integer> asked = drawn.stream().map(numbers::get).toList();
              return new AnswerTraining.Questions<>(
                  seen.questions(file, asked), candidates -> qualities(file, asked, candidates));
            },
            update,
            random);
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
