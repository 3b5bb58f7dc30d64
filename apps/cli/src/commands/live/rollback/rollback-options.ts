import { PromptrailError } from "@promptrail/core";
import type { FleetWaitOptions } from "@promptrail/http-api";
import type { CommonOptions } from "../../../command-scope.js";
import { requireOption } from "../../../project/parse-options.js";
import { toWait } from "../wait-for-fleet.js";

export interface RollbackOptions extends CommonOptions {
  readonly to?: string;
  readonly from?: string;
  readonly reason?: string;
  readonly wait?: true | string;
  readonly all?: true;
  readonly model?: string;
  readonly provider?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly idempotencyKey?: string;
}

/** A rollback of every family on a faulty model, as it was asked for. */
export interface AllRequest {
  readonly model: string | undefined;
  readonly provider: string | undefined;
  readonly reason: string;
  readonly wait: FleetWaitOptions | undefined;
  /** Of the run that was interrupted; undefined for a new one. */
  readonly idempotencyKey: string | undefined;
  readonly isDryRun: boolean;
  /** Nobody is asked for confirmation. */
  readonly isConfirmed: boolean;
}

type OneKind =
  | { readonly family: string; readonly all: null }
  | { readonly family: null; readonly all: AllRequest };

/**
 * One family, or every family on a faulty model.
 *
 * @throws PromptrailError `request_invalid` for neither, for both, and for what belongs to the other.
 */
export function requireOneKind(family: string | undefined, options: RollbackOptions): OneKind {
  const { all, model, provider, dryRun, yes, idempotencyKey, to, from } = options;
  if (all === true) {
    if (family !== undefined) {
      throw wrong(
        "--all",
        `--all is about every family, but the command names "${family}". Leave one of them out.`,
      );
    }
    refuse({ "--to": to, "--from": from }, "is about one family, so it cannot be used with --all");
    if (model === undefined && provider === undefined) {
      throw wrong(
        "--all",
        "--all needs --model, --provider or both: they say which families are faulty. `promptrail show FAMILY` shows a family's model.",
      );
    }
    return {
      family: null,
      all: {
        model,
        provider,
        idempotencyKey,
        wait: toWait(options.wait),
        reason: requireOption("--reason", options.reason),
        isDryRun: dryRun === true,
        isConfirmed: yes === true,
      },
    };
  }
  const flags = { "--model": model, "--provider": provider, "--yes": yes };
  refuse({ ...flags, "--idempotency-key": idempotencyKey }, "can only be used with --all");
  if (family !== undefined) return { family, all: null };
  throw wrong(
    "family",
    "The command names neither a family nor --all. Name the family to roll back, or every family on a faulty model with --all --model NAME.",
  );
}

/** @throws PromptrailError for the first flag that was given. */
function refuse(flags: Readonly<Record<string, unknown>>, reason: string): void {
  const given = Object.keys(flags).find((name) => flags[name] !== undefined);
  if (given !== undefined) throw wrong(given, `${given} ${reason}.`);
}

function wrong(argument: string, message: string): PromptrailError {
  return new PromptrailError("request_invalid", message, { argument });
}
