package dev.slipway.aws.edge;

import java.util.regex.Pattern;

/// Decides which texts name a tenant.
final class TenantName {
  private static final int MAX_LENGTH = 200;

  /// `<nil>` is how Go, whose forms the HTTP API uses for lists and objects, prints a missing
  /// value.
  private static final Pattern NO_NAME =
      Pattern.compile(
          "null|undefined|<nil>|true|false|nan|[+-]?[0-9]*\\.[0-9]+(e[+-]?[0-9]+)?|[+-]?[0-9]+e[+-]?[0-9]+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]+");

  private TenantName() {}

  /// Returns whether the text is one name. The HTTP API passes claims of any type as text, a list
  /// as `[a b]` and an object as `map[a:b]`: neither is one tenant, nor is what a claim without a
  /// value or of another type becomes, by the gateway or by the issuer's own template. An integer
  /// passes: as text it cannot be distinguished from the ID of an organisation. Control characters
  /// and halves of surrogate pairs would give different names the same key.
  static boolean isOneName(String tenant) {
    boolean several = tenant.endsWith("]") && (tenant.startsWith("[") || tenant.startsWith("map["));
    if (NO_NAME.matcher(tenant.strip()).matches()) {
      return false;
    }
    return !tenant.isBlank()
        && tenant.length() <= MAX_LENGTH
        && !several
        && tenant
            .codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
  }

  /// Returns whether the value of a header is one name. The HTTP API joins the values of a header
  /// that is sent twice by a comma (API Gateway Developer Guide, "Create AWS Lambda proxy
  /// integrations for HTTP APIs"), and other characters than these have no agreed encoding in a
  /// header (RFC 9110, section 5.5).
  static boolean isOneHeader(String value) {
    return isOneName(value)
        && value.indexOf(',') < 0
        && value.equals(value.strip())
        && PRINTABLE_ASCII.matcher(value).matches();
  }
}
