package org.mailmend.training.practice;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** From where a practice server can be reached: this computer only, or a local network to which the trainer has agreed. */
public final class Reach {
    /** This computer only. */
    public static final Reach COMPUTER = new Reach(null);

    private final InetAddress address;

    private Reach(InetAddress address) {
        this.address = address;
    }

    /**
     * The local network.
     *
     * @param address one of {@link #networks}
     * @param agreed  whether the trainer has seen this address and the warning that everybody on that network can connect, and said yes
     * @throws IllegalArgumentException without that, or for an address that the Internet can reach
     */
    public static Reach network(InetAddress address, boolean agreed) {
        Objects.requireNonNull(address);
        if (!agreed) {
            throw new IllegalArgumentException("the trainer has not agreed");
        }
        if (!isLocal(address)) {
            throw new IllegalArgumentException("no address of a local network: " + address.getHostAddress());
        }
        return new Reach(address);
    }

    /** The only address to listen to; null for this computer only. */
    public InetAddress address() {
        return address;
    }

    /** Whether others than this computer reach it. */
    public boolean isNetwork() {
        return address != null && !address.isLoopbackAddress();
    }

    /**
     * Addresses of this computer in local networks, IPv4 first: most devices in a room want that. Addresses that the Internet can reach are
     * left out. Asks the system: not for a thread that must not wait.
     */
    public static List<InetAddress> networks() {
        List<InetAddress> four = new ArrayList<>();
        List<InetAddress> six = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp() && !each.isLoopback()) {
                    for (InetAddress address : Collections.list(each.getInetAddresses())) {
                        // a link-local address of IPv6 needs the name of the interface, which differs on each computer
                        if (isLocal(address) && !(address instanceof Inet6Address && address.isLinkLocalAddress())) {
                            (address instanceof Inet4Address ? four : six).add(address);
                        }
                    }
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        four.addAll(six);
        return four;
    }

    /** Private (RFC 1918, RFC 4193), shared (RFC 6598), link-local and loopback addresses. */
    private static boolean isLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return !address.isAnyLocalAddress() && (address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isLoopbackAddress() || shared || unique);
    }
}
