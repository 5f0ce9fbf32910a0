package org.amplia.ask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amplia.base.AtomicFile;
import org.amplia.base.Json;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.episode.EpisodeFile;
import org.amplia.episode.EpisodeRecorder;
import org.amplia.model.ChoiceModel;
import org.amplia.observe.GameState;
import org.amplia.observe.ObservedGame;
import org.amplia.question.TranscriptLine;
import org.amplia.rom.Cartridge;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.Agent;
import org.amplia.train.games.WholeGame;

/**
 * Records whole games of a trained policy, and for agents with an overseer the questions at steps
 * on the way.
 */
public final class Recording {
  /** The names of the episodes at the end of a run. */
  public static final String FINAL = "final";

  /** The questions are asked at every so many agent steps of an episode. */
  static final int STEPS_BETWEEN_QUESTIONS = 50;

  private final RunFolder folder;
  private final Configuration configuration;
  private final Cartridge cartridge;

  /** Recordings in the {@code episodes/} and {@code transcripts/} of a run. */
  public Recording(RecordedRun run) {
    folder = run.folder();
    configuration = run.configuration();
    cartridge = run.cartridge();
  }

  /**
   * Plays and records.
   *
   * @param name of the episodes: {@code <name>-0.episode.json}, …
   * @param episodes how many
   * @param seed root of the games' random streams
   * @param policy who plays
   * @param overseen the agent whose overseer is asked on the way, if any
   * @return the scores
   */
  public List<Double> record(
      String name, int episodes, long seed, ChoiceModel policy, Optional<Agent> overseen) {
    RandomStreams streams = new RandomStreams(seed);
    int consoleSeed = streams.stream("console").nextInt(Integer.MAX_VALUE);
    List<Double> scores = new ArrayList<>();
    try (ObservedGame game =
        new ObservedGame(
            cartridge, configuration.environment(), configuration.view(), consoleSeed)) {
      EpisodeRecorder recorder = new EpisodeRecorder(cartridge, consoleSeed);
      game.environment().setFrameListener(recorder);
      for (int i = 0; i < episodes; i++) {
        WholeGame lane =
            new WholeGame(
                game,
                configuration.evaluation().acting(),
                exploration(),
                streams.stream("recorded." + name, i),
                WholeGame.Keeps.NOTHING);
        Map<Integer, GameState> states = play(lane, game, policy);
        String file = name + "-" + i;
        EpisodeFile.write(
            folder.episode(file),
            recorder.episode(
                Map.of(
                    "method",
                    configuration.method().label(),
                    "seed",
                    Long.toString(seed),
                    "name",
                    file)));
        scores.add(game.environment().episodeScore());
        overseen.ifPresent(agent -> write(file, states, agent));
      }
    }
    return scores;
  }

  /** The name of episodes that {@code evaluate} records. */
  public static String evaluated(long seed) {
    return "evaluated-s" + seed;
  }

  private double exploration() {
    return configuration.method() == Method.RANDOM ? 1 : configuration.evaluation().exploration();
  }

  private static Map<Integer, GameState> play(
      WholeGame lane, ObservedGame game, ChoiceModel policy) {
    Map<Integer, GameState> states = new TreeMap<>();
    for (int step = 0; !lane.isFinished(); step++) {
      if (step % STEPS_BETWEEN_QUESTIONS == 0) {
        states.put(step, game.save());
      }
      lane.act(policy.plans(), policy.outputs(new byte[][] {lane.observation()})[0]);
    }
    return states;
  }

  private void write(String file, Map<Integer, GameState> states, Agent agent) {
    StringBuilder lines = new StringBuilder();
    try (Inquiry inquiry = new Inquiry(configuration, cartridge, agent)) {
      states.forEach(
          (step, state) ->
              lines
                  .append(
                      Json.line(
                          TranscriptLine.of(
                              file + EpisodeFile.SUFFIX, step, state, inquiry.ask(state))))
                  .append('\n'));
    }
    Path target = folder.transcript(file + EpisodeFile.SUFFIX);
    AtomicFile.save(target, lines.toString());
  }
}
