package io.weft.appmaster.submit;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.util.ConverterUtils;

/** What containers prove their user with, on a cluster that asks for proof. */
final class DelegationTokens {
    private DelegationTokens() {}

    /** Adds tokens for the file systems of these paths and for the ResourceManager; nothing where security is off. */
    static void add(List<Path> data, Path staging, YarnClient yarn, Configuration hadoop, Credentials credentials)
            throws IOException {
        if (!UserGroupInformation.isSecurityEnabled()) {
            return;
        }
        String renewer = YarnClientUtils.getRmPrincipal(hadoop);
        Set<FileSystem> fileSystems = new LinkedHashSet<>();
        fileSystems.add(staging.getFileSystem(hadoop));
        for (Path path : data) {
            fileSystems.add(path.getFileSystem(hadoop));
        }
        for (FileSystem fileSystem : fileSystems) {
            fileSystem.addDelegationTokens(renewer, credentials);
        }
        // The AppMaster asks for the state of the nodes, which is a question of clients.
        try {
            Text service = ClientRMProxy.getRMDelegationTokenService(hadoop);
            credentials.addToken(
                    service, ConverterUtils.convertFromYarn(yarn.getRMDelegationToken(new Text(renewer)), service));
        } catch (YarnException e) {
            throw new IOException("Cannot get a token of the ResourceManager's: " + e.getMessage(), e);
        }
    }
}
