#!/usr/bin/env bash
# Runs FAULTLINE_RUN as a step of GitHub's own would (bash, stops at the first failure); what it prints goes to the
# job's log and into the engine. Ends with the command's exit code.
set -uo pipefail
. "$FAULTLINE_HOME/action/prepare.sh"

scratch=$(mktemp -d "${RUNNER_TEMP:-/tmp}/faultline.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
printf '%s\n' "$FAULTLINE_RUN" >"$scratch/command.sh"

env -u FAULTLINE_RUN -u FAULTLINE_HOME bash --noprofile --norc -eo pipefail "$scratch/command.sh" 2>&1 |
  tee "$scratch/output"
code=${PIPESTATUS[0]}

if [ "$code" -ne 0 ]; then
  # The end of a long output holds the failure; the last line is what the runner would add.
  tail -c 20000000 "$scratch/output" >"$scratch/step.log"
  printf '\n##[error]Process completed with exit code %s.\n' "$code" >>"$scratch/step.log"
  faultline analyze --format github "$scratch/step.log"
fi
exit "$code"
