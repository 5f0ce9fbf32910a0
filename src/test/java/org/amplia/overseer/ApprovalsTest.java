package org.amplia.overseer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.env.EnvironmentSettings;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.Question.ActionValue;
import org.amplia.question.Question.BestAction;
import org.amplia.question.QuestionTree;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

/** What is made of approvals, and how transcripts tell them. */
class ApprovalsTest {
  private static final List<String> ACTIONS = List.of("NOOP", "UP", "DOWN");

  @Test
  void theSpreadIsFromTheLowestToTheHighestAndSomeAnswersKeepTheRest() {
    Approvals approvals = new Approvals(new float[] {1, -2, 4}, false, 9);
    Approvals some = approvals.of(new int[] {2, 0});
    assertThat(some.values()).containsExactly(4, 1);
    assertThat(some.frames()).isEqualTo(9);
    assertThat(approvals.spread()).isEqualTo(6);
    assertThat(new Approvals(new float[] {-5, -5}, false, 0).spread()).isZero();
  }

  @Test
  void theTranscriptNamesM1sAnswerAndTheFirstOfTheMostApproved() {
    InputEncoder encoder = new InputEncoder.Scaled(2);
    try (Network network =
        new Network(new Architecture.Mlp(2, 4, 3, 0, 0), encoder, new RandomStream(1))) {
      ChoiceModel policy = new ChoiceModel(network);
      Transcript transcript = new Transcript(policy, new Evaluator(network));
      GameState state = new GameState(null, new byte[] {7, 9});
      float[] scores = policy.scores(new byte[][] {state.observation()})[0];
      int mode = Scores.mode(scores);
      String own =
          "%s (p = %.2f); the overseer approves most of "
              .formatted(ACTIONS.get(mode), Scores.probabilities(scores)[mode]);
      List<QuestionTree> values =
          List.of(
              transcript.indifferent(new ActionValue(state, 1), 5, ACTIONS),
              transcript.indifferent(new ActionValue(state, 2), 6, ACTIONS));
      BestAction question = new BestAction(state);

      QuestionTree some =
          transcript.bestAction(question, new double[] {0, 2, 2}, values, 3, ACTIONS);
      assertThat(some.answer()).isEqualTo(own + "UP");
      assertThat(some.value()).isEqualTo(mode);
      assertThat(some.frames()).isEqualTo(3 + 5 + 6);
      assertThat(
              transcript.bestAction(question, new double[] {2, 2, 1}, values, 0, ACTIONS).answer())
          .isEqualTo(own + "NOOP");
      assertThat(transcript.bestAction(question, new double[0], values, 0, ACTIONS).answer())
          .isEqualTo(own + "all alike");

      QuestionTree alike = values.get(0);
      assertThat(alike.value()).isNull();
      assertThat(alike.subquestions())
          .containsExactly(transcript.unaided(new ActionValue(state, 1), ACTIONS));
      assertThat(alike.subquestions().get(0).value()).isEqualTo(scores[1]);
      assertThat(alike.subquestions().get(0).question())
          .isEqualTo("How good is it to take UP? (without looking)");
    }
  }

  @Test
  void thoseWhoGoOnDoWhatTheyAreSaidToDo() {
    try (ObservedGame game =
        new ObservedGame(
            new RomLibrary(Path.of("none")).open("crossing"),
            EnvironmentSettings.STANDARD,
            View.RAM,
            0)) {
      game.reset(new RandomStream(1));
      List<ObservedGame> games = List.of(game, game);
      RandomStream random = new RandomStream(2);
      List<RandomStream> chances = List.of(random, random);
      assertThat(new Player.Idle().next(games, chances)).containsExactly(List.of(0), List.of(0));
      int[] drawn = new int[3];
      for (int i = 0; i < 300; i++) {
        drawn[new Player.Uniform().next(games, chances).get(1).get(0)]++;
      }
      assertThat(Arrays.stream(drawn)).allMatch(count -> count > 60 && count < 140);
      Player rule = new Player.Scripted(new SuboptimalDemonstrator(SimpleRule.CROSS, 0));
      assertThat(rule.next(games, chances)).containsExactly(List.of(1), List.of(1));
      assertThat(rule.inWords()).isEqualTo("if the demonstrator goes on");
      assertThat(new Player.Idle().inWords()).isEqualTo("if nothing is done");
      assertThat(new Player.Uniform().inWords()).isEqualTo("if random actions follow");
      assertThat(new Player.Greedy(null).inWords()).isEqualTo("if the policy goes on");
    }
  }
}
