package com.shemamusic.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class TrustedProxiesTests {

    private static String counted(String setting, String peer, String... forwarded) {
        HttpHeaders headers = new HttpHeaders();
        for (String value : forwarded) {
            headers.add("X-Forwarded-For", value);
        }
        return new TrustedProxies(setting)
                .client(new InetSocketAddress(peer, 1234), headers)
                .counted();
    }

    @Test
    void aHeaderFromSomebodyElseIsNotBelieved() {
        assertThat(counted("", "198.51.100.7", "1.1.1.1")).isEqualTo("198.51.100.7");
        assertThat(counted("10.0.0.0/8", "198.51.100.7", "1.1.1.1")).isEqualTo("198.51.100.7");
    }

    @Test
    void theFirstAddressFromTheRightThatIsNoProxyIsTheCaller() {
        assertThat(counted("10.0.0.0/8", "10.0.0.1", "1.1.1.1, 203.0.113.9, 10.2.3.4"))
                .isEqualTo("203.0.113.9");
        assertThat(counted("10.0.0.0/8", "10.0.0.1", "1.1.1.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(counted("10.0.0.1", "10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void nonsenseEndsTheChain() {
        assertThat(counted("10.0.0.0/8", "10.0.0.1", "1.1.1.1, evil, 10.2.3.4")).isEqualTo("10.2.3.4");
        assertThat(counted("10.0.0.0/8", "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void anIpv6AddressCountsAsItsNetwork() {
        assertThat(counted("", "2001:db8:1:2:aaaa::1")).isEqualTo(counted("", "2001:db8:1:2:bbbb::2"));
        assertThat(counted("", "2001:db8:1:2::1")).isNotEqualTo(counted("", "2001:db8:1:3::1"));
    }

    @Test
    void anIpv4AddressWrittenAsIpv6IsTheSameCaller() {
        assertThat(counted("10.0.0.1", "10.0.0.1", "::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0", "x", ".*", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "localhost"})
    void trustingEverybodyOrNonsenseIsAProblem(String setting) {
        assertThat(TrustedProxies.problem(setting)).contains("TRUSTED_PROXIES");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "10.0.0.1", "10.0.0.0/8,192.168.0.0/16", "fd00::/8"},
            delimiter = ';')
    void addressesAndNetworksAreFine(String setting) {
        assertThat(TrustedProxies.problem(setting)).isNull();
    }
}
