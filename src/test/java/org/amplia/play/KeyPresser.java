package org.amplia.play;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import javax.imageio.ImageIO;

/**
 * Plays the part of a person, in a process of its own: waits for a window, begins with space, holds
 * the up key for two seconds, and ends with Esc. Keeps a picture of the display.
 */
final class KeyPresser {
  private KeyPresser() {}

  public static void main(String[] args) throws Exception {
    Robot robot = new Robot();
    Rectangle display = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
    for (int i = 0;
        i < 200
            && robot.getPixelColor(512, 384).equals(Color.BLACK)
            && robot.getPixelColor(512, 200).equals(Color.BLACK);
        i++) {
      Thread.sleep(100);
    }
    Thread.sleep(500);
    // Without a window manager nobody gives the window the keyboard; a click does.
    robot.mouseMove(512, 384);
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    Thread.sleep(300);
    press(robot, KeyEvent.VK_SPACE, 100);
    Thread.sleep(200);
    robot.keyPress(KeyEvent.VK_UP);
    Thread.sleep(2_000);
    ImageIO.write(robot.createScreenCapture(display), "png", new File(args[0]));
    robot.keyRelease(KeyEvent.VK_UP);
    Thread.sleep(200);
    press(robot, KeyEvent.VK_ESCAPE, 50);
  }

  private static void press(Robot robot, int key, int milliseconds) throws InterruptedException {
    robot.keyPress(key);
    Thread.sleep(milliseconds);
    robot.keyRelease(key);
  }
}
