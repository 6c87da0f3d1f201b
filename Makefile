# Everything runs on this machine, on 127.0.0.1. `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help build test verify check conformance bench run demo calls fleet sizes cold-start crash-test redrive simulator screenshots lint format format-check

BUILD := .ci/maven -q -B -ntp
SLIPWAY := local/runner/target/slipway
# After Ctrl-C the last line is the program's: make would add "*** Interrupt".
STAYS_UP = trap : INT; $(1); status=$$?; [ $$status -eq 130 ] || exit $$status
ENDPOINTS = $(if $(MOTO_ENDPOINT),-Dmoto.endpoint='$(MOTO_ENDPOINT)') $(if $(AWS_ENDPOINT_URL),-Daws.endpoint='$(AWS_ENDPOINT_URL)')
CONFORMANCE := local/aws/target/conformance local/runner/target/conformance
# Tags of the tests that `make verify` runs and `make test` does not. CONTRIBUTING.md says what each means.
AFTER_TEST := proof,fuzz,browser,program,endpoint,zip
CONTRACT = $(if $(ASC_OPENAPI),-Dasc.openapi=$(abspath $(ASC_OPENAPI)))

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

build: ## compiles and packages, without tests: functions/target/slipway-functions.zip is what is deployed
	@.ci/build

test: ## before every commit, within minutes: no browser, no Docker, no network, no long list
	@.ci/tests test -q test -fae -DexcludedGroups='$(AFTER_TEST)' -Dtests.sampled $(CONTRACT)

verify: ## before a change is handed over: all tests, on all that is here; ASC_OPENAPI=<Apple's OpenAPI file> holds all calls against it
	@.ci/tests verify -q verify -fae $(CONTRACT) $(ENDPOINTS)

check: ## one module and what it needs: MODULE=functions, and TEST=<class>, <class>#<method>, or several with commas
	@.ci/tests check '$(MODULE)' '$(TEST)' -q test $(CONTRACT)

conformance: ## what AWS does, and the whole path, on each endpoint: MOTO_ENDPOINT=<url>, AWS_ENDPOINT_URL=<url, or aws for AWS itself>
	@rm -rf $(CONFORMANCE); mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest='*ConformanceTest,WholePathOnEndpointTest' \
	  -Dsurefire.failIfNoSpecifiedTests=false $(CONTRACT) $(ENDPOINTS) >target/conformance.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/conformance.log >&2; fi; \
	  cat $(addsuffix /*.txt,$(CONFORMANCE)); exit $$status

run: build ## starts everything, shows one release from drop to App Store, stays up; APPLE=<url> talks to Apple itself
	@$(call STAYS_UP,SLIPWAY_APPLE_URL='$(APPLE)' $(SLIPWAY) run)

demo: build ## the same release on free ports in a fresh directory, then ends; FULL=1 with a complete fastlane folder
	@$(SLIPWAY) demo $(if $(FULL),full)

calls: ## how many calls of Apple's API a release takes, by endpoint
	@rm -f local/runner/target/calls.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=CallCountTest -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/calls.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/calls.log >&2; fi; \
	  cat local/runner/target/calls.txt; exit $$status

fleet: ## many apps of many tenants dropped at one moment, under Apple's limit of calls; takes its time
	@rm -f local/runner/target/fleet.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=FleetDayTest -Dfleet.whole=true -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/fleet.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/fleet.log >&2; fi; \
	  cat local/runner/target/fleet.txt; exit $$status

sizes: ## time and S3 requests against size: drops, open releases, connections, and 4.5 GB through 64 MB of heap
	@rm -f functions/target/sizes.txt functions/target/large-transfer.txt; mkdir -p target
	@$(BUILD) test -pl functions -am -Dtest=SizeSlopesTest,LargeTransferTest -Dsizes.whole=true \
	  -Dsurefire.failIfNoSpecifiedTests=false >target/sizes.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/sizes.log >&2; fi; \
	  cat functions/target/sizes.txt functions/target/large-transfer.txt; exit $$status

bench: ## the uploader against other ways to move the same bytes, 2 to 3 minutes; BENCH='<repetitions> <MB plain> <MB TLS> <MB large>'
	@$(BUILD) package -Pbench -pl local/bench -am -Dmaven.test.skip -Dbench.arguments='$(BENCH)'

cold-start: ## how long a new process of each function takes to its first answer, beside the least that one can be; COLD_START=<repetitions>
	@$(BUILD) package -Pcold-start -pl local/lambda -am -Dmaven.test.skip -Dcoldstart.arguments='$(COLD_START)'

crash-test: ## one run for every call and trigger of a release and of connecting that can die, get lost or come twice; 30 SIGKILLs
	@rm -f local/runner/target/crash-test.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=CrashTest -Dcrash.every=1 -Dcrash.kills=30 -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/crash-test.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/crash-test.txt ]; then cat target/crash-test.log >&2; exit 1; fi; \
	  cat local/runner/target/crash-test.txt; exit $$status

redrive: ## events that failed for good, with their reasons; put back on request. STACK=<stack> for AWS, REDRIVE='--dry-run', '--yes'
	@infrastructure/redrive $(if $(STACK),--stack '$(STACK)',--local '$(or $(SLIPWAY_DIRECTORY),.slipway)') $(REDRIVE)

simulator: build ## App Store Connect alone, for any client
	@$(call STAYS_UP,$(SLIPWAY) simulator)

screenshots: ## takes the pictures of README.md again, from the running product; needs chromium and chromium-driver
	@test -x /usr/bin/chromedriver || { echo 'screenshots: apt-get install chromium chromium-driver' >&2; exit 1; }
	@mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=ReadmePictures -Dpictures.directory='$(abspath docs/images)' \
	  -Dsurefire.failIfNoSpecifiedTests=false >target/screenshots.log 2>&1 || { cat target/screenshots.log >&2; exit 1; }
	@ls -l docs/images/*.png

lint: ## template.yaml and infrastructure/, before and after the SAM transform
	@infrastructure/check-template.py

format: ## formats all Java
	@.ci/format

format-check: ## fails when `make format` would change something
	@.ci/format --check
