package org.mailmend.oauth.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Provider.Quirk;
import org.mailmend.oauth.Provider.Source;

/** Providers as JSON, in the file that Mailmend brings and in the store. */
public final class ProviderText {
    private ProviderText() {
    }

    /** Reads the list of providers. */
    public static List<Provider> readAll(String text) throws Json.NoJsonException {
        List<Provider> providers = new ArrayList<>();
        for (Object one : (List<?>) Json.object(text).get("providers")) {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = (Map<String, Object>) one;
            providers.add(read(object));
        }
        return List.copyOf(providers);
    }

    /** Reads a provider; an exception of the run time says that something is missing. */
    static Provider read(Map<String, Object> object) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, Object> given = Json.object(object, "parameters");
        if (given != null) {
            given.forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        }
        List<Source> sources = new ArrayList<>();
        if (object.get("sources") instanceof List<?> list) {
            for (Object one : list) {
                @SuppressWarnings("unchecked")
                Map<String, Object> source = (Map<String, Object>) one;
                sources.add(new Source(Json.text(source, "address"), Json.text(source, "date"),
                        Boolean.TRUE.equals(source.get("verified"))));
            }
        }
        String path = object.get("redirectPath") instanceof String text ? text : "/";
        return new Provider(Json.text(object, "id"), Json.text(object, "name"), Json.text(object, "issuer"),
                uri(object, "authorization"),
                uri(object, "token"), uri(object, "revocation"), uri(object, "device"), uri(object, "userInfo"),
                uri(object, "introspection"), Json.texts(object, "mailScopes"), Json.texts(object, "otherScopes"), parameters,
                Json.text(object, "redirectHost"), path, Json.texts(object, "presets"),
                Json.texts(object, "quirks").stream().map(Quirk::valueOf).toList(), sources);
    }

    private static URI uri(Map<String, Object> object, String name) {
        String text = Json.text(object, name);
        return text == null ? null : URI.create(text);
    }

    static Map<String, Object> write(Provider provider) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", provider.id());
        object.put("name", provider.name());
        object.put("issuer", provider.issuer());
        object.put("authorization", provider.authorization());
        object.put("token", provider.token());
        object.put("revocation", provider.revocation());
        object.put("device", provider.device());
        object.put("userInfo", provider.userInfo());
        object.put("introspection", provider.introspection());
        object.put("mailScopes", provider.mailScopes());
        object.put("otherScopes", provider.otherScopes());
        object.put("parameters", provider.parameters());
        object.put("redirectHost", provider.redirectHost());
        object.put("redirectPath", provider.redirectPath());
        object.put("presets", provider.presets());
        object.put("quirks", provider.quirks().stream().map(Quirk::name).toList());
        return object;
    }
}
