import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Attempt, CallRecord, StartedCall } from "@promptrail/core";
import type { Redactor } from "@promptrail/core/privacy";
import { toAttemptAttributes } from "./attributes/attempt-attributes.js";
import {
  toAnswerAttributes,
  toEndAttributes,
  toStartAttributes,
} from "./attributes/call-attributes.js";
import { findAttemptError, findCallError } from "./attributes/error-type.js";
import { toRequestAttributes, toSpanName } from "./attributes/request-attributes.js";
import { toContent } from "./content/to-content.js";
import { errorType, promptrail } from "./names.js";
import type { Signals } from "./signals.js";

interface TracePorts extends Pick<Signals, "tracer" | "measure"> {
  readonly vendors: Readonly<Record<string, string>>;
  /** Null where no content is to be sent. */
  readonly redact: Redactor | null;
}

/** An attempt with an answer: its span ends with its call, whose record knows more of that answer. */
interface AnsweredAttempt {
  readonly attempt: Attempt;
  readonly call: StartedCall;
  readonly span: Span;
}

/** The span of a call, with one below it for each attempt. Its parent is what is active where it is made. */
export class CallTrace {
  readonly #ports: TracePorts;
  readonly #span: Span;
  readonly #context: Context;
  #attempts = 0;
  #answered: AnsweredAttempt | null = null;

  constructor(ports: TracePorts, call: StartedCall) {
    const { provider, requestedModel: model, startedAt } = call;
    const parent = context.active();
    const attributes = {
      ...toRequestAttributes(call, { provider, model }, ports.vendors),
      ...toStartAttributes(call),
    };
    const options = { kind: SpanKind.INTERNAL, startTime: startedAt, attributes };
    this.#ports = ports;
    this.#span = ports.tracer.startSpan(toSpanName(model), options, parent);
    this.#context = trace.setSpan(parent, this.#span);
  }

  attempted(attempt: Attempt, call: StartedCall): void {
    this.#endAttempt(null);
    this.#attempts += 1;
    const { startedAt, fallback, failure } = attempt;
    if (this.#attempts > 1) {
      const event = fallback ? promptrail.fallbackEvent : promptrail.retryEvent;
      this.#span.addEvent(event, { [promptrail.attempt]: this.#attempts }, startedAt);
    }
    const attributes = {
      ...toRequestAttributes(call, attempt, this.#ports.vendors),
      ...toAttemptAttributes(attempt, this.#attempts),
    };
    const options = { kind: SpanKind.CLIENT, startTime: startedAt, attributes };
    const span = this.#ports.tracer.startSpan(toSpanName(attempt.model), options, this.#context);
    this.#answered = { attempt, call, span };
    if (failure !== null) this.#endAttempt(null);
  }

  finished(record: CallRecord): void {
    this.#endAttempt(record.outcome === null ? null : record);
    const span = this.#span;
    if (span.isRecording()) this.#tellEnd(record);
    if (record.durationMs === null) span.end();
    else span.end(after(record.startedAt, record.durationMs));
  }

  #tellEnd(record: CallRecord): void {
    const span = this.#span;
    span.setAttributes(toEndAttributes(record));
    for (const { setting } of record.warnings) {
      span.addEvent(promptrail.warningEvent, { [promptrail.warningSetting]: setting });
    }
    const { redact } = this.#ports;
    const content = redact === null ? null : toContent(record, redact);
    if (content !== null) span.setAttributes(content.attributes);
    fail(span, findCallError(record), content?.description ?? null);
  }

  /** Nobody waits for the call's end any more. */
  giveUp(): void {
    this.#endAttempt(null);
    this.#span.setAttribute(promptrail.unfinished, true);
    this.#span.end();
  }

  /** `answer`: the record of the call, where it tells of the attempt that is open. */
  #endAttempt(answer: CallRecord | null): void {
    if (this.#answered === null) return;
    const { attempt, call, span } = this.#answered;
    this.#answered = null;
    this.#ports.measure({ attempt, call, answer });
    if (answer !== null) span.setAttributes(toAnswerAttributes(answer));
    fail(span, findAttemptError(attempt, answer), null);
    span.end(after(attempt.startedAt, attempt.latencyMs));
  }
}

function fail(span: Span, error: string | null, description: string | null): void {
  if (error === null) return;
  span.setAttribute(errorType, error);
  const code = SpanStatusCode.ERROR;
  span.setStatus(description === null ? { code } : { code, message: description });
}

function after(start: Date, ms: number): Date {
  return new Date(start.getTime() + ms);
}
