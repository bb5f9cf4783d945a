package io.weft.config;

import io.weft.document.Document;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    @Test
    void theTableNamesEverySetting() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Settings

                Given by `-D name=value` on the command line, in a file named by `-conf`, or in `weft-site.xml`, which has the form of
                Hadoop's own `*-site.xml` and lies in `conf`; what comes first here wins. A name that is not in this table is an error.

                | setting | default | what it does |
                |---|---|---|
                """);
        for (Key<?> key : Keys.all()) {
            String byDefault = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
            text.append("| `%s` | %s | %s |\n".formatted(key.name(), byDefault, key.sentence()));
        }
        Document.assertCurrent("docs/settings.md", text.toString());
    }

    @Test
    void theDefaultsNameEverySetting() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Every setting with its default, to read and to copy from: Weft does not read this file.
                # Set one by -D name=value, or as a property in weft-site.xml beside this file.
                """);
        for (Key<?> key : Keys.all()) {
            text.append("\n# %s\n%s=%s\n".formatted(key.sentence(), key.name(), key.defaultText()));
        }
        Document.assertCurrent("conf/weft-default.properties", text.toString());
    }
}
