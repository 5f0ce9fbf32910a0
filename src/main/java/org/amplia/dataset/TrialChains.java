package org.amplia.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amplia.base.InputFile;
import org.amplia.base.RandomStreams;
import org.amplia.base.UserError;

/**
 * Which trials go on from which. A trial can begin where an earlier one was saved, so the two hold
 * one game, and frames of a game are alike: a chain is split off as a whole or not at all.
 *
 * @param before the trial that a trial goes on from, by their numbers; without those that begin
 *     anew
 */
record TrialChains(Map<String, String> before) {
  /** The data set's table of trials. */
  static final String TABLE = "meta_data.csv";

  private static final int MOST_BYTES = 16 << 20;

  /**
   * The chains by the table in a folder or in the one above; without a table every trial is a chain
   * of its own.
   */
  static TrialChains around(Path folder) {
    Path above = folder.toAbsolutePath().normalize().getParent();
    for (Path place : above == null ? List.of(folder) : List.of(folder, above)) {
      if (Files.exists(place.resolve(TABLE))) {
        return read(place.resolve(TABLE));
      }
    }
    return new TrialChains(Map.of());
  }

  private static TrialChains read(Path table) {
    List<String> lines =
        InputFile.text(table, MOST_BYTES, "a table of trials", "get the data set again")
            .lines()
            .toList();
    List<String> names =
        Arrays.stream(lines.isEmpty() ? new String[0] : lines.get(0).split(","))
            .map(String::strip)
            .toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new UserError(table + " names a column twice: get the data set again");
    }
    int trial = names.indexOf("trial_id");
    int load = names.indexOf("load_trial");
    if (trial < 0 || load < 0) {
      throw new UserError(
          table + " has no columns trial_id and load_trial: get the data set again");
    }
    Map<String, String> before = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length > Math.max(trial, load) && !cells[load].strip().matches("0*|null")) {
        before.put(cells[trial].strip(), cells[load].strip());
      }
    }
    return new TrialChains(before);
  }

  /** Number of the first trial of a trial's chain; the trial's name if it has no number. */
  String chainOf(String trial) {
    String number = trial.replaceFirst("_.*", "");
    Set<String> passed = new HashSet<>();
    while (before.containsKey(number)) {
      if (!passed.add(number)) {
        throw new UserError(
            TABLE + " lets trial " + number + " go on from itself: get the data set again");
      }
      number = before.get(number);
    }
    return number;
  }

  /**
   * What each chain is for: drawn by the seed and the chains' names. Of two or more chains one at
   * least is for validation, and one for training.
   *
   * @param share of the chains that are for validation, 0 … 1
   */
  static Map<String, Split> split(Collection<String> chains, double share, long seed) {
    RandomStreams streams = new RandomStreams(seed);
    List<String> drawn =
        chains.stream()
            .distinct()
            .sorted(
                Comparator.comparingLong(
                        (String chain) -> streams.stream("split " + chain).nextLong())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long validation = Math.round(share * drawn.size());
    if (share > 0 && share < 1) {
      validation = Math.max(1, Math.min(drawn.size() - 1, validation));
    }
    Map<String, Split> splits = new HashMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      splits.put(drawn.get(i), i < validation && drawn.size() > 1 ? Split.VALIDATION : Split.TRAIN);
    }
    return splits;
  }
}
