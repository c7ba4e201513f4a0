package com.shemamusic.test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * The rules of the house for one service. A subclass of three lines names the packages:
 * {@code @AnalyzeClasses(packages = "com.shemamusic.course", importOptions = ImportOption.DoNotIncludeTests.class)}.
 */
public abstract class ArchitectureRules {

    private static final String ROOT = "com.shemamusic.";
    private static final String SHARED = ROOT + "shared";
    private static final String AUTOWIRED = "org.springframework.beans.factory.annotation.Autowired";
    private static final String REST_CONTROLLER = "org.springframework.web.bind.annotation.RestController";
    private static final String MAPPING = "org.springframework.web.bind.annotation.RequestMapping";
    private static final List<String> ACCESS = List.of(
            SHARED + ".security.PublicAccess", SHARED + ".security.AdminOnly", SHARED + ".security.InternalFrom");

    @ArchTest
    static final ArchRule INNER_CLASSES_ARE_NOT_PUBLIC = classes()
            .that()
            .haveNameMatching(".*(Repository|Controller|Listener|Http)")
            .should()
            .notBePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = fields().should()
            .notBeAnnotatedWith(AUTOWIRED)
            .andShould()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .andShould()
            .notBeAnnotatedWith("jakarta.annotation.Resource")
            .andShould()
            .notBeAnnotatedWith("jakarta.inject.Inject")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_AUTOWIRED_CONSTRUCTOR =
            constructors().should().notBeAnnotatedWith(AUTOWIRED).allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_COMPONENT_SCAN = noClasses()
            .should()
            .beAnnotatedWith("org.springframework.context.annotation.ComponentScan")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching(ROOT + "*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_SERVICE_IMPORTS_ANOTHER = classes()
            .should(new ArchCondition<JavaClass>("depend only on their own service and on shared") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    item.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isForeign(item, dependency.getTargetClass()))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_CLIENTS_CALL_PEERS = noClasses()
            .that()
            .resideOutsideOfPackages("..client..", SHARED + "..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.springframework\\.web\\.client\\.RestClient(\\$.*)?")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(REST_CONTROLLER)
            .and(describe(
                    "have a mapping",
                    (JavaMethod method) -> method.isMetaAnnotatedWith(MAPPING) || method.isAnnotatedWith(MAPPING)))
            .should(new ArchCondition<JavaMethod>("carry an access annotation, or their class does") {
                @Override
                public void check(JavaMethod item, ConditionEvents events) {
                    if (!hasAccess(item) && !hasAccess(item.getOwner())) {
                        events.add(SimpleConditionEvent.violated(
                                item, item.getFullName() + " does not say who may call it"));
                    }
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_SHARED_SPEAKS_ON_REDIS = noClasses()
            .that()
            .resideOutsideOfPackage(SHARED + "..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.springframework\\.data\\.redis\\.listener\\..*")
            .orShould()
            .callMethodWhere(describe(
                    "it publishes on Redis",
                    call -> call.getName().equals("convertAndSend")
                            && call.getTargetOwner().getPackageName().startsWith("org.springframework.data.redis")))
            .allowEmptyShould(true);

    /** Guards the other rules: without a class to look at, all of them would hold. */
    @ArchTest
    static void thereIsSomethingToCheck(JavaClasses classes) {
        if (classes.isEmpty()) {
            throw new AssertionError("No classes found: are the packages in @AnalyzeClasses right?");
        }
    }

    private static boolean hasAccess(CanBeAnnotated element) {
        return ACCESS.stream().anyMatch(element::isAnnotatedWith);
    }

    private static boolean isForeign(JavaClass from, JavaClass to) {
        String service = service(from);
        return to.getPackageName().startsWith(ROOT)
                && !service(to).equals(service)
                && !service(to).equals(SHARED);
    }

    private static String service(JavaClass type) {
        String name = type.getPackageName();
        int dot = name.indexOf('.', ROOT.length());
        return dot < 0 ? name : name.substring(0, dot);
    }
}
