import { showCommand } from "../run-command.ts";
import { expectStory, printTitle, type Story } from "../story.ts";

/** @param callId A production call that has a shadow run. */
export async function compare({ environment, upstreams }: Story, callId: string): Promise<void> {
  printTitle(8, "compare: a call found again, and two versions on the same calls");
  const found = await showCommand(["calls", callId], environment);
  expectStory(
    found.exitCode === 0 && /cost +.*\$\d/.test(found.output),
    "the call log has the call, with its answer and what it cost",
  );
  const command = ["compare", "fraud_score", "--examples", "1"];
  const compared = await showCommand(command, environment);
  expectStory(compared.exitCode === 0, "the comparison came to its end, whatever it found");
  expectStory(/success +.*\[-?\d/.test(compared.output), "the difference has its interval");
  if (upstreams.live) return;
  expectStory(/latency +.*\[[-+]?\d/.test(compared.output), "and so has that of the latencies");
}
