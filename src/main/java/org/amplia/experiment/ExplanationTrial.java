package org.amplia.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.amplia.base.RandomStream;
import org.amplia.base.RootLocale;
import org.amplia.decomposition.learn.Case;
import org.amplia.decomposition.learn.CaseFile;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.decomposition.learn.JudgeTraining;
import org.amplia.decomposition.learn.LookedUp;
import org.amplia.decomposition.learn.Understanding;
import org.amplia.explanation.Critic;
import org.amplia.explanation.Critic.Prices;
import org.amplia.explanation.Critic.Verdict;
import org.amplia.explanation.ExplainerTraining;
import org.amplia.explanation.ExplanationTree;
import org.amplia.explanation.Seen;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.model.Dossier;
import org.amplia.model.Explainer;
import org.amplia.model.Judge;
import org.amplia.model.Leash;
import org.amplia.model.ReturnBins;
import org.amplia.question.Continuation;
import org.amplia.question.Explanation;
import org.amplia.question.Feature;
import org.amplia.question.Finding;
import org.amplia.question.Information;
import org.amplia.question.QuestionTree;
import org.amplia.question.Vocabulary;
import org.amplia.update.AnswerUpdate;

/** Q5 of one seed, learned and measured in every way. */
final class ExplanationTrial implements AutoCloseable {
  static final Map<String, AnswerUpdate> UPDATES =
      DecompositionSettings.STANDARD.updates(Leash.OFF);

  private static final int RETURN_WORDS = 10;
  private static final int SHORT_CHARACTERS = 99;
  private static final String DEMONSTRATED = "demonstrated";
  private static final String REINFORCE = "reinforce";

  /** What the explainer has seen before it speaks: the fixed decomposition, and one step back. */
  static final List<Information> SEEN = seen();

  private final InformationMaterial material;
  private final InformationPlan plan;
  private final Prices prices;
  private final int imitationSteps;
  private final Vocabulary vocabulary;
  private final Seen seen;
  private final Readers readers;
  private final Map<String, Explainer> explainers = new LinkedHashMap<>();

  /** Half the states teach the judge, the others how to explain: else it knew them by heart. */
  private final List<Integer> judged;

  private final List<Integer> explained;
  private Judge judge;
  private Judge fresh;

  private static List<Information> seen() {
    List<Information> items = new ArrayList<>();
    for (int horizon : new int[] {16, 64}) {
      items.add(new Information(new Feature.RewardSum(), horizon, Continuation.POLICY));
      items.add(new Information(new Feature.LeafValue(), horizon, Continuation.POLICY));
    }
    return List.copyOf(items);
  }

  ExplanationTrial(InformationMaterial material, Prices prices, int imitationSteps) {
    this.material = material;
    this.prices = prices;
    this.imitationSteps = imitationSteps;
    plan = material.plan();
    double[] returns =
        material.learned().cases().stream().mapToDouble(one -> one.reference()).toArray();
    vocabulary = new Vocabulary(material.space(), ReturnBins.of(returns, RETURN_WORDS).centres());
    seen = new Seen(SEEN, material.dossier(), vocabulary);
    List<Integer> numbers = IntStream.range(0, material.learned().cases().size()).boxed().toList();
    int states = numbers.size() / material.survey().actions();
    judged = numbers.subList(0, states / 2 * material.survey().actions());
    explained = numbers.subList(judged.size(), numbers.size());
    readers = new Readers(material, vocabulary, lookUp(numbers), new ArrayList<>());
    numbers.forEach(number -> readers.texts().add(new ArrayList<>()));
  }

  private RandomStream stream(String name, long... indices) {
    return material.survey().streams().stream("explanation." + name, indices);
  }

  private List<LookedUp> lookUp(List<Integer> numbers) {
    RandomStream any = stream("pool");
    List<LookedUp> known = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      List<Information> items = new ArrayList<>();
      for (int k = 0; k < plan.pool(); k++) {
        items.add(material.space().any(any));
      }
      known.add(new LookedUp(items, List.of(SEEN)));
    }
    material.learned().lookUp(numbers, known.stream().map(LookedUp::all).toList());
    return known;
  }

  void learn(Consumer<String> progress) {
    List<Integer> all = new ArrayList<>(judged);
    all.addAll(explained);
    progress.accept("fitting a judge that meets nobody");
    fresh = readers.whoHasMetNobody(all, stream("judge.fresh"));
    progress.accept("imitating the demonstrator");
    imitateDemonstrator(all);
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.accept(RootLocale.format("round %d: fitting the judge", round));
      fitJudge(judged, "judge", round);
      for (Map.Entry<String, AnswerUpdate> arm : UPDATES.entrySet()) {
        progress.accept(
            RootLocale.format("round %d: learning to explain by %s", round, arm.getKey()));
        Explainer explainer = explainers.get(arm.getKey());
        training()
            .learn(
                explainer,
                material.learned(),
                explained,
                arm.getValue(),
                stream(arm.getKey(), round));
        read(explainer, all, stream("read", round));
      }
    }
    fitJudge(all, "judge.last", 0);
  }

  private void fitJudge(List<Integer> numbers, String stream, int round) {
    if (judge != null) {
      judge.close();
    }
    judge = readers.whoHasMetTheExplainers(numbers, stream(stream, round));
  }

  private void imitateDemonstrator(List<Integer> all) {
    ExplainerTraining.Demonstrator demonstrator =
        (number, random) ->
            seen.demonstrated(material.learned(), number, plan.shownRandomShare(), random);
    RandomStream shown = stream("demonstrator");
    all.forEach(number -> readers.texts().get(number).add(demonstrator.text(number, shown)));
    Explainer clone = seen.freshExplainer(stream("parameters"));
    new ExplainerTraining(plan.settings(), seen, critic(fresh), prices)
        .imitate(clone, material.learned(), all, demonstrator, imitationSteps, stream("imitate"));
    explainers.put(DEMONSTRATED, clone);
    UPDATES.keySet().forEach(name -> explainers.put(name, clone.frozenCopy()));
  }

  private ExplainerTraining training() {
    return new ExplainerTraining(plan.settings(), seen, critic(judge), prices);
  }

  private Critic critic(Judge reader) {
    return new Critic(reader, material.dossier(), vocabulary);
  }

  /** The next judge will know how this one writes. */
  private void read(Explainer explainer, List<Integer> all, RandomStream random) {
    List<Explanation> written = explainer.samples(seen.questions(material.learned(), all), random);
    for (int i = 0; i < written.size(); i++) {
      readers.texts().get(all.get(i)).add(written.get(i));
    }
  }

  List<ExplanationOutcome> measure() {
    List<Integer> numbers = heldOut();
    byte[][] questions = seen.questions(material.heldOut(), numbers);
    List<ExplanationOutcome> outcomes = new ArrayList<>();
    outcomes.add(outcome("silence", numbers.stream().map(number -> Explanation.SILENCE).toList()));
    outcomes.add(
        outcome(
            "template",
            numbers.stream().map(number -> seen.template(material.heldOut(), number)).toList()));
    explainers.forEach((name, one) -> outcomes.add(outcome(name, one.modes(questions))));
    outcomes.add(
        outcome(
            "reinforce, < 100 characters",
            explainers.get(REINFORCE).limitedTo(SHORT_CHARACTERS).modes(questions)));
    return outcomes;
  }

  private List<Integer> heldOut() {
    return IntStream.range(0, material.heldOut().cases().size()).boxed().toList();
  }

  /**
   * What texts about the held-out cases came to, by who knows their writers and by who does not.
   */
  private ExplanationOutcome outcome(String arm, List<Explanation> texts) {
    List<Integer> numbers = heldOut();
    List<Verdict> verdicts = critic(judge).of(material.heldOut(), numbers, texts);
    List<Verdict> others = critic(fresh).of(material.heldOut(), numbers, texts);
    double claims = mean(verdicts, Verdict::claims);
    double[] references =
        material.heldOut().cases().stream().mapToDouble(one -> one.reference()).toArray();
    return new ExplanationOutcome(
        arm,
        material.seed(),
        mean(verdicts, Verdict::gain),
        mean(others, Verdict::gain),
        mean(verdicts, verdict -> verdict.quality(prices)),
        claims,
        mean(verdicts, Verdict::falseClaims) / claims,
        mean(verdicts, Verdict::words),
        texts.stream().mapToInt(text -> text.text().length()).average().orElseThrow(),
        Understanding.tau(
            critic(judge).values(material.heldOut(), numbers, texts),
            references,
            material.survey().actions()),
        material.learned().framesPlayed() + material.visitingFrames());
  }

  private static double mean(List<Verdict> verdicts, ToDoubleFunction<Verdict> of) {
    return verdicts.stream().mapToDouble(of).average().orElseThrow();
  }

  /** Everybody who has learned something; closed with this. */
  TaughtExplainers taught() {
    return new TaughtExplainers(
        Collections.unmodifiableMap(explainers),
        seen,
        critic(judge),
        critic(fresh),
        prices,
        plan.referenceSteps());
  }

  /** Q5 and Q6 about the first held-out cases, as the one that learned by REINFORCE answers. */
  List<QuestionTree> examples(int count) {
    return material.heldOut().cases().stream()
        .limit(count)
        .map(
            one ->
                ExplanationTree.explain(
                    taught(),
                    REINFORCE,
                    material.survey().consequences(),
                    one.about(),
                    material.survey().actionNames()))
        .toList();
  }

  @Override
  public void close() {
    taught().close();
  }

  /**
   * What judges of explanations learn from: of each case, what has been looked up (which they read
   * in the vocabulary's coarse words), and texts that were written about it.
   *
   * @param material cases and networks
   * @param vocabulary of texts
   * @param known what has been looked up, one per case
   * @param texts that were written, a list a case; more are added as explainers learn
   */
  private record Readers(
      InformationMaterial material,
      Vocabulary vocabulary,
      List<LookedUp> known,
      List<List<Explanation>> texts) {
    /**
     * A judge that is shown true claims and, half of the time, a text as it stands.
     *
     * @param numbers of the cases it learns from
     */
    Judge whoHasMetTheExplainers(List<Integer> numbers, RandomStream random) {
      Judge judge = material.freshJudge(material.dossier(), Dossier.STATE_DROPOUT);
      return fitted(
          judge,
          numbers,
          (number, chances) -> {
            List<Explanation> written = texts.get(number);
            return written.isEmpty() || chances.nextInt(2) == 0
                ? trueClaims(number, chances)
                : Critic.believed(written.get(chances.nextInt(written.size())), most());
          },
          random);
    }

    /** A judge that is shown true claims alone, and no text of anybody. */
    Judge whoHasMetNobody(List<Integer> numbers, RandomStream random) {
      Judge judge =
          material.freshJudge(material.dossier(), Dossier.STATE_DROPOUT, "judge.fresh.parameters");
      return fitted(judge, numbers, (number, chances) -> trueClaims(number, chances), random);
    }

    private int most() {
      return material.dossier().maxFindings();
    }

    private List<Finding> trueClaims(int number, RandomStream random) {
      List<Finding> claimed = new ArrayList<>();
      CaseFile file = material.learned();
      for (Finding found :
          file.findings(
              number, known.get(number).draw(material.plan().settings().items(), random))) {
        claimed.add(vocabulary.claim(found).believed());
      }
      return claimed;
    }

    @FunctionalInterface
    private interface Read {
      List<Finding> draw(int number, RandomStream random);
    }

    private Judge fitted(Judge judge, List<Integer> numbers, Read read, RandomStream random) {
      new JudgeTraining(material.plan().settings(), material.dossier())
          .fit(
              judge,
              numbers.size(),
              (index, chances) -> {
                int number = numbers.get(index);
                Case about = material.learned().cases().get(number);
                return new JudgeTraining.Example(
                    about, read.draw(number, chances), about.reference());
              },
              random);
      return judge;
    }
  }
}
