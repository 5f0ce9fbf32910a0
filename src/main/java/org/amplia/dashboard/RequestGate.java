package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.plugin.bundled.RateLimitPlugin;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.amplia.dashboard.person.WriteToken;

/**
 * Which requests are answered, and the headers of every answer. A page from elsewhere that is open
 * in the same browser may send requests here; it gets nothing:
 *
 * <ul>
 *   <li>{@code Host} must name this machine, see {@link Access}. A page whose name was rebound to
 *       127.0.0.1 sends its own.
 *   <li>{@code Origin}, where a browser sends it, must be this page's.
 *   <li>{@code Sec-Fetch-Site} says that a page elsewhere asked: only a link that is followed is
 *       answered.
 *   <li>Where there is an access token, everything needs it, see {@link TokenGate}.
 *   <li>An address may ask only so often in a second.
 *   <li>What writes has the {@link WriteToken} in a header, which only this server's pages know.
 * </ul>
 */
final class RequestGate {
  /** What is sent here is a few answers. */
  private static final long MOST_BODY_BYTES = 1 << 10;

  private static final String JSON = "application/json";

  private static final Pattern ESCAPED = Pattern.compile("(?:[^%]++|%[0-9A-Fa-f]{2})*+");

  private static final Set<String> OWN = Set.of("same-origin", "none");

  /**
   * Nothing but this server's own files runs, styles, or is asked; a picture may be drawn by the
   * page (downloads). No text becomes markup.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cache-Control", "no-store");

  private final Pattern hosts;
  private final TokenGate access;
  private final WriteToken token;
  private final int mostASecond;

  /**
   * The gate of a server that writes for who has a token.
   *
   * @param mostASecond requests of one address
   */
  RequestGate(Access access, WriteToken token, int mostASecond) {
    this.mostASecond = mostASecond;
    hosts = access.hostHeader();
    this.access = new TokenGate(access.token());
    this.token = token;
  }

  /**
   * Sets the headers.
   *
   * @throws HttpResponseException if the request is not answered
   */
  void pass(Context request) {
    passPages(request);
    String method = request.req().getMethod();
    if (method.equals("POST")) {
      passWriting(request);
    } else if (!method.equals("GET")) {
      throw new HttpResponseException(
          HttpStatus.METHOD_NOT_ALLOWED, "only GET, and POST where something is written", Map.of());
    }
  }

  /** What is written comes from a page of this server: it knows the token. */
  private void passWriting(Context request) {
    if (!token.is(request.header(WriteToken.HEADER))) {
      throw refused(WriteToken.REFUSAL);
    }
    String type = request.contentType();
    if (type == null || !type.startsWith(JSON)) {
      throw new HttpResponseException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "nothing was written: send " + JSON, Map.of());
    }
    if (request.contentLength() < 0 || request.contentLength() > MOST_BODY_BYTES) {
      throw new HttpResponseException(
          HttpStatus.CONTENT_TOO_LARGE,
          "nothing was written: send " + MOST_BODY_BYTES + " bytes at most, and say how many",
          Map.of());
    }
  }

  /**
   * Sets the headers, and refuses what pages from elsewhere ask for, who does not know the access
   * token, and who asks too often.
   *
   * @throws HttpResponseException if the request is not answered
   */
  void passPages(Context request) {
    HEADERS.forEach(request::header);
    request.with(RateLimitPlugin.class).requestPerTimeUnit(mostASecond, TimeUnit.SECONDS);
    if (!ESCAPED.matcher(request.path()).matches()) {
      throw new HttpResponseException(
          HttpStatus.BAD_REQUEST, "the path has a % that escapes nothing", Map.of());
    }
    String host = request.header("Host");
    if (host == null || !hosts.matcher(host).matches()) {
      throw refused(
          "the host is not this machine: open the page by its address, or serve by that name"
              + " (--host ADDRESS,NAME)");
    }
    String origin = request.header("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      throw refused("asked by a page from elsewhere");
    }
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !OWN.contains(site) && !isFollowedLink(request)) {
      throw refused("asked by a page from elsewhere");
    }
    access.pass(request);
  }

  private static boolean isFollowedLink(Context request) {
    return request.req().getMethod().equals("GET")
        && "navigate".equals(request.header("Sec-Fetch-Mode"))
        && "document".equals(request.header("Sec-Fetch-Dest"));
  }

  private static HttpResponseException refused(String why) {
    return new HttpResponseException(HttpStatus.FORBIDDEN, why, Map.of());
  }
}
