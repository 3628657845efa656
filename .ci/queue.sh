# What .ci/run needs for the tests of queue mode; to be sourced.

# Redis and PostgreSQL are installed where they are missing; the tests start servers of their own, so none is left running.
test_queue_mode() {
  if ! command -v redis-server >/dev/null || ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
    if command -v apt-get >/dev/null; then
      local sudo=''
      [ "$(id -u)" = 0 ] || sudo='sudo'
      # The packages would start services of their own: a policy that says no (101) keeps them from it.
      local policy=/usr/sbin/policy-rc.d ours=''
      if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null && $sudo chmod +x "$policy" && ours=yes
      fi
      $sudo apt-get update -qq &&
        $sudo apt-get install -y -qq --no-install-recommends redis-server postgresql >/dev/null
      local installed=$?
      [ -z "$ours" ] || $sudo rm -f "$policy"
      [ "$installed" = 0 ] || return "$installed"
    fi
  fi
  # Says in one line what is still missing.
  npm run --silent test:queue
}
