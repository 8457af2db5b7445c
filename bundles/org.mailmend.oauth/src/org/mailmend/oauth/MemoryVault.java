package org.mailmend.oauth;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A vault that forgets everything when the process ends. */
public class MemoryVault implements SecretVault {
    private final Map<String, String> texts = new ConcurrentSkipListMap<>();

    @Override
    public boolean isPersistent() {
        return false;
    }

    @Override
    public List<String> names() {
        return List.copyOf(texts.keySet());
    }

    @Override
    public String get(String name) {
        return texts.get(name);
    }

    @Override
    public void put(String name, String text) {
        texts.put(name, text);
    }

    @Override
    public void remove(String name) {
        texts.remove(name);
    }
}
