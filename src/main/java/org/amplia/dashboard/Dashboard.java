package org.amplia.dashboard;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.plugin.bundled.RateLimitPlugin;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.amplia.base.UserError;
import org.amplia.dashboard.person.PlayDesk;
import org.amplia.dashboard.person.WriteToken;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of the page and its API, from its making until it is closed. */
public final class Dashboard implements AutoCloseable {
  /** The port unless another is given. */
  public static final String PORT = "8765";

  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

  /** Two hundred ids in a request's line take half of it. */
  private static final int MOST_HEADER_BYTES = 8 << 10;

  /** A few answers are sent here, and {@link RequestGate} says so first. */
  private static final long MOST_BODY_BYTES = 1 << 10;

  /** Of one address. A page that opens asks for thirty files, and then for a few in a second. */
  private static final int MOST_A_SECOND = 2_000;

  private static final int MOST_CONNECTIONS = 128;

  /**
   * One for each connection, and the server's own: whoever sends half a request, or does not read
   * the answer, takes one until he is idle for too long.
   */
  private static final int THREADS = MOST_CONNECTIONS + 32;

  private static final int IDLE_MILLIS = 30_000;
  private static final int SESSION_SECONDS = 60;

  private final EventStreams events;
  private final ReplayThread replay = new ReplayThread();
  private final EpisodeShelf shelf = new EpisodeShelf(replay);
  private final AskingDesk desk = new AskingDesk();
  private final PlayDesk play;
  private final PersonApi person;
  private final Javalin server;
  private final Access access;

  /**
   * Starts to serve.
   *
   * @param runs the folder whose runs are shown, in folders within it too
   * @param access where, and for whom
   * @param port 0 for any free one
   * @throws UserError if there is no such folder, the address is none of this machine, or the port
   *     is taken
   */
  public Dashboard(Path runs, Access access, int port) {
    this(runs, access, port, MOST_A_SECOND);
  }

  /**
   * The same with another limit.
   *
   * @param mostASecond requests of one address
   */
  Dashboard(Path runs, Access access, int port, int mostASecond) {
    String host = access.listenAt();
    RunCatalogue catalogue = new RunCatalogue(runs);
    this.access = access;
    events = new EventStreams(catalogue);
    WriteToken token = new WriteToken();
    play = new PlayDesk(catalogue.root(), token);
    person = new PersonApi(catalogue, replay, shelf, token, play);
    Api api = new Api(catalogue, events, shelf, desk, person);
    server =
        Javalin.create(
            config -> configure(config, api, new RequestGate(access, token, mostASecond)));
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      events.close();
      server.stop();
      throw new UserError(
          "port "
              + port
              + " cannot be used here (it is taken, or may not be): give another with --port",
          e);
    }
  }

  /** Where the page is, without the token. */
  public URI address() {
    String host = access.shown();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + server.port() + "/");
  }

  /** Ends it; whoever reads events is told so. */
  @Override
  public void close() {
    events.close();
    desk.close();
    play.close();
    replay.close();
    server.stop();
    person.close();
    shelf.close();
  }

  private static void configure(JavalinConfig config, Api api, RequestGate gate) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MOST_BODY_BYTES;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
    config.jetty.modifyHttpConfiguration(Dashboard::limit);
    config.jetty.modifyServer(Dashboard::limit);
    config.jetty.modifyServletContextHandler(Dashboard::limit);

    config.registerPlugin(new RateLimitPlugin(limit -> limit.setKeyFunction(Context::ip)));
    config.routes.before(gate::pass);
    config.routes.wsBeforeUpgrade(gate::passPages);
    api.routes().forEach(config.routes::get);
    api.writes().forEach(config.routes::post);
    api.sockets().forEach(config.routes::ws);
    Assets.all()
        .forEach(
            (path, asset) ->
                config.routes.get(
                    path, request -> request.contentType(asset.type()).result(asset.content())));
    config.routes.exception(UserError.class, Dashboard::wrong);
    config.routes.exception(HttpResponseException.class, Dashboard::refused);
    config.routes.exception(Exception.class, Dashboard::failed);
  }

  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setIdleTimeout(IDLE_MILLIS);
  }

  /** Javalin begins a session with every connection of {@code /play}; nothing is kept in it. */
  private static void limit(ServletContextHandler handler) {
    handler.getSessionHandler().setUsingCookies(false);
    handler.getSessionHandler().setMaxInactiveInterval(SESSION_SECONDS);
  }

  private static void limit(Server jetty) {
    jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
    ErrorHandler errors = new ErrorHandler();
    errors.setShowStacks(false);
    errors.setShowOrigin(false);
    errors.setShowMessageInTitle(false);
    jetty.setErrorHandler(errors);
  }

  private static void wrong(UserError error, Context request) {
    say(request, HttpStatus.BAD_REQUEST.getCode(), error.getMessage());
  }

  private static void refused(HttpResponseException error, Context request) {
    say(request, error.getStatus(), String.valueOf(error.getMessage()));
  }

  private static void failed(Exception error, Context request) {
    if (error instanceof HttpException wrong) { // a bad handshake, a body that ends early
      say(request, wrong.getCode(), String.valueOf(wrong.getReason()));
      return;
    }
    LOG.warn("{} failed", request.path(), error);
    say(request, HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "failed: see the terminal");
  }

  private static void say(Context request, int status, String error) {
    request.status(status);
    Answers.json(request, Map.of("error", error));
  }
}
