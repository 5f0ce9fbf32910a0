package org.amplia.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of pictures that are refused. */
class TrialPicturesTest extends TrialImport {
  @ParameterizedTest
  @ValueSource(strings = {"../x.png", "a/../../x.png", "/etc/x.png", "C:\\x.png", "..\\x.png"})
  void anArchiveThatLeadsOutIsRefused(String name) throws IOException {
    TrialFiles trial = new TrialFiles();
    trial.entries.put(name, new byte[10]);
    trial.entries.putAll(TrialFiles.plain(4).entries);
    trial.text.append(TrialFiles.plain(4).text.substring(TrialFiles.HEADER.length() + 1));
    assertRefused(trial.write(in()), "leads out of its folder");
  }

  /** The PNG with one bit changed, so many bytes behind the name of a chunk. */
  private static byte[] flipped(byte[] png, String chunk, int behind) {
    String text = new String(png, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] damaged = png.clone();
    damaged[text.indexOf(chunk) + behind] ^= 1;
    return damaged;
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    Path text = TrialFiles.plain(6).write(in());
    Path archive = in().resolve(TrialFiles.NAME + ".tar.bz2");
    byte[] whole = Files.readAllBytes(archive);
    for (int length : new int[] {0, 3, 10, whole.length / 2, whole.length - 12}) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertRefused(text, TrialFiles.NAME + ".tar.bz2");
    }
    Files.write(archive, TrialFiles.bzip2(new byte[0]));
    assertRefused(text, "lacks 3 pictures");
    Files.write(archive, TrialFiles.bzip2(TrialFiles.plain(4).tar()));
    assertRefused(text, "lacks 1 pictures");
  }

  @Test
  void wrongPicturesAreRefused() throws IOException {
    assertRefused(withFirst(TrialFiles.png(320, 210, 1)), "320 × 210 pixels");
    assertRefused(withFirst(TrialFiles.png(160, 192, 1)), "several sizes");
    assertRefused(withFirst("no picture".getBytes(StandardCharsets.UTF_8)), "damaged picture");
    assertRefused(withFirst(flipped(TrialFiles.png(160, 210, 9), "IHDR", 12)), "checksum");
    assertRefused(withFirst(flipped(TrialFiles.png(160, 210, 9), "IDAT", 40)), "checksum");
    assertRefused(withFirst(flipped(TrialFiles.png(160, 210, 9), "IEND", 5)), "checksum");
    byte[] cut = TrialFiles.png(160, 210, 7);
    assertRefused(withFirst(Arrays.copyOf(cut, cut.length / 2)), "damaged picture");
    assertRefused(withFirst(new byte[300_000]), "no screen needs so many");
  }

  private Path withFirst(byte[] picture) throws IOException {
    TrialFiles trial = TrialFiles.plain(6);
    trial.entries.put(TrialFiles.NAME + "/AB_1234_1.png", picture);
    return trial.write(in());
  }

  @Test
  void bombsAreRefusedBeforeTheyFillTheMemory() throws IOException {
    Path text = TrialFiles.plain(4).write(in());
    Path archive = in().resolve(TrialFiles.NAME + ".tar.bz2");
    // A name of 4 MB, as GNU tar writes long names.
    TrialFiles bomb = new TrialFiles();
    bomb.entries.put("././@LongLink", new byte[0]);
    byte[] tar = bomb.tar();
    byte[] header = Arrays.copyOf(tar, 512);
    System.arraycopy("00017204400".getBytes(StandardCharsets.UTF_8), 0, header, 124, 11);
    header[156] = 'L';
    checksum(header);
    byte[] large = Arrays.copyOf(header, 4_000_000 + 512);
    Files.write(archive, TrialFiles.bzip2(large));
    assertThat(Files.size(archive)).isLessThan(10_000);
    assertRefused(text, "unpacks to more");
    // Very many empty files.
    TrialFiles many = new TrialFiles();
    many.entries.put("x", new byte[0]);
    byte[] one = Arrays.copyOf(many.tar(), 512);
    byte[] all = new byte[512 * 1_100];
    for (int i = 0; i < 1_100; i++) {
      System.arraycopy(one, 0, all, 512 * i, 512);
    }
    Files.write(archive, TrialFiles.bzip2(all));
    assertRefused(text, "more files than");
  }

  private static void checksum(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte value : header) {
      sum += value & 0xff;
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.UTF_8), 0, header, 148, 8);
  }
}
