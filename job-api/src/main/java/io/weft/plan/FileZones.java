package io.weft.plan;

import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.Write;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Tells inputs and outputs the session's zone, in which they read and write timestamps as texts. */
final class FileZones {
    private FileZones() {}

    static Plan apply(Plan plan, ZoneId zone) {
        if (zone.equals(ZoneOffset.UTC)) {
            return plan;
        }
        List<PlanNode> nodes = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof Scan scan && !scan.input().paths().isEmpty()) {
                Input input = scan.input().with(FileOptions.ZONE, zone.getId());
                nodes.add(new Scan(scan.id(), input, scan.table(), scan.schema(), scan.filters()));
            } else if (node instanceof Write write && !write.output().path().isEmpty()) {
                Output output = write.output().with(FileOptions.ZONE, zone.getId());
                nodes.add(new Write(write.id(), write.input(), write.schema(), output));
            } else {
                nodes.add(node);
            }
        }
        return new Plan(nodes);
    }
}
