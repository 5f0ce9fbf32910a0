package org.amplia.train.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.ask.Survey;
import org.amplia.base.PathName;
import org.amplia.base.RandomStream;
import org.amplia.config.DecompositionConfiguration;
import org.amplia.decomposition.demonstrate.ConclusionTeaching;
import org.amplia.decomposition.demonstrate.ShownDecompositions;
import org.amplia.decomposition.demonstrate.ShownDecompositions.Choices;
import org.amplia.decomposition.learn.Anchor;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.Choice;
import org.amplia.decomposition.learn.ChooserTraining;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.LearnedDecomposition;
import org.amplia.decomposition.learn.LookedUp;
import org.amplia.decomposition.learn.QueryDrift;
import org.amplia.decomposition.learn.Usefulness;
import org.amplia.model.Dossier;
import org.amplia.model.InformationChooser;
import org.amplia.model.ReturnBins;
import org.amplia.observe.GameState;
import org.amplia.overseer.Approvals;
import org.amplia.overseer.Consequences;
import org.amplia.question.Feature;
import org.amplia.question.Information;
import org.amplia.question.QuerySpace;
import org.amplia.train.agent.Agent;

/**
 * A round's learning of what to ask (Q3) and of what follows from it (the judge), before M2 is
 * asked. Judge and chooser go on from the round before.
 */
final class DecompositionLearning {
  private static final int FEWEST_STATES = 10;

  /** About half of all states have nothing to decide. */
  private static final int VISITED_A_CASE = 2;

  private static final int POOL = 32;
  private static final int JUDGE_BINS = 32;
  private static final double OUTLIERS = 0.005;

  /** How often the fixed decomposition's clone sees any item asked for in its place. */
  private static final double ANY_SHARE = 0.3;

  private final TrainingContext context;

  DecompositionLearning(TrainingContext context) {
    this.context = context;
  }

  /**
   * What it came to.
   *
   * @param decomposition a new one; empty if there was too little to learn from
   * @param frames emulator frames that it took
   */
  record Learned(Optional<LearnedDecomposition> decomposition, long frames) {}

  /**
   * Learns.
   *
   * @param start the agent that the round begins with; it stays as it is
   * @param visited the round's states
   * @param values takes what was measured
   */
  Learned learn(int round, Agent start, List<GameState> visited, Map<String, Double> values) {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    Consequences consequences = context.consequences(start);
    List<GameState> sample = evenly(visited, VISITED_A_CASE * configuration.states());
    List<Approvals> steps = consequences.firstSteps(sample);
    long frames = steps.stream().mapToLong(Approvals::frames).sum();
    List<GameState> decisive =
        Approvals.decisive(sample, steps).stream().limit(configuration.states()).toList();
    if (decisive.size() < FEWEST_STATES) {
      return new Learned(start.decomposition().map(LearnedDecomposition::copy), frames);
    }
    CaseFile file =
        CaseFile.open(consequences, decisive, Anchor.FINDINGS)
            .cameTo(
                context
                    .futures(start)
                    .of(
                        decisive,
                        state -> context.streams().stream("decomposition.futures", round, state)));
    Parts parts = Parts.of(decisive.size(), start.policy().actionCount());
    List<ShownDecompositions> shown = shown();
    Begun begun =
        start
            .decomposition()
            .map(before -> new Begun(before.copy(), 0))
            .orElseGet(() -> begun(start, decisive, file, parts, shown));
    LearnedDecomposition learned = begun.decomposition();
    fitJudge(round, learned, consequences, file, parts);
    learnToAsk(round, learned, file, parts);
    if (!shown.isEmpty()) {
      values.put("asked_as_shown", asShown(learned, consequences, shown));
    }
    new DecompositionExamination(configuration, fixed())
        .measure(learned, file, parts.measured(), start.policy().actionCount(), values);
    return new Learned(Optional.of(learned), frames + file.framesPlayed() + begun.frames());
  }

  /**
   * Which cases are for what: a judge that was taught a case knows it too well to say what would
   * have been useful.
   */
  private record Parts(List<Integer> judged, List<Integer> chosen, List<Integer> measured) {
    static Parts of(int states, int actions) {
      int judged = states / 2;
      int chosen = judged + states * 3 / 10;
      return new Parts(
          numbers(0, judged * actions),
          numbers(judged * actions, chosen * actions),
          numbers(chosen * actions, states * actions));
    }

    private static List<Integer> numbers(int from, int to) {
      return IntStream.range(from, to).boxed().toList();
    }
  }

  private static List<GameState> evenly(List<GameState> states, int most) {
    int count = Math.min(most, states.size());
    return IntStream.range(0, count)
        .mapToObj(i -> states.get((int) ((long) i * states.size() / count)))
        .toList();
  }

  /**
   * The fixed decomposition in one item: rewards and value at the look-ahead's horizon, or the one
   * below it. In two items the first would tell nothing, and every step to another horizon would
   * lose what the other one tells.
   */
  private List<Information> fixed() {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    int most =
        Math.min(context.configuration().overseer().horizonSteps(), configuration.referenceSteps());
    int steps =
        QuerySpace.HORIZONS.stream().filter(h -> h <= most).reduce((a, b) -> b).orElseThrow();
    Information outcome = new Information(new Feature.Outcome(), steps);
    List<Information> given = configuration.given();
    return given.isEmpty() || given.contains(outcome) ? List.of(outcome) : List.of();
  }

  private RandomStream stream(String name, int round) {
    return context.streams().stream("decomposition." + name, round);
  }

  /** Demonstrated decompositions, if the configuration names some, executed again. */
  private List<ShownDecompositions> shown() {
    String from = context.configuration().decomposition().from();
    return from.isEmpty()
        ? List.of()
        : ShownDecompositions.in(PathName.of(from, "decomposition.from")).stream()
            .map(
                file ->
                    ShownDecompositions.of(
                        file,
                        context.acting().cartridge(),
                        context.configuration().environment(),
                        context.configuration().view()))
            .toList();
  }

  /** What is measured is no part of what learning takes, so its frames do not count. */
  private double asShown(
      LearnedDecomposition learned, Consequences consequences, List<ShownDecompositions> shown) {
    Choices choices =
        ShownDecompositions.choices(
            shown,
            states -> CaseFile.open(consequences, states, Anchor.FINDINGS),
            learned.dossier().space(),
            context.configuration().decomposition().items());
    choices.file().lookUp(choices.numbers(), choices.items());
    return new QueryDrift(learned.dossier(), learned.demonstrated())
        .asShown(learned.chooser(), choices.file(), choices.numbers(), choices.items());
  }

  /**
   * What learning begins with.
   *
   * @param frames emulator frames that it took
   */
  private record Begun(LearnedDecomposition decomposition, long frames) {}

  /**
   * Networks for the cases at hand, taught what was demonstrated: what was asked the chooser, what
   * was concluded the judge. If nothing was, the chooser asks as the fixed decomposition does.
   */
  private Begun begun(
      Agent start,
      List<GameState> states,
      CaseFile file,
      Parts parts,
      List<ShownDecompositions> demonstrations) {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    List<GameState> seen =
        Stream.concat(
                states.stream(),
                demonstrations.stream().flatMap(one -> one.again().states().stream()))
            .toList();
    QuerySpace items =
        configuration.space(Survey.changingCells(seen, context.configuration().hiddenCells()));
    // Where looking up is free, nothing is gained by asking nothing more.
    QuerySpace space = configuration.framePrice() > 0 ? items.withStop() : items;
    double[] references = file.cases().stream().mapToDouble(c -> c.reference()).toArray();
    Dossier dossier =
        new Dossier(
            start.policy().network().encoder(),
            space,
            start.policy().actionCount(),
            ReturnBins.of(references, configuration.settings().bins()),
            configuration.items());
    LearnedDecomposition fresh =
        LearnedDecomposition.fresh(
            dossier, unexplained(file), configuration.shape(), context.streams());
    long frames = 0;
    if (demonstrations.isEmpty()) {
      List<List<Information>> shown = asFixed(parts.chosen().size(), space);
      file.lookUp(parts.chosen(), shown);
      training(fresh)
          .imitate(fresh.demonstrated(), file, parts.chosen(), shown, stream("imitate", 0));
    } else {
      frames = clone(start, fresh, demonstrations);
    }
    InformationChooser clone = fresh.demonstrated().frozenCopy();
    fresh.chooser().close();
    return new Begun(
        new LearnedDecomposition(
            dossier, fresh.judge(), clone, fresh.demonstrated(), fresh.shape()),
        frames);
  }

  /**
   * Both halves of what was demonstrated.
   *
   * @return emulator frames: of the games again, of the items, and of what cases come to
   */
  private long clone(
      Agent start, LearnedDecomposition fresh, List<ShownDecompositions> demonstrations) {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    Consequences consequences = context.consequences(start);
    Choices choices =
        ShownDecompositions.choices(
            demonstrations,
            states ->
                CaseFile.open(consequences, states, Anchor.FINDINGS)
                    .cameTo(
                        context
                            .futures(start)
                            .of(
                                states,
                                state ->
                                    context.streams().stream("decomposition.shown", 0, state))),
            fresh.dossier().space(),
            configuration.items());
    CaseFile file = choices.file();
    file.lookUp(choices.numbers(), choices.items());
    training(fresh)
        .imitate(
            fresh.demonstrated(), file, choices.numbers(), choices.items(), stream("imitate", 0));
    new ConclusionTeaching(choices, configuration.referenceSteps())
        .teach(
            fresh.judge(),
            new JudgeTraining(configuration.settings(), fresh.dossier()),
            stream("conclusions", 0));
    return file.framesPlayed()
        + demonstrations.stream().mapToLong(ShownDecompositions::frames).sum();
  }

  /** Bins for what M1's own value leaves unexplained; with findings less is. */
  private static ReturnBins unexplained(CaseFile file) {
    double[] left =
        IntStream.range(0, file.cases().size())
            .mapToDouble(number -> file.unexplained(number, List.of()))
            .sorted()
            .toArray();
    double lowest = left[(int) (OUTLIERS * left.length)];
    double highest = left[left.length - 1 - (int) (OUTLIERS * left.length)];
    double least = 1e-3;
    return ReturnBins.even(Math.min(lowest, -least), Math.max(highest, least), JUDGE_BINS);
  }

  private List<List<Information>> asFixed(int cases, QuerySpace space) {
    RandomStream random = stream("demonstrator", 0);
    if (fixed().isEmpty()) { // nobody shows what to ask
      return IntStream.range(0, cases)
          .mapToObj(c -> Stream.of(space.any(random)).filter(item -> !item.isNothing()).toList())
          .toList();
    }
    return IntStream.range(0, cases)
        .mapToObj(
            c ->
                fixed().stream()
                    .map(item -> random.nextDouble() < ANY_SHARE ? space.any(random) : item)
                    .filter(item -> !item.isNothing())
                    .toList())
        .toList();
  }

  /**
   * With what is asked now, what the fixed decomposition asks, and any items: all continuations are
   * played to the longest horizon, so that the judge knows of every item. If items are given, with
   * all of them.
   */
  private void fitJudge(
      int round,
      LearnedDecomposition learned,
      Consequences consequences,
      CaseFile file,
      Parts parts) {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    RandomStream random = stream("pool", round);
    List<Information> demonstrated = fixed();
    List<Information> given = configuration.given();
    List<Information> all =
        given.isEmpty() ? farthest(learned.dossier().space(), consequences) : given;
    file.lookUp(parts.judged(), parts.judged().stream().map(n -> all).toList());
    List<List<Information>> asked =
        new Choice.Sampled(learned.chooser(), learned.dossier())
            .ask(file, parts.judged(), configuration.items(), random);
    file.lookUp(parts.judged(), parts.judged().stream().map(n -> demonstrated).toList());
    List<LookedUp> known = new ArrayList<>();
    for (int i = 0; i < parts.judged().size(); i++) {
      List<Information> pool = new ArrayList<>(given);
      for (int k = 0; k < POOL && given.isEmpty(); k++) {
        Information item = learned.dossier().space().any(random);
        if (file.tells(parts.judged().get(i), item)) {
          pool.add(item);
        }
      }
      known.add(
          new LookedUp(
              pool,
              demonstrated.isEmpty()
                  ? List.of(asked.get(i))
                  : List.of(asked.get(i), demonstrated)));
    }
    new JudgeTraining(configuration.settings(), learned.dossier())
        .fit(learned.judge(), file, parts.judged(), known, stream("judge", round));
  }

  /**
   * An item of each continuation, at the longest horizon: its future tells all shorter ones. Where
   * M2 is asked about the states reached, nobody knows their value before: every value is asked
   * for.
   */
  private List<Information> farthest(QuerySpace space, Consequences consequences) {
    int longest = space.horizons().get(space.horizons().size() - 1);
    Stream<Information> rewards =
        context.configuration().decomposition().whoActs().stream()
            .map(who -> new Information(new Feature.RewardSum(), longest, who));
    Stream<Information> values =
        space.items().stream()
            .filter(item -> consequences.deeper().isPresent())
            .filter(item -> item.feature() instanceof Feature.LeafValue);
    return Stream.concat(rewards, values).toList();
  }

  private void learnToAsk(int round, LearnedDecomposition learned, CaseFile file, Parts parts) {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    if (configuration.learnsToAsk()) {
      training(learned)
          .learn(
              learned.chooser(),
              file,
              parts.chosen(),
              configuration.answerUpdate(),
              stream("chooser", round));
    }
  }

  private ChooserTraining training(LearnedDecomposition of) {
    DecompositionConfiguration configuration = context.configuration().decomposition();
    return new ChooserTraining(
        configuration.settings(),
        of.dossier(),
        new Usefulness(of.judge(), of.dossier(), configuration.framePrice()));
  }
}
