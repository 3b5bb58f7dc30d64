import type { ErrorCode } from "@promptrail/core";

/** What a condition of the database means for us. */
export interface DatabaseCondition {
  readonly code: Extract<ErrorCode, "store_unavailable" | "request_invalid" | "config_invalid">;
  /** Follows "The store … is not available: ", "… cannot be opened as set: " or "… refuses this: ". */
  readonly reason: string;
  readonly cure: string;
}

const unreachable = (reason: string): DatabaseCondition => ({
  code: "store_unavailable",
  reason,
  cure: "Check that the database runs and that DATABASE_URL names it.",
});

const busy = (reason: string): DatabaseCondition => ({
  code: "store_unavailable",
  reason,
  cure: "Try again; if it stays so, look at the database's load and locks.",
});

const refused = (reason: string, cure: string): DatabaseCondition => ({
  code: "store_unavailable",
  reason,
  cure,
});

const unset = (reason: string, cure: string): DatabaseCondition => ({
  code: "config_invalid",
  reason,
  cure,
});

const noPassword = unset(
  "it asks for a password, and none is set",
  "Write it into DATABASE_URL (postgres://user:password@host:5432/database), or set PGPASSWORD.",
);

const unstorable: DatabaseCondition = {
  code: "request_invalid",
  reason: "a text holds a character that PostgreSQL cannot keep (NUL)",
  cure: "Remove it.",
};

/** Whatever no table knows of a connection. */
export const connectionFailed = (message: string): DatabaseCondition =>
  unreachable(`the connection failed (${message})`);

/** Operating-system error codes of a connection. */
export const networkConditions: Readonly<Record<string, DatabaseCondition>> = {
  ECONNREFUSED: unreachable("nothing accepts connections there"),
  ENOTFOUND: unreachable("its host name is not known"),
  EAI_AGAIN: unreachable("its host name cannot be looked up now"),
  ETIMEDOUT: unreachable("it does not answer"),
  EADDRNOTAVAIL: unreachable("this machine has no address or port left for it"),
  ECONNABORTED: unreachable("the connection was cut"),
  EHOSTDOWN: unreachable("its host is down"),
  EHOSTUNREACH: unreachable("its host cannot be reached"),
  ENETDOWN: unreachable("the network is down"),
  ENETUNREACH: unreachable("its network cannot be reached"),
  ECONNRESET: unreachable("the connection was cut"),
  EPIPE: unreachable("the connection was cut"),
  ENOENT: unreachable("its socket does not exist"),
  EACCES: unreachable("this user may not open its socket"),
  EPERM: unreachable("this machine does not allow the connection"),
  EMFILE: busy("this process has too many files open"),
};

/** SQLSTATEs in full; they go before their class. */
export const sqlStates: Readonly<Record<string, DatabaseCondition>> = {
  "22003": {
    code: "request_invalid",
    reason: "a number is larger than PostgreSQL's integers (2147483647)",
    cure: "Correct it.",
  },
  "22021": unstorable,
  "22P05": unstorable,
  "25006": refused(
    "it only takes reads and no LISTEN, as a standby does",
    "Point DATABASE_URL, and DATABASE_DIRECT_URL where it is set, at the primary server.",
  ),
  "25P03": busy("this process paused for too long within a transaction"),
  "28000": refused(
    "it refuses this user, or a connection without TLS",
    "Check the user in DATABASE_URL, and whether the server wants `?sslmode=verify-full`.",
  ),
  "28P01": refused("it refuses the password", "Check the password in DATABASE_URL."),
  "3D000": refused("that database does not exist", "Create it, or correct DATABASE_URL."),
  "40001": busy("another transaction was in the way"),
  "40P01": busy("it ended a deadlock"),
  "42501": refused(
    "the user lacks a privilege",
    "Let an administrator make the schema for it (`create schema promptrail authorization USER`) or grant it USAGE and CREATE on the schema, or run `promptrail migrate` as the schema's owner.",
  ),
  "42P01": refused("a table is missing", "Run `promptrail migrate`."),
  "53100": refused("its disk is full", "Make room on the database's disk."),
  "53300": refused(
    "it has no connection left",
    "Raise max_connections, lower the pools' sizes, or put a pooler before it.",
  ),
  "55P03": busy("a lock was not free in time"),
  "57014": busy("a statement took too long"),
};

/** SQLSTATE classes: its first two characters. */
export const sqlStateClasses: Readonly<Record<string, DatabaseCondition>> = {
  "08": unreachable("the connection failed"),
  "53": busy("it is short of resources"),
  "57": unreachable("it is starting, stopping or was told to end the connection"),
  "58": unreachable("it reports a system error"),
  XX: unreachable("it reports an internal error"),
};

/** Errors of the drivers that carry no code, by the start of their message. */
export const driverMessages: readonly (readonly [string, DatabaseCondition])[] = [
  ["Query read timeout", unreachable("it does not answer in time")],
  ["timeout exceeded when trying to connect", busy("no connection became free in time")],
  [
    "No connection in time",
    unreachable("it does not answer in time, or all connections of this process are taken"),
  ],
  ["timeout expired", unreachable("it does not answer in time")],
  ["Connection terminated", unreachable("the connection was cut")],
  ["Client has encountered a connection error", unreachable("the connection was cut")],
  ["Client was closed", unreachable("the connection is closed")],
  ["Cannot use a pool after calling end", unreachable("this store was closed")],
  ["PGlite is closed", unreachable("this store was closed")],
  ["The server does not support SSL", unreachable("it does not speak TLS, which the URL asks for")],
  [
    "There was an error establishing an SSL connection",
    unreachable("what answers there is no PostgreSQL server"),
  ],
  ["SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be", noPassword],
  [
    "SASL: SCRAM-SERVER-FINAL-MESSAGE",
    unreachable(
      "it cannot prove that it knows the password, so it is not the server that is meant",
    ),
  ],
  ["SASL: Only mechanism", unreachable("it asks for a way to sign in that this driver lacks")],
];
