package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1NetworkPolicyIngressRule;
import io.kubernetes.client.openapi.models.V1NetworkPolicySpec;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Kubernetes manifests against the schema of the official client (unknown fields, missing fields and wrong types are
 * refused) and against what the suite needs. A cluster of its own is not tried here.
 */
class ManifestTests {

    private static final Map<String, Class<?>> KINDS = Map.of(
            "Deployment", V1Deployment.class,
            "Service", V1Service.class,
            "HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
            "PodDisruptionBudget", V1PodDisruptionBudget.class,
            "NetworkPolicy", V1NetworkPolicy.class,
            "Job", V1Job.class,
            "Ingress", V1Ingress.class,
            "ConfigMap", V1ConfigMap.class,
            "Secret", V1Secret.class,
            "Namespace", V1Namespace.class);
    private static final Map<String, Object> BASE = new LinkedHashMap<>();

    @BeforeAll
    static void readAll() throws IOException {
        new JSON();
        Checkout.documents("deploy/kubernetes/base").forEach((file, documents) -> {
            if (!file.equals("kustomization.yaml")) {
                documents.forEach(document -> BASE.put(id(document), document));
            }
        });
    }

    static List<String> apps() {
        return SuiteDefinition.APPS.stream().map(SuiteDefinition.App::name).toList();
    }

    @Test
    void everyManifestIsWhatTheSchemaOfKubernetesAllows() throws IOException {
        Map<String, List<Object>> files = Checkout.documents("deploy/kubernetes");
        assertThat(files).hasSizeGreaterThan(10);
        files.forEach((file, documents) -> {
            if (!file.endsWith("kustomization.yaml")) {
                documents.forEach(document -> {
                    Class<?> kind = KINDS.get(((Map<?, ?>) document).get("kind"));
                    assertThat(kind)
                            .as("kind of " + id(document) + " in " + file)
                            .isNotNull();
                    assertThatCode(() -> check(document, kind))
                            .as(id(document) + " in " + file)
                            .doesNotThrowAnyException();
                });
            }
        });
    }

    @ParameterizedTest
    @MethodSource("apps")
    void aServiceIsToldWhatItNeedsAndItsSecretsByReference(String app) throws IOException {
        V1Container container = container(app);
        Map<String, V1EnvVar> own = new HashMap<>();
        container.getEnv().forEach(variable -> own.put(variable.getName(), variable));
        Set<String> given = new TreeSet<>(own.keySet());
        given.addAll(Checkout.assignments("deploy/kubernetes/base/settings.env", false)
                .keySet());
        given.addAll(Checkout.assignments("deploy/kubernetes/overlays/production/settings.env", false)
                .keySet());
        assertThat(given).containsAll(Checkout.needed(app));
        own.forEach((name, variable) -> {
            boolean secret = name.matches(
                    ".*(SECRET|PASSWORD|TOKEN|CREDENTIALS|API_KEY)|REDIS_URL|DATABASE_(REPORTS_)?URL|SMTP_URL");
            assertThat(variable.getValueFrom() != null
                            && variable.getValueFrom().getSecretKeyRef() != null)
                    .as(name)
                    .isEqualTo(secret);
        });
        assertThat(own.keySet().stream()
                        .filter(name -> name.endsWith("_DB_PASSWORD"))
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("apps")
    void aServiceHasProbesAndLimitsAndNoRightsAndMayBeScaledAndDrained(String app) {
        V1Container container = container(app);
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        var start = container.getStartupProbe();
        assertThat(start.getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(start.getPeriodSeconds() * start.getFailureThreshold())
                .as("seconds a service may wait for its database")
                .isGreaterThanOrEqualTo(1800);
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        restricted(deployment(app).getSpec().getTemplate().getSpec());
        int offset = SuiteDefinition.named(app).offset();
        assertThat(container.getPorts().stream().map(port -> port.getContainerPort()))
                .containsExactly(SuiteDefinition.PORT_BASE + offset, SuiteDefinition.MANAGEMENT_PORT_BASE + offset);

        var scaled = read("HorizontalPodAutoscaler/" + app, V2HorizontalPodAutoscaler.class)
                .getSpec();
        assertThat(scaled.getScaleTargetRef().getName()).isEqualTo(app);
        assertThat(scaled.getMinReplicas()).isEqualTo(2);
        assertThat(deployment(app).getSpec().getReplicas())
                .as("the autoscaler's alone")
                .isNull();
        var budget =
                read("PodDisruptionBudget/" + app, V1PodDisruptionBudget.class).getSpec();
        assertThat(budget.getSelector().getMatchLabels()).containsEntry("app", app);
        var service = read("Service/" + app, V1Service.class).getSpec();
        assertThat(service.getSelector()).isEqualTo(Map.of("app", app));
        assertThat(service.getType()).as("reached from the cluster alone").isNull();
        assertThat(service.getClusterIP())
                .as("a name that leads to each replica, as services look for; the gateway's callers do not")
                .isEqualTo(app.equals(SuiteDefinition.GATEWAY) ? null : "None");
        assertThat(service.getPorts().stream().map(port -> port.getPort()))
                .as("the port of the process: nothing translates it")
                .containsExactly(SuiteDefinition.PORT_BASE + offset);
    }

    @Test
    void onlyTheGatewayIsReachedAndEachServiceByItsCallersAlone() {
        List<V1NetworkPolicy> policies = all(V1NetworkPolicy.class, "NetworkPolicy/");
        V1NetworkPolicySpec nobody = policies.stream()
                .map(V1NetworkPolicy::getSpec)
                .filter(policy -> policy.getPodSelector().getMatchLabels().isEmpty()
                        && policy.getPolicyTypes().containsAll(List.of("Ingress", "Egress")))
                .findFirst()
                .orElseThrow();
        assertThat(nobody.getIngress()).isEmpty();
        assertThat(nobody.getEgress()).isEmpty();
        Map<String, Set<String>> callers = new HashMap<>();
        for (V1NetworkPolicy policy : policies) {
            for (V1NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
                var selected = policy.getSpec().getPodSelector().getMatchLabels();
                boolean metrics =
                        "management".equals(rule.getPorts().getFirst().getPort().getStrValue());
                if (metrics) {
                    assertThat(rule.getFrom().getFirst().getNamespaceSelector().getMatchLabels())
                            .isNotEmpty();
                } else if (rule.getFrom().isEmpty()) {
                    assertThat(selected).isEqualTo(Map.of("app", SuiteDefinition.GATEWAY));
                } else {
                    callers.computeIfAbsent(selected.get("app"), _ -> new TreeSet<>())
                            .addAll(rule.getFrom()
                                    .getFirst()
                                    .getPodSelector()
                                    .getMatchExpressions()
                                    .getFirst()
                                    .getValues());
                }
            }
        }
        Map<String, Set<String>> expected = new HashMap<>();
        for (SuiteDefinition.App app : SuiteDefinition.APPS) {
            app.peers()
                    .forEach(peer ->
                            expected.computeIfAbsent(peer, _ -> new TreeSet<>()).add(app.name()));
        }
        assertThat(callers).isEqualTo(expected);
    }

    @Test
    void theMigratorIsAJobWithTheOnlyAdministratorsPassword() {
        V1PodSpec pod =
                read("Job/migrator", V1Job.class).getSpec().getTemplate().getSpec();
        restricted(pod);
        assertThat(pod.getContainers().getFirst().getEnv().stream().map(V1EnvVar::getName))
                .contains(
                        "SPRING_PROFILES_ACTIVE",
                        "DATABASE_MIGRATION_PASSWORD",
                        "USER_DB_PASSWORD",
                        "ATTENDANCE_DB_PASSWORD");
        for (String app : apps()) {
            assertThat(container(app).getEnv().toString()).doesNotContain("shema-migration");
        }
    }

    @Test
    void whoAsksTheDatabaseMayBeGivenTheCertificateOfItsAuthority() {
        List<V1PodSpec> pods = new ArrayList<>();
        pods.add(read("Job/migrator", V1Job.class).getSpec().getTemplate().getSpec());
        apps().forEach(app -> pods.add(deployment(app).getSpec().getTemplate().getSpec()));
        for (V1PodSpec pod : pods) {
            V1Container container = pod.getContainers().getFirst();
            boolean asks = container.getEnv().stream()
                    .anyMatch(variable -> variable.getName().matches("DATABASE(_MIGRATION)?_URL"));
            assertThat(container.getVolumeMounts())
                    .filteredOn(mount -> mount.getMountPath().equals("/etc/shema"))
                    .as(container.getImage())
                    .hasSize(asks ? 1 : 0)
                    .allMatch(mount -> mount.getReadOnly() && mount.getName().equals("database-ca"));
            assertThat(pod.getVolumes())
                    .filteredOn(volume -> volume.getName().equals("database-ca"))
                    .hasSize(asks ? 1 : 0)
                    .allMatch(volume -> volume.getSecret().getOptional());
        }
    }

    @ParameterizedTest
    @MethodSource("apps")
    void everyServiceMayBeGivenTheCertificateOfTheAuthorityOfRedis(String app) {
        V1PodSpec pod = deployment(app).getSpec().getTemplate().getSpec();
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().equals("/etc/shema-redis"))
                .singleElement()
                .matches(mount -> mount.getReadOnly() && mount.getName().equals("redis-ca"));
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getName().equals("redis-ca"))
                .singleElement()
                .matches(volume -> volume.getSecret().getOptional()
                        && volume.getSecret().getSecretName().equals("shema-redis-ca"));
    }

    @Test
    void prometheusFindsEveryServiceByTheLabelAndThePortItIsToldOf() {
        Map<?, ?> job = first(Checkout.yaml("deploy/observability/kubernetes-scrape.yml"), "scrape_configs");
        String[] label = first(first(job, "kubernetes_sd_configs"), "selectors")
                .get("label")
                .toString()
                .split("=");
        Map<?, ?> kept = first(job, "relabel_configs");
        assertThat(kept.get("source_labels")).isEqualTo(List.of("__meta_kubernetes_pod_container_port_name"));
        List<?> rules = (List<?>) job.get("relabel_configs");
        assertThat(rules.toString()).contains("{source_labels=[__meta_kubernetes_pod_label_app], target_label=job}");
        V1NetworkPolicySpec allowed = read("NetworkPolicy/monitoring-to-metrics", V1NetworkPolicy.class)
                .getSpec();
        assertThat(allowed.getPodSelector().getMatchLabels()).isEqualTo(Map.of(label[0], label[1]));
        assertThat(allowed.getIngress().getFirst().getPorts().getFirst().getPort())
                .hasToString(kept.get("regex").toString());
        for (String app : apps()) {
            assertThat(deployment(app).getSpec().getTemplate().getMetadata().getLabels())
                    .containsEntry(label[0], label[1])
                    .containsEntry("app", app);
            assertThat(container(app).getPorts())
                    .filteredOn(port -> port.getName().equals(kept.get("regex")))
                    .hasSize(1);
        }
    }

    @Test
    void theGuideTellsHowManyConnectionsAllReplicasAndARolloutMayTake() {
        int pool = Integer.parseInt(Checkout.assignments("deploy/kubernetes/base/settings.env", false)
                .get("DATABASE_POOL_SIZE"));
        int processes = 0;
        for (String app : apps()) {
            if (container(app).getEnv().stream()
                    .anyMatch(variable -> variable.getName().equals("DATABASE_URL"))) {
                processes += read("HorizontalPodAutoscaler/" + app, V2HorizontalPodAutoscaler.class)
                        .getSpec()
                        .getMaxReplicas();
                processes += deployment(app)
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getIntValue();
            }
        }
        assertThat(Checkout.text("docs/containers.md"))
                .contains("`DATABASE_POOL_SIZE` %d × %d processes".formatted(pool, processes))
                .contains("= %d connections at most".formatted(pool * processes));
    }

    private static Map<?, ?> first(Map<?, ?> node, String list) {
        return (Map<?, ?>) ((List<?>) node.get(list)).getFirst();
    }

    private static void restricted(V1PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        var context = pod.getContainers().getFirst().getSecurityContext();
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    }

    private static void check(Object document, Class<?> kind) throws ReflectiveOperationException {
        JsonElement json = JSON.getGson().toJsonTree(document);
        kind.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        JSON.getGson().fromJson(json, kind);
    }

    private static V1Deployment deployment(String app) {
        return read("Deployment/" + app, V1Deployment.class);
    }

    private static V1Container container(String app) {
        return deployment(app).getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static <T> T read(String id, Class<T> kind) {
        assertThat(BASE).containsKey(id);
        return JSON.getGson().fromJson(JSON.getGson().toJsonTree(BASE.get(id)), kind);
    }

    private static <T> List<T> all(Class<T> kind, String prefix) {
        List<T> found = new ArrayList<>();
        BASE.keySet().stream().filter(id -> id.startsWith(prefix)).forEach(id -> found.add(read(id, kind)));
        return found;
    }

    private static String id(Object document) {
        Map<?, ?> manifest = (Map<?, ?>) document;
        return manifest.get("kind") + "/" + ((Map<?, ?>) manifest.get("metadata")).get("name");
    }
}
