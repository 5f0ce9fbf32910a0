package org.amplia.train.agent;

import java.util.List;
import java.util.Optional;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.config.Configuration;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.model.ChoiceModel;
import org.amplia.model.Evaluator;
import org.amplia.model.Plans;
import org.amplia.net.Architecture;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.net.RamEncoder;
import org.amplia.observe.ObservationKind;

/**
 * M1: the policy, which answers Q1, and the evaluator, which answers Q2.
 *
 * @param policy learned to maximise the overseer's approval
 * @param evaluator learned by imitating the overseer
 * @param decomposition what answers Q3 and combines what was found, where that is learned
 */
public record Agent(
    ChoiceModel policy, Evaluator evaluator, Optional<LearnedDecomposition> decomposition)
    implements AutoCloseable {
  /**
   * The hidden layers of networks on RAM.
   *
   * @param units width of each
   * @param dropout whether the policy's are trained with dropout
   */
  public record Hidden(int units, boolean dropout) {
    /** As a run is configured to have them. */
    public static Hidden of(Configuration.Rounds rounds) {
      return new Hidden(rounds.hiddenUnits(), rounds.dropout());
    }
  }

  /** A fresh policy learns from few labels: without dropout it learns them by heart. */
  private static final float INPUT_DROPOUT = 0.1f;

  private static final float HIDDEN_DROPOUT = 0.5f;

  /** An agent whose Q2 is broken up by the fixed decomposition. */
  Agent(ChoiceModel policy, Evaluator evaluator) {
    this(policy, evaluator, Optional.empty());
  }

  /** The same networks with another decomposition; this agent's own is left as it is. */
  public Agent with(LearnedDecomposition other) {
    return new Agent(policy, evaluator, Optional.of(other));
  }

  /** An agent that knows nothing yet. */
  public static Agent fresh(
      ObservationKind kind,
      Plans plans,
      Hidden hidden,
      InputEncoder encoder,
      RandomStreams streams,
      int round) {
    return new Agent(
        freshPolicy(kind, plans, hidden, encoder, streams.stream("policy.parameters", round)),
        new Evaluator(
            new Network(
                architecture(kind, plans.actions(), hidden, encoder, false),
                encoder,
                streams.stream("evaluator.parameters", round))));
  }

  /** The policy of such an agent alone. */
  static ChoiceModel freshPolicy(
      ObservationKind kind, Plans plans, Hidden hidden, InputEncoder encoder, RandomStream random) {
    return new ChoiceModel(
        new Network(architecture(kind, plans.outputs(), hidden, encoder, true), encoder, random),
        plans);
  }

  private static Architecture architecture(
      ObservationKind kind, int outputs, Hidden hidden, InputEncoder encoder, boolean drops) {
    return switch (kind) {
      case RAM ->
          new Architecture.Mlp(
              encoder.features(),
              hidden.units(),
              outputs,
              drops && hidden.dropout() ? INPUT_DROPOUT : 0,
              drops && hidden.dropout() ? HIDDEN_DROPOUT : 0);
      case PIXELS -> new Architecture.NatureCnn(outputs);
    };
  }

  /**
   * How a network should read observations like these.
   *
   * @param inputCells of RAM, if these are given; empty to choose them
   * @param inputTiles triangles that each given cell is spread over
   */
  public static InputEncoder encoderFor(
      ObservationKind kind,
      int actionCount,
      List<byte[]> seen,
      List<Integer> inputCells,
      int inputTiles) {
    if (kind == ObservationKind.PIXELS) {
      return new InputEncoder.Scaled(seen.get(0).length);
    }
    return inputCells.isEmpty()
        ? RamEncoder.fit(seen, actionCount)
        : RamEncoder.ofCells(inputCells, inputTiles, seen, actionCount);
  }

  /**
   * The cells that all the answers so far show to be of use, for the networks of the next round;
   * empty on pixels, or where nothing was answered.
   *
   * @param seen observations of the states asked about
   * @param told for each of them a number an answer, less their mean: what the network should tell
   */
  public Optional<InputEncoder> screened(List<byte[]> seen, List<float[]> told) {
    return !seen.isEmpty() && policy.network().encoder() instanceof InputEncoder.Ram ram
        ? Optional.of(RamEncoder.screened(ram, seen, told))
        : Optional.empty();
  }

  /**
   * The agent that a round trains while this one stays as it is.
   *
   * @param encoder with which it begins afresh; if empty it begins as a copy
   */
  public Agent successor(
      Optional<InputEncoder> encoder, Hidden hidden, RandomStreams streams, int round) {
    return encoder
        .map(chosen -> fresh(ObservationKind.RAM, policy.plans(), hidden, chosen, streams, round))
        .orElseGet(this::copy);
  }

  /** An agent with parameters of its own, as they are here. */
  public Agent copy() {
    return new Agent(
        policy.frozenCopy(), evaluator.frozenCopy(), decomposition.map(LearnedDecomposition::copy));
  }

  @Override
  public void close() {
    policy.network().close();
    evaluator.network().close();
    decomposition.ifPresent(LearnedDecomposition::close);
  }
}
