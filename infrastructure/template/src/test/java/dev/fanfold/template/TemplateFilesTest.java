package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A template file is read once, and its references are resolved at each call.
class TemplateFilesTest {
    @TempDir private Path folder;

    @Test
    void aFileIsReadOnlyOnce() throws IOException {
        Path nested = Files.writeString(folder.resolve("queue.yaml"), stack());
        Path root = Files.writeString(folder.resolve("template.yaml"), root());
        var template = new TemplateFiles(root);
        DeclaredResources first =
                template.declared(Map.of("Name", "a"), queue -> "http://one/" + queue);

        Files.delete(nested);
        Files.writeString(root, "Resources: no mapping");
        DeclaredResources second =
                template.declared(Map.of("Name", "b"), queue -> "http://two/" + queue);

        assertThat(first.queues()).extracting(Queue::name).containsExactly("a");
        assertThat(first.outputs()).containsEntry("Url", "http://one/a");
        assertThat(second.queues()).extracting(Queue::name).containsExactly("b");
        assertThat(second.outputs()).containsEntry("Url", "http://two/b");
    }

    @Test
    void aMissingFileIsReadAgainAtTheNextCall() throws IOException {
        Path root = Files.writeString(folder.resolve("template.yaml"), root());
        var template = new TemplateFiles(root);
        assertThatThrownBy(() -> template.declared(Map.of(), queue -> queue))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("queue.yaml");

        Files.writeString(folder.resolve("queue.yaml"), stack());

        assertThat(template.declared(Map.of(), queue -> queue).queues()).hasSize(1);
    }

    private static String root() {
        return """
        Parameters:
          Name: {Type: String, Default: usual}
        Resources:
          Nested:
            Type: AWS::Serverless::Application
            Properties:
              Location: queue.yaml
              Parameters: {Name: !Ref Name}
        Outputs:
          Url: {Value: !GetAtt Nested.Outputs.Url}
        """;
    }

    private static String stack() {
        return """
        Parameters:
          Name: {Type: String}
        Resources:
          Queue:
            Type: AWS::SQS::Queue
            Properties: {QueueName: !Ref Name}
        Outputs:
          Url: {Value: !Ref Queue}
        """;
    }
}
