package org.amplia.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.amplia.base.UserError;
import org.amplia.episode.GifExport.GifOptions;
import org.amplia.episode.Mp4Export.Mp4Writer;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureExportTest {
  private static final Episode EPISODE = Recorded.episode(5, 2_401);

  @TempDir Path folder;

  @Test
  void aGifHasAPictureEveryFourFramesAtTheSpeedOfTheGame() throws IOException {
    Path file = folder.resolve("episode.gif");
    int pictures = GifExport.write(EPISODE, Recorded.CROSSING, GifOptions.STANDARD, file);
    assertThat(pictures).isEqualTo((EPISODE.frames() + 3) / 4).isGreaterThan(500);
    assertThat(Files.size(file)).isLessThan(3_000_000);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(pictures);
      assertThat(reader.getWidth(0)).isEqualTo(320);
      assertThat(reader.getHeight(0)).isEqualTo(210);
      int hundredths = 0;
      for (int i = 0; i < pictures; i++) {
        int delay = Integer.parseInt(attribute(reader, i, "GraphicControlExtension", "delayTime"));
        assertThat(delay).isBetween(6, 7);
        hundredths += delay;
      }
      assertThat(hundredths).isEqualTo(Math.round(pictures * 4 * 100 / 60.0));
      assertThat(attribute(reader, 0, "ApplicationExtension", "applicationID"))
          .isEqualTo("NETSCAPE");
      reader.dispose();
    }
  }

  @Test
  void thePicturesOfAGifAddUpToTheScreens() throws IOException {
    Path gif = folder.resolve("episode.gif");
    Path png = folder.resolve("step.png");
    GifExport.write(EPISODE, Recorded.CROSSING, new GifOptions(4, 10), gif);
    BufferedImage canvas = new BufferedImage(320, 210, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(in);
      // Picture i is the screen after frame 4·i + 1.
      for (int i = 0; i < 100; i++) {
        graphics.drawImage(
            reader.read(i),
            Integer.parseInt(attribute(reader, i, "ImageDescriptor", "imageLeftPosition")),
            Integer.parseInt(attribute(reader, i, "ImageDescriptor", "imageTopPosition")),
            null);
      }
      try (Playback playback = new Playback(EPISODE, Recorded.CROSSING)) {
        while (playback.frame() < 4 * 99 + 1) {
          playback.next();
        }
        assertSamePixels(canvas, playback.picture().image());
      }
      reader.dispose();
    }
    PngExport.write(EPISODE, Recorded.CROSSING, 50, png);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(320);
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < 320 * 210; i++) {
      colours.add(picture.getRGB(i % 320, i / 320));
    }
    assertThat(colours).hasSizeBetween(3, 128);
  }

  @Test
  void anMp4HasEveryFrameInItsColours() throws IOException {
    Path file = folder.resolve("episode.mp4");
    Episode episode = Recorded.episode(6, 603);
    assertThat(Mp4Export.write(episode, Recorded.CROSSING, file)).isEqualTo(603);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    assertThat(Files.size(file)).isLessThan(1_000_000);
    String start = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(start.indexOf("moov")).isPositive().isLessThan(start.indexOf("mdat"));
    int frames = 0;
    try (FFmpegFrameGrabber video = new FFmpegFrameGrabber(file.toFile());
        Playback playback = new Playback(episode, Recorded.CROSSING)) {
      video.start();
      assertThat(video.getFormatContext().streams(0).codecpar().codec_id())
          .isEqualTo(avcodec.AV_CODEC_ID_H264);
      assertThat(video.getFormatContext().streams(0).codecpar().format())
          .isEqualTo(avutil.AV_PIX_FMT_YUV420P);
      assertThat(video.getImageWidth()).isEqualTo(640);
      assertThat(video.getImageHeight()).isEqualTo(420);
      assertThat(video.getVideoFrameRate()).isEqualTo(60);
      assertThat(video.getLengthInTime()).isEqualTo(10_050_000);
      for (Frame shown = video.grabImage(); shown != null; shown = video.grabImage()) {
        playback.next();
        if (frames++ % 50 == 0) {
          assertThat(meanDifference(shown, playback.picture())).as("frame " + frames).isLessThan(1);
        }
      }
    }
    assertThat(frames).isEqualTo(603);
  }

  /** Mean over pixels and colours, of 255, between a video's picture and what it should show. */
  private static double meanDifference(Frame shown, Picture expected) {
    ByteBuffer bytes = (ByteBuffer) shown.image[0];
    long sum = 0;
    for (int y = 0; y < shown.imageHeight; y++) {
      for (int x = 0; x < shown.imageWidth; x++) {
        int rgb =
            expected
                .palette()
                .rgb(expected.pixels()[y / 2 * expected.columns() + x / Mp4Writer.PIXEL_WIDTH]);
        for (int colour = 0; colour < 3; colour++) {
          int value = bytes.get(y * shown.imageStride + 3 * x + colour) & 0xff;
          sum += Math.abs(value - ((rgb >> (8 * colour)) & 0xff));
        }
      }
    }
    return sum / (3.0 * shown.imageHeight * shown.imageWidth);
  }

  @Test
  void anMp4ThatCannotBeWrittenLeavesNothing() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("occupied.mp4/inside")).getParent();
    Episode episode = Recorded.episode(6, 40);
    assertThatThrownBy(() -> Mp4Export.write(episode, Recorded.CROSSING, occupied))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("occupied.mp4");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 400})
  void anMp4ThatGetsNoSpaceSaysSo(int frames) throws IOException {
    // FFmpeg keeps the last bytes until the file is closed: a short film fails only then.
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Episode episode = Recorded.episode(6, 100);
    try (Playback playback = new Playback(episode, Recorded.CROSSING)) {
      playback.next();
      Picture picture = playback.picture();
      assertThatThrownBy(
              () -> {
                try (Mp4Writer film = new Mp4Writer(full, picture.rows(), picture.columns())) {
                  for (int i = 0; i < frames; i++) {
                    film.add(picture);
                  }
                  film.finish();
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  @Test
  void theSameEpisodeIsTheSameFilm() throws IOException {
    Episode episode = Recorded.episode(6, 100);
    Mp4Export.write(episode, Recorded.CROSSING, folder.resolve("a.mp4"));
    Mp4Export.write(episode, Recorded.CROSSING, folder.resolve("b.mp4"));
    assertThat(folder.resolve("a.mp4")).hasSameBinaryContentAs(folder.resolve("b.mp4"));
  }

  @Test
  void whatCannotBeShownIsRefused() {
    assertThatThrownBy(() -> new GifOptions(1, 10)).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new GifOptions(4, 0)).isInstanceOf(UserError.class);
    assertThatThrownBy(
            () -> PngExport.write(EPISODE, Recorded.CROSSING, 9_999, folder.resolve("x.png")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("agent step");
  }

  private static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
    for (int y = 0; y < 210; y++) {
      for (int x = 0; x < 320; x++) {
        assertThat(actual.getRGB(x, y) & 0xffffff)
            .as("pixel %d, %d", x, y)
            .isEqualTo(expected.getRGB(x, y) & 0xffffff);
      }
    }
  }

  private static String attribute(ImageReader reader, int image, String node, String name)
      throws IOException {
    IIOMetadataNode root =
        (IIOMetadataNode) reader.getImageMetadata(image).getAsTree("javax_imageio_gif_image_1.0");
    return ((IIOMetadataNode) root.getElementsByTagName(node).item(0)).getAttribute(name);
  }
}
