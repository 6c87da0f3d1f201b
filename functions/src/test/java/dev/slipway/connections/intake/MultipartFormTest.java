package dev.slipway.connections.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.problems.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartFormTest {
  @Test
  void readsFieldsAndFilesAsTheyAre() throws Exception {
    byte[] body =
        new Forms()
            .field("keyId", "2X9R4HXF34")
            .file("key", "AuthKey_2X9R4HXF34.p8", "line\r\n--other\r\n\r\n")
            .field("empty", "")
            .bytes();

    List<MultipartForm.Part> parts = read(Forms.CONTENT_TYPE, body);

    assertThat(parts).extracting(MultipartForm.Part::name).containsExactly("keyId", "key", "empty");
    assertThat(parts)
        .extracting(part -> part.text().orElseThrow())
        .containsExactly("2X9R4HXF34", "line\r\n--other\r\n\r\n", "");
    assertThat(parts.get(0).fileName()).isEmpty();
    assertThat(parts.get(1).fileName()).contains("AuthKey_2X9R4HXF34.p8");
  }

  @Test
  void readsFileNamesInEveryNotation() throws Exception {
    assertThat(fileName("filename=\"a b.p8\"")).isEqualTo("a b.p8");
    assertThat(fileName("filename=plain.p8")).isEqualTo("plain.p8");
    assertThat(fileName("filename=\"quote%22and\\\"more.p8\"")).isEqualTo("quote\"and\"more.p8");
    assertThat(fileName("filename=\"C:\\fakepath\\AuthKey.p8\"")).isEqualTo("AuthKey.p8");
    assertThat(fileName("filename=\"../../etc/AuthKey.p8\"")).isEqualTo("AuthKey.p8");
    assertThat(fileName("filename=\"Schlüssel.p8\"")).isEqualTo("Schlüssel.p8");
    assertThat(fileName("filename=\"x.p8\"; filename*=UTF-8''Schl%C3%BCssel.p8"))
        .isEqualTo("Schlüssel.p8");
    assertThat(fileName("filename*=utf-8'de'a+b%20c.p8")).isEqualTo("a+b c.p8");
  }

  @Test
  void acceptsPreambleEpilogueQuotedBoundaryAndPaddedDelimiters() throws Exception {
    String body =
        "preamble\r\n"
            + "--a b  \r\n"
            + "Content-Disposition: form-data; name=x;\r\n\r\n"
            + "1\r\n"
            + "--a b-- \r\n"
            + "epilogue";
    assertThat(read("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", Keys.utf8(body)))
        .extracting(part -> part.text().orElseThrow())
        .containsExactly("1");
  }

  @Test
  void emptyFormHasNoParts() throws Exception {
    assertThat(read("multipart/form-data; boundary=b", Keys.utf8("--b--"))).isEmpty();
  }

  @Test
  void refusesWhatIsNoForm() {
    String good = new Forms().field("keyId", "x").text();
    String start = "--" + Forms.BOUNDARY + "\r\n";
    String end = "\r\n--" + Forms.BOUNDARY + "--";
    for (String body :
        List.of(
            "",
            "keyId=x",
            good.replace("\r\n", "\n"),
            good.substring(0, good.length() - 4),
            good.substring(0, 40),
            good.replace("form-data", "attachment"),
            good.replace("; name=\"keyId\"", ""),
            good.replace("name=\"keyId\"", "name=\"\""),
            good.replace("name=\"keyId\"", "name=\"keyId"),
            good.replace("name=\"keyId\"", "name=\"a\"; name=\"b\""),
            good.replace("name=\"keyId\"", "name=\"a\"; filename*=latin1''x"),
            good.replace("name=\"keyId\"", "name=\"a\"; filename*=UTF-8''%4"),
            good.replace("name=\"keyId\"", "name=\"a\"; filename*=UTF-8''%FF"),
            good.replace("Content-Disposition", "Content-Type"),
            good.replace("Content-Disposition", " Content-Disposition"),
            good.replace("\r\n\r\n", "\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
            good.replace("\r\n\r\n", "\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
            good.replace("\r\n\r\n", "\r\nX: " + "y".repeat(5000) + "\r\n\r\n"),
            start + "\r\nno headers" + end,
            start + "no colon\r\n\r\nx" + end,
            start + end,
            start.strip() + "garbage\r\n\r\n" + end)) {
      assertBroken(Forms.CONTENT_TYPE, body, RequestProblems.MULTIPART_BROKEN);
    }
  }

  @Test
  void refusesContentTypesWithoutUsableBoundary() {
    for (String type :
        List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=\"" + "x".repeat(71) + "\"",
            "multipart/form-data; boundary=\"ends in space \"",
            "multipart/form-data; boundary=\"ümlaut\"")) {
      assertBroken(type, "--x--", RequestProblems.UNSUPPORTED_CONTENT_TYPE);
    }
  }

  @Test
  void bounds() {
    var many = new Forms();
    for (int i = 0; i < 17; i++) {
      many.field("f" + i, "x");
    }
    assertBroken(Forms.CONTENT_TYPE, many.text(), RequestProblems.TOO_MANY_PARTS);
    assertBroken(
        Forms.CONTENT_TYPE,
        new Forms().field("key", "x".repeat(65_536)).text(),
        RequestProblems.BODY_TOO_LARGE);
  }

  private static String fileName(String parameter) throws Exception {
    byte[] body = new Forms().part("form-data; name=\"key\"; " + parameter, "x").bytes();
    return read(Forms.CONTENT_TYPE, body).getFirst().fileName().orElseThrow();
  }

  private static List<MultipartForm.Part> read(String contentType, byte[] body) throws Exception {
    return MultipartForm.read(HeaderParameters.parse(contentType).orElseThrow(), body);
  }

  private static void assertBroken(String contentType, String body, Problem problem) {
    assertThatThrownBy(() -> read(contentType, Keys.utf8(body)))
        .as(body)
        .isInstanceOfSatisfying(
            BrokenFormException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
