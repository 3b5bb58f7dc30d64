import type { Check } from "../finding.ts";
import { isTypeScript, listRepositoryFiles, placeOf } from "../repository/repository-files.ts";

/** It asks for the fast case first. */
const teller = "packages/core/src/errors/any-error.ts";

const foreign = /\binstanceof\s+(?:Error|TypeError|AggregateError|DOMException|Date)\b/g;

/** What Node's own modules throw and make is of another realm for code that runs in Jest or in `node:vm`. */
export const checkRealms: Check = (root) =>
  listRepositoryFiles(root)
    .filter(({ path }) => /^(?:packages\/[^/]+|apps\/(?:cli|server))\/src\//.test(path))
    .filter(({ path }) => !path.endsWith(".test.ts") && path !== teller)
    .filter(({ path }) => !path.startsWith("packages/testing/src/conformance/"))
    .filter(isTypeScript)
    .flatMap(({ path, text }) => {
      const content = text();
      return [...content.matchAll(foreign)].map(({ index }) => ({
        rule: "An error of any realm is an error",
        place: placeOf(path, content, index),
        fix: "Ask `isError`, `toErrorText` or `findErrorCode` of @promptrail/core/errors, or for the error's `name`.",
      }));
    });
