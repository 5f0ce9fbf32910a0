package org.amplia.train.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.FolderLayout;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.explanation.Critic;
import org.amplia.explanation.Critic.Prices;
import org.amplia.explanation.Seen;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.model.Dossier;
import org.amplia.model.Explainer;
import org.amplia.model.Judge;
import org.amplia.net.Architecture;
import org.amplia.net.Tensor;
import org.amplia.net.TensorFile;
import org.amplia.question.Information;
import org.amplia.question.InformationLabel;
import org.amplia.question.Vocabulary;
import org.amplia.run.RunFolder;

/**
 * Explainers and their judges on disk, one file for each agent that they were taught about.
 *
 * @param experiment the folder that {@code experiment explanations} made
 */
public record ExplainersFolder(Path experiment) {
  /** The folder's name. */
  public static final String KIND = "explainers";

  /** What is in it. */
  public static final FolderLayout LAYOUT = AgentFiles.LAYOUT;

  private static final int FORMAT = 4;
  private static final String RETURN_WORDS = "returnWords";
  private static final String JUDGE = "judge.";
  private static final String FRESH = "fresh.";
  private static final String EXPLAINER = "explainer.";

  /** What is no tensor, as the file's metadata. */
  private record Settings(
      String agent,
      int actions,
      int judgeHiddenUnits,
      int referenceSteps,
      double falsePrice,
      double wordPrice,
      List<String> seen,
      List<String> arms) {}

  private AgentFiles files() {
    return new AgentFiles(experiment, KIND, FORMAT);
  }

  /** Writes the file about the agent of a run, whole or not at all. */
  public void write(RunFolder run, TaughtExplainers taught) {
    String agent = run.agentAddress();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    DossierTensors.put(taught.seen().dossier(), tensors);
    tensors.put(RETURN_WORDS, Tensor.bitsOf(taught.seen().vocabulary().returns()));
    putJudge(taught.critic().judge(), JUDGE, tensors);
    putJudge(taught.fresh().judge(), FRESH, tensors);
    taught
        .byArm()
        .forEach(
            (arm, explainer) ->
                explainer
                    .network()
                    .parameters()
                    .forEach((k, v) -> tensors.put(EXPLAINER + arm + "." + k, v)));
    Settings settings =
        new Settings(
            agent,
            taught.seen().dossier().actions(),
            hiddenUnits(taught.critic().judge()),
            taught.referenceSteps(),
            taught.prices().falseClaim(),
            taught.prices().word(),
            taught.seen().items().stream().map(Information::label).toList(),
            List.copyOf(taught.byArm().keySet()));
    files().write(agent, settings, tensors);
  }

  private static void putJudge(Judge judge, String prefix, Map<String, Tensor> tensors) {
    judge.network().parameters().forEach((k, v) -> tensors.put(prefix + k, v));
  }

  /**
   * Who was taught about the agent of a run.
   *
   * @throws UserError if nobody was, or the file cannot be read
   */
  public TaughtExplainers read(RunFolder run) {
    return files()
        .read(run, "explainer", "explanations " + run.path(), Settings.class, ExplainersFolder::of);
  }

  private static TaughtExplainers of(Settings settings, Map<String, Tensor> tensors) {
    Dossier dossier = DossierTensors.of(tensors, settings.actions());
    Vocabulary vocabulary =
        new Vocabulary(dossier.space(), tensors.get(RETURN_WORDS).bitsAsDoubles());
    Seen seen =
        new Seen(
            settings.seen().stream().map(InformationLabel::read).toList(), dossier, vocabulary);
    Map<String, Explainer> byArm = new LinkedHashMap<>();
    for (String arm : settings.arms()) {
      Explainer explainer = seen.freshExplainer(new RandomStream(0));
      explainer.network().setParameters(TensorFile.withPrefix(tensors, EXPLAINER + arm + "."));
      byArm.put(arm, explainer);
    }
    return new TaughtExplainers(
        byArm,
        seen,
        new Critic(
            judge(dossier, settings.judgeHiddenUnits(), JUDGE, tensors), dossier, vocabulary),
        new Critic(
            judge(dossier, settings.judgeHiddenUnits(), FRESH, tensors), dossier, vocabulary),
        new Prices(settings.falsePrice(), settings.wordPrice()),
        settings.referenceSteps());
  }

  private static int hiddenUnits(Judge judge) {
    return ((Architecture.Mlp) judge.network().architecture()).hidden();
  }

  private static Judge judge(
      Dossier dossier, int hiddenUnits, String prefix, Map<String, Tensor> tensors) {
    Judge judge =
        new Judge(
            dossier.freshNetwork(
                hiddenUnits, dossier.bins().count(), Dossier.STATE_DROPOUT, new RandomStream(0)),
            dossier.bins());
    judge.network().setParameters(TensorFile.withPrefix(tensors, prefix));
    return judge;
  }
}
