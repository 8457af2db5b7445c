package org.mailmend.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.mailmend.check.Mechanism;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;
import org.mailmend.lab.internal.Script;
import org.mailmend.lab.internal.Sections;

/** All scenarios. They are data: {@code internal/scenarios.ini}. */
public final class Scenarios {
    private static final Map<String, Scenario> SCENARIOS;
    private static final Map<String, Script> SCRIPTS;

    static {
        Map<String, List<String>> sections = Sections.read("scenarios.ini");
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        Map<String, Script> scripts = new LinkedHashMap<>();
        for (String id : sections.keySet()) {
            if (!id.startsWith(":")) {
                Map<String, String> properties = Sections.properties(sections.get(id));
                String like = properties.get("like");
                if (like != null) {
                    Map<String, String> own = properties;
                    properties = Sections.properties(sections.get(like));
                    properties.putAll(own);
                }
                scenarios.put(id, scenario(id, properties));
                scripts.put(id, Script.of(properties));
            }
        }
        SCENARIOS = Collections.unmodifiableMap(scenarios);
        SCRIPTS = scripts;
    }

    private Scenarios() {
    }

    /** All scenarios, grouped, the most useful ones of a group first. */
    public static List<Scenario> all() {
        return List.copyOf(SCENARIOS.values());
    }

    /** The scenario with this id; empty when there is none. */
    public static Optional<Scenario> byId(String id) {
        return Optional.ofNullable(SCENARIOS.get(id));
    }

    /** How the practice server of a scenario behaves. */
    static Script script(Scenario scenario) {
        return SCRIPTS.get(scenario.id());
    }

    private static Scenario scenario(String id, Map<String, String> properties) {
        List<Scenario.Endpoint> endpoints = new ArrayList<>();
        for (String endpoint : properties.get("endpoints").split(" ")) {
            String[] parts = endpoint.split(":");
            endpoints.add(new Scenario.Endpoint(Protocol.fromId(parts[0]).orElseThrow(),
                    Security.valueOf(parts[1].toUpperCase(Locale.ROOT))));
        }
        String stage = properties.get("stage");
        return new Scenario(id, Scenario.Group.valueOf(properties.get("group").toUpperCase(Locale.ROOT).replace('-', '_')),
                properties.get("style"), endpoints, CauseId.valueOf(properties.get("cause")),
                stage == null ? null : Stage.fromId(stage).orElseThrow(), attempt(properties));
    }

    private static Attempt attempt(Map<String, String> properties) {
        String mechanism = properties.get("mechanism");
        SecretKind kind = SecretKind.valueOf(properties.getOrDefault("try", "none").toUpperCase(Locale.ROOT)
                .replace('-', '_'));
        String secret = switch (kind) {
            case PASSWORD -> Attempt.PASSWORD;
            case APP_PASSWORD -> Attempt.APP_PASSWORD;
            case TOKEN -> Attempt.TOKEN;
            default -> null;
        };
        return new Attempt(secret == null ? null : Attempt.USER, secret == null ? null
                : properties.getOrDefault("secret", secret), kind,
                mechanism == null ? null : Mechanism.fromName(mechanism).orElseThrow(), properties.get("to"),
                "yes".equals(properties.get("send")));
    }
}
