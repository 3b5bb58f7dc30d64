import {
  defineFunction,
  type TemplateFunction,
  TemplateRefusal,
  type TemplateSettings,
} from "@promptrail/core";
import type { TemplateHostName } from "./template-host-names.js";

/** A framework whose Jinja environment people's templates were written for. */
export interface TemplateHost {
  /** What its environment sets; Jinja2's own defaults are left out. */
  readonly settings: TemplateSettings;
  /** Functions that its templates may call, and the source that declares each. */
  readonly functions: readonly HostFunction[];
  /** Whether its `tojson` writes UTF-8 in the order of the keys, as our `json` does. */
  readonly writesPlainJson: boolean;
}

export interface HostFunction {
  readonly value: TemplateFunction;
  readonly source: string;
}

const plain: TemplateHost = { settings: {}, functions: [], writesPlainJson: false };

const raiseException: HostFunction = {
  value: defineFunction({
    name: "raise_exception",
    version: 1,
    parameters: ["message"],
    call: (message) => {
      throw new TemplateRefusal(String(message));
    },
  }),
  source: `const raiseException = defineFunction({
  name: "raise_exception",
  version: 1,
  parameters: ["message"],
  call: (message) => {
    throw new TemplateRefusal(String(message));
  },
});`,
};

/**
 * Their environments, as their sources make them: Haystack's PromptBuilder and LangChain's jinja2 format
 * take Jinja2's defaults (both sandboxed), Prompt flow's tools pass `trim_blocks` and
 * `keep_trailing_newline`, and Transformers compiles chat templates with `trim_blocks` and `lstrip_blocks`,
 * a `tojson` of its own, and `raise_exception`.
 */
export const templateHosts: Readonly<Record<TemplateHostName, TemplateHost>> = {
  jinja2: plain,
  haystack: plain,
  langchain: plain,
  promptflow: { ...plain, settings: { trimBlocks: true, keepTrailingNewline: true } },
  transformers: {
    settings: { trimBlocks: true, lstripBlocks: true },
    functions: [raiseException],
    writesPlainJson: true,
  },
};
