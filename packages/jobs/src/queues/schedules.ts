import { isError, PromptrailError, toErrorText } from "@promptrail/core/errors";
import type { PlannedSchedule, Schedule } from "@promptrail/core/jobs";
import type { PgBoss } from "pg-boss";
import { fromBossName, requireName, toBossName } from "./names.js";
import { toSendOptions } from "./to-send-options.js";

/** pg-boss knows a schedule without a key by an empty one. */
const noKey = "";

/** @throws PromptrailError `request_invalid` for a time or a zone that there is not. */
export async function addSchedule(
  boss: PgBoss,
  environment: string,
  { queue, key = noKey, cron, zone = "UTC", payload }: Schedule,
): Promise<void> {
  if (key !== noKey) requireName(key, "a schedule's key");
  requireTimes(boss, cron, zone);
  const sending = toSendOptions({ key: `schedule/${key}` });
  await boss.schedule(toBossName(environment, queue), cron, payload, { ...sending, tz: zone, key });
}

export async function removeSchedule(
  boss: PgBoss,
  environment: string,
  queue: string,
  key = noKey,
): Promise<void> {
  await boss.unschedule(toBossName(environment, queue), key);
}

export async function listSchedules(
  boss: PgBoss,
  environment: string,
): Promise<readonly PlannedSchedule[]> {
  const all = await boss.getSchedules();
  const own = all.flatMap(({ name, key, cron, timezone, data }): PlannedSchedule[] => {
    const queue = fromBossName(environment, name);
    if (queue === null) return [];
    const payload = (data ?? {}) as PlannedSchedule["payload"];
    return [{ queue, key, cron, zone: timezone, payload, next: findNext(boss, cron, timezone) }];
  });
  return own.sort((one, other) =>
    `${one.queue} ${one.key}` < `${other.queue} ${other.key}` ? -1 : 1,
  );
}

function requireTimes(boss: PgBoss, cron: string, zone: string): void {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new PromptrailError(
      "request_invalid",
      `The schedule "${cron}" in the zone "${zone}" cannot be kept: ${reason}.`,
      { cron, zone },
      cause,
    );
  };
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch (error) {
    refuse("there is no such zone; write one as IANA names it, such as Europe/Berlin", error);
  }
  if (cron.trim().split(/\s+/u).length !== 5) {
    refuse("it needs five fields: minute, hour, day of the month, month, day of the week");
  }
  try {
    if (boss.previewSchedule(cron, { tz: zone, count: 1 }).length === 0) refuse("it never comes");
  } catch (error) {
    if (isError(error) && error.name === "PromptrailError") throw error;
    refuse(toErrorText(error).replace(/\.$/u, ""), error);
  }
}

function findNext(boss: PgBoss, cron: string, zone: string): Date | null {
  try {
    return boss.previewSchedule(cron, { tz: zone, count: 1 })[0] ?? null;
  } catch {
    // Somebody else wrote it.
    return null;
  }
}
