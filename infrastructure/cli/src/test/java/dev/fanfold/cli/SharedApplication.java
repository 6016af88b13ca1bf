package dev.fanfold.cli;

import dev.fanfold.cli.application.Application;
import dev.fanfold.cli.application.ApplicationOptions;
import dev.fanfold.cli.application.ApplicationStarter;
import dev.fanfold.cli.application.Usage;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.OutputQueries;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Passes the same running application to every command. The test closes it.
record SharedApplication(Application application) implements ApplicationStarter, AutoCloseable {
    @Override
    public Application start(Path template, ApplicationOptions options, Consumer<String> log) {
        return new Unclosed(application);
    }

    @Override
    public void close() {
        application.close();
    }

    /// The application, protected from commands that close it.
    private record Unclosed(Application application) implements Application {
        @Override
        public Dispatcher dispatcher() {
            return application.dispatcher();
        }

        @Override
        public JobQueries jobQueries() {
            return application.jobQueries();
        }

        @Override
        public OutputQueries outputQueries() {
            return application.outputQueries();
        }

        @Override
        public Usage usage() {
            return application.usage();
        }

        @Override
        public void close() {}
    }
}
