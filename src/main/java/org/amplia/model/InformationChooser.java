package org.amplia.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.net.Network;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;

/**
 * M1's answerer for Q3: for a state, an action and what is known of it, a distribution over the
 * items that could be looked up. What is known already is no answer, and has no probability: to ask
 * it again costs nothing and tells nothing, which would make it the safest of all answers.
 *
 * @param network one output an item of the dossier's space
 * @param dossier how questions are put
 */
public record InformationChooser(Network network, Dossier dossier)
    implements AnswerModel<Information> {
  /** The items. */
  public QuerySpace space() {
    return dossier.space();
  }

  /** Scores of every item, −∞ of what is known: questions × items. */
  public float[][] scores(byte[][] questions) {
    return unknown(questions, network.forward(questions));
  }

  private float[][] unknown(byte[][] questions, float[][] scores) {
    for (int i = 0; i < questions.length; i++) {
      for (int item : dossier.known(questions[i])) {
        scores[i][item] = Float.NEGATIVE_INFINITY;
      }
    }
    return scores;
  }

  @Override
  public List<Information> samples(byte[][] questions, RandomStream random) {
    return Arrays.stream(scores(questions))
        .map(scores -> Scores.sample(Scores.probabilities(scores), random))
        .map(space()::at)
        .toList();
  }

  @Override
  public List<Information> modes(byte[][] questions) {
    return Arrays.stream(scores(questions)).map(Scores::mode).map(space()::at).toList();
  }

  @Override
  public Information anyAnswer(RandomStream random) {
    return space().any(random);
  }

  @Override
  public double[] logProbabilities(byte[][] questions, List<Information> answers) {
    float[][] scores = scores(questions);
    return IntStream.range(0, scores.length)
        .mapToDouble(
            i ->
                ChoiceModel.logProbabilities(scores[i], List.of(space().indexOf(answers.get(i))))[
                    0])
        .toArray();
  }

  /** Answers that are known already, which somebody may have shown or drawn, move nothing. */
  @Override
  public void raise(
      byte[][] questions,
      List<List<Information>> answers,
      Weighing weighing,
      Leash leash,
      AnswerModel<Information> start,
      Adam optimiser) {
    List<List<Integer>> items = answers.stream().map(this::indices).toList();
    float[][] held = leash.strength() == 0 ? null : ((InformationChooser) start).scores(questions);
    network.trainStep(
        questions,
        outputs -> {
          float[][] scores = unknown(questions, outputs);
          Weighing ofUnknown =
              (question, logProbabilities) -> {
                double[] weights = weighing.weights(question, logProbabilities);
                for (int c = 0; c < weights.length; c++) {
                  int item = items.get(question).get(c);
                  if (scores[question][item] == Float.NEGATIVE_INFINITY) {
                    weights[c] = 0;
                  }
                }
                return weights;
              };
          return ChoiceModel.gradients(scores, items, ofUnknown, leash, held);
        },
        optimiser);
  }

  private List<Integer> indices(List<Information> answers) {
    return answers.stream().map(space()::indexOf).toList();
  }

  @Override
  public InformationChooser frozenCopy() {
    return new InformationChooser(network.copy(), dossier);
  }

  @Override
  public void close() {
    network.close();
  }
}
