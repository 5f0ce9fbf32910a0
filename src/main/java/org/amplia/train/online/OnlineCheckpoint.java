package org.amplia.train.online;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.Json;
import org.amplia.base.UnreadableFile;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.observe.ObservationKind;
import org.amplia.observe.Snapshot;
import org.amplia.observe.VectorEnvironment.LaneState;
import org.amplia.run.Cost;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.CheckpointFormat;
import org.amplia.train.agent.EncoderTensors;

/**
 * Everything that the next update of a learner without an overseer depends on.
 *
 * @param round measurements so far
 * @param cost spent so far; its seconds are not in the file, so that the same seed gives the same
 *     bytes
 * @param best highest mean progress score so far
 * @param actions to choose from
 * @param encoder how the network reads observations
 * @param parameters the network's
 * @param learner see {@link org.amplia.baseline.OnlineLearner#state}; a replay memory has a file of
 *     its own
 * @param lanes the environments
 */
record OnlineCheckpoint(
    int round,
    Cost cost,
    double best,
    int actions,
    InputEncoder encoder,
    Map<String, Tensor> parameters,
    Map<String, Tensor> learner,
    List<LaneState> lanes) {
  /** The format that this program writes and reads. */
  static final int FORMAT = 3;

  private static final String COUNTERS = "counters";
  private static final String POLICY = "policy.";
  private static final String LEARNER = "learner.";
  private static final String ENVIRONMENT = "environment.";

  /** Counters, as the file's metadata. Whoever plays with the policy needs the observation. */
  private record Counters(
      int round,
      long actingFrames,
      long frames,
      double best,
      int actions,
      ObservationKind observation,
      List<LaneState.Counters> lanes) {}

  /** Writes the checkpoint whole or not at all. */
  void write(Path file, ObservationKind observation) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> tensors.put(POLICY + name, tensor));
    EncoderTensors.put(encoder, tensors);
    learner.forEach((name, tensor) -> tensors.put(LEARNER + name, tensor));
    List<LaneState.Counters> counted = new ArrayList<>();
    for (LaneState lane : lanes) {
      byte[] game = Snapshot.toBytes(lane.game());
      tensors.put(ENVIRONMENT + counted.size(), Tensor.of(game, game.length));
      counted.add(lane.counters());
    }
    ObjectNode counters =
        Json.MAPPER.valueToTree(
            new Counters(
                round, cost.actingFrames(), cost.frames(), best, actions, observation, counted));
    Map<String, String> metadata = new LinkedHashMap<>();
    CheckpointFormat.put(metadata, FORMAT);
    metadata.put(COUNTERS, Json.line(counters));
    new TensorFile(metadata, tensors).write(file);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws UnreadableFile if it is missing or damaged
   * @throws org.amplia.base.UserError if it is whole, and of a format that this program does not
   *     know
   */
  static OnlineCheckpoint read(Path file, RunFolder folder) {
    OnlineCheckpoint checkpoint =
        CheckpointFormat.read(
            file, FORMAT, content -> of(content, file), "checkpoint of a run without overseer");
    return checkpoint.withSeconds(folder.secondsAfter(checkpoint.round()));
  }

  private static OnlineCheckpoint of(TensorFile content, Path file) {
    Counters counters =
        Json.read(content.metadata().get(COUNTERS), Counters.class, file.toString());
    List<LaneState> lanes = new ArrayList<>();
    for (LaneState.Counters lane : counters.lanes()) {
      lanes.add(
          new LaneState(
              Snapshot.fromBytes(content.tensors().get(ENVIRONMENT + lanes.size()).data()), lane));
    }
    return new OnlineCheckpoint(
        counters.round(),
        new Cost(counters.actingFrames(), counters.frames(), 0),
        counters.best(),
        counters.actions(),
        encoder(content.tensors(), counters),
        TensorFile.withPrefix(content.tensors(), POLICY),
        TensorFile.withPrefix(content.tensors(), LEARNER),
        lanes);
  }

  private static InputEncoder encoder(Map<String, Tensor> tensors, Counters counters) {
    return EncoderTensors.any(tensors)
        ? new InputEncoder.RamAndBytes(EncoderTensors.ram(tensors, counters.actions()))
        : new InputEncoder.Scaled(counters.observation().length(counters.actions()));
  }

  private OnlineCheckpoint withSeconds(double seconds) {
    return new OnlineCheckpoint(
        round,
        new Cost(cost.actingFrames(), cost.frames(), seconds),
        best,
        actions,
        encoder,
        parameters,
        learner,
        lanes);
  }
}
