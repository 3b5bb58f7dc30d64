import type { CommandHost } from "../../add-command.js";
import { addJudgeCalibrate } from "./calibrate.js";
import { addJudgeLabel } from "./label.js";

/** The commands about models that judge, under one name. */
export function addJudge(host: CommandHost): void {
  const program = host.program
    .command("judge")
    .description("label answers, and find out how far a judge agrees with people");
  const group = { ...host, program };
  addJudgeLabel(group);
  addJudgeCalibrate(group);
}
