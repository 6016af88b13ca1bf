package dev.fanfold.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Runs a local cloud during the tests of a class. Test methods get it as a parameter, or from
/// [#cloud].
///
/// ```java
/// @RegisterExtension
/// static final LocalCloudExtension CLOUD = new LocalCloudExtension(Path.of("template.yaml"));
/// ```
public final class LocalCloudExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private final Path template;
    private final LocalOptions options;
    private @Nullable LocalCloud cloud;

    public LocalCloudExtension(Path template) {
        this(template, LocalOptions.defaults());
    }

    public LocalCloudExtension(Path template, LocalOptions options) {
        this.template = template;
        this.options = options;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cloud = LocalCloud.start(template, options);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (cloud != null) {
            cloud.close();
            cloud = null;
        }
    }

    /// The running local cloud.
    ///
    /// @throws IllegalStateException if it does not run
    public LocalCloud cloud() {
        if (cloud == null) {
            throw new IllegalStateException(
                    "the local cloud runs only between beforeAll and afterAll:"
                            + " register the extension in a static field");
        }
        return cloud;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCloud.class;
    }

    @Override
    public LocalCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cloud();
    }
}
