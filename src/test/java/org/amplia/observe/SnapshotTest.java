package org.amplia.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.amplia.ale.EmulatorState;
import org.amplia.base.RandomStream;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment.EnvironmentState;
import org.amplia.env.EnvironmentSettings;
import org.amplia.observe.EnvironmentCheck.PlayedSteps;
import org.amplia.rom.RomLibrary;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static byte[] saved(ObservationKind kind) {
    try (ObservedGame game = crossing(kind)) {
      game.reset(new RandomStream(1));
      PlayedSteps.play(game, 30, 1);
      return Snapshot.toBytes(game.save());
    }
  }

  private static ObservedGame crossing(ObservationKind kind) {
    return new ObservedGame(
        new RomLibrary(Path.of("none")).open("crossing"),
        EnvironmentSettings.STANDARD,
        View.of(kind),
        0);
  }

  @Test
  void aStateOfAnotherProcessGoesOnHere() {
    for (ObservationKind kind : ObservationKind.values()) {
      byte[] bytes = saved(kind);
      try (ObservedGame one = crossing(kind);
          ObservedGame other = crossing(kind)) {
        one.restore(Snapshot.fromBytes(bytes));
        other.restore(Snapshot.fromBytes(bytes.clone()));
        assertThat(Snapshot.toBytes(one.save())).isEqualTo(bytes);
        assertThat(PlayedSteps.play(one, 50, 2)).isEqualTo(PlayedSteps.play(other, 50, 2));
      }
    }
  }

  private static final byte[] BYTES = saved(ObservationKind.RAM);

  @Property(seed = "20261124", tries = 300)
  void anyChangedByteIsNoticed(
      @ForAll @IntRange(min = 0, max = 1_000_000) int where,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] bytes = BYTES.clone();
    bytes[where % bytes.length] ^= (byte) change;
    assertThatThrownBy(() -> Snapshot.fromBytes(bytes)).isInstanceOf(UserError.class);
  }

  @Property(seed = "20261124", tries = 200)
  void anyShorterOneIsNoticed(@ForAll @IntRange(min = 0, max = 1_000_000) int length) {
    byte[] bytes = Arrays.copyOf(BYTES, length % BYTES.length);
    assertThatThrownBy(() -> Snapshot.fromBytes(bytes)).isInstanceOf(UserError.class);
  }

  @Test
  void aStateOfAnotherCartridgeIsRefusedBeforeNativeCodeSeesIt() {
    GameState state = Snapshot.fromBytes(BYTES);
    EnvironmentState environment = state.environment();
    EmulatorState foreign =
        new EmulatorState(
            environment.emulator().build(),
            "0".repeat(32),
            new byte[10],
            new byte[128],
            0,
            false,
            environment.emulator().tia(),
            null);
    GameState changed =
        new GameState(
            new EnvironmentState(
                foreign,
                environment.heldAction(),
                environment.random(),
                environment.episodeFrames(),
                environment.episodeScore(),
                environment.lives()),
            state.observation());
    try (ObservedGame game = crossing(ObservationKind.RAM)) {
      assertThatThrownBy(() -> game.restore(changed)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
