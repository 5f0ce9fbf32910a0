package org.amplia.decomposition.demonstrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Moment;
import org.amplia.env.EnvironmentSettings;
import org.amplia.episode.EpisodeRecorder;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.observe.View;
import org.amplia.question.ContentAddress;
import org.amplia.rom.Cartridge;

/** Games in which somebody shows, at every so many steps, how Q2 is broken up. */
public final class DecompositionSession implements AutoCloseable {
  private final Informant informant;
  private final Pace pace;
  private final RandomStreams streams;
  private final ObservedGame game;
  private final EpisodeRecorder recorder;

  /**
   * How often it is shown.
   *
   * @param keyFrames of a game, at most; 1 or more
   * @param everySteps agent steps from one to the next, 1 or more
   */
  public record Pace(int keyFrames, int everySteps) {
    /** Checks the values. */
    public Pace {
      if (keyFrames < 1) {
        throw new UserError("--key-frames is " + keyFrames + ": it must be 1 or more");
      }
      if (everySteps < 1) {
        throw new UserError("--every is " + everySteps + ": it must be 1 or more");
      }
    }
  }

  /**
   * Starts the console.
   *
   * @param settings how the game is played; look-ups are without stickiness in any case
   * @param seed root of all chances
   */
  public DecompositionSession(
      Cartridge cartridge,
      EnvironmentSettings settings,
      Informant informant,
      Pace pace,
      long seed) {
    this.informant = informant;
    this.pace = pace;
    streams = new RandomStreams(seed);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    game =
        new ObservedGame(
            cartridge, settings, View.of(informant.sources().observation()), consoleSeed);
    recorder = new EpisodeRecorder(cartridge, consoleSeed);
    game.environment().setFrameListener(recorder);
  }

  /**
   * Plays one game until all key frames are shown, the game is over, or the demonstrator wants no
   * more.
   *
   * @param index of the game, 0 or more; another one begins differently
   * @param keep is given everything so far after each key frame, so that nothing is lost
   * @return key frames shown
   */
  public int play(
      int index,
      DecompositionDemonstrator demonstrator,
      Map<String, String> about,
      Consumer<DecompositionDemonstration> keep) {
    game.reset(new RandomStream(streams.stream("decompositions", index).nextLong()));
    List<String> names = KeyFrameStates.actionNames(game.environment());
    List<KeyFrame> keyFrames = new ArrayList<>();
    int step = 0;
    while (keyFrames.size() < pace.keyFrames() && !game.environment().isOver()) {
      GameState state =
          game.save().withRandom(DecompositionDemonstration.chance(streams.rootSeed(), step));
      Moment moment = new Moment(game, state, step, keyFrames.size() + 1, pace.keyFrames(), names);
      Optional<DecompositionDemonstrator.Shown> shown = demonstrator.show(moment);
      if (shown.isEmpty()) {
        break;
      }
      int action = shown.get().action();
      keyFrames.add(
          new KeyFrame(
              step, ContentAddress.of(state), names.get(action), shown.get().considered()));
      step += playOn(demonstrator, action);
      keep.accept(content(demonstrator, about, keyFrames));
    }
    return keyFrames.size();
  }

  /** Takes the action and goes on to where the next key frame is due; returns the steps taken. */
  private int playOn(DecompositionDemonstrator demonstrator, int action) {
    game.step(action);
    int steps = 1;
    while (steps < pace.everySteps() && !game.environment().isOver()) {
      game.step(demonstrator.between(game, action));
      steps++;
    }
    return steps;
  }

  private DecompositionDemonstration content(
      DecompositionDemonstrator demonstrator, Map<String, String> about, List<KeyFrame> keyFrames) {
    String source =
        demonstrator.name().equals(DecompositionDemonstration.HUMAN)
            ? DecompositionDemonstration.HUMAN
            : DecompositionDemonstration.SCRIPTED;
    Map<String, String> text = new TreeMap<>(about);
    text.putAll(demonstrator.about());
    text.put("source", source);
    text.put("demonstrator", demonstrator.name());
    text.put("seed", Long.toString(streams.rootSeed()));
    return DecompositionDemonstration.sealed(
        source,
        demonstrator.name(),
        streams.rootSeed(),
        informant.sources(),
        keyFrames,
        recorder.episode(text));
  }

  @Override
  public void close() {
    game.close();
  }
}
