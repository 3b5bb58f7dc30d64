import type { Case, Message } from "@promptrail/core";
import type { LoggedCall } from "@promptrail/core/call-log";
import { omitUndefined } from "@promptrail/core/portable";

/** Why a call is no case. */
export type NoCase =
  /** What was said is not kept, or this reader may not see it. */
  | "no_body"
  /** It held images or files, which a dataset does not keep. */
  | "attachments"
  /** It had turns, and the version that ran is not declared any more, so that nobody can tell where they begin. */
  | "unknown_turns";

interface CallToCaseSettings {
  readonly environment: string;
  /** How many messages a version renders; undefined for one that is not declared. */
  readonly messagesOf: (version: number) => number | undefined;
}

/**
 * A logged call as a case, with what the log's redaction left: its context and its turns; without a ground truth, since what
 * was answered is not known to be right. Calls of one subject, or steps of one run, are of one cluster.
 */
export function callToCase(
  call: Omit<LoggedCall, "retention">,
  { environment, messagesOf }: CallToCaseSettings,
): Case | NoCase {
  const { id, context, messages, version, attachments, subject, runId, startedAt } = call;
  if (context === null) return "no_body";
  if (attachments.length > 0) return "attachments";
  const rendered = messagesOf(version);
  if (rendered === undefined && isConversation(messages)) return "unknown_turns";
  const turns = rendered === undefined ? [] : (messages ?? []).slice(rendered);
  return {
    id: `call-${id}`,
    context,
    groundTruth: null,
    tags: [],
    cluster: toCluster(subject, runId),
    ...omitUndefined({ turns: turns.length === 0 ? undefined : toMessages(turns) }),
    origin: { callId: id, at: startedAt.toISOString(), environment },
  };
}

function toCluster(subject: string | null, runId: string | null): string | null {
  if (subject !== null) return `subject-${subject}`;
  return runId === null ? null : `run-${runId}`;
}

/** Whether more was sent than a version usually renders: a turn of the assistant, or what a tool answered. */
function isConversation(messages: LoggedCall["messages"]): boolean {
  return (messages ?? []).some(
    ({ role, content }) =>
      role === "assistant" || content.some(({ type }) => type === "tool_result"),
  );
}

/** Calls with images and files were left out: what is left are the parts of a message. */
function toMessages(turns: NonNullable<LoggedCall["messages"]>): readonly Message[] {
  return turns.flatMap(({ role, content }): readonly Message[] => {
    if (role === "assistant") {
      return [
        {
          role,
          content: content.filter((part) => part.type === "text" || part.type === "tool_call"),
        },
      ];
    }
    if (role === "system") return [];
    return [
      {
        role,
        content: content.filter((part) => part.type === "text" || part.type === "tool_result"),
      },
    ];
  });
}
