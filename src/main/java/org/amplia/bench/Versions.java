package org.amplia.bench;

import java.util.Map;
import java.util.TreeMap;
import org.amplia.ale.AleLibrary;
import org.amplia.base.RootLocale;
import org.amplia.net.Network;

/** Versions of what a result depends on. */
public final class Versions {
  private Versions() {}

  /** Our own; {@code development} where there is no jar. */
  public static String amplia() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** What the emulator's speed depends on, by name. */
  public static Map<String, String> ofEmulator() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("amplia", amplia());
    versions.put("java", System.getProperty("java.version"));
    versions.put("ale", AleLibrary.VERSION);
    return versions;
  }

  /** What a run depends on, by name: the network engine too. */
  public static Map<String, String> all() {
    Map<String, String> versions = ofEmulator();
    versions.putAll(Network.engineVersions());
    return versions;
  }

  /** Operating system, architecture and number of cores. */
  public static String platform() {
    return RootLocale.format(
        "%s %s, %d cores",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }
}
