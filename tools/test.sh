# The test suites. Those that only need some build of the program take this one's: a whole run makes it the one with ASan and UBSan, whose
# unit tests are the same as the unoptimised build's, and so compiles everything twice and not three times.
SP_ANY_BUILD=debug

# Each suite adds what it counted to a file of results, "suite passed failed skipped" a line; the totals close the run.

count() { printf '%s %s %s %s\n' "$1" "$2" "$3" "${4:-0}" >>"$SP_RESULTS"; }

# check NAME COMMAND...: one check that counts as one test.
check() {
  local name=$1 start=$SECONDS
  shift
  if "$@"; then
    say "ok: $name ($((SECONDS - start)) s)"
    count checks 1 0
  else
    say "FAILED: $name"
    count checks 0 1
  fi
}

suite_checks() {
  check "includes point one way" python3 tools/check_includes.py
  check "no machine's paths or hosts in the sources" python3 tools/check_portable.py
  check "the format of the C++ sources" check_format
  check "every header compiles alone" build "$SP_ANY_BUILD" headers_alone
  check "the types of the page's scripts" check_types
}

check_format() { cxx_sources | grep -zv '\.inl$' | xargs -0 clang-format-19 --dry-run -Werror; }

check_types() {
  setup_node
  node_modules/.bin/tsc -p jsconfig.json && node_modules/.bin/tsc -p tools/jsconfig.worker.json
}

# ctest_suite SUITE PRESET
ctest_suite() {
  local suite=$1 preset=$2 report=$SP_ROOT/build/$2/tests.xml
  if ! build "$preset"; then
    count "$suite" 0 1
    return
  fi
  rm -f "$report"
  TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 ${TSAN_OPTIONS:-}" UBSAN_OPTIONS="print_stacktrace=1 ${UBSAN_OPTIONS:-}" \
    ctest --preset "$preset" -j "$(jobs)" --output-junit "$report" --no-label-summary --progress 2>&1 | tr '\r' '\n' | grep -vE '^ *$|^Test project|^ *Start|Test +#.*Passed'
  python3 tools/count_junit.py "$report" "$suite" >>"$SP_RESULTS" || count "$suite" 0 1
}

suite_unit() { ctest_suite unit debug; }
suite_asan() { ctest_suite asan asan; }
suite_tsan() { ctest_suite tsan tsan; }

# node_suite SUITE FOLDER: the tests of Node's runner in one folder, two files at once: a browser's test leaves almost half of two cores idle.
node_suite() {
  local suite=$1 tap files status passed failed skipped
  tap=$(mktemp)
  mapfile -t files < <(find "$2" \( -name '*.test.mjs' -o -name '*_test.mjs' \) | sort)
  timeout 2400 node --test --test-concurrency=2 --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "${files[@]}"
  status=$?
  passed=$(sed -nE 's/^# pass ([0-9]+)/\1/p' "$tap" | tail -n 1)
  failed=$(sed -nE 's/^# (fail|cancelled) ([0-9]+)/\2/p' "$tap" | tail -n 2 | awk '{ n += $1 } END { print n + 0 }')
  skipped=$(sed -nE 's/^# skipped ([0-9]+)/\1/p' "$tap" | tail -n 1)
  rm -f "$tap"
  # A runner that broke off counts as one failure.
  [ "$status" != 0 ] && [ "$failed" = 0 ] && failed=1
  count "$suite" "${passed:-0}" "$failed" "${skipped:-0}"
}

# The question bank: against its schema, by the engine's loader, and its snippets by the Python that is installed.
suite_cards() {
  local log totals status program=build/$SP_ANY_BUILD/native/switchpoint
  setup_node
  node_suite cards tests/cards
  if build "$SP_ANY_BUILD" switchpoint && "$program" check questions; then count cards 1 0; else count cards 0 1; fi
  if python3 tests/cards/fairness.py; then count cards 1 0; else count cards 0 1; fi
  if python3 tests/cards/coverage.py; then count cards 1 0; else count cards 0 1; fi
  if python3 tests/cards/demos.py "$program"; then count cards 1 0; else count cards 0 1; fi
  log=$(mktemp)
  python3 tests/cards/verify.py 2>&1 | tee "$log" | sed 's/^/  /'
  status=${PIPESTATUS[0]}
  totals=$(sed -nE 's/^.*\b([0-9]+) passed, ([0-9]+) failed.*$/\1 \2/p' "$log" | tail -n 1)
  rm -f "$log"
  [ "$status" != 0 ] && [[ ${totals:-x 0} == *" 0" ]] && totals="${totals%% *} 1"
  [[ $totals =~ ^[0-9] ]] || totals="0 1"
  # shellcheck disable=SC2086
  count cards $totals
}

# The engine against other implementations of the same thing, from npm.
suite_peers() {
  setup_node
  if ! { build "$SP_ANY_BUILD" schedule_histories && build "$SP_ANY_BUILD" switchpoint; }; then
    count peers 0 1
    return
  fi
  SP_BUILD=build/$SP_ANY_BUILD node_suite peers tests/peers
}

suite_web() {
  setup_web && setup_browser
  if ! { build "$SP_ANY_BUILD" switchpoint && build web; }; then
    count web 0 1
    return
  fi
  SP_SITE=$SP_ROOT/build/web/site SP_PROGRAM=$SP_ROOT/build/$SP_ANY_BUILD/native/switchpoint SP_CHROMIUM=$(command -v chromium) \
    node_suite web tests/web
}

# run_tests SUITE: the last line is the totals; the exit status says whether anything failed.
run_tests() {
  local suites=(checks unit asan tsan cards peers web) suite start status=0
  case " ${suites[*]} all " in *" $1 "*) ;; *) fail "there is no suite '$1'. The suites are: ${suites[*]} all." ;; esac
  if [ "$1" = all ]; then
    SP_ANY_BUILD=asan
    suites=(checks asan tsan cards peers web)
  else
    suites=("$1")
  fi
  SP_RESULTS=$(mktemp)
  setup_native
  for suite in "${suites[@]}"; do
    start=$SECONDS
    say "== $suite"
    "suite_$suite"
    say "== $suite took $((SECONDS - start)) s"
  done
  awk '{ passed[$1] += $2; failed[$1] += $3; skipped[$1] += $4; if (!($1 in seen)) { seen[$1] = 1; order[++n] = $1 } }
    END { for (i = 1; i <= n; i++) { s = order[i]; printf "%-7s %d passed, %d failed, %d skipped\n", s ":", passed[s], failed[s], skipped[s] } }' "$SP_RESULTS" | sed 's/^/  /'
  read -r passed failed < <(awk '{ p += $2; f += $3 } END { print p + 0, f + 0 }' "$SP_RESULTS")
  rm -f "$SP_RESULTS"
  { [ "$failed" = 0 ] && [ "$passed" -gt 0 ]; } || status=1
  say "$passed passed, $failed failed"
  exit "$status"
}
