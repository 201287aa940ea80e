import * as z from 'zod/mini';

/*
 * What tests read out of `--json`, where they do not compare the whole document. Loose: the shapes as a whole are pinned by the tests that compare.
 */

const Count = z.int().check(z.nonnegative());
const Final = z.record(z.string(), Count);

/** Of `replay --json`. */
export const ReplayJson = z.looseObject({
  orders: z.looseObject({
    read: Count,
    outside: Count,
    replayed: Count,
    entered: Count,
    notEntered: z.array(z.object({ reason: z.string(), orders: Count })),
  }),
  touchpoints: z.array(
    z.looseObject({
      touchpoint: z.string(),
      channels: z.array(
        z.looseObject({
          final: Final,
          total: Count,
          reasons: z.array(z.looseObject({ rule: z.nullable(z.string()), count: Count })),
          hours: z.array(Count),
        }),
      ),
    }),
  ),
  rules: z.array(z.object({ rule: z.string(), settled: Count, held: Count })),
  neverMattered: z.array(z.string()),
});

/** Of `explain --json`. */
export const ExplainJson = z.looseObject({
  deliveries: z.array(z.looseObject({ verdicts: z.array(z.unknown()), summary: z.string() })),
});

/** Of `simulate --json`. */
export const SimulateJson = z.looseObject({
  runs: z.array(z.looseObject({ scenario: z.nullable(z.string()), entries: z.array(z.unknown()) })),
});
