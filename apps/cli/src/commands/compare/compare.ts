import { PromptrailError } from "@promptrail/core";
import {
  formatComparison,
  formatComparisonMarkdown,
  toComparisonReport,
  type VersionComparison,
} from "@promptrail/evals/run";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { compareDocument } from "../../documents/compare-document.js";
import { implementCommand } from "../../implement-command.js";
import { describeGoingOn } from "../../present/kept/describe-going-on.js";
import { toReportStyle } from "../../present/report-style.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import { parseChoices } from "../../project/parse-options.js";
import { type CompareOptions, readNamed } from "./asked-comparison.js";
import { compareDataset } from "./compare-dataset.js";
import { compareShadow } from "./compare-shadow.js";
import type { FinishedRun, FoundComparison } from "./found-comparison.js";

export const compareCommand = implementCommand({
  documents: { compare: compareDocument },
  quotes: true,
  run: async (scope, [family = ""], options: CompareOptions) => {
    const source = readSource(options);
    readNamed(options);
    const loaded = await loadCliProject(scope, { keepsCompiled: true });
    const asked = { scope, loaded, family, options };
    const found = await (source === "shadow" ? compareShadow(asked) : compareDataset(asked));
    return present(scope, options, found);
  },
});

const sources = ["shadow", "dataset"] as const;
const ofShadow = ["limit", "since"] as const;
const ofDataset = ["concurrency", "maxCost", "fresh"] as const;
const names = { maxCost: "--max-cost" } as const satisfies Partial<Record<string, string>>;

/** @throws PromptrailError `request_invalid` for options that contradict each other. */
function readSource(options: CompareOptions): (typeof sources)[number] {
  const [source = "shadow"] = parseChoices([options.from ?? "shadow"], sources, "--from");
  const others = source === "shadow" ? ofDataset : ofShadow;
  const wrong = others.filter((name) => options[name] !== undefined);
  if (wrong.length > 0) {
    const other = source === "shadow" ? "dataset" : "shadow";
    const listed = wrong.map((name) => (name === "maxCost" ? names[name] : `--${name}`)).join(", ");
    throw new PromptrailError(
      "request_invalid",
      `${listed} is only for --from ${other}, and this comparison is from ${source}. Leave it out, or add --from ${other}.`,
    );
  }
  if (options.markdown === true && options.json === true) {
    throw new PromptrailError(
      "request_invalid",
      "--markdown and --json are two forms of the same. Leave one of them out.",
    );
  }
  return source;
}

/** Whatever the verdict, a comparison that came to its end is exit code 0: only a gate decides. */
function present(
  scope: CommandScope,
  { markdown = false, fresh = false }: CompareOptions,
  { comparison, environment, run }: FoundComparison,
): CommandResult<Printed<typeof compareDocument>> {
  const { terminal } = scope;
  const isWhole = run === null || run.missing === 0;
  const body = markdown
    ? formatComparisonMarkdown(comparison)
    : formatComparison({ comparison, style: toReportStyle(terminal) });
  const end = [
    ...(comparison.given === 0 ? [describeNoPairs(comparison, environment)] : []),
    ...(isWhole ? [] : [describeStop(run, fresh)]),
  ];
  return {
    text: [body, ...end].join(markdown ? "\n\n" : "\n"),
    json: {
      ...toComparisonReport(comparison),
      environment,
      run: run === null ? null : { ...run, stop: run.stop?.reason ?? null },
    },
    exitCode: isWhole ? 0 : 1,
  };
}

function describeNoPairs({ family, a, b, source }: VersionComparison, environment: string): string {
  if (source === "dataset") return "No case has an answer of both versions.";
  return `No pair of ${family} v${a} and v${b} is in the call log of ${environment}: a pair is a production call and its shadow run. \`promptrail shadow ${family} ${b} --reason WHY\` begins one; \`--from dataset\` compares without real traffic.`;
}

function describeStop({ cases, missing, stop }: FinishedRun, fresh: boolean): string {
  const reasons = {
    asked: "it was stopped",
    refused: `the vendor refused it: ${stop?.reason === "refused" ? stop.message : ""}`,
    cost: "the limit of --max-cost is reached",
    calls: "the limit of calls is reached",
    unknown_cost: "a vendor did not say what an answer cost, so that --max-cost cannot be kept",
  } as const;
  const why = stop === undefined ? "" : `: ${reasons[stop.reason]}`;
  return `${missing} of ${cases} cases have no answers${why}. The comparison is of the others, which may be the easier ones. To go on, ${describeGoingOn({ fresh }, stop)}`;
}
