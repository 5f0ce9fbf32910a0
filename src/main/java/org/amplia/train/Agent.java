package org.amplia.train;

import java.util.List;
import org.amplia.base.RandomStreams;
import org.amplia.model.AnswerModel;
import org.amplia.model.Evaluator;
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
 */
public record Agent(AnswerModel policy, Evaluator evaluator) implements AutoCloseable {

  /** An agent that knows nothing yet. */
  static Agent fresh(
      ObservationKind kind,
      int actionCount,
      int hiddenUnits,
      InputEncoder encoder,
      RandomStreams streams) {
    Architecture architecture =
        switch (kind) {
          case RAM -> new Architecture.Mlp(encoder.features(), hiddenUnits, actionCount);
          case PIXELS -> new Architecture.NatureCnn(actionCount);
        };
    return new Agent(
        new AnswerModel(new Network(architecture, encoder, streams.stream("policy.parameters"))),
        new Evaluator(new Network(architecture, encoder, streams.stream("evaluator.parameters"))));
  }

  /** How a network should read observations like these. */
  static InputEncoder encoderFor(ObservationKind kind, int actionCount, List<byte[]> seen) {
    if (kind == ObservationKind.PIXELS) {
      return new InputEncoder.Scaled(seen.get(0).length);
    }
    return RamEncoder.fit(seen, actionCount);
  }

  /** A copy that stays as it is while this one is trained. */
  Agent frozenCopy() {
    return new Agent(policy.frozenCopy(), evaluator.frozenCopy());
  }

  @Override
  public void close() {
    policy.network().close();
    evaluator.network().close();
  }
}
