package org.amplia.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.decomposition.CaseFile;
import org.amplia.decomposition.Choice;
import org.amplia.decomposition.ChoiceLesson;
import org.amplia.decomposition.DecompositionSettings;
import org.amplia.decomposition.JudgeLesson;
import org.amplia.decomposition.LookedUp;
import org.amplia.decomposition.Understanding;
import org.amplia.decomposition.Usefulness;
import org.amplia.model.ChoiceModel;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.question.Information;

/** Q3 of one seed, learned and measured in every way. */
final class InformationTrial implements AutoCloseable {
  /** The learned arm whose frames the rival without information gets. */
  static final String COMPARED = "reinforce";

  private final InformationMaterial material;
  private final List<Integer> numbers;

  /** Half the states teach the judge, the others what to ask: else it would know them by heart. */
  private final List<Integer> judged;

  private final List<Integer> chosen;
  private final List<LookedUp> known = new ArrayList<>();
  private final Map<String, InformationChooser> choosers = new LinkedHashMap<>();
  private final Map<String, Long> frames = new LinkedHashMap<>();
  private final List<InformationOutcome> outcomes = new ArrayList<>();
  private Judge judge;

  InformationTrial(InformationMaterial material) {
    this.material = material;
    numbers = IntStream.range(0, material.learned().cases().size()).boxed().toList();
    int states = numbers.size() / material.survey().actions();
    judged = numbers.subList(0, states / 2 * material.survey().actions());
    chosen = numbers.subList(judged.size(), numbers.size());
    judge = material.freshJudge(material.dossier(), InformationMaterial.STATE_DROPOUT);
  }

  List<InformationOutcome> run(Consumer<String> progress) {
    RandomStream any = stream("pool");
    for (int i = 0; i < numbers.size(); i++) {
      List<Information> items = new ArrayList<>();
      for (int k = 0; k < material.plan().pool(); k++) {
        items.add(material.space().any(any));
      }
      known.add(new LookedUp(items, List.of(InformationExperiment.FIXED)));
    }
    material.learned().lookUp(numbers, known.stream().map(LookedUp::all).toList());
    progress.accept("fitting the judge");
    fit(judged, "judge.fit");
    choose(progress);
    progress.accept("fitting the judge to what was asked");
    judge.close();
    judge = material.freshJudge(material.dossier(), InformationMaterial.STATE_DROPOUT);
    fit(numbers, "judge.refit");
    progress.accept("measuring");
    measure();
    return outcomes;
  }

  private void fit(List<Integer> cases, String stream) {
    new JudgeLesson(settings(), material.dossier())
        .fit(
            judge,
            material.learned(),
            cases,
            cases.stream().map(known::get).toList(),
            stream(stream));
  }

  private DecompositionSettings settings() {
    return material.plan().settings();
  }

  private RandomStream stream(String name) {
    return material.survey().streams().stream("information." + name);
  }

  /** Learns Q3 by every update from the same demonstrated start, and adds what is then asked. */
  private void choose(Consumer<String> progress) {
    ChoiceLesson lesson =
        new ChoiceLesson(
            settings(),
            material.dossier(),
            new Usefulness(judge, material.dossier(), settings().framePrice()));
    InformationChooser start =
        new InformationChooser(
            new ChoiceModel(
                material.network(
                    material.dossier(),
                    material.space().size(),
                    "chooser.parameters",
                    InformationMaterial.STATE_DROPOUT)),
            material.space());
    CaseFile shownIn = material.learned().branch();
    List<List<Information>> shown = shown();
    shownIn.lookUp(chosen, shown);
    lesson.imitate(start, shownIn, chosen, shown, stream("imitate"));
    choosers.put("demonstrated", start);
    frames.put("demonstrated", shownIn.framesPlayed());
    InformationExperiment.updates()
        .forEach(
            (name, update) -> {
              progress.accept("learning what to ask by " + name);
              InformationChooser chooser = start.frozenCopy();
              CaseFile file = shownIn.branch();
              lesson.learn(chooser, file, chosen, update, stream(name));
              choosers.put(name, chooser);
              frames.put(name, file.framesPlayed());
            });
    choosers.forEach(
        (name, chooser) -> {
          List<List<Information>> asked =
              new Choice.Learned(chooser, material.dossier())
                  .ask(material.learned(), numbers, settings().items(), stream("ask"));
          for (int i = 0; i < asked.size(); i++) {
            known.set(i, known.get(i).with(asked.get(i)));
          }
        });
  }

  /** A demonstrator of decompositions: the fixed items, now and then any other. */
  private List<List<Information>> shown() {
    RandomStream random = stream("demonstrator");
    return chosen.stream()
        .map(
            number ->
                IntStream.range(0, settings().items())
                    .mapToObj(
                        i ->
                            random.nextDouble() < material.plan().shownRandomShare()
                                    || i >= InformationExperiment.FIXED.size()
                                ? material.space().any(random)
                                : InformationExperiment.FIXED.get(i))
                    .toList())
        .toList();
  }

  private void measure() {
    long pooled = material.learned().framesPlayed();
    Understanding none =
        understanding(
            new Choice.Fixed(InformationExperiment.FIXED), 0, material.heldOut().cases().size());
    note("none", none, none, pooled);
    note(
        "fixed",
        understanding(
            new Choice.Fixed(InformationExperiment.FIXED),
            InformationExperiment.FIXED.size(),
            all()),
        none,
        pooled);
    note(
        "random",
        understanding(new Choice.Random(material.space()), settings().items(), all()),
        none,
        pooled);
    choosers.forEach(
        (name, chooser) ->
            note(
                name,
                understanding(
                    new Choice.Learned(chooser, material.dossier()), settings().items(), all()),
                none,
                frames.get(name)));
    int few = Math.min(all(), material.plan().greedyStates() * material.survey().actions());
    Usefulness usefulness = new Usefulness(judge, material.dossier(), settings().framePrice());
    note(
        "greedy (ceiling)",
        understanding(new Choice.Greedy(usefulness, material.space()), settings().items(), few),
        understanding(new Choice.Fixed(InformationExperiment.FIXED), 0, few),
        pooled);
  }

  /** Frames that teaching a learned arm took, visiting and the long look-ahead included. */
  long framesOf(String arm) {
    return frames.get(arm) + material.visitingFrames();
  }

  private int all() {
    return material.heldOut().cases().size();
  }

  private Understanding understanding(Choice choice, int items, int cases) {
    return Understanding.of(
        judge,
        material.dossier(),
        choice,
        Math.min(items, settings().items()),
        material.heldOut(),
        IntStream.range(0, cases).boxed().toList(),
        material.survey().actions(),
        stream("measure"));
  }

  private void note(String arm, Understanding found, Understanding none, long trainingFrames) {
    outcomes.add(
        new InformationOutcome(
            arm,
            material.seed(),
            found,
            none.nll() - found.nll(),
            trainingFrames + material.visitingFrames()));
  }

  @Override
  public void close() {
    judge.close();
    choosers.values().forEach(InformationChooser::close);
  }
}
