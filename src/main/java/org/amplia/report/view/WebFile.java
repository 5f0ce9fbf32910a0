package org.amplia.report.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A file that draws what is seen: a module of JavaScript, a style sheet, an icon. The dashboard
 * serves them one by one; a report holds them.
 *
 * @param content as it is in the build
 */
public record WebFile(byte[] content) {
  /** The version is that of pom.xml. */
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /**
   * A file of this package.
   *
   * @param name in its folder {@code web}
   */
  public static WebFile of(String name) {
    return read(WebFile.class, "web/" + name);
  }

  /**
   * A file of uPlot, which draws curves.
   *
   * @param name in its folder {@code dist}
   */
  public static WebFile ofUplot(String name) {
    return read(WebFile.class, UPLOT + name);
  }

  /**
   * A file beside a class.
   *
   * @throws IllegalStateException if the build has none of that name
   */
  public static WebFile read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the build");
      }
      return new WebFile(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content as text. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
