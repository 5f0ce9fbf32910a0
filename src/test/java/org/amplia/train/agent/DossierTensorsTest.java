package org.amplia.train.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amplia.base.UserError;
import org.amplia.model.Dossier;
import org.amplia.model.ReturnBins;
import org.amplia.net.InputEncoder;
import org.amplia.net.Tensor;
import org.amplia.question.Continuation;
import org.amplia.question.QuerySpace;
import org.junit.jupiter.api.Test;

class DossierTensorsTest {
  private static final int ACTIONS = 3;

  private static Map<String, Tensor> tensors() {
    QuerySpace space = new QuerySpace(new int[] {7}, 4, List.of(Continuation.POLICY)).withStop();
    Map<String, Tensor> tensors = new TreeMap<>();
    DossierTensors.put(
        new Dossier(new InputEncoder.Scaled(5), space, ACTIONS, ReturnBins.even(-1, 1, 6), 2),
        tensors);
    return tensors;
  }

  @Test
  void aDossierIsReadBack() {
    Dossier dossier = DossierTensors.of(tensors(), ACTIONS);
    assertThat(dossier.space().size()).isEqualTo(6 * 3 + 1);
    assertThat(dossier.maxFindings()).isEqualTo(2);
    // Three actions; M1's value, once and in bins; two for each feature and horizon; the answers;
    // six kinds at three horizons; that something is known of those; three returns at each of them
    // in bins, and once for all.
    assertThat(dossier.encoder().columns())
        .isEqualTo(3 + 1 + 6 + 6 * 3 * 2 + 19 + 6 * 3 + 3 + (3 * 3 + 1) * 6);
  }

  /** The network's parameters belong to other columns then, and nothing else would say so. */
  @Test
  void whatWasPutToNetworksInAnotherWayIsRefused() {
    Map<String, Tensor> without = tensors();
    without.remove("dossierColumns");
    Map<String, Tensor> other = tensors();
    other.put("dossierColumns", Tensor.of(new int[] {2000}));
    for (Map<String, Tensor> tensors : List.of(without, other)) {
      assertThatThrownBy(() -> DossierTensors.of(tensors, ACTIONS))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("in another way: train it again");
    }
  }

  @Test
  void whatKnewOtherItemsIsRefused() {
    Map<String, Tensor> without = tensors();
    without.remove("answersToQ3");
    assertThatThrownBy(() -> DossierTensors.of(without, ACTIONS))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("knew other items: train it again");
  }
}
