package com.shemamusic.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

    private static final JavaClasses BAD = new ClassFileImporter().importPackages("com.shemamusic.bad");

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                Named.of("public classes", ArchitectureRules.INNER_CLASSES_ARE_NOT_PUBLIC),
                Named.of("field injection", ArchitectureRules.NO_FIELD_INJECTION),
                Named.of("autowired constructor", ArchitectureRules.NO_AUTOWIRED_CONSTRUCTOR),
                Named.of("component scan", ArchitectureRules.NO_COMPONENT_SCAN),
                Named.of("cycles", ArchitectureRules.FEATURES_HAVE_NO_CYCLES),
                Named.of("foreign service", ArchitectureRules.NO_SERVICE_IMPORTS_ANOTHER),
                Named.of("rest client", ArchitectureRules.ONLY_CLIENTS_CALL_PEERS),
                Named.of("access", ArchitectureRules.EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsBrokenByCodeThatBreaksIt(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(BAD)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aSubclassThatNamesNoRealPackageFails() {
        JavaClasses none = new ClassFileImporter().importPackages("com.shemamusic.nowhere");

        assertThatThrownBy(() -> ArchitectureRules.thereIsSomethingToCheck(none))
                .isInstanceOf(AssertionError.class);
    }
}
