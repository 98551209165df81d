#!/usr/bin/env bash
# For a later job (`needs`, `if: failure()`, `permissions: actions: read`): a job cannot read its own log, but it can
# read those of the jobs before it. The step stays green: the failure is theirs.
set -uo pipefail
. "$FAULTLINE_HOME/action/prepare.sh"

run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID/attempts/${GITHUB_RUN_ATTEMPT:-1}"
faultline analyze --format github --run-url "$run"
