package org.amplia.experiment.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amplia.base.UserError;
import org.amplia.config.Configuration;
import org.amplia.config.ConfigurationReader;
import org.amplia.config.Defaults;
import org.amplia.config.Method;

/**
 * One run: an arm, from where it begins, with a seed.
 *
 * @param settings of this arm from there
 * @param tuning whether it is there to choose the settings, so that they are a part of its name
 */
public record ClaimRun(
    Initialisation initialisation,
    ClaimArm arm,
    ClaimSettings settings,
    long seed,
    boolean tuning) {
  /** Answers that the overseer is asked about in every state. */
  public static final int APPROVALS = 4;

  /**
   * What all runs have in common. Answers are plans of four actions. 800 questions pass 8 times in
   * batches of 50; without dropout every arm of a seed has the same clone.
   */
  private static final List<String> TERMS =
      List.of(
          "threads=1",
          "answers.planSteps=4",
          "answers.play=first",
          "update.approvals=" + APPROVALS,
          "update.entropy=0",
          "update.tieMargin=0.5",
          "rounds.start=last",
          "rounds.states=800",
          "rounds.batches=128",
          "rounds.batchSize=50",
          "rounds.dropout=false",
          "rounds.valueGames=4",
          "evaluation.progressGames=8",
          "evaluation.finalGames=24",
          "evaluation.evaluatorStates=0");

  /** They have options of their own, or are what is compared. */
  private static final Set<String> NOT_COMMON =
      Set.of(
          "game",
          "method",
          "seed",
          "budget.frames",
          "budget.minutes",
          "update.approvals",
          "update.own",
          "update.leash",
          "update.clip",
          "rounds.policyLearningRate",
          "hiddenCells",
          "demonstrations.demonstrator",
          "demonstrations.randomShare",
          "demonstrations.from");

  /** The name of its folder. */
  public String folder() {
    return initialisation.label() + "-" + armName().replace(' ', '-') + "-s" + seed;
  }

  /** Its name in messages. */
  public String label() {
    return initialisation.label() + " " + armName() + " s" + seed;
  }

  /** The arm as results name it. */
  public String armName() {
    return tuning ? arm.label() + " " + settings.label() : arm.label();
  }

  /**
   * The run's configuration.
   *
   * @param frames the budget
   * @param common {@code key=value} for all runs
   * @throws UserError if one of them is not for all runs, or is wrong
   */
  public Configuration configuration(String game, long frames, List<String> common) {
    List<String> terms = new ArrayList<>(TERMS);
    ClaimGame known = ClaimGame.of(game);
    terms.addAll(initialisation.settings(known));
    terms.add("rounds.inputCells=" + known.inputCells());
    terms.add("update.own=" + arm.own());
    terms.add("update.leash=" + settings.leash());
    terms.add("update.clip=" + settings.clip());
    terms.add("rounds.policyLearningRate=" + settings.step());
    terms.add("budget.frames=" + frames);
    terms.add("seed=" + seed);
    ConfigurationReader reader = new ConfigurationReader(Defaults.of(game, arm.method()));
    terms.forEach(reader::set);
    // Upon these the user's, which may change them.
    ConfigurationReader changed = new ConfigurationReader(reader.resolve());
    for (String setting : common) {
      String key = setting.replaceAll("\\s*=.*", "").strip();
      if (NOT_COMMON.contains(key)) {
        throw UserError.of(
            "--set: %s is not common to all runs: the experiment or an option of its own sets it",
            key);
      }
      changed.set(setting);
    }
    // Whatever the arm: an arm that does not read a key is as it was.
    changed.checkRead(List.of(Method.IMITATION, Method.REINFORCE, Method.MIXED));
    return changed.resolve();
  }
}
