package io.weft.runner.format;

import io.weft.api.HadoopInput;
import io.weft.plan.Input;
import io.weft.plan.PlanNode.Scan;
import io.weft.stage.FormatSplit;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.security.Credentials;

/** What Hadoop InputFormats read. */
public final class HadoopFormat implements SplittingFormat {
    private final Configuration configuration;

    /** InputFormats are looked for with the configuration's class loader. */
    public HadoopFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return HadoopInput.FORMAT;
    }

    /** What the job has said. */
    @Override
    public Schema schemaOf(Input input) {
        return SchemaText.parse(Objects.requireNonNull(input.options().get(HadoopInput.SCHEMA)));
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return Optional.empty();
    }

    /** InputFormats get their tokens while they look for splits. */
    @Override
    public void addCredentials(Input input, Credentials credentials) {
        HadoopReading reading = HadoopReading.of(input, configuration);
        reading.splits();
        credentials.addAll(reading.credentials());
    }

    @Override
    public List<FormatSplit> splits(Scan scan) {
        HadoopReading reading = HadoopReading.of(scan.input(), configuration);
        List<FormatSplit> splits = new ArrayList<>();
        for (InputSplit split : reading.splits()) {
            splits.add(reading.describe(split));
        }
        return splits;
    }
}
