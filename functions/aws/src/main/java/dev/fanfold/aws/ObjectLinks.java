package dev.fanfold.aws;

import dev.fanfold.engine.arrival.InboxKey;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Stores inputs in the inbox, and makes links with which callers upload inputs and download
/// answers and outputs without AWS rights of their own.
///
/// Each owner has a prefix in the inbox that contains a digest of the owner's name. Jobs that an
/// owner starts through the API can read only inputs under the owner's prefix ([#findOwn]).
public final class ObjectLinks {
    /// The maximum size of a file in one POST, in bytes:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    public static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    /// Names of uploaded files: a letter or digit, then letters, digits, dots, dashes and
    /// underscores; at most 128 characters. A URI escapes none of them, so a reference to an upload
    /// has only one spelling.
    public static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    // The part of a key after the owner's prefix: the random id of an upload or the digest of a
    // stored input, and the file's name.
    private static final Pattern KEY_AFTER_PREFIX =
            Pattern.compile("(?:[0-9a-f]{32}|[0-9a-f]{64})/" + FILE_NAME.pattern());

    /// How long a link or a form can be used. If the credentials that signed it expire earlier, it
    /// can be used only until then.
    static final Duration VALIDITY = Duration.ofMinutes(15);

    private final String inbox;
    private final String results;
    private final S3BlobStore objects;
    private final PresignedPost posts;
    private final Supplier<S3Presigner> presigner;
    private final SecureRandom random = new SecureRandom();

    private ObjectLinks(Settings settings, SdkClients clients) {
        this.inbox = settings.inboxBucket();
        this.results = settings.resultsBucket();
        this.objects = new S3BlobStore(new Lazy<>(clients::s3), inbox);
        this.posts = new PresignedPost(settings, clients);
        this.presigner = new Lazy<>(clients::presigner);
    }

    public static ObjectLinks of(Settings settings) {
        return new ObjectLinks(settings, new SdkClients(settings));
    }

    /// A signed POST form for one object.
    ///
    /// @param fields form fields to be sent before the file
    /// @param object the URI of the object that the upload creates
    public record UploadForm(URI url, Map<String, String> fields, URI object, Instant expires) {}

    /// A form to upload one file of `min` to `max` bytes.
    ///
    /// @param file the file's name, which matches [#FILE_NAME]
    public UploadForm uploadForm(String owner, String file, long min, long max, Instant now) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String key = prefix(owner) + HexFormat.of().formatHex(id) + "/" + file;
        Instant expires = now.plus(VALIDITY);
        Map<String, String> fields =
                posts.fields(new PresignedPost.Terms(inbox, key, min, max, now, expires));
        return new UploadForm(posts.url(inbox), fields, InboxKey.uri(inbox, key), expires);
    }

    /// Stores an input of one JSON item per line. The same bytes of one owner are stored under the
    /// same key.
    public URI store(String owner, byte[] lines) {
        String key = prefix(owner) + Digests.hex(lines) + "/items.jsonl";
        objects.putIfAbsent(key, lines);
        return InboxKey.uri(inbox, key);
    }

    /// Stores a file. The same bytes of one owner with the same name are stored under the same key.
    /// If the file's name does not match [#FILE_NAME], [#findOwn] does not find the input.
    public URI store(String owner, Path file) throws IOException {
        String key = prefix(owner) + Digests.hex(file) + "/" + file.getFileName();
        objects.putIfAbsent(key, RequestBody.fromFile(file));
        return InboxKey.uri(inbox, key);
    }

    /// The URI in the reference; empty if it is not an input of the owner. The reference must be
    /// exactly the text of an [UploadForm#object], or of a URI that [#store] returned. It is
    /// neither decoded nor resolved, because ownership is decided by the literal key. A reference
    /// in another spelling belongs to no owner. Whether the object exists is not checked.
    public Optional<URI> findOwn(String owner, String reference) {
        String start = "s3://" + inbox + "/" + prefix(owner);
        return reference.startsWith(start)
                        && KEY_AFTER_PREFIX.matcher(reference.substring(start.length())).matches()
                ? Optional.of(URI.create(reference))
                : Optional.empty();
    }

    /// A link to download the object with this key from the results bucket.
    public URL downloadUrl(String key) {
        return downloadUrl(get -> get.key(key));
    }

    /// A link to download the object with this key from the results bucket. A browser stores the
    /// object as a file of this name.
    public URL downloadUrl(String key, String file) {
        return downloadUrl(get ->
                get.key(key)
                        .responseContentDisposition(
                                "attachment; filename*=UTF-8''" + percentEncoded(file)));
    }

    private URL downloadUrl(Consumer<GetObjectRequest.Builder> object) {
        return presigner
                .get()
                .presignGetObject(presign ->
                        presign.signatureDuration(VALIDITY)
                                .getObjectRequest(get -> object.accept(get.bucket(results))))
                .url();
    }

    // As RFC 8187 requires: unlike in a form, a space is "%20" and an asterisk is encoded.
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static String prefix(String owner) {
        String digest = Digests.hex(owner.getBytes(StandardCharsets.UTF_8));
        return InboxKey.UPLOADS + digest.substring(0, 32) + "/";
    }
}
