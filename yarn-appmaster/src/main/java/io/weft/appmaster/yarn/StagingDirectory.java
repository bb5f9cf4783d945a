package io.weft.appmaster.yarn;

import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.protocol.JobDescription;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The files of one application, which nobody but its user can read. The client fills it; the AppMaster deletes it when the
 * application is over.
 *
 * @param path its qualified name
 */
public record StagingDirectory(FileSystem fileSystem, Path path) {
    private static final FsPermission PRIVATE = new FsPermission((short) 0700);
    private static final String JOB = "job";
    private static final String CONFIGURATION = "site.xml";
    private static final String JARS = "jars";
    private static final String FILES = "files";

    /** The directory below which engines and staging directories are kept. */
    public static Path root(Settings settings, Configuration hadoop) throws IOException {
        String given = settings.get(Keys.STAGING_DIRECTORY);
        if (!given.isEmpty()) {
            Path directory = new Path(given);
            return directory.getFileSystem(hadoop).makeQualified(directory);
        }
        return new Path(FileSystem.get(hadoop).getHomeDirectory(), ".weft");
    }

    /** Makes the directory of an application. */
    public static StagingDirectory create(Path root, String application, Configuration hadoop) throws IOException {
        StagingDirectory staging = at(new Path(root, application), hadoop);
        staging.fileSystem.mkdirs(staging.path, PRIVATE);
        // The mask of the process may have taken something away, and a default ACL given something.
        staging.fileSystem.setPermission(staging.path, PRIVATE);
        return staging;
    }

    /** The directory of an application, whether it is there or not. */
    public static StagingDirectory at(Path path, Configuration hadoop) throws IOException {
        FileSystem fileSystem = path.getFileSystem(hadoop);
        return new StagingDirectory(fileSystem, fileSystem.makeQualified(path));
    }

    /** Stores all that the containers of an application need besides the engine. */
    public void fill(JobDescription job, Configuration hadoop, List<java.nio.file.Path> jars) throws IOException {
        try (OutputStream out = fileSystem.create(job(), false)) {
            out.write(job.toBytes());
        }
        try (OutputStream out = fileSystem.create(new Path(path, CONFIGURATION), false)) {
            site(hadoop).writeXml(out);
        }
        for (int number = 0; number < jars.size(); number++) {
            java.nio.file.Path jar = jars.get(number);
            // The number keeps their order, and jars of the same name apart.
            Path target = new Path(path, "%s/%03d-%s".formatted(JARS, number, jar.getFileName()));
            try (OutputStream out = fileSystem.create(target, false)) {
                new JobJar(jar).writeTo(out);
            }
        }
    }

    /**
     * Stores files for the job's functions, from wherever they are.
     *
     * @param files by the names that functions ask for
     */
    public void add(Map<String, Path> files, Configuration hadoop) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path source = file.getValue();
            Path target = new Path(path, FILES + "/" + file.getKey());
            FileUtil.copy(source.getFileSystem(hadoop), source, fileSystem, target, false, hadoop);
        }
    }

    /** What the client's files and its user have set; a container has Hadoop's defaults in its own jars. */
    private static Configuration site(Configuration hadoop) {
        Configuration site = new Configuration(false);
        for (Map.Entry<String, String> property : hadoop) {
            String name = property.getKey();
            String[] sources = hadoop.getPropertySources(name);
            boolean isDefault =
                    sources != null && sources.length > 0 && sources[sources.length - 1].endsWith("-default.xml");
            String value = hadoop.getRaw(name);
            if (!isDefault && value != null && !name.startsWith("weft.")) {
                site.set(name, value);
            }
        }
        return site;
    }

    /** The job's description. */
    Path job() {
        return new Path(path, JOB);
    }

    /**
     * The files for a container, among those that {@link #fill} has stored.
     *
     * @param engine the engine's archive
     */
    public ContainerFiles containerFiles(Path engine) throws IOException {
        return new ContainerFiles(engine, new Path(path, CONFIGURATION), list(JARS), list(FILES));
    }

    private List<Path> list(String name) throws IOException {
        List<Path> paths = new ArrayList<>();
        Path directory = new Path(path, name);
        if (fileSystem.exists(directory)) {
            for (FileStatus file : fileSystem.listStatus(directory)) {
                paths.add(file.getPath());
            }
        }
        paths.sort(Comparator.comparing(Path::getName));
        return paths;
    }

    /** Removes it with all that is in it. Harmless if it is gone. */
    public void delete() throws IOException {
        fileSystem.delete(path, true);
    }
}
