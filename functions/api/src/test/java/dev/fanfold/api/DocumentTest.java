package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.testkit.lambda.EventFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The OpenAPI document has the routes and limits of the code. `bench/fuzz` checks generated
/// requests and their responses against the document's schemas.
class DocumentTest {
    private static final Pattern PATH = Pattern.compile(" {2}(/\\S*):");
    private static final Pattern METHOD = Pattern.compile(" {4}(get|post|put|patch|delete):");
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theDocumentAndTheCodeHaveTheSameRoutes() throws IOException {
        assertThat(fixture.api.routes()).containsExactlyInAnyOrderElementsOf(documentedRoutes());
    }

    @Test
    void everyOperationHasASampleEvent() throws IOException {
        var routes = new TreeSet<String>();
        for (String file : EventFile.names()) {
            if (file.startsWith("api-") && !file.equals("api-authorizer.json")) {
                routes.add(
                        fixture.event(file).getHttpMethod()
                                + " "
                                + fixture.event(file).getResource());
            }
        }

        assertThat(routes).containsExactlyInAnyOrderElementsOf(documentedRoutes());
    }

    @Test
    void theDocumentHasTheLimitsOfTheCode() throws IOException {
        String document = String.join("\n", lines());

        assertThat(document)
                .contains(
                        "maxItems: " + Submissions.MAX_ITEMS,
                        "maxProperties: " + Submissions.MAX_SETTINGS,
                        "maxLength: " + Body.MAX_TEXT,
                        "maximum: " + JobOptions.MAX_ROUNDS,
                        "default: " + JobOptions.DEFAULT_ROUNDS,
                        "maximum: " + dev.fanfold.aws.ObjectLinks.MAX_BYTES);
        assertThat(document.replaceAll("\\s+", " "))
                .contains(
                        "at no more than %,d outputs, for no longer than %d seconds, and has no more than about %d MiB"
                                .formatted(
                                        OutputPage.MAX_SEEN,
                                        OutputPage.MAX_TIME.toSeconds(),
                                        OutputPage.MAX_BYTES / 1024 / 1024));
    }

    private static Set<String> documentedRoutes() throws IOException {
        var routes = new TreeSet<String>();
        String path = "";
        for (String line : lines()) {
            Matcher method = METHOD.matcher(line);
            Matcher pathLine = PATH.matcher(line);
            if (pathLine.matches()) {
                path = pathLine.group(1);
            } else if (method.matches()) {
                routes.add(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return routes;
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(
                EventFile.directory().resolveSibling("infrastructure/api/openapi.yaml"));
    }
}
