package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.localstack.Localstack;
import cloud.localstack.docker.LocalstackDockerExtension;
import cloud.localstack.docker.annotation.IBindMountProvider.BaseBindMountProvider;
import cloud.localstack.docker.annotation.IEnvironmentVariableProvider;
import cloud.localstack.docker.annotation.LocalstackDockerProperties;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs the suite on LocalStack: in Docker, or as processes of this machine if `DOCKER_LOCATION`
/// names this module's replacement of the docker command.
@Tag("localstack")
@ExtendWith(LocalstackDockerExtension.class)
@LocalstackDockerProperties(
        imageName = "localstack/localstack",
        imageTag = "4.14.0", // the last version that needs no account
        ignoreDockerRunErrors = true, // uses a LocalStack that already runs
        environmentVariableProvider = LocalStackEndToEndTest.Settings.class,
        bindMountProvider = LocalStackEndToEndTest.DockerSocket.class)
class LocalStackEndToEndTest extends EndToEnd {
    @Override
    Target deployed() throws Exception {
        return new LocalStackTarget(DrillProject.template(), DrillProject.PARAMETERS);
    }

    /// Without Docker, `status` fails if LocalStack, its database or a function's process accepts
    /// connections from other machines.
    @Test
    @Order(Order.DEFAULT + 1)
    void itAcceptsOnlyLocalConnections() {
        assertThat(Localstack.INSTANCE.isRunning()).isTrue();
    }

    /// The same settings as in the script: empty queues are polled every 0.3 seconds, not 10.
    public static final class Settings implements IEnvironmentVariableProvider {
        @Override
        public Map<String, String> getEnvironmentVariables() {
            return Map.of(
                    "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", "0.3",
                    "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", "0.1");
        }
    }

    /// LocalStack in Docker needs the socket to run functions in containers.
    public static final class DockerSocket extends BaseBindMountProvider {
        @Override
        protected void initValues(Map<String, String> mounts) {
            mounts.put("/var/run/docker.sock", "/var/run/docker.sock");
        }
    }
}
