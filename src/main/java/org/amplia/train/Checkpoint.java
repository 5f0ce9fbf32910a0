package org.amplia.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.Json;
import org.amplia.base.RandomStreams;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.observe.ObservationKind;
import org.amplia.update.Lesson;

/**
 * Everything that the next round depends on. Random streams need no place in it: each is a function
 * of the root seed, its name and the round.
 *
 * @param round the last finished round
 * @param cost spent so far
 * @param best highest mean progress score so far
 * @param agent M1
 * @param memory what is remembered of earlier rounds
 */
record Checkpoint(int round, Cost cost, double best, Agent agent, Memory memory) {
  /** The format that this program writes, and the newest that it reads. */
  static final int FORMAT = 1;

  private static final String COUNTERS_NAME = "counters";
  private static final String POLICY = "policy.";
  private static final String EVALUATOR = "evaluator.";

  /** Counters, as the file's metadata. */
  private record Counters(
      int round,
      long actingFrames,
      long frames,
      double seconds,
      double best,
      int visitedRounds,
      int gameRounds,
      ObservationKind observation,
      int actions,
      int hiddenUnits) {}

  /** Writes the checkpoint whole or not at all. */
  void write(Path file, Configuration configuration) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    agent.policy().network().parameters().forEach((k, v) -> tensors.put(POLICY + k, v));
    agent.evaluator().network().parameters().forEach((k, v) -> tensors.put(EVALUATOR + k, v));
    if (agent.policy().network().encoder() instanceof InputEncoder.Ram ram) {
      tensors.put("encoder.cells", Tensor.of(ram.cells()));
      tensors.put("encoder.kept", Tensor.of(ram.kept()));
      tensors.put("encoder.pivot", Tensor.of(new int[] {ram.pivot()}));
      tensors.put("encoder.partners", Tensor.of(ram.partners()));
      tensors.put("encoder.partnerTiles", Tensor.of(new int[] {ram.partnerTiles()}));
    }
    put(tensors, "demonstrations", memory.demonstrations());
    for (int i = 0; i < memory.visited().size(); i++) {
      putLessons(tensors, "visited." + i, memory.visited().get(i));
    }
    for (int i = 0; i < memory.games().size(); i++) {
      put(tensors, "games." + i, memory.games().get(i));
    }
    Counters counters =
        new Counters(
            round,
            cost.actingFrames(),
            cost.frames(),
            cost.seconds(),
            best,
            memory.visited().size(),
            memory.games().size(),
            configuration.observation(),
            agent.policy().answerCount(),
            configuration.rounds().hiddenUnits());
    // Wall-clock time differs from run to run; metrics.jsonl has it. The same seed gives the same
    // bytes here.
    ObjectNode node = Json.MAPPER.valueToTree(counters);
    node.put("seconds", 0);
    Map<String, String> metadata = new LinkedHashMap<>();
    CheckpointFormat.put(metadata, FORMAT);
    metadata.put(COUNTERS_NAME, Json.line(node));
    new TensorFile(metadata, tensors).write(file);
  }

  private static void put(Map<String, Tensor> tensors, String name, List<Return> steps) {
    byte[] actions = new byte[steps.size()];
    float[] values = new float[steps.size()];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = (byte) steps.get(i).action();
      values[i] = steps.get(i).value();
    }
    tensors.put(
        name + ".observations", observations(steps.stream().map(Return::observation).toList()));
    tensors.put(name + ".actions", Tensor.of(actions, actions.length));
    tensors.put(name + ".values", Tensor.of(values, values.length));
  }

  private static void putLessons(Map<String, Tensor> tensors, String name, List<Lesson> lessons) {
    int answers = lessons.isEmpty() ? 0 : lessons.get(0).reference().length;
    float[] advantages = new float[lessons.size() * answers];
    float[] references = new float[lessons.size() * answers];
    for (int i = 0; i < lessons.size(); i++) {
      System.arraycopy(lessons.get(i).advantages(), 0, advantages, i * answers, answers);
      System.arraycopy(lessons.get(i).reference(), 0, references, i * answers, answers);
    }
    tensors.put(
        name + ".observations", observations(lessons.stream().map(Lesson::observation).toList()));
    tensors.put(name + ".advantages", Tensor.of(advantages, lessons.size(), answers));
    tensors.put(name + ".references", Tensor.of(references, lessons.size(), answers));
  }

  private static List<Lesson> lessons(Map<String, Tensor> tensors, String name) {
    List<byte[]> observations = rows(tensors.get(name + ".observations"));
    int answers = (int) tensors.get(name + ".advantages").shape()[1];
    float[] advantages = tensors.get(name + ".advantages").floats();
    float[] references = tensors.get(name + ".references").floats();
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < observations.size(); i++) {
      int from = i * answers;
      lessons.add(
          new Lesson(
              observations.get(i),
              Arrays.copyOfRange(advantages, from, from + answers),
              Arrays.copyOfRange(references, from, from + answers),
              -1));
    }
    return lessons;
  }

  private static Tensor observations(List<byte[]> rows) {
    int width = rows.isEmpty() ? 0 : rows.get(0).length;
    byte[] flat = new byte[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * width, width);
    }
    return Tensor.of(flat, rows.size(), width);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws UnreadableFile if it is missing or damaged
   * @throws UserError if it is whole, and of a format that this program does not know
   */
  static Checkpoint read(Path file, RunFolder folder) {
    TensorFile content = TensorFile.read(file);
    CheckpointFormat.require(FORMAT, content, file);
    Checkpoint checkpoint;
    try {
      checkpoint = of(content, file);
    } catch (RuntimeException e) {
      throw new UnreadableFile(file + " is whole, but no checkpoint of a run", e);
    }
    return checkpoint.withSeconds(folder.secondsAfter(checkpoint.round()));
  }

  private static Checkpoint of(TensorFile content, Path file) {
    Map<String, Tensor> tensors = content.tensors();
    Counters counters =
        Json.read(content.metadata().get(COUNTERS_NAME), Counters.class, file.toString());
    InputEncoder encoder;
    if (counters.observation() == ObservationKind.RAM) {
      encoder =
          new InputEncoder.Ram(
              tensors.get("encoder.cells").ints(),
              tensors.get("encoder.pivot").ints()[0],
              tensors.get("encoder.partners").ints(),
              tensors.get("encoder.partnerTiles").ints()[0],
              tensors.get("encoder.kept").ints(),
              counters.actions());
    } else {
      encoder =
          new InputEncoder.Scaled((int) tensors.get("demonstrations.observations").shape()[1]);
    }
    Agent agent =
        Agent.fresh(
            counters.observation(),
            counters.actions(),
            counters.hiddenUnits(),
            encoder,
            new RandomStreams(0),
            0);
    agent.policy().network().setParameters(TensorFile.withPrefix(tensors, POLICY));
    agent.evaluator().network().setParameters(TensorFile.withPrefix(tensors, EVALUATOR));
    Memory memory = Memory.of(returns(tensors, "demonstrations"));
    for (int i = 0; i < counters.visitedRounds(); i++) {
      memory.visited().add(lessons(tensors, "visited." + i));
    }
    for (int i = 0; i < counters.gameRounds(); i++) {
      memory.games().add(returns(tensors, "games." + i));
    }
    Cost cost = new Cost(counters.actingFrames(), counters.frames(), 0);
    return new Checkpoint(counters.round(), cost, counters.best(), agent, memory);
  }

  private Checkpoint withSeconds(double seconds) {
    return new Checkpoint(
        round, new Cost(cost.actingFrames(), cost.frames(), seconds), best, agent, memory);
  }

  private static List<Return> returns(Map<String, Tensor> tensors, String name) {
    List<byte[]> observations = rows(tensors.get(name + ".observations"));
    byte[] actions = tensors.get(name + ".actions").data();
    float[] values = tensors.get(name + ".values").floats();
    List<Return> steps = new ArrayList<>();
    for (int i = 0; i < actions.length; i++) {
      steps.add(new Return(observations.get(i), actions[i], values[i]));
    }
    return steps;
  }

  private static List<byte[]> rows(Tensor tensor) {
    int width = (int) tensor.shape()[1];
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < tensor.shape()[0]; i++) {
      rows.add(Arrays.copyOfRange(tensor.data(), i * width, (i + 1) * width));
    }
    return rows;
  }
}
