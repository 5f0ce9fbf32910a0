package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;
import org.amplia.dashboard.EpisodeShelf.Opened;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.EpisodeEntry;
import org.amplia.report.view.RecordedGame;
import org.amplia.report.view.RunOverview;
import org.amplia.report.view.StepMarks;
import org.amplia.report.view.TreeAnswer;

/** Recorded episodes: their steps, their pictures, and what was asked about them. */
final class EpisodeApi {
  /** In one answer: a second of a game has 15. */
  static final int MOST_PICTURES = 64;

  private final RunCatalogue catalogue;
  private final RunReadings readings;
  private final EpisodeShelf shelf;

  EpisodeApi(RunCatalogue catalogue, RunReadings readings, EpisodeShelf shelf) {
    this.catalogue = catalogue;
    this.readings = readings;
    this.shelf = shelf;
  }

  private record EpisodeList(List<EpisodeEntry> episodes) {}

  /** Handlers by path. */
  Map<String, Handler> routes(String root) {
    String episode = root + "/runs/{id}/episodes/{name}";
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put(root + "/runs/{id}/episodes", this::list);
    routes.put(episode, this::episode);
    routes.put(episode + "/pictures", this::pictures);
    routes.put(episode + "/marks", this::marks);
    routes.put(episode + "/questions", this::questions);
    return routes;
  }

  private Found run(Context request) {
    return catalogue.named(request.pathParam("id"));
  }

  private <T> T with(Context request, EpisodeShelf.Use<T> use) {
    return shelf.with(run(request), request.pathParam("name"), use);
  }

  private void list(Context request) {
    Answers.json(request, new EpisodeList(shelf.list(run(request))));
  }

  private void episode(Context request) {
    Found run = run(request);
    RunSummary summary = readings.summary(run);
    RecordedGame.Run about =
        new RecordedGame.Run(
            run.id(), summary.method(), RunOverview.hasAgent(run.folder(), summary));
    Answers.json(
        request,
        with(
            request,
            opened -> RecordedGame.of(about, opened.name(), opened.episode(), opened.tape())));
  }

  private void pictures(Context request) {
    int count = number(request, "count", 1, 1, MOST_PICTURES);
    Answers.pictures(
        request, with(request, opened -> opened.tape().pictures(step(request, opened), count)));
  }

  private void marks(Context request) {
    Found run = run(request);
    Answers.json(
        request,
        with(
            request,
            opened ->
                StepMarks.of(
                    opened.episode(), opened.tape().lives(), shelf.transcript(run, opened))));
  }

  private void questions(Context request) {
    Found run = run(request);
    Answers.json(
        request,
        with(
            request,
            opened -> {
              int step = step(request, opened);
              return shelf.transcript(run, opened).stream()
                  .filter(line -> line.step() == step)
                  .findFirst()
                  .map(line -> TreeAnswer.recorded(step, line.tree()))
                  .orElseThrow(
                      () -> new NotFoundResponse("no question was recorded about step " + step));
            }));
  }

  private static int step(Context request, Opened opened) {
    return number(request, "step", 0, 0, opened.episode().steps());
  }

  /** A whole number of the query. */
  static int number(Context request, String name, int usual, int least, int most) {
    String text = request.queryParam(name);
    if (text == null) {
      return usual;
    }
    try {
      return (int) NumberText.whole(text, least, most);
    } catch (UserError e) {
      throw new UserError(name + ": " + e.getMessage(), e);
    }
  }
}
