package org.amplia.dashboard;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.amplia.base.Json;

/** How answers are written. */
final class Answers {
  private Answers() {}

  /** A value, as JSON. */
  static void json(Context request, Object value) {
    request
        .contentType("application/json")
        .result(Json.line(value).getBytes(StandardCharsets.UTF_8));
  }

  /** A value with pictures in it, as JSON, compressed as those are. */
  static void packed(Context request, Object value) {
    pictures(request, Json.line(value).getBytes(StandardCharsets.UTF_8));
    request.contentType("application/json");
  }

  /**
   * Pictures, whose bytes are much alike: compressed where the reader can take it, a fiftieth of
   * the size. Nothing secret is in them whose length could give it away.
   */
  static void pictures(Context request, byte[] content) {
    request.contentType("application/octet-stream").header("Vary", "Accept-Encoding");
    String takes = request.header("Accept-Encoding");
    if (takes == null || !takes.contains("gzip")) {
      request.result(content);
      return;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 20 + 1024);
    try (DeflaterOutputStream out = new Fast(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    request.header("Content-Encoding", "gzip").result(packed.toByteArray());
  }

  private static final class Fast extends GZIPOutputStream {
    Fast(ByteArrayOutputStream out) throws IOException {
      super(out, 1 << 14);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
