package org.amplia.model;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.net.Adam;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;

/**
 * M1's answerer for Q3: for a state, an action and what is known of it, a distribution over the
 * items that could be looked up. Its questions are {@link Dossier#bytes}.
 *
 * @param numbers one answer an item of the space
 * @param space the items
 */
public record InformationChooser(ChoiceModel numbers, QuerySpace space)
    implements AnswerModel<Information>, AutoCloseable {
  @Override
  public List<Information> samples(byte[][] questions, RandomStream random) {
    return numbers.samples(questions, random).stream().map(space::at).toList();
  }

  @Override
  public List<Information> modes(byte[][] questions) {
    return numbers.modes(questions).stream().map(space::at).toList();
  }

  @Override
  public Information anyAnswer(RandomStream random) {
    return space.any(random);
  }

  @Override
  public double[] logProbabilities(byte[][] questions, List<Information> answers) {
    return numbers.logProbabilities(questions, indices(answers));
  }

  @Override
  public void raise(
      byte[][] questions, List<Information> answers, double[] weights, Adam optimiser) {
    numbers.raise(questions, indices(answers), weights, optimiser);
  }

  private List<Integer> indices(List<Information> answers) {
    return answers.stream().map(space::indexOf).toList();
  }

  /** A copy that stays as it is while this one is trained. */
  public InformationChooser frozenCopy() {
    return new InformationChooser(numbers.frozenCopy(), space);
  }

  @Override
  public void close() {
    numbers.network().close();
  }
}
