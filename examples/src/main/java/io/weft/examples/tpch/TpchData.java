package io.weft.examples.tpch;

import io.weft.examples.DataArguments;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Writes the tables of TPC-H as Parquet files that {@link TpchQuery} reads, to any file system of Hadoop's. A row group lies within
 * one block of the file system, so that the host that has the block has all of it. The same scale and number of files give the same rows in the
 * same files.
 */
public final class TpchData {
    private static final String USAGE = "Usage: TpchData output=DIRECTORY [scale=0.1] [files=1] [block-mb=MEGABYTES]";
    private static final List<String> ARGUMENTS = List.of("output", "scale", "files", "block-mb");
    private static final String BLOCK_SIZE = "dfs.blocksize";
    private static final int WRONG_USAGE = 2;

    private TpchData() {}

    public static void main(String[] words) throws IOException {
        try {
            DataArguments arguments = DataArguments.parse(words, ARGUMENTS);
            Configuration configuration = new Configuration();
            Path directory = new Path(arguments.text("output"));
            FileSystem fileSystem = directory.getFileSystem(configuration);
            int usual = (int) (fileSystem.getDefaultBlockSize(directory) >> 20);
            write(
                    directory,
                    arguments.fraction("scale", 0.1),
                    arguments.number("files", 1),
                    (long) arguments.number("block-mb", usual) << 20,
                    configuration);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(WRONG_USAGE);
        }
    }

    /**
     * Writes {@code lineitem/part-0.parquet} and so on into a directory, and likewise the other seven tables.
     *
     * @param scale 1 is six million rows of lineitem
     * @param files of each table, but for {@code nation} and {@code region}, which have one
     * @param blockSize of the files, in bytes
     * @throws IOException if it cannot write, or one of the files exists
     */
    public static void write(Path directory, double scale, int files, long blockSize, Configuration configuration)
            throws IOException {
        Configuration ofBlocks = ofBlocks(blockSize, configuration);
        for (GeneratedTable<?> table : GeneratedTable.ALL) {
            table.write(new Path(directory, table.name()), scale, files, blockSize, ofBlocks);
        }
    }

    /** The same of {@code lineitem} alone; gives the number of its rows. */
    public static long writeLineItem(
            Path directory, double scale, int files, long blockSize, Configuration configuration) throws IOException {
        GeneratedTable<?> table = GeneratedTable.LINEITEM;
        return table.write(
                new Path(directory, table.name()), scale, files, blockSize, ofBlocks(blockSize, configuration));
    }

    private static Configuration ofBlocks(long blockSize, Configuration configuration) {
        Configuration ofBlocks = new Configuration(configuration);
        ofBlocks.setLong(BLOCK_SIZE, blockSize);
        // The file system that others have open knows another size of blocks.
        ofBlocks.setBoolean("fs.hdfs.impl.disable.cache", true);
        return ofBlocks;
    }
}
