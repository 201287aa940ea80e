import type { FactTrigger, Journey, Touchpoint } from '../journey.ts';

/** A trigger, and where in the journey it stands. */
export interface PlacedTrigger {
  readonly path: string;
  readonly trigger: FactTrigger;
}

/** Every fact a journey names. */
export function triggersOf(journey: Journey): readonly PlacedTrigger[] {
  const { entry, exit, goals = {}, touchpoints } = journey;
  return [
    { path: 'entry.on', trigger: entry.on },
    ...listed('exit.on', exit?.on),
    ...Object.entries(goals).map(([name, { on }]) => ({ path: `goals.${name}.on`, trigger: on })),
    ...Object.entries(touchpoints).flatMap(([id, touchpoint]) =>
      ofTouchpoint(`touchpoints.${id}`, touchpoint),
    ),
  ];
}

function ofTouchpoint(
  path: string,
  { on, waitUntil, until, cancelOn }: Touchpoint,
): readonly PlacedTrigger[] {
  return [
    ...(on === undefined ? [] : [{ path: `${path}.on`, trigger: on }]),
    ...listed(`${path}.waitUntil.any`, waitUntil?.any),
    ...listed(`${path}.until`, until),
    ...listed(`${path}.cancelOn`, cancelOn),
  ];
}

function listed(path: string, triggers: readonly FactTrigger[] = []): readonly PlacedTrigger[] {
  return triggers.map((trigger, index) => ({ path: `${path}.${index}`, trigger }));
}
