package org.amplia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.ask.EpisodeQuestions;
import org.amplia.ask.OpenAgent;
import org.amplia.ask.RecordedRun;
import org.amplia.ask.Survey;
import org.amplia.base.Json;
import org.amplia.decomposition.learn.DecompositionSettings;
import org.amplia.episode.EpisodeFile;
import org.amplia.explanation.Critic;
import org.amplia.explanation.Critic.Prices;
import org.amplia.explanation.Seen;
import org.amplia.explanation.TaughtExplainers;
import org.amplia.model.Dossier;
import org.amplia.model.Explainer;
import org.amplia.model.Judge;
import org.amplia.model.ReturnBins;
import org.amplia.question.InformationLabel;
import org.amplia.question.QuerySpace;
import org.amplia.question.Vocabulary;
import org.amplia.run.RunFolder;
import org.amplia.train.agent.ExplainersFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ask} with a run that has learned its decomposition, and with one that has not. */
class AskTest extends CommandTest {
  private static final List<String> MORE =
      List.of(
          // Behind the first steps of a game there is something to decide.
          "environment.maxEpisodeFrames=1200",
          "rounds.states=200",
          "decomposition.states=20",
          "decomposition.futures=2",
          "decomposition.referenceSteps=8",
          "decomposition.continuations=policy,noop",
          "decomposition.judgeSteps=40",
          "decomposition.chooserSteps=30",
          "evaluation.finalGames=1");
  private static final String REWARD = "reward/4/policy";
  private static final String IDLE = "leaf-value/4/noop";

  /** Of two futures of 8 agent steps, which Q4 is measured by, and of an item of 4. */
  private static final int REFERENCE_FRAMES = 64;

  private static final int ITEM_FRAMES = 16;

  private static final List<String> ARMS =
      List.of("demonstrated", "imitation", "reinforce", "mixed");

  @TempDir static Path runs;

  @BeforeAll
  static void train() {
    CapturedConsole quiet = new CapturedConsole();
    quiet.start();
    try {
      for (String decomposition : List.of("learned", "fixed")) {
        List<Object> more = new ArrayList<>();
        MORE.forEach(setting -> more.addAll(List.of("--set", setting)));
        more.addAll(List.of("--set", "overseer.decomposition=" + decomposition));
        assertThat(quiet.run(small(runs.resolve(decomposition), more.toArray()))).isZero();
      }
      keepExplainersThatHaveLearnedNothing();
    } finally {
      quiet.stop();
    }
  }

  /** What they say is long and mostly false; what is asked about it is the same. */
  private static void keepExplainersThatHaveLearnedNothing() {
    RunFolder run = RunFolder.open(runs.resolve("fixed"));
    try (Survey survey = new Survey(RecordedRun.of(run));
        TaughtExplainers taught = ignorant(survey)) {
      new ExplainersFolder(runs.resolve("explanations")).write(run, taught);
    }
  }

  private static TaughtExplainers ignorant(Survey survey) {
    QuerySpace space = survey.space(survey.states("explainers", 40));
    ReturnBins bins = new ReturnBins(new double[] {-1, 0, 1});
    Dossier dossier = new Dossier(survey.encoder(), space, survey.actions(), bins, 6);
    Vocabulary vocabulary = new Vocabulary(space, bins.centres());
    Seen seen =
        new Seen(
            List.of(InformationLabel.read(REWARD), InformationLabel.read("leaf-value/64/policy")),
            dossier,
            vocabulary);
    Map<String, Explainer> byArm = new LinkedHashMap<>();
    for (String arm : ARMS) {
      byArm.put(arm, seen.freshExplainer(survey.streams().stream(arm)));
    }
    List<Critic> critics =
        Stream.of("judge", "fresh")
            .map(
                name ->
                    new Critic(
                        new Judge(
                            dossier.freshNetwork(
                                DecompositionSettings.STANDARD.hiddenUnits(),
                                bins.count(),
                                0,
                                survey.streams().stream(name)),
                            bins),
                        dossier,
                        vocabulary))
            .toList();
    return new TaughtExplainers(byArm, seen, critics.get(0), critics.get(1), Prices.STANDARD, 128);
  }

  private int ask(String decomposition, String options) {
    List<String> words = new ArrayList<>(List.of("ask", "crossing", "--run"));
    words.add(runs.resolve(decomposition).toString());
    // A text is one word of the command line.
    String[] parts = options.replace("RUNS", runs.toString()).split(" --text ");
    words.addAll(List.of(parts[0].split(" ")));
    if (parts.length == 2) {
      words.addAll(List.of("--text", parts[1]));
    }
    return console.run(words.toArray());
  }

  private String said() {
    return console.err().strip();
  }

  private JsonNode answer(String decomposition, String options) throws IOException {
    assertThat(ask(decomposition, "--json " + options)).as(said()).isZero();
    String line = console.out();
    assertValid("transcript", List.of(line));
    return Json.MAPPER.readTree(line).get("tree");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "learned"})
  void withoutAStepOneIsTakenWhereTheActionsDiffer(String decomposition) throws IOException {
    assertThat(ask(decomposition, "--json")).as(said()).isZero();
    JsonNode chosen = Json.MAPPER.readTree(console.out());
    assertThat(ask(decomposition, "--json --step " + chosen.get("step"))).isZero();
    assertThat(Json.MAPPER.readTree(console.out())).as("the same question").isEqualTo(chosen);
    double most = spread(chosen.get("tree"));
    assertThat(most).as("some action is better").isPositive();
    int steps =
        EpisodeFile.read(
                EpisodeQuestions.firstEpisode(RunFolder.open(runs.resolve(decomposition))).get())
            .steps();
    for (int i = 0; i < OpenAgent.CHOSEN_AMONG; i += 5) {
      int step = i * steps / OpenAgent.CHOSEN_AMONG;
      assertThat(spread(answer(decomposition, "--step " + step)))
          .as("step %d", step)
          .isLessThanOrEqualTo(most + 1e-3);
    }
  }

  private static double spread(JsonNode tree) {
    DoubleSummaryStatistics approvals = new DoubleSummaryStatistics();
    tree.get("subquestions").forEach(action -> approvals.accept(action.get("value").asDouble()));
    assertThat(approvals.getCount()).isPositive();
    return approvals.getMax() - approvals.getMin();
  }

  private static long framesBelow(JsonNode tree) {
    long frames = 0;
    for (JsonNode question : tree.get("subquestions")) {
      frames += question.get("frames").asLong();
    }
    return frames;
  }

  @Test
  void usefulInformationIsWhatM1AnswersAndWhatTheJudgeSaysOfIt() throws IOException {
    JsonNode tree = answer("learned", "--step 150 --question useful-information --action up");
    assertThat(tree.get("question").asText())
        .isEqualTo("What is the most useful information about the consequences of UP?");
    assertThat(tree.get("answeredBy").asText()).isEqualTo("M1");
    assertThat(tree.get("frames").asLong()).isEqualTo(framesBelow(tree));
    String[] answers = tree.get("answer").asText().split("; of these the judge ")[0].split(", ");
    assertThat(answers).hasSize(5);
    double before = 1;
    for (int i = 0; i < answers.length; i++) {
      double probability = Double.parseDouble(answers[i].replaceAll(".*p = |\\)", ""));
      assertThat(probability).isBetween(0.0, before);
      before = probability;
      String item = answers[i].substring(0, answers[i].indexOf(' '));
      JsonNode judged = tree.get("subquestions").get(1 + i);
      assertThat(judged.get("question").asText())
          .isEqualTo("How useful is it to know " + item + " about UP?");
      if (item.equals("nothing-more")) {
        assertThat(judged.get("value").asDouble()).isZero();
        continue;
      }
      double alone =
          answer("learned", "--step 150 --question usefulness --action UP --item " + item)
              .get("value")
              .asDouble();
      assertThat(judged.get("value").asDouble()).isEqualTo(alone);
    }
  }

  @Test
  void aProbeSaysWhatTheJudgeMakesOfSetsOfItems() {
    Object[] probe = {
      "experiment", "information", runs.resolve("learned"), "--probe", "--held-out", 12
    };
    assertThat(run(probe)).as(console.err()).isZero();
    String first = stdout();
    assertThat(first)
        .containsPattern("nothing +-?\\d+\\.\\d{3} +-?\\d+\\.\\d{3} +-?\\d\\.\\d{4} +0\\.0")
        .containsPattern("outcome/4/policy .* 4[0-8]\\.\\d\n")
        .contains("reward/8/policy + leaf-value/4/policy", "as M1 asks");
    assertThat(run(probe)).isZero();
    assertThat(stdout()).isEqualTo(first);
    assertOneLineError(
        run("experiment", "information", runs.resolve("fixed"), "--probe", "--held-out", 12));
    assertThat(console.err()).contains("the run has no judge");
  }

  @Test
  void whatTheJudgeApprovesOfNeedNotBeWhatM1Answers() throws IOException {
    int others = 0;
    for (int step = 100; step < 300; step += 50) {
      JsonNode tree =
          answer("learned", "--step " + step + " --question useful-information --action NOOP");
      String approved = tree.get("answer").asText().replaceAll(".* approves most of ", "");
      double most = Double.NEGATIVE_INFINITY;
      double ofApproved = Double.NaN;
      for (int i = 1; i < tree.get("subquestions").size(); i++) {
        JsonNode judged = tree.get("subquestions").get(i);
        double value = judged.get("value").asDouble();
        most = Math.max(most, value);
        boolean isIt = judged.get("question").asText().contains(" " + approved + " ");
        ofApproved = isIt ? value : ofApproved;
      }
      assertThat(ofApproved).isEqualTo(most);
      others += tree.get("answer").asText().startsWith(approved) ? 0 : 1;
    }
    assertThat(others).isPositive();
  }

  @Test
  void usefulnessOfSeveralItemsDoesNotDependOnTheirOrder() throws IOException {
    String question = "--step 150 --question usefulness --action NOOP --item ";
    JsonNode one = answer("learned", question + REWARD + " --item " + IDLE);
    JsonNode other = answer("learned", question + IDLE + " --item " + REWARD);
    assertThat(one.get("question").asText())
        .isEqualTo("How useful is it to know " + REWARD + " and " + IDLE + " about NOOP?");
    assertThat(one.get("answeredBy").asText()).isEqualTo("judge");
    assertThat(one.get("value").asDouble())
        .isCloseTo(other.get("value").asDouble(), within(1e-5))
        .isEqualTo(
            one.at("/subquestions/1/value").asDouble()
                + one.at("/subquestions/2/value").asDouble());
    // The second is judged as to who knows the first.
    assertThat(one.at("/subquestions/2/value")).isNotEqualTo(other.at("/subquestions/1/value"));
    assertThat(one.at("/subquestions/2/answer").asText()).contains(", knowing " + REWARD + " = ");
    // Each item is looked up by itself.
    assertThat(one.at("/subquestions/0/frames").asLong()).isEqualTo(REFERENCE_FRAMES);
    assertThat(one.at("/subquestions/1/frames").asLong()).isEqualTo(ITEM_FRAMES);
    assertThat(one.at("/subquestions/2/frames").asLong()).isEqualTo(ITEM_FRAMES);
    assertThat(one.get("frames").asLong()).isEqualTo(framesBelow(one));
  }

  @Test
  void aFixedDecompositionAsksTheSameEverywhere() throws IOException {
    JsonNode tree = answer("fixed", "--step 150 --question useful-information --action DOWN");
    assertThat(tree.get("answeredBy").asText()).isEqualTo("fixed decomposition");
    assertThat(tree.get("subquestions")).hasSize(3);
    assertThat(tree.get("frames").asLong()).isEqualTo(16);
    assertThat(ask("fixed", "--question usefulness --action UP --item " + REWARD)).isEqualTo(2);
    assertThat(said())
        .startsWith("amplia: " + runs.resolve("fixed"))
        .contains("has no judge", "overseer.decomposition=learned")
        .doesNotContain("\n");
  }

  @Test
  void anEventIsAsProbableAsItIsFrequent() throws IOException {
    String question = "--step 150 --question event-probability --action UP --event point-scored";
    String asked = question + " --rollouts 4 --horizon 120";
    JsonNode tree = answer("fixed", asked);
    assertThat(answer("fixed", asked)).isEqualTo(tree);
    assertThat(tree.get("answeredBy").asText()).isEqualTo("M2");
    double happened = tree.at("/subquestions/0/value").asDouble();
    assertThat(tree.get("value").asDouble()).isEqualTo(happened / 4).isBetween(0.0, 1.0);
    assertThat(tree.get("frames").asLong()).isBetween(4L * 4, 4L * 4 * 120);
    assertThat(tree.get("frames").asLong()).isEqualTo(framesBelow(tree));
    // On crossing there are no lives: the standard number of futures, each to the end.
    String never = question.replace("point-scored", "life-lost") + " --horizon 8";
    tree = answer("learned", never);
    assertThat(tree.get("value").asDouble()).isZero();
    assertThat(tree.get("frames").asLong()).isEqualTo(100 * 4 * 8);
  }

  @Test
  void anExplanationIsJudgedAsIfSomebodyElseHadWrittenIt() throws IOException {
    for (String arm : List.of("demonstrated", "mixed")) {
      JsonNode tree =
          answer(
              "fixed",
              "--step 150 --question explained-value --action UP --explanations RUNS/explanations"
                  + " --explainer "
                  + arm);
      assertThat(tree.get("question").asText())
          .isEqualTo("How good is it to take UP, with an explanation?");
      assertThat(tree.get("answeredBy").asText()).isEqualTo("M1");
      // Of 128 agent steps, on whose way lies what the explainer has seen.
      assertThat(tree.at("/subquestions/0/frames").asLong()).isPositive();
      assertThat(tree.at("/subquestions/1/frames").asLong()).isZero();
      assertThat(tree.get("subquestions")).hasSize(4);
      assertThat(tree.get("frames").asLong()).isEqualTo(framesBelow(tree));
      String text = tree.get("answer").asText().replaceAll("^[^\"]*\"|\"[^\"]*$", "");
      JsonNode judged = tree.at("/subquestions/3");
      JsonNode alone = quality(text);
      assertThat(judged.get("question")).isEqualTo(alone.get("question"));
      assertThat(judged.get("answer")).isEqualTo(alone.get("answer"));
      assertThat(judged.get("value")).isEqualTo(alone.get("value"));
    }
  }

  private JsonNode quality(String text) throws IOException {
    return answer(
        "fixed",
        "--step 150 --question explanation-quality --action UP --explanations RUNS/explanations"
            + " --text "
            + text);
  }

  @Test
  void aFalseClaimAndEveryWordIsCharged() throws IOException {
    JsonNode silence = quality(".");
    assertThat(silence.get("value").asDouble()).isZero();
    assertThat(silence.get("subquestions")).hasSize(1);
    // On crossing no life is lost, so one of these is false wherever the episode is.
    JsonNode right = quality("lives-lost no in 16 by noop");
    JsonNode wrong = quality("lives-lost yes in 16 by noop.");
    assertThat(right.at("/subquestions/1/answer").asText()).isEqualTo("yes (0.000)");
    assertThat(wrong.at("/subquestions/1/answer").asText()).isEqualTo("no (0.000)");
    assertThat(right.at("/subquestions/1/frames").asLong()).isEqualTo(4 * 16);
    assertThat(charge(right)).isCloseTo(0.04, within(2e-3));
    assertThat(charge(wrong)).isCloseTo(1.04, within(2e-3));
    assertThat(charge(quality("ended ended by noop in 8"))).isCloseTo(0.04, within(2e-3));
  }

  /** What was told less what it is worth. */
  private static double charge(JsonNode quality) {
    String told = quality.get("answer").asText().replaceAll(".* = | told.*", "");
    return Double.parseDouble(told) - quality.get("value").asDouble();
  }

  @Test
  void explainersAreOfOneAgent() throws IOException {
    String options = "--question explained-value --action UP --explanations RUNS/explanations";
    assertThat(ask("learned", options)).isEqualTo(2);
    assertThat(said()).contains("has no explainer that was taught about").doesNotContain("\n");
    assertThat(ask("fixed", options.replace("RUNS/expl", "RUNS/none/expl"))).isEqualTo(2);
    assertThat(said()).contains("experiment explanations").doesNotContain("\n");
    assertThat(ask("fixed", options + " --explainer reinforced")).isEqualTo(2);
    assertThat(said()).contains("did you mean reinforce? There are demonstrated, imitation");
    assertThat(
            ask("fixed", options.replace("explained-value", "explanation-quality") + " --text x"))
        .isEqualTo(2);
    assertThat(said()).contains("'x' is no word of explanations here").doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--question usefulnes | did you mean usefulness? There are best-action, action-value, use",
        "--question action-value | action-value needs --action: give it, e.g. --action UP",
        "--question useful-information | useful-information needs --action",
        "--question useful-information --action JUMP | choose one of NOOP, UP, DOWN",
        "--question useful-information --action UP --depth 2 | --depth does not belong to useful",
        "--question usefulness --action UP | usefulness needs --item: give it, e.g. --item reward",
        "--question usefulness --action UP --item reward/5/policy | reward/5/policy",
        "--question usefulness --action UP --item reward/16/policy | 1, 2, 4, 8; policy, noop",
        "--question usefulness --action UP --item reward/4/random | 1, 2, 4, 8; policy, noop",
        "--question usefulness --action UP --item ram-127/4/noop | of reward, lives-lost, ended",
        "--question usefulness --action UP --item ended/1/noop --item ended/1/noop | an item twice",
        "--question usefulness --action UP --item ended/1/noop --item ended/2/noop"
            + " --item ended/4/noop | item is given 3 times, and the judge of",
        "--question event-probability --action UP --event quake --horizon 1 | no event 'quake'",
        "--question event-probability --action UP --event life-lost | needs --horizon",
        "--question event-probability --action UP --horizon 4 | needs --event",
        "--question event-probability --action UP --event life-lost --horizon 0 | 1 … 1000",
        "--question event-probability --action UP --event life-lost --horizon 1001 | 1 … 1000",
        "--question event-probability --action UP --event life-lost --horizon 1 --rollouts 0"
            + " | --rollouts is 0",
        "--question event-probability --action UP --event life-lost --horizon 1 --item ended/1/noop"
            + " | --item does not belong to event-probability: leave it out, or ask --question use",
        "--question explained-value | explained-value needs --action",
        "--question explained-value --action UP --text x | ask --question explanation-quality",
        "--question explanation-quality --action UP | explanation-quality needs --text: give it",
        "--action UP | ask --question action-value or useful-information or usefulness or event",
        "--horizon 4 | --horizon does not belong to best-action"
      })
  void whatCannotBeAskedIsOneLine(String options, String message) {
    assertThat(ask("learned", options)).isEqualTo(2);
    assertThat(said()).startsWith("amplia: ").contains(message).doesNotContain("\n", "Exception");
  }

  @Test
  void transcriptsStayVerifiable() {
    String episode = runs.resolve("learned/episodes/final-0.episode.json").toString();
    assertThat(console.run("replay", episode, "--verify", "--transcripts")).isZero();
    assertThat(console.run("replay", episode, "--tree", "50")).isZero();
    assertThat(console.out()).contains("What is a good action");
  }

  @Test
  void anEpisodeThatWasPlayedOtherwiseIsRefused() throws IOException {
    Path episodes = runs.resolve("fixed/episodes");
    String whole = Files.readString(episodes.resolve("final-0.episode.json"));
    Path other = episodes.resolve("other.episode.json");
    Files.writeString(other, whole.replaceAll("(\"difficulty\" ?: ?)-1", "$10"));
    assertThat(
            console.run(
                "ask", "crossing", "--run", runs.resolve("fixed"), "--episode", other, "--step", 1))
        .isEqualTo(2);
    assertThat(console.err())
        .contains("frame skip 4, minimal actions, mode -1, difficulty -1")
        .contains("difficulty 0");
    Files.delete(other);
  }
}
