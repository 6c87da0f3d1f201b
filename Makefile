# Everything runs on this machine, on 127.0.0.1. `make` lists the targets: `##` describes one, each `|`
# begins a variable on a line of its own, and `##@` names a group. HelpTest holds the width of a terminal.
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

help: ## lists the commands
	@awk -F '## ' '/^##@ / { print ""; print substr($$0, 5) } \
	  /^[a-z-]+:.*## / { name = $$0; sub(/:.*/, "", name); lines = split($$2, line, " [|] "); \
	    printf "  make %-16s %s\n", name, line[1]; for (i = 2; i <= lines; i++) printf "%25s%s\n", "", line[i] }' $(MAKEFILE_LIST)
	@echo
	@echo 'While make run is up, in a second terminal: local/try/first-drop releases the'
	@echo 'next version, local/try/key makes a key for the wizard. CONTRIBUTING.md says how'
	@echo 'long each command takes.'

##@ Try it
run: build ## starts everything and shows one release; Ctrl-C ends it | APPLE=<url>  talks to Apple instead of the simulator
	@$(call STAYS_UP,SLIPWAY_APPLE_URL='$(APPLE)' $(SLIPWAY) run)

demo: build ## shows one release and exits | FULL=1  with texts and pictures in 12 languages | FIRST=1  an app's first version | TESTFLIGHT=1  a build that goes to testers alone
	@$(SLIPWAY) demo $(if $(FULL),full) $(if $(FIRST),first) $(if $(TESTFLIGHT),testflight)

platform: build ## shows a platform whose customer connects by a link
	@local/try/platform

folder: build ## checks your own fastlane folder with a dry run | DIR=<folder>  the folder | IPA=<file>  its build, when it is elsewhere
	@$(SLIPWAY) folder '$(DIR)' $(if $(IPA),'$(IPA)')

simulator: build ## starts only the App Store Connect simulator
	@$(call STAYS_UP,$(SLIPWAY) simulator)

##@ Build
build: ## compiles without tests; makes the zip to deploy
	@.ci/build
	@$(if $(filter build,$(MAKECMDGOALS)),echo 'Next: make run shows a release; docs/deploying.md says how to deploy.')

##@ Test
test: ## runs the quick tests, for every commit
	@.ci/tests test -q test -fae -DexcludedGroups='$(AFTER_TEST)' -Dtests.sampled $(CONTRACT)

verify: ## runs all tests, and a part of each long list | WHOLE=1  the whole lists | SEED=<n>  the part that a run named | ASC_OPENAPI=<file>,<overlay>  checks all calls | MOTO_ENDPOINT=<url>  tests against moto, too
	@.ci/tests verify -q verify -fae $(if $(WHOLE),,-Dtests.seed=$(or $(SEED),$(shell date +%s))) $(CONTRACT) $(ENDPOINTS)

check: ## runs the tests of one module | MODULE=<module>  such as functions, local/runner | TEST=<class>,<class>#<method>  only these
	@.ci/tests check '$(MODULE)' '$(TEST)' -q test $(CONTRACT)

conformance: ## compares the AWS stand-in with another AWS | MOTO_ENDPOINT=<url>  moto | AWS_ENDPOINT_URL=<url>  any other; aws is AWS itself | SERVICES=s3  only these services
	@rm -rf $(CONFORMANCE); mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest='*ConformanceTest,WholePathOnEndpointTest' -Dmaven.test.failure.ignore \
	  -Dsurefire.failIfNoSpecifiedTests=false $(CONTRACT) $(ENDPOINTS) >target/conformance.log 2>&1; status=$$?; \
	  if grep -qs 'failed=[1-9]' $(addsuffix /*.txt,$(CONFORMANCE)); then status=1; fi; \
	  if [ $$status -ne 0 ]; then cat target/conformance.log >&2; fi; \
	  cat $(addsuffix /*.txt,$(CONFORMANCE)) || status=1; exit $$status

##@ Measure and stress
calls: ## counts the calls of Apple's API for a release
	@rm -f local/runner/target/calls.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=CallCountTest -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/calls.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/calls.log >&2; fi; \
	  cat local/runner/target/calls.txt; exit $$status

fleet: ## drops many apps at once, under Apple's rate limit; slow
	@rm -f local/runner/target/fleet.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=FleetDayTest -Dfleet.whole=true -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/fleet.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/fleet.log >&2; fi; \
	  cat local/runner/target/fleet.txt; exit $$status

growth: ## simulates 100,000 releases a month; 15 minutes
	@rm -f local/runner/target/growth.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=GrowthTest -Dgrowth.whole=true -Dsurefire.compiler= -Dsurefire.failIfNoSpecifiedTests=false \
	  >target/growth.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/growth.txt ]; then cat target/growth.log >&2; exit 1; fi; \
	  cat local/runner/target/growth.txt; exit $$status

sizes: ## measures time and S3 requests by size, up to 10 GB
	@rm -f functions/target/sizes.txt functions/target/large-transfer.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=SizeSlopesTest,LargeTransferTest,ManyMediaTest -Dsizes.whole=true \
	  -Dsurefire.failIfNoSpecifiedTests=false >target/sizes.log 2>&1; status=$$?; \
	  if [ $$status -ne 0 ]; then cat target/sizes.log >&2; fi; \
	  cat functions/target/sizes.txt functions/target/large-transfer.txt; exit $$status

bench: ## compares uploaders | BENCH='<repetitions> <MB plain> <MB TLS> <MB large>'
	@$(BUILD) package -Pbench -pl local/bench -am -Dmaven.test.skip -Dbench.arguments='$(BENCH)'

cold-start: ## measures cold starts against the bare SDK | COLD_START=<n>  repetitions
	@$(BUILD) package -Pcold-start -pl local/lambda -am -Dmaven.test.skip -Dcoldstart.arguments='$(COLD_START)'

crash-test: ## lets every call of a release fail, get lost or repeat
	@rm -f local/runner/target/crash-test.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=CrashTest -Dcrash.every=1 -Dcrash.kills=30 -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/crash-test.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/crash-test.txt ]; then cat target/crash-test.log >&2; exit 1; fi; \
	  cat local/runner/target/crash-test.txt; exit $$status

guesses: ## releases with each guess about Apple turned; slow
	@rm -f local/runner/target/guesses.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=GuessesTest -Dguesses.whole=true -Dsurefire.failIfNoSpecifiedTests=false \
	  $(CONTRACT) >target/guesses.log 2>&1; status=$$?; \
	  if [ ! -f local/runner/target/guesses.txt ]; then cat target/guesses.log >&2; exit 1; fi; \
	  cat local/runner/target/guesses.txt; exit $$status

##@ Operate
redrive: ## lists failed events and puts them back | STACK=<stack>  of a stack, not of this machine | REDRIVE=--dry-run  only lists; --yes asks nothing
	@infrastructure/redrive $(if $(STACK),--stack '$(STACK)',--local '$(or $(SLIPWAY_DIRECTORY),.slipway)') $(REDRIVE)

##@ Check and format
screenshots: ## takes pictures of all pages; needs chromium | DIR=<folder>  where they go
	@test -x /usr/bin/chromedriver || { echo 'screenshots: chromedriver is missing; run: apt-get install chromium chromium-driver' >&2; exit 1; }
	@rm -f local/runner/target/screenshots.txt; mkdir -p target
	@$(BUILD) test -pl local/runner -am -Dtest=ReadmePictures,TerminalPicture,EveryPageInBrowserTest -Dpictures.directory='$(abspath docs/images)' \
	  -Dpages.directory='$(abspath $(or $(DIR),target/screenshots))' -Dsurefire.failIfNoSpecifiedTests=false \
	  >target/screenshots.log 2>&1 || { cat target/screenshots.log >&2; exit 1; }
	@ls -l docs/images/*.png docs/images/demo.svg; cat local/runner/target/screenshots.txt

deploy-rehearsal: build ## runs each documented sam command, against moto
	@.ci/deploy-rehearsal

api-judges: build ## runs clients, linters and a fuzzer on openapi.yaml | SEED=<n>  repeats a run of the fuzzer | SECONDS=<n>  bounds the fuzzer
	@.ci/api-judges $(if $(SEED),--seed '$(SEED)') $(if $(SECONDS),--seconds '$(SECONDS)')

lint: ## checks template.yaml and infrastructure/ | CFN_HANDLERS=<file>  checks the deploy role, too
	@CFN_HANDLERS='$(CFN_HANDLERS)' infrastructure/check-template.py

format: ## formats all Java
	@.ci/format

format-check: ## fails if `make format` would change a file
	@.ci/format --check
