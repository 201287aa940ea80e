import fc from 'fast-check';

import { anyJourney } from './any-journey.testing.ts';
import { CHANNELS, type Journey, type Touchpoint } from './journey.ts';
import { everything } from './order-life.testing.ts';
import { validateJourney } from './validate.ts';

/** What an author may do to a touchpoint. */
const edit = fc.constantFrom(
  'keep',
  'keep',
  'rename',
  'rename',
  'remove',
  'rewrite',
  'repeat',
  'rechannel',
  'delay',
);

/** A journey that runs, and a later version of it that an author has made of it. */
export const revision: fc.Arbitrary<{ readonly from: Journey; readonly to: Journey }> = fc
  .tuple(
    fc.oneof(anyJourney, fc.constant<Journey>(everything)),
    anyJourney,
    fc.array(edit, { minLength: 6, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([from, donor, edits, adds]) => {
    const ids = Object.keys(from.touchpoints);
    const editOf = (id: string) => edits[ids.indexOf(id) % edits.length] ?? 'keep';
    const renamed = (id: string) => (editOf(id) === 'rename' ? `${id}2` : id);
    const kept = ids.flatMap((id): readonly (readonly [string, Touchpoint])[] => {
      const touchpoint = from.touchpoints[id];
      const other = donor.touchpoints[id];
      if (touchpoint === undefined || editOf(id) === 'remove') return [];
      const { after } = touchpoint;
      const moved: Touchpoint =
        after === undefined
          ? touchpoint
          : { ...touchpoint, after: { ...after, touchpoint: renamed(after.touchpoint) } };
      switch (editOf(id)) {
        case 'rename':
          return [[renamed(id), { ...moved, formerly: [id] }]];
        case 'rewrite':
          return [[id, other?.on === undefined ? moved : other]];
        case 'repeat':
          return [[id, moved.every === undefined ? { ...moved, every: { days: 2 }, times: 3 } : once(moved)]];
        case 'rechannel':
          return [
            [
              id,
              {
                ...moved,
                channels: CHANNELS.filter((one) => one === 'webhook' || !moved.channels.includes(one)).slice(
                  0,
                  2,
                ),
              },
            ],
          ];
        case 'delay':
          return [[id, { ...moved, wait: { days: 3, at: '09:30' } }]];
        case 'keep':
        case 'remove':
          return [[id, moved]];
      }
    });
    const added = Object.entries(donor.touchpoints).flatMap(([id, touchpoint]): [string, Touchpoint][] =>
      adds && touchpoint.on !== undefined ? [[`new-${id}`, touchpoint]] : [],
    );
    return {
      from,
      to: withoutFaults({ ...from, version: 2, touchpoints: Object.fromEntries([...kept, ...added]) }),
    };
  })
  .filter(({ to }) => validateJourney(to).length === 0);

function once({ every: _, times: __, until: ___, ...touchpoint }: Touchpoint): Touchpoint {
  return touchpoint;
}

/** Leaves out the touchpoints that something is said about. */
function withoutFaults(journey: Journey): Journey {
  const faulty = new Set(validateJourney(journey).map(({ path }) => path.split('.')[1]));
  const kept = Object.entries(journey.touchpoints).filter(([id]) => !faulty.has(id));
  if (kept.length === 0 || kept.length === Object.keys(journey.touchpoints).length) return journey;
  return withoutFaults({ ...journey, touchpoints: Object.fromEntries(kept) });
}
