package io.weft.appmaster.input;

import io.weft.plan.PlanNode.Scan;
import io.weft.runner.format.FileFormat;
import io.weft.runner.format.Format;
import io.weft.runner.format.Formats;
import io.weft.runner.format.InputFiles;
import io.weft.runner.format.PartitionFilter;
import io.weft.runner.format.SplittingFormat;
import io.weft.runner.format.StoreFailure;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides inputs into splits. Files are cut at the borders of their blocks, into pieces none larger than asked where the format can be
 * cut at all, small ones with a host in common together; the same files give the same splits in the same order. Other inputs are
 * divided by their format.
 */
public final class SplitPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(SplitPlanner.class);

    /** What is smaller than this part of a whole split shares one. */
    private static final int SMALL_FRACTION = 4;

    private final Configuration configuration;
    private final Formats formats;
    private final long maxBytes;

    /**
     * Plans splits of files in the file systems that the configuration knows.
     *
     * @param maxBytes of a split, where files can be cut
     */
    public SplitPlanner(Configuration configuration, long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("Splits of %d bytes".formatted(maxBytes));
        }
        this.configuration = configuration;
        this.formats = new Formats(configuration);
        this.maxBytes = maxBytes;
    }

    /**
     * The splits of the scan's input; none where no file holds a byte.
     *
     * @throws io.weft.error.WeftException if the input is missing or cannot be read
     */
    public List<Split> plan(Scan scan) {
        Format format = formats.named(scan.input().format());
        return format instanceof SplittingFormat splitting
                ? List.copyOf(splitting.splits(scan))
                : plan(scan, (FileFormat) format);
    }

    private List<Split> plan(Scan scan, FileFormat format) {
        List<Split> splits = new ArrayList<>();
        SharedSplits shared = new SharedSplits(maxBytes);
        for (FileStatus file : wanted(scan)) {
            Blocks blocks = new Blocks(file, locations(file));
            for (FileRange range : ranges(file, blocks, format.isSplittable(scan.input(), file.getPath()))) {
                List<String> hosts = blocks.hosts(range);
                if (range.length() < maxBytes / SMALL_FRACTION) {
                    shared.add(range, hosts);
                } else {
                    splits.add(new FileSplit(List.of(range), hosts));
                }
            }
        }
        splits.addAll(shared.finish());
        return splits;
    }

    /** The files that can have rows of use, as far as their path partitions tell. */
    private List<FileStatus> wanted(Scan scan) {
        List<FileStatus> files = InputFiles.list(scan.input(), configuration);
        PartitionFilter filter = new PartitionFilter(scan);
        List<FileStatus> wanted = files.stream()
                .filter(file -> filter.mayMatch(file.getPath().toString()))
                .toList();
        if (wanted.size() < files.size()) {
            LOG.info(
                    "{}: {} of {} files are read, as the others lie in other path partitions",
                    scan.input(),
                    wanted.size(),
                    files.size());
        }
        return wanted;
    }

    private List<BlockLocation> locations(FileStatus file) {
        try {
            return List.of(
                    file instanceof LocatedFileStatus located
                            ? located.getBlockLocations()
                            : file.getPath()
                                    .getFileSystem(configuration)
                                    .getFileBlockLocations(file, 0, file.getLen()));
        } catch (IOException e) {
            throw StoreFailure.reading(file.getPath().toString(), e);
        }
    }

    private List<FileRange> ranges(FileStatus file, Blocks blocks, boolean isSplittable) {
        if (!isSplittable) {
            return List.of(range(file, 0, file.getLen()));
        }
        List<FileRange> ranges = new ArrayList<>();
        long start = 0;
        for (long end : blocks.ends()) {
            // Equal parts of a block: no small rest that would need a task of its own.
            long parts = (end - start + maxBytes - 1) / maxBytes;
            for (long part = 0; part < parts; part++) {
                long from = start + (end - start) / parts * part;
                long to = part == parts - 1 ? end : start + (end - start) / parts * (part + 1);
                ranges.add(range(file, from, to));
            }
            start = end;
        }
        return ranges;
    }

    private static FileRange range(FileStatus file, long from, long to) {
        return new FileRange(file.getPath().toString(), from, to - from, file.getLen(), file.getModificationTime());
    }
}
