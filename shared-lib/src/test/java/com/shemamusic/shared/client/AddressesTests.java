package com.shemamusic.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AddressesTests {

    private final Map<String, List<String>> directory = new ConcurrentHashMap<>();
    private final AtomicLong now = new AtomicLong();

    @Test
    void aNameOfSeveralMachinesIsEachOfThem() {
        directory.put("chat-service", List.of("172.18.0.9", "172.18.0.4"));

        assertThat(found("http://chat-service:3005"))
                .containsExactly(URI.create("http://172.18.0.4:3005"), URI.create("http://172.18.0.9:3005"));
    }

    @Test
    void aNameOfOneMachineStaysAName() {
        directory.put("user-service", List.of("172.18.0.5"));

        assertThat(found("http://user-service:3002/, http://other:3002"))
                .containsExactly(URI.create("http://user-service:3002"), URI.create("http://other:3002"));
    }

    @Test
    void anEncryptedAddressStaysAName() {
        directory.put("user-service", List.of("172.18.0.5", "172.18.0.6"));

        assertThat(found("https://user-service:3002")).containsExactly(URI.create("https://user-service:3002"));
    }

    @Test
    void thisMachineIsOne() {
        directory.put("localhost", List.of("127.0.0.1", "::1"));

        assertThat(found("http://localhost:3002")).containsExactly(URI.create("http://localhost:3002"));
    }

    @Test
    void newMachinesAreFoundAfterAWhile() {
        directory.put("chat-service", List.of("172.18.0.4"));
        Addresses addresses = addresses("http://chat-service:3005");
        Awaitility.await().until(() -> addresses.all().size() == 1);
        directory.put("chat-service", List.of("172.18.0.4", "172.18.0.9"));

        now.addAndGet(Duration.ofSeconds(6).toNanos());

        Awaitility.await().until(() -> addresses.all().size() == 2);
    }

    private List<URI> found(String urls) {
        Addresses addresses = addresses(urls);
        addresses.lookUp();
        now.addAndGet(-1);
        return addresses.all();
    }

    private Addresses addresses(String urls) {
        return new Addresses(urls, this::resolve, now::get);
    }

    private InetAddress[] resolve(String name) throws UnknownHostException {
        List<String> listed = directory.getOrDefault(name, List.of());
        if (listed.isEmpty()) {
            throw new UnknownHostException(name);
        }
        InetAddress[] machines = new InetAddress[listed.size()];
        for (int i = 0; i < machines.length; i++) {
            machines[i] = InetAddress.getByName(listed.get(i));
        }
        return machines;
    }
}
