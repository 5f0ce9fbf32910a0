package org.amplia.question;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amplia.base.NumberText;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;

/** Items of information as people and files write them: {@code reward/16/policy}. */
public final class InformationLabel {
  /** How labels are made, in one line. */
  public static final String FORM =
      RootLocale.format(
          "feature/horizon/continuation, of reward, lives-lost, ended, leaf-value, outcome, ram-0 … ram-127, ram-value-0 … ram-value-127; %s; %s",
          QuerySpace.HORIZONS.stream().map(String::valueOf).collect(Collectors.joining(", ")),
          Arrays.stream(Continuation.values())
              .map(Continuation::label)
              .collect(Collectors.joining(", ")));

  private static final String CELL = "(\\d|[1-9]\\d|1[01]\\d|12[0-7])";

  private InformationLabel() {}

  /**
   * The item that a label names, whatever the space.
   *
   * @throws UserError in one line that says how labels are made
   */
  public static Information read(String label) {
    String[] parts = label.split("/", -1);
    if (parts.length == 3) {
      Optional<Feature> feature = feature(parts[0]);
      Optional<Integer> horizon =
          QuerySpace.HORIZONS.stream().filter(h -> h.toString().equals(parts[1])).findFirst();
      Optional<Continuation> continuation =
          Arrays.stream(Continuation.values())
              .filter(one -> one.label().equals(parts[2]))
              .findFirst();
      if (feature.isPresent() && horizon.isPresent() && continuation.isPresent()) {
        return new Information(feature.get(), horizon.get(), continuation.get());
      }
    }
    throw UserError.of("'%s' can not be looked up: name %s", shortened(label), FORM);
  }

  private static Optional<Feature> feature(String label) {
    if (label.matches(Feature.RamChange.LABEL + CELL)) {
      return Optional.of(new Feature.RamChange(cell(label, Feature.RamChange.LABEL)));
    }
    if (label.matches(Feature.RamValue.LABEL + CELL)) {
      return Optional.of(new Feature.RamValue(cell(label, Feature.RamValue.LABEL)));
    }
    return QuerySpace.ALWAYS.stream().filter(one -> one.label().equals(label)).findFirst();
  }

  private static int cell(String label, String before) {
    return (int) NumberText.whole(label.substring(before.length()), 0, 127);
  }

  private static String shortened(String label) {
    return label.length() > 60 ? label.substring(0, 60) + "…" : label;
  }
}
