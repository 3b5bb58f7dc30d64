/** Every environment variable that a command reads, and what it is. */
export const variables = [
  [
    "PROMPTRAIL_ENV",
    "the environment; --env and the config's come before it; default: development",
  ],
  ["PROMPTRAIL_SERVER", "the server that commands about the live state ask, instead of a store"],
  ["PROMPTRAIL_KEY", "the API key for that server"],
  ["PROMPTRAIL_ACTOR", "who decides; default: git's user.email, else the system's user"],
  [
    "PROMPTRAIL_AGAINST",
    "the git ref that check --against and eval --changed compare with; default: the remote's main branch",
  ],
  ["PROMPTRAIL_ADMIN_KEY", "for serve: the admin key to use instead of creating one"],
  [
    "PROMPTRAIL_BUILD",
    "for serve: the name of this build in the history; default: the git commit, else a hash of the lock file",
  ],
  ["DATABASE_URL", "the store of a config that names none: postgres://user:password@host/database"],
  [
    "DATABASE_DIRECT_URL",
    "a direct connection for notifications, where DATABASE_URL goes through a pooler",
  ],
  ["NO_COLOR", "any text: no colors"],
  ["FORCE_COLOR", "any text: colors also in a file or a pipe; 0: no colors"],
] as const;
