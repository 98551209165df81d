# Sourced by the two modes. `faultline ...` runs the command line that belongs to this action; it is built at its
# first use, so a command that succeeds costs nothing. Whatever goes wrong in here is a warning, never a red step.

faultline() {
  local cli="$FAULTLINE_HOME/dist/cli/cli.js"
  if [ ! -f "$cli" ]; then
    local report="${RUNNER_TEMP:-/tmp}/faultline-install.txt"
    # `--prefix`: without it npm would look for a package in the folders above.
    if ! npm ci --prefix "$FAULTLINE_HOME" --no-audit --no-fund >"$report" 2>&1 || [ ! -f "$cli" ]; then
      echo "::warning title=Faultline::it could not be installed (npm ci failed: Node 20.19 or later, and a registry, are needed)"
      return 0
    fi
  fi
  node "$cli" "$@" || echo "::warning title=Faultline::the log could not be diagnosed; the step above says why"
}
