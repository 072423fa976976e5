package io.rheo.engine.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private enum Mode {
    EARLIEST_OFFSET,
    LATEST_OFFSET
  }

  private final Options options =
      new Options(
          "connector 'x'",
          Map.of(
              "path", "/data",
              "rows", "12",
              "wait", "1 min",
              "mode", "latest-offset",
              "json.strict", "TRUE",
              "properties.group.id", "g",
              "bad", "twelve"));

  @Test
  void readsTypedValues() {
    assertThat(options.require("path", "/some/file")).isEqualTo("/data");
    assertThat(options.getInt("rows", 1)).isEqualTo(12);
    assertThat(options.getLong("absent", 7)).isEqualTo(7);
    assertThat(options.getDuration("wait", Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.getChoice("mode", Mode.class, Mode.EARLIEST_OFFSET))
        .isEqualTo(Mode.LATEST_OFFSET);
    assertThat(options.scoped("json.").getBoolean("strict", false)).isTrue();
    assertThat(options.withPrefix("properties.")).containsExactly(Map.entry("group.id", "g"));
  }

  @Test
  void saysWhatIsMissingWrongOrUnknown() {
    assertThatThrownBy(() -> options.require("topic", "trades"))
        .isInstanceOf(OptionException.class)
        .hasMessage("option 'topic' is missing");
    assertThatThrownBy(() -> options.getInt("bad", 1))
        .isInstanceOf(OptionException.class)
        .hasMessage("option 'bad' cannot be 'twelve'");
    Options typo = new Options("connector 'x'", Map.of("pth", "/data"));
    typo.find("path");
    assertThatThrownBy(typo::rejectUnknown)
        .isInstanceOf(OptionException.class)
        .hasMessage("unknown option 'pth'");
  }

  @Test
  void parsesDurationsAsFlinkWritesThem() {
    assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Durations.parse("30 s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Durations.parse("2 h")).isEqualTo(Duration.ofHours(2));
    assertThat(Durations.parse("7")).isEqualTo(Duration.ofMillis(7));
    assertThatThrownBy(() -> Durations.parse("soon")).isInstanceOf(IllegalArgumentException.class);
  }
}
