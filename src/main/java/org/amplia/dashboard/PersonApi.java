package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.websocket.WsConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amplia.base.RandomToken;
import org.amplia.dashboard.person.PlayDesk;
import org.amplia.dashboard.person.WriteToken;

/** What a person does in the browser. */
final class PersonApi implements AutoCloseable {
  private static final int SESSION_BYTES = 8;

  private final WriteToken token;
  private final PlayDesk play;
  private final JudgeApi judge;
  private final CorrectionApi correction;
  private final DecompositionApi decomposition;

  PersonApi(
      RunCatalogue catalogue,
      ReplayThread replay,
      EpisodeShelf shelf,
      WriteToken token,
      PlayDesk play) {
    this.token = token;
    this.play = play;
    String session = RandomToken.hex(SESSION_BYTES);
    judge = new JudgeApi(catalogue, replay, session);
    correction = new CorrectionApi(catalogue, shelf, session);
    decomposition = new DecompositionApi(catalogue, session);
  }

  private record Token(String token) {}

  private record Games(List<PlayDesk.Playable> games) {}

  /** Handlers of what is read, by path. */
  Map<String, Handler> routes(String root) {
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put(root + "/token", this::token);
    routes.put(root + "/games", PersonApi::games);
    routes.putAll(judge.routes(root));
    routes.putAll(correction.routes(root));
    routes.putAll(decomposition.routes(root));
    return routes;
  }

  /** Handlers of what is written, by path. */
  Map<String, Handler> writes(String root) {
    Map<String, Handler> writes = new LinkedHashMap<>(judge.writes(root));
    writes.putAll(correction.writes(root));
    writes.putAll(decomposition.writes(root));
    return writes;
  }

  /** Connections, by path. */
  Map<String, Consumer<WsConfig>> sockets(String root) {
    return Map.of(root + "/play", play::serve);
  }

  private void token(Context request) {
    Answers.json(request, new Token(token.text()));
  }

  private static void games(Context request) {
    Answers.json(request, new Games(PlayDesk.games()));
  }

  /** Gives back what is open. */
  @Override
  public void close() {
    decomposition.close();
  }
}
