package dev.fanfold.template;

/// A template that the local cloud cannot play. The message names file and line.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TemplateException(Place place, String message) {
        super(place + ": " + message);
    }
}
