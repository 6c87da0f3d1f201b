package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.runner.identity.LocalUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `infrastructure/costs.py` counts no fewer requests than are made.
class CostsTest {
  private static final String[] FUNCTIONS = {
    "ApiFunction",
    "ConnectionCheckFunction",
    "DropIntakeFunction",
    "ReleaseUploadFunction",
    "ReviewStatusFunction",
    "AppleWebhookFunction",
    "ConnectLinkFunction"
  };

  @TempDir Path directory;
  private Stage stage;
  private int before;

  @BeforeEach
  void start() throws Exception {
    stage = Stage.small(directory);
    stage.app();
  }

  @AfterEach
  void stop() throws Exception {
    stage.close();
  }

  private void count() {
    before = stage.local.aws().requests().all().size();
  }

  private List<RecordedRequest> counted() {
    var all = stage.local.aws().requests().all();
    return all.subList(before, all.size());
  }

  private static void assertWithin(CostFigures.Counted counted, String name, int times)
      throws Exception {
    assertThat(counted.writes())
        .as(name + " writes")
        .isPositive()
        .isLessThanOrEqualTo(times * CostFigures.constant(name + "_S3_WRITES"));
    assertThat(counted.reads())
        .as(name + " reads")
        .isLessThanOrEqualTo(times * CostFigures.constant(name + "_S3_READS"));
  }

  @Test
  void ofRoundsWithNothingDue() throws Exception {
    stage.connect();
    stage.advance(Duration.ofHours(1));
    count();

    stage.advance(Duration.ofHours(1));

    assertWithin(CostFigures.of(counted(), "ReviewStatusFunction"), "SWEEP", 12);
    assertWithin(CostFigures.of(counted(), "ConnectionCheckFunction"), "DUE_ROUND", 12);
    assertWithin(CostFigures.of(counted(), "DropIntakeFunction"), "DROP_ROUND", 1);
  }

  @Test
  void ofACheck() throws Exception {
    String connection = stage.connect();
    count();

    stage.call(LocalUser.ALICE, "POST", "/connections/" + connection + "/check", null);

    var check = CostFigures.of(counted(), "ConnectionCheckFunction");
    assertWithin(check, "CHECK", 1);
    assertThat(check.secretReads()).isLessThanOrEqualTo(1);
  }

  /// [ReleaseRequestsTest] counts the requests of S3.
  @Test
  void ofARelease() throws Exception {
    String connection = stage.connect();
    count();

    stage.put(connection + "/App.ipa", Stage.ipa("1.1", "2"));
    stage.local.settle();
    stage.advanceUntil("READY_FOR_DISTRIBUTION");

    var release = CostFigures.of(counted(), FUNCTIONS);
    assertThat(release.secretReads())
        .isPositive()
        .isLessThanOrEqualTo(CostFigures.constant("RELEASE_SECRET_READS"));
  }
}
