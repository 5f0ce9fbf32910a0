package org.amplia.decomposition.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.ReturnBins;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.question.Question.ActionValue;
import org.junit.jupiter.api.Test;

class CommonChoiceTest {
  private static final int STATES = 12;
  private static final int ACTIONS = 2;
  private static final int ITEMS = 3;
  private static final QuerySpace SPACE = new QuerySpace(new int[] {9, 17});
  private static final Dossier DOSSIER =
      new Dossier(
          new InputEncoder.Scaled(2),
          SPACE,
          ACTIONS,
          new ReturnBins(new double[] {-1, 0, 1}),
          ITEMS);
  private static final List<Integer> NUMBERS =
      IntStream.range(0, STATES * ACTIONS).boxed().toList();

  private static CaseFile file() {
    List<Case> cases = new ArrayList<>();
    for (int s = 0; s < STATES; s++) {
      GameState state = new GameState(null, new byte[] {(byte) (s * 20), 0});
      for (int a = 0; a < ACTIONS; a++) {
        cases.add(new Case(new ActionValue(state, a), 0.1 * a, 0));
      }
    }
    return new NoisyWorld(new RandomStreams(5), 0).file(cases);
  }

  private static InformationChooser chooser() {
    return new InformationChooser(
        new Network(
            new Architecture.Mlp(DOSSIER.encoder().features(), 16, SPACE.size(), 0, 0),
            DOSSIER.encoder(),
            new RandomStream(3)),
        DOSSIER);
  }

  @Test
  void allActionsOfAStateAreAskedTheSameAndNothingTwice() {
    try (InformationChooser chooser = chooser()) {
      List<List<Information>> asked =
          new Choice.Common(chooser, DOSSIER, ACTIONS)
              .ask(file(), NUMBERS, ITEMS, new RandomStream(0));
      for (int s = 0; s < STATES; s++) {
        assertThat(asked.get(s * ACTIONS + 1)).isEqualTo(asked.get(s * ACTIONS));
        assertThat(asked.get(s * ACTIONS)).doesNotHaveDuplicates().hasSize(ITEMS);
      }
      // Each action by itself would be asked something else somewhere, or this shows nothing.
      List<List<Information>> alone =
          new Choice.Learned(chooser, DOSSIER).ask(file(), NUMBERS, ITEMS, new RandomStream(0));
      assertThat(alone).isNotEqualTo(asked);
    }
  }

  @Test
  void itIsTheItemWhoseProbabilitiesHaveTheHighestProduct() {
    try (InformationChooser chooser = chooser()) {
      CaseFile file = file();
      List<List<Information>> nothing = NUMBERS.stream().map(n -> List.<Information>of()).toList();
      List<Information> first =
          new Choice.Common(chooser, DOSSIER, ACTIONS)
              .next(file, NUMBERS, nothing, new RandomStream(0));
      float[][] scores = chooser.scores(file.dossiers(DOSSIER, NUMBERS, nothing));
      for (int s = 0; s < STATES; s++) {
        double[] one = Scores.probabilities(scores[s * ACTIONS]);
        double[] other = Scores.probabilities(scores[s * ACTIONS + 1]);
        int chosen = SPACE.indexOf(first.get(s * ACTIONS));
        double highest =
            IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).max().orElseThrow();
        assertThat(one[chosen] * other[chosen]).isEqualTo(highest);
      }
    }
  }
}
