package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amplia.ask.AskedQuestion;
import org.amplia.ask.FutureFilm;
import org.amplia.ask.OpenAgent;
import org.amplia.ask.QuestionForm;
import org.amplia.ask.QuestionForm.Part;
import org.amplia.ask.RecordedRun;
import org.amplia.base.IoFault;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.episode.Episode;
import org.amplia.question.Future;
import org.amplia.question.QuestionTree;
import org.amplia.report.view.StepMarks;
import org.amplia.report.view.TreeAnswer;

/** Questions about a step of an episode, put to a run's agent while one waits. */
final class AskingApi {
  /** Emulator frames that the look-ahead of a request can take. */
  static final long MOST_FRAMES = 200_000;

  /** Agent steps of a film, all its futures together. */
  static final int LONGEST_FILM = 256;

  /** Steps of an episode that are asked about together. */
  static final int MOST_STEPS = 600;

  private static final int ROLLOUTS =
      (int) NumberText.whole(QuestionForm.ROLLOUTS_USUALLY, 1, 10_000);

  private static final String EXPLANATIONS = "explanations";
  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_FUTURES = 4;
  private static final int LONGEST_TEXT = 1_000;
  private static final int DEEPEST = 4;

  private final RunCatalogue catalogue;
  private final EpisodeShelf shelf;
  private final AskingDesk desk;

  AskingApi(RunCatalogue catalogue, EpisodeShelf shelf, AskingDesk desk) {
    this.catalogue = catalogue;
    this.shelf = shelf;
    this.desk = desk;
  }

  /** A question's answer. */
  private record Answered(TreeAnswer answer) {}

  /** One step of several. */
  private record Line(OpenAgent.Opinion opinion, int of) {}

  private record Surveyed(StepMarks.Survey survey) {}

  private record Policies(List<OpenAgent.PolicyThen> policies) {}

  private record Film(Shown film) {}

  /** A film with its pictures in base 64. */
  private record Shown(int rows, int columns, List<FutureFilm.Step> steps, String pictures) {
    static Shown of(FutureFilm film) {
      return new Shown(
          film.rows(),
          film.columns(),
          film.steps(),
          Base64.getEncoder().encodeToString(film.pictures()));
    }
  }

  /** Handlers by path. */
  Map<String, Handler> routes(String root) {
    String episode = root + "/runs/{id}/episodes/{name}";
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put(episode + "/answers", this::answers);
    routes.put(episode + "/policies", this::policies);
    routes.put(episode + "/film", this::film);
    routes.put(episode + "/opinions", this::opinions);
    return routes;
  }

  /** An episode, a step of it, and the run that is asked. */
  private record Place(Found asked, RecordedRun run, Episode episode, int actions, int step) {}

  /** The run that is asked is the episode's, or the one that {@code ask} names. */
  private Place place(Context request) {
    Found run = catalogue.named(request.pathParam("id"));
    String other = request.queryParam("ask");
    Found asked = other == null ? run : catalogue.named(other);
    return shelf.with(
        run,
        request.pathParam("name"),
        opened ->
            new Place(
                asked,
                RecordedRun.about(asked.folder(), opened.episode(), opened.cartridge()),
                opened.episode(),
                opened.tape().aleActions().size(),
                EpisodeApi.number(request, "step", 0, 0, opened.episode().steps())));
  }

  private void answers(Context request) {
    Place place = place(request);
    AskedQuestion question = question(request);
    Optional<Integer> depth =
        request.queryParam("depth") == null
            ? Optional.empty()
            : Optional.of(EpisodeApi.number(request, "depth", 1, 1, DEEPEST));
    long frames = question.mostFrames(place.run().configuration(), depth, place.actions());
    UserError.unless(
        frames <= MOST_FRAMES,
        "that can take %,d emulator frames, and here it is %,d at most: ask less deep or less far,"
            + " or use ./amplia ask",
        frames,
        MOST_FRAMES);
    List<String> about =
        Optional.ofNullable(request.queryParam("action"))
            .map(action -> action.toUpperCase(Locale.ROOT))
            .stream()
            .toList();
    desk.serve(
        request,
        place.asked(),
        (agent, lines) -> {
          long since = System.nanoTime();
          QuestionTree tree = agent.ask(place.episode(), place.step(), question, depth).tree();
          return new Answered(
              TreeAnswer.live(place.step(), tree, about, (System.nanoTime() - since) / 1e9));
        });
  }

  private void policies(Context request) {
    Place place = place(request);
    desk.serve(
        request,
        place.asked(),
        (agent, lines) -> new Policies(agent.policies(place.episode(), place.step())));
  }

  private void film(Context request) {
    Place place = place(request);
    List<String> labels = request.queryParams("future");
    UserError.unless(
        !labels.isEmpty() && labels.size() <= MOST_FUTURES,
        "future must be given, 1 … %d times: as a node of a tree names it",
        MOST_FUTURES);
    List<Future> futures = labels.stream().map(Future::read).toList();
    UserError.unless(
        futures.stream().mapToInt(Future::horizonSteps).sum() <= LONGEST_FILM,
        "a film has %d agent steps at most",
        LONGEST_FILM);
    desk.serve(
        request,
        place.asked(),
        (agent, lines) -> new Film(Shown.of(agent.film(place.episode(), place.step(), futures))));
  }

  /** What M1 and M2 think of many steps, a line for each, and then what is marked of them. */
  private void opinions(Context request) {
    Place place = place(request);
    int steps = place.episode().steps();
    UserError.unless(steps > 0, "the episode has no agent step");
    long each =
        new AskedQuestion.BestActionQuestion()
            .mostFrames(place.run().configuration(), Optional.of(1), place.actions());
    int most = (int) Math.max(1, Math.min(MOST_STEPS, MOST_FRAMES / each));
    int count = Math.min(steps, EpisodeApi.number(request, "count", most, 1, MOST_STEPS));
    UserError.unless(
        count <= most,
        "that can take %,d emulator frames, and here it is %,d at most: ask about %d steps",
        each * count,
        MOST_FRAMES,
        most);
    List<Integer> asked =
        IntStream.range(0, count).map(i -> (int) ((long) i * steps / count)).boxed().toList();
    desk.serve(
        request,
        place.asked(),
        (agent, lines) ->
            new Surveyed(
                StepMarks.survey(
                    place.episode(),
                    agent.opinions(
                        place.episode(), asked, one -> lines.accept(new Line(one, count))))));
  }

  private AskedQuestion question(Context request) {
    String name = Optional.ofNullable(request.queryParam("question")).orElse("best-action");
    Set<Part> given = EnumSet.noneOf(Part.class);
    for (Part part : Part.values()) {
      String text = request.queryParam(part.label());
      if (text != null) {
        UserError.unless(
            text.length() <= LONGEST_TEXT,
            "%s is longer than %d letters",
            part.label(),
            LONGEST_TEXT);
        given.add(part);
      }
    }
    UserError.unless(
        !given.contains(Part.EVENTS) && !given.contains(Part.EXPLANATIONS),
        "events and explanations are folders, which are not named here: those beside the runs are"
            + " asked");
    BiFunction<Part, String, String> text =
        (part, usual) -> Optional.ofNullable(request.queryParam(part.label())).orElse(usual);
    QuestionForm.Parts parts =
        new QuestionForm.Parts(
            text.apply(Part.ACTION, null),
            request.queryParams(Part.ITEM.label()),
            text.apply(Part.EVENT, null),
            EpisodeApi.number(request, Part.HORIZON.label(), 1, 1, 10_000),
            EpisodeApi.number(request, Part.ROLLOUTS.label(), ROLLOUTS, 1, 10_000),
            null,
            text.apply(Part.LEARNER, QuestionForm.LEARNER_USUALLY),
            explanations(),
            text.apply(Part.EXPLAINER, QuestionForm.LEARNER_USUALLY),
            text.apply(Part.TEXT, null));
    return QuestionForm.read(name, parts, given, "");
  }

  /**
   * The explainers are in a folder of that name in the folder that is shown; without it the message
   * says how to make one.
   */
  private Path explanations() {
    Path folder = catalogue.root().resolve(EXPLANATIONS);
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.walk(folder, 3)) {
        UserError.unless(
            files.limit(MOST_ENTRIES).noneMatch(Files::isSymbolicLink),
            "%s holds a link in place of a file: not read",
            EXPLANATIONS);
      } catch (IOException e) {
        throw new UserError(EXPLANATIONS + " cannot be read: " + IoFault.reason(e), e);
      }
    }
    return folder;
  }
}
