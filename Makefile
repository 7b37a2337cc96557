# `make demo` shows the main job on simulated services, `make test` runs all tests.
# Both install the system packages they need.

SWIFT ?= swift
PIPELINE = $(shell $(SWIFT) build --show-bin-path)/pipeline

.PHONY: demo test build release schemas lint fuzz benchmarks packages clean

demo: build
	$(PIPELINE) demo

test: build
	$(SWIFT) test

build: packages
	$(SWIFT) build

release: packages
	$(SWIFT) build -c release --static-swift-stdlib --product pipeline

# Writes what is generated from the declarations.
schemas: build
	$(PIPELINE) schema > schemas/pipeline.schema.json
	for page in $$($(PIPELINE) schema --pages); do $(PIPELINE) schema --reference $$page > docs/reference/$$page; done
	$(PIPELINE) graph pipelines/engaged-attendees.yaml --format svg --out docs/pictures/engaged-attendees.svg

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks Fuzzing

# Ten minutes for the loader, and ten for expressions.
fuzz: packages
	.ci/fuzz 600

benchmarks: packages
	$(SWIFT) run -c release pipeline-benchmarks

packages:
	@bash .ci/packages

clean:
	$(SWIFT) package clean
