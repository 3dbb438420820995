# Everyread: one folder of Markdown and findings becomes a family of accessible
# publications. `make help` lists the targets; the two that matter to most:
# `make publications` and `make test`. Both install what is missing first.

SHELL := /bin/bash
, := ,
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
VARIANT ?= release
BUILD := build/$(VARIANT)
PREFIX ?= /usr/local
INSTALL_PREFIX = $(PREFIX)
VERSION := 0.2.0

# One short line a file; V=1 shows the whole commands, -s nothing.
V ?= 0
ifneq ($(V),1)
Q := @
is_silent = $(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $(is_silent),,@printf '  %-5s %s\n' $(1) $(2))
endif

# The rooms, each before those that it may know (generator/README.md). It is
# the order in which the archives are linked; tests/tools/check-rooms reads the
# includes.
ROOMS := commands preview lsp translate check evidence office epub audio html gfm data braille speech told plain pdf pages layout text frame image chart svg drawing markdown document quote count read collection locale template publication theme container base

# ---- What must be on the machine -------------------------------------------

BUILD_PACKAGES := gcc make pkg-config libc6-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libhpdf-dev libharfbuzz-dev libicu-dev libyaml-dev libpng-dev libjpeg-dev liblcms2-dev \
	libdeflate-dev libpcre2-dev libxml2-dev libzip-dev libcsv-dev libjansson-dev nettle-dev librsvg2-dev libcairo2-dev libseccomp-dev libmicrohttpd-dev libqrencode-dev libxxhash-dev liblouis-dev liblouis-data \
	fonts-noto-core fonts-noto-cjk fonts-noto-mono fonts-symbola icc-profiles-free man-db
TEST_PACKAGES := clang liblouis-bin icu-devtools libclang-rt-dev libcmocka-dev libjansson-dev libglpk-dev qpdf poppler-utils librsvg2-bin mupdf-tools chromium \
	cmark-gfm default-jre-headless espeak-ng opus-tools lame nodejs npm unicode-data python3 libxml2-utils mandoc valgrind clang-format epubcheck python3-jsonschema python3-pikepdf python3-pil python3-yaml libpdfbox2-java \
	zbar-tools jing gettext translate-toolkit po4a libreoffice-writer-nogui ninja-build neovim

# Installs the packages named in $(1) that dpkg does not know as installed and
# whose program, in $(2) as PROGRAM:PACKAGE, is not there either. A source that
# apt cannot reach matters only if a package is then missing; a machine that has
# just started may still be installing its updates.
APT_INSTALL := apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600
define install_missing
	@missing=$$(for package in $(1); do \
		dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || echo $$package; done); \
	for program in $(2); do command -v $${program%%:*} >/dev/null && missing=$$(echo "$$missing" | grep -vx "$${program##*:}"); done; \
	if [ -n "$$missing" ]; then \
		echo "Downloading and installing from Debian, which takes some minutes (log: build/apt.log):" $$missing; \
		as=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		if ! command -v $${as:-true} >/dev/null; then \
			echo "make: neither root nor sudo: have these packages installed, then run make again" >&2; exit 1; \
		fi; \
		{ $$as apt-get update -qq; $$as env DEBIAN_FRONTEND=noninteractive $(APT_INSTALL) $$missing; } \
			>build/apt.log 2>&1 </dev/null || { cat build/apt.log >&2; exit 1; }; \
	fi
endef

build/build-packages.stamp: Makefile
	@mkdir -p build
	$(call install_missing,$(BUILD_PACKAGES),)
	@touch $@

# node, npm and java may also come from elsewhere than Debian. One apt after the
# other: they lock each other out.
build/test-packages.stamp: Makefile build/build-packages.stamp
	$(call install_missing,$(TEST_PACKAGES),node:nodejs npm:npm java:default-jre-headless)
	@touch $@

# Packages come before anything asks pkg-config: make reads the flags when a
# recipe runs, not when the Makefile is read.
MODULES := libcmark-gfm harfbuzz harfbuzz-subset icu-i18n icu-uc yaml-0.1 libpng libjpeg lcms2 libseccomp libdeflate libpcre2-8 libxml-2.0 jansson nettle libxxhash liblouis
# Loaded when they are first wanted, so not linked (generator/base/library.h).
LOADED_MODULES := librsvg-2.0 cairo libzip libmicrohttpd libqrencode

# ---- Compiling -------------------------------------------------------------

CC_release := $(CC)
CC_clang := clang
CC_fuzz := clang
COMPILER := $(or $(CC_$(VARIANT)),$(CC))
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wformat-nonliteral -Wswitch-enum -Werror=switch -Werror=switch-enum
CFLAGS_release := -O2 -g -DNDEBUG
CFLAGS_debug := -O0 -g
CFLAGS_asan := -O1 -g1 -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_tsan := -O1 -g1 -Werror -DNDEBUG -fsanitize=thread
CFLAGS_clang := -O1 -Werror
# No -g: what compiles to the same bytes is the same program (tests/tools/mutate).
CFLAGS_mutant := -O1 -w
CFLAGS_fuzz := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fprofile-instr-generate -fcoverage-mapping
# The tests themselves, which are long and run once.
TEST_CFLAGS_asan := -O0
# Asked once, when the first recipe wants them.
MODULE_CFLAGS = $(eval MODULE_CFLAGS := $(shell pkg-config --cflags $(MODULES) $(LOADED_MODULES)))$(MODULE_CFLAGS)
MODULE_LIBRARIES = $(eval MODULE_LIBRARIES := $(shell pkg-config --libs $(MODULES)))$(MODULE_LIBRARIES)
# The name under which a library that is loaded will be found.
soname = $(shell readelf -d "$$($(CC) -print-file-name=lib$(1).so)" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
LIBRARY_NAMES = $(eval LIBRARY_NAMES := -DLIBZIP_NAME='"$(call soname,zip)"' -DLIBMICROHTTPD_NAME='"$(call soname,microhttpd)"' -DLIBQRENCODE_NAME='"$(call soname,qrencode)"')$(LIBRARY_NAMES)
ALL_CFLAGS = -std=c11 $(WARNINGS) $(CFLAGS_$(VARIANT)) -Igenerator -DU_CHARSET_IS_UTF8=1 \
	-DEVERYREAD_VERSION='"$(VERSION)"' -DEVERYREAD_PREFIX='"$(PREFIX)"' $(LIBRARY_NAMES) $(MODULE_CFLAGS) $(CFLAGS)
LIBRARIES = -lcmark-gfm-extensions $(MODULE_LIBRARIES) -lhpdf -lcsv -lm -lpthread

room_sources = $(sort $(wildcard generator/$(1)/*.c))
room_objects = $(patsubst generator/%.c,$(BUILD)/%.o,$(call room_sources,$(1)))
ARCHIVES := $(foreach room,$(ROOMS),$(if $(call room_sources,$(room)),$(BUILD)/$(room).a))
OBJECTS := $(foreach room,$(ROOMS),$(call room_objects,$(room)))
PROGRAM := $(BUILD)/everyread

$(BUILD)/flags.stamp: Makefile build/build-packages.stamp
	@mkdir -p $(BUILD)
	@echo '$(COMPILER) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(COMPILER) $(ALL_CFLAGS)' > $@

$(OBJECTS): $(BUILD)/%.o: generator/%.c $(BUILD)/flags.stamp
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(COMPILER) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

-include $(OBJECTS:.o=.d)

# What the assembler takes in, compilers do not tell.
$(BUILD)/preview/assets.o: $(wildcard generator/preview/*.js generator/preview/*.css generator/preview/*.html)

define archive_rule
$(BUILD)/$(1).a: $$(call room_objects,$(1))
	@rm -f $$@
	$$(Q)ar rcs $$@ $$^
endef
$(foreach room,$(ROOMS),$(eval $(call archive_rule,$(room))))

$(PROGRAM): $(ARCHIVES)
	$(call say,LINK,$@)
	$(Q)$(COMPILER) $(ALL_CFLAGS) -o $@ $(ARCHIVES) $(LIBRARIES)

.PHONY: help program
program: $(PROGRAM) ## the program alone: build/release/everyread

# What the compiler has to say, without code: seconds instead of minutes.
.PHONY: syntax
syntax: build/build-packages.stamp
	@printf '%s\n' $(OBJECTS:$(BUILD)/%.o=generator/%.c) | xargs -P "$$(nproc)" -n 24 $(COMPILER) $(ALL_CFLAGS) -fsyntax-only

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

# ---- Fonts -----------------------------------------------------------------

.PHONY: fonts
fonts: build/fonts.stamp ## link the fonts that fonts/fonts.yaml names into fonts/
build/fonts.stamp: fonts/fonts.yaml tests/tools/link-fonts build/build-packages.stamp
	@tests/tools/link-fonts fonts
	@touch $@

# ---- Publications ----------------------------------------------------------

.PHONY: publications
publications: build/build-packages.stamp ## build every publication of content/ into dist/
	@$(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$$(nproc)) program build/fonts.stamp
	@$(PROGRAM) build
	@echo "Open dist/index.html to see them; dist/*/manifest.json lists all files."

# ---- Tests -----------------------------------------------------------------
# Unit tests: tests/unit/<room>_<subject>.c, compiled once each and linked into
# one program a room, with the room and the rooms after it in ROOMS: a call
# against the direction of the rooms does not link. tests/unit/unit.h says how
# a file joins.

UNIT_SOURCES := $(sort $(wildcard tests/unit/*_*.c))
UNIT_OBJECTS := $(UNIT_SOURCES:tests/%.c=$(BUILD)/tests/%.o)
UNIT_RUNNER := $(BUILD)/tests/unit/unit.o
room_of = $(firstword $(subst _, ,$(notdir $(1))))
UNIT_ROOMS := $(sort $(foreach source,$(UNIT_SOURCES),$(call room_of,$(source))))
UNIT_PROGRAMS := $(UNIT_ROOMS:%=$(BUILD)/unit/%_tests)
unit_objects = $(UNIT_RUNNER) $(filter $(BUILD)/tests/unit/$(1)_%,$(UNIT_OBJECTS))
rooms_from = $(if $(2),$(if $(filter $(1),$(firstword $(2))),$(2),$(call rooms_from,$(1),$(wordlist 2,99,$(2)))))
room_archives = $(filter $(ARCHIVES),$(patsubst %,$(BUILD)/%.a,$(call rooms_from,$(call room_of,$(1)),$(ROOMS))))

# What a room's tests need beyond what the program does.
TEST_LIBRARIES_template := -ljansson
TEST_LIBRARIES_count := -lglpk

$(UNIT_OBJECTS) $(UNIT_RUNNER): $(BUILD)/tests/%.o: tests/%.c $(BUILD)/flags.stamp build/test-packages.stamp
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(COMPILER) $(ALL_CFLAGS) $(TEST_CFLAGS_$(VARIANT)) -Itests -MMD -MP -c $< -o $@
-include $(UNIT_OBJECTS:.o=.d) $(UNIT_RUNNER:.o=.d)

.SECONDEXPANSION:
$(UNIT_PROGRAMS): $(BUILD)/unit/%_tests: $$(call unit_objects,$$*) $$(call room_archives,$$*)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(COMPILER) $(ALL_CFLAGS) -o $@ $(call unit_objects,$*) $(call room_archives,$*) $(LIBRARIES) -lcmocka -lzip $(TEST_LIBRARIES_$*)

.PHONY: unit
unit: $(UNIT_PROGRAMS) ## the unit tests; those of one room: make unit-base
	@tests/tools/run-unit $(UNIT_PROGRAMS)
unit-%: $(BUILD)/unit/%_tests
	@tests/tools/run-unit $<

# Cases with the text that they must give: tests/tools/check-goldens says how.
.PHONY: goldens update-golden
goldens: $(PROGRAM) build/fonts.stamp build/test-packages.stamp ## run the program on cases and compare what it prints
	@tests/tools/check-goldens $(PROGRAM)
update-golden: $(PROGRAM) build/fonts.stamp build/test-packages.stamp ## accept what the program prints now, showing what changes
	@tests/tools/check-goldens $(PROGRAM) --update

# tests/tags/: tests/tools/check-tags says how.
.PHONY: readers update-readers tags update-tags
readers: $(PROGRAM) build/fonts.stamp build/node.stamp ## measure how much of PDFs' text comes back from each reader
	@tests/tools/check-readers $(PROGRAM) build/readers tests/readers/*.md
update-readers: $(PROGRAM) build/fonts.stamp build/node.stamp ## accept what comes back now, and measure Chromium's print beside it
	@tests/tools/check-readers --update $(PROGRAM) build/readers tests/readers/*.md

tags: $(PROGRAM) build/fonts.stamp build/node.stamp ## compare what a listener is told by PDFs, by their pages, and what was expected
	@tests/tools/check-tags $(PROGRAM) build/tags
update-tags: $(PROGRAM) build/fonts.stamp build/node.stamp ## accept what PDFs say now, showing what changes
	@tests/tools/check-tags $(PROGRAM) build/tags --update

# tests/random/ writes documents number FIRST and on; what was made stays in
# build/random/. EVERYREAD_VERAPDF as in tests/tools/check-publications.
COUNT ?= 200
FIRST ?= 1
.PHONY: check-random
check-random: $(PROGRAM) build/fonts.stamp build/node.stamp ## check COUNT documents that are written at random, from number FIRST on
	@tests/tools/check-random --count $(COUNT) --first $(FIRST) $(PROGRAM) build/random

# Publications at random, and a reader with a solver of its own who tries to
# work out what they hide: tests/attack/check-attack says how. Then what hiding
# costs in tables, beside the least: tests/attack/check-cost; and whether anything
# tells publications apart that hide different numbers: tests/attack/check-likes.
.PHONY: attack
attack: $(PROGRAM) build/fonts.stamp build/test-packages.stamp ## try to work out what COUNT random publications hide, from number FIRST on, and what hiding costs
	@tests/attack/check-attack --count $(COUNT) --first $(FIRST) $(PROGRAM) build/attack
	@tests/attack/check-cost --count $(COUNT) --first $(FIRST) $(PROGRAM) build/cost
	@tests/attack/check-likes --count $(COUNT) --first $(FIRST) $(PROGRAM) build/likes

.PHONY: check-publications
check-publications: $(PROGRAM) build/fonts.stamp build/node.stamp ## check all publications of content/, each page in all its views
	@tests/tools/check-publications $(PROGRAM) build/publications

.PHONY: lint
lint: $(BUILD)/everyread.1 $(PROGRAM) build/fonts.stamp build/test-packages.stamp ## check the rooms' includes, the kinds of nodes, the code's shape, the diagnostics' codes, the manual, what recipes name, the demonstration's data
	@tests/tools/check-rooms
	@tests/tools/check-kinds $(PROGRAM) $(COMPILER) $(ALL_CFLAGS)
	@tests/tools/draw-rooms --check
	@tests/tools/check-keys
	@tests/tools/check-recipes
	@sed -n 's/^DIAGNOSTIC([A-Z0-9_]*, "\([A-Z0-9]*\)".*/\1/p' generator/base/diagnostic_codes.def | sort | uniq -d | \
		awk '{ print "generator/base/diagnostic_codes.def: code " $$1 " stands twice"; wrong = 1 } END { exit wrong }'
	@[ "$$(sed -n 's/^## \([0-9.]*\).*/\1/p' generator/CHANGES.md | head -1)" = $(VERSION) ] || \
		{ echo "generator/CHANGES.md: the first section is not that of version $(VERSION)"; exit 1; }
	@mandoc -Tlint -Wwarning $<
	@tests/findings/check-project
	@clang-format --dry-run -Werror $(wildcard generator/*/*.[ch] tests/*/*.[ch])

# clang-tidy as .clang-tidy says, file by file, so that -j and a second run help.
.PHONY: tidy
tidy: $(OBJECTS:.o=.tidy) ## ask clang-tidy about the whole program
$(OBJECTS:.o=.tidy): $(BUILD)/%.tidy: generator/%.c .clang-tidy $(BUILD)/flags.stamp
	@command -v clang-tidy >/dev/null || { echo "make: clang-tidy is not installed" >&2; exit 1; }
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- $(ALL_CFLAGS) 2>$@.log || { cat $@.log >&2; exit 1; }
	@rm -f $@.log; touch $@

# GFM's specification stands in the documentation of its Debian package, which
# some images leave out when they install it.
build/gfm-spec.txt: build/test-packages.stamp
	@doc=usr/share/doc/cmark-gfm/spec.txt.gz; \
	if [ -f /$$doc ]; then zcat /$$doc > $@; else \
		cd build && apt-get download -qq cmark-gfm && \
		dpkg-deb --fsys-tarfile cmark-gfm_*.deb | tar -xO ./$$doc | zcat > $(@F); fi

# OpenDocument's own schemas stand in a package of Emacs, which edits by them.
build/odf/document.rnc: build/test-packages.stamp
	@mkdir -p $(@D)
	@cd $(@D) && schemas=$$(ls -d /usr/share/emacs/*/etc/schema 2>/dev/null | head -1); \
	if [ ! -f "$$schemas/OpenDocument-schema-v1.3.rnc" ]; then \
		apt-get download -qq emacs-common && dpkg-deb --fsys-tarfile emacs-common_*.deb | tar -x --wildcards './usr/share/emacs/*/etc/schema/*.rnc' && \
		rm emacs-common_*.deb && schemas=$$(ls -d usr/share/emacs/*/etc/schema); fi; \
	cp "$$schemas"/od-manifest-schema-v1.2-os.rnc manifest.rnc && cp "$$schemas"/OpenDocument-schema-v1.3.rnc document.rnc; \
	result=$$?; rm -rf usr; exit $$result

# What a change must pass, on a fresh machine as in CI: the steps are in
# tests/tools/run-tests. It says nothing while all is well, and then how many
# tests passed. What it leaves to test-all stands in .github/CONTRIBUTING.md.
.PHONY: test test-all test-programs
test: build/node.stamp build/fonts.stamp build/gfm-spec.txt build/odf/document.rnc ## what a change must pass; ONE=NAME: one test, golden or step
	@tests/tools/run-tests $(if $(ONE),--only '$(ONE)')
test-all: build/node.stamp build/ace.stamp build/fonts.stamp build/gfm-spec.txt build/odf/document.rnc ## the same at length, as hosted CI does
	@tests/tools/run-tests --all $(if $(ONE),--only '$(ONE)')

test-programs: $(UNIT_PROGRAMS)

# Times are told, never tested: machines differ. BENCH_CALLGRIND=1 counts
# instructions too.
.PHONY: bench
bench: build/fonts.stamp build/test-packages.stamp build/node.stamp ## measure time and memory on a generated report, and on a million segments
	@$(MAKE) --no-print-directory VARIANT=release program
	@tests/bench/measure build/release/everyread build/bench
	@tests/bench/scale build/release/everyread build/bench
	@tests/bench/segments build/release/everyread build/bench
	@tests/bench/edits build/release/everyread build/bench
	@for count in 1000 5000; do rm -rf build/bench/entries; tests/bench/entries $$count build/bench/entries; \
		cd build/bench/entries && bash -c 'TIMEFORMAT="'$$count' entries: %U s user, %S s system"; time $(abspath $(PROGRAM)) build --no-cache --quiet'; cd - >/dev/null; done
	@tests/bench/grow build/release/everyread build/grow

# Instructions are the same on a loaded machine: tests/bench/instructions says how.
.PHONY: bench-check bench-update
bench-check: build/fonts.stamp build/test-packages.stamp ## count instructions and compare them with those of tests/bench/instructions.txt
	@$(MAKE) --no-print-directory -s VARIANT=release program
	@tests/bench/instructions build/release/everyread build/bench
bench-update: build/fonts.stamp build/test-packages.stamp ## take the instructions that are counted now as right
	@$(MAKE) --no-print-directory -s VARIANT=release program
	@tests/bench/instructions build/release/everyread build/bench --update

# What `make test` does with a few edits, kills, builds at once and a full disk,
# at length.
SOAK = $(if $(filter command% environment,$(origin COUNT)),$(COUNT),200)
.PHONY: soak
soak: $(PROGRAM) build/fonts.stamp build/test-packages.stamp ## 500 random edits while it watches, COUNT builds that are ended, meet others or a full disk, 2000 that are refused memory; SEED=N: others
	@tests/soak/check-builds --count $(SOAK) --seed $(or $(SEED),1) $(PROGRAM) build/soak-builds
	@tests/soak/check-memory --count 2000 --seed $(or $(SEED),1) $(PROGRAM) build/memory
	@tests/graph/check-graph --count 200 $(PROGRAM) build/graph
	@tests/preview/check-edits --count 500 --kills 200 --seed $(or $(SEED),1) $(PROGRAM) build/soak

# Fuzzers: tests/fuzz/<room>_<subject>.c, linked as unit tests are. Random bytes
# need clang's libFuzzer; samples and what was found run in every variant.
FUZZ_SECONDS ?= 60
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/*_*.c))
FUZZ_PROGRAMS := $(FUZZ_SOURCES:tests/fuzz/%.c=build/fuzz/fuzz/%)
REPLAY_PROGRAMS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(BUILD)/replay/%)
$(FUZZ_PROGRAMS): build/fuzz/fuzz/%: tests/fuzz/%.c tests/fuzz/fuzz.h $$(call room_archives,$$*) build/test-packages.stamp
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(COMPILER) $(ALL_CFLAGS) -Itests -fsanitize=fuzzer -o $@ $< $(call room_archives,$*) $(LIBRARIES)
$(REPLAY_PROGRAMS): $(BUILD)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c tests/fuzz/fuzz.h $$(call room_archives,$$*) build/test-packages.stamp
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(COMPILER) $(ALL_CFLAGS) -Itests -o $@ $< tests/fuzz/replay.c $(call room_archives,$*) $(LIBRARIES)

.PHONY: fuzz-all fuzz-programs fuzz-replay replay-programs
fuzz-all: build/test-packages.stamp build/fonts.stamp ## feed random bytes to all that reads a file, for a minute each; ONE=NAME: to one
	@$(MAKE) --no-print-directory -s VARIANT=fuzz fuzz-programs
	@tests/tools/run-fuzz --seconds $(FUZZ_SECONDS) $(if $(ONE),--only '$(ONE)') build/fuzz/fuzz
fuzz-programs: $(FUZZ_PROGRAMS)
fuzz-replay: $(REPLAY_PROGRAMS) build/fonts.stamp
	@tests/tools/run-fuzz --replay $(if $(ONE),--only '$(ONE)') $(BUILD)/replay
replay-programs: $(REPLAY_PROGRAMS)

# Mutants of a room: tests/tools/mutate says what they are. COUNT of them, as
# many at once as JOBS says; another SEED gives others.
MUTANTS = $(if $(filter command% environment,$(origin COUNT)),$(COUNT),20)
.PHONY: mutate
mutate: $(PROGRAM) build/fonts.stamp build/node.stamp ## change ROOM in COUNT small ways, one at a time; does a test fail?
	@tests/tools/mutate --count $(MUTANTS) --seed $(or $(SEED),1) --jobs $(or $(JOBS),1) $(or $(ROOM),$(error ROOM=… is wanted: one of $(ROOMS)))

# What tests/tools asks for, at the versions that package.json pins. Not with
# --engine-strict: pdfjs-dist names a Node.js later than Debian 12's, and runs in Chromium.
build/node.stamp: tests/tools/package.json build/test-packages.stamp
	@mkdir -p build/node && cp $< build/node/package.json
	@echo "Downloading and installing from npm, into build/node:" $$(sed -n 's/^    "\(.*\)": "\(.*\)".*/\1@\2/p' $<)
	@cd build/node && npm install --omit=optional --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# Without a browser of its own. An older Node.js leaves an empty folder, and check-epub says so.
ACE_NODE := 20
build/ace.stamp: tests/tools/ace/package.json build/test-packages.stamp
	@mkdir -p build/ace && cp $< build/ace/package.json
	@[ "$$(node -p 'process.versions.node.split(".")[0]')" -lt $(ACE_NODE) ] || { \
		echo "Downloading and installing from npm, into build/ace:" $$(sed -n 's/^    "\(.*\)": "\(.*\)".*/\1@\2/p' $<); \
		cd build/ace && PUPPETEER_SKIP_DOWNLOAD=1 npm install --engine-strict --omit=optional --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null; }
	@touch $@

# ---- Manual and installation -----------------------------------------------

MANUAL_TABLES := generator/base/diagnostic_codes.def generator/document/kinds.def generator/publication/outputs.def \
	generator/theme/tokens.def
$(BUILD)/everyread.1: generator/everyread.1 $(MANUAL_TABLES) generator/commands/manual.awk build/build-packages.stamp
	@mkdir -p $(@D)
	@awk -f generator/commands/manual.awk $(MANUAL_TABLES) $< > $@

.PHONY: manual install
manual: $(BUILD)/everyread.1 ## read the manual page
	@man -l $<

install: $(PROGRAM) $(BUILD)/everyread.1 ## put program, templates and manual under PREFIX (and DESTDIR)
	install -D $(PROGRAM) "$(DESTDIR)$(INSTALL_PREFIX)/bin/everyread"
	install -D -m 644 $(BUILD)/everyread.1 "$(DESTDIR)$(INSTALL_PREFIX)/share/man/man1/everyread.1"
	install -D -m 644 fonts/fonts.yaml "$(DESTDIR)$(INSTALL_PREFIX)/share/everyread/fonts/fonts.yaml"
	rm -rf "$(DESTDIR)$(INSTALL_PREFIX)/share/everyread/templates"
	cp -r templates "$(DESTDIR)$(INSTALL_PREFIX)/share/everyread/templates"
	install -d "$(DESTDIR)$(INSTALL_PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(INSTALL_PREFIX)/share/zsh/vendor-completions" \
		"$(DESTDIR)$(INSTALL_PREFIX)/share/fish/vendor_completions.d"
	generator/completion/make-completion $(PROGRAM) bash >"$(DESTDIR)$(INSTALL_PREFIX)/share/bash-completion/completions/everyread"
	generator/completion/make-completion $(PROGRAM) zsh >"$(DESTDIR)$(INSTALL_PREFIX)/share/zsh/vendor-completions/_everyread"
	generator/completion/make-completion $(PROGRAM) fish >"$(DESTDIR)$(INSTALL_PREFIX)/share/fish/vendor_completions.d/everyread.fish"

# The program finds what is installed beside it, whatever PREFIX it was made for.
.PHONY: deb
deb: $(PROGRAM) $(BUILD)/everyread.1 ## make a Debian package in build/
	$(call install_missing,dpkg-dev,dpkg-shlibdeps:dpkg-dev)
	@rm -rf build/deb
	@$(MAKE) --no-print-directory -s install DESTDIR=build/deb INSTALL_PREFIX=/usr
	@generator/debian/make-deb build/deb $(VERSION) build

.PHONY: clean
clean: ## remove everything that make made
	rm -rf build dist
	find fonts -type l -delete
