package org.amplia.train.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.Json;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.Method;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Dossier;
import org.amplia.model.Plans;
import org.amplia.model.ReturnBins;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.observe.ObservationKind;
import org.amplia.run.Cost;
import org.amplia.run.RunFolder;

/**
 * Everything that the next round depends on. Random streams need no place in it: each is a function
 * of the root seed, its name and the round.
 *
 * @param round the last finished round
 * @param cost spent so far
 * @param best highest mean progress score so far
 * @param agent M1
 * @param cloned M1's policy after cloning, before the first round: what drift is measured from
 * @param data what is remembered of earlier rounds
 */
public record Checkpoint(
    int round, Cost cost, double best, Agent agent, ChoiceModel cloned, TrainingData data) {
  /** The format that this program writes, and the newest that it reads. */
  static final int FORMAT = 5;

  private static final String COUNTERS_NAME = "counters";
  private static final String POLICY = "policy.";
  private static final String EVALUATOR = "evaluator.";
  private static final String CLONE = "clone.";

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
      int planSteps,
      int playedSteps,
      Agent.Hidden hidden) {
    /** Files from before there were plans have no word about them: 0 steps. */
    Plans plans() {
      return new Plans(actions, Math.max(1, planSteps), Math.max(1, playedSteps));
    }
  }

  /** Writes the checkpoint whole or not at all. */
  public void write(Path file, Configuration configuration) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    agent.policy().network().parameters().forEach((k, v) -> tensors.put(POLICY + k, v));
    agent.evaluator().network().parameters().forEach((k, v) -> tensors.put(EVALUATOR + k, v));
    EncoderTensors.put(agent.policy().network().encoder(), tensors);
    cloned.network().parameters().forEach((k, v) -> tensors.put(CLONE + k, v));
    Map<String, Tensor> encoder = new LinkedHashMap<>();
    EncoderTensors.put(cloned.network().encoder(), encoder);
    encoder.forEach((k, v) -> tensors.put(CLONE + k, v));
    TrainingDataTensors.put(data, agent.policy().plans(), tensors);
    agent.decomposition().ifPresent(learned -> DecompositionTensors.put(learned, tensors));
    Counters counters =
        new Counters(
            round,
            cost.actingFrames(),
            cost.frames(),
            cost.seconds(),
            best,
            data.visited().size(),
            data.games().size(),
            configuration.observation(),
            agent.policy().actionCount(),
            agent.policy().plans().steps(),
            agent.policy().plans().played(),
            Agent.Hidden.of(configuration.rounds()));
    // Wall-clock time differs from run to run; metrics.jsonl has it. The same seed gives the same
    // bytes here.
    ObjectNode node = Json.MAPPER.valueToTree(counters);
    node.put("seconds", 0);
    Map<String, String> metadata = new LinkedHashMap<>();
    CheckpointFormat.put(metadata, FORMAT);
    metadata.put(COUNTERS_NAME, Json.line(node));
    new TensorFile(metadata, tensors).write(file);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws UnreadableFile if it is missing or damaged
   * @throws UserError if it is whole, and of a format that this program does not know
   */
  public static Checkpoint read(Path file, RunFolder folder) {
    return read(file, folder, true);
  }

  /**
   * Reads a checkpoint without its data, which only a run that goes on needs: it is empty.
   *
   * @throws UserError as {@link #read}
   */
  public static Checkpoint readWithoutData(Path file, RunFolder folder) {
    return read(file, folder, false);
  }

  private static Checkpoint read(Path file, RunFolder folder, boolean withData) {
    Checkpoint checkpoint =
        CheckpointFormat.read(
            file,
            FORMAT,
            name -> withData || !TrainingDataTensors.isOne(name),
            content -> of(content, file, withData),
            "checkpoint of a run");
    return checkpoint.withSeconds(folder.secondsAfter(checkpoint.round()));
  }

  private static Checkpoint of(TensorFile content, Path file, boolean withData) {
    Map<String, Tensor> tensors = content.tensors();
    Counters counters =
        Json.read(content.metadata().get(COUNTERS_NAME), Counters.class, file.toString());
    Agent agent =
        Agent.fresh(
            counters.observation(),
            counters.plans(),
            counters.hidden(),
            encoder(tensors, counters),
            new RandomStreams(0),
            0);
    agent.policy().network().setParameters(TensorFile.withPrefix(tensors, POLICY));
    agent.evaluator().network().setParameters(TensorFile.withPrefix(tensors, EVALUATOR));
    Map<String, Tensor> ofClone = TensorFile.withPrefix(tensors, CLONE);
    ChoiceModel cloned =
        Agent.freshPolicy(
            counters.observation(),
            counters.plans(),
            counters.hidden(),
            encoder(ofClone, counters),
            new RandomStream(0));
    cloned.network().setParameters(ofClone);
    if (DecompositionTensors.any(tensors)) {
      agent = agent.with(DecompositionTensors.of(tensors, counters.actions()));
    }
    TrainingData data =
        withData ? TrainingDataTensors.of(tensors, counters.plans()) : TrainingData.of(List.of());
    Cost cost = new Cost(counters.actingFrames(), counters.frames(), 0);
    return new Checkpoint(counters.round(), cost, counters.best(), agent, cloned, data);
  }

  private static InputEncoder encoder(Map<String, Tensor> tensors, Counters counters) {
    return EncoderTensors.any(tensors)
        ? EncoderTensors.ram(tensors, counters.actions())
        : new InputEncoder.Scaled(counters.observation().length(counters.actions()));
  }

  private Checkpoint withSeconds(double seconds) {
    return new Checkpoint(
        round, new Cost(cost.actingFrames(), cost.frames(), seconds), best, agent, cloned, data);
  }

  /**
   * The agent of a run's last checkpoint; if that cannot be read, of the one before it, with a
   * warning.
   *
   * @throws UserError if there is none, both are damaged, or the method has no overseer's agent
   */
  public static Agent loadAgent(RunFolder folder) {
    requireOverseer(folder);
    Checkpoint checkpoint = new Checkpoints<>(folder, Checkpoint::readWithoutData).newest();
    checkpoint.cloned().network().close();
    return checkpoint.agent();
  }

  /** Refuses the run of a method that has no overseer's agent. */
  public static void requireOverseer(RunFolder folder) {
    Method method = folder.description().method();
    if (method.learnsOnline()) {
      throw UserError.of(
          "%s is a run of %s, which asks no overseer: name a run of regularised, reinforce, imitation, dqfd, mixed or rrm",
          folder.path(), method.label());
    }
  }

  /** A learned decomposition as tensors of a checkpoint. */
  private static final class DecompositionTensors {
    private static final String ALL = "decomposition.";
    private static final String JUDGE = "judge.";
    private static final String CHOOSER = "chooser.";
    private static final String DEMONSTRATED = "demonstrated.";
    private static final String UNEXPLAINED = "unexplainedBins";
    private static final String HIDDEN_UNITS = "hiddenUnits";
    private static final String STATE_DROPOUT = "stateDropout";

    private DecompositionTensors() {}

    /** Adds one to a checkpoint. */
    static void put(LearnedDecomposition learned, Map<String, Tensor> tensors) {
      Map<String, Tensor> own = new LinkedHashMap<>();
      DossierTensors.put(learned.dossier(), own);
      own.put(HIDDEN_UNITS, Tensor.of(new int[] {learned.shape().hiddenUnits()}));
      own.put(STATE_DROPOUT, Tensor.of(new float[] {learned.shape().stateDropout()}, 1));
      own.put(UNEXPLAINED, Tensor.bitsOf(learned.judge().bins().centres()));
      learned.judge().network().parameters().forEach((k, v) -> own.put(JUDGE + k, v));
      learned.chooser().network().parameters().forEach((k, v) -> own.put(CHOOSER + k, v));
      learned.demonstrated().network().parameters().forEach((k, v) -> own.put(DEMONSTRATED + k, v));
      own.forEach((k, v) -> tensors.put(ALL + k, v));
    }

    /** Whether a checkpoint holds one. */
    static boolean any(Map<String, Tensor> tensors) {
      return tensors.containsKey(ALL + UNEXPLAINED);
    }

    /**
     * The one in a checkpoint.
     *
     * @param actions to choose from
     */
    static LearnedDecomposition of(Map<String, Tensor> tensors, int actions) {
      Map<String, Tensor> own = TensorFile.withPrefix(tensors, ALL);
      UserError.unless(
          own.containsKey(HIDDEN_UNITS),
          "what was learned about items of information is of a version that taught it otherwise:"
              + " train it again");
      Dossier dossier = DossierTensors.of(own, actions);
      LearnedDecomposition learned =
          LearnedDecomposition.fresh(
              dossier,
              new ReturnBins(own.get(UNEXPLAINED).bitsAsDoubles()),
              new LearnedDecomposition.Shape(
                  own.get(HIDDEN_UNITS).ints()[0], own.get(STATE_DROPOUT).floats()[0]),
              new RandomStreams(0));
      learned.judge().network().setParameters(TensorFile.withPrefix(own, JUDGE));
      learned.chooser().network().setParameters(TensorFile.withPrefix(own, CHOOSER));
      learned.demonstrated().network().setParameters(TensorFile.withPrefix(own, DEMONSTRATED));
      return learned;
    }
  }
}
