package org.amplia.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.run.Evaluation;
import org.amplia.run.Measurement;
import org.amplia.run.RunDescription;
import org.amplia.run.RunDescription.RunState;
import org.amplia.run.RunFolder;

/** Run folders that look like those of the training loop, without any training. */
public final class SyntheticRuns {
  /** A GIF of one transparent pixel. */
  static final byte[] GIF =
      java.util.HexFormat.of()
          .parseHex(
              "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");

  private static final int ROUNDS = 12;

  private SyntheticRuns() {}

  /** What a run is; the last configuration key differs between methods. */
  public static RunDescription description(String game, String method, long seed, RunState state) {
    Map<String, Object> configuration = new TreeMap<>();
    configuration.put("horizonSteps", 16);
    configuration.put("learningRate", 2.5e-4);
    configuration.put("demonstrator", "suboptimal");
    configuration.put("leash", Map.of("enabled", true, "beta", 0.5));
    configuration.put("environment", Map.of("stickyProbability", 0.25));
    configuration.put("seed", seed);
    configuration.put("method", method);
    return new RunDescription(
        RunDescription.SCHEMA,
        List.of("./amplia", "train", game, "--method", method, "--seed", "" + seed),
        game,
        org.amplia.config.Method.of(method),
        seed,
        configuration,
        Map.of("amplia", "0.1.0", "java", "17.0.15", "ale", "0.7.3-1.5.7", "djl", "0.35.1"),
        "Linux amd64, 2 cores",
        "0123456789abcdef0123456789abcdef",
        "2026-01-01T00:00:00Z",
        state);
  }

  /** A run without a line in its files. */
  public static RunFolder empty(Path path, String game, String method, long seed) {
    return RunFolder.create(path, description(game, method, seed, RunState.RUNNING));
  }

  /** A finished run with twelve rounds that rise from the demonstrator's level to {@code top}. */
  public static RunFolder finished(Path path, String method, long seed, double top) {
    RunFolder run = progressing(path, method, seed, top);
    RandomStream noise = new RandomStreams(seed).stream("final-" + method);
    Cost cost = cost(method, ROUNDS);
    run.append(
        new Evaluation(
            Evaluation.FINAL,
            ROUNDS,
            cost.acting,
            cost.frames,
            cost.seconds,
            games(noise, 30, level(top, ROUNDS))));
    run.write(description("crossing", method, seed, RunState.DONE));
    return run;
  }

  /** The same without the final evaluation. */
  static RunFolder progressing(Path path, String method, long seed, double top) {
    RunFolder run = empty(path, "crossing", method, seed);
    RandomStream noise = new RandomStreams(seed).stream("progress-" + method);
    for (int round = 0; round <= ROUNDS; round++) {
      Cost cost = cost(method, round);
      double level = level(top, round) + noise.nextGaussian();
      run.append(
          new Evaluation(
              Evaluation.PROGRESS,
              round,
              cost.acting,
              cost.frames,
              cost.seconds,
              games(noise, 8, level)));
      TreeMap<String, Double> values = new TreeMap<>();
      values.put("demonstrator_score", 7.2);
      values.put("demonstrations_nll", 0.3 + 0.05 * round * (1 + 0.2 * noise.nextGaussian()));
      values.put("action_agreement", 0.95 - 0.02 * round + 0.01 * noise.nextGaussian());
      values.put("policy_entropy", 1.1 * Math.exp(-0.1 * round) + 0.03 * noise.nextGaussian());
      values.put("evaluator_nll", 1.2 * Math.exp(-0.05 * round) + 0.03 * noise.nextGaussian());
      values.put("judge_loss", 2 * Math.exp(-0.3 * round) + 0.05 * noise.nextDouble());
      run.append(new Measurement(round, cost.acting, cost.frames, cost.seconds, values));
    }
    return run;
  }

  /** A finished run whose final evaluation is one game with this score. */
  public static RunFolder withScore(Path path, String method, long seed, double score) {
    RunFolder run = empty(path, "crossing", method, seed);
    run.append(new Evaluation(Evaluation.PROGRESS, 0, 0, 0, 0, List.of(0.0)));
    run.append(new Evaluation(Evaluation.FINAL, 1, 100, 1000, 10, List.of(score)));
    return run;
  }

  /** Lines of every round before one, at no cost. */
  public static void roundsBefore(RunFolder run, int round, Map<String, Double> values) {
    for (int i = 0; i < round; i++) {
      run.append(new Evaluation(Evaluation.PROGRESS, i, 0, 0, 0, List.of(0.0)));
      run.append(new Measurement(i, 0, 0, 0, new TreeMap<>(values)));
    }
  }

  static Path gif(Path file) throws IOException {
    return Files.write(file, GIF);
  }

  private record Cost(long acting, long frames, double seconds) {}

  private static Cost cost(String method, int round) {
    double factor = method.equals("dqn") ? 0.9 : 1;
    return new Cost(
        Math.round(30_000L * round * factor),
        Math.round((method.equals("dqn") ? 30_000L : 220_000L) * round * factor),
        21.5 * round * factor);
  }

  private static double level(double top, int round) {
    return 7 + (top - 7) * (1 - Math.exp(-0.35 * round));
  }

  private static List<Double> games(RandomStream noise, int count, double level) {
    List<Double> games = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      games.add((double) Math.max(0, Math.round(level + 1.5 * noise.nextGaussian())));
    }
    return games;
  }
}
