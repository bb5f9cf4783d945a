package io.weft.appmaster.link;

/**
 * Who calls, as the caller's token says.
 *
 * @param application the id of the application, always the AppMaster's own
 * @param role what the caller is in it, such as {@code client} or {@code runner/container_1_0001_01_000002}
 */
public record LinkCaller(String application, String role) {

    @Override
    public String toString() {
        return application + "/" + role;
    }
}
