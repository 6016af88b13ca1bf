package dev.fanfold.aws;

import dev.fanfold.engine.arrival.InboxKey;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Links with which callers upload inputs and fetch answers without AWS rights of their own.
///
/// Each owner has a prefix in the inbox, derived from the owner's name. Inputs of other owners have
/// other prefixes, which cannot be guessed.
public final class ObjectLinks {
    /// The limit of one POST: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    public static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    /// Names of uploaded files: letters, digits, dots, dashes and underscores, at most 128. A URI
    /// escapes none of them, so a reference to an upload has one spelling.
    public static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    // After the owner's prefix: a random id of an upload, or the digest of a stored input.
    private static final Pattern GIVEN_OUT =
            Pattern.compile("(?:[0-9a-f]{32}|[0-9a-f]{64})/" + FILE_NAME.pattern());

    static final Duration GOOD_FOR = Duration.ofMinutes(15);
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
    /// @param object where the file will be
    public record UploadForm(URI url, Map<String, String> fields, URI object, Instant expires) {}

    /// A form to upload one file of `least` to `max` bytes.
    ///
    /// @param file its name, a [#FILE_NAME]
    public UploadForm writing(String owner, String file, long least, long max, Instant now) {
        byte[] name = new byte[16];
        random.nextBytes(name);
        String key = prefix(owner) + HexFormat.of().formatHex(name) + "/" + file;
        Instant expires = now.plus(GOOD_FOR);
        Map<String, String> fields =
                posts.fields(new PresignedPost.Terms(inbox, key, least, max, now, expires));
        return new UploadForm(posts.url(inbox), fields, InboxKey.uri(inbox, key), expires);
    }

    /// Stores an input. The same bytes are stored under the same key.
    public URI keep(String owner, byte[] lines) {
        String key = prefix(owner) + Digests.hex(lines) + "/items.jsonl";
        objects.putIfAbsent(key, lines);
        return InboxKey.uri(inbox, key);
    }

    /// Stores a file. The same bytes with the same name are stored under the same key.
    public URI keep(String owner, Path file) throws IOException {
        String key = prefix(owner) + Digests.hex(file) + "/" + file.getFileName();
        objects.putIfAbsent(key, RequestBody.fromFile(file));
        return InboxKey.uri(inbox, key);
    }

    /// The object that this owner's reference names: exactly the text of a [UploadForm#object], or
    /// of what [#keep] returned. The reference is neither decoded nor resolved, because ownership
    /// is decided on the literal key. A reference in another spelling belongs to no owner.
    public Optional<URI> own(String owner, String reference) {
        String start = "s3://" + inbox + "/" + prefix(owner);
        return reference.startsWith(start)
                        && GIVEN_OUT.matcher(reference.substring(start.length())).matches()
                ? Optional.of(URI.create(reference))
                : Optional.empty();
    }

    /// A link to read the value under this key.
    public URL reading(String key) {
        return presigner
                .get()
                .presignGetObject(presign ->
                        presign.signatureDuration(GOOD_FOR)
                                .getObjectRequest(get -> get.bucket(results).key(key)))
                .url();
    }

    private static String prefix(String owner) {
        String name = Digests.hex(owner.getBytes(StandardCharsets.UTF_8));
        return InboxKey.UPLOADS + name.substring(0, 32) + "/";
    }
}
