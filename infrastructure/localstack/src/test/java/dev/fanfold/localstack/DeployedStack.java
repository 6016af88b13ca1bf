package dev.fanfold.localstack;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A deployed stack and its nested stacks, read from CloudFormation.
record DeployedStack(URI endpoint, String name) {
    /// @param id the logical id in its stack
    /// @param name the physical name
    record Resource(String id, String type, String name) {}

    /// The root stack's outputs.
    Map<String, String> outputs() {
        var outputs = new LinkedHashMap<String, String>();
        members(call("DescribeStacks", name), "Outputs")
                .forEach(output ->
                        outputs.put(text(output, "OutputKey"), text(output, "OutputValue")));
        return outputs;
    }

    /// Finds a resource by its logical id and type in all of the stacks.
    Resource resource(String id, String type) {
        return resources(name)
                .filter(resource -> resource.id().equals(id) && resource.type().equals(type))
                .findAny()
                .orElseThrow(() -> new AssertionError("there is no " + type + " " + id));
    }

    private Stream<Resource> resources(String stack) {
        return members(call("DescribeStackResources", stack), "StackResources")
                .map(resource ->
                        new Resource(
                                text(resource, "LogicalResourceId"),
                                text(resource, "ResourceType"),
                                text(resource, "PhysicalResourceId")))
                .flatMap(resource ->
                        resource.type().equals("AWS::CloudFormation::Stack")
                                ? resources(resource.name())
                                : Stream.of(resource));
    }

    private Document call(String action, String stack) {
        String form =
                "Action=%s&Version=2010-05-15&StackName=%s"
                        .formatted(action, URLEncoder.encode(stack, StandardCharsets.UTF_8));
        String xml =
                new AwsCall(endpoint, "cloudformation")
                        .post(
                                "/",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                form);
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException invalidXml) {
            throw new AssertionError(action + " returned " + xml, invalidXml);
        }
    }

    private static Stream<Element> members(Document response, String list) {
        return elements(response.getElementsByTagName(list))
                .flatMap(found -> elements(found.getChildNodes()));
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static String text(Element parent, String name) {
        List<Element> found = elements(parent.getElementsByTagName(name)).toList();
        return Objects.requireNonNull(found.getFirst().getTextContent(), name);
    }
}
