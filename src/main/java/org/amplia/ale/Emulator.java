package org.amplia.ale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.amplia.base.AtomicFile;
import org.amplia.base.RootLocale;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.ale.ALEScreen;
import org.bytedeco.ale.ALEState;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One Atari 2600 with one cartridge, frame by frame (1/60 s): nothing is skipped and no action
 * sticks. Deterministic: the same cartridge, settings and actions give the same RAM and screen. Not
 * thread-safe; instances are independent.
 */
public final class Emulator implements AutoCloseable {
  /** Bytes of RAM in an Atari 2600. */
  public static final int RAM_BYTES = 128;

  private final Console console;
  private final ALEInterface ale;
  private final String cartridgeMd5;
  private final String rules;

  /** ALE's own memory, read in place. */
  private final ByteBuffer nativeRam;

  private final Tia tia;
  private final int rows;
  private final int columns;

  // Of the last frame, or of a restored state: what ALE itself says is stale until the next frame.
  private final byte[] ram = new byte[RAM_BYTES];
  private int lives;
  private boolean gameOver;
  private boolean picturesKnown = true;

  /** Whether the last frame went on with the picture of the one before. */
  private boolean drawnOver;

  /** Then the screen before it; made when it is first needed, as most games never do. */
  private ByteBuffer overdrawn;

  private boolean closed;

  /**
   * Puts a checked cartridge in and switches on.
   *
   * @throws UserError if the mode or the difficulty is not one of the game's
   */
  public Emulator(Cartridge cartridge, EmulatorSettings settings) {
    this(Console.take(cartridge, settings));
  }

  private Emulator(Console console) {
    this.console = console;
    ale = console.ale;
    cartridgeMd5 = console.kind.md5();
    rules = console.kind.rules();
    nativeRam = console.ram;
    tia = console.tia;
    rows = console.rows;
    columns = console.columns;
    if (console.start == null) {
      frameDone();
      console.started(save(true));
    } else {
      reset();
    }
  }

  /**
   * One that nobody has played with: {@link #pressReset} then does what it does in any other build
   * of ALE.
   */
  static Emulator fresh(Cartridge cartridge, EmulatorSettings settings) {
    return new Emulator(new Console(cartridge, settings));
  }

  @SuppressWarnings("unchecked") // an array of generic classes, and an empty one
  private static PointerScope scope() {
    return new PointerScope();
  }

  private static ALEState nativeState(byte[] machine) {
    try (PointerScope scope = scope()) {
      BytePointer bytes = new BytePointer(machine.length);
      bytes.put(machine);
      return new ALEState(bytes).retainReference();
    }
  }

  /** Goes back to the start of the game: where RESET led when the console was new. */
  public void reset() {
    requireOpen();
    if (UnsavedRules.apply(rules)) {
      // What its rules remember of the last game is not overwritten by the state of the start.
      ale.reset_game();
    }
    ale.restoreState(console.nativeStart);
    restored(console.start);
  }

  /**
   * Draws no pictures until the next reset. Everything else goes on as before, a sixth to a quarter
   * faster; whoever asks for a screen is refused.
   */
  public void drawNothing() {
    requireOpen();
    picturesKnown = false;
    tia.draw(false);
  }

  /**
   * Presses RESET and waits until the game has begun, as ALE does. Each press draws other power-on
   * RAM, which shows in a sixth of the games.
   */
  void pressReset() {
    requireOpen();
    console.worn = true;
    ale.reset_game();
    frameDone();
  }

  /**
   * Plays one frame with ALE's action 0 … 17; nothing happens once the game is over.
   *
   * @return the reward of the frame, unclipped
   */
  public int act(int action) {
    if (action < 0 || action > 17) {
      throw new IllegalArgumentException("action " + action + " is not one of 0 … 17");
    }
    requireOpen();
    if (gameOver) {
      return 0;
    }
    drawnOver = tia.unfinished();
    if (drawnOver) {
      keepOverdrawn(tia.shown());
    }
    int reward = ale.act(action);
    frameDone();
    return reward;
  }

  private void keepOverdrawn(ByteBuffer screen) {
    if (overdrawn == null) {
      overdrawn = ByteBuffer.allocateDirect(rows * columns);
    }
    overdrawn.put(0, screen, 0, rows * columns);
  }

  private void frameDone() {
    nativeRam.get(0, ram);
    lives = ale.lives();
    gameOver = ale.game_over();
  }

  /** Whether the game's rules say that the game is over. */
  public boolean isGameOver() {
    return gameOver;
  }

  /** Lives left; 0 in games without lives. */
  public int lives() {
    return lives;
  }

  /** ALE's numbers of the actions that the game uses, in ALE's order. */
  public int[] minimalActions() {
    return console.minimalActions.clone();
  }

  /** ALE's numbers of all legal actions. */
  public int[] legalActions() {
    return console.legalActions.clone();
  }

  /** The game's modes, as ALE numbers them; the first is the default. */
  public int[] modes() {
    return console.modes.clone();
  }

  /** The game's difficulties, as ALE numbers them; the first is the default. */
  public int[] difficulties() {
    return console.difficulties.clone();
  }

  /** Rows of the screen: 210 for most games, not all. */
  public int rows() {
    return rows;
  }

  /** Columns of the screen. */
  public int columns() {
    return columns;
  }

  /** The colours of this console. */
  public AtariPalette palette() {
    return console.palette;
  }

  /** Copies the 128 bytes of RAM. */
  public void copyRam(byte[] into, int offset) {
    System.arraycopy(ram, 0, into, offset, RAM_BYTES);
  }

  /** One RAM cell, 0 … 255. */
  public int ram(int cell) {
    return ram[cell] & 0xff;
  }

  /**
   * Copies the screen.
   *
   * @param into palette indices (see {@link #palette()}), rows × columns, row by row
   * @throws IllegalStateException where none was drawn: after a restore from a state without
   *     pictures, or after {@link #drawNothing}, until a reset
   */
  public void copyScreen(byte[] into) {
    requirePictures();
    tia.shown().get(0, into, 0, rows * columns);
  }

  /** Copies the screen before the last frame, likewise; meaningless where none came before it. */
  public void copyScreenBefore(byte[] into) {
    requirePictures();
    (drawnOver ? overdrawn : tia.before()).get(0, into, 0, rows * columns);
  }

  /** Another emulator may have the console by now. */
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the emulator is closed");
    }
  }

  private void requirePictures() {
    requireOpen();
    if (!picturesKnown) {
      throw new IllegalStateException("no pictures are drawn: reset first");
    }
  }

  /** The state now, with the pictures too if asked for (2 × rows × columns bytes more). */
  public EmulatorState save(boolean withPictures) {
    requireOpen();
    if (withPictures) {
      requirePictures();
    }
    byte[] before = null;
    if (withPictures && drawnOver) {
      before = new byte[rows * columns];
      overdrawn.get(0, before);
    }
    try (PointerScope scope = scope()) {
      BytePointer serialised = ale.cloneState(false).serialize();
      byte[] machine = new byte[(int) serialised.limit()];
      serialised.get(machine);
      return new EmulatorState(
          AleLibrary.build(),
          cartridgeMd5,
          machine,
          ram.clone(),
          lives,
          gameOver,
          tia.save(withPictures),
          before);
    }
  }

  /**
   * Goes on from a state that an emulator with the same cartridge saved: exactly, or not at all.
   *
   * @throws UserError in the few games of which ALE's states do not hold everything
   * @throws IllegalArgumentException if it is of another cartridge or build of ALE, at which native
   *     code would end the process
   */
  public void restore(EmulatorState state) {
    requireOpen();
    if (!state.build().equals(AleLibrary.build())) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "a state of ALE %s cannot be restored into ALE %s",
              state.build(), AleLibrary.build()));
    }
    if (!state.cartridgeMd5().equals(cartridgeMd5)) {
      throw new IllegalArgumentException(
          RootLocale.format(
              "a state of the cartridge %s cannot be restored into %s",
              state.cartridgeMd5(), cartridgeMd5));
    }
    UnsavedRules.refuse(rules);
    try (ALEState machine = nativeState(state.machine())) {
      ale.restoreState(machine);
    }
    restored(state);
  }

  private void restored(EmulatorState state) {
    System.arraycopy(state.ram(), 0, ram, 0, RAM_BYTES);
    lives = state.lives();
    gameOver = state.gameOver();
    tia.restore(state.tia());
    picturesKnown = state.tia().shown() != null;
    // What cannot be asked for need not be drawn: up to a fifth of the time in a look-ahead.
    tia.draw(picturesKnown);
    drawnOver = state.overdrawn() != null;
    if (drawnOver) {
      keepOverdrawn(ByteBuffer.wrap(state.overdrawn()));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      console.giveBack();
    }
  }

  /**
   * A console of ALE with a cartridge in it, and where it stood when it was new. ALE takes 80 ms to
   * make one, nearly all of it for a table of blended colours that is not used here. So those that
   * are given back are kept for the next emulator of the same cartridge and settings. Used by one
   * emulator at a time.
   */
  private static final class Console {
    /** A round plays 64 games in each of two threads; each idle one takes about a megabyte. */
    private static final int MOST_IDLE = 128;

    /** The one that was given back last comes first. */
    private static final Deque<Console> IDLE = new ArrayDeque<>();

    /** Consoles of one kind are alike when they are new. */
    record Kind(String md5, String rules, EmulatorSettings settings) {
      static Kind of(Cartridge cartridge, EmulatorSettings settings) {
        return new Kind(cartridge.md5(), cartridge.rules(), settings);
      }
    }

    private final Kind kind;
    private final ALEInterface ale;
    private final ByteBuffer ram;
    private final Tia tia;
    private final int rows;
    private final int columns;
    private final int[] minimalActions;
    private final int[] legalActions;
    private final int[] modes;
    private final int[] difficulties;
    private final AtariPalette palette;

    /** Where it stood when it was new; null as long as that is not known. */
    private EmulatorState start;

    /** The same in ALE's form: going back to it makes no objects. */
    private ALEState nativeStart;

    /** Whether something was done to it that going back to the start does not undo. */
    private boolean worn;

    private Console(Cartridge cartridge, EmulatorSettings settings) {
      AleLibrary.load();
      kind = Kind.of(cartridge, settings);
      // What no state holds would go on from one game into another.
      worn = UnsavedRules.apply(kind.rules());
      try (PointerScope scope = scope()) {
        ale = new ALEInterface();
        ale.setInt("random_seed", settings.seed());
        ale.setFloat("repeat_action_probability", 0f);
        ale.setInt("frame_skip", 1);
        ale.setInt("max_num_frames_per_episode", 0);
        ale.setBool("color_averaging", false);
        load(cartridge);
        choose("mode", settings.mode(), cartridge, ale.getAvailableModes());
        choose("difficulty", settings.difficulty(), cartridge, ale.getAvailableDifficulties());
        minimalActions = toArray(ale.getMinimalActionSet());
        legalActions = toArray(ale.getLegalActionSet());
        modes = toArray(ale.getAvailableModes());
        difficulties = toArray(ale.getAvailableDifficulties());
        palette = AtariPalette.of(ale.theOSystem().colourPalette());
        ale.retainReference();
      }
      // Owned by the ALE object: the addresses hold as long as it lives.
      ram = new BytePointer(ale.getRAM().array()).capacity(RAM_BYTES).asByteBuffer();
      ALEScreen screen = ale.getScreen();
      rows = (int) screen.height();
      columns = (int) screen.width();
      tia = new Tia(ale.theOSystem().console().mediaSource(), rows, columns);
      if (settings.mode() >= 0 || settings.difficulty() >= 0) {
        // The console reads its switches when RESET is pressed.
        ale.reset_game();
      }
    }

    /**
     * One that was given back, or else a new one.
     *
     * @throws UserError if the mode or the difficulty is not one of the game's
     */
    static Console take(Cartridge cartridge, EmulatorSettings settings) {
      Kind wanted = Kind.of(cartridge, settings);
      synchronized (IDLE) {
        for (Iterator<Console> each = IDLE.iterator(); each.hasNext(); ) {
          Console console = each.next();
          if (console.kind.equals(wanted)) {
            each.remove();
            return console;
          }
        }
      }
      return new Console(cartridge, settings);
    }

    /** Keeps it for the next one who needs such a console; the oldest beyond a limit are freed. */
    void giveBack() {
      Console freed = this;
      if (!worn) {
        synchronized (IDLE) {
          IDLE.addFirst(this);
          freed = IDLE.size() > MOST_IDLE ? IDLE.removeLast() : null;
        }
      }
      if (freed != null) {
        freed.nativeStart.releaseReference();
        freed.ale.releaseReference();
      }
    }

    /** Remembers where it stands now as where it stood when it was new. */
    void started(EmulatorState state) {
      start = state;
      nativeStart = nativeState(state.machine());
    }

    private void load(Cartridge cartridge) {
      // ALE reads cartridges from files, and takes the game's rules from the file's stem.
      try {
        Path folder = Files.createTempDirectory("amplia-rom");
        Path file = folder.resolve(cartridge.fileName());
        try {
          Files.write(file, cartridge.bytes());
          ale.loadROM(file.toString());
        } finally {
          Files.deleteIfExists(file);
          Files.deleteIfExists(folder);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(AtomicFile.fault(System.getProperty("java.io.tmpdir"), e));
      }
    }

    private void choose(String what, int wanted, Cartridge cartridge, IntPointer available) {
      if (wanted < 0) {
        return;
      }
      int[] values = toArray(available);
      if (Arrays.stream(values).noneMatch(v -> v == wanted)) {
        throw UserError.of(
            "%s has no %s %d: choose one of %s",
            cartridge.game(), what, wanted, Arrays.toString(values));
      }
      if (what.equals("mode")) {
        ale.setMode(wanted);
      } else {
        ale.setDifficulty(wanted);
      }
    }

    private static int[] toArray(IntPointer values) {
      int[] array = new int[(int) values.limit()];
      values.get(array);
      return array;
    }
  }

  /**
   * How a console is set up.
   *
   * @param seed of ALE's own generator, 0 … 2³¹−1; here it decides only the power-on RAM
   * @param mode game mode as ALE numbers them, −1 for the default
   * @param difficulty as ALE numbers it, −1 for the default
   */
  public record EmulatorSettings(int seed, int mode, int difficulty) {
    /** Default mode and difficulty. */
    public static EmulatorSettings withSeed(int seed) {
      return new EmulatorSettings(seed, -1, -1);
    }
  }
}
