package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.amplia.ale.ActionName;
import org.amplia.base.Json;
import org.amplia.base.ShellWords;
import org.amplia.base.UserError;
import org.amplia.dashboard.EpisodeShelf.Opened;
import org.amplia.dashboard.person.HumanFolder;
import org.amplia.episode.Correction;
import org.amplia.episode.CorrectionsFile;

/** What a person says of steps of an episode: which action would have been better. */
final class CorrectionApi {
  private final RunCatalogue catalogue;
  private final EpisodeShelf shelf;
  private final HumanFolder human;
  private final String session;

  /**
   * Of the episodes of a shelf.
   *
   * @param session of the corrections that are given here
   */
  CorrectionApi(RunCatalogue catalogue, EpisodeShelf shelf, String session) {
    this.catalogue = catalogue;
    this.shelf = shelf;
    this.session = session;
    human = new HumanFolder(catalogue.root());
  }

  private record Given(int step, String action) {}

  private record Said(int step, String action) {
    static Said of(Correction correction) {
      return new Said(correction.step(), correction.action());
    }
  }

  private record SaidOfEpisode(List<Said> corrections) {}

  /**
   * What was written.
   *
   * @param file where
   * @param train a command that learns from it
   */
  private record Kept(int step, String action, String file, String train) {}

  /** Handlers of what is read, by path. */
  Map<String, Handler> routes(String root) {
    return Map.of(root + "/runs/{id}/episodes/{name}/corrections", this::list);
  }

  /** Handlers of what is written, by path. */
  Map<String, Handler> writes(String root) {
    return Map.of(root + "/runs/{id}/episodes/{name}/corrections", this::correct);
  }

  private <T> T with(Context request, EpisodeShelf.Use<T> use) {
    return shelf.with(catalogue.named(request.pathParam("id")), request.pathParam("name"), use);
  }

  private static String folder(Opened opened) {
    return "corrections-" + opened.episode().game();
  }

  private void list(Context request) {
    Answers.json(
        request,
        with(
            request,
            opened -> {
              CorrectionsFile file =
                  CorrectionsFile.of(human.place(folder(opened)), opened.episode());
              return new SaidOfEpisode(
                  file.isThere()
                      ? file.read().corrections().stream().map(Said::of).toList()
                      : List.of());
            }));
  }

  private void correct(Context request) {
    Given given = Json.read(request.body(), Given.class, "the correction");
    Answers.json(
        request,
        with(
            request,
            opened -> {
              List<String> actions =
                  opened.tape().aleActions().stream().map(ActionName::of).toList();
              UserError.unless(
                  actions.contains(given.action()),
                  "there is no action '%s': choose of %s",
                  given.action(),
                  String.join(", ", actions));
              return keep(opened, given);
            }));
  }

  private Kept keep(Opened opened, Given given) {
    Path folder = human.of(folder(opened));
    CorrectionsFile file = CorrectionsFile.of(folder, opened.episode());
    file.append(
        opened.episode(),
        new Correction(
            given.step(),
            given.action(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            session,
            Correction.HUMAN));
    return new Kept(
        given.step(),
        given.action(),
        file.file().toString(),
        ShellWords.line(
            List.of(
                "./amplia",
                "train",
                opened.episode().game(),
                "--method",
                "dagger",
                "--set",
                "dagger.corrections=" + folder)));
  }
}
