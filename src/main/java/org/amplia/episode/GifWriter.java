package org.amplia.episode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A looping GIF in memory; every picture but the first holds only what changed. */
final class GifWriter implements AutoCloseable {
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
   * Adds a picture.
   *
   * @param before the one added before, null at first
   * @param hundredths how long it is shown, in 1/100 s
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
