package org.amplia.dashboard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.RandomToken;
import org.amplia.base.UserError;

/**
 * Where the server listens, by which names it may be called, and what one has to know to be
 * answered. Without a token it is for its own machine alone.
 *
 * @param hosts first the address to listen at, or a name of it; then other names by which the page
 *     is opened
 * @param token without which nothing is answered; {@link #FEWEST_LETTERS} letters or more
 */
public record Access(List<String> hosts, Optional<String> token) {
  /** Of a token. */
  public static final int FEWEST_LETTERS = 16;

  private static final int DRAWN_BYTES = 24;

  /** What needs no escape in an address or a header. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{16,200}");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
  private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "::1");

  /** This machine alone, and anybody on it. */
  public static final Access LOOPBACK = new Access(List.of("127.0.0.1"), Optional.empty());

  /**
   * Checks the parts.
   *
   * @throws UserError if a host is none, or is not this machine and there is no token, or if the
   *     token is too short
   */
  public Access {
    hosts = List.copyOf(hosts);
    UserError.unless(
        !hosts.isEmpty() && hosts.stream().allMatch(host -> HOST.matcher(host).matches()),
        "--host is '%s': give an address of this machine, and perhaps names, with commas between",
        String.join(",", hosts));
    UserError.unless(
        token.isPresent() || OWN.containsAll(hosts),
        "--host is %s: without a token the dashboard is for this machine only (127.0.0.1,"
            + " localhost, ::1); add --token, or take a tunnel (ssh -L)",
        String.join(",", hosts));
    UserError.unless(
        token.isEmpty() || TOKEN.matcher(token.get()).matches(),
        "the token must have %d … 200 letters, digits, '.', '_', '~' or '-'",
        FEWEST_LETTERS);
  }

  /** A token that nobody can guess. */
  public static String drawToken() {
    return RandomToken.hex(DRAWN_BYTES);
  }

  /**
   * The address to listen at.
   *
   * @throws UserError if it is none of this machine
   */
  String listenAt() {
    try {
      InetAddress address = InetAddress.getByName(hosts.get(0));
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null) {
        return hosts.get(0);
      }
    } catch (UnknownHostException | SocketException e) {
      // It is none.
    }
    throw UserError.of(
        "--host is %s: that is no address of this machine, which has %s; 0.0.0.0 is all of them",
        hosts.get(0),
        addresses().map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
  }

  /** Whether others than this machine can reach it. */
  public boolean isOpen() {
    return !OWN.contains(hosts.get(0));
  }

  /** A name by which a person opens the page. */
  String shown() {
    String first = hosts.get(0);
    if (!Set.of("0.0.0.0", "::").contains(first)) {
      return first;
    }
    return hosts.size() > 1
        ? hosts.get(1)
        : addresses()
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .findFirst()
            .orElse("127.0.0.1");
  }

  /** Of this machine, but for those that mean nothing without the name of a network card. */
  private static Stream<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress());
    } catch (SocketException e) {
      return Stream.empty();
    }
  }

  /**
   * What {@code Host} may be. A page from elsewhere whose name was rebound to this machine sends
   * its own name; so an address is as good as any other, and of names only those that were given.
   * The port is not looked at: a tunnel may have another at its end.
   */
  Pattern hostHeader() {
    Stream<String> own = Stream.of("127\\.0\\.0\\.1", "localhost", "\\[::1]");
    Stream<String> given =
        token.isEmpty()
            ? Stream.empty()
            : Stream.concat(
                Stream.of("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}", "\\[[0-9a-f:.]{2,45}]"),
                hosts.stream().map(Pattern::quote));
    return Pattern.compile(
        Stream.concat(own, given).collect(Collectors.joining("|", "(?i)(?:", ")(?::[0-9]{1,5})?")));
  }
}
