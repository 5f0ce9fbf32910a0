package org.amplia.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.decomposition.demonstrate.ShownDecompositions;
import org.amplia.decomposition.learn.Choice;
import org.amplia.decomposition.learn.ChooserTraining;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.LookedUp;
import org.amplia.decomposition.learn.QueryDrift;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.decomposition.learn.Usefulness;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.Judge;
import org.amplia.model.Leash;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.update.AnswerUpdate;

/** Q3 of one seed, learned and measured in every way. */
final class InformationTrial implements AutoCloseable {
  private static final String DEMONSTRATED = "demonstrated";

  static final int FIXED_HORIZON = 16;

  /** A demonstrated decomposition and what the fixed arm asks: rewards and the value after them. */
  static final List<Information> FIXED =
      List.of(new Information(new Feature.Outcome(), FIXED_HORIZON));

  private final InformationMaterial material;
  private final List<Integer> numbers;

  /** Half the states teach the judge, the others what to ask: else it would know them by heart. */
  private final List<Integer> judged;

  private final List<Integer> chosen;
  private final List<LookedUp> known = new ArrayList<>();
  private final Map<String, InformationChooser> choosers = new LinkedHashMap<>();
  private final Map<String, AnswerUpdate> updates = updates();
  private final List<InformationOutcome> outcomes = new ArrayList<>();
  private Judge judge;

  /** The updates that learn Q3, by the name of their arm. */
  static Map<String, AnswerUpdate> updates() {
    return DecompositionSettings.STANDARD.updates(new Leash(0, 0.3));
  }

  InformationTrial(InformationMaterial material) {
    this.material = material;
    numbers = IntStream.range(0, material.learned().cases().size()).boxed().toList();
    int states = numbers.size() / material.survey().actions();
    judged = numbers.subList(0, states / 2 * material.survey().actions());
    chosen = numbers.subList(judged.size(), numbers.size());
    judge = material.freshJudge(material.dossier(), Dossier.STATE_DROPOUT);
  }

  List<InformationOutcome> run(Consumer<String> progress) {
    RandomStream any = stream("pool");
    for (int i = 0; i < numbers.size(); i++) {
      List<Information> items = new ArrayList<>();
      for (int k = 0; k < material.plan().pool(); k++) {
        Information item = material.space().any(any);
        if (!item.isNothing()) {
          items.add(item);
        }
      }
      known.add(new LookedUp(items, List.of(FIXED)));
    }
    material.learned().lookUp(numbers, known.stream().map(LookedUp::all).toList());
    imitateDemonstrator();
    for (int round = 1; round <= material.plan().rounds(); round++) {
      progress.accept(RootLocale.format("round %d: fitting the judge", round));
      fit(judged, "judge." + round);
      learn(round, progress);
    }
    progress.accept("fitting the judge to what is asked now");
    choosers
        .values()
        .forEach(
            chooser -> remember(new Choice.Learned(chooser, material.dossier()), stream("ask")));
    fit(numbers, "judge.last");
    progress.accept("measuring");
    measure();
    return outcomes;
  }

  private void fit(List<Integer> cases, String stream) {
    judge.close();
    judge = material.freshJudge(material.dossier(), Dossier.STATE_DROPOUT);
    new JudgeTraining(settings(), material.dossier())
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

  private RandomStream stream(String name, long... indices) {
    return material.survey().streams().stream("information." + name, indices);
  }

  /** Every update begins with the clone of the same demonstrator of decompositions. */
  private void imitateDemonstrator() {
    InformationChooser clone =
        new InformationChooser(
            material.network(
                material.dossier(),
                material.space().size(),
                "chooser.parameters",
                Dossier.STATE_DROPOUT),
            material.dossier());
    ShownDecompositions.Choices shown =
        material
            .shown()
            .orElseGet(
                () ->
                    new ShownDecompositions.Choices(
                        material.learned(), chosen, shown(), List.of()));
    shown.file().lookUp(shown.numbers(), shown.items());
    training().imitate(clone, shown.file(), shown.numbers(), shown.items(), stream("imitate"));
    if (material.shown().isPresent()) {
      // The built-in demonstrator's items are known from the beginning.
      remember(new Choice.Learned(clone, material.dossier()), stream("ask.shown"));
    }
    choosers.put(DEMONSTRATED, clone);
    updates.keySet().forEach(name -> choosers.put(name, clone.frozenCopy()));
  }

  /** Learns Q3 by every update; what M1 then asks for, the next judge will know better. */
  private void learn(int round, Consumer<String> progress) {
    ChooserTraining training = training();
    updates.forEach(
        (name, update) -> {
          progress.accept(RootLocale.format("round %d: learning what to ask by %s", round, name));
          InformationChooser chooser = choosers.get(name);
          training.learn(chooser, material.learned(), chosen, update, stream(name, round));
          remember(new Choice.Sampled(chooser, material.dossier()), stream("ask", round));
        });
  }

  /** Judged by the judge as it is now. */
  private ChooserTraining training() {
    return new ChooserTraining(
        settings(),
        material.dossier(),
        new Usefulness(judge, material.dossier(), settings().framePrice()));
  }

  private void remember(Choice choice, RandomStream random) {
    List<List<Information>> asked =
        choice.ask(material.learned(), numbers, settings().items(), random);
    for (int i = 0; i < asked.size(); i++) {
      known.set(i, known.get(i).with(asked.get(i)));
    }
  }

  /** A demonstrator of decompositions: the fixed items, now and then any other. */
  private List<List<Information>> shown() {
    RandomStream random = stream("demonstrator");
    return chosen.stream()
        .map(
            number ->
                FIXED.stream()
                    .map(
                        item ->
                            random.nextDouble() < material.plan().shownRandomShare()
                                ? material.space().any(random)
                                : item)
                    .filter(item -> !item.isNothing())
                    .toList())
        .toList();
  }

  private void measure() {
    Choice fixed = new Choice.Fixed(FIXED);
    int all = material.heldOut().cases().size();
    int items = settings().items();
    Understanding none = understanding(fixed, 0, all);
    note("none", none, none);
    note("fixed", understanding(fixed, items, all), none);
    note("random", understanding(new Choice.Random(material.space()), items, all), none);
    List<Integer> everyCase = IntStream.range(0, all).boxed().toList();
    QueryDrift drift = new QueryDrift(material.dossier(), choosers.get(DEMONSTRATED));
    choosers.forEach(
        (name, chooser) ->
            note(
                name,
                understanding(new Choice.Learned(chooser, material.dossier()), items, all),
                none,
                drift.of(chooser, material.heldOut(), everyCase)));
    int few = Math.min(all, material.plan().greedyStates() * material.survey().actions());
    Usefulness usefulness = new Usefulness(judge, material.dossier(), settings().framePrice());
    Choice greedy = new Choice.Greedy(usefulness, material.space());
    note("greedy (ceiling)", understanding(greedy, items, few), understanding(fixed, 0, few));
  }

  /** Emulator frames that learning took, visiting and the long look-ahead included. */
  long trainingFrames() {
    long shown = material.shown().map(choices -> choices.file().framesPlayed()).orElse(0L);
    return material.learned().framesPlayed() + material.visitingFrames() + shown;
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

  private void note(String arm, Understanding found, Understanding none) {
    note(arm, found, none, Double.NaN);
  }

  private void note(String arm, Understanding found, Understanding none, double queryDrift) {
    outcomes.add(
        new InformationOutcome(
            arm, material.seed(), found, none.nll() - found.nll(), trainingFrames(), queryDrift));
  }

  @Override
  public void close() {
    judge.close();
    choosers.values().forEach(InformationChooser::close);
  }
}
