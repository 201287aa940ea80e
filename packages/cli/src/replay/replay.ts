import { createReplay, type PastOrder } from '@post-purchase/core';

import { EXIT_CODES, type ExitCode } from '../command/exit-code.ts';
import { InputError } from '../command/input-error.ts';
import type { JourneyFile } from '../journey-file/journey-file.ts';
import { loadJourneyFile } from '../journey-file/load-journey-file.ts';
import { readJourney } from '../journey-file/pick-journey.ts';
import type { ColumnChoice } from '../order-file/columns.ts';
import { type Input, openInput } from '../order-file/open-input.ts';
import { RefusedLines } from '../order-file/refused.ts';
import { readPolicy } from '../policy-file/read-policy.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import { paint, print, printJson, remark, type Terminal } from '../terminal/terminal.ts';
import { pastOrdersOfEvents, pastOrdersOfRows, type Reading } from './past-orders.ts';
import { periodOf } from './period.ts';
import { refusedTable, renderReport } from './render-report.ts';
import { Summary } from './summary.ts';

export interface ReplayOptions {
  readonly orders?: string | undefined;
  readonly events?: string | undefined;
  readonly columns?: ColumnChoice | undefined;
  readonly currency: string;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly journey?: string | undefined;
  readonly policy?: string | undefined;
  readonly timeZone: string;
  readonly json?: boolean | undefined;
}

/** Back-tests a journey on past orders. */
export async function replay(path: string, options: ReplayOptions, terminal: Terminal): Promise<ExitCode> {
  const file = await loadJourneyFile(path);
  const journey = readJourney(file, options.journey);
  const policy = await readPolicy(options.policy);
  const { timeZone } = options;
  const { predicates } = file;
  const reading: Reading = { refused: new RefusedLines(), orders: 0, outside: 0 };
  const summary = new Summary(journey, timeZone);
  let progress: Progress | undefined;
  let done = 0;
  const past = createReplay(journey, {
    policy,
    ...(predicates === undefined ? {} : { predicates }),
    timeZone,
    onFinal(order) {
      summary.add(order);
      done += 1;
      progress?.update(done);
    },
  });
  try {
    // The first order comes when all is read.
    for await (const order of await pastOrders(file, options, reading, terminal)) {
      if (options.strict === true && reading.refused.count > 0) break;
      progress ??= startProgress(terminal, 'Replaying', reading.orders - reading.outside);
      summary.begin(order);
      past.add(order);
    }
    if (options.strict === true && reading.refused.count > 0) return refuse(reading, terminal);
    if (reading.orders === 0) throw nothingToReplay(options, reading, terminal);
    past.finish();
  } finally {
    progress?.stop();
  }
  const report = summary.report(reading);
  if (options.json === true) printJson(terminal, report);
  else print(terminal, renderReport(report, terminal.stdout));
  return EXIT_CODES.fine;
}

async function pastOrders(
  { events }: JourneyFile,
  options: ReplayOptions,
  reading: Reading,
  terminal: Terminal,
): Promise<AsyncIterable<PastOrder>> {
  const period = periodOf(options);
  const { columns = {}, currency, timeZone } = options;
  if (options.orders !== undefined && options.events === undefined) {
    const input = withProgress(await openInput(options.orders), terminal);
    return pastOrdersOfRows(input, { columns, currency, timeZone }, period, reading);
  }
  if (options.events !== undefined && options.orders === undefined) {
    return pastOrdersOfEvents(
      withProgress(await openInput(options.events), terminal),
      events,
      period,
      reading,
    );
  }
  throw new InputError(
    'usage',
    'Which orders are to be replayed?',
    'Name one file: --orders <csv>, or --events <jsonl>.',
  );
}

function withProgress(input: Input, terminal: Terminal): Input {
  async function* text(): AsyncGenerator<string> {
    const progress = startProgress(terminal, 'Reading', input.size);
    try {
      for await (const piece of input.text) {
        progress.update(input.bytesRead());
        yield piece;
      }
    } finally {
      progress.stop();
    }
  }
  return { ...input, text: text() };
}

function nothingToReplay(
  { orders = '', events = orders }: ReplayOptions,
  { refused }: Reading,
  { stderr }: Terminal,
): InputError {
  return refused.count === 0
    ? new InputError('file_invalid', `There are no orders in ${events}.`)
    : new InputError('file_invalid', `No line of ${events} can be used.`, refusedTable(refused, stderr));
}

function refuse({ refused }: Reading, terminal: Terminal): ExitCode {
  const { stderr } = terminal;
  const count = refused.count === 1 ? '1 line' : `${refused.count} lines`;
  remark(
    terminal,
    `${paint(stderr, 'red', 'error:')} ${count} cannot be used, so nothing was replayed (--strict).`,
  );
  remark(terminal, refusedTable(refused, stderr));
  return EXIT_CODES.findings;
}
