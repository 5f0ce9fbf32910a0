package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.websocket.WsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;
import org.amplia.dashboard.RunCatalogue.Found;
import org.amplia.dashboard.RunCatalogue.Listing;
import org.amplia.report.stat.Axis;
import org.amplia.report.stat.RunSummary;
import org.amplia.report.view.Comparison;
import org.amplia.report.view.GroupedCurves;
import org.amplia.report.view.MetricDefinitions;
import org.amplia.report.view.MetricSeries;
import org.amplia.report.view.RunOverview;

/** What the server answers, as {@code openapi.json} describes it. */
final class Api {
  /** Before every path. */
  static final String ROOT = "/api/v1";

  /** Runs that may be asked for together. */
  static final int MOST_RUNS = 200;

  /** Values in one answer. */
  static final int MOST_VALUES = 100_000;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.]{1,100}");
  private static final int MOST_KEYS = 4;
  private static final int LONGEST_METRIC = 100;

  private final RunCatalogue catalogue;
  private final RunReadings readings = new RunReadings();
  private final MetricDefinitions definitions = MetricDefinitions.read();
  private final EventStreams events;
  private final EpisodeApi episodes;
  private final AskingApi asking;
  private final PersonApi person;

  Api(
      RunCatalogue catalogue,
      EventStreams events,
      EpisodeShelf shelf,
      AskingDesk desk,
      PersonApi person) {
    this.catalogue = catalogue;
    this.events = events;
    episodes = new EpisodeApi(catalogue, readings, shelf);
    asking = new AskingApi(catalogue, shelf, desk);
    this.person = person;
  }

  /**
   * A run that was asked for and cannot be read.
   *
   * @param run its id
   * @param fault why
   */
  record Fault(String run, String fault) {}

  private record RunList(String folder, boolean isWhole, List<RunOverview> runs) {}

  private record MetricList(List<MetricDefinitions.Definition> metrics) {}

  private record SeriesList(String metric, List<MetricSeries> series, List<Fault> faults) {}

  private record Curves(GroupedCurves curves, List<Fault> faults) {}

  private record Compared(Comparison comparison, List<Fault> faults) {}

  /** What was read of the runs that a request names. */
  private record Reading<T>(List<T> values, List<Fault> faults) {}

  /** Handlers of what is read, by path. */
  Map<String, Handler> routes() {
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put(ROOT + "/openapi.json", Api::description);
    routes.put(ROOT + "/runs", this::runs);
    routes.put(ROOT + "/runs/{id}", this::run);
    routes.putAll(episodes.routes(ROOT));
    routes.putAll(asking.routes(ROOT));
    routes.put(ROOT + "/metrics", this::metrics);
    routes.put(ROOT + "/series", this::series);
    routes.put(ROOT + "/curves", this::curves);
    routes.put(ROOT + "/compare", this::compare);
    routes.put(ROOT + "/events", request -> events.serve(request.res()));
    routes.putAll(person.routes(ROOT));
    return routes;
  }

  /** Handlers of what is written, by path. */
  Map<String, Handler> writes() {
    return person.writes(ROOT);
  }

  /** Connections, by path. */
  Map<String, Consumer<WsConfig>> sockets() {
    return person.sockets(ROOT);
  }

  private static void description(Context request) throws IOException {
    try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
      request
          .contentType("application/json")
          .result(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void runs(Context request) {
    Listing list = catalogue.list();
    readings.keepOnly(list.runs());
    Answers.json(
        request,
        new RunList(
            catalogue.root().toString(),
            list.isWhole(),
            list.runs().stream().map(readings::overview).toList()));
  }

  private void run(Context request) {
    Found run = catalogue.named(request.pathParam("id"));
    Answers.json(request, RunDetail.of(run, readings.summary(run)));
  }

  private void metrics(Context request) {
    if (request.queryParam("runs") == null) {
      Answers.json(request, new MetricList(definitions.all()));
      return;
    }
    Reading<Set<String>> measured = read(named(request), run -> names(run.summary()));
    Set<String> names = new TreeSet<>();
    measured.values().forEach(names::addAll);
    Answers.json(request, new MetricList(definitions.of(names)));
  }

  private static Set<String> names(RunSummary run) {
    Set<String> names = new TreeSet<>(run.metricNames());
    if (!run.evaluations().isEmpty()) {
      names.add(MetricDefinitions.SCORE);
    }
    return names;
  }

  private void series(Context request) {
    String metric = metric(request);
    List<Found> runs = named(request);
    int most = Math.max(2, Math.min(points(request), MOST_VALUES / runs.size()));
    Reading<MetricSeries> series =
        read(runs, run -> MetricSeries.of(run.found().id(), run.summary(), metric, most));
    Answers.json(request, new SeriesList(metric, series.values(), series.faults()));
  }

  private void curves(Context request) {
    String metric = metric(request);
    Axis axis = axis(request);
    List<String> keys = keys(request);
    Reading<GroupedCurves.Member> members =
        read(
            named(request),
            run -> GroupedCurves.Member.of(run.found().id(), run.summary(), metric, axis));
    Answers.json(
        request,
        new Curves(GroupedCurves.of(members.values(), metric, axis, keys), members.faults()));
  }

  private void compare(Context request) {
    String frames = request.queryParam("frames");
    OptionalLong at =
        frames == null
            ? OptionalLong.empty()
            : OptionalLong.of(NumberText.whole(frames, 0, Long.MAX_VALUE));
    Reading<RunSummary> read = read(named(request), Read::summary);
    UserError.unless(!read.values().isEmpty(), "none of these runs can be read");
    Answers.json(request, new Compared(Comparison.of(read.values(), at), read.faults()));
  }

  private record Read(Found found, RunSummary summary) {}

  private <T> Reading<T> read(List<Found> runs, Function<Read, T> part) {
    List<T> values = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Found run : runs) {
      try {
        values.add(part.apply(new Read(run, readings.summary(run))));
      } catch (UserError e) {
        faults.add(new Fault(run.id(), e.getMessage()));
      }
    }
    return new Reading<>(values, faults);
  }

  private List<Found> named(Context request) {
    List<String> ids = list(request, "runs");
    UserError.unless(!ids.isEmpty(), "runs is missing: give the ids of runs, separated by commas");
    UserError.unless(
        ids.size() <= MOST_RUNS, "runs has %d ids: ask for %d at most", ids.size(), MOST_RUNS);
    Map<String, Found> all =
        catalogue.list().runs().stream().collect(Collectors.toMap(Found::id, Function.identity()));
    return ids.stream()
        .distinct()
        // One that is gone says so.
        .map(id -> all.containsKey(id) ? all.get(id) : catalogue.named(id))
        .toList();
  }

  private static String metric(Context request) {
    String metric = request.queryParam("metric");
    UserError.unless(
        metric != null && !metric.isBlank() && metric.length() <= LONGEST_METRIC,
        "metric is missing: name one of %s/metrics",
        ROOT);
    return metric;
  }

  /** Values a run. */
  private static int points(Context request) {
    String text = request.queryParam("points");
    return text == null ? MOST_VALUES : (int) NumberText.whole(text, 2, MOST_VALUES);
  }

  private static Axis axis(Context request) {
    String name = request.queryParam("axis");
    return name == null
        ? Axis.FRAMES
        : Arrays.stream(Axis.values())
            .filter(axis -> axis.id().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserError(
                        "axis is none of "
                            + Arrays.stream(Axis.values())
                                .map(Axis::id)
                                .collect(Collectors.joining(", "))));
  }

  private static List<String> keys(Context request) {
    List<String> keys = list(request, "group");
    UserError.unless(
        keys.size() <= MOST_KEYS && keys.stream().allMatch(key -> KEY.matcher(key).matches()),
        "group must be method or keys of a configuration, %d at most",
        MOST_KEYS);
    return keys.isEmpty() ? List.of("method") : keys;
  }

  private static List<String> list(Context request, String name) {
    String text = request.queryParam(name);
    return text == null || text.isEmpty() ? List.of() : Stream.of(text.split(",", -1)).toList();
  }
}
