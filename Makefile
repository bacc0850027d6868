# Two commands do everything for a newcomer: make run, make test.
.PHONY: run test race plain check generate fresh bench browser

PACKAGES := ./...
BUILD := go build -o arrowbook ./cmd/arrowbook

run: ## serve the book; generated files are committed, so this only builds
	$(BUILD)
	./arrowbook serve

test: check browser ## everything that CI runs; the journeys wait much, so the two runs share the processors well
	$(MAKE) --no-print-directory -j2 race plain

race:
	go test -race -shuffle=on -timeout 40m $(PACKAGES)

plain: ## what is long and one goroutine's work, where the race detector finds nothing
	go test -count=1 -timeout 40m ./exercises ./exercises/scenarios/... ./exercises/simulation/... ./web/book

check: fresh ## what needs no run: form, vet, staticcheck, generated files
	@test -z "$$(gofmt -l $$(git ls-files '*.go' | grep -v _templ.go))" || { gofmt -l $$(git ls-files '*.go' | grep -v _templ.go); echo "run gofmt -w on these"; exit 1; }
	go vet $(PACKAGES)
	go tool staticcheck $(PACKAGES)

generate: ## make the Go code of the templates anew
	go tool templ generate

fresh: ## fail when a template is newer than its Go code
	go tool templ generate -check

bench: ## the kernel against hand-written limits, as paired ratios of one run; a start and a check
	go test -run '^$$' -bench . -benchtime 1x ./exercises/simulation ./exercises/scenarios
	go test -run '^$$' -bench . ./exercises

browser: ## find or install the browser that the journeys need
	@.ci/browser
