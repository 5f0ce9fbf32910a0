package org.amplia.cli.option;

import java.util.function.Function;
import org.amplia.base.NumberText;
import org.amplia.base.UserError;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How options read numbers: as configuration keys do. */
public final class NumberOption {
  private NumberOption() {}

  /** A seed, 0 or more. */
  public static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) throws Exception {
      return reading(number -> NumberText.whole(number, 0, Long.MAX_VALUE)).convert(text);
    }
  }

  /** Lets all options of a command and its sub-commands read numbers so. */
  public static void register(CommandLine line) {
    ITypeConverter<Integer> ints =
        reading(text -> (int) NumberText.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    ITypeConverter<Long> longs =
        reading(text -> NumberText.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
    ITypeConverter<Double> doubles = reading(NumberText::decimal);
    line.registerConverter(int.class, ints);
    line.registerConverter(Integer.class, ints);
    line.registerConverter(long.class, longs);
    line.registerConverter(Long.class, longs);
    line.registerConverter(double.class, doubles);
    line.registerConverter(Double.class, doubles);
  }

  /** Picocli puts the option's name before the message of this exception alone. */
  private static <T> ITypeConverter<T> reading(Function<String, T> read) {
    return text -> {
      try {
        return read.apply(text);
      } catch (UserError e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
