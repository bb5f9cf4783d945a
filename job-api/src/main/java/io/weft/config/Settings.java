package io.weft.config;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of one job: what was given, and the defaults for the rest. Immutable. */
public final class Settings {
    private final SortedMap<String, String> given;

    private Settings(SortedMap<String, String> given) {
        this.given = given;
    }

    /**
     * Checks and keeps the settings that were given, by name.
     *
     * @throws WeftException for a name that is no setting, or a value that does not parse
     */
    public static Settings of(Map<String, String> given) {
        Settings settings = new Settings(new TreeMap<>(given));
        List<String> names = Keys.all().stream().map(Key::name).toList();
        for (String name : settings.given.keySet()) {
            if (!names.contains(name)) {
                throw new WeftException(
                        ErrorCode.INVALID_SETTING,
                        "Cannot use the setting '%s': there is none of this name%s",
                        name,
                        NearestName.hint(name, names));
            }
        }
        Keys.all().forEach(settings::get);
        return settings;
    }

    public <T> T get(Key<T> key) {
        return key.parse(given.getOrDefault(key.name(), key.defaultText()));
    }

    /** What was given, by name, sorted. */
    public Map<String, String> given() {
        return Collections.unmodifiableSortedMap(given);
    }
}
