export {
  defineLedger,
  type Instruction,
  type InstructionEval,
  type InstructionSettings,
  isInstructionEval,
  type Ledger,
  listInstructions,
} from "./ledger/define-ledger.js";
export {
  type ComplianceChange,
  diffLedger,
  findStated,
  type LedgerChange,
} from "./ledger/diff-ledger.js";
export {
  type FormatLedgerSettings,
  formatLedger,
  type LedgerSide,
} from "./ledger/present/format-ledger.js";
export {
  type LedgerChangeReport,
  type LedgerReport,
  ledgerChangeSchema,
  ledgerReportSchema,
  toLedgerChangeReport,
  toLedgerReport,
} from "./ledger/present/ledger-schema.js";
export {
  type Compliance,
  type InstructionPair,
  type LedgerCase,
  type LedgerFigures,
  readLedger,
} from "./ledger/read-ledger.js";
