import type { Check } from "../finding.ts";
import { checkMessages } from "../messages/check-messages.ts";
import { listRepositoryFiles, placeOf } from "../repository/repository-files.ts";

/** In pieces, so that this file does not find itself. */
const homeFolders = ["home", "root", "tmp", "Users", "work"];
const machinePath = new RegExp(`(?<![\\w.:/~$}*-])/(?:${homeFolders.join("|")})/[\\w.-]`, "g");
const foreignPages = ["DESIGN", "PEERS", "STYLE", "TOOLCHAIN"];
const foreignReference = new RegExp(`\\b(?:${foreignPages.join("|")})(?:\\.md\\b| §)`, "g");

const rules = [
  {
    pattern: machinePath,
    rule: "No text names a path of one machine",
    fix: "Use a path from the repository's top, `os.tmpdir()` or a placeholder such as `<folder>`.",
  },
  {
    pattern: foreignReference,
    rule: "The repository speaks of itself alone",
    fix: "Say what is meant, or refer to a page of tooling/handbook.",
  },
] as const;

const binaryOrGenerated = /(\.png|\.ico|\.woff2?|-lock\.yaml|-lock\.json)$/;

/** Texts that are true only where they were written, such as paths of one machine, and messages in unclear words. */
export const checkWords: Check = (root) => [...checkTexts(root), ...checkMessages(root)];

const checkTexts: Check = (root) =>
  listRepositoryFiles(root)
    .filter(({ path }) => !binaryOrGenerated.test(path))
    .flatMap(({ path, text }) => {
      const content = text();
      return rules.flatMap(({ pattern, rule, fix }) =>
        [...content.matchAll(pattern)].map((match) => ({
          rule,
          place: placeOf(path, content, match.index),
          fix: `"${match[0]}": ${fix}`,
        })),
      );
    });
