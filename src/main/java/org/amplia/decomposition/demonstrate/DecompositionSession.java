package org.amplia.decomposition.demonstrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Moment;
import org.amplia.decomposition.demonstrate.DecompositionDemonstrator.Shown;
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
  private final List<KeyFrame> keyFrames = new ArrayList<>();
  private int step;

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
    begin(index);
    Map<String, String> text = new TreeMap<>(about);
    text.putAll(demonstrator.about());
    for (Optional<Moment> due = due(); due.isPresent(); due = due()) {
      Optional<Shown> shown = demonstrator.show(due.get());
      if (shown.isEmpty()) {
        break;
      }
      int action = shown.get().action();
      keep.accept(
          take(
              shown.get(),
              played -> demonstrator.between(played, action),
              demonstrator.name(),
              text));
    }
    return keyFrames.size();
  }

  /**
   * Begins a game.
   *
   * @param index of the game, 0 or more; another one begins differently
   */
  public void begin(int index) {
    game.reset(new RandomStream(streams.stream("decompositions", index).nextLong()));
    keyFrames.clear();
    step = 0;
  }

  /** The key frame that is due; none if all are shown, or the game is over. */
  public Optional<Moment> due() {
    if (keyFrames.size() >= pace.keyFrames() || game.environment().isOver()) {
      return Optional.empty();
    }
    GameState state =
        game.save().withRandom(DecompositionDemonstration.chance(streams.rootSeed(), step));
    return Optional.of(
        new Moment(game, state, step, keyFrames.size() + 1, pace.keyFrames(), actionNames()));
  }

  /** The key frames that were shown, in their order. */
  public List<KeyFrame> keyFrames() {
    return List.copyOf(keyFrames);
  }

  /** The names of the game's actions, by index. */
  public List<String> actionNames() {
    return KeyFrameStates.actionNames(game.environment());
  }

  /**
   * Takes what was shown at the key frame that is due, and plays on to the next.
   *
   * @param between chooses the actions until then
   * @param demonstrator {@code human}, or a program's name
   * @param about what else is good to know
   * @return everything so far
   */
  public DecompositionDemonstration take(
      Shown shown,
      ToIntFunction<ObservedGame> between,
      String demonstrator,
      Map<String, String> about) {
    Moment due = due().orElseThrow(() -> new IllegalStateException("no key frame is due"));
    keyFrames.add(
        new KeyFrame(
            step,
            ContentAddress.of(due.state()),
            due.actionNames().get(shown.action()),
            shown.considered()));
    game.step(shown.action());
    int taken = 1;
    while (taken < pace.everySteps() && !game.environment().isOver()) {
      game.step(between.applyAsInt(game));
      taken++;
    }
    step += taken;
    return content(demonstrator, about);
  }

  private DecompositionDemonstration content(String demonstrator, Map<String, String> about) {
    String source =
        demonstrator.equals(DecompositionDemonstration.HUMAN)
            ? DecompositionDemonstration.HUMAN
            : DecompositionDemonstration.SCRIPTED;
    Map<String, String> text = new TreeMap<>(about);
    text.put("source", source);
    text.put("demonstrator", demonstrator);
    text.put("seed", Long.toString(streams.rootSeed()));
    return DecompositionDemonstration.sealed(
        source,
        demonstrator,
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
