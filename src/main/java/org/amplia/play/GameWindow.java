package org.amplia.play;

import java.awt.AWTError;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Toolkit;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.awt.event.KeyListener;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.amplia.ale.ActionName.Control;
import org.amplia.base.UserError;
import org.amplia.episode.Picture;

/** A window with a game's screen, a line of text and the keyboard: arrows, space, Esc. */
public final class GameWindow implements PlayScreen, AutoCloseable {
  private static final int SCALE = 2;
  private static final int TEXT_HEIGHT = 32;
  private static final Map<Integer, Control> KEYS =
      Map.of(
          KeyEvent.VK_UP, Control.UP,
          KeyEvent.VK_DOWN, Control.DOWN,
          KeyEvent.VK_LEFT, Control.LEFT,
          KeyEvent.VK_RIGHT, Control.RIGHT,
          KeyEvent.VK_SPACE, Control.FIRE);

  private final HeldKeys keys = new HeldKeys();
  private final JFrame frame;
  private final Canvas canvas;
  private volatile boolean ended;

  /** What is drawn; replaced as a whole by the game's thread. */
  private record Drawn(BufferedImage image, String text) {}

  private static final class Canvas extends JPanel {
    private static final long serialVersionUID = 1L;
    private transient volatile Drawn shown;

    @Override
    protected void paintComponent(Graphics graphics) {
      super.paintComponent(graphics);
      Drawn now = shown;
      if (now != null) {
        int height = getHeight() - TEXT_HEIGHT;
        graphics.drawImage(now.image(), 0, 0, getWidth(), height, null);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        graphics.drawString(now.text(), 10, height + 21);
      }
    }
  }

  private GameWindow(String title, int rows, int columns) {
    canvas = new Canvas();
    canvas.setBackground(Color.DARK_GRAY);
    canvas.setPreferredSize(new Dimension(2 * SCALE * columns, SCALE * rows + TEXT_HEIGHT));
    frame = new JFrame(title);
    frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    frame.add(canvas);
    frame.pack();
    frame.setLocationRelativeTo(null);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            ended = true;
          }
        });
    frame.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent event) {
            keys.releaseAll();
          }
        });
    frame.addKeyListener(listener());
    frame.setVisible(true);
    frame.requestFocus();
  }

  /** Opens a window for screens of a size; throws a {@link UserError} if there is no display. */
  public static GameWindow open(String title, int rows, int columns) {
    GameWindow[] made = new GameWindow[1];
    try {
      if (GraphicsEnvironment.isHeadless()) {
        throw new HeadlessException();
      }
      SwingUtilities.invokeAndWait(() -> made[0] = new GameWindow(title, rows, columns));
      return made[0];
    } catch (InvocationTargetException e) {
      throw noDisplay(e.getCause());
    } catch (HeadlessException | AWTError | LinkageError e) {
      throw noDisplay(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a window was opened", e);
    }
  }

  private static RuntimeException noDisplay(Throwable cause) {
    if (cause instanceof HeadlessException
        || cause instanceof AWTError
        || cause instanceof LinkageError) {
      return new UserError(
          "no window can be opened here: play by hand on a machine with a display, and with a JDK "
              + "that is not a headless one",
          cause);
    }
    return new IllegalStateException(cause);
  }

  private KeyListener listener() {
    return new KeyListener() {
      @Override
      public void keyPressed(KeyEvent event) {
        if (event.getKeyCode() == KeyEvent.VK_ESCAPE) {
          ended = true;
        }
        Control control = KEYS.get(event.getKeyCode());
        if (control != null) {
          keys.press(control);
        }
      }

      @Override
      public void keyReleased(KeyEvent event) {
        Control control = KEYS.get(event.getKeyCode());
        if (control != null) {
          keys.release(control, System.nanoTime());
        }
      }

      @Override
      public void keyTyped(KeyEvent event) {}
    };
  }

  @Override
  public void show(Picture picture, String text) {
    canvas.shown = new Drawn(picture.image(), text);
    canvas.repaint();
    // X11 would otherwise keep drawing commands back for a while.
    Toolkit.getDefaultToolkit().sync();
  }

  @Override
  public HeldKeys keys() {
    return keys;
  }

  /** Whether Esc was pressed or the window was closed. */
  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public void close() {
    SwingUtilities.invokeLater(frame::dispose);
  }
}
