package io.weft.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaTextTest {
    @Test
    void readsBackWhatItWrote() {
        Schema schema = Schema.of(
                new Field("id", Type.BIGINT),
                new Field("unit price, `net`", Type.decimal(10, 2)),
                new Field("\u00e4", Type.DATE));

        String text = SchemaText.of(schema);

        assertThat(text).isEqualTo("id bigint, `unit price, ``net``` decimal(10,2), `\u00e4` date");
        assertThat(SchemaText.parse(text)).isEqualTo(schema);
        assertThat(SchemaText.parse(SchemaText.of(Schema.of()))).isEqualTo(Schema.of());
    }

    @Test
    void readsBackNames() {
        List<String> names = List.of("a", "b c", "d,`e", "f");

        assertThat(SchemaText.parseNames(SchemaText.ofNames(names))).isEqualTo(names);
        assertThat(SchemaText.parseNames("")).isEmpty();
    }
}
