import type { HelpGroup } from "./declared-command.js";

export const inAPipeline: HelpGroup = {
  title: "In a pipeline",
  commands: [
    {
      usage: "comment <files...>",
      summary:
        "in a job of GitHub Actions or GitLab CI: write reports that `--markdown` wrote as one comment on the pull request, in the place of the last one",
      flags: [
        [
          "--name <name>",
          "which comment it is, where a pull request has several; default: prompts",
        ],
      ],
      examples: ["comment check.md eval.md", "comment check.md eval.md --name packages/shop"],
      load: async () => (await import("../commands/pipeline/comment.js")).commentCommand,
    },
  ],
};
