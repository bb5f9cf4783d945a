package io.weft.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may know what. ARCHITECTURE.md says why. */
final class ArchitectureTest {
    private static final JavaClasses WEFT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weft");

    private static final int MOST_LINES = 800;
    private static final int MOST_PARAMETERS = 7;

    @Test
    void theApiKnowsTheJdkAlone() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.weft.api..",
                        "io.weft.type..",
                        "io.weft.expr..",
                        "io.weft.plan..",
                        "io.weft.stage..",
                        "io.weft.protocol..",
                        "io.weft.config..",
                        "io.weft.error..",
                        "io.weft.launch..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.weft.api..",
                        "io.weft.type..",
                        "io.weft.expr..",
                        "io.weft.plan..",
                        "io.weft.stage..",
                        "io.weft.protocol..",
                        "io.weft.config..",
                        "io.weft.error..",
                        "io.weft.launch..",
                        "org.jspecify..",
                        "com.google.errorprone..")
                .check(WEFT);
    }

    @Test
    void planningHasNoFileNoThreadAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("io.weft.type..", "io.weft.expr..", "io.weft.plan..", "io.weft.stage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
                .check(WEFT);
    }

    @Test
    void theSchedulerKnowsNoHadoopNoClockAndNoThread() {
        noClasses()
                .that()
                .resideInAPackage("io.weft.appmaster.schedule..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.hadoop..",
                        "java.util.concurrent..",
                        "java.time..",
                        "org.slf4j..",
                        "io.weft.runner..",
                        "io.weft.appmaster.yarn..",
                        "io.weft.appmaster.local..",
                        "io.weft.appmaster.link..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(WEFT);
    }

    @Test
    void onlyLocalModeRunsTasksInTheAppMaster() {
        noClasses()
                .that()
                .resideInAPackage("io.weft.appmaster..")
                .and()
                .resideOutsideOfPackage("io.weft.appmaster.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.weft.runner.task..",
                        "io.weft.runner.pipeline..",
                        "io.weft.runner.operator..",
                        "io.weft.runner.join..",
                        "io.weft.runner.window..",
                        "io.weft.runner.aggregate..",
                        "io.weft.runner.kernel..",
                        "io.weft.runner.scan..",
                        "io.weft.runner.sink..",
                        "io.weft.runner.spill..",
                        "io.weft.runner.memory..")
                .check(WEFT);
    }

    @Test
    void onlyTheYarnSideKnowsYarn() {
        noClasses()
                .that()
                .resideInAPackage("io.weft..")
                .and()
                .resideOutsideOfPackages("io.weft.appmaster.yarn..", "io.weft.appmaster.submit..", "io.weft.testing..")
                .and()
                .doNotHaveSimpleName("AppMasterMain")
                .and()
                .resideOutsideOfPackages("io.weft.appmaster.cli..", "io.weft.appmaster.startup..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hadoop.yarn..")
                .check(WEFT);
    }

    @Test
    void operatorsKnowNoPlanNoNetworkAndNoScheduler() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.weft.runner.operator..",
                        "io.weft.runner.join..",
                        "io.weft.runner.aggregate..",
                        "io.weft.runner.sort..",
                        "io.weft.runner.window..",
                        "io.weft.runner.kernel..",
                        "io.weft.runner.vector..",
                        "io.weft.runner.block..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.weft.plan..",
                        "io.weft.stage..",
                        "io.weft.protocol..",
                        "io.weft.runner.link..",
                        "io.weft.runner.shuffle..",
                        "org.apache.hadoop..")
                .check(WEFT);
    }

    @Test
    void noConstructorHasMoreThanSevenParameters() {
        List<String> large = WEFT.stream()
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > MOST_PARAMETERS)
                .map(constructor -> constructor.getFullName())
                .toList();
        assertThat(large).isEmpty();
    }

    @Test
    void noSourceFileHasMoreThanEightHundredLines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(100);
            assertThat(sources)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }
}
