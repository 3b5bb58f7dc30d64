import { expect } from "vitest";
import type { QueueCase } from "./queue-case.js";

/** Hour and minute of a time, as the clocks of a zone show it. */
function clockOf(zone: string, time: Date | null | undefined): string {
  const hours = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en", hours).format(time ?? new Date(0));
}

export const scheduleCases: readonly QueueCase[] = [
  {
    title: "lists schedules with their next time by the clocks of their zone",
    run: async ({ queue, openOther }) => {
      const zone = "Asia/Kolkata";
      const payload = { family: "greeting" };
      await queue.schedule({ queue: "watch", key: "b", cron: "30 2 * * *", zone, payload });
      await queue.schedule({ queue: "watch", key: "a", cron: "15 6 * * *", payload });
      await queue.schedule({ queue: "watch", key: "a", cron: "45 7 * * *", payload: {} });
      const other = await openOther("another-environment");
      await other.schedule({ queue: "watch", key: "c", cron: "0 0 * * *", payload });
      await other.unschedule("watch", "a");
      const [first, second, ...rest] = await queue.schedules();
      expect(rest).toEqual([]);
      expect(first).toMatchObject({ key: "a", cron: "45 7 * * *", zone: "UTC", payload: {} });
      expect(second).toMatchObject({ queue: "watch", key: "b", cron: "30 2 * * *", zone, payload });
      expect(clockOf("UTC", first?.next)).toBe("07:45");
      expect(clockOf(zone, second?.next)).toBe("02:30");
      expect(clockOf("UTC", second?.next)).toBe("21:00");
      for (const time of [first?.next, second?.next]) {
        expect(time?.getTime()).toBeGreaterThan(Date.now() - 60_000);
        expect(time?.getTime()).toBeLessThan(Date.now() + 26 * 3_600_000);
      }
      await queue.unschedule("watch", "a");
      await queue.unschedule("watch", "never-there");
      expect(await queue.schedules()).toMatchObject([{ key: "b" }]);
    },
  },
  {
    title: "refuses times and zones that there are not",
    run: async ({ queue }) => {
      const refused = { code: "request_invalid" };
      const plan = { queue: "watch", cron: "0 3 * * *", payload: {} };
      const wrong = [
        { ...plan, cron: "61 3 * * *" },
        { ...plan, cron: "0 3 * *" },
        { ...plan, cron: "0 0 3 * * *" },
        { ...plan, cron: "hourly" },
        { ...plan, cron: "0 0 30 2 *" },
        { ...plan, zone: "Europe/Atlantis" },
        { ...plan, key: "a key" },
      ];
      for (const each of wrong) await expect(queue.schedule(each)).rejects.toMatchObject(refused);
      expect(await queue.schedules()).toEqual([]);
    },
  },
];
