import type { ContentsPage } from "@promptrail/core/lifecycle";
import type { VerifiedSource } from "../../project/live/with-history.js";

interface VerifiedContents extends Omit<ContentsPage, "next"> {
  /** False where the user stopped it before the last part. */
  readonly isWhole: boolean;
}

export const nothingVerified: VerifiedContents = {
  versions: 0,
  verdicts: 0,
  problems: [],
  isWhole: false,
};

/** Checks what is kept beside the decisions, part by part. */
export async function verifyContents(
  source: Pick<VerifiedSource, "checkContents">,
  stop: AbortSignal,
): Promise<VerifiedContents> {
  let verified = nothingVerified;
  let after: string | null = null;
  do {
    const page: ContentsPage = await source.checkContents(after);
    after = page.next;
    verified = {
      versions: verified.versions + page.versions,
      verdicts: verified.verdicts + page.verdicts,
      problems: [...verified.problems, ...page.problems],
      isWhole: after === null,
    };
  } while (after !== null && !stop.aborted);
  return verified;
}
