package org.amplia.observe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.amplia.ale.EmulatorState;
import org.amplia.ale.EmulatorState.TiaState;
import org.amplia.base.Hash;
import org.amplia.base.UserError;
import org.amplia.env.AtariEnvironment.EnvironmentState;

/**
 * A {@link GameState} as bytes: magic, version, the fields in the order of their records
 * (big-endian, arrays with their length before them, −1 for none), and the SHA-256 of it all, since
 * native code reads the emulator's part.
 */
public final class Snapshot {
  private static final int MAGIC = 0x414d5053; // AMPS
  private static final int VERSION = 2;
  private static final int HASH_BYTES = 32;
  private static final int LONGEST_ARRAY = 1 << 20;

  private Snapshot() {}

  /** The bytes of a state: about 8 kB, with pixels about 100 kB. */
  public static byte[] toBytes(GameState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      EnvironmentState environment = state.environment();
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(environment.emulator().build());
      out.writeUTF(environment.emulator().cartridgeMd5());
      write(out, environment.emulator().machine());
      write(out, environment.emulator().ram());
      out.writeInt(environment.emulator().lives());
      out.writeBoolean(environment.emulator().gameOver());
      write(out, environment.emulator().tia());
      write(out, environment.emulator().overdrawn());
      out.writeInt(environment.heldAction());
      out.writeLong(environment.random());
      out.writeInt(environment.episodeFrames());
      out.writeDouble(environment.episodeScore());
      out.writeInt(environment.lives());
      write(out, state.observation());
      out.write(hash(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, TiaState tia) throws IOException {
    out.writeBoolean(tia.unfinished());
    out.writeBoolean(tia.greyed());
    out.writeInt(tia.nextPixel());
    out.writeByte(tia.shapes().length);
    for (long shape : tia.shapes()) {
      out.writeLong(shape);
    }
    write(out, tia.shown());
    write(out, tia.before());
  }

  private static void write(DataOutputStream out, byte[] array) throws IOException {
    out.writeInt(array == null ? -1 : array.length);
    if (array != null) {
      out.write(array);
    }
  }

  /**
   * The state that bytes hold.
   *
   * @throws UserError if they are not those that {@link #toBytes} made
   */
  public static GameState fromBytes(byte[] bytes) {
    int content = bytes.length - HASH_BYTES;
    if (content < 8
        || !Arrays.equals(hash(bytes, content), Arrays.copyOfRange(bytes, content, bytes.length))) {
      throw new UserError("the snapshot is damaged or is none: save it again");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, content))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new UserError("the snapshot is not of version " + VERSION + ": save it again");
      }
      EmulatorState emulator =
          new EmulatorState(
              in.readUTF(),
              in.readUTF(),
              read(in),
              read(in),
              in.readInt(),
              in.readBoolean(),
              readTia(in),
              read(in));
      EnvironmentState environment =
          new EnvironmentState(
              emulator, in.readInt(), in.readLong(), in.readInt(), in.readDouble(), in.readInt());
      return new GameState(environment, read(in));
    } catch (IOException e) {
      throw new UserError("the snapshot is cut short: save it again", e);
    }
  }

  private static TiaState readTia(DataInputStream in) throws IOException {
    boolean unfinished = in.readBoolean();
    boolean greyed = in.readBoolean();
    int nextPixel = in.readInt();
    long[] shapes = new long[in.readUnsignedByte()];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = in.readLong();
    }
    return new TiaState(unfinished, greyed, nextPixel, shapes, read(in), read(in));
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > LONGEST_ARRAY) {
      throw new UserError("the snapshot claims an array of " + length + " bytes: save it again");
    }
    return in.readNBytes(length);
  }

  private static byte[] hash(byte[] bytes, int length) {
    MessageDigest digest = Hash.sha256();
    digest.update(bytes, 0, length);
    return digest.digest();
  }
}
