package org.amplia.rom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amplia.base.UserError;
import org.amplia.rom.RomImport.ImportResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RomImportTest {
  @TempDir Path folder;
  private Path home;
  private Path in;
  private RomLibrary library;

  @BeforeEach
  void open() throws IOException {
    home = folder.resolve("home");
    in = Files.createDirectory(folder.resolve("in"));
    library = new RomLibrary(home, SyntheticRoms.CATALOGUE);
  }

  @Test
  void aSingleFileIsKnownByItsContentNotByItsName() throws IOException {
    Path file = Files.write(in.resolve("beta_ball.txt"), SyntheticRoms.ALPHA);
    assertThat(load(file)).isEqualTo(new ImportResult(List.of("alpha"), List.of(), List.of()));
    assertThat(load(file)).isEqualTo(new ImportResult(List.of(), List.of("alpha"), List.of()));
    assertThat(library.open("alpha").bytes()).isEqualTo(SyntheticRoms.ALPHA);
  }

  @Test
  void whatIsThereAndEqualIsNotWrittenAgain() throws IOException {
    Path file = Files.write(in.resolve("a.rom"), SyntheticRoms.ALPHA);
    load(file);
    Path stored = home.resolve("roms/alpha.bin");
    FileTime time = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(stored, time);
    load(file);
    assertThat(Files.getLastModifiedTime(stored)).isEqualTo(time);
  }

  @Test
  void anArchiveGivesItsRomsAndSaysWhatItSkipped() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("ale_py/__init__.py", "import".getBytes(StandardCharsets.UTF_8));
    entries.put("ale_py/roms/x.bin", SyntheticRoms.BETA_BALL);
    entries.put("deep/er/still/y.a26", SyntheticRoms.ALPHA);
    entries.put("duel", SyntheticRoms.DUEL);
    entries.put("other.bin", SyntheticRoms.rom(9, 4_096));
    entries.put("inner.zip", Files.readAllBytes(zip("i.zip", Map.of("a", SyntheticRoms.ALPHA))));
    ImportResult result = load(zip("ale_py-0.12.1.whl", entries));
    assertThat(result.imported()).containsExactly("alpha", "beta_ball");
    assertThat(result.skipped())
        .extracting(verdict -> verdict.path().substring(verdict.path().indexOf('!')))
        .containsExactly("!duel", "!other.bin", "!inner.zip");
    assertThat(result.skipped().get(0).explanation()).contains("two players");
    assertThat(result.skipped().get(1).explanation()).contains("no known game");
    assertThat(result.skipped().get(2).explanation()).contains("archive inside an archive");
  }

  @Test
  void aFolderIsSearchedWithTheArchivesInIt() throws IOException {
    Path deep = Files.createDirectories(in.resolve("a/b/c"));
    Files.write(deep.resolve("x"), SyntheticRoms.ALPHA);
    zip("a/b/roms.zip", Map.of("y", SyntheticRoms.BETA_BALL));
    Files.writeString(in.resolve("notes.txt"), "hello");
    Files.writeString(in.resolve("broken.zip"), "PK\u0003\u0004 and no more");
    ImportResult result = load(in);
    assertThat(result.imported()).containsExactly("alpha", "beta_ball");
    assertThat(result.skipped()).hasSize(1);
    assertThat(result.skipped().get(0).explanation()).contains("damaged archive");
  }

  @Test
  void linksAreNotFollowedSoThatTheyCannotGoRoundOrOut() throws IOException {
    Path real = Files.createDirectory(in.resolve("real"));
    Files.write(real.resolve("a.bin"), SyntheticRoms.ALPHA);
    Files.createSymbolicLink(real.resolve("loop"), in);
    Files.createSymbolicLink(in.resolve("self"), Path.of("self"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);
    ImportResult result = load(link);
    assertThat(result.imported()).containsExactly("alpha");
    assertThat(result.skipped()).hasSize(2).allMatch(v -> v.explanation().startsWith("a link"));
  }

  @Test
  void foldersInsideFoldersEndSomewhere() throws IOException {
    Files.write(in.resolve("a.bin"), SyntheticRoms.ALPHA);
    Files.createDirectories(in.resolve("d/".repeat(40)));
    assertThat(load(in).skipped()).hasSize(1).allMatch(v -> v.explanation().contains("too deep"));
  }

  @Test
  void namesInAnArchiveAreNeverWrittenTo() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../../../evil.bin", SyntheticRoms.ALPHA);
    entries.put("/tmp/evil/absolute.bin", SyntheticRoms.BETA_BALL);
    entries.put("C:\\evil.bin", SyntheticRoms.rom(8, 2_048));
    entries.put("line\nend\u001b[31m.bin", SyntheticRoms.rom(9, 2_048));
    ImportResult result = load(zip("evil.zip", entries));
    assertThat(result.imported()).containsExactly("alpha", "beta_ball");
    assertThat(result.skipped()).allMatch(v -> v.path().matches("\\P{Cntrl}+"));
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      assertThat(files.map(folder::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "in/evil.zip", "home/roms/alpha.bin", "home/roms/beta_ball.bin");
    }
  }

  @Test
  void oneHugeEntryIsReadNoFurtherThanARomIsLong() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("bomb.bin", new byte[100 << 20]);
    entries.put("a", SyntheticRoms.ALPHA);
    ImportResult result = load(zip("bomb.zip", entries));
    assertThat(result.imported()).containsExactly("alpha");
    assertThat(result.skipped().get(0).explanation()).contains("too large");
  }

  @Test
  void manyLargeEntriesEndAtTheLimitOfBytes() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a", SyntheticRoms.ALPHA);
    byte[] zeros = new byte[Cartridge.LARGEST + 1];
    for (int i = 0; i < 4_200; i++) {
      entries.put("z" + i, zeros);
    }
    assertRefused(zip("bomb.zip", entries), "more than 256 MiB");
    assertThat(home).doesNotExist();
  }

  @Test
  void manyEntriesEndAtTheLimitOfFiles() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      entries.put("z" + i, new byte[0]);
    }
    assertRefused(zip("many.zip", entries), "more than 10,000 files");
  }

  @Test
  void whatHoldsNoRomIsAUserErrorThatSaysWhy() throws IOException {
    assertRefused(in.resolve("missing.bin"), "does not exist");
    assertRefused(in, "holds nothing like a ROM");
    assertRefused(Files.write(in.resolve("e.bin"), new byte[0]), "empty file");
    assertRefused(Files.write(in.resolve("d.bin"), SyntheticRoms.DUEL), "two players");
    assertRefused(Files.write(in.resolve("u.bin"), SyntheticRoms.rom(5, 4_096)), "no known game");
    assertRefused(in, "holds no known ROM; of 3 refused the first is");
    assertRefused(
        zip("no.zip", Map.of("readme", "hello".getBytes(StandardCharsets.UTF_8))),
        "nothing like a ROM");
    assertRefused(zip("empty.zip", Map.of()), "nothing like a ROM");
    byte[] whole = Files.readAllBytes(zip("whole.zip", Map.of("a", SyntheticRoms.ALPHA)));
    Path cut = Files.write(in.resolve("cut.whl"), Arrays.copyOf(whole, whole.length - 40));
    assertRefused(cut, "a damaged archive: get it again");
  }

  @Test
  void devicesAreNotRead() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "this system has none");
    assertRefused(device, "neither a file nor a folder");
  }

  @Test
  void aPipeInAFolderIsNotWaitedFor() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/mkfifo")), "this system has no mkfifo");
    Path pipe = in.resolve("pipe.bin");
    new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
    assertRefused(in, "a device or a pipe");
    assertRefused(pipe, "neither a file nor a folder");
  }

  @Test
  void oneBadPathKeepsAllFromBeingWritten() throws IOException {
    Path good = Files.write(in.resolve("a.bin"), SyntheticRoms.ALPHA);
    assertThatThrownBy(() -> new RomImport(library).from(List.of(good, folder.resolve("missing"))))
        .isInstanceOf(UserError.class);
    assertThat(home).doesNotExist();
  }

  private Path zip(String name, Map<String, byte[]> entries) throws IOException {
    return SyntheticRoms.zip(in.resolve(name), entries);
  }

  private ImportResult load(Path path) {
    return new RomImport(library).from(List.of(path));
  }

  private void assertRefused(Path path, String says) {
    assertThatThrownBy(() -> load(path))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(says)
        .message()
        .matches("\\P{Cntrl}+");
  }
}
