import { PromptrailError } from "@promptrail/core";
import { expect, test } from "vitest";
import { translateDatabaseError } from "./translate-database-error.js";

const database = "postgres (db:5432/shop)";
const failure = (code: string) => Object.assign(new Error("raw"), { code });

test.for([
  ["ECONNREFUSED", "it refused the connection"],
  ["28P01", "it refuses the password"],
  ["53300", "it has no connection left"],
  ["57P01", "it is starting or stopping, or an administrator closed the connection"],
  ["08006", "the connection failed"],
])("says of %s what is wrong and keeps the raw error as its cause", ([code, reason]) => {
  const raw = failure(code ?? "");
  expect(translateDatabaseError(raw, database)).toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining(`The store ${database} is not available: ${reason}. `),
    data: { database, database_code: code },
    cause: raw,
  });
});

test.for(["Query read timeout", "Connection terminated unexpectedly", "PGlite is closed"])(
  "knows the driver's message %s",
  (message) => {
    expect(translateDatabaseError(new Error(message), database)).toMatchObject({
      code: "store_unavailable",
    });
  },
);

test("calls a number that no column can hold the caller's fault", () => {
  expect(translateDatabaseError(failure("22003"), database)).toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining("2147483647"),
  });
});

test("calls a text with NUL the caller's fault", () => {
  expect(translateDatabaseError(failure("22021"), database)).toMatchObject({
    code: "request_invalid",
  });
});

test("reads the error of a host name with several addresses", () => {
  const several = new AggregateError([failure("ETIMEDOUT"), failure("ECONNREFUSED")]);
  expect(translateDatabaseError(several, database)).toMatchObject({
    data: { database_code: "ETIMEDOUT" },
  });
});

test("leaves faults of this package, our own errors and foreign values as they are", () => {
  const ours = new PromptrailError("not_eligible", "No.");
  for (const each of [failure("23505"), failure("42601"), ours, "text", null]) {
    expect(translateDatabaseError(each, database)).toBe(each);
  }
});
