package org.amplia.base;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Refuses numbers that no double holds: the library reads {@code 1e400} as infinity. */
final class FiniteNumbers extends JsonParserDelegate {
  FiniteNumbers(JsonParser parser) {
    super(parser);
  }

  @Override
  public double getDoubleValue() throws IOException {
    return finite(super.getDoubleValue());
  }

  @Override
  public float getFloatValue() throws IOException {
    return (float) finite(super.getFloatValue());
  }

  @Override
  public Number getNumberValue() throws IOException {
    Number value = super.getNumberValue();
    if (value instanceof Double number) {
      finite(number);
    }
    return value;
  }

  private double finite(double value) throws IOException {
    if (Double.isInfinite(value)) {
      throw new JsonParseException(this, "a number is too large");
    }
    return value;
  }
}
