package io.weft.runner.jdbc;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the driver for a URL among the job's classes. {@link java.sql.DriverManager} would not see those. */
final class JdbcDrivers {
    private JdbcDrivers() {}

    /** The driver that the source names, or the first that accepts its URL. */
    static Driver driver(JdbcSource source, ClassLoader classes) throws SQLException {
        if (source.driver() != null) {
            return named(source, source.driver(), classes);
        }
        List<Driver> found = all(classes);
        for (Driver driver : found) {
            if (driver.acceptsURL(source.url())) {
                return driver;
            }
        }
        String names = found.stream().map(driver -> driver.getClass().getName()).collect(Collectors.joining(", "));
        throw new WeftException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read table '%s': no JDBC driver accepts %s; there %s"
                        + " (give the driver's jar with -libjars, or pack it into the job's jar)",
                source.table(),
                source.address(),
                found.isEmpty() ? "is none" : "are only " + names);
    }

    private static Driver named(JdbcSource source, String name, ClassLoader classes) {
        try {
            return Class.forName(name, true, classes)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read table '%s': the JDBC driver %s cannot be loaded: %s"
                            + " (give the driver's jar with -libjars, or pack it into the job's jar)",
                    source.table(),
                    name,
                    e);
        }
    }

    private static List<Driver> all(ClassLoader classes) {
        List<Driver> drivers = new ArrayList<>();
        Iterator<Driver> found = ServiceLoader.load(Driver.class, classes).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return drivers;
                }
                drivers.add(found.next());
            } catch (ServiceConfigurationError e) {
                // A jar that promises a driver which cannot be loaded is no reason not to use another.
            }
        }
    }
}
