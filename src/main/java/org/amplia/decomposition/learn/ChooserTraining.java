package org.amplia.decomposition.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.question.Information;
import org.amplia.update.AnswerTraining;
import org.amplia.update.AnswerUpdate;
import org.amplia.update.Example;

/**
 * Teaches M1 to answer Q3 so that Q4 is high: by any {@link AnswerUpdate}, as every question whose
 * answer is selected. In each phase M1 is asked for candidates, the emulator looks them up, the
 * frozen judge says how useful each was, and M1 takes gradient steps.
 *
 * @param settings how long and how fast
 * @param dossier how cases are put to M1
 * @param usefulness Q4, with the frozen judge
 */
public record ChooserTraining(
    DecompositionSettings settings, Dossier dossier, Usefulness usefulness) {
  /**
   * Learns from demonstrated choices alone: raises their probability.
   *
   * @param numbers of the cases
   * @param shown the demonstrator's items for each of them, in its order; where they are fewer than
   *     may be asked for, it wanted to know nothing more
   */
  public void imitate(
      InformationChooser chooser,
      CaseFile file,
      List<Integer> numbers,
      List<List<Information>> shown,
      RandomStream random) {
    chooser.network().seedDropout(random);
    settings.chooserTraining().imitate(chooser, () -> shownBatch(file, numbers, shown, random));
  }

  private List<Example<Information>> shownBatch(
      CaseFile file, List<Integer> numbers, List<List<Information>> shown, RandomStream random) {
    List<Integer> drawn = new ArrayList<>();
    List<List<Information>> known = new ArrayList<>();
    List<Information> answers = new ArrayList<>();
    for (int i = 0; i < settings.batchSize(); i++) {
      int pick = random.nextInt(numbers.size());
      List<Information> items = shown.get(pick);
      boolean stops = dossier.space().mayStop() && items.size() < settings.items();
      int asked = random.nextInt(items.size() + (stops ? 1 : 0));
      drawn.add(numbers.get(pick));
      known.add(items.subList(0, asked));
      answers.add(asked < items.size() ? items.get(asked) : Information.NOTHING_MORE);
    }
    byte[][] questions = file.dossiers(dossier, drawn, known);
    return IntStream.range(0, questions.length)
        .mapToObj(i -> Example.shown(questions[i], answers.get(i)))
        .toList();
  }

  /**
   * Learns by an update.
   *
   * @param numbers of the cases
   * @return mean usefulness of the candidates in each phase, nats
   */
  public double[] learn(
      InformationChooser chooser,
      CaseFile file,
      List<Integer> numbers,
      AnswerUpdate update,
      RandomStream random) {
    chooser.network().seedDropout(random);
    return settings
        .chooserTraining()
        .train(
            chooser,
            numbers.size(),
            drawn -> {
              List<Integer> asked = drawn.stream().map(numbers::get).toList();
              List<List<Information>> known = known(chooser, file, asked, random);
              return new AnswerTraining.Questions<>(
                  file.dossiers(dossier, asked, known),
                  candidates -> {
                    file.lookUp(asked, candidates);
                    return usefulness.of(file, asked, known, candidates);
                  });
            },
            update,
            random);
  }

  /**
   * What is known when the question is asked: the answers that M1 gives to the questions before.
   * Where it asks for nothing more, that is the question.
   */
  private List<List<Information>> known(
      InformationChooser chooser, CaseFile file, List<Integer> numbers, RandomStream random) {
    List<List<Information>> known = new ArrayList<>();
    numbers.forEach(number -> known.add(new ArrayList<>()));
    int[] wanted = new int[numbers.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = random.nextInt(settings.items());
    }
    for (int asked = 0; asked + 1 < settings.items(); asked++) {
      List<Integer> positions = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] > asked) {
          positions.add(i);
        }
      }
      if (positions.isEmpty()) {
        return known;
      }
      List<Integer> some = positions.stream().map(numbers::get).toList();
      List<List<Information>> before = positions.stream().map(known::get).toList();
      List<Information> answers = chooser.samples(file.dossiers(dossier, some, before), random);
      for (int i = 0; i < positions.size(); i++) {
        if (answers.get(i).isNothing()) {
          wanted[positions.get(i)] = asked;
        } else {
          known.get(positions.get(i)).add(answers.get(i));
        }
      }
      file.lookUp(numbers, known);
    }
    return known;
  }
}
