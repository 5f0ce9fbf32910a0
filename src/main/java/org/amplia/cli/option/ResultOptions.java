package org.amplia.cli.option;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.amplia.base.UserError;
import org.amplia.report.export.ResultFile;
import org.amplia.report.stat.IntervalKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What commands that measure several seeds have in common. */
public final class ResultOptions {
  /** The option of the file of results. */
  public static final String CSV = "--csv";

  /** The option of the kind of interval. */
  public static final String INTERVAL = "--interval";

  /** The names of the kinds of intervals, for the help. */
  public static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(IntervalKind.values()).map(IntervalKind::label).iterator();
    }
  }

  /** A kind by its name. */
  public static final class Kind implements ITypeConverter<IntervalKind> {
    @Override
    public IntervalKind convert(String name) {
      try {
        return IntervalKind.of(name);
      } catch (UserError e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Option(
      names = INTERVAL,
      paramLabel = "KIND",
      defaultValue = "t",
      converter = Kind.class,
      completionCandidates = Kinds.class,
      description =
          "how the 95 %% intervals over seeds are computed: ${COMPLETION-CANDIDATES}. t is"
              + " Student's; percentile (the bootstrap of rliable) is too narrow for few seeds (default:"
              + " ${DEFAULT-VALUE})")
  public IntervalKind interval;

  @Option(
      names = CSV,
      paramLabel = "FILE",
      description =
          "append the results to this file, a line for each seed; `report results` makes tables"
              + " of such files. If it has lines of the same seeds already: compare and report keep"
              + " equal ones and refuse others; an experiment does not begin if it would write one"
              + " again. --force replaces them")
  Path csv;

  /** Whether a file of results was named. */
  public boolean hasCsv() {
    return csv != null;
  }

  /** The file that gets a line for each seed, if one was named. */
  public Optional<ResultFile> csv(boolean force) {
    return Optional.ofNullable(csv).map(file -> new ResultFile(file, force));
  }
}
