package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.amplia.base.RandomToken;

/**
 * Answers those who know the access token, if there is one. A program sends it in the header {@code
 * Authorization: Bearer …} of every request. A browser opens {@code /?token=…} once and gets a
 * cookie, which holds another secret, of this start of the server.
 */
final class TokenGate {
  private static final String SCHEME = "Bearer ";
  private static final String PAGE = "/";
  private static final int SECRET_BYTES = 32;

  /**
   * Goes on to the page without the token in its address. A status 303 would do for a link that was
   * typed. After one on a page elsewhere the browser would leave the cookie out: it was asked from
   * there.
   */
  private static final String GO_ON =
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Amplia</title>"
          + "<meta http-equiv=\"refresh\" content=\"0; url=/\"></head>"
          + "<body><a href=\"/\">Amplia</a></body></html>";

  private final Optional<String> token;
  private final String secret = RandomToken.hex(SECRET_BYTES);
  private final Tries tries = new Tries(System::nanoTime);

  /**
   * A gate.
   *
   * @param token empty if everybody may pass
   */
  TokenGate(Optional<String> token) {
    this.token = token;
  }

  /**
   * Wrong tokens of the last minute. A cookie cannot be guessed and is not counted: a page that was
   * left open when the server ended sends an old one every few seconds.
   */
  static final class Tries {
    /** Of one address. */
    static final int MOST = 10;

    /** Addresses together; also what is remembered. */
    static final int MOST_IN_ALL = 1_000;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final Map<String, Integer> wrong = new HashMap<>();
    private int inAll;
    private long since;

    /**
     * None yet.
     *
     * @param clock nanoseconds
     */
    Tries(LongSupplier clock) {
      this.clock = clock;
      since = clock.getAsLong();
    }

    /**
     * Whether a token is the right one; empty, and not compared, if its address has given too many
     * wrong ones.
     */
    synchronized Optional<Boolean> isRight(String address, String given, String token) {
      if (clock.getAsLong() - since > MINUTE) {
        wrong.clear();
        inAll = 0;
        since = clock.getAsLong();
      }
      int before = wrong.getOrDefault(address, 0);
      if (before >= MOST || inAll >= MOST_IN_ALL) {
        return Optional.empty();
      }
      boolean isRight = RandomToken.isSame(given, token);
      if (!isRight) {
        wrong.put(address, before + 1);
        inAll++;
      }
      return Optional.of(isRight);
    }
  }

  /**
   * Lets a request pass, or answers it if it is the link with the token.
   *
   * @throws HttpResponseException if it does not know the token
   */
  void pass(Context request) {
    if (token.isEmpty()) {
      return;
    }
    // Cookies are of all ports of a machine.
    String cookie = "amplia-" + request.req().getLocalPort();
    String link = request.path().equals(PAGE) ? request.queryParam("token") : null;
    if (link == null && RandomToken.isSame(request.cookie(cookie), secret)) {
      return;
    }
    String given = link == null ? bearer(request) : link;
    if (given == null) {
      throw refused(
          request,
          "this dashboard needs its token: open the link that amplia serve printed, or send"
              + " Authorization: Bearer TOKEN");
    }
    boolean isRight =
        tries
            .isRight(request.ip(), given, token.get())
            .orElseThrow(
                () ->
                    new HttpResponseException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too many wrong tokens: try again in a minute",
                        Map.of()));
    if (!isRight) {
      throw refused(request, "that is not the token of this dashboard");
    }
    if (link != null) {
      request.header("Set-Cookie", cookie + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict");
      request.html(GO_ON).skipRemainingHandlers();
    }
  }

  private static String bearer(Context request) {
    String header = request.header("Authorization");
    return header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : null;
  }

  private static HttpResponseException refused(Context request, String why) {
    request.header("WWW-Authenticate", "Bearer");
    return new HttpResponseException(HttpStatus.UNAUTHORIZED, why, Map.of());
  }
}
