import { expect, test } from "vitest";
import { memory } from "../memory/memory-store.js";
import { requireEnvironmentName } from "./environment-name.js";

test.each(["production", "Prod.eu-1", "0", "a_b", "x".repeat(63)])(
  "an environment may be named %s",
  (name) => {
    expect(() => requireEnvironmentName(name)).not.toThrow();
  },
);

test.each([
  "",
  ".",
  "..",
  "../x",
  ".hidden",
  "-x",
  "_x",
  "a b",
  "a/b",
  "a\\b",
  "a\nb",
  "a\n",
  "é",
  "x".repeat(64),
])("no environment is made with the name %j", async (name) => {
  expect(() => requireEnvironmentName(name)).toThrow(/is not a valid environment name/);
  await expect(memory().open({ environment: name, projectFolder: "." })).rejects.toMatchObject({
    code: "config_invalid",
    data: { environment: name },
  });
});
