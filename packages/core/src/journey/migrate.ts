import type { Instance } from './instance.ts';
import type { Journey } from './journey.ts';
import { asDecided, lineage } from './lineage.ts';

/** An instance cannot go from one version to another: they are not of its journey, or it is on a third one. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code = 'migration_impossible';
}

/**
 * Puts an order onto another version of its journey. Nothing is decided here: the next `advance` with that
 * version does it, and cancels what is not final of touchpoints that are gone.
 *
 * What was decided stays as it is, under the names it was decided under, and belongs to the same touchpoint
 * under its new id (`formerly`, in whichever of the two versions it is said): so nothing is sent again, on the
 * way back neither. The draw into a holdout goes with the touchpoint; a touchpoint that is new has none, since
 * orders are drawn when they enter.
 *
 * Called again with its own result it returns the same. An instance that is over stays on its version.
 *
 * Not guaranteed: that a touchpoint counts as the same one when it becomes per parcel (or stops being it).
 *
 * @param from the version that the instance is on
 * @throws {MigrationError} when the versions are not of the instance's journey, or it is on a third version
 */
export function migrate(instance: Instance, from: Journey, to: Journey): Instance {
  if (from.id !== instance.journey || to.id !== instance.journey) {
    const others = [...new Set([from.id, to.id])].filter((id) => id !== instance.journey).join(' and ');
    throw new MigrationError(`The order is on the journey '${instance.journey}', not on ${others}.`);
  }
  if (instance.endedAt !== undefined || instance.version === to.version) return instance;
  if (instance.version !== from.version) {
    throw new MigrationError(
      `The order is on version ${instance.version} of '${instance.journey}', not on ${from.version}.`,
    );
  }
  const known = asDecided(from, instance);
  const draws = { ...instance.draws };
  const aliases: Record<string, readonly string[]> = {};
  for (const [id, sources] of lineage(known, to)) {
    const names = sources.flatMap((source) => [source, ...(known.touchpoints[source]?.formerly ?? [])]);
    const drawn = names.find((name) => Object.hasOwn(instance.draws, name));
    const draw = drawn === undefined ? undefined : instance.draws[drawn];
    if (draw !== undefined) draws[id] = draw;
    const said = [id, ...(to.touchpoints[id]?.formerly ?? [])];
    const others = [...new Set(names)].filter((name) => !said.includes(name));
    if (others.length > 0) aliases[id] = others;
  }
  const { aliases: _, ...kept } = instance;
  return {
    ...kept,
    version: to.version,
    draws,
    ...(Object.keys(aliases).length === 0 ? {} : { aliases }),
  };
}
