package org.amplia.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.baseline.ReplayLearner.Settings;
import org.amplia.baseline.ReplayLearner.Settings.Endings;
import org.amplia.env.Step;
import org.amplia.env.Step.Ending;
import org.amplia.model.Scores;
import org.amplia.net.Architecture;
import org.amplia.net.Head;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.Rate;
import org.amplia.replay.ObservationLayout;
import org.amplia.replay.ReplaySettings;

/** A learner with a replay memory, in small tasks side by side. */
record SmallLearner(List<? extends SmallTask> tasks, Network network, ReplayLearner learner)
    implements AutoCloseable {
  static final double DISCOUNT = 0.9;

  /** Settings under which the small tasks are learned in a few seconds. */
  static Settings settings(ReplaySettings replay, int pretrainingSteps) {
    return new Settings(
        "capacityFrames",
        replay,
        32,
        Rate.fixed(2e-3),
        0,
        10,
        4,
        200,
        pretrainingSteps > 0 ? 0 : 500,
        pretrainingSteps,
        new Endings(false, true));
  }

  static SmallLearner of(
      ReplayAlgorithm algorithm, Settings settings, List<? extends SmallTask> tasks, Head head) {
    SmallTask first = tasks.get(0);
    Network network =
        new Network(
            new Architecture.DeepMlp(first.states(), List.of(32), first.actions(), head),
            new InputEncoder.Scaled(first.states()),
            new RandomStream(1));
    return new SmallLearner(
        tasks,
        network,
        new ReplayLearner(
            algorithm,
            settings,
            new TaskBatch(tasks),
            network,
            ObservationLayout.whole(first.states()),
            new RandomStream(2)));
  }

  static List<Chain> chains() {
    return IntStream.range(0, 4).mapToObj(i -> new Chain(10, 200)).toList();
  }

  static List<IdentityTask> identities() {
    return IntStream.range(0, 4)
        .mapToObj(i -> new IdentityTask(5, 20, new RandomStream(i)))
        .toList();
  }

  /** An episode of a task under a policy (state → action). */
  static PlayedGame played(SmallTask task, IntUnaryOperator policy) {
    List<byte[]> observations = new ArrayList<>(List.of(task.reset()));
    List<Integer> actions = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    TaskStep step;
    do {
      byte[] seen = observations.get(observations.size() - 1);
      actions.add(policy.applyAsInt(SmallTask.state(seen)));
      step = task.step(actions.get(actions.size() - 1));
      Ending ending =
          step.gameOver() ? Ending.GAME_OVER : step.timeLimit() ? Ending.TIME_LIMIT : null;
      steps.add(new Step(step.reward(), 0, ending));
      observations.add(step.observation());
    } while (!step.done());
    return new PlayedGame(observations, actions, steps);
  }

  /** Shows what is best to do. */
  void showBest(SmallTask task, int games) {
    for (int i = 0; i < games; i++) {
      learner.show(played(task, task::bestAction));
    }
  }

  void update(int updates) {
    for (int i = 0; i < updates; i++) {
      learner.update();
    }
  }

  /** Values of all actions in a state. */
  float[] values(int state) {
    return network.forward(new byte[][] {tasks.get(0).observation(state)})[0];
  }

  /** Whether the most valued action is the best one in every state. */
  boolean isSolved() {
    return IntStream.range(0, tasks.get(0).states())
        .allMatch(state -> Scores.mode(values(state)) == tasks.get(0).bestAction(state));
  }

  @Override
  public void close() {
    learner.close();
    network.close();
  }
}
