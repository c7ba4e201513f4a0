package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Kustomize overlays change is there to be changed; Kustomize itself passes over a patch that matches nothing. */
class OverlayTests {

    private static final Pattern IMAGE = Pattern.compile("image: (shemamusic/\\S+)");
    private static final Pattern IMPORT = Pattern.compile("IMPORT = (\\d+) \\* 1024 \\* 1024L");
    private final List<Map<?, ?>> base = new ArrayList<>();

    @BeforeEach
    void readBase() throws IOException {
        Checkout.documents("deploy/kubernetes/base")
                .values()
                .forEach(documents -> documents.forEach(document -> base.add((Map<?, ?>) document)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"try", "production"})
    void everyImageIsGivenATag(String overlay) {
        Set<String> used = new TreeSet<>();
        SuiteDefinition.APPS.forEach(app -> used.addAll(images(app.name())));
        used.addAll(images("migrator"));
        assertThat(used).hasSize(8);
        assertThat(maps(overlay(overlay), "images"))
                .allSatisfy(image -> assertThat(image.get("newTag")).isNotNull())
                .extracting(image -> image.get("name").toString())
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void theTrialsPatchesReachEveryServiceAndTheMigratorAndAskNoRegistryForWhatIsThere() {
        Set<Object> alwaysLocal = new TreeSet<>();
        for (Map<?, ?> patch : maps(overlay("try"), "patches").toList()) {
            List<String> reached = base.stream()
                    .filter(document -> isReached(document, (Map<?, ?>) patch.get("target")))
                    .map(document -> metadata(document).get("name").toString())
                    .toList();
            assertThat(reached).as(patch.toString()).isNotEmpty();
            if (patch.get("patch").toString().contains("imagePullPolicy, value: IfNotPresent")) {
                alwaysLocal.addAll(reached);
            }
        }
        Set<Object> all = new TreeSet<>(Set.of("migrator"));
        SuiteDefinition.APPS.forEach(app -> all.add(app.name()));
        assertThat(alwaysLocal).isEqualTo(all);
    }

    // The profile local would leave none, and a rollout would fail what was on its way.
    @Test
    void theTrialIsStoppedAsProductionIs() {
        assertThat(maps(overlay("try"), "configMapGenerator"))
                .singleElement()
                .extracting(settings -> settings.get("literals"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("SHUTDOWN_PAUSE=5s");
    }

    @Test
    void theIngressLetsAnImportThroughThatTheGatewayTakes() {
        Matcher most = IMPORT.matcher(
                Checkout.text("api-gateway/src/main/java/com/shemamusic/gateway/limit/BodyLimitFilter.java"));
        assertThat(most.find()).isTrue();
        Map<?, ?> annotations =
                (Map<?, ?>) metadata(Checkout.yaml("deploy/kubernetes/overlays/production/ingress.yaml"))
                        .get("annotations");
        String size =
                annotations.get("nginx.ingress.kubernetes.io/proxy-body-size").toString();
        assertThat(size).endsWith("m");
        assertThat(Integer.parseInt(size.replace("m", ""))).isGreaterThan(Integer.parseInt(most.group(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/kubernetes/overlays/try/servers.yaml"})
    void redisHasALimitThatItsAlertIsMeasuredAgainst(String file) {
        assertThat(Checkout.text(file)).contains("--maxmemory, 256mb, --maxmemory-policy, noeviction");
    }

    // Kustomize's own rule, as far as it is used here: the kind, and one label of the object itself, not of its pods.
    private static boolean isReached(Map<?, ?> document, Map<?, ?> target) {
        if (!target.get("kind").equals(document.get("kind"))) {
            return false;
        }
        if (target.get("labelSelector") == null) {
            return true;
        }
        String[] label = target.get("labelSelector").toString().split("=");
        return metadata(document).get("labels") instanceof Map<?, ?> labels
                && Objects.equals(labels.get(label[0]), label[1]);
    }

    private static Set<String> images(String file) {
        Set<String> found = new TreeSet<>();
        Matcher image = IMAGE.matcher(Checkout.text("deploy/kubernetes/base/" + file + ".yaml"));
        while (image.find()) {
            found.add(image.group(1));
        }
        return found;
    }

    private static Map<String, Object> overlay(String name) {
        return Checkout.yaml("deploy/kubernetes/overlays/" + name + "/kustomization.yaml");
    }

    private static Stream<Map<?, ?>> maps(Map<String, Object> node, String list) {
        return ((List<?>) node.get(list)).stream().map(each -> (Map<?, ?>) each);
    }

    private static Map<?, ?> metadata(Map<?, ?> document) {
        return (Map<?, ?>) document.get("metadata");
    }
}
