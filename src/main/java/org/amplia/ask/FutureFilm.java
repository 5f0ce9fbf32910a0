package org.amplia.ask;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.question.Continuation;
import org.amplia.question.Future;

/**
 * A look-ahead as a film: what the emulator played while it found an answer.
 *
 * @param rows of a picture
 * @param columns of a picture
 * @param steps what was done in each agent step
 * @param pictures one more than steps: the screen where it begins, then after each agent step; each
 *     rows × columns palette indices
 */
public record FutureFilm(int rows, int columns, List<Step> steps, byte[] pictures) {
  /**
   * An agent step.
   *
   * @param action its name
   * @param points that it brought, unclipped
   * @param lives left after it
   */
  public record Step(String action, int points, int lives) {}

  /** Plays futures one after the other; one that begins where the game is over has no step. */
  static FutureFilm of(Inquiry inquiry, GameState state, List<Future> futures) {
    List<List<Integer>> actions = futures.stream().map(one -> numbers(inquiry, one)).toList();
    boolean hasChances = futures.stream().anyMatch(Future::hasChances);
    UserError.unless(
        !hasChances || (futures.size() == 1 && futures.get(0).actions().size() == 1),
        "a future with a number has one action, and is played alone");
    UserError.unless(
        !hasChances || futures.get(0).continuation() == Continuation.POLICY,
        "in a future with a number the policy goes on: write policy/NUMBER");
    try (ObservedGame game = inquiry.opened(hasChances)) {
      Camera camera = new Camera(inquiry.actionNames());
      game.restore(state);
      camera.shoot(game.environment());
      game.environment().setFrameListener(camera);
      GameState now = state;
      for (int i = 0; i < futures.size() && !game.environment().isOver(); i++) {
        inquiry.play(game, now, actions.get(i), futures.get(i));
        now = new GameState(game.environment().saveWithScreens(), game.observation().clone());
      }
      camera.endStep(game.environment());
      return new FutureFilm(
          game.environment().rows(),
          game.environment().columns(),
          List.copyOf(camera.steps),
          camera.pictures.toByteArray());
    }
  }

  private static List<Integer> numbers(Inquiry inquiry, Future future) {
    return future.actions().stream()
        .map(
            name -> {
              int index = inquiry.actionNames().indexOf(name.toUpperCase(Locale.ROOT));
              UserError.unless(
                  index >= 0,
                  "there is no action '%s': choose of %s",
                  name,
                  String.join(", ", inquiry.actionNames()));
              return index;
            })
        .toList();
  }

  /** Takes a picture after each agent step. */
  private static final class Camera implements AtariEnvironment.FrameListener {
    private final List<String> names;
    private final List<Step> steps = new ArrayList<>();
    private final ByteArrayOutputStream pictures = new ByteArrayOutputStream();
    private int action = -1;
    private int points;

    Camera(List<String> names) {
      this.names = names;
    }

    @Override
    public void reset(AtariEnvironment game) {
      // A film begins in the middle of a game.
    }

    @Override
    public void step(AtariEnvironment game, int taken) {
      endStep(game);
      action = taken;
    }

    @Override
    public void frame(AtariEnvironment game, int executedAction, int reward) {
      points += reward;
    }

    /** Of the step under way, if there is one. */
    void endStep(AtariEnvironment game) {
      if (action >= 0) {
        steps.add(new Step(names.get(action), points, game.lives()));
        shoot(game);
        action = -1;
        points = 0;
      }
    }

    void shoot(AtariEnvironment game) {
      byte[] screen = new byte[game.rows() * game.columns()];
      game.copyScreen(screen);
      pictures.writeBytes(screen);
    }
  }
}
