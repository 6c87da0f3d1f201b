package dev.slipway;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/// The sentences in the code of the functions that people read: details of problems, findings, and
/// lines of the timeline. A value that is put into a sentence appears as `…`.
///
/// The compiler's parser finds them: texts of at least three words that are neither logged nor the
/// message of an exception.
@NullMarked
final class UserTexts {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern SENTENCE =
      Pattern.compile("[A-Z…“\"](\\S*\\s\\S+\\s.*[.!?:…]|\\S*(\\s\\S+){3,})");
  private static final Set<String> NOT_FOR_USERS = Set.of("log", "compile", "as", "getProperty");

  private UserTexts() {}

  /// Returns the sentences by the name of their source file, in the order of the code.
  static SequencedMap<String, Set<String>> bySource() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new TreeMap<String, Set<String>>();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.walk(SOURCES)) {
      var sources =
          paths
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> !path.endsWith("package-info.java"))
              .sorted()
              .toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        var texts = new LinkedHashSet<String>();
        new Scanner(texts).scan(unit, null);
        if (!texts.isEmpty()) {
          var path = Path.of(unit.getSourceFile().toUri().getPath());
          String name = path.getParent().getFileName() + "/" + path.getFileName();
          found.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(texts);
        }
      }
    }
    return found;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final Set<String> texts;

    Scanner(Set<String> texts) {
      this.texts = texts;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
      String name = call.getMethodSelect().toString();
      if (name.startsWith("Rule.")) {
        // The last argument is the source of the rule, which only docs/preflight.md shows.
        return scan(call.getArguments().subList(0, call.getArguments().size() - 1), unused);
      }
      return NOT_FOR_USERS.contains(name.substring(name.lastIndexOf('.') + 1))
          ? null
          : super.visitMethodInvocation(call, unused);
    }

    @Override
    public Void visitNewClass(NewClassTree creation, Void unused) {
      String type = creation.getIdentifier().toString();
      return type.endsWith("Exception") && !type.startsWith("Problem")
          ? null
          : super.visitNewClass(creation, unused);
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void unused) {
      var parts = new ArrayList<ExpressionTree>();
      flatten(sum, parts);
      if (parts.stream().anyMatch(Scanner::isText)) {
        var text = new StringBuilder();
        for (ExpressionTree part : parts) {
          text.append(isText(part) ? ((LiteralTree) part).getValue() : "…");
        }
        add(text.toString());
        parts.stream().filter(part -> !isText(part)).forEach(part -> scan(part, unused));
        return null;
      }
      return super.visitBinary(sum, unused);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void unused) {
      if (isText(literal)) {
        add((String) literal.getValue());
      }
      return null;
    }

    private static boolean isText(ExpressionTree tree) {
      return tree instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private static void flatten(ExpressionTree tree, List<ExpressionTree> parts) {
      switch (tree) {
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
          flatten(sum.getLeftOperand(), parts);
          flatten(sum.getRightOperand(), parts);
        }
        case ParenthesizedTree inner -> parts.add(inner.getExpression());
        default -> parts.add(tree);
      }
    }

    private void add(String text) {
      String shown = text.replaceAll("%[a-z,.0-9$]*[sdf]", "…").strip();
      if (SENTENCE.matcher(shown).matches() && !shown.contains("\n")) {
        texts.add(shown);
      }
    }
  }
}
