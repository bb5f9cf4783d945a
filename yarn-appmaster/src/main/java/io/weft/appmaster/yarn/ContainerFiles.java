package io.weft.appmaster.yarn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/**
 * The files that every container of an application needs, and where it finds them below its working directory.
 *
 * @param engine the engine's archive
 * @param configuration the client's Hadoop configuration
 * @param jars of the job, in the order of their class path
 * @param files for the job's functions, with the names that they ask for
 */
public record ContainerFiles(Path engine, Path configuration, List<Path> jars, List<Path> files) {
    /** The directory of the unpacked engine, named as the build names it: its archive of classes goes by names. */
    static final String ENGINE = "weft-engine";

    /** Where the engine's class path, which its own file of options has, expects the cluster's configuration. */
    private static final String CONFIGURATION = "conf";

    private static final String JARS = "jars";

    /** One file serves as all of these: what is read from the last of them wins over every default. */
    private static final List<String> CONFIGURATION_NAMES =
            List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml");

    public ContainerFiles {
        jars = List.copyOf(jars);
        files = List.copyOf(files);
    }

    /** The files by the names that containers have for them. Asks the file system for their sizes and times. */
    public Map<String, LocalResource> resources(Configuration hadoop) throws IOException {
        Map<String, LocalResource> resources = new LinkedHashMap<>();
        // The user's other applications on the same host need not fetch the engine again.
        resources.put(ENGINE, resource(engine, LocalResourceType.ARCHIVE, LocalResourceVisibility.PRIVATE, hadoop));
        LocalResource site = file(configuration, hadoop);
        for (String name : CONFIGURATION_NAMES) {
            resources.put(CONFIGURATION + "/" + name, site);
        }
        List<String> names = jobJars();
        for (int number = 0; number < jars.size(); number++) {
            resources.put(names.get(number), file(jars.get(number), hadoop));
        }
        for (Path file : files) {
            resources.put(file.getName(), file(file, hadoop));
        }
        return resources;
    }

    /** The job's jars, relative to a container's working directory. */
    public List<String> jobJars() {
        List<String> names = new ArrayList<>();
        for (Path jar : jars) {
            names.add(JARS + "/" + jar.getName());
        }
        return names;
    }

    /** The files for the job's functions, relative to a container's working directory. */
    List<String> jobFiles() {
        return files.stream().map(Path::getName).toList();
    }

    /** What every JVM that runs on these files needs in its environment. */
    static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        // By default every thread may get 64 MB of address space to allocate from, and YARN counts that.
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    /** A file for this application alone. */
    static LocalResource file(Path path, Configuration hadoop) throws IOException {
        return resource(path, LocalResourceType.FILE, LocalResourceVisibility.APPLICATION, hadoop);
    }

    private static LocalResource resource(
            Path path, LocalResourceType type, LocalResourceVisibility visibility, Configuration hadoop)
            throws IOException {
        FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
        return LocalResource.newInstance(
                URL.fromPath(status.getPath()), type, visibility, status.getLen(), status.getModificationTime());
    }
}
