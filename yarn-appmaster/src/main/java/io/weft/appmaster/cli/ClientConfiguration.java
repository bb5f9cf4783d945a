package io.weft.appmaster.cli;

import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * What the files and the command line have set: Weft's own settings, and everything else for Hadoop.
 *
 * @param hadoop without Weft's settings
 */
record ClientConfiguration(Configuration hadoop, Settings settings) {
    private static final String SITE = "weft-site.xml";
    private static final String PREFIX = "weft.";

    /**
     * Reads the site files on the class path, then the files of {@code -conf}, then {@code -D}; the last one wins.
     *
     * @throws WeftException INVALID_SETTING for a file that cannot be read or a setting that does not exist
     */
    static ClientConfiguration of(CommandLine line) {
        HdfsConfiguration.init();
        Configuration hadoop = new YarnConfiguration();
        hadoop.addResource(SITE);
        for (String file : line.configurationFiles()) {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new WeftException(
                        ErrorCode.INVALID_USAGE, "Cannot read the configuration %s: there is no such file", file);
            }
            hadoop.addResource(new org.apache.hadoop.fs.Path(Path.of(file).toUri()));
        }
        line.properties().forEach(hadoop::set);
        Map<String, String> given = new TreeMap<>();
        try {
            for (Map.Entry<String, String> property : hadoop) {
                if (property.getKey().startsWith(PREFIX)) {
                    given.put(property.getKey(), hadoop.get(property.getKey()));
                }
            }
        } catch (RuntimeException e) {
            // Hadoop reads its files when the first property is asked for.
            throw WeftException.causedBy(
                    e, ErrorCode.INVALID_SETTING, "Cannot read the configuration: %s", e.getMessage());
        }
        given.keySet().forEach(hadoop::unset);
        return new ClientConfiguration(hadoop, Settings.of(given));
    }
}
