package io.weft.appmaster.cli;

import io.weft.api.Job;
import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jars of one job and the class loader over them. Weft's own classes come from the engine. */
final class JobSource implements AutoCloseable {
    private static final String CLASS_SUFFIX = ".class";

    private final List<Path> jars;
    private final URLClassLoader loader;

    /**
     * Opens the jars.
     *
     * @throws WeftException if one is missing
     */
    JobSource(List<String> jarNames) {
        jars = new ArrayList<>();
        List<URL> urls = new ArrayList<>();
        for (String name : jarNames) {
            Path jar = Path.of(name).toAbsolutePath();
            if (!Files.exists(jar)) {
                throw new WeftException(
                        ErrorCode.INVALID_USAGE,
                        "Cannot use the jar %s: there is no such file (give it with --jar)",
                        name);
            }
            try {
                urls.add(jar.toUri().toURL());
            } catch (IOException e) {
                throw WeftException.causedBy(e, ErrorCode.INVALID_USAGE, "Cannot use the jar %s: %s", name, e);
            }
            jars.add(jar);
        }
        loader = new URLClassLoader("job", urls.toArray(URL[]::new), JobSource.class.getClassLoader());
    }

    List<Path> jars() {
        return List.copyOf(jars);
    }

    /** The job's class loader, which {@link #close} ends. */
    ClassLoader loader() {
        return loader;
    }

    /**
     * A job of the class with this name.
     *
     * @throws WeftException JOB_CLASS_INVALID, with the nearest name of a job where there is one
     */
    Job job(String className) {
        Class<?> type;
        try {
            type = Class.forName(className, true, loader);
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.JOB_CLASS_INVALID,
                    "Cannot run '%s': there is no such class%s",
                    className,
                    jars.isEmpty() ? " on the client's class path (give the job's jar with --jar)" : inJars(className));
        } catch (LinkageError e) {
            throw invalid(e, className, "it cannot be loaded, " + e);
        }
        if (!Job.class.isAssignableFrom(type)) {
            throw new WeftException(
                    ErrorCode.JOB_CLASS_INVALID,
                    "Cannot run '%s': it is no %s%s",
                    className,
                    Job.class.getName(),
                    hint(className));
        }
        try {
            return (Job) type.getConstructor().newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw invalid(e, className, "it is no public class with a public constructor without parameters");
        } catch (InvocationTargetException e) {
            throw invalid(e, className, "its constructor threw " + e.getCause());
        }
    }

    private static WeftException invalid(Throwable cause, String className, String reason) {
        return WeftException.causedBy(cause, ErrorCode.JOB_CLASS_INVALID, "Cannot run '%s': %s", className, reason);
    }

    private String inJars(String className) {
        List<String> names =
                jars.stream().map(jar -> jar.getFileName().toString()).toList();
        return " in " + String.join(", ", names) + hint(className);
    }

    /** Names the job that was probably meant: one of the same simple name in another package, or one of nearly that name. */
    private String hint(String wanted) {
        Map<String, String> jobs = new TreeMap<>();
        for (String name : jobClasses()) {
            jobs.put(name.substring(name.lastIndexOf('.') + 1), name);
        }
        String simple = wanted.substring(wanted.lastIndexOf('.') + 1);
        return NearestName.of(simple, jobs.keySet())
                .map(nearest -> " (did you mean '" + jobs.get(nearest) + "'?)")
                .orElse("");
    }

    /** The classes in the job's jars that are jobs. Loads all classes: for a message alone. */
    private List<String> jobClasses() {
        List<String> jobs = new ArrayList<>();
        for (Path jar : jars) {
            for (String name : classNames(jar)) {
                if (isJob(name)) {
                    jobs.add(name);
                }
            }
        }
        return jobs;
    }

    private boolean isJob(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return Job.class.isAssignableFrom(type) && !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            // A class whose own dependencies are missing is no job that could run.
            return false;
        }
    }

    private static List<String> classNames(Path jar) {
        try {
            if (Files.isDirectory(jar)) {
                try (Stream<Path> files = Files.walk(jar)) {
                    return classNames(files.map(file -> jar.relativize(file).toString()));
                }
            }
            try (JarFile file = new JarFile(jar.toFile())) {
                return classNames(file.stream().map(ZipEntry::getName));
            }
        } catch (IOException e) {
            // The message tells what is wrong with the class; a jar that cannot be read only has no name to offer.
            return List.of();
        }
    }

    private static List<String> classNames(Stream<String> files) {
        return files.filter(name -> name.endsWith(CLASS_SUFFIX) && !name.contains("META-INF"))
                .map(name ->
                        name.substring(0, name.length() - CLASS_SUFFIX.length()).replace('/', '.'))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw WeftException.causedBy(e, ErrorCode.IO_FAILED, "Cannot close the job's jars: %s", e);
        }
    }
}
