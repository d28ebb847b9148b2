package blackout.exhibit;

import blackout.check.Category;
import blackout.check.Rule;
import blackout.inventory.WindowsVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The rules themselves as a table. */
public final class CheckTables {

  private CheckTables() {}

  /** One record for each rule. */
  public static Table rules(List<Rule> rules) {
    return Table.create(
        "rules",
        StringColumn.create("id", rules.stream().map(Rule::id).toList()),
        StringColumn.create("title", rules.stream().map(Rule::title).toList()),
        StringColumn.create("category", rules.stream().map(CheckTables::categories).toList()),
        StringColumn.create("severity", rules.stream().map(c -> c.severity().word()).toList()),
        StringColumn.create("platforms", rules.stream().map(Rule::platforms).toList()),
        StringColumn.create(
            "after", rules.stream().map(c -> String.join(" ", c.dependsOn())).toList()),
        StringColumn.create("source", rules.stream().map(Rule::source).toList()));
  }

  /**
   * Where a rule stands in the report, by version: {@code "Storage"}, or {@code "Cluster
   * Configuration in 2008 R2, Hyper-V Configuration from 2012"}.
   */
  public static String categories(Rule rule) {
    Map<Category, List<WindowsVersion>> versions = new LinkedHashMap<>();
    for (WindowsVersion version : WindowsVersion.values()) {
      if (rule.windows().map(w -> w.include(version)).orElse(true)) {
        versions.computeIfAbsent(rule.category().in(version), c -> new ArrayList<>()).add(version);
      }
    }
    List<String> spans = new ArrayList<>();
    versions.forEach((category, among) -> spans.add(category.title() + span(among)));
    return versions.size() == 1
        ? versions.keySet().iterator().next().title()
        : String.join(", ", spans);
  }

  private static String span(List<WindowsVersion> versions) {
    WindowsVersion first = versions.get(0);
    WindowsVersion last = versions.get(versions.size() - 1);
    if (last == WindowsVersion.newest()) {
      return " from " + first.label();
    }
    return " in " + first.label() + (first == last ? "" : " to " + last.label());
  }
}
