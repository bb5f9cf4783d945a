package io.weft.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    @Test
    void everyDefaultParses() {
        Settings settings = Settings.of(Map.of());
        assertThat(Keys.all()).allSatisfy(key -> assertThat(settings.get(key)).isNotNull());
    }

    @Test
    void namesTheNearestSetting() {
        assertThatThrownBy(() -> Settings.of(Map.of("weft.job.max-slot", "2")))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessage("Cannot use the setting 'weft.job.max-slot': there is none of this name"
                        + " (did you mean 'weft.job.max-slots'?)");
    }

    @Test
    void saysWhyAValueIsNone() {
        assertThatThrownBy(() -> Settings.of(Map.of("weft.runner.slots", "two")))
                .hasMessage("Cannot use weft.runner.slots=two: it is not a number"
                        + " (Attempts that a runner runs at the same time; its cores.)");
        assertThatThrownBy(() -> Settings.of(Map.of("weft.runner.slots", "0")))
                .hasMessageStartingWith("Cannot use weft.runner.slots=0: it is less than 1");
        assertThatThrownBy(() -> Settings.of(Map.of("weft.shuffle.service", "yarn")))
                .hasMessageStartingWith("Cannot use weft.shuffle.service=yarn: it is none of [auto, runner]");
        assertThatThrownBy(() -> Settings.of(Map.of("weft.session.zone", "Europe/Zurch")))
                .hasMessage(
                        "Cannot use weft.session.zone=Europe/Zurch: there is no such zone (did you mean 'Europe/Zurich'?)"
                                + " (The zone of dates and local times where nothing else names one: a region as Europe/Zurich, or an"
                                + " offset as +02:00.)");
        assertThatThrownBy(() -> Settings.of(Map.of("weft.session.zone", "+25:00")))
                .hasMessageStartingWith("Cannot use weft.session.zone=+25:00: there is no such zone");
    }

    @Test
    void zonesAreRegionsAndOffsets() {
        assertThat(zone("Europe/Zurich")).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(zone("+05:30")).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(zone("UTC")).isEqualTo(ZoneOffset.UTC);
    }

    private static ZoneId zone(String text) {
        return Settings.of(Map.of("weft.session.zone", text)).get(Keys.SESSION_ZONE);
    }
}
