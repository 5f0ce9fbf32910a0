package org.amplia.cli.option;

import java.util.Arrays;
import java.util.Iterator;
import org.amplia.config.Method;

/** The names that {@code --method} takes, for its help. */
public final class MethodNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Method.values()).map(Method::label).iterator();
  }
}
