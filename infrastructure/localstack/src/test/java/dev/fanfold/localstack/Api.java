package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A client of the REST API that uses only HTTP.
///
/// @param base the API's URL, including its stage
record Api(URI base) {
    private static final String BOUNDARY = "between-the-parts-of-a-form";

    Fields get(String path) {
        return read(call().get(base.getPath() + path));
    }

    Fields post(String path, Map<String, String> headers, String body) {
        var allHeaders = new java.util.HashMap<>(headers);
        allHeaders.put("Content-Type", "application/json");
        return read(call().post(base.getPath() + path, allHeaders, body));
    }

    Fields delete(String path) {
        return read(call().delete(base.getPath() + path));
    }

    /// Sends a form with a file, as a browser does, and returns the response's status.
    static int upload(Fields form, Path file) {
        try {
            var connection =
                    (HttpURLConnection) URI.create(form.text("url")).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty(
                    "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            connection.getOutputStream().write(form(form.object("fields"), file));
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(form.text("url"), e);
        }
    }

    /// The bytes behind a link, which a browser stores as a file of this name.
    static byte[] download(String url, String file) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            try (InputStream in = connection.getInputStream()) {
                byte[] bytes = in.readAllBytes();
                assertThat(connection.getHeaderField("Content-Disposition"))
                        .isEqualTo(
                                "attachment; filename*=UTF-8''"
                                        + URLEncoder.encode(file, StandardCharsets.UTF_8)
                                                .replace("+", "%20"));
                return bytes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        }
    }

    private static byte[] form(Fields fields, Path file) throws IOException {
        var form = new ByteArrayOutputStream();
        for (String name : fields.names()) {
            form.write(part("name=\"" + name + '"'));
            form.write(fields.text(name).getBytes(StandardCharsets.UTF_8));
        }
        form.write(part("name=\"file\"; filename=\"" + file.getFileName() + '"'));
        form.write(Files.readAllBytes(file));
        form.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private static byte[] part(String disposition) {
        return ("\r\n--"
                        + BOUNDARY
                        + "\r\nContent-Disposition: form-data; "
                        + disposition
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private AwsCall call() {
        return new AwsCall(base, "execute-api");
    }

    private static Fields read(String response) {
        return Json.read("the API's answer", response);
    }
}
