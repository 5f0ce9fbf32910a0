package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import org.amplia.env.AtariEnvironment;
import org.amplia.env.AtariEnvironment.FrameListener;
import org.amplia.observe.GamePool;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Demonstrator;
import org.amplia.train.agent.Agent;

/**
 * A scripted demonstrator as an expert. It is asked about states in which it makes a difference
 * which action is taken, which one step of look-ahead shows; what it tries out is counted.
 */
final class ScriptedExpert implements Expert {
  private static final int STATES_PER_BLOCK = 16;

  private final TrainingContext context;
  private final Demonstrator demonstrator;

  ScriptedExpert(TrainingContext context, Demonstrator demonstrator) {
    this.context = context;
    this.demonstrator = demonstrator;
  }

  @Override
  public Advice advise(List<GameState> states, Agent learner, int round) {
    List<Approvals> steps = context.consequences(learner).firstSteps(states);
    long frames = steps.stream().mapToLong(Approvals::frames).sum();
    List<GameState> decisive = Approvals.decisive(states, steps);
    List<Answered> answered = ask(decisive, round);
    return new Advice(
        decisive.stream().map(GameState::observation).toList(),
        answered.stream().flatMap(block -> block.actions().stream()).mapToInt(a -> a).toArray(),
        List.of(),
        states.size(),
        frames + answered.stream().mapToLong(Answered::frames).sum());
  }

  /** What a block of states came to. */
  private record Answered(List<Integer> actions, long frames) {}

  private List<Answered> ask(List<GameState> states, int round) {
    int blocks = (states.size() + STATES_PER_BLOCK - 1) / STATES_PER_BLOCK;
    return context
        .looking()
        .run(
            blocks,
            (index, games) -> {
              int from = index * STATES_PER_BLOCK;
              int to = Math.min(states.size(), from + STATES_PER_BLOCK);
              return ask(states, from, to, games, round);
            });
  }

  private Answered ask(List<GameState> states, int from, int to, GamePool.Games games, int round) {
    ObservedGame game = games.get(0);
    ObservedGame copy = games.withoutChance();
    FrameCount count = new FrameCount();
    List<Integer> actions = new ArrayList<>();
    copy.environment().setFrameListener(count);
    for (int i = from; i < to; i++) {
      game.restore(states.get(i));
      actions.add(demonstrator.act(game, copy, context.streams().stream("expert", round, i)));
    }
    copy.environment().setFrameListener(null);
    return new Answered(actions, count.frames);
  }

  private static final class FrameCount implements FrameListener {
    private long frames;

    @Override
    public void reset(AtariEnvironment game) {
      // Nothing was played yet.
    }

    @Override
    public void frame(AtariEnvironment game, int executedAction, int reward) {
      frames++;
    }
  }

  @Override
  public boolean needsEvaluator() {
    return false;
  }
}
