package org.amplia.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amplia.base.AtomicFile;
import org.amplia.base.Hash;
import org.amplia.base.InputFile;
import org.amplia.base.IoFault;
import org.amplia.base.Json;
import org.amplia.base.UnreadableFile;
import org.amplia.base.UserError;
import org.amplia.replay.Contents.Ring;
import org.amplia.replay.Contents.Transitions;
import org.amplia.replay.ReplayLane.LaneProgress;

/**
 * A replay memory in a file: 8 bytes of name, the header's length (4 bytes) and the header in JSON,
 * the slots lane by lane, SHA-256 of it all. Big-endian. A slot is action, ending, history (a byte
 * each), reward (float), p^α (double; 0 if it cannot be drawn) and the frame.
 */
public final class ReplayFile {
  private static final long NAME = 0x416d706c6961524dL; // AmpliaRM
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int LONGEST_HEADER_BYTES = 1 << 20;
  private static final int HASH_BYTES = 32;

  /** Of a slot, without the frame. */
  private static final int SLOT_BYTES = 3 + Float.BYTES + Double.BYTES;

  private ReplayFile() {}

  /**
   * Writes all of a memory, whole or not at all; several gigabytes take as long as the disk does.
   */
  public static void write(ReplayMemory memory, Path file) {
    AtomicFile.save(file, temporary -> writeAll(memory, temporary));
  }

  private static void writeAll(ReplayMemory memory, Path file) throws IOException {
    MessageDigest digest = Hash.sha256();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(Files.newOutputStream(file), digest), BUFFER_BYTES))) {
      List<ReplayLane> lanes = lanes(memory);
      Header header =
          new Header(
              Header.VERSION,
              memory.settings(),
              memory.layout(),
              memory.contents().priorities().maximum(),
              memory.demonstrations().state(),
              lanes.subList(1, lanes.size()).stream().map(ReplayLane::state).toList());
      byte[] text = Json.line(header).getBytes(StandardCharsets.UTF_8);
      out.writeLong(NAME);
      out.writeInt(text.length);
      out.write(text);
      for (ReplayLane lane : lanes) {
        writeSlots(memory.contents(), lane.ring(), out);
      }
      // What is still in the buffer belongs to the hash, the hash itself does not.
      out.flush();
      out.write(digest.digest());
    }
  }

  private static void writeSlots(Contents contents, Ring ring, DataOutputStream out)
      throws IOException {
    Transitions transitions = contents.transitions();
    byte[] frame = new byte[contents.layout().frameBytes()];
    ByteBuffer view = ByteBuffer.wrap(frame);
    for (int slot = ring.firstSlot(); slot < ring.firstSlot() + ring.used(); slot++) {
      out.writeByte(transitions.actions[slot]);
      out.writeByte(transitions.endings[slot]);
      out.writeByte(transitions.history[slot]);
      out.writeFloat(transitions.rewards[slot]);
      out.writeDouble(contents.priorities().tree().get(slot));
      contents.frames().get(slot, view, 0);
      out.write(frame);
    }
  }

  /**
   * Goes on from a saved memory: later draws are the same, bit for bit.
   *
   * @throws org.amplia.base.UnreadableFile if the file is missing or damaged
   * @throws UserError if it is of another version or other settings, or does not fit the machine
   */
  public static ReplayMemory read(Path file, ReplaySettings settings, ObservationLayout layout) {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableFile(
          file + " is missing or no file: a saved replay memory must be there");
    }
    try {
      return readWhole(file, settings, layout);
    } catch (IOException | RuntimeException e) {
      // What a damaged file says of itself explains nothing.
      if (!isWhole(file, mostBytes(settings, layout))) {
        throw new UnreadableFile(
            file + " is damaged or no saved replay memory: its checksum is wrong", e);
      }
      if (e instanceof RuntimeException refused) {
        throw refused;
      }
      throw new UnreadableFile(file + " cannot be read: " + IoFault.reason((IOException) e), e);
    }
  }

  private static ReplayMemory readWhole(
      Path file, ReplaySettings settings, ObservationLayout layout) throws IOException {
    MessageDigest digest = Hash.sha256();
    try (DigestInputStream hashed =
            new DigestInputStream(
                new BufferedInputStream(open(file, mostBytes(settings, layout)), BUFFER_BYTES),
                digest);
        DataInputStream in = new DataInputStream(hashed)) {
      Header header = readHeader(in, file);
      header.requireSame(settings, layout, file.toString());
      ReplayMemory memory = new ReplayMemory(settings, layout);
      try {
        prepare(memory, header);
        for (ReplayLane lane : lanes(memory)) {
          readSlots(memory.contents(), lane.ring(), in);
        }
        hashed.on(false);
        byte[] stored = in.readNBytes(HASH_BYTES);
        if (!MessageDigest.isEqual(stored, digest.digest()) || in.read() >= 0) {
          throw new IOException("it is not as long as it says, or its hash is another");
        }
        return memory;
      } catch (IOException | RuntimeException e) {
        memory.close();
        throw e;
      }
    }
  }

  /** Whether the file ends with the hash of what is before. */
  private static boolean isWhole(Path file, long mostBytes) {
    MessageDigest digest = Hash.sha256();
    try (InputStream in = open(file, mostBytes)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (long left = Files.size(file) - HASH_BYTES; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return false;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
      return MessageDigest.isEqual(in.readNBytes(HASH_BYTES), digest.digest());
    } catch (IOException e) {
      return false;
    }
  }

  /** A file of the largest memory with these settings; a larger one need not be read. */
  private static long mostBytes(ReplaySettings settings, ObservationLayout layout) {
    long slots = settings.capacityFrames();
    return LONGEST_HEADER_BYTES + slots * (SLOT_BYTES + layout.frameBytes()) + BUFFER_BYTES;
  }

  private static InputStream open(Path file, long mostBytes) {
    return InputFile.open(
        file, mostBytes, "a saved replay memory", "a run of dqn saves its memory");
  }

  private static Header readHeader(DataInputStream in, Path file) throws IOException {
    if (in.readLong() != NAME) {
      throw new UserError(file + " is not a saved replay memory");
    }
    int length = in.readInt();
    if (length < 0 || length > LONGEST_HEADER_BYTES) {
      throw UserError.of("%s has a header of %,d bytes", file, length);
    }
    String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    Header header = Json.read(text, Header.class, file.toString());
    if (header.version() != Header.VERSION) {
      throw UserError.of(
          "%s is a replay memory of version %d: this program reads version %d",
          file, header.version(), Header.VERSION);
    }
    return header;
  }

  private static void prepare(ReplayMemory memory, Header header) {
    memory.contents().priorities().restoreMaximum(header.maximumPriority());
    memory.demonstrations().restore(header.demonstrations());
    if (!header.lanes().isEmpty()) {
      memory.openLanes(header.lanes().size());
      for (int i = 0; i < header.lanes().size(); i++) {
        memory.lane(i).restore(header.lanes().get(i));
      }
    }
  }

  private static void readSlots(Contents contents, Ring ring, DataInputStream in)
      throws IOException {
    Transitions transitions = contents.transitions();
    byte[] frame = new byte[contents.layout().frameBytes()];
    ByteBuffer view = ByteBuffer.wrap(frame);
    for (int slot = ring.firstSlot(); slot < ring.firstSlot() + ring.used(); slot++) {
      transitions.actions[slot] = in.readByte();
      transitions.endings[slot] = in.readByte();
      transitions.history[slot] = in.readByte();
      transitions.rewards[slot] = in.readFloat();
      contents.priorities().restore(slot, in.readDouble());
      in.readFully(frame);
      contents.frames().put(slot, view, 0);
    }
  }

  /** The demonstrations' first. */
  private static List<ReplayLane> lanes(ReplayMemory memory) {
    List<ReplayLane> lanes = new ArrayList<>();
    lanes.add(memory.demonstrations());
    for (int i = 0; i < memory.lanes(); i++) {
      lanes.add(memory.lane(i));
    }
    return lanes;
  }

  /** The beginning of the file: everything but the slots. */
  private record Header(
      int version,
      ReplaySettings settings,
      ObservationLayout layout,
      double maximumPriority,
      LaneProgress demonstrations,
      List<LaneProgress> lanes) {
    static final int VERSION = 1;

    Header {
      Objects.requireNonNull(settings);
      Objects.requireNonNull(layout);
      Objects.requireNonNull(demonstrations);
      lanes = List.copyOf(lanes);
    }

    /** Checks that a memory with these settings can go on from here. */
    void requireSame(ReplaySettings wanted, ObservationLayout wantedLayout, String where) {
      if (!settings.equals(wanted) || !layout.equals(wantedLayout)) {
        throw UserError.of(
            "%s was saved with %s and %s, and the run has %s and %s: use the settings that it was saved with",
            where, settings, layout, wanted, wantedLayout);
      }
    }
  }
}
