package org.amplia.report.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Modules of JavaScript as one script. Browsers read no module that lies beside a page on a disk,
 * so a page that is opened from there has them all in it: each becomes a function that gives what
 * the module exports, after those that it imports.
 *
 * <p>Of the language of imports and exports it knows what these modules use: {@code import {a, b}
 * from "./x.js";}, {@code import x from "…";}, and {@code export} before a function or a constant.
 */
final class ScriptBundle {
  private static final Pattern IMPORT =
      Pattern.compile("^import (\\{[^}]*}|[A-Za-z]+) from \"([^\"]+)\";$", Pattern.MULTILINE);

  private static final Pattern EXPORT =
      Pattern.compile("^export (?=(?:async )?(?:function|const) ([A-Za-z]+))", Pattern.MULTILINE);

  /** What begins a line and was understood as neither. */
  private static final Pattern OTHER = Pattern.compile("^(?:import|export)\\b", Pattern.MULTILINE);

  private final Function<String, String> source;
  private final Map<String, String> functions = new LinkedHashMap<>();

  /**
   * A bundle.
   *
   * @param source the text of a module by its name, as imports have it
   */
  private ScriptBundle(Function<String, String> source) {
    this.source = source;
  }

  /**
   * One script of a module and of all that it imports.
   *
   * @param source the text of a module by its name, as imports have it
   * @throws IllegalStateException if a module imports or exports in another way
   */
  static String of(String entry, Function<String, String> source) {
    ScriptBundle bundle = new ScriptBundle(source);
    bundle.add(entry);
    return "\"use strict\";\n(() => {\n" + String.join("", bundle.functions.values()) + "})();\n";
  }

  private void add(String name) {
    if (functions.containsKey(name)) {
      return;
    }
    String text = source.apply(name);
    for (Matcher needs = IMPORT.matcher(text); needs.find(); ) {
      add(needs.group(2));
    }
    String exported =
        EXPORT.matcher(text).results().map(one -> one.group(1)).collect(Collectors.joining(", "));
    String body =
        EXPORT
            .matcher(
                IMPORT
                    .matcher(text)
                    .replaceAll(
                        need -> Matcher.quoteReplacement(taken(need.group(1), need.group(2)))))
            .replaceAll("");
    if (OTHER.matcher(body).find()) {
      throw new IllegalStateException(name + " imports or exports in a way that is not known");
    }
    functions.put(
        name,
        "const " + variable(name) + " = (() => {\n" + body + "return {" + exported + "};\n})();\n");
  }

  private static String taken(String names, String from) {
    String pairs =
        names.startsWith("{")
            ? Stream.of(names.substring(1, names.length() - 1).split(",", -1))
                .map(name -> name.strip().replace(" as ", ": "))
                .collect(Collectors.joining(", "))
            : "default: " + names;
    return "const {" + pairs + "} = " + variable(from) + ";";
  }

  private static String variable(String name) {
    return "module" + name.replaceAll("[^A-Za-z]+", "_");
  }
}
