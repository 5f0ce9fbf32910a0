package org.amplia.episode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.amplia.base.AtomicFile;
import org.amplia.base.UserError;
import org.amplia.rom.Cartridge;

/** An episode as an animated GIF at the speed of the game, 320 pixels wide for most games. */
public final class GifExport {
  private static final int FRAMES_PER_SECOND = 60;

  private GifExport() {}

  /**
   * Plays the episode again and writes it; returns the number of pictures.
   *
   * @throws UserError if the cartridge is another, or the episode is empty
   * @throws UncheckedIOException if the file cannot be written
   */
  public static int write(Episode episode, Cartridge cartridge, GifOptions options, Path file) {
    int last = Math.min(episode.frames(), options.maxSeconds() * FRAMES_PER_SECOND);
    if (last == 0) {
      throw new UserError("the episode has no frames, so there is nothing to show");
    }
    try (Playback playback = new Playback(episode, cartridge);
        GifWriter gif = new GifWriter()) {
      int pictures = 0;
      Picture before = null;
      while (playback.frame() < last) {
        playback.next();
        // The first frame is always shown, so that even the shortest episode has a picture.
        if ((playback.frame() - 1) % options.everyFrames() == 0) {
          Picture picture = playback.picture();
          gif.add(picture, before, hundredths(pictures, options.everyFrames()));
          before = picture;
          pictures++;
        }
      }
      AtomicFile.save(file, gif.finish());
      return pictures;
    } catch (IOException e) {
      throw new UncheckedIOException("no GIF could be made in memory", e);
    }
  }

  /** How long a picture is shown; the rounding of one is made good by the next. */
  private static int hundredths(int picture, int everyFrames) {
    return (int) (time(picture + 1L, everyFrames) - time(picture, everyFrames));
  }

  private static long time(long picture, int everyFrames) {
    return Math.round(picture * everyFrames * 100.0 / FRAMES_PER_SECOND);
  }

  /**
   * How much of an episode a GIF shows.
   *
   * @param everyFrames one picture every so many emulator frames, 2 … 60; browsers slow down
   *     pictures that are shown for less than 2/100 s
   * @param maxSeconds of the game, from its start, 1 … 3,600
   */
  public record GifOptions(int everyFrames, int maxSeconds) {
    /** A picture an agent step, two minutes at most. */
    public static final GifOptions STANDARD = new GifOptions(4, 120);

    /**
     * Checks both.
     *
     * @throws UserError naming the one that is out of range
     */
    public GifOptions {
      if (everyFrames < 2 || everyFrames > 60) {
        throw new UserError("a GIF has a picture every 2 … 60 frames, not every " + everyFrames);
      }
      if (maxSeconds < 1 || maxSeconds > 3_600) {
        throw new UserError("a GIF shows 1 … 3600 seconds of a game, not " + maxSeconds);
      }
    }
  }

  /** A looping GIF in memory; every picture but the first holds only what changed. */
  private static final class GifWriter implements AutoCloseable {
    /** Sub-block 1, then a little-endian 0: repeat for ever. */
    private static final byte[] LOOP_FOREVER = {1, 0, 0};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ImageOutputStream out = new MemoryCacheImageOutputStream(bytes);
    private final ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();

    GifWriter() throws IOException {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
    }

    /**
     * Adds a picture, shown for so many 1/100 s; {@code before} is the one added before, null at
     * first.
     */
    void add(Picture picture, Picture before, int hundredths) throws IOException {
      Picture.Region region =
          before == null
              ? new Picture.Region(0, 0, picture.columns(), picture.rows())
              : picture.changedSince(before);
      BufferedImage image = picture.image(region, before);
      IIOMetadata metadata = metadata(image, region, hundredths, before == null);
      writer.writeToSequence(new IIOImage(image, null, metadata), null);
    }

    private IIOMetadata metadata(
        BufferedImage image, Picture.Region region, int hundredths, boolean first)
        throws IOException {
      IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
      String format = metadata.getNativeMetadataFormatName();
      IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
      IIOMetadataNode place = child(root, "ImageDescriptor");
      place.setAttribute("imageLeftPosition", String.valueOf(2 * region.left()));
      place.setAttribute("imageTopPosition", String.valueOf(region.top()));
      IIOMetadataNode control = child(root, "GraphicControlExtension");
      control.setAttribute("disposalMethod", "doNotDispose");
      control.setAttribute("delayTime", String.valueOf(hundredths));
      if (first) {
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(LOOP_FOREVER.clone());
        child(root, "ApplicationExtensions").appendChild(loop);
      }
      metadata.setFromTree(format, root);
      return metadata;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
      if (root.getElementsByTagName(name).getLength() == 0) {
        root.appendChild(new IIOMetadataNode(name));
      }
      return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }

    /** The file's content; nothing can be added after. */
    byte[] finish() throws IOException {
      writer.endWriteSequence();
      out.flush();
      return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
      writer.dispose();
      out.close();
    }
  }
}
