package io.weft.examples;

import io.weft.testing.ClusterSettings;
import io.weft.testing.HadoopExtension;
import io.weft.testing.MiniHadoop;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where nodes have no shuffle service, the runners serve what they have written. */
@Tag("full")
class WithoutShuffleServiceTest implements SameRows {
    @RegisterExtension
    static final HadoopExtension<MiniHadoop> HADOOP =
            HadoopExtension.ownMini(ClusterSettings.defaults().withoutShuffleService());

    @Override
    public Place place() throws IOException {
        return Place.on(HADOOP.cluster(), 1 << 20);
    }
}
