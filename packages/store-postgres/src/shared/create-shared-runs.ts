import { randomUUID } from "node:crypto";
import type {
  AnswerPlace,
  BegunRun,
  SharedAnswer,
  SharedComparison,
  SharedRun,
  SharedRuns,
  WrittenAnswer,
} from "@promptrail/core/jobs";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

const columns = `id, family, candidate, candidate_hash, baseline, baseline_hash, dataset_hash, suite_hash, repeats,
  cases, range_size, asked_by, started_at, ended_at, problem`;

interface RunRow {
  readonly id: string;
  readonly family: string;
  readonly candidate: number;
  readonly candidate_hash: string;
  readonly baseline: number | null;
  readonly baseline_hash: string | null;
  readonly dataset_hash: string;
  readonly suite_hash: string;
  readonly repeats: number;
  readonly cases: number;
  readonly range_size: number;
  readonly asked_by: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly problem: string | null;
}

/** The runs of one environment that many processes share. */
export function createSharedRuns(pool: SqlPool, environment: string): SharedRuns {
  const ask = <Row>(text: string, values: readonly unknown[]) =>
    pool.query<Row>(text, values, dataLimit);
  return {
    begin: (comparison, by) =>
      pool.transaction(
        (connection) => beginRun(connection, environment, comparison, by),
        dataLimit,
      ),
    find: async (id) => {
      const [row] = await ask<RunRow>(
        `select ${columns} from promptrail.eval_run where environment = $1 and id = $2`,
        [environment, id],
      );
      return row === undefined ? null : toRun(row);
    },
    add: async (id, answer) => void (await ask(insertAnswer, toValues(environment, id, answer))),
    read: async (id, places) =>
      (await ask<AnswerRow>(selectAnswers, [id, ...toColumns(places)])).map(toAnswer),
    listAnswered: async (id, caseIds) =>
      (
        await ask<PlaceRow>(
          `select case_id, side, repeat from promptrail.eval_answer
           where run = $1 and ($2::text[] is null or case_id = any ($2))`,
          [id, caseIds ?? null],
        )
      ).map(toPlace),
    noteProblem: async (id, problem) =>
      void (await ask(
        "update promptrail.eval_run set problem = $3 where environment = $1 and id = $2",
        [environment, id, problem],
      )),
    end: async (id) =>
      void (await ask(
        `update promptrail.eval_run set ended_at = coalesce(ended_at, clock_timestamp())
         where environment = $1 and id = $2`,
        [environment, id],
      )),
  };
}

const isSame = `environment = $1 and family = $2 and candidate_hash = $3 and coalesce(baseline_hash, '') = coalesce($4, '')
  and dataset_hash = $5 and suite_hash = $6 and repeats = $7 and ended_at is null`;

async function beginRun(
  connection: SqlConnection,
  environment: string,
  comparison: SharedComparison,
  { rangeSize, askedBy, fresh, longestAgeMs }: BegunRun,
): Promise<SharedRun> {
  const { family, candidate, baseline, datasetHash, suiteHash, repeats, cases } = comparison;
  const hashes = [candidate.contentHash, baseline?.contentHash ?? null, datasetHash, suiteHash];
  const same = [environment, family, ...hashes, repeats];
  if (fresh || longestAgeMs !== undefined) {
    const text = `update promptrail.eval_run set ended_at = clock_timestamp()
      where ${isSame} and ($8::float8 is null or started_at < clock_timestamp() - $8 * interval '1 millisecond')`;
    await connection.query(text, [...same, fresh ? null : longestAgeMs]);
  }
  await connection.query(
    `insert into promptrail.eval_run (environment, family, candidate_hash, baseline_hash, dataset_hash, suite_hash,
       repeats, id, candidate, baseline, cases, range_size, asked_by, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, clock_timestamp())
     on conflict do nothing`,
    [
      ...same,
      ...[randomUUID(), candidate.version, baseline?.version ?? null, cases, rangeSize, askedBy],
    ],
  );
  // What somebody else began at the same time is there once the insert has waited for it.
  const text = `update promptrail.eval_run set problem = null where ${isSame} returning ${columns}`;
  const [row] = await connection.query<RunRow>(text, same);
  if (row === undefined) throw new Error("A run that was begun is not there.");
  return toRun(row);
}

function toRun(row: RunRow): SharedRun {
  const { baseline, baseline_hash: baselineHash } = row;
  return {
    id: row.id,
    family: row.family,
    candidate: { version: row.candidate, contentHash: row.candidate_hash },
    baseline:
      baseline === null || baselineHash === null
        ? null
        : { version: baseline, contentHash: baselineHash },
    datasetHash: row.dataset_hash,
    suiteHash: row.suite_hash,
    repeats: row.repeats,
    cases: row.cases,
    rangeSize: row.range_size,
    askedBy: row.asked_by,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    problem: row.problem,
  };
}

// The reason of a part that was given back is no reason any more once somebody could take it.
const insertAnswer = `
  with added as (
    insert into promptrail.eval_answer (run, case_id, side, repeat, answer, error, worker, written_at)
    select id, $3, $4, $5, $6, $7, $8, clock_timestamp()
    from promptrail.eval_run where environment = $1 and id = $2
    on conflict do nothing
    returning run
  )
  update promptrail.eval_run set problem = null
  where environment = $1 and id = $2 and problem is not null and exists (select from added)`;

function toValues(environment: string, id: string, answer: SharedAnswer): readonly unknown[] {
  const { caseId, side, repeat, worker } = answer;
  const asJson = (value: SharedAnswer["answer"]) => (value === null ? null : JSON.stringify(value));
  const said = [asJson(answer.answer), asJson(answer.error)];
  return [environment, id, caseId, side, repeat, ...said, worker];
}

const selectAnswers = `
  select case_id, side, repeat, answer, error, worker, written_at
  from unnest($2::text[], $3::text[], $4::integer[]) as wanted (case_id, side, repeat)
  join promptrail.eval_answer using (case_id, side, repeat)
  where run = $1`;

function toColumns(places: readonly AnswerPlace[]): readonly unknown[] {
  return [
    places.map(({ caseId }) => caseId),
    places.map(({ side }) => side),
    places.map(({ repeat }) => repeat),
  ];
}

interface PlaceRow {
  readonly case_id: string;
  readonly side: AnswerPlace["side"];
  readonly repeat: number;
}

interface AnswerRow extends PlaceRow, Pick<SharedAnswer, "answer" | "error" | "worker"> {
  readonly written_at: Date;
}

function toPlace({ case_id: caseId, side, repeat }: PlaceRow): AnswerPlace {
  return { caseId, side, repeat };
}

function toAnswer(row: AnswerRow): WrittenAnswer {
  const { answer, error, worker, written_at: writtenAt } = row;
  return { ...toPlace(row), answer, error, worker, writtenAt };
}
