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

/// The suite on LocalStack: in Docker, or wherever `DOCKER_LOCATION` names this folder's stand-in,
/// as host processes.
@Tag("localstack")
@ExtendWith(LocalstackDockerExtension.class)
@LocalstackDockerProperties(
        imageName = "localstack/localstack",
        imageTag = "4.14.0", // the last that needs no account
        ignoreDockerRunErrors = true, // one that runs already is taken
        environmentVariableProvider = LocalStackEndToEndTest.Settings.class,
        bindMountProvider = LocalStackEndToEndTest.DockerSocket.class)
class LocalStackEndToEndTest extends EndToEnd {
    @Override
    Target deployed() throws Exception {
        return new LocalStackTarget(Deployable.templateAndZips(), Deployable.PARAMETERS);
    }

    /// Without Docker it counts as running only while it, its database and the functions that have
    /// worked take calls from nowhere but this machine.
    @Test
    @Order(Order.DEFAULT + 1)
    void itRunsOnThisMachineAlone() {
        assertThat(Localstack.INSTANCE.isRunning()).isTrue();
    }

    /// As the script sets them on the host: an empty queue is asked again after 0.3 seconds, not
    /// 10.
    public static final class Settings implements IEnvironmentVariableProvider {
        @Override
        public Map<String, String> getEnvironmentVariables() {
            return Map.of(
                    "LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC", "0.3",
                    "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", "0.1");
        }
    }

    /// LocalStack in Docker runs functions as containers beside its own.
    public static final class DockerSocket extends BaseBindMountProvider {
        @Override
        protected void initValues(Map<String, String> mounts) {
            mounts.put("/var/run/docker.sock", "/var/run/docker.sock");
        }
    }
}
