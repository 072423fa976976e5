package io.rheo.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of one module: packages listed bottom first, each allowed to use only itself and the
 * packages listed before it; and foreign libraries, each allowed in the packages named for it.
 */
public final class Layers {
  private final String root;
  private final List<String> packages;
  private final Map<String, List<String>> libraries = new LinkedHashMap<>();

  private Layers(String root, List<String> packages) {
    this.root = root;
    this.packages = packages;
  }

  /**
   * The packages below {@code root}, bottom first. A sub-package belongs to the longest listed name
   * that it starts with; the empty name is the root package itself.
   */
  public static Layers of(String root, String... packagesBottomFirst) {
    return new Layers(root, List.of(packagesBottomFirst));
  }

  /** Allows classes whose full name starts with {@code prefix} only in the packages named. */
  public Layers library(String prefix, String... allowedPackages) {
    libraries.put(prefix, List.of(allowedPackages));
    return this;
  }

  /** Every dependency of the module's main classes that breaks the order, as sentences. */
  public List<String> violations() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(root);
    List<String> violations = new ArrayList<>();
    for (JavaClass javaClass : classes) {
      int layer = layerOf(javaClass.getPackageName());
      if (layer < 0) {
        violations.add(javaClass.getName() + " is in a package that the list does not name");
        continue;
      }
      for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
        check(javaClass, layer, dependency.getTargetClass(), violations);
      }
    }
    return violations.stream().distinct().sorted().toList();
  }

  private void check(JavaClass from, int layer, JavaClass to, List<String> violations) {
    if (isInside(to.getPackageName()) && layerOf(to.getPackageName()) > layer) {
      violations.add(from.getName() + " uses " + to.getName() + ", which is a layer above it");
    }
    libraries.forEach(
        (prefix, allowed) -> {
          if (to.getName().startsWith(prefix) && !allowed.contains(packages.get(layer))) {
            violations.add(
                from.getName() + " uses " + to.getName() + ", allowed only in " + allowed);
          }
        });
  }

  private boolean isInside(String packageName) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }

  private int layerOf(String packageName) {
    String name = packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
    int best = -1;
    for (int i = 0; i < packages.size(); i++) {
      String candidate = packages.get(i);
      boolean matches =
          name.equals(candidate) || (!candidate.isEmpty() && name.startsWith(candidate + "."));
      if (matches && (best < 0 || candidate.length() > packages.get(best).length())) {
        best = i;
      }
    }
    return best;
  }
}
