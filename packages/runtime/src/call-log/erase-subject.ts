import { PromptrailError } from "@promptrail/core";
import type { CallLog, Erasure } from "@promptrail/core/call-log";
import { requireSubject } from "../calls/prepare/read-subject.js";
import type { SubjectSecret } from "../calls/record/subject-secret.js";

interface ErasePorts {
  readonly log: Pick<CallLog, "erase">;
  readonly secret: SubjectSecret;
  readonly now: Date;
}

/** @throws PromptrailError `request_invalid`, `store_unavailable`. */
export async function eraseSubject(
  { log, secret, now }: ErasePorts,
  subject: string,
  { actor }: { readonly actor: string },
): Promise<Erasure> {
  requireSubject(subject);
  await secret.require();
  const hashed = secret.hash(subject);
  if (hashed === null) {
    throw new PromptrailError(
      "store_unavailable",
      "The call log did not tell the secret by which it stores subjects. Nothing was erased. Check that the log can be reached from here, then ask again.",
      {},
    );
  }
  return log.erase(hashed, { actor, now });
}
