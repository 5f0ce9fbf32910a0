package org.amplia.decomposition.learn;

import java.util.List;
import org.amplia.model.Dossier;
import org.amplia.question.Finding;
import org.amplia.question.Question.ActionValue;

/**
 * A state and an action of which things are found out, and what it came to.
 *
 * @param about the state and the action
 * @param ownValue M1's own answer before anything is found out, a discounted return
 * @param reference z: the discounted return of a long look-ahead, or the mean of futures that were
 *     played
 */
public record Case(ActionValue about, double ownValue, double reference) {
  /** How it is put to a network that is to know some findings. */
  public byte[] dossier(Dossier dossier, List<Finding> known) {
    return dossier.bytes(about.state().observation(), about.action(), ownValue, known);
  }
}
