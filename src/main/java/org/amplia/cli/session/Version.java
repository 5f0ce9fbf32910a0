package org.amplia.cli.session;

import java.util.Map;
import java.util.TreeMap;
import org.amplia.ale.AleLibrary;
import org.amplia.base.RootLocale;
import org.amplia.net.Network;
import picocli.CommandLine.IVersionProvider;

/** Versions of what a result depends on. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"amplia " + own()};
  }

  public static String own() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** By name, for {@code run.json}. */
  public static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("amplia", own());
    versions.put("java", System.getProperty("java.version"));
    versions.put("ale", AleLibrary.VERSION);
    versions.putAll(Network.engineVersions());
    return versions;
  }

  public static String platform() {
    return RootLocale.format(
        "%s %s, %d cores",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }
}
