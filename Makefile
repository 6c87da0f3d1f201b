# Everything runs on this machine, on 127.0.0.1. `make` lists the targets.
.DEFAULT_GOAL := help
.PHONY: help build test verify check conformance bench run demo platform folder calls fleet growth sizes cold-start crash-test guesses redrive simulator screenshots deploy-rehearsal api-judges lint format format-check

BUILD := .ci/maven -q -B -ntp
SLIPWAY := local/runner/target/slipway
# Keeps the program's line as the last one after Ctrl-C: make would add "*** Interrupt".
STAYS_UP = trap : INT; $(1); status=$$?; [ $$status -eq 130 ] || exit $$status
ENDPOINTS = $(if $(MOTO_ENDPOINT),-Dmoto.endpoint='$(MOTO_ENDPOINT)') $(if $(AWS_ENDPOINT_URL),-Daws.endpoint='$(AWS_ENDPOINT_URL)') $(if $(SERVICES),-Daws.services='$(SERVICES)')
CONFORMANCE := local/aws/target/conformance local/runner/target/conformance
# Tags of the tests that only `make verify` runs. CONTRIBUTING.md explains them.
AFTER_TEST := proof,answer,fuzz,browser,program,endpoint,zip
comma := ,
empty :=
space := $(empty) $(empty)
# A list: Apple's document, then overlays that are merged into it.
CONTRACT = $(if $(ASC_OPENAPI),-Dasc.openapi=$(subst $(space),$(comma),$(abspath $(subst $(comma),$(space),$(ASC_OPENAPI)))))

help: ## lists the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22
	@echo 'While make run is up, local/try/first-drop releases the next version, from another terminal.'

build: ## compiles without tests and creates functions/target/slipway-functions.zip
	@.ci/build

test: ## runs the quick tests, for every commit: no browser, Docker or network
	@.ci/tests test -q test -fae -DexcludedGroups='$(AFTER_TEST)' -Dtests.sampled $(CONTRACT)

verify: ## runs all tests, of long lists a part: WHOLE=1 all, SEED=<n> that part; ASC_OPENAPI=<file>,<overlay>
	@.ci/tests verify -q verify -fae $(if $(WHOLE),,-Dtests.seed=$(or $(SEED),$(shell date +%s))) $(CONTRACT) $(ENDPOINTS)

check: ## runs the tests of one module: MODULE=functions [TEST=<class>,<class>#<method>]
	@.ci/tests check '$(MODULE)' '$(TEST)' -q test $(CONTRACT)

conformance: ## tests the AWS stand-in and MOTO_ENDPOINT=<url>, AWS_ENDPOINT_URL=<url|aws> [SERVICES=s3]
	@rm -rf $(CONFORMANCE); mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest='*ConformanceTest,WholePathOnEndpointTest' -Dmaven.test.failure.ignore \
	  -Dsurefire.failIfNoSpecifiedTests=false $(CONTRACT) $(ENDPOINTS) >target/conformance.log 2>&1; status=$$?; \
	  if grep -qs 'failed=[1-9]' $(addsuffix /*.txt,$(CONFORMANCE)); then status=1; fi; \
	  if [ $$status -ne 0 ]; then cat target/conformance.log >&2; fi; \
	  cat $(addsuffix /*.txt,$(CONFORMANCE)) || status=1; exit $$status

run: build ## starts everything and shows one release; APPLE=<url> talks to Apple
	@$(call STAYS_UP,SLIPWAY_APPLE_URL='$(APPLE)' $(SLIPWAY) run)

demo: build ## shows one release and exits; FULL=1 a full folder, FIRST=1 a first version, TESTFLIGHT=1 testers
	@$(SLIPWAY) demo $(if $(FULL),full) $(if $(FIRST),first) $(if $(TESTFLIGHT),testflight)

platform: build ## shows a platform: its customer connects by a link, a build is approved and released
	@local/try/platform

folder: build ## checks a fastlane folder with a dry run: DIR=<folder> [IPA=<.ipa>]
	@$(SLIPWAY) folder '$(DIR)' $(if $(IPA),'$(IPA)')

calls: ## counts the calls of Apple's API for a release, by endpoint
	@rm -f local/runner/target/calls.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=CallCountTest -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/calls.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/calls.log >&2; fi; \
	  cat local/runner/target/calls.txt; exit $$status

fleet: ## drops many apps of many tenants at once, under Apple's rate limit; slow
	@rm -f local/runner/target/fleet.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=FleetDayTest -Dfleet.whole=true -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/fleet.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/fleet.log >&2; fi; \
	  cat local/runner/target/fleet.txt; exit $$status

growth: ## runs an hour and a sweep of 100,000 releases a month, with its costs; 15 minutes
	@rm -f local/runner/target/growth.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=GrowthTest -Dgrowth.whole=true -Dsurefire.compiler= -Dsurefire.failIfNoSpecifiedTests=false \
	  >target/growth.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/growth.txt ]; then cat target/growth.log >&2; exit 1; fi; \
	  cat local/runner/target/growth.txt; exit $$status

sizes: ## measures time and S3 requests by size, and 4.5 and 10 GB through 64 MB of heap
	@rm -f functions/target/sizes.txt functions/target/large-transfer.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=SizeSlopesTest,LargeTransferTest,ManyMediaTest -Dsizes.whole=true \
	  -Dsurefire.failIfNoSpecifiedTests=false >target/sizes.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/sizes.log >&2; fi; \
	  cat functions/target/sizes.txt functions/target/large-transfer.txt; exit $$status

bench: ## compares uploaders; BENCH='<repetitions> <MB plain> <MB TLS> <MB large>'
	@$(BUILD) package -Pbench -pl local/bench -am -Dmaven.test.skip -Dbench.arguments='$(BENCH)'

cold-start: ## measures cold starts against the bare SDK; COLD_START=<repetitions>
	@$(BUILD) package -Pcold-start -pl local/lambda -am -Dmaven.test.skip -Dcoldstart.arguments='$(COLD_START)'

crash-test: ## lets every call and trigger of a release fail, get lost or repeat; 30 SIGKILLs
	@rm -f local/runner/target/crash-test.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=CrashTest -Dcrash.every=1 -Dcrash.kills=30 -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/crash-test.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/crash-test.txt ]; then cat target/crash-test.log >&2; exit 1; fi; \
	  cat local/runner/target/crash-test.txt; exit $$status

guesses: ## runs releases with each guess about Apple turned, and with all turned; slow
	@rm -f local/runner/target/guesses.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=GuessesTest -Dguesses.whole=true -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/guesses.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/guesses.txt ]; then cat target/guesses.log >&2; exit 1; fi; \
	  cat local/runner/target/guesses.txt; exit $$status

redrive: ## lists and puts back failed events; STACK=<stack> REDRIVE=--dry-run|--yes
	@infrastructure/redrive $(if $(STACK),--stack '$(STACK)',--local '$(or $(SLIPWAY_DIRECTORY),.slipway)') $(REDRIVE)

simulator: build ## starts only the App Store Connect simulator, for any client
	@$(call STAYS_UP,$(SLIPWAY) simulator)

screenshots: ## takes README's screenshots again; needs chromium and chromium-driver
	@test -x /usr/bin/chromedriver || { echo 'screenshots: chromedriver is missing; run: apt-get install chromium chromium-driver' >&2; exit 1; }
	@mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=ReadmePictures -Dpictures.directory='$(abspath docs/images)' \
	  -Dsurefire.failIfNoSpecifiedTests=false >target/screenshots.log 2>&1 || { cat target/screenshots.log >&2; exit 1; }
	@ls -l docs/images/*.png

deploy-rehearsal: build ## runs every documented sam command against moto, up to the change set
	@.ci/deploy-rehearsal

api-judges: build ## runs docs/api.md, generated clients, linters and a fuzzer on openapi.yaml; SEED=<n> SECONDS=<n>
	@.ci/api-judges $(if $(SEED),--seed '$(SEED)') $(if $(SECONDS),--seconds '$(SECONDS)')

lint: ## checks template.yaml and infrastructure/; CFN_HANDLERS=<file> checks the deploy role
	@CFN_HANDLERS='$(CFN_HANDLERS)' infrastructure/check-template.py

format: ## formats all Java
	@.ci/format

format-check: ## fails if `make format` would change a file
	@.ci/format --check
