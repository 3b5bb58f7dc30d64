import type { BranchChange } from "./pull-request-project.js";

const next = "prompts/ticket-summary-v2.ts";

/** The next version of the starter's prompt, with another text. */
function bump(changelog: string, edit: (text: string) => string): BranchChange {
  return async ({ edit: editFile, run }) => {
    await run("new", "ticket_summary", "--changelog", changelog);
    await editFile(next, edit);
    await run("lock");
  };
}

/** Shorter summaries, which the suite takes for as good. */
export const good = bump("Shorter: engineers read it on a phone.", (text) =>
  text.replace("maximum 60 words", "maximum 50 words"),
);

/** Answers that are cut off: the limit of tokens is too low for a summary. */
export const worse = bump("Cheaper: a summary needs few tokens.", (text) =>
  text.replace("maxTokens: 300", "maxTokens: 30"),
);

/** The version that is active, in other words. */
export const edited: BranchChange = ({ edit }) =>
  edit("prompts/ticket-summary-v1.ts", (text) =>
    text.replace("maximum 60 words", "maximum 160 words"),
  );

/** A version whose suite judges only cases with a summary of a person, of which there are none. */
export const unjudged: BranchChange = async (branch) => {
  await branch.edit("suites/ticket-summary-suite.ts", (text) =>
    text
      .replace(
        "{ defineSuite, jsonl, maxWords, mustNotContain }",
        "{ defineEval, defineSuite, jsonl }",
      )
      .replace(
        /evals: \[.*\],/,
        `evals: [
    defineEval({
      name: "like_a_person",
      needsGroundTruth: false,
      evaluate: ({ groundTruth, output }) =>
        typeof groundTruth === "string"
          ? { passed: output === groundTruth, score: Number(output === groundTruth), reason: "" }
          : null,
    }),
  ],`,
      ),
  );
  await good(branch);
};
