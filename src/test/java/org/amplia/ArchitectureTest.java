package org.amplia;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amplia.base.InputFile;
import org.amplia.replay.FreeMemory;

/** One way for the data: what a package may import, and what it may not be called. */
@AnalyzeClasses(packages = "org.amplia", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.amplia";
  private static final Path MAIN = Path.of("src/main/java/org/amplia");

  /** A package imports only packages before it; the façade of the top package imports any. */
  private static final List<String> ORDER =
      List.of(
          "base",
          "rom",
          "ale",
          "env",
          "observe",
          "replay",
          "episode",
          "dataset",
          "play",
          "question",
          "net",
          "model",
          "overseer",
          "update",
          "decomposition.learn",
          "decomposition.demonstrate",
          "explanation",
          "baseline",
          "config",
          "run",
          "train.games",
          "train.agent",
          "ask",
          "train.drift",
          "train.rounds",
          "train.online",
          "experiment.tabular",
          "experiment.claims",
          "experiment",
          "experiment.puzzle",
          "bench",
          "report.stat",
          "report.chart",
          "report.page",
          "report.view",
          "report.export",
          "report",
          "dashboard.person",
          "dashboard",
          "cli.terminal",
          "cli.option",
          "cli.session",
          "cli");

  private static final Set<String> READING =
      Set.of(
          "readString",
          "readAllBytes",
          "readAllLines",
          "lines",
          "newInputStream",
          "newBufferedReader",
          "newByteChannel");

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(Stream.of(ROOT), ORDER.stream().map(name -> ROOT + "." + name))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule importsPointOneWay = classes().should(importOnlyPackagesBeforeTheirOwn());

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  /** A class that cannot be understood without another that cannot be understood without it. */
  @ArchTest
  static void noClassesImportEachOther(JavaClasses classes) {
    assertThat(cycles(classes)).isEmpty();
  }

  /** A package with more is two. */
  @ArchTest
  static void noPackageIsTooLargeToFindOnesWayIn(JavaClasses ignored) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      Map<Path, Long> sizes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
      assertThat(sizes).allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(30));
    }
  }

  /** Groups of classes, nested ones counted to the outermost, each of which leads to each. */
  private static List<Set<String>> cycles(JavaClasses classes) {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass type : classes) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String from = outermost(type);
        String to = outermost(dependency.getTargetClass());
        if (!from.equals(to) && to.startsWith(ROOT + ".") && !permits(from, to)) {
          imports.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
        }
      }
    }
    Map<String, Set<String>> reached = new TreeMap<>();
    imports.keySet().forEach(from -> reached.put(from, reach(from, imports)));
    Set<Set<String>> groups = new LinkedHashSet<>();
    reached.forEach(
        (from, all) -> {
          Set<String> group = new TreeSet<>();
          all.stream()
              .filter(to -> reached.getOrDefault(to, Set.of()).contains(from))
              .forEach(group::add);
          if (!group.isEmpty()) {
            groups.add(group);
          }
        });
    return List.copyOf(groups);
  }

  /** A sealed type may name its implementations, as its {@code permits} does. */
  private static boolean permits(String from, String to) {
    try {
      Class<?> sealed = Class.forName(from, false, ArchitectureTest.class.getClassLoader());
      return sealed.isSealed()
          && Stream.of(sealed.getPermittedSubclasses()).anyMatch(type -> type.getName().equals(to));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> reach(String from, Map<String, Set<String>> imports) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(imports.get(from));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(imports.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private static String outermost(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  @ArchTest static final ArchRule onlyAleKnowsTheEmulator = only("org.bytedeco.ale", "ale");

  @ArchTest
  static final ArchRule replayKnowsOnlyBase =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".replay")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ORDER.stream()
                  .filter(name -> !name.equals("base") && !name.equals("replay"))
                  .map(name -> ROOT + "." + name)
                  .toArray(String[]::new));

  @ArchTest static final ArchRule onlyNetKnowsDjl = only("ai.djl", "net");

  @ArchTest static final ArchRule onlyEpisodeKnowsFfmpeg = only("org.bytedeco.ffmpeg", "episode");

  @ArchTest
  static final ArchRule onlyTheDashboardKnowsJavalin =
      only("io.javalin", "dashboard", "dashboard.person");

  @ArchTest
  static final ArchRule onlyTheDashboardKnowsJetty =
      only("org.eclipse.jetty", "dashboard", "dashboard.person");

  /** It is a command of its own: nothing that trains or reports waits for a server. */
  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsTheDashboard =
      only(ROOT + ".dashboard", "dashboard", "dashboard.person", "cli");

  @ArchTest
  static final ArchRule onlyStatisticsKnowNd4j =
      only("org.nd4j", "report.stat", "experiment.tabular", "experiment");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  /** Files, hashes and names must be the same in every country. */
  @ArchTest
  static final ArchRule textIsTheSameInEveryLocale =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "formats or folds text in the locale of whoever runs it",
                  call -> dependsOnTheLocale(call.getTarget())));

  /** {@code InputFile} knows what may not be opened, and how much of the rest may be read. */
  @ArchTest
  static final ArchRule filesAreReadInOneWay =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(InputFile.class.getName())
          .and()
          // The kernel's own figures: its files state no size.
          .doNotHaveFullyQualifiedName(FreeMemory.class.getName())
          .should()
          .callMethodWhere(
              describe(
                  "reads a file without the checks of InputFile",
                  call ->
                      call.getTargetOwner().isEquivalentTo(Files.class)
                          && READING.contains(call.getTarget().getName())))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileInputStream")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.FileReader");

  @ArchTest
  static void everyPackageSaysWhatEntersAndWhatLeaves(JavaClasses ignored) throws IOException {
    try (Stream<Path> packages =
        Files.walk(MAIN).filter(Files::isDirectory).filter(ArchitectureTest::hasClasses)) {
      assertThat(packages)
          .isNotEmpty()
          .allSatisfy(
              folder ->
                  assertThat(folder.resolve("package-info.java"))
                      .content()
                      .contains("Enters", "eaves"));
    }
  }

  private static boolean hasClasses(Path folder) {
    String[] files = folder.toFile().list((where, name) -> name.endsWith(".java"));
    return files != null && files.length > 0;
  }

  private static boolean dependsOnTheLocale(CodeUnitCallTarget target) {
    JavaClass owner = target.getOwner();
    List<String> parameters =
        target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    return switch (target.getName()) {
      case "formatted" -> owner.isEquivalentTo(String.class);
      case "toLowerCase", "toUpperCase" ->
          owner.isEquivalentTo(String.class) && parameters.isEmpty();
      case "format", "printf" ->
          (owner.isEquivalentTo(String.class)
                  || owner.isAssignableTo(java.io.PrintStream.class)
                  || owner.isAssignableTo(java.io.PrintWriter.class))
              && parameters.get(0).equals(String.class.getName());
      case "ofPattern" -> parameters.size() == 1;
      default -> false;
    };
  }

  /** Java's own take other digits than 0 to 9, {@code +5}, {@code 1d} and {@code NaN}. */
  @ArchTest
  static final ArchRule numbersAreReadInOneWay =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".base")
          .should()
          .callCodeUnitWhere(
              describe(
                  "Java's parsers of numbers, in place of NumberText",
                  call -> parsesANumber(call.getTarget())));

  private static boolean parsesANumber(CodeUnitCallTarget target) {
    boolean ofText =
        target.getRawParameterTypes().stream()
            .findFirst()
            .filter(type -> type.isAssignableTo(CharSequence.class))
            .isPresent();
    return ofText
        && target.getOwner().isAssignableTo(Number.class)
        && (target.getName().startsWith("parse")
            || List.of("valueOf", "decode", "<init>").contains(target.getName()));
  }

  private static ArchRule only(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(packages).map(name -> ROOT + "." + name).toArray(String[]::new))
        .should()
        .dependOnClassesThat(
            describe(
                "reside in " + library, target -> target.getPackageName().startsWith(library)));
  }

  private static ArchCondition<JavaClass> importOnlyPackagesBeforeTheirOwn() {
    return new ArchCondition<>("import only packages before their own in " + ORDER) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (isOurs(target) && place(target) > place(origin)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  private static int place(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? ORDER.size() : ORDER.indexOf(name.substring(ROOT.length() + 1));
  }
}
