package org.amplia.rom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amplia.base.UserError;

/** Says what files are, and why they would be refused. Writes nothing. */
public final class RomCheck {
  private final RomFinder finder;

  /** Checks against a catalogue. */
  public RomCheck(RomCatalogue catalogue) {
    this.finder = new RomFinder(catalogue);
  }

  /**
   * The verdict on a file; of an archive or a folder, on each ROM in it and each file that should
   * be one by its name.
   *
   * @return at least one verdict
   * @throws UserError if there is no such file or folder, nothing in it is like a ROM, or it holds
   *     more than 10,000 files or 256 MiB
   */
  public List<RomVerdict> check(Path path) {
    List<RomVerdict> verdicts = new ArrayList<>();
    finder.find(path, (verdict, bytes) -> verdicts.add(verdict));
    if (verdicts.isEmpty()) {
      throw new UserError(Shown.path(path) + " holds nothing like a ROM: name a file to check");
    }
    return List.copyOf(verdicts);
  }
}
