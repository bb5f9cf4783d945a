package io.weft.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeTest {
    @Test
    void readsWhatItWrites() {
        for (String text : List.of(
                "tinyint",
                "timestamp_ntz",
                "decimal(38,10)",
                "list<map<string,list<decimal(5,2)>>>",
                "struct<a int,b struct<`two words` binary,`a``b` list<float>>>",
                "struct<list list<int>,int int>")) {
            assertThat(Type.parse(text)).hasToString(text);
        }
        assertThat(Type.parse(" map< string , list < int > > ")).isEqualTo(Type.map(Type.STRING, Type.list(Type.INT)));
        assertThat(Type.parse("struct<a int, b date>"))
                .isEqualTo(Type.struct(new Field("a", Type.INT), new Field("b", Type.DATE)));
    }

    @Test
    void refusesWhatIsNoType() {
        for (String text : List.of(
                "",
                "integer",
                "INT",
                "list",
                "list<>",
                "list<int",
                "list<int>>",
                "map<int>",
                "struct<>",
                "struct<a>",
                "struct<`a int>",
                "decimal(5)",
                "decimal(5,-2)",
                "decimal(٣,1)",
                "int int",
                "list<".repeat(10_000))) {
            assertThatThrownBy(() -> Type.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Not a type: " + text);
        }
        assertThatThrownBy(() -> Type.parse("decimal(39,0)")).hasMessage("Not a decimal type: decimal(39,0)");
        assertThatThrownBy(() -> Type.parse("struct<a int,a int>")).hasMessage("Two columns are named 'a'");
        assertThatThrownBy(() -> Type.parse("map<map<int,int>,int>")).hasMessage("Not a map's key: map<int,int>");
    }

    @Test
    void tellsWhatHasNoEquality() {
        assertThat(Type.list(Type.struct(new Field("a", Type.DOUBLE))).hasEquality())
                .isTrue();
        assertThat(Type.struct(new Field("a", Type.list(Type.map(Type.INT, Type.INT))))
                        .hasEquality())
                .isFalse();
    }
}
