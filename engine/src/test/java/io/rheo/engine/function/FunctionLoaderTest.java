package io.rheo.engine.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rheo.sql.catalog.FunctionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLoaderTest {
  private static final String SOURCE =
      """
      package own;

      public final class Twice extends io.rheo.function.ScalarFunction {
        public int eval(int a) {
          return a * FACTOR;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void loadsAClassOfAJar() {
    Path jar = new FunctionJar(folder).add(SOURCE.replace("FACTOR", "2"));
    UserClass twice = FunctionLoader.load("own.Twice", Optional.of(FunctionLoader.checkJar(jar)));
    assertThat(twice.kind()).isEqualTo(FunctionKind.SCALAR);
    assertThat(twice.signatures().toString()).isEqualTo("[(INT)]");
  }

  @Test
  void loadsAClassAnewEachTime() {
    FunctionJar jar = new FunctionJar(folder);
    Path file = jar.add(SOURCE.replace("FACTOR", "2"));
    UserClass before = FunctionLoader.load("own.Twice", Optional.of(file));
    jar.add(SOURCE.replace("FACTOR", "3"));
    UserClass after = FunctionLoader.load("own.Twice", Optional.of(file));
    assertThat(after.type()).isNotEqualTo(before.type());
  }

  @Test
  void tellsWhatIsWrongWithAJar() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "text");
    assertThatThrownBy(() -> FunctionLoader.checkJar(text)).hasMessageContaining("is no jar file");
    assertThatThrownBy(() -> FunctionLoader.checkJar(folder.resolve("none.jar")))
        .hasMessageContaining("there is no file");
    Path jar = new FunctionJar(folder).add(SOURCE.replace("FACTOR", "2"));
    assertThatThrownBy(() -> FunctionLoader.load("own.Thrice", Optional.of(jar)))
        .hasMessageContaining("'own.Thrice' is not in 'functions.jar'");
  }

  @Test
  void keepsJarsInsideTheirFolder() {
    JarPolicy policy = JarPolicy.folder(folder);
    assertThat(policy.resolve("a/b.jar")).isEqualTo(folder.toAbsolutePath().resolve("a/b.jar"));
    assertThatThrownBy(() -> policy.resolve("../b.jar")).hasMessageContaining("outside");
    assertThatThrownBy(() -> policy.resolve("/etc/b.jar")).hasMessageContaining("outside");
    assertThatThrownBy(() -> JarPolicy.NOWHERE.resolve("b.jar")).hasMessageContaining("no jars");
  }
}
