package com.shemamusic.gateway.edge;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Who a caller is by address. {@code X-Forwarded-For} is believed only as far as it was written by configured
 * proxies: it is read from the right, and the first address that is no proxy of ours is the caller.
 */
public final class TrustedProxies {

    private record Network(byte[] address, int prefix) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int shift = address.length * 8 - prefix;
            return new BigInteger(1, address).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
        }
    }

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 8;
    private final List<Network> networks;

    /** @param setting addresses and networks such as {@code 10.0.0.0/8}, separated by commas; empty trusts nobody */
    public TrustedProxies(String setting) {
        this.networks = entries(setting).map(TrustedProxies::network).toList();
    }

    /** What is wrong with the setting, in one line; null when nothing is. A network of everybody is refused. */
    public static @Nullable String problem(@Nullable String setting) {
        try {
            new TrustedProxies(setting == null ? "" : setting);
            return null;
        } catch (IllegalArgumentException malformed) {
            return "TRUSTED_PROXIES is malformed: set it to addresses or networks such as 10.0.0.0/8, never to everybody";
        }
    }

    /**
     * A caller.
     *
     * @param address where it really comes from
     * @param counted who is counted for limits: an IPv6 address as its /64 network, because one person has all of that
     */
    record Client(String address, String counted) {}

    Client client(@Nullable InetSocketAddress peer, HttpHeaders headers) {
        InetAddress remote = peer == null ? null : peer.getAddress();
        if (remote == null) {
            return new Client("", "unknown");
        }
        byte[] client = remote.getAddress();
        if (!networks.isEmpty() && isTrusted(client)) {
            List<String> hops = headers.getValuesAsList("X-Forwarded-For");
            for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
                byte[] hop = parse(hops.get(i).trim());
                if (hop == null) {
                    break;
                }
                client = hop;
            }
        }
        return new Client(NetUtil.bytesToIpAddress(client), counted(client));
    }

    private boolean isTrusted(byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static String counted(byte[] address) {
        if (address.length == IPV4_BYTES) {
            return NetUtil.bytesToIpAddress(address);
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address, IPV6_NETWORK_BYTES), address.length);
        return NetUtil.bytesToIpAddress(network) + "/64";
    }

    private static byte @Nullable [] parse(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        boolean mapped = bytes != null && bytes.length > IPV4_BYTES && isMappedIpv4(bytes);
        return mapped ? Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length) : bytes;
    }

    private static boolean isMappedIpv4(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }

    private static Network network(String entry) {
        int slash = entry.indexOf('/');
        byte[] address = parse(slash < 0 ? entry : entry.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("not an address: " + entry);
        }
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(entry.substring(slash + 1));
        if (prefix < 1 || prefix > bits) {
            throw new IllegalArgumentException("not a network: " + entry);
        }
        return new Network(address, prefix);
    }

    private static Stream<String> entries(String setting) {
        return Arrays.stream(setting.split(",")).map(String::trim).filter(entry -> !entry.isEmpty());
    }
}
