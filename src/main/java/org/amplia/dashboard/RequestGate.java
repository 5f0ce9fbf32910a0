package org.amplia.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests are answered, and the headers of every answer. A page from elsewhere that is open
 * in the same browser may send requests here; it gets nothing:
 *
 * <ul>
 *   <li>{@code Host} must name this machine. A page whose name was rebound to 127.0.0.1 sends its
 *       own.
 *   <li>{@code Origin}, where a browser sends it, must be this page's.
 *   <li>{@code Sec-Fetch-Site} says that a page elsewhere asked: only a link that is followed is
 *       answered.
 * </ul>
 */
final class RequestGate {
  /** The names of this machine to itself. */
  static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  /** The port is not looked at: a tunnel may have another at its end. */
  private static final Pattern HOST =
      Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?");

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

  private RequestGate() {}

  /**
   * Sets the headers.
   *
   * @throws HttpResponseException if the request is not answered
   */
  static void pass(Context request) {
    HEADERS.forEach(request::header);
    String host = request.header("Host");
    if (host == null || !HOST.matcher(host).matches()) {
      throw refused("the host is not this machine: open the page as http://127.0.0.1 or localhost");
    }
    String origin = request.header("Origin");
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      throw refused("asked by a page from elsewhere");
    }
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !OWN.contains(site) && !isFollowedLink(request)) {
      throw refused("asked by a page from elsewhere");
    }
    if (!request.req().getMethod().equals("GET")) {
      throw new HttpResponseException(
          HttpStatus.METHOD_NOT_ALLOWED, "only GET: nothing can be changed here", Map.of());
    }
  }

  private static boolean isFollowedLink(Context request) {
    return "navigate".equals(request.header("Sec-Fetch-Mode"))
        && "document".equals(request.header("Sec-Fetch-Dest"));
  }

  private static HttpResponseException refused(String why) {
    return new HttpResponseException(HttpStatus.FORBIDDEN, why, Map.of());
  }
}
