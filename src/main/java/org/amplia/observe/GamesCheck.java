package org.amplia.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.amplia.env.EnvironmentSettings;
import org.amplia.rom.Cartridge;

/** The {@link EnvironmentCheck} of many games, on all cores. */
public final class GamesCheck {
  private GamesCheck() {}

  /**
   * One game's findings.
   *
   * @param game its name
   * @param findings all of them
   */
  public record Checked(String game, List<EnvironmentCheck.Finding> findings) {
    /** Whether it keeps every promise. */
    public boolean holds() {
      return findings.stream().allMatch(EnvironmentCheck.Finding::holds);
    }
  }

  /**
   * Checks games: 10 to 20 s a game and core.
   *
   * @param each hears of every game as soon as it and those before it are done
   * @return all of them, in the order of {@code games}
   */
  public static List<Checked> run(
      List<Cartridge> games,
      EnvironmentSettings settings,
      ObservationKind kind,
      Consumer<Checked> each) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Checked>> underWay = new ArrayList<>();
      for (Cartridge game : games) {
        EnvironmentCheck check = new EnvironmentCheck(game, settings, kind);
        underWay.add(threads.submit(() -> new Checked(game.game(), check.run())));
      }
      List<Checked> checked = new ArrayList<>();
      for (Future<Checked> game : underWay) {
        checked.add(game.get());
        each.accept(checked.get(checked.size() - 1));
      }
      return checked;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while games were checked", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
