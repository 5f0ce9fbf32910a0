package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amplia.base.Json;
import org.amplia.base.UserError;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.dashboard.person.DecompositionDesk;
import org.amplia.dashboard.person.DecompositionView;
import org.amplia.dashboard.person.HumanFolder;

/** What a person shows of how to judge actions: what to look up, and how good they are. */
final class DecompositionApi implements AutoCloseable {
  private static final String GAME = "/{name}";

  private final RunCatalogue catalogue;
  private final DecompositionDesk desk;

  /**
   * Of the runs of a catalogue, whose agents can answer.
   *
   * @param session of what is said here
   */
  DecompositionApi(RunCatalogue catalogue, String session) {
    this.catalogue = catalogue;
    desk = new DecompositionDesk(new HumanFolder(catalogue.root()), session, this::folder);
  }

  private record Games(List<DecompositionDesk.Listed> decompositions) {}

  /**
   * What is begun.
   *
   * @param run id of the run whose agent answers; null for none
   */
  private record Begin(String game, String seed, String run) {}

  private record LookUp(String action, String item) {}

  private record Judged(String action, String goodness) {}

  private record Taken(String action) {}

  /** Handlers of what is read, by path. */
  Map<String, Handler> routes(String root) {
    String all = root + "/decompositions";
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put(all, request -> Answers.json(request, new Games(desk.list())));
    routes.put(all + GAME, request -> answer(request, desk.view(name(request))));
    return routes;
  }

  /** Handlers of what is written, by path. */
  Map<String, Handler> writes(String root) {
    String all = root + "/decompositions";
    Map<String, Handler> writes = new LinkedHashMap<>();
    writes.put(all, this::begin);
    writes.put(all + GAME + "/look-ups", this::lookUp);
    writes.put(all + GAME + "/goodness", this::judge);
    writes.put(all + GAME + "/actions", this::take);
    return writes;
  }

  private static String name(Context request) {
    return request.pathParam("name");
  }

  private static void answer(Context request, Optional<DecompositionView> view) {
    Answers.packed(
        request,
        view.orElseThrow(
            () -> new NotFoundResponse("there is no such game: see /api/v1/decompositions")));
  }

  private void begin(Context request) {
    Begin wanted = Json.read(request.body(), Begin.class, "the beginning");
    String run = wanted.run() == null ? null : catalogue.named(wanted.run()).place();
    answer(request, Optional.of(desk.begin(wanted.game(), wanted.seed(), run)));
  }

  private void lookUp(Context request) {
    LookUp wanted = Json.read(request.body(), LookUp.class, "what is looked up");
    answer(request, desk.lookUp(name(request), wanted.action(), wanted.item()));
  }

  private void judge(Context request) {
    Judged said = Json.read(request.body(), Judged.class, "what was said");
    answer(request, desk.judge(name(request), said.action(), said.goodness()));
  }

  private void take(Context request) {
    Taken taken = Json.read(request.body(), Taken.class, "what is taken");
    answer(request, desk.take(name(request), taken.action()));
  }

  /** The folder of a run that was named in a file. */
  private Path folder(String place) {
    Found run =
        catalogue.list().runs().stream()
            .filter(one -> one.place().equals(place))
            .findFirst()
            .orElseThrow(
                () ->
                    UserError.of(
                        "the agent of %s answers in this game, and it is not here any more",
                        place));
    AskingDesk.requireAgent(run);
    return run.folder().path();
  }

  @Override
  public void close() {
    desk.close();
  }
}
