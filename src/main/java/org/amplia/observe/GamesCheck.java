package org.amplia.observe;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;

/** The {@link EnvironmentCheck} of many games, on all cores. */
public final class GamesCheck {
  private GamesCheck() {}

  /** One game's findings. */
  public record Checked(String game, List<EnvironmentCheck.Promise> findings) {
    /** Whether it keeps every promise. */
    public boolean holds() {
      return findings.stream().allMatch(EnvironmentCheck.Promise::holds);
    }
  }

  /**
   * Checks games: 10 to 20 s a game and core. {@code each} hears of every game in order, from any
   * thread.
   */
  public static List<Checked> run(
      List<Cartridge> games,
      EnvironmentSettings settings,
      ObservationKind kind,
      Consumer<Checked> each) {
    Checked[] checked = new Checked[games.size()];
    AtomicInteger told = new AtomicInteger();
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors(), "check")) {
      return workers.run(
          checked.length,
          (index, worker) -> {
            Cartridge game = games.get(index);
            Checked one =
                new Checked(game.game(), new EnvironmentCheck(game, settings, kind).run());
            synchronized (checked) {
              checked[index] = one;
              while (told.get() < checked.length && checked[told.get()] != null) {
                each.accept(checked[told.getAndIncrement()]);
              }
            }
            return one;
          });
    }
  }
}
