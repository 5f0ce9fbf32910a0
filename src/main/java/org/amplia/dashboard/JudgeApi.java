package org.amplia.dashboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.dashboard.person.QuestionFilm;
import org.amplia.rom.Cartridge;
import org.amplia.rom.RomLibrary;
import org.amplia.run.ComparisonAnswer;
import org.amplia.run.ComparisonAnswer.Choice;
import org.amplia.run.ComparisonFolder;
import org.amplia.run.ComparisonQuestion;
import org.amplia.run.ComparisonQuestions;

/** Questions of a run to a person who judges, their films, and the answers. */
final class JudgeApi {
  private final RunCatalogue catalogue;
  private final ReplayThread replay;
  private final String session;

  /**
   * Of the runs of a catalogue.
   *
   * @param session of the answers that are given here
   */
  JudgeApi(RunCatalogue catalogue, ReplayThread replay, String session) {
    this.catalogue = catalogue;
    this.replay = replay;
    this.session = session;
  }

  /**
   * A question without what the person should not know.
   *
   * @param choice what was answered last; null for nothing
   */
  private record Asked(String id, Choice choice) {}

  /**
   * The questions of the newest round.
   *
   * @param round 0 if nothing was asked yet
   * @param isOpen whether the run waits for answers
   */
  private record Questions(int round, boolean isOpen, List<Asked> questions) {}

  private record Shown(int rows, int columns, List<String> palette, String left, String right) {}

  private record Given(@JsonProperty("choice") Choice choice) {}

  private record Taken(String question, Choice choice) {}

  /** Handlers of what is read, by path. */
  Map<String, Handler> routes(String root) {
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put(root + "/runs/{id}/questions", this::questions);
    routes.put(root + "/runs/{id}/questions/{question}", this::films);
    return routes;
  }

  /** Handlers of what is written, by path. */
  Map<String, Handler> writes(String root) {
    return Map.of(root + "/runs/{id}/questions/{question}", this::answer);
  }

  private ComparisonFolder folder(Context request) {
    ComparisonFolder folder = catalogue.named(request.pathParam("id")).folder().comparisons();
    if (!folder.isThere()) {
      throw new NotFoundResponse(
          "this run asks no person: train with --method rrm --set rrm.judge=human");
    }
    return folder;
  }

  private void questions(Context request) {
    ComparisonFolder folder = folder(request);
    Map<String, ComparisonAnswer> answers = folder.answers();
    Answers.json(
        request,
        folder
            .newest()
            .map(
                asked ->
                    new Questions(
                        asked.round(),
                        asked.closed() == null,
                        asked.questions().stream().map(one -> asked(one, answers)).toList()))
            .orElse(new Questions(0, false, List.of())));
  }

  private static Asked asked(ComparisonQuestion one, Map<String, ComparisonAnswer> answers) {
    ComparisonAnswer answer = answers.get(one.id());
    return new Asked(one.id(), answer == null ? null : answer.choice());
  }

  private void films(Context request) {
    ComparisonQuestion question = question(folder(request), request.pathParam("question"));
    Answers.packed(request, replay.play(() -> films(question)));
  }

  /** Each is played again from the beginning of its game. */
  private static Shown films(ComparisonQuestion question) {
    Cartridge cartridge = RomLibrary.fromEnvironment().open(question.until().game());
    QuestionFilm left = QuestionFilm.of(question.until(), question.left(), cartridge);
    QuestionFilm right = QuestionFilm.of(question.until(), question.right(), cartridge);
    Base64.Encoder base64 = Base64.getEncoder();
    return new Shown(
        left.rows(),
        left.columns(),
        left.palette(),
        base64.encodeToString(left.pictures()),
        base64.encodeToString(right.pictures()));
  }

  private static ComparisonQuestion question(ComparisonFolder folder, String id) {
    return folder.newest().map(ComparisonQuestions::questions).orElse(List.of()).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new NotFoundResponse("the newest round has no such question: see /questions"));
  }

  private void answer(Context request) {
    ComparisonFolder folder = folder(request);
    ComparisonQuestion question = question(folder, request.pathParam("question"));
    Choice choice = Json.read(request.body(), Given.class, "the answer").choice();
    UserError.unless(choice != null, "choice must be left, right, equal or cannot-tell");
    folder.answer(
        new ComparisonAnswer(
            ComparisonAnswer.SCHEMA,
            question.id(),
            choice,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            session,
            ComparisonAnswer.HUMAN));
    Answers.json(request, new Taken(question.id(), choice));
  }
}
