package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Compose file knows every app, and gives each what it reads and no other service's password. */
class ComposeFileTests {

    private final Map<String, Map<String, Object>> services = services();

    static List<String> apps() {
        return SuiteDefinition.APPS.stream().map(SuiteDefinition.App::name).toList();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void anAppIsGivenTheVariablesItReadsAndNoOther(String app) throws IOException {
        Set<String> expected = Checkout.variables(app);
        expected.add("SPRING_PROFILES_ACTIVE");
        Set<String> given = new TreeSet<>(environment(app).keySet());
        // Every service refuses it outside of local runs; only one uses it.
        expected.removeIf(name -> name.equals("FIREBASE_AUTH_EMULATOR_HOST") && !app.equals("auth-service"));
        assertThat(given).containsAll(expected);
        given.removeAll(expected);
        // Read by libraries, or with a default that only the shared configuration knows.
        given.removeAll(Set.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "SHUTDOWN_PAUSE"));
        assertThat(given).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void anAppListensOnItsPortsAndIsBuiltFromItsModule(String app) {
        int offset = SuiteDefinition.named(app).offset();
        assertThat(environment(app))
                .containsEntry("PORT", SuiteDefinition.PORT_BASE + offset)
                .containsEntry("MANAGEMENT_PORT", SuiteDefinition.MANAGEMENT_PORT_BASE + offset);
        assertThat(services.get(app).get("build").toString()).contains("APP=" + app);
    }

    @ParameterizedTest
    @MethodSource("apps")
    void anAppHasNoMoreRightsThanItNeeds(String app) {
        assertThat(services.get(app))
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("tmpfs", List.of("/tmp:exec"))
                .doesNotContainKeys("privileged", "user", "volumes", "container_name");
    }

    @Test
    void onlyTheGatewayIsReachedFromOtherMachines() {
        services.forEach((name, service) -> {
            for (Object port : (List<?>) service.getOrDefault("ports", List.of())) {
                assertThat(port.toString().startsWith("127.0.0.1:"))
                        .as(name + " " + port)
                        .isEqualTo(!name.equals("api-gateway"));
            }
        });
        assertThat(services.get("api-gateway")).containsKey("ports");
    }

    @Test
    void whoStoresSomethingStartsAfterTheMigrator() {
        for (SuiteDefinition.App app : SuiteDefinition.APPS) {
            boolean stores = environment(app.name()).containsKey("DATABASE_URL");
            assertThat(services.get(app.name()).get("depends_on").toString().contains("migrator"))
                    .as(app.name())
                    .isEqualTo(stores);
        }
    }

    @ParameterizedTest
    @MethodSource("apps")
    void anAppThatIsToldToStopGoesOnAnsweringForAMomentWhateverTheProfile(String app) {
        assertThat(environment(app)).containsEntry("SHUTDOWN_PAUSE", "${SHUTDOWN_PAUSE:-5s}");
    }

    @Test
    void everyContainerHasAReadOnlyRoot() {
        services.forEach((name, service) -> assertThat(service).as(name).containsEntry("read_only", true));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>)
                Checkout.yaml("docker-compose.yml").get("services");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment(String app) {
        return (Map<String, Object>) services.get(app).get("environment");
    }
}
