package org.amplia.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.Plans;
import org.amplia.model.ReturnBins;
import org.amplia.net.InputEncoder;
import org.amplia.net.Network;
import org.amplia.observe.ObservationKind;
import org.amplia.question.QuerySpace;
import org.junit.jupiter.api.Test;

class AgentTest {
  private static final Dossier DOSSIER =
      new Dossier(
          new InputEncoder.Scaled(4),
          new QuerySpace(new int[] {9}),
          2,
          new ReturnBins(new double[] {-1, 1}),
          3);

  private static Network network(int outputs) {
    return DOSSIER.freshNetwork(4, outputs, 0, new RandomStream(1));
  }

  private static LearnedDecomposition decomposition() {
    return new LearnedDecomposition(
        DOSSIER,
        new Judge(network(2), DOSSIER.bins()),
        new InformationChooser(network(DOSSIER.space().size()), DOSSIER),
        new InformationChooser(network(DOSSIER.space().size()), DOSSIER),
        new LearnedDecomposition.Shape(4, 0));
  }

  /** A closed network answers nothing. */
  @Test
  void anotherDecompositionLeavesTheAgentsOwnOpen() {
    byte[] question = DOSSIER.bytes(new byte[4], 0, 0, List.of());
    try (LearnedDecomposition own = decomposition();
        Agent agent =
            Agent.fresh(
                    ObservationKind.RAM,
                    Plans.single(2),
                    new Agent.Hidden(4, true),
                    new InputEncoder.Scaled(4),
                    new RandomStreams(1),
                    0)
                .with(own)
                .with(decomposition())) {
      assertThat(own.judge().values(new byte[][] {question})).hasSize(1);
      assertThat(agent.decomposition()).isPresent();
      assertThat(agent.decomposition().get()).isNotSameAs(own);
    }
  }
}
