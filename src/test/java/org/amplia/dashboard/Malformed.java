package org.amplia.dashboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.amplia.base.RandomStream;
import org.amplia.base.RandomStreams;
import org.amplia.dashboard.person.WriteToken;

/**
 * What no good client sends: over every route, and each time the same for the same number.
 *
 * @param host for the header of that name
 * @param run id of a run with an episode {@code final-0}
 * @param token with which what is written is written
 * @param outside a folder that is not shown, with an episode {@code secret}
 */
record Malformed(String host, String run, String token, Path outside) {
  private static final int LONGEST = 5_000;

  private static final List<String> ROUTES =
      List.of(
          "/",
          "/main.js",
          "/uplot/uPlot.esm.js",
          "/api/v1/openapi.json",
          "/api/v1/runs",
          "/api/v1/runs/ID",
          "/api/v1/runs/ID/episodes",
          "/api/v1/runs/ID/episodes/final-0",
          "/api/v1/runs/ID/episodes/final-0/pictures?step=10&count=2",
          "/api/v1/runs/ID/episodes/final-0/marks",
          "/api/v1/runs/ID/episodes/final-0/questions?step=50",
          "/api/v1/runs/ID/episodes/final-0/answers?step=50&question=action-value&action=UP&depth=1",
          "/api/v1/runs/ID/episodes/final-0/policies?step=3",
          "/api/v1/runs/ID/episodes/final-0/film?step=50&future=UP/4/policy",
          "/api/v1/runs/ID/episodes/final-0/opinions?count=2",
          "/api/v1/runs/ID/episodes/final-0/corrections",
          "/api/v1/runs/ID/questions",
          "/api/v1/runs/ID/questions/1-2",
          "/api/v1/metrics?runs=ID",
          "/api/v1/series?runs=ID&metric=score",
          "/api/v1/curves?runs=ID&metric=score&axis=frames&group=method",
          "/api/v1/compare?runs=ID&frames=100",
          "/api/v1/events",
          "/api/v1/token",
          "/api/v1/games",
          "/api/v1/play");

  private static final List<String> WRITES =
      List.of(
          "/api/v1/runs/ID/episodes/final-0/corrections",
          "/api/v1/runs/ID/questions/1-2",
          "/api/v1/nothing");

  private static final List<String> ODD =
      List.of(
          "../",
          "..%2f",
          "%2e%2e/",
          "%2e%2e%2f%2e%2e%2f",
          "..%5c",
          "..;/",
          "//",
          "\\",
          "%00",
          "%0d%0aSet-Cookie:%20a=b",
          "%c0%ae%c0%ae%2f",
          "%u002e",
          "%",
          "%zz",
          "?",
          "&&==",
          "#",
          ";a=b",
          "{id}",
          "*",
          "'\"<script>",
          "\u0001",
          "\u00e9\u4e2d",
          " ",
          "\r\n",
          "-1",
          "1e308",
          "NaN",
          "9".repeat(400),
          "a".repeat(LONGEST),
          "a,".repeat(LONGEST / 2));

  private static final List<String> HEADERS =
      List.of(
          "Content-Length: -1",
          "Content-Length: 3\r\nContent-Length: 4",
          "Content-Length: 99999999999999999999",
          "Content-Length: x",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\nContent-Length: 5",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: nonsense",
          "Host: evil.example",
          "Host:",
          "Expect: 100-continue",
          "Expect: nonsense",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
          "Upgrade: websocket\r\nConnection: Upgrade",
          "No colon at all",
          ": no name",
          "X Y: space",
          "X: a\r\n folded",
          "X: \0",
          "X: \u00e9\u00ff",
          "X: " + "a".repeat(20_000),
          "X: a\r\n".repeat(600) + "X: a",
          "Cookie: " + "a=b; ".repeat(800),
          "Cookie: =;;=\"\\",
          "Range: bytes=0-0,0-0,0-0",
          "Accept-Encoding: gzip;q=nonsense, *;q=9",
          "Origin: null",
          "Content-Type: application/json; charset=nonsense",
          "If-Modified-Since: yesterday");

  private static final List<String> LINES =
      List.of(
          "GET / HTTP/9.9",
          "GET /",
          "GET  /  HTTP/1.1",
          "get / http/1.1",
          "PRI * HTTP/2.0",
          "CONNECT example.org:443 HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "GET http://example.org/ HTTP/1.1",
          "GET file:///etc/passwd HTTP/1.1",
          "TRACE / HTTP/1.1",
          "DELETE /api/v1/runs HTTP/1.1",
          "PROPFIND /api/v1/runs HTTP/1.1",
          "G\0T / HTTP/1.1",
          "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
          "A".repeat(10_000),
          "");

  private static final List<String> JSON =
      List.of(
          "",
          "null",
          "[]",
          "{}",
          "7",
          "\"\"",
          "{",
          "{\"step\": 1e99, \"action\": \"UP\"}",
          "{\"step\": -1, \"action\": \"UP\"}",
          "{\"step\": 2147483648, \"action\": \"UP\"}",
          "{\"step\": 100000, \"action\": \"UP\"}",
          "{\"step\": null, \"action\": null}",
          "{\"step\": 1, \"action\": [\"UP\"]}",
          "{\"step\": 1, \"action\": \"../../secret\"}",
          "{\"step\": 1, \"step\": 2, \"action\": \"SIDEWAYS\"}",
          "{\"step\": 1, \"action\": \"UP\", \"more\": 1}",
          "{\"step\": 1, \"action\": \"UP\"} {}",
          "{\"choice\": \"both\"}",
          "{\"choice\": null}",
          "{\"choice\": 1}",
          "{\"\\u0000\": \"\\ud800\"}",
          "\0",
          "\u00ff\u00fe",
          "[".repeat(1_000),
          "{\"a\":".repeat(190),
          "\"" + "a".repeat(1_000),
          "9".repeat(1_000),
          "a".repeat(1_025),
          "a".repeat(60_000));

  private static final String HELLO = "{\"token\": \"%s\", \"game\": \"%s\", \"seed\": \"%s\"}";

  /**
   * One of them.
   *
   * @param bytes what is sent
   * @param isSlow whether a few bytes come at a time
   * @param isLeft whether the client goes without waiting for an answer
   * @param mustFail whether what is asked for is not there, so that there is no good answer
   */
  record Attack(byte[] bytes, boolean isSlow, boolean isLeft, boolean mustFail) {}

  /** The attack of a number. */
  Attack attack(int number) {
    RandomStream random = new RandomStreams(1).stream("malformed requests", number);
    boolean mustFail = false;
    byte[] bytes;
    switch (number % 5) {
      case 0 -> bytes = latin(get(path(random), ""));
      case 1 -> {
        bytes = latin(get(traversal(random), ""));
        mustFail = true;
      }
      case 2 -> bytes = latin(header(random));
      case 3 -> bytes = body(random);
      default -> bytes = connection(random);
    }
    if (random.nextInt(6) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      mustFail = false;
    }
    return new Attack(bytes, random.nextInt(40) == 0, random.nextInt(8) == 0, mustFail);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static <T> T one(RandomStream random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String route(RandomStream random, List<String> routes) {
    return one(random, routes).replace("ID", run);
  }

  private String get(String path, String more) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: close\r\n"
        + more
        + "\r\n";
  }

  private String path(RandomStream random) {
    StringBuilder path = new StringBuilder(route(random, ROUTES));
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = 1 + random.nextInt(path.length());
      String odd = one(random, ODD);
      path.replace(at, Math.min(path.length(), at + random.nextInt(3)), odd);
    }
    return path.toString();
  }

  /** The name of a file outside of the folder that is shown, where a name is looked up. */
  private String traversal(RandomStream random) {
    String up = one(random, List.of("../", "..%2f", "%2e%2e%2f", "..%5c", "..%252f", "%2e%2e/"));
    String target =
        random.nextInt(3) == 0
            ? outside + "/secret"
            : up.repeat(1 + random.nextInt(6)) + outside.getFileName() + "/secret";
    String name = random.nextBoolean() ? target.replace("/", "%2f") : target;
    return one(
        random,
        List.of(
            "/api/v1/runs/" + name,
            "/api/v1/runs/" + run + "/episodes/" + name,
            "/api/v1/runs/" + run + "/episodes/" + name + "/pictures",
            "/api/v1/runs/" + run + "/episodes/" + name + "/marks",
            "/api/v1/runs/" + run + "/episodes/" + name + "/corrections",
            "/api/v1/runs/" + run + "/questions/" + name,
            "/api/v1/runs/" + name + "/episodes/secret",
            "/api/v1/series?metric=score&runs=" + name,
            "/" + name,
            "/uplot/" + name,
            "/api/v1/runs/" + run + "/episodes/final-0/answers?ask=" + name,
            "/api/v1/runs/"
                + run
                + "/episodes/final-0/answers?question=explained-value&action=UP&explanations="
                + name));
  }

  private String header(RandomStream random) {
    if (random.nextInt(4) == 0) {
      return one(random, LINES) + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }
    String more = one(random, HEADERS) + "\r\n";
    String request =
        random.nextBoolean()
            ? get(route(random, ROUTES), more)
            : post(route(random, WRITES), more, random.nextInt(3) > 0);
    return request + one(random, List.of("", "0\r\n\r\n", "zz\r\nabc\r\n", "5\r\nabc", "GET / HT"));
  }

  private String post(String path, String more, boolean hasToken) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nConnection: close\r\n"
        + (hasToken ? WriteToken.HEADER + ": " + token + "\r\n" : "")
        + "Content-Type: application/json\r\n"
        + more
        + "\r\n";
  }

  private byte[] body(RandomStream random) {
    String body = one(random, JSON);
    int said =
        switch (random.nextInt(5)) {
          case 0 -> Math.max(0, body.length() - 1 - random.nextInt(5));
          case 1 -> body.length() + 1 + random.nextInt(500);
          default -> body.length();
        };
    String length =
        random.nextInt(8) == 0
            ? "Transfer-Encoding: chunked\r\n"
            : "Content-Length: " + said + "\r\n";
    String sent =
        length.startsWith("T") ? Integer.toHexString(said) + "\r\n" + body + "\r\n0\r\n\r\n" : body;
    return latin(post(route(random, WRITES), length, random.nextInt(5) > 0) + sent);
  }

  private byte[] connection(RandomStream random) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(latin(handshake(random)));
    if (random.nextInt(3) > 0) {
      all.writeBytes(frame(random, 0x81, latin(hello(random))));
    }
    int frames = 1 + random.nextInt(4);
    for (int i = 0; i < frames; i++) {
      all.writeBytes(frame(random));
    }
    byte[] bytes = all.toByteArray();
    if (random.nextInt(5) == 0) {
      byte[] cut = new byte[bytes.length - 1 - random.nextInt(10)];
      System.arraycopy(bytes, 0, cut, 0, cut.length);
      return cut;
    }
    return bytes;
  }

  private String handshake(RandomStream random) {
    String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String version = "Sec-WebSocket-Version: 13\r\n";
    String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    String more =
        switch (random.nextInt(12)) {
          case 0 -> upgrade + version;
          case 1 -> upgrade + key;
          case 2 -> upgrade + key + "Sec-WebSocket-Version: 99\r\n";
          case 3 -> upgrade + version + "Sec-WebSocket-Key: x\r\n";
          case 4 ->
              upgrade + key + version + "Sec-WebSocket-Extensions: permessage-deflate; x=y\r\n";
          case 5 -> upgrade + key + version + "Sec-WebSocket-Protocol: ../../secret\r\n";
          default -> upgrade + key + version;
        };
    String path = random.nextInt(10) == 0 ? route(random, ROUTES) : "/api/v1/play";
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
  }

  private String hello(RandomStream random) {
    String game =
        one(
            random,
            List.of("crossing", "crossing", "../../secret", outside + "/secret", "\\u0000"));
    String seed = one(random, List.of("1", "2", "-1", "1e99", "9".repeat(30)));
    String known = random.nextInt(3) > 0 ? token : one(random, List.of("", "0".repeat(64)));
    return HELLO
        .replaceFirst("%s", known)
        .replaceFirst("%s", game.replace("\\", "\\\\"))
        .replaceFirst("%s", seed);
  }

  /** A frame with a fault, of the header or of what is in it. */
  private byte[] frame(RandomStream random) {
    return switch (random.nextInt(14)) {
      case 0 -> new byte[] {(byte) 0x81, 2, 'a', 'b'}; // no mask
      case 1 -> frame(random, 0xf1, latin("reserved bits"));
      case 2 -> frame(random, 0x80 | (3 + random.nextInt(5)), latin("no such kind"));
      case 3 -> frame(random, 0x8b + random.nextInt(5), latin("no such control"));
      case 4 -> frame(random, 0x80, latin("goes on from nothing"));
      case 5 -> frame(random, 0x01, latin("never ends"));
      case 6 -> frame(random, 0x89, new byte[126]); // a ping that is too long
      case 7 -> frame(random, 0x09, latin("a ping in parts"));
      case 8 -> frame(random, 0x88, new byte[] {3}); // half a status
      case 9 -> frame(random, 0x88, new byte[] {0, 7, 'x'}); // no such status
      case 10 -> frame(random, 0x81, new byte[] {(byte) 0xc3, (byte) 0x28}); // no UTF-8
      case 11 -> frame(random, 0x81 + random.nextInt(2), new byte[1_025 + random.nextInt(70_000)]);
      case 12 ->
          new byte[] {(byte) 0x82, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 1};
      default ->
          frame(
              random,
              0x81,
              latin(
                  one(
                      random,
                      List.of(
                          "null",
                          "[]",
                          "{\"kind\": \"press\", \"control\": \"../../secret\"}",
                          "{\"kind\": null}",
                          "{\"kind\": \"end\", \"kind\": \"press\"}",
                          "[".repeat(1_000),
                          "\0"))));
    };
  }

  private static byte[] frame(RandomStream random, int first, byte[] content) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (content.length < 126) {
      frame.write(0x80 | content.length);
    } else if (content.length < 1 << 16) {
      frame.write(0x80 | 126);
      frame.write(content.length >> 8);
      frame.write(content.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) content.length >> shift));
      }
    }
    byte[] mask = new byte[4];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) random.nextInt(256);
    }
    frame.writeBytes(mask);
    for (int i = 0; i < content.length; i++) {
      frame.write(content[i] ^ mask[i % 4]);
    }
    return frame.toByteArray();
  }
}
