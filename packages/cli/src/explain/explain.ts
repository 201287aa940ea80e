import {
  CHANNELS,
  type Context,
  type CustomerContext,
  DEFAULT_POLICY,
  evaluatePredicates,
  explain as explainJourney,
  explanationMarkdown,
  explanationTable,
  simulate,
} from '@post-purchase/core';

import { EXIT_CODES, type ExitCode } from '../command/exit-code.ts';
import { InputError } from '../command/input-error.ts';
import { loadJourneyFile } from '../journey-file/load-journey-file.ts';
import { readJourney } from '../journey-file/pick-journey.ts';
import { readEventsOfOrder } from '../order-file/order-events.ts';
import { toldOutcomes } from '../order-file/told-outcomes.ts';
import { readPolicy } from '../policy-file/read-policy.ts';
import { print, printJson, type Terminal, textWidth } from '../terminal/terminal.ts';
import { rfc3339 } from '../time/rfc3339.ts';
import { explainReport } from './report.ts';

export interface ExplainOptions {
  readonly events: string;
  readonly order?: string | undefined;
  readonly at?: number | undefined;
  readonly journey?: string | undefined;
  readonly policy?: string | undefined;
  readonly timeZone: string;
  readonly markdown?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Says why each touchpoint of an order is where it is. */
export async function explain(path: string, options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const { at = Date.now(), timeZone } = options;
  const file = await loadJourneyFile(path);
  const journey = readJourney(file, options.journey);
  const policy = await readPolicy(options.policy);
  const { ref, facts: told } = await readEventsOfOrder(options.events, options.order, file.events);
  const { predicates = {} } = file;
  const played = simulate(journey, {
    facts: told,
    until: at,
    ref,
    policy,
    predicates,
    timeZone,
    customer: CUSTOMER,
    outcomes: toldOutcomes(told),
  });
  const { instance, facts } = played;
  if (facts === null) {
    throw new InputError(
      'usage',
      `At ${rfc3339(at)} nothing of the order is known yet.`,
      'Choose a later --at.',
    );
  }
  const context: Context = {
    policy: { ...DEFAULT_POLICY, ...policy },
    activatedAt: null,
    shopTimeZone: timeZone,
    channels: CHANNELS,
    predicates: evaluatePredicates(journey, predicates, facts),
    customer: { ...CUSTOMER, contacts: played.contacts },
  };
  const explanation = explainJourney(journey, instance, facts, context, at);
  if (options.json === true) printJson(terminal, explainReport(explanation, at));
  else if (options.markdown === true) print(terminal, explanationMarkdown(explanation));
  else print(terminal, explanationTable(explanation, { width: textWidth(terminal.stdout) }));
  return EXIT_CODES.fine;
}

const granted = { granted: true, at: 0 };

/** Nothing is known of the customer but the order: somebody who agreed to everything long ago. */
const CUSTOMER: CustomerContext = {
  key: null,
  ordersBefore: 0,
  consent: { email: granted, sms: granted, push: granted },
  deadAddresses: [],
  contacts: [],
  entered: {},
};
