package org.amplia.experiment.tabular;

import java.util.List;
import org.amplia.experiment.tabular.TabularUpdate.Imitation;
import org.amplia.experiment.tabular.TabularUpdate.Mixed;
import org.amplia.experiment.tabular.TabularUpdate.Reinforce;

/**
 * An update that takes part.
 *
 * @param name for people and files
 * @param update what it does; all but one ask for 16 approvals a step
 */
public record TabularArm(String name, TabularUpdate update) {
  /** All of them. */
  public static final List<TabularArm> ALL =
      List.of(
          new TabularArm("imitation ∇p", new Imitation(15, false)),
          new TabularArm("imitation", new Imitation(15, true)),
          new TabularArm("imitation, n=1", new Imitation(1, true)),
          new TabularArm("reinforce", new Reinforce(16, false)),
          new TabularArm("with baseline", new Reinforce(16, true)),
          new TabularArm("mixed", new Mixed(new Imitation(7, true), new Reinforce(8, true))));
}
